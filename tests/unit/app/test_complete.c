/* What Tab offers, and what becomes of the line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/control.h"
#include "review/query.h"
#include "tests/unit/app/fixture.h"

/* The candidates for a line with the cursor at its end, as they are listed, with a blank between; a
 * static buffer. */
static const char *offered(const struct app *a, const char *line, enum lang lang)
{
    static char text[2048];
    struct completion c = {.count = 0};
    struct buf b = BUF_INIT;
    struct str typed = str_from(line);
    completion_find(&c, typed, typed.len, &a->review, lang);
    for (size_t i = 0; i < c.count; i++)
        buf_printf(&b, "%s%.*s", i > 0 ? " " : "", STR_ARG(c.candidates[i].shown));
    assert_true(b.len < sizeof text);
    memcpy(text, buf_cstr(&b), b.len + 1);
    buf_release(&b);
    completion_release(&c);
    return text;
}

static void names_and_values_are_offered_where_they_fit(void **state)
{
    (void)state;
    static const struct {
        const char *line, *offered;
    } cases[] = {
        {"", "序号: 领导: 目标: 时限: 情况: 状态: 单位: 牵头: is:"},
        {"un", "unit:"},
        {"units", "units:"},
        {"l", "leader: lead:"},
        {"ld", "领导:"},
        {"责", "责任目标: 责任单位:"},
        {"zrdw", "责任单位:"},
        {"市", "市政府领导:"},
        {"高速 !dw", "单位:"},
        {"a | qt", "牵头:"},
        {"i", "is:"},
        {"is:be", "behind"},
        {"is:zh", "滞后 长期"},
        {"is:逾", "逾期"},
        {"IS:o", "on overdue other"},
        {"leader:", "肖友华 姜凌刚 刘连栋"},
        {"leader:l", "刘连栋 姜凌刚"},
        {"市政府领导:=xyh", "肖友华"},
        {"unit:jtys", "市交通运输局"},
        {"unit:交通", "市交通运输局"},
        {"牵头:ctj", ""},
        {"due:", "6月底 9月底 年底 长期坚持"},
        {"due<=n", "年底"},
        {"due≤n", "年底"},
        {"due!=n", "年底"},
        {"due<>n", "年底"},
        {"state≠zh", "滞后 中止 长期"},
        {"state!=zh", "滞后 中止 长期"},
        {"state:", "是"},
        {"state=zh", "滞后 中止 长期"},
        {"state=o", "overdue on_track"},
        {"jtys", "市交通运输局"},
        {"xiaoyou", "肖友华"},
        {"no:", ""},
        {"note:", ""},
        {"none:x", ""},
        {"unit:\"jtys", "市交通运输局"},
        {"“jtys", "市交通运输局"},
        {"unit:\"市公安局\"", ""},
        {"/jt", ""},
        {"/高速/ jtys", "市交通运输局"},
        {"\"a b\" unit:gaj", "市公安局"},
        {"http://jtys", ""},
    };
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (strcmp(offered(&a, cases[i].line, LANG_ZH), cases[i].offered) != 0)
            fail_msg("%s: “%s”, not “%s”", cases[i].line, offered(&a, cases[i].line, LANG_ZH),
                     cases[i].offered);
    assert_string_equal(offered(&a, "", LANG_EN),
                        "no: leader: target: due: note: state: units: lead: is:");
    control_release(&a);
}

static void a_plain_table_offers_its_headers(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "samples/plain.csv", 24, 80);
    struct buf all = BUF_INIT;
    for (uint32_t column = 0; column < table_columns(a.table); column++)
        buf_printf(&all, "%.*s: ", STR_ARG(table_column_name(a.table, column)));
    buf_append_str(&all, STR("is:"));
    assert_string_equal(offered(&a, "", LANG_EN), buf_cstr(&all));
    buf_release(&all);
    control_release(&a);
}

/* Keys at a prompt, then the line and where its cursor is. */
static void the_line_follows_tab(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *line;
        size_t cursor;
    } cases[] = {
        {"& u n i t : j t y s Tab", "unit:市交通运输局", 23},
        {"/ u n i t : j t y s Tab", "unit:市交通运输局", 23},
        {"& l e Tab", "leader:", 7},
        {"& l e Tab Tab", "lead:", 5},
        {"& l e Tab Tab Tab", "leader:", 7},
        {"& l e S-Tab", "lead:", 5},
        {"& l e Tab S-Tab", "lead:", 5},
        {"& u n Tab Tab", "unit:市交通运输局", 23},
        {"& u n Tab Tab Tab", "unit:市住房城乡建设局", 29},
        {"& u n Tab S-Tab", "unit:市体育局", 17},
        {"& l d Tab x Tab", "领导:肖友华", 16},
        {"& l d Tab x Tab Backspace", "领导:肖友", 13},
        {"& x y h Home Tab", "序号:xyh", 7},
        {"& x y h Space u Left Tab", "xyh 序号:u", 11},
        {"& q q q q Tab", "qqqq", 4},
        {": u n Tab", "un", 2},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        open_app(&a, REAL_TABLE, 24, 80);
        play(&a, cases[i].keys);
        if (strcmp(buf_cstr(&a.line.text), cases[i].line) != 0)
            fail_msg("after “%s”: %s", cases[i].keys, buf_cstr(&a.line.text));
        assert_int_equal(a.line.cursor, cases[i].cursor);
        control_release(&a);
    }
}

static void the_list_narrows_with_tab(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "& u n i t : j t y s Tab");
    assert_int_equal(a.view.count, 12);
    play(&a, "Enter");
    assert_string_equal(buf_cstr(&a.filter_text), "unit:市交通运输局");
    play(&a, "& C-u Tab");
    assert_true(a.completion.count > 0);
    play(&a, "Esc");
    assert_int_equal(a.completion.count, 0);
    assert_int_equal(a.view.count, 12);
    control_release(&a);
}

/* Whatever is offered reads as a query. */
static void every_value_reads_back(void **state)
{
    (void)state;
    static const char *const files[] = {REAL_TABLE, "samples/behind.tsv", "samples/odd-cells.tsv",
                                        "samples/excel.csv", "samples/quotes-as-text.tsv"};
    static const char *const lines[] = {
        "unit:", "leader:", "due:=", "state:", "lead:=", "state=", "is:", ""};
    for (size_t i = 0; i < COUNT_OF(files) * COUNT_OF(lines); i++) {
        struct app a;
        struct completion c = {.count = 0};
        struct str line = str_from(lines[i % COUNT_OF(lines)]);
        open_app(&a, files[i / COUNT_OF(lines)], 24, 80);
        completion_find(&c, line, line.len, &a.review, LANG_ZH);
        for (size_t k = 0; k < c.count; k++) {
            struct buf words = BUF_INIT;
            struct diag d = {0};
            buf_append_str(&words, str_slice(line, 0, c.begin));
            buf_append_str(&words, c.candidates[k].text);
            if (line.len == 0)
                buf_append_str(&words, STR("on"));
            struct query *q = query_parse(buf_str(&words), a.table, &d);
            bool is_number = d.reason == MSG_QUERY_NOT_NUMBER;
            if (!q && !is_number)
                fail_msg("%s: reason %d", buf_cstr(&words), d.reason);
            query_free(q);
            buf_release(&words);
        }
        completion_release(&c);
        control_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_values_are_offered_where_they_fit),
        cmocka_unit_test(a_plain_table_offers_its_headers),
        cmocka_unit_test(the_line_follows_tab),
        cmocka_unit_test(the_list_narrows_with_tab),
        cmocka_unit_test(every_value_reads_back),
    };
    return cmocka_run_group_tests_name("app/complete", tests, NULL, NULL);
}
