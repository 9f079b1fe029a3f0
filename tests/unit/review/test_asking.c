/* Queries that meet the odd things of real tables and users: padded names, expressions without end, slips in a
 * name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/review/fixture.h"

/* Two leaders and their padded twins, units by letters, and a person. */
static const char padded[] = "序号\t市政府领导\t责任目标\t责任单位\t责任人\n"
                             "1\t张三\t修路\t市教育局\t李 四\n"
                             "2\t张　三\t架桥\t市 教 育 局\t李四\n"
                             "3\t张 三\t种树\t市 教 育 局 市公安局\t李　四\n"
                             "4\t欧阳锋\t张 三 家\t市公安局 市教育局\t王五\n";

static void padding_of_names_does_not_count(void **state)
{
    (void)state;
    struct table *t = table_from(padded);
    static const struct {
        const char *query, *nos;
    } cases[] = {
        {"leader:张三", "1 2 3"},
        {"leader:=张三", "1 2 3"},
        {"leader:=\"张　三\"", "1 2 3"},
        {"leader:\"张 三\"", "1 2 3"},
        {"leader!=张三", "4"},
        {"leader=张三", "1 2 3"},
        {"张三", "1 2 3"},
        {"\"张 三\"", "1 2 3 4"},
        {"zhangsan", "1 2 3"},
        {"leader:zs", "1 2 3"},
        {"person:=李四", "1 2 3"},
        {"李四", "1 2 3"},
        {"units:=市教育局", "1 2 3 4"},
        {"教育局", "1 2 3 4"},
        {"lead:=市教育局", "1 2 3"},
        {"lead:公安", "4"},
        {"units:sjyj", "1 2 3 4"},
        {"units:\"市公安局 市教育局\"", "4"},
        {"leader:/张\\s三/", "2 3"},
        {"leader:/^张三$/", "1"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *nos = nos_found(t, cases[i].query, "");
        if (strcmp(nos, cases[i].nos) != 0)
            fail_msg("%s finds “%s”, not “%s”", cases[i].query, nos, cases[i].nos);
    }
    table_free(t);
}

static void a_hit_in_a_padded_name_covers_its_blanks(void **state)
{
    (void)state;
    struct table *t = table_from(padded);
    struct review r = review_of(t);
    static const struct {
        const char *query;
        uint32_t row, column;
        const char *hit;
    } cases[] = {
        {"张三", 1, 1, "张　三"},     {"leader:=张三", 2, 1, "张 三"},
        {"三", 1, 1, "三"},           {"zhangsan", 2, 1, "张 三"},
        {"教育", 1, 3, "教 育"},      {"units:=市教育局", 2, 3, "市 教 育 局"},
        {"units:公安", 2, 3, "公安"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct query *q = query_parse(str_from(cases[i].query), t, NULL);
        struct match_hit hit;
        assert_int_equal(query_hits(q, &r, cases[i].row, cases[i].column, &hit, 1), 1);
        struct str cell = table_cell(t, cases[i].row, cases[i].column);
        struct str shown = str_slice(cell, hit.off, hit.len);
        if (!str_equal(shown, str_from(cases[i].hit)))
            fail_msg("%s hits “%.*s”", cases[i].query, STR_ARG(shown));
        query_free(q);
    }
    struct buf words = BUF_INIT;
    query_append_cell(&words, t, 1, table_cell(t, 1, 1));
    assert_string_equal(buf_cstr(&words), "领导:=张三");
    buf_clear(&words);
    query_append_cell(&words, t, 3, STR("市 教 育 局"));
    assert_string_equal(buf_cstr(&words), "单位:=市教育局");
    buf_release(&words);
    table_free(t);
}

/* Four records on which an expression can be tried to the end in one alternative only. */
static void what_cannot_be_told_is_neither_in_nor_out(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t责任目标\t备注\n"));
    for (int row = 1; row <= 4; row++) {
        buf_printf(&text, "%d\t%s\t", row, row == 2 ? "桥梁" : "公路");
        for (int i = 0; i < 300 && row != 4; i++)
            buf_append_byte(&text, 'a');
        buf_append_str(&text, STR("局\n"));
    }
    struct table *t = table_from(buf_cstr(&text));
    struct review r = review_of(t);
    static const struct {
        const char *query, *nos;
        size_t undecided;
    } cases[] = {
        {"/(.+)+\\1\\1\\1[xy]/", "", 3},
        {"!/(.+)+\\1\\1\\1[xy]/", "4", 3},
        {"/(.+)+\\1\\1\\1[xy]/ 桥梁", "", 1},
        {"/(.+)+\\1\\1\\1[xy]/ | 桥梁", "2", 2},
        {"/(.+)+\\1\\1\\1[xy]/ 没有", "", 0},
        {"/([^q]+)+q|桥/", "2", 0}, /* which the automaton decides */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct view v = VIEW_INIT;
        struct query *q = query_parse(str_from(cases[i].query), t, NULL);
        for (int again = 0; again < 2; again++) {
            view_build(&v, &r, q, NULL);
            assert_string_equal(nos_of(&v, t), cases[i].nos);
            assert_int_equal(v.undecided, cases[i].undecided);
        }
        query_free(q);
        view_release(&v);
    }
    table_free(t);
    buf_release(&text);
}

/* What an empty answer is told, as the interface says it. */
static void a_word_like_a_role_that_is_none_is_remembered(void **state)
{
    (void)state;
    struct table *t = table_sample();
    static const struct {
        const char *query, *doubt;
    } cases[] = {
        {"unts:教育", "“unts” is no column; is “units” meant?"},
        {"高速 领异:=刘", "“领异” is no column; is “领导” meant?"},
        {"prcent<75", "“prcent” is no column"},
        {"weather:fine unts:x", "“weather” is no column"},
        {"10:30", ""},
        {"http://x", ""},
        {"units:绝无此词", ""},
        {"绝无此词", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf doubt = BUF_INIT;
        struct query *q = query_parse(str_from(cases[i].query), t, NULL);
        assert_non_null(q);
        bool has_doubt = query_append_doubt(&doubt, q, t, LANG_EN);
        assert_int_equal(has_doubt, cases[i].doubt[0] != '\0');
        assert_string_equal(buf_cstr(&doubt), cases[i].doubt);
        query_free(q);
        buf_release(&doubt);
    }
    table_free(t);
}

/* Texts on both sides of every shortcut: written, folded, padded, by pinyin, and across two cells. */
static void shortcuts_find_what_looking_at_every_cell_finds(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t市政府领导\t责任目标\t情况\t责任单位\n"
                                 "1\t张　三\t濱江道路\t待省批覆\t市 教 育 局\n"
                                 "2\t李四\t滨江桥ＧＤＰ\t待省批复\t市教育局\n"
                                 "3\t张三\t路\t桥批\t复兴局\n"
                                 "4\t李　四\tjtys\tＪＴＹＳ\t市交通运输局\n");
    struct review r = review_of(t);
    static const char *const words[] = {"滨江", "濱江",         "批复",   "批覆", "批",  "张三",
                                        "李四", "gdp",          "教育局", "jtys", "jt",  "zs",
                                        "路桥", "市交通运输局", "绝无",   "4",    "ＪＴ"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct buf by_columns = BUF_INIT; /* asked of one column at a time: without shortcuts */
        for (uint32_t column = 1; column <= table_columns(t); column++)
            buf_printf(&by_columns, "%s#%u:%s", column > 1 ? " | " : "", column, words[i]);
        struct query *any = query_parse(str_from(words[i]), t, NULL);
        struct query *each = query_parse(buf_str(&by_columns), t, NULL);
        for (uint32_t row = 0; row < table_rows(t); row++)
            if (query_judge(any, &r, row) != query_judge(each, &r, row))
                fail_msg("%s in row %u", words[i], row + 1);
        query_free(any);
        query_free(each);
        buf_release(&by_columns);
    }
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(padding_of_names_does_not_count),
        cmocka_unit_test(a_hit_in_a_padded_name_covers_its_blanks),
        cmocka_unit_test(shortcuts_find_what_looking_at_every_cell_finds),
        cmocka_unit_test(what_cannot_be_told_is_neither_in_nor_out),
        cmocka_unit_test(a_word_like_a_role_that_is_none_is_remembered),
    };
    return cmocka_run_group_tests_name("review/asking", tests, NULL, NULL);
}
