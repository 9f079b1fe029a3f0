/* Matching: literals, pinyin and regular expressions, and what exactly is highlighted. */
#include "text/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/message.h"
#include "tests/unit/shared/memcheck.h"
#include "text/fold.h"
#include "text/utf8.h"

/* All hits as "[交通]运输[交通]", with braces for hits by pinyin. */
static struct buf shown_hits(struct matcher *m, const char *text, unsigned pinyin_from)
{
    struct buf folded = BUF_INIT, out = BUF_INIT;
    struct str original = str_from(text);
    struct match_text t = {original, fold_text(original, &folded)};
    struct match_hit hit;
    size_t at = 0;
    for (size_t from = 0; matcher_find(m, t, from, pinyin_from, &hit) && hit.len > 0;
         from = hit.off + hit.len) {
        assert_true(hit.off >= from && hit.off + hit.len <= original.len);
        buf_append_str(&out, str_slice(original, at, hit.off - at));
        buf_append_byte(&out, hit.by_pinyin ? '{' : '[');
        buf_append_str(&out, str_slice(original, hit.off, hit.len));
        buf_append_byte(&out, hit.by_pinyin ? '}' : ']');
        at = hit.off + hit.len;
    }
    buf_append_str(&out, str_slice(original, at, SIZE_MAX));
    assert_int_equal(matcher_judge(m, t, pinyin_from), at > 0 ? ANSWER_YES : ANSWER_NO);
    buf_release(&folded);
    return out;
}

static void assert_hits(enum match_kind kind, const char *pattern, unsigned pinyin_from,
                        const char *expected)
{
    char text[200];
    size_t len = 0;
    for (const char *s = expected; *s != '\0'; s++)
        if (strchr("[]{}", *s) == NULL)
            text[len++] = *s;
    text[len] = '\0';
    struct matcher *m = matcher_new(kind, str_from(pattern), NULL);
    assert_non_null(m);
    struct buf b = shown_hits(m, text, pinyin_from);
    assert_string_equal(buf_cstr(&b), expected);
    buf_release(&b);
    matcher_free(m);
}

static void a_literal_hits_whatever_folds_to_the_same(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"滨江", "[濱江]路、[滨江]路"},
        {"濱江", "[濱江]路、[滨江]路"},
        {"批复", "已[批覆]。待[批复]"},
        {"批覆", "已[批覆]。待[批复]"},
        {"gdp", "[ＧＤＰ]和[GDP]和[gdp]"},
        {"m2", "5000[㎡]和[m²]和[M2]"},
        {"2", "5000[㎡]和10[２]"},
        {"km", "[㎞][km]"},
        {"\"十四五\"", "待[“十四五”]中期"},
        {"一-丹", "八[一—丹]阳路"},
        {" 路 ", "路[　路 ]路"},
        {"aa", "[aa][aa]a"},
        {"局", "交通运输"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_hits(MATCH_LITERAL, cases[i][0], 0, cases[i][1]);
}

static void a_word_of_letters_hits_by_pinyin_from_the_length_allowed(void **state)
{
    (void)state;
    assert_hits(MATCH_LITERAL, "jtysj", 2, "市{交通运输局} 和{交通运输局}");
    assert_hits(MATCH_LITERAL, "jtysj", 5, "市{交通运输局}");
    assert_hits(MATCH_LITERAL, "jtysj", 6, "市交通运输局");
    assert_hits(MATCH_LITERAL, "jtysj", 0, "市交通运输局");
    assert_hits(MATCH_LITERAL, "j", 2, "局");
    assert_hits(MATCH_LITERAL, "ＪＴｙｓｊ", 2, "市{交通运输局}");
    assert_hits(MATCH_LITERAL, "g327xian", 4, "推进{G327线}");
    assert_hits(MATCH_LITERAL, "shanxian", 4, "{單縣}至曹县");
    assert_hits(MATCH_LITERAL, "交tong", 2, "交通");
}

static void a_literal_hit_anywhere_forbids_pinyin_hits(void **state)
{
    (void)state;
    assert_hits(MATCH_LITERAL, "jt", 2, "交通[jt]交通");
    assert_hits(MATCH_LITERAL, "jt", 2, "[JT]街头");
    assert_hits(MATCH_LITERAL, "jt", 2, "{交通}街口{街头}");
}

static void an_empty_literal_matches_everything(void **state)
{
    (void)state;
    struct matcher *m = matcher_new(MATCH_LITERAL, STR(""), NULL);
    struct match_hit hit;
    struct match_text empty = {STR(""), STR("")}, text = {STR("局"), STR("局")};
    assert_int_equal(matcher_judge(m, empty, 2), ANSWER_YES);
    assert_int_equal(matcher_judge(m, text, 2), ANSWER_YES);
    assert_true(matcher_find(m, text, 3, 2, &hit));
    assert_int_equal(hit.len, 0);
    assert_false(matcher_find(m, text, 4, 2, &hit));
    matcher_free(m);
    matcher_free(NULL);
}

static void text_without_bytes_is_allowed(void **state)
{
    (void)state;
    struct match_text none = {{NULL, 0}, {NULL, 0}};
    static const enum match_kind kinds[] = {MATCH_LITERAL, MATCH_REGEX};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct matcher *m = matcher_new(kinds[i], STR("a"), NULL);
        struct match_hit hit;
        assert_false(matcher_find(m, none, 0, 2, &hit));
        assert_false(matcher_judge(m, none, 2));
        assert_false(matcher_judge_whole(m, none));
        matcher_free(m);
    }
}

static void a_regular_expression_knows_unicode_and_not_case(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"\\d+(\\.\\d+)?%", "占[15.6%],占[87%]"},
        {"g\\d{3}", "推进[G327]线和[g106]线"},
        {"^市", "[市]交通运输局 市住建局"},
        {"局$", "市局 市[局]"},
        {"\\p{Han}+局", "[市交通运输局] [市城管局]"},
        {"(?:濱|滨)江", "[濱江]和[滨江]"},
        {"é", "[É]"},
        {"x*", "ab[x]c[xx]"},
        {"\\bgdp\\b", "[GDP] gdpx"},
        {"局\\K.", "市局[长]"},
        {"\\w+", "[市交通局],[x_1]"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_hits(MATCH_REGEX, cases[i][0], 2, cases[i][1]);
}

static void a_bad_expression_says_where_and_why(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        size_t off;
        enum msg reason;
    } cases[] = {
        {"局(", 4, MSG_REGEX_NO_PARENTHESIS},
        {"局)", 3, MSG_REGEX_LONE_PARENTHESIS},
        {"[a", 2, MSG_REGEX_NO_BRACKET},
        {"[z-a]", 3, MSG_REGEX_RANGE},
        {"[a-\\d]", 5, MSG_REGEX_RANGE_OF_CLASS},
        {"*a", 0, MSG_REGEX_NOTHING_TO_REPEAT},
        {"a{3,2}", 5, MSG_REGEX_COUNTS},
        {"a{99999}", 7, MSG_REGEX_COUNT_TOO_LARGE},
        {"a\\", 2, MSG_REGEX_END_BACKSLASH},
        {"a\\j", 2, MSG_REGEX_UNKNOWN_ESCAPE},
        {"a(?;b)", 3, MSG_REGEX_UNKNOWN_GROUP},
        {"(a)\\2", 4, MSG_REGEX_NO_GROUP},
        {"(?<n>a)(?<n>b)", 12, MSG_REGEX_SAME_NAME},
        {"(?<=a*)b", 0, MSG_REGEX_LOOKBEHIND},
        {"[[:han:]]", 3, MSG_REGEX_UNKNOWN_CLASS},
        {"\\p{Hanzi}", 9, MSG_REGEX_UNKNOWN_PROPERTY},
        {"a\\C", 3, MSG_REGEX_NO_C},
        {"\xE4\xB8", 0, MSG_REGEX_NOT_UTF8},
        {"(*NOSUCH)", 8, MSG_BAD_REGEX},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag d;
        assert_null(matcher_new(MATCH_REGEX, str_from(cases[i].pattern), &d));
        assert_int_equal(d.err, ERR_QUERY);
        if (d.reason != (int)cases[i].reason || d.off != cases[i].off)
            fail_msg("%s: at %zu: %s", cases[i].pattern, d.off,
                     msg_text(LANG_EN, (enum msg)d.reason));
        assert_true((d.reason == MSG_BAD_REGEX) == (d.detail[0] != '\0'));
    }
    assert_null(matcher_new(MATCH_REGEX, STR("("), NULL));
    char longer[5000];
    memset(longer, 'a', sizeof longer);
    struct diag d;
    assert_null(matcher_new(MATCH_REGEX, (struct str){longer, sizeof longer}, NULL));
    assert_null(matcher_new(MATCH_REGEX, (struct str){longer, sizeof longer}, &d));
    assert_int_equal(d.reason, MSG_REGEX_TOO_LONG);
}

static void no_pattern_hangs(void **state)
{
    (void)state;
    static const char *const evil[] = {
        "(a+)+$",           "(a|aa)+$",         "(.*)*b",
        "(a*)*(a*)*(a*)*b", "(?:a?){50}a{50}b", "(.+)+\\1\\1\\1x",
        "((((a+)+)+)+)+b",  "(?R)?a(?R)?b|a",   "^(?:.|\\n)*?(?:x|y)$",
    };
    char bytes[3000];
    memset(bytes, 'a', sizeof bytes);
    struct match_text text = {{bytes, sizeof bytes}, {bytes, sizeof bytes}};
    struct match_hit hit;
    for (size_t i = 0; i < COUNT_OF(evil); i++) {
        struct matcher *m = matcher_new(MATCH_REGEX, str_from(evil[i]), NULL);
        if (m == NULL)
            continue;
        clock_t begin = clock();
        matcher_find(m, text, 0, 0, &hit);
        matcher_judge_whole(m, text);
        /* Far above what it takes, far below what a pattern without limits would. */
        assert_true(clock() - begin < 5 * CLOCKS_PER_SEC);
        matcher_free(m);
    }
}

/* `unit` so many times, then `end`, asked of a pattern. */
static enum answer answer_to(struct matcher *m, const char *unit, size_t times, const char *end)
{
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < times; i++)
        buf_append_str(&b, str_from(unit));
    buf_append_str(&b, str_from(end));
    struct match_text text = {buf_str(&b), buf_str(&b)};
    enum answer answer = matcher_judge(m, text, 0);
    buf_release(&b);
    return answer;
}

static void what_backtracking_cannot_decide_is_decided_without_it_or_left_undecided(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *unit, *end;
        size_t times;
        enum answer answer;
    } cases[] = {
        {"([^q]+)+q|交通", "公路", "", 150, ANSWER_NO},
        {"([^q]+)+q|交通", "公路", "交通", 150, ANSWER_YES},
        {"(\\w+)+\\p{Lu}{9}", "公路", "", 150, ANSWER_NO},
        {"(a|aa)+$", "a", "b", 300, ANSWER_NO},
        {"(a|b)*c", "ab", "c", 4000, ANSWER_YES}, /* JIT's stack does not hold it */
        {"(公|路)*局", "公路", "厅", 500, ANSWER_NO},
        {"(a*)*(a*)*b|", "a", "", 300, ANSWER_UNDECIDED},       /* nor which match is empty */
        {"(.+)+\\1\\1\\1[xy]", "a", "", 300, ANSWER_UNDECIDED}, /* an automaton knows no \\1 */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct matcher *m = matcher_new(MATCH_REGEX, str_from(cases[i].pattern), NULL);
        assert_non_null(m);
        if (answer_to(m, cases[i].unit, cases[i].times, cases[i].end) != cases[i].answer)
            fail_msg("%s", cases[i].pattern);
        matcher_free(m);
    }
}

static void a_tired_matcher_says_no_to_nothing_that_it_did_not_try(void **state)
{
    (void)state;
    struct matcher *m = matcher_new(MATCH_REGEX, STR("(.+)+\\1\\1x|(?:a|aa)+c"), NULL);
    for (unsigned i = 0; i < 200; i++)
        assert_int_equal(answer_to(m, "公路", 100, ""), ANSWER_UNDECIDED);
    assert_int_equal(answer_to(m, "公路", 1, "局"), ANSWER_NO);
    assert_int_equal(answer_to(m, "公路", 1, "aac"), ANSWER_YES);
    assert_int_not_equal(answer_to(m, "公路", 9, "ac"), ANSWER_NO);
    matcher_free(m);
    m = matcher_new(MATCH_REGEX, STR("([^q]+)+q|交通"), NULL);
    unsigned undecided = 0;
    for (unsigned i = 0; i < 3000; i++) {
        enum answer answer = answer_to(m, "公路", 150, "交通");
        assert_int_not_equal(answer, ANSWER_NO);
        undecided += answer == ANSWER_UNDECIDED;
    }
    assert_in_range(undecided, 1, 2990);
    matcher_free(m);
}

static void a_table_of_bad_luck_takes_moments_too(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    while (b.len < 900)
        buf_append_str(&b, STR("工可报告已获省交通运输厅"));
    struct match_text text = {buf_str(&b), buf_str(&b)};
    struct matcher *m = matcher_new(MATCH_REGEX, STR("(\\w+)+\\p{Lu}{9}"), NULL);
    clock_t begin = clock();
    for (unsigned row = fewer_under_memcheck(5000); row > 0; row--)
        assert_int_not_equal(matcher_judge(m, text, 0), ANSWER_YES);
    assert_true(is_under_memcheck() || clock() - begin < 4 * CLOCKS_PER_SEC);
    matcher_free(m);
    buf_release(&b);
}

static void the_whole_text_is_compared_without_its_outer_blanks(void **state)
{
    (void)state;
    static const struct {
        enum match_kind kind;
        const char *pattern, *text;
        bool is_whole;
    } cases[] = {
        {MATCH_LITERAL, "教育局", "教育局", true},
        {MATCH_LITERAL, "教育局", " 教育局　", true},
        {MATCH_LITERAL, " 教育局", "教育局", true},
        {MATCH_LITERAL, "教育局", "市教育局", false},
        {MATCH_LITERAL, "濱江", "滨江", true},
        {MATCH_LITERAL, "a b", "A　B", true},
        {MATCH_LITERAL, "", "　 ", true},
        {MATCH_LITERAL, "", "是", false},
        {MATCH_LITERAL, "jyj", "教育局", false},
        {MATCH_REGEX, "市.*局", "　市教育局 ", true},
        {MATCH_REGEX, "市|市教育局", "市教育局", true},
        {MATCH_REGEX, "教育局", "市教育局", false},
        {MATCH_REGEX, "x*", "", true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct matcher *m = matcher_new(cases[i].kind, str_from(cases[i].pattern), NULL);
        struct buf scratch = BUF_INIT;
        struct str text = str_from(cases[i].text);
        struct match_text t = {text, fold_text(text, &scratch)};
        assert_int_equal(matcher_judge_whole(m, t) == ANSWER_YES, cases[i].is_whole);
        buf_release(&scratch);
        matcher_free(m);
    }
}

static void malformed_text_is_harmless(void **state)
{
    (void)state;
    assert_hits(MATCH_REGEX, "局.", 0, "\xE4\xB8[局长]\xFF");
    assert_hits(MATCH_LITERAL, "局", 0, "\xE4\xB8[局]\xFF");
    assert_hits(MATCH_LITERAL, "\xFF", 0, "局[\xFE]");
    uint32_t seed = 3;
    struct matcher *regex = matcher_new(MATCH_REGEX, STR("(.)\\w|局"), NULL);
    struct matcher *literal = matcher_new(MATCH_LITERAL, STR("yi"), NULL);
    char bytes[30];
    for (unsigned round = 0; round < 20000; round++) {
        for (size_t i = 0; i + 1 < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(1 + (seed >> 24) % 255);
        }
        bytes[round % sizeof bytes] = '\0';
        bytes[sizeof bytes - 1] = '\0';
        struct buf a = shown_hits(regex, bytes, 2), b = shown_hits(literal, bytes, 2);
        buf_release(&a);
        buf_release(&b);
    }
    matcher_free(regex);
    matcher_free(literal);
}

/* The real table's cells: which numbers a pattern finds in which columns. */
static struct buf numbers_found(const char *pattern, const char *columns, unsigned pinyin_from)
{
    struct buf out = BUF_INIT, folded = BUF_INIT;
    struct matcher *m = matcher_new(MATCH_LITERAL, str_from(pattern), NULL);
    FILE *file = fopen("samples/heze-2023-q3.tsv", "r");
    assert_non_null(file);
    char line[8192];
    while (fgets(line, sizeof line, file) != NULL) {
        struct str rest = str_trim(str_from(line)), cell, no = {NULL, 0};
        uint32_t number;
        bool hits = false;
        for (unsigned column = 0; str_split(&rest, '\t', &cell); column++) {
            if (column == 0)
                no = cell;
            struct match_text t = {cell, fold_text(cell, &folded)};
            if (strchr(columns, '0' + (int)column) != NULL)
                hits = hits || matcher_judge(m, t, pinyin_from) == ANSWER_YES;
        }
        if (hits && str_to_u32(no, &number))
            buf_printf(&out, " %u", number);
    }
    fclose(file);
    buf_release(&folded);
    matcher_free(m);
    return out;
}

static void the_real_table_answers(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *columns;
        unsigned pinyin_from;
        const char *numbers;
    } cases[] = {
        {"滨江", "0123456", 0, " 165"},
        {"批复", "0123456", 0, " 154 156 157 160 162 163"},
        {"批覆", "0123456", 0, " 154 156 157 160 162 163"},
        {"jtysj", "126", 2, " 148 149 153 155 156 157 158 159 161 162 163 186"},
        {"shanxian", "126", 2, " 149 157"},
        {"danxian", "126", 2, " 149 157"},
        {"hzybjfj", "126", 2, " 180 185"},
        {"changjiang", "126", 2, " 166"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf b = numbers_found(cases[i].pattern, cases[i].columns, cases[i].pinyin_from);
        assert_string_equal(buf_cstr(&b), cases[i].numbers);
        buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_literal_hits_whatever_folds_to_the_same),
        cmocka_unit_test(a_word_of_letters_hits_by_pinyin_from_the_length_allowed),
        cmocka_unit_test(a_literal_hit_anywhere_forbids_pinyin_hits),
        cmocka_unit_test(an_empty_literal_matches_everything),
        cmocka_unit_test(text_without_bytes_is_allowed),
        cmocka_unit_test(a_regular_expression_knows_unicode_and_not_case),
        cmocka_unit_test(a_bad_expression_says_where_and_why),
        cmocka_unit_test(no_pattern_hangs),
        cmocka_unit_test(what_backtracking_cannot_decide_is_decided_without_it_or_left_undecided),
        cmocka_unit_test(a_tired_matcher_says_no_to_nothing_that_it_did_not_try),
        cmocka_unit_test(a_table_of_bad_luck_takes_moments_too),
        cmocka_unit_test(the_whole_text_is_compared_without_its_outer_blanks),
        cmocka_unit_test(malformed_text_is_harmless),
        cmocka_unit_test(the_real_table_answers),
    };
    return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
