/* Folding: what is equal for a reader, what is not, and the way back from a hit to the text. */
#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "text/utf8.h"

static struct buf folded_of(struct str text)
{
    struct buf b = BUF_INIT;
    fold_append(&b, text);
    return b;
}

static void assert_folds_to(const char *text, const char *expected)
{
    struct buf b = folded_of(str_from(text));
    assert_string_equal(buf_cstr(&b), expected);
    buf_release(&b);
}

static void what_a_reader_takes_for_the_same_is_equal(void **state)
{
    (void)state;
    static const struct {
        const char *text, *same_as;
    } cases[] = {
        {"濱江路", "滨江路"},
        {"批覆", "批复"},
        {"反覆", "反复"},
        {"恢復", "恢复"},
        {"複查", "复查"},
        {"以後", "以后"},
        {"公里裏", "公里里"},
        {"乾燥", "干燥"},
        {"幹部", "干部"},
        {"發展", "发展"},
        {"頭髮", "头发"},
        {"關係", "关系"},
        {"聯繫", "联系"},
        {"雲南", "云南"},
        {"標準", "标准"},
        {"臺灣", "台湾"},
        {"領導", "领导"},
        {"責任單位", "责任单位"},
        {"旅遊", "旅游"},
        {"公佈", "公布"},
        {"佔地", "占地"},
        {"委託", "委托"},
        {"審覈", "审核"},
        {"羣衆", "群众"},
        {"主峯", "主峰"},
        {"綫路", "线路"},
        {"檢査", "检查"},
        {"帐户", "账户"},
        {"惟一", "唯一"},
        {"其馀", "其余"},
        {"藉助", "借助"},
        {"瞭解", "了解"},
        {"污水汙水", "污水污水"},
        {"二○二三年", "二〇二三年"},
        {"盐硷地", "盐碱地"},
        {"稅務戶內說", "税务户内说"},
        {"黃綠產", "黄绿产"},
        {"ＧＤＰ", "gdp"},
        {"Ｇ327線", "g327线"},
        {"１２．５％", "12.5%"},
        {"（一）", "(一)"},
        {"，；：！？", ",;:!?"},
        {"㎡", "m2"},
        {"km²", "km2"},
        {"㎞", "km"},
        {"㎏", "kg"},
        {"m³", "m3"},
        {"25℃", "25°c"},
        {"①", "1"},
        {"⑫", "12"},
        {"㈠", "(一)"},
        {"Ⅲ期", "iii期"},
        {"½", "1/2"},
        {"……", "......"},
        {"“十四五”", "\"十四五\""},
        {"八一路—丹阳路", "八一路-丹阳路"},
        {"甲・乙", "甲·乙"},
        {"9月〜10月", "9月~10月"},
        {"ﬁ", "fi"},
        {"ÉCOLE", "école"},
        {"ΑΒΓ", "αβγ"},
        {"⼯⾏", "工行"},
        {"\uF9B5", "例"},
        {"20×30", "20x30"},
        {"‰", "‰"},
        {"。、《》【】", "。、《》【】"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf same = folded_of(str_from(cases[i].same_as));
        assert_folds_to(cases[i].text, cases[i].same_as);
        assert_string_equal(buf_cstr(&same), cases[i].same_as);
        buf_release(&same);
    }
}

static void what_a_reader_tells_apart_stays_apart(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"显著", "显着"}, {"其他", "其它"}, {"部署", "布署"}, {"未", "末"},     {"么", "幺"},
        {"坤", "堃"},     {"截止", "截至"}, {"象", "像"},     {"玛瑙", "玛脑"}, {"己", "已"},
        {"一", "—"},      {"10", "IO"},     {"e", "é"},       {"东", "西"},     {"版", "板"},
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        struct buf a = folded_of(str_from(pairs[i][0])), b = folded_of(str_from(pairs[i][1]));
        assert_string_not_equal(buf_cstr(&a), buf_cstr(&b));
        buf_release(&a);
        buf_release(&b);
    }
}

static void white_space_of_every_kind_is_one_blank(void **state)
{
    (void)state;
    assert_folds_to("a\tb\nc\rd　e\u00A0f\u2003g\u2028h", "a b c d e f g h");
    assert_folds_to("甲  　乙", "甲   乙");
}

static void a_combining_mark_is_kept(void **state)
{
    (void)state;
    assert_folds_to("E\u0301", "e\u0301");
}

static void a_malformed_byte_becomes_the_replacement_character(void **state)
{
    (void)state;
    assert_folds_to("a\xFF"
                    "B",
                    "a\uFFFD"
                    "b");
    assert_folds_to("\xE4\xB8", "\uFFFD\uFFFD");
    assert_folds_to("\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");
    assert_folds_to("\uFFFD", "\uFFFD");
    assert_true(fold_changes(STR("中\xE4")));
    assert_false(fold_changes(STR("中\uFFFD")));
}

static void text_in_folded_form_is_given_back_itself(void **state)
{
    (void)state;
    struct buf scratch = BUF_INIT;
    struct str text = STR("完成投资21.53亿元,占总投资的19.75%");
    assert_false(fold_changes(text));
    assert_ptr_equal(fold_text(text, &scratch).ptr, text.ptr);
    assert_true(fold_changes(STR("完成投资２")));
    struct str folded = fold_text(STR("完成ABC"), &scratch);
    assert_ptr_equal(folded.ptr, scratch.ptr);
    folded = fold_text(STR("甲乙丙丁Z"), &scratch);
    assert_string_equal(buf_cstr(&scratch), "甲乙丙丁z");
    buf_release(&scratch);
}

static void folding_any_code_point_twice_is_folding_it_once(void **state)
{
    (void)state;
    for (uint32_t point = 0; point < 0x110000; point++) {
        char bytes[4];
        struct str text = {bytes, utf8_encode(point, bytes)};
        struct buf once = folded_of(text);
        struct buf twice = folded_of(buf_str(&once));
        assert_true(str_equal(buf_str(&once), buf_str(&twice)));
        assert_true(utf8_is_valid(buf_str(&once)));
        assert_true(once.len > 0);
        assert_int_equal(fold_changes(text), !str_equal(text, buf_str(&once)));
        assert_int_equal(fold_length(text), once.len);
        buf_release(&once);
        buf_release(&twice);
    }
}

static void bytes_of_any_kind_fold_to_well_formed_text_of_the_length_said(void **state)
{
    (void)state;
    uint32_t seed = 1;
    char bytes[40];
    for (unsigned round = 0; round < 20000; round++) {
        size_t len = round % sizeof bytes;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        struct str text = {bytes, len};
        struct buf b = folded_of(text);
        assert_true(utf8_is_valid(buf_str(&b)));
        assert_int_equal(fold_length(text), b.len);
        buf_release(&b);
    }
}

/* The first and last code point whose folded bytes meet [off, off+len), found the slow way. */
static void slow_span(struct str text, size_t off, size_t len, size_t *from, size_t *to)
{
    *from = SIZE_MAX;
    *to = 0;
    for (size_t at = 0; at < text.len;) {
        size_t next = at;
        utf8_decode(text, &next);
        size_t begin = fold_length(str_slice(text, 0, at));
        size_t end = fold_length(str_slice(text, 0, next));
        if (end > off && begin < off + len) {
            *from = at < *from ? at : *from;
            *to = next;
        }
        at = next;
    }
}

static void every_span_of_the_folded_form_leads_back_to_whole_code_points(void **state)
{
    (void)state;
    struct str text = STR("濱江㎡Ａb\xFF①⑫ ½路\u3000é末");
    size_t folded_len = fold_length(text);
    for (size_t off = 0; off < folded_len; off++) {
        for (size_t len = 1; off + len <= folded_len; len++) {
            size_t from, to, source_off;
            slow_span(text, off, len, &from, &to);
            size_t source_len = fold_source_span(text, off, len, &source_off);
            assert_int_equal(source_off, from);
            assert_int_equal(source_len, to - from);
        }
    }
    size_t source_off;
    assert_int_equal(fold_source_span(text, folded_len, 0, &source_off), 0);
    assert_int_equal(source_off, text.len);
}

static void a_key_has_no_blanks_and_no_remarks(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"责任（配合）单位", "责任单位"},
        {" 完 成　时限 ", "完成时限"},
        {"完成率(%)", "完成率"},
        {"Due Date", "duedate"},
        {"責任單位", "责任单位"},
        {"目前处理进度（不定时更新）", "目前处理进度"},
        {"（空）", ""},
        {"a(b(c)d)e", "ae"},
        {"a[b(c]d)e", "a[be"},
        {"【重点】任务〔一〕[二]", "任务"},
        {"没有(右括号", "没有(右括号"},
        {"没有)左括号", "没有)左括号"},
        {"((a)b", "(b"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf b = BUF_INIT;
        fold_append_key(&b, str_from(cases[i].text));
        assert_string_equal(buf_cstr(&b), cases[i].key);
        buf_release(&b);
    }
}

static void a_key_is_appended_behind_what_is_there(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    buf_append_str(&b, STR("前("));
    fold_append_key(&b, STR("甲)（乙）丙"));
    assert_string_equal(buf_cstr(&b), "前(甲)丙");
    buf_release(&b);
}

static void a_folded_word_begins_in_a_code_point_of_the_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
        size_t off;
        bool begins;
    } cases[] = {
        {"已批覆。", "批复", 3, true},     {"已批覆。", "批复", 0, false},
        {"已批", "批复", 3, false},        {"5㎡地", "m2", 1, true},
        {"5㎡地", "2地", 1, true},         {"5㎡地", "2天", 1, false},
        {"（ＧＤＰ", "gdp", 3, true},      {"（ＧＤＰ", "dp", 3, false},
        {"\xFF", "\xEF\xBF\xBD", 0, true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(
            fold_begins(str_from(cases[i].text), cases[i].off, str_from(cases[i].word)),
            cases[i].begins);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_reader_takes_for_the_same_is_equal),
        cmocka_unit_test(what_a_reader_tells_apart_stays_apart),
        cmocka_unit_test(white_space_of_every_kind_is_one_blank),
        cmocka_unit_test(a_combining_mark_is_kept),
        cmocka_unit_test(a_malformed_byte_becomes_the_replacement_character),
        cmocka_unit_test(text_in_folded_form_is_given_back_itself),
        cmocka_unit_test(folding_any_code_point_twice_is_folding_it_once),
        cmocka_unit_test(bytes_of_any_kind_fold_to_well_formed_text_of_the_length_said),
        cmocka_unit_test(every_span_of_the_folded_form_leads_back_to_whole_code_points),
        cmocka_unit_test(a_key_has_no_blanks_and_no_remarks),
        cmocka_unit_test(a_key_is_appended_behind_what_is_there),
        cmocka_unit_test(a_folded_word_begins_in_a_code_point_of_the_text),
    };
    return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
