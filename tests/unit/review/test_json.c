/* Tests of review/json.h: what is written is read back by a JSON reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "review/check.h"
#include "tests/unit/review/fixture.h"
#include "text/utf8.h"

static json_t *read_back(struct buf *b)
{
    json_error_t error;
    assert_true(utf8_is_valid(buf_str(b)));
    assert_true(b->len > 0 && b->ptr[b->len - 1] == '\n');
    json_t *root = json_loadb(b->ptr, b->len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!root)
        fail_msg("line %d: %s", error.line, error.text);
    buf_release(b);
    return root;
}

static json_t *view_json(const struct table *t, const char *query, const char *columns)
{
    struct buf b = exported(t, query, EXPORT_JSON, columns, 0);
    return read_back(&b);
}

static json_t *summary_json(const struct table *t, const char *query, const char *by)
{
    struct buf b = summarised(t, query, EXPORT_JSON, by, 0);
    return read_back(&b);
}

static const char *text_at(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    assert_true(json_is_string(value));
    return json_string_value(value);
}

/* The members' names, in order, with a blank between. */
static void assert_members(json_t *object, const char *names)
{
    struct buf b = BUF_INIT;
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        buf_printf(&b, "%s%s", b.len > 0 ? " " : "", name);
    }
    assert_string_equal(buf_cstr(&b), names);
    buf_release(&b);
}

static void the_view_has_the_members_that_scripts_rely_on(void **state)
{
    json_t *root = view_json(*state, "", "");
    assert_members(root, "title as_of encoding delimiter columns records warnings");
    assert_string_equal(text_at(root, "as_of"), "2023-09-30");
    assert_string_equal(text_at(root, "encoding"), "UTF-8");
    assert_string_equal(text_at(root, "delimiter"), "\t");
    assert_non_null(strstr(text_at(root, "title"), "菏泽市人民政府2023年"));
    json_t *columns = json_object_get(root, "columns");
    assert_int_equal(json_array_size(columns), 7);
    assert_members(json_array_get(columns, 0), "name role");
    assert_string_equal(text_at(json_array_get(columns, 6), "name"), "责任单位");
    assert_string_equal(text_at(json_array_get(columns, 6), "role"), "units");
    json_decref(root);
}

static void records_carry_what_was_understood(void **state)
{
    json_t *root = view_json(*state, "", "");
    json_t *records = json_object_get(root, "records");
    assert_int_equal(json_array_size(records), 53);
    for (size_t i = 0; i < 53; i++) {
        json_t *record = json_array_get(records, i);
        json_int_t line = json_integer_value(json_object_get(record, "line"));
        assert_members(record, "no line fields due state units hints");
        assert_int_equal(line, i < 32 ? 6 + i : 8 + i);
        assert_string_equal(text_at(record, "state"), "on_track");
        assert_int_equal(json_array_size(json_object_get(record, "hints")), 0);
        assert_int_equal(json_array_size(json_object_get(record, "fields")), 7);
    }
    json_t *first = json_array_get(records, 0);
    assert_string_equal(text_at(first, "no"), "148");
    assert_string_equal(text_at(first, "due"), "2023-12-31");
    json_t *ninth = json_array_get(records, 7);
    assert_int_equal(json_array_size(json_object_get(ninth, "units")), 2);
    assert_string_equal(json_string_value(json_array_get(json_object_get(ninth, "units"), 1)),
                        "郓城县人民政府");
    assert_string_equal(text_at(json_array_get(records, 36), "due"), "standing");
    json_decref(root);
}

static void fields_are_the_cells_of_the_columns_chosen(void **state)
{
    const struct table *t = *state;
    json_t *root = view_json(t, "no=150", "units,no");
    json_t *fields = json_object_get(json_array_get(json_object_get(root, "records"), 0), "fields");
    assert_int_equal(json_array_size(fields), 2);
    assert_string_equal(json_string_value(json_array_get(fields, 0)), "市公路事业发展中心");
    assert_string_equal(json_string_value(json_array_get(fields, 1)), "150");
    assert_int_equal(json_array_size(json_object_get(root, "columns")), 2);
    json_decref(root);
}

static void what_is_not_there_is_null(void **state)
{
    (void)state;
    struct table *t = table_from("name\tcolour\na\tred\n");
    json_t *root = view_json(t, "", "");
    json_t *record = json_array_get(json_object_get(root, "records"), 0);
    assert_true(json_is_null(json_object_get(root, "as_of")));
    assert_true(json_is_null(json_object_get(record, "no")));
    assert_true(json_is_null(json_object_get(record, "due")));
    assert_string_equal(text_at(record, "state"), "unknown");
    assert_int_equal(json_array_size(json_object_get(record, "units")), 0);
    json_decref(root);
    table_free(t);
}

static void deadlines_have_three_forms(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        const char *due;
    } cases[] = {{"年底", "2023-12-31"},
                 {"9月15日", "2023-09-15"},
                 {"长期坚持", "standing"},
                 {"每月", "recurring"},
                 {"视情况", NULL},
                 {"2023-11-31", NULL},
                 {"", NULL},
                 {"立即", NULL},
                 {"已完成", NULL}};
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("某市2023年责任目标三季度推进情况\n序号\t责任目标\t完成时限\n"));
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        buf_printf(&text, "%zu\t甲\t%s\n", i, cases[i].cell);
    struct table *t = table_from(buf_cstr(&text));
    json_t *root = view_json(t, "", "");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        json_t *record = json_array_get(json_object_get(root, "records"), i);
        if (cases[i].due)
            assert_string_equal(text_at(record, "due"), cases[i].due);
        else
            assert_true(json_is_null(json_object_get(record, "due")));
    }
    json_decref(root);
    table_free(t);
    buf_release(&text);
}

static void hostile_cells_come_back_as_they_were(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "\"\\/",      "\x1b[31m",     "\x7f", "\u202e\u200b",
        "\U0010FFFF", "\xef\xbf\xbd", "a\bb", "\U0001F469\u200d\U0001F52C"};
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t责任目标\n"));
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        buf_printf(&text, "%zu\t%s\n", i, cells[i]);
    struct table *t = table_from(buf_cstr(&text));
    json_t *root = view_json(t, "", "target");
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        json_t *record = json_array_get(json_object_get(root, "records"), i);
        json_t *fields = json_object_get(record, "fields");
        assert_string_equal(json_string_value(json_array_get(fields, 0)), cells[i]);
    }
    json_decref(root);
    table_free(t);
    buf_release(&text);
}

static void an_empty_view_is_an_empty_array(void **state)
{
    json_t *root = view_json(*state, "no=1", "");
    assert_int_equal(json_array_size(json_object_get(root, "records")), 0);
    json_decref(root);
    root = summary_json(*state, "no=1", "");
    assert_int_equal(json_integer_value(json_object_get(root, "shown")), 0);
    assert_int_equal(json_integer_value(json_object_get(root, "records")), 53);
    assert_int_equal(json_array_size(json_object_get(root, "by_unit")), 0);
    json_decref(root);
}

static void warnings_are_those_of_a_check_with_line_kind_and_text(void **state)
{
    const struct table *t = *state;
    json_t *root = view_json(t, "", "");
    json_t *warnings = json_object_get(root, "warnings");
    struct check *c = check_new(t);
    check_step(c, 0);
    assert_int_equal(json_array_size(warnings), check_count(c));
    for (size_t i = 0; i < json_array_size(warnings); i++) {
        json_t *warning = json_array_get(warnings, i);
        const struct finding *f = check_finding(c, i);
        assert_members(warning, "line kind text");
        if (f->line > 0)
            assert_int_equal(json_integer_value(json_object_get(warning, "line")), f->line);
        else
            assert_true(json_is_null(json_object_get(warning, "line")));
        assert_string_equal(text_at(warning, "kind"), finding_name(f));
        assert_true(strlen(text_at(warning, "text")) > 0);
    }
    check_free(c);
    json_decref(root);
}

static const json_t *line_of(const json_t *root, const char *array, const char *value)
{
    const json_t *lines = json_object_get(root, array);
    for (size_t i = 0; i < json_array_size(lines); i++)
        if (strcmp(text_at(json_array_get(lines, i), "value"), value) == 0)
            return json_array_get(lines, i);
    return NULL;
}

static json_int_t records_of(const json_t *root, const char *array, const char *value)
{
    const json_t *line = line_of(root, array, value);
    return line ? json_integer_value(json_object_get(line, "records")) : 0;
}

static void the_summary_has_the_members_that_scripts_rely_on(void **state)
{
    json_t *root = summary_json(*state, "", "");
    assert_members(root,
                   "title as_of records shown on_schedule behind not_stated other overdue due "
                   "due_next_quarter standing hinted "
                   "by_leader by_unit by_lead_unit by_due by_state");
    assert_members(json_array_get(json_object_get(root, "by_unit"), 0),
                   "value records on_schedule behind not_stated");
    assert_int_equal(json_integer_value(json_object_get(root, "on_schedule")), 53);
    assert_int_equal(json_integer_value(json_object_get(root, "hinted")), 0);
    assert_int_equal(records_of(root, "by_leader", "肖友华"), 40);
    assert_int_equal(records_of(root, "by_unit", "市交通运输局"), 12);
    assert_int_equal(records_of(root, "by_unit", "菏泽鲁西新区管委会"), 5);
    assert_int_equal(records_of(root, "by_lead_unit", "市住房城乡建设局"), 12);
    assert_int_equal(records_of(root, "by_lead_unit", "菏泽城投"), 1);
    assert_null(line_of(root, "by_lead_unit", "牡丹区人民政府"));
    assert_int_equal(records_of(root, "by_due", "长期坚持"), 1);
    assert_int_equal(records_of(root, "by_state", "是"), 53);
    json_decref(root);
}

static void deadlines_are_counted_against_the_as_of_date(void **state)
{
    static const struct {
        struct date as_of;
        int overdue, due, due_next_quarter;
    } cases[] = {{{2023, 9, 30}, 1, 2, 50}, {{2023, 12, 31}, 2, 52, 0}, {{2024, 1, 1}, 52, 52, 0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct review r = review_of(*state);
        r.as_of = cases[i].as_of;
        struct view v = VIEW_INIT;
        view_build(&v, &r, NULL, NULL);
        struct export_options eo = {.format = EXPORT_JSON};
        char *text = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&text, &len);
        assert_non_null(out);
        export_summary(out, &r, &v, NULL, &eo);
        assert_int_equal(fclose(out), 0);
        json_t *root = json_loads(text, 0, NULL);
        assert_non_null(root);
        assert_int_equal(json_integer_value(json_object_get(root, "overdue")), cases[i].overdue);
        assert_int_equal(json_integer_value(json_object_get(root, "due")), cases[i].due);
        assert_int_equal(json_integer_value(json_object_get(root, "due_next_quarter")),
                         cases[i].due_next_quarter);
        assert_int_equal(json_integer_value(json_object_get(root, "standing")), 1);
        json_decref(root);
        view_release(&v);
        free(text);
    }
}

static void a_column_asked_for_says_what_it_is_and_its_lines(void **state)
{
    json_t *root = summary_json(*state, "units:教育局", "lead");
    json_t *by = json_object_get(root, "by");
    assert_members(by, "column role values");
    assert_string_equal(json_string_value(json_object_get(by, "column")), "责任单位");
    assert_string_equal(json_string_value(json_object_get(by, "role")), "lead");
    assert_int_equal(records_of(by, "values", "市教育局"), 8);
    assert_int_equal(json_integer_value(json_object_get(root, "shown")), 8);
    json_decref(root);
    root = summary_json(*state, "", "#6");
    by = json_object_get(root, "by");
    assert_string_equal(json_string_value(json_object_get(by, "role")), "state");
    assert_int_equal(records_of(by, "values", "是"), 53);
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_view_has_the_members_that_scripts_rely_on),
        cmocka_unit_test(records_carry_what_was_understood),
        cmocka_unit_test(fields_are_the_cells_of_the_columns_chosen),
        cmocka_unit_test(what_is_not_there_is_null),
        cmocka_unit_test(deadlines_have_three_forms),
        cmocka_unit_test(hostile_cells_come_back_as_they_were),
        cmocka_unit_test(an_empty_view_is_an_empty_array),
        cmocka_unit_test(warnings_are_those_of_a_check_with_line_kind_and_text),
        cmocka_unit_test(the_summary_has_the_members_that_scripts_rely_on),
        cmocka_unit_test(deadlines_are_counted_against_the_as_of_date),
        cmocka_unit_test(a_column_asked_for_says_what_it_is_and_its_lines),
    };
    return cmocka_run_group_tests_name("review/json", tests, tables_open_sample,
                                       tables_close_sample);
}
