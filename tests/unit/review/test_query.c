/* Tests of review/query.h, on the real table and on small ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/condition.h"
#include "review/query.h"
#include "tests/unit/review/fixture.h"
#include "text/cluster.h"

/* What queries find in the real table. */
static const struct {
    const char *query;
    const char *nos;
} finds[] = {
    {"滨江", "165"},
    {"濱江", "165"},
    {"leader:刘连栋", "188 189 190 191"},
    {"领导:刘连栋", "188 189 190 191"},
    {"市政府领导:刘连栋", "188 189 190 191"},
    {"市政府：刘连栋", "188 189 190 191"},
    {"units:=市公安局", "189 190"},
    {"单位:=市公安局", "189 190"},
    {"lead:交通 due<年底", "161"},
    {"牵头:交通 时限<2023-12-31", "161"},
    {"due<=9月底", "152 161"},
    {"due<=2023-09-30", "152 161"},
    {"due<2023-09-30", "161"},
    {"due≤9月底", "152 161"},
    {"时限 ≤ 9月底", ""}, /* words of their own */
    {"no≥198", "198 199 200"},
    {"no≧199", "199 200"},
    {"no≤149", "148 149"},
    {"no≠150 no≤151", "148 149 151"},
    {"no!=150 no<=151", "148 149 151"},
    {"no！＝150 no<=151", "148 149 151"},
    {"no<>150 no<=151", "148 149 151"},
    {"!no!=150", "150"},
    {"due!=年底", "152 161 184"},
    {"state!=是", ""},
    {"leader≠肖友华 no<190", "188 189"},
    {"due=9月底", "152"},
    {"due=长期坚持", "184"},
    {"!due=年底", "152 161 184"},
    {"no>=198", "198 199 200"},
    {"no＞＝198", "198 199 200"},
    {"no<150", "148 149"},
    {"no=150", "150"},
    {"no:=150", "150"},
    {"序号>199", "200"},
    {"no>=160 no<162", "160 161"},
    {"is:standing", "184"},
    {"is:overdue", "161"},
    {"is:逾期", "161"},
    {"IS：overdue", "161"},
    {"!is:on", ""},
    {"state=lag", ""},
    {"滨江 | no=150", "150 165"},
    {"滨江|no=150", "150 165"},
    {"滨江｜no=150", "150 165"},
    {"no>=198 !no=199", "198 200"},
    {"no>=198 ！no=199", "198 200"},
    {"no>=198 !!no=199", "199"},
    {"/G\\d+线/ no<165", "160"},
    {"target:/^谋划.*高速$/", "158"},
    {"target:/^谋划.*高速/ !note:待省批复", "158 159"},
    {"target:谋划 “规划方案”", "156 157"},
    {"批覆", "154 156 157 160 162 163"},
    {"批复", "154 156 157 160 162 163"},
    {"\"规划方案待省批复\"", "156 157"},
    {"\"规划方案 待省批复\"", ""},
    {"jtysj no<150", "148 149"},
    {"\"jtysj\"", ""},
    {"units:jtysj no<150", "148 149"},
    {"leader:jlg no<195", "192 193 194"},
    {"http://x", ""},
    {"10:30", ""},
    {"绝无此词", ""},
};

static void words_roles_and_relations_find_what_they_say(void **state)
{
    struct table *t = *state;
    for (size_t i = 0; i < COUNT_OF(finds); i++) {
        const char *nos = nos_found(t, finds[i].query, "");
        if (strcmp(nos, finds[i].nos) != 0) {
            print_error("%s finds “%s”, not “%s”\n", finds[i].query, nos, finds[i].nos);
            fail();
        }
    }
}

/* How many records queries find in the real table. */
static const struct {
    const char *query;
    size_t count;
} counts[] = {
    {"", 53},
    {"   ", 53},
    {"\xe3\x80\x80", 53},
    {"units:教育局", 8},
    {"units:教育 | units:公安", 10},
    {"jtysj", 12},
    {"jiaotong", 13},
    {"lead:=市交通运输局", 12},
    {"units:=市交通运输局", 12},
    {"is:on", 53},
    {"is:due", 2},
    {"is:behind", 0},
    {"is:done", 0},
    {"is:unstated", 0},
    {"is:other", 0},
    {"state=on_track", 53},
    {"state=按计划", 53},
    {"状态=是", 53},
    {"state:是", 53},
    {"due=年底", 50},
    {"due>2023-09-30", 50},
    {"!leader:肖友华", 13},
};

static void counts_are_those_of_the_real_table(void **state)
{
    struct table *t = *state;
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        struct view v = view_of(t, counts[i].query, "");
        if (v.count != counts[i].count)
            fail_msg("%s finds %zu, not %zu", counts[i].query, v.count, counts[i].count);
        view_release(&v);
    }
}

/* What cannot be read, and where the prompt points. */
static const struct {
    const char *query;
    size_t off;
    enum msg reason;
    const char *detail; /* NULL: whatever it is */
} errors[] = {
    {"!", 1, MSG_QUERY_VALUE_MISSING, ""},
    {"! a", 1, MSG_QUERY_VALUE_MISSING, ""},
    {"a |", 3, MSG_QUERY_VALUE_MISSING, ""},
    {"| a", 0, MSG_QUERY_VALUE_MISSING, ""},
    {"a || b", 3, MSG_QUERY_VALUE_MISSING, ""},
    {"leader:", 7, MSG_QUERY_VALUE_MISSING, ""},
    {"leader: 刘", 7, MSG_QUERY_VALUE_MISSING, ""},
    {"a \"b", 2, MSG_QUERY_QUOTE_OPEN, ""},
    {"“批复\"", 0, MSG_QUERY_QUOTE_OPEN, ""},
    {"no>1 /ab", 5, MSG_QUERY_REGEX_OPEN, ""},
    {"a /b(c/", 6, MSG_NONE, NULL},
    {"no>=abc", 4, MSG_QUERY_NOT_NUMBER, ""},
    {"no</1/", 4, MSG_QUERY_NOT_NUMBER, ""},
    {"leader>刘", 7, MSG_QUERY_NOT_NUMBER, ""},
    {"due<长期坚持", 4, MSG_QUERY_NOT_DATE, ""},
    {"due<2023-11-31", 4, MSG_QUERY_NOT_DATE, ""},
    {"state<lag", 6, MSG_QUERY_NO_ORDER, ""},
    {"lead<3", 5, MSG_QUERY_NO_ORDER, ""},
    {"is:good", 3, MSG_QUERY_IS_UNKNOWN, ""},
    {"percent<75", 0, MSG_NO_SUCH_COLUMN, ""},
    {"a percent:75", 2, MSG_NO_SUCH_COLUMN, ""},
};

/* All of them, in the reader's language. */
static void an_unknown_condition_is_answered_with_those_there_are(void **state)
{
    static const char *const colons[] = {[LANG_ZH] = "：", [LANG_EN] = "there are: "};
    struct diag d = {0};
    struct buf names[2] = {BUF_INIT, BUF_INIT};
    size_t count;
    const struct condition *conditions = condition_table(&count);
    for (size_t i = 0; i < count; i++) {
        buf_printf(&names[LANG_ZH], "%s%s", i > 0 ? " " : "", conditions[i].zh);
        buf_printf(&names[LANG_EN], "%s%s", i > 0 ? " " : "", conditions[i].name);
    }
    assert_null(query_parse(STR("is:good"), *state, &d));
    assert_int_equal(d.reason, MSG_QUERY_IS_UNKNOWN);
    for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
        const char *text = msg_text((enum lang)lang, MSG_QUERY_IS_UNKNOWN);
        const char *list = strstr(text, colons[lang]);
        assert_non_null(list);
        assert_string_equal(list + strlen(colons[lang]), buf_cstr(&names[lang]));
        buf_release(&names[lang]);
    }
}

static void more_conditions_than_anyone_means_are_refused(void **state)
{
    struct buf words = BUF_INIT, limit = BUF_INIT;
    struct diag d = {0};
    for (int i = 0; i < QUERY_TERMS_MAX; i++)
        buf_append_str(&words, STR("a|b "));
    struct query *q =
        query_parse(str_slice(buf_str(&words), 0, QUERY_TERMS_MAX * 2 - 1), *state, &d);
    assert_non_null(q);
    query_free(q);
    assert_null(query_parse(buf_str(&words), *state, &d));
    assert_int_equal(d.reason, MSG_QUERY_TOO_MANY);
    assert_true(d.off > 0);
    buf_printf(&limit, "%d", QUERY_TERMS_MAX);
    assert_non_null(strstr(msg_text(LANG_ZH, MSG_QUERY_TOO_MANY), buf_cstr(&limit)));
    assert_non_null(strstr(msg_text(LANG_EN, MSG_QUERY_TOO_MANY), buf_cstr(&limit)));
    buf_release(&words);
    buf_release(&limit);
}

static void the_place_of_an_error_is_told_in_characters(void **state)
{
    struct diag d = {0};
    struct buf words = BUF_INIT;
    assert_null(query_parse(STR("公路 目标:/桥(/"), *state, &d));
    diag_append_reason(&words, LANG_ZH, &d);
    assert_string_equal(buf_cstr(&words), "第10字：缺少右括号");
    buf_clear(&words);
    diag_append(&words, LANG_EN, &d);
    assert_string_equal(buf_cstr(&words), "cannot read the query: “桥(”: at 10: its ) is missing");
    buf_release(&words);
}

static void an_error_says_why_and_where(void **state)
{
    struct table *t = *state;
    for (size_t i = 0; i < COUNT_OF(errors); i++) {
        struct diag d = {0};
        struct query *q = query_parse(str_from(errors[i].query), t, &d);
        bool is_right = !q && d.err == ERR_QUERY && d.off == errors[i].off &&
                        (errors[i].reason == MSG_NONE || d.reason == (int)errors[i].reason) &&
                        (!errors[i].detail || strcmp(d.detail, errors[i].detail) == 0);
        query_free(q);
        if (!is_right)
            fail_msg("%s: reason %d at %zu, detail %s", errors[i].query, d.reason, d.off, d.detail);
        assert_null(query_parse(str_from(errors[i].query), t, NULL));
    }
}

static void every_condition_is_read_in_both_languages(void **state)
{
    struct table *t = *state;
    struct review r = review_of(t);
    size_t count;
    const struct condition *conditions = condition_table(&count);
    for (size_t i = 0; i < count; i++) {
        const char *const names[] = {conditions[i].name, conditions[i].zh};
        for (size_t k = 0; k < COUNT_OF(names); k++) {
            struct buf words = BUF_INIT;
            buf_printf(&words, "is:%s", names[k]);
            struct query *q = query_parse(buf_str(&words), t, NULL);
            assert_non_null(q);
            for (uint32_t row = 0; row < table_rows(t); row++)
                assert_int_equal(query_matches(q, &r, row), conditions[i].holds(&r, row));
            query_free(q);
            buf_release(&words);
        }
    }
}

static void a_number_in_a_cell_counts_whatever_follows_it(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\t完成率\t责任单位\n"
                                 "1\t甲\t74.5%\t市公安局\n"
                                 "2\t乙\t７５％\t市公安局、市教育局\n"
                                 "3\t丙\t约80%\t县公安局\n"
                                 "4\t丁\t\t\n"
                                 "5\t戊\t1,200\t市公安局分局\n");
    assert_string_equal(nos_found(t, "percent<75", ""), "1");
    assert_string_equal(nos_found(t, "percent<=75", ""), "1 2");
    assert_string_equal(nos_found(t, "完成率=75", ""), "2");
    assert_string_equal(nos_found(t, "完成率=75%", ""), "2");
    assert_string_equal(nos_found(t, "percent>=1,200", ""), "5");
    assert_string_equal(nos_found(t, "percent>75", ""), "5");
    assert_string_equal(nos_found(t, "percent=约80%", ""), "3");
    assert_string_equal(nos_found(t, "percent:=\"\"", ""), "4");
    assert_string_equal(nos_found(t, "units:=市公安局", ""), "1 2");
    assert_string_equal(nos_found(t, "units:=市教育局", ""), "2");
    assert_string_equal(nos_found(t, "units:=市公安局、市教育局", ""), "2");
    assert_string_equal(nos_found(t, "lead:教育", ""), "");
    assert_string_equal(nos_found(t, "lead:=市公安局", ""), "1 2");
    assert_string_equal(nos_found(t, "lead=市公安局", ""), "1 2");
    assert_string_equal(nos_found(t, "units:/^市.*局$/", ""), "1 2 5");
    assert_string_equal(nos_found(t, "units:=/.公安局/", ""), "1 2 3");
    table_free(t);
}

static void a_plain_table_is_asked_by_its_headers(void **state)
{
    (void)state;
    struct table *t = table_from("Name\tShelf mark\tKept until\n"
                                 "alpha\tQ1\t2023-01-01\n"
                                 "beta\tQ2: old\tnever\n"
                                 "http://x\tname:z\t10:30\n");
    struct view v = view_of(t, "name:alpha", "");
    assert_int_equal(v.count, 1);
    view_release(&v);
    v = view_of(t, "#2:q | shelf:name", "");
    assert_int_equal(v.count, 3);
    view_release(&v);
    v = view_of(t, "http://x 10:30", "");
    assert_int_equal(v.count, 1);
    assert_int_equal(v.rows[0], 2);
    view_release(&v);
    v = view_of(t, "leaders:z | x:y", "");
    assert_int_equal(v.count, 0);
    view_release(&v);
    table_free(t);
}

/* Hits in a cell of the real table, as "off+len" with "~" for pinyin. */
static const struct {
    const char *query;
    uint32_t row; /* no - 148 up to 179 */
    const char *role;
    const char *hits;
} hits[] = {
    {"高速", 0, "target", "12+6"},
    {"高速", 0, "leader", ""},
    {"target:高速 target:济广高速", 0, "target", "6+12"},
    {"济广 | 菏泽", 0, "target", "6+6 18+6"},
    {"高速 | 绝无此词 济广", 0, "target", "12+6"},
    {"!高速", 0, "target", ""},
    {"leader:肖", 0, "leader", "0+3"},
    {"leader:肖", 0, "target", ""},
    {"leader:=肖友华", 0, "leader", "0+9"},
    {"units:=郓城县人民政府", 7, "units", "19+21"},
    {"lead:交通", 7, "units", "3+6"},
    {"lead:郓城 | units:郓城", 7, "units", "19+6"},
    {"jtysj", 7, "units", "3+15~"},
    {"no>=1 is:on", 0, "no", ""},
    {"/\\d+\\.\\d/", 0, "note", "24+3"},
};

static void append_hits(struct buf *out, const struct match_hit *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "%s%zu+%zu%s", i > 0 ? " " : "", list[i].off, list[i].len,
                   list[i].by_pinyin ? "~" : "");
    }
}

static void hits_lie_in_the_cell_and_never_overlap(void **state)
{
    struct table *t = *state;
    struct review r = review_of(t);
    for (size_t i = 0; i < COUNT_OF(hits); i++) {
        struct query *q = query_parse(str_from(hits[i].query), t, NULL);
        assert_non_null(q);
        struct match_hit list[8];
        uint32_t column = table_find_column(t, str_from(hits[i].role));
        size_t count = query_hits(q, &r, hits[i].row, column, list, COUNT_OF(list));
        struct buf text = BUF_INIT;
        append_hits(&text, list, count);
        if (strcmp(buf_cstr(&text), hits[i].hits) != 0)
            fail_msg("%s hits %s", hits[i].query, buf_cstr(&text));
        buf_release(&text);
        query_free(q);
    }
}

static void no_more_hits_are_given_than_asked_for(void **state)
{
    struct table *t = *state;
    struct review r = review_of(t);
    struct query *q = query_parse(STR("/\\d/"), t, NULL);
    struct match_hit list[3] = {{0, 0, false}, {0, 0, false}, {9999, 9999, false}};
    uint32_t note = table_find_role(t, ROLE_NOTE);
    assert_int_equal(query_hits(q, &r, 3, note, list, 2), 2);
    assert_int_equal(list[2].off, 9999);
    assert_int_equal(query_hits(q, &r, 3, note, list, 0), 0);
    query_free(q);
}

/* True when `words` find the record, and every record that they find has such a cell. */
static bool finds_only_its_like(const struct table *t, struct str words, uint32_t row,
                                uint32_t column, struct str value)
{
    struct review r = review_of(t);
    struct query *q = query_parse(words, t, NULL);
    bool is_right = q && query_matches(q, &r, row);
    for (uint32_t other = 0; is_right && other < table_rows(t); other++) {
        struct str cell = table_cell(t, other, column);
        if (query_matches(q, &r, other) && str_find(cell, value, 0) == SIZE_MAX)
            is_right = false;
    }
    query_free(q);
    return is_right;
}

static void a_query_for_any_cell_reads_back_to_it(void **state)
{
    struct table *t = *state;
    for (uint32_t row = 0; row < table_rows(t); row++) {
        for (uint32_t column = 0; column < table_columns(t); column++) {
            struct str value = table_cell(t, row, column);
            struct buf words = BUF_INIT;
            query_append_cell(&words, t, column, value);
            if (!finds_only_its_like(t, buf_str(&words), row, column, text_trim(value)))
                fail_msg("%s", buf_cstr(&words));
            buf_release(&words);
        }
    }
}

static void a_header_that_only_has_the_name_of_a_role_is_the_columns_own(void **state)
{
    (void)state;
    struct table *t = table_from(
        "序号\t责任目标\t状态\t进度状态\t责任单位\n1\ta\t年底\t是\tb\n2\tc\t9月底\t滞后\td\n");
    assert_int_equal(table_column_role(t, 2), ROLE_OTHER);
    assert_string_equal(nos_found(t, "状态:年底", ""), "1");
    assert_string_equal(nos_found(t, "state=lag", ""), "2");
    struct buf words = BUF_INIT;
    query_append_cell(&words, t, 2, STR("9月底"));
    assert_string_equal(nos_found(t, buf_cstr(&words), ""), "2");
    buf_clear(&words);
    query_append_cell(&words, t, 3, STR("是"));
    assert_string_equal(nos_found(t, buf_cstr(&words), ""), "1");
    buf_release(&words);
    table_free(t);
}

static void a_query_for_a_cell_is_short_where_it_can_be(void **state)
{
    struct table *t = *state;
    struct buf words = BUF_INIT;
    query_append_cell(&words, t, table_find_role(t, ROLE_UNITS), STR("市公安局"));
    buf_append_byte(&words, '\n');
    query_append_cell(&words, t, table_find_role(t, ROLE_TARGET), STR(" a \"b\" "));
    buf_append_byte(&words, '\n');
    query_append_cell(&words, t, table_find_role(t, ROLE_STATE), STR(""));
    assert_string_equal(buf_cstr(&words), "单位:=市公安局\n目标:=\"a \\\"b\\\"\"\n状态:=\"\"");
    buf_release(&words);
    struct table *plain = table_from("is\tA b\tleader\tX\tX\n1\t2\t3\t4\t5\n6\t7\t8\t9\t0\n");
    for (uint32_t column = 0; column < 5; column++) {
        struct buf one = BUF_INIT;
        query_append_cell(&one, plain, column, table_cell(plain, 0, column));
        assert_true(
            finds_only_its_like(plain, buf_str(&one), 0, column, table_cell(plain, 0, column)));
        buf_release(&one);
    }
    table_free(plain);
}

static const struct {
    const char *old;
    const char *term;
    const char *narrowed;
} narrowings[] = {
    {"", "c", "c"},
    {"  ", "c", "c"},
    {"a", "c", "a c"},
    {" a  b ", "c", "a  b c"},
    {"a | b", "c", "a c | b c"},
    {"a|b", "单位:=市公安局", "a 单位:=市公安局 | b 单位:=市公安局"},
    {"a c", "c", "a c"},
    {"a c | b", "c", "a c | b c"},
    {"ac", "c", "ac c"},
    {"!c", "c", "!c c"},
    {"c", "c", "c"},
    {"\"a | b\"", "c", "\"a | b\" c"},
    {"/a|b/", "c", "/a|b/ c"},
    {"\"a", "c", "\"a c"},
};

static void narrowing_reaches_every_group_once(void **state)
{
    struct table *t = *state;
    for (size_t i = 0; i < COUNT_OF(narrowings); i++) {
        struct buf words = BUF_INIT;
        query_append_narrowed(&words, str_from(narrowings[i].old), str_from(narrowings[i].term), t);
        assert_string_equal(buf_cstr(&words), narrowings[i].narrowed);
        buf_release(&words);
    }
}

/* Any bytes at the prompt are either understood or refused with a place inside them. */
static void any_words_are_understood_or_refused(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "高速",  "!",    "！", "|",  "｜", ":",    "：", "=",  "<",  ">",    "/",    "\\",
        "\"",    "“",    "”",  "(",  ")",  "[",    "*",  "is", "on", "lead", "no",   "due",
        "units", "年底", "16", "年", "#1", "状态", " ",  "　", "\t", "\xff", "\xe9", "jtysj"};
    struct table *t = *state;
    struct review r = review_of(t);
    uint32_t seed = 11;
    for (int round = 0; round < 4000; round++) {
        struct buf words = BUF_INIT, narrowed = BUF_INIT;
        for (uint32_t parts = 1 + (round & 7); parts > 0; parts--) {
            seed = seed * 1664525 + 1013904223;
            buf_append_str(&words, str_from(pieces[(seed >> 16) % COUNT_OF(pieces)]));
        }
        struct diag d = {0};
        struct query *q = query_parse(buf_str(&words), t, &d);
        assert_true(q || (d.err == ERR_QUERY && d.off <= words.len && d.reason != 0));
        struct match_hit list[4];
        for (uint32_t row = 0; q && row < table_rows(t); row += 13) {
            bool matches = query_matches(q, &r, row);
            size_t count = query_hits(q, &r, row, 4, list, COUNT_OF(list));
            assert_true(matches || count == 0);
            for (size_t i = 0; i < count; i++)
                assert_true(list[i].off + list[i].len <= table_cell(t, row, 4).len);
        }
        query_append_narrowed(&narrowed, buf_str(&words), STR("c"), t);
        struct query *further = query_parse(buf_str(&narrowed), t, NULL);
        assert_true(!q || further);
        query_free(further);
        query_free(q);
        buf_release(&narrowed);
        buf_release(&words);
    }
}

static void only_a_blank_query_is_empty(void **state)
{
    struct table *t = *state;
    struct query *q = query_parse(STR(" \xe3\x80\x80\t"), t, NULL);
    assert_true(query_is_empty(q));
    query_free(q);
    q = query_parse(STR("\"\""), t, NULL);
    assert_false(query_is_empty(q));
    query_free(q);
    query_free(NULL);
}

/* Months and days compare among themselves; with a year known they are days like any other. */
static void deadlines_without_a_year_compare_among_themselves(void **state)
{
    (void)state;
    static const struct {
        const char *query, *nos;
    } cases[] = {{"due<=9月底", "2 3"},   {"due<年底", "2 3"},   {"due=6月底", "3"},
                 {"due>9月底", "1 5"},    {"due>=明年1月", "5"}, {"due=长期坚持", "4"},
                 {"due!=年底", "2 3 4 5"}};
    static const char head[] = "序号\t责任目标\t完成时限\t状态\n1\ta\t年底\t是\n2\tb\t9月底\t是\n"
                               "3\tc\t6月底\t是\n4\td\t长期坚持\t是\n5\te\t明年3月\t是\n";
    struct table *t = table_from(head);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct view v = view_of(t, cases[i].query, "");
        if (strcmp(nos_of(&v, t), cases[i].nos) != 0)
            fail_msg("%s: %s", cases[i].query, nos_of(&v, t));
        view_release(&v);
    }
    struct diag d = {0};
    assert_null(query_parse(STR("due<=2023-09-30"), t, &d));
    assert_int_equal(d.reason, MSG_QUERY_DUE_YEARLESS);
    assert_int_equal(d.off, 5);
    table_free(t);
    struct buf mixed = BUF_INIT;
    buf_append_str(&mixed, str_from(head));
    buf_append_str(&mixed, STR("6\tf\t2023年6月\t是\n"));
    t = table_from(buf_cstr(&mixed));
    assert_null(query_parse(STR("due<=9月底"), t, &d));
    assert_int_equal(d.reason, MSG_QUERY_DUE_YEARLESS);
    table_free(t);
    buf_release(&mixed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_roles_and_relations_find_what_they_say),
        cmocka_unit_test(counts_are_those_of_the_real_table),
        cmocka_unit_test(an_unknown_condition_is_answered_with_those_there_are),
        cmocka_unit_test(more_conditions_than_anyone_means_are_refused),
        cmocka_unit_test(the_place_of_an_error_is_told_in_characters),
        cmocka_unit_test(an_error_says_why_and_where),
        cmocka_unit_test(every_condition_is_read_in_both_languages),
        cmocka_unit_test(a_number_in_a_cell_counts_whatever_follows_it),
        cmocka_unit_test(deadlines_without_a_year_compare_among_themselves),
        cmocka_unit_test(a_plain_table_is_asked_by_its_headers),
        cmocka_unit_test(hits_lie_in_the_cell_and_never_overlap),
        cmocka_unit_test(no_more_hits_are_given_than_asked_for),
        cmocka_unit_test(a_query_for_any_cell_reads_back_to_it),
        cmocka_unit_test(a_header_that_only_has_the_name_of_a_role_is_the_columns_own),
        cmocka_unit_test(a_query_for_a_cell_is_short_where_it_can_be),
        cmocka_unit_test(narrowing_reaches_every_group_once),
        cmocka_unit_test(any_words_are_understood_or_refused),
        cmocka_unit_test(only_a_blank_query_is_empty),
    };
    return cmocka_run_group_tests_name("review/query", tests, tables_open_sample,
                                       tables_close_sample);
}
