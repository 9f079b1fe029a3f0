/* Several tables as one: columns by meaning, facts as their own table has them, sources. */
#include "tests/unit/table/fixture.h"

#include "table/join.h"

#define A "2023年三季度情况一览表\n序号\t责任目标\t是否按计划完成进度\t责任单位\t完成时限\n"
#define B "2022年二季度情况一览表\n\n编号\t任务内容\t是否完成\t牵头单位\t责任单位\t投资\t时限\n"

static struct table *table_of_text(const char *text)
{
    return table_of(str_from(text), (struct load_options){.header_line = HEADER_AUTO}, 0);
}

static struct table *joined(const char *a, const char *b)
{
    struct join_part parts[] = {
        {STR("x/a.tsv"), table_of_text(a), STR("")},
        {STR("y/b.tsv"), b ? table_of_text(b) : NULL, STR("no route")},
    };
    struct table *t = join_tables(parts, 2);
    assert_null(parts[0].table);
    assert_null(parts[1].table);
    return t;
}

/* The row's cells with | between; to be released. */
static void assert_row(const struct table *t, uint32_t row, const char *wanted)
{
    struct buf text = BUF_INIT;
    for (uint32_t i = 0; i < table_columns(t); i++) {
        if (i > 0)
            buf_append_byte(&text, '|');
        buf_append_str(&text, table_cell(t, row, i));
    }
    assert_same_text("row", buf_str(&text), str_from(wanted));
    buf_release(&text);
}

static void assert_names(const struct table *t, const char *wanted)
{
    struct buf text = BUF_INIT;
    for (uint32_t i = 0; i < table_columns(t); i++)
        buf_printf(&text, "%s%.*s:%s", i > 0 ? " " : "", STR_ARG(table_column_name(t, i)),
                   role_info(table_column_role(t, i))->name);
    assert_same_text("columns", buf_str(&text), str_from(wanted));
    buf_release(&text);
}

static void columns_are_joined_by_role_and_name(void **state)
{
    (void)state;
    struct table *t =
        joined(A "1\t修路\t是\t交通局\t年底\n", B "7\t架桥\t是\t水务局\t公路局\t3\t年底\n");
    assert_names(t, "来源:source 序号:no 责任目标:target 是否按计划完成进度:state 牵头单位:units "
                    "责任单位:units 完成时限:due 投资:other");
    assert_int_equal(table_rows(t), 2);
    assert_row(t, 0, "a|1|修路|是||交通局|年底|");
    assert_row(t, 1, "b|7|架桥|是|水务局|公路局|年底|3");
    table_free(t);
}

static void the_first_named_unit_leads_as_in_its_own_table(void **state)
{
    (void)state;
    struct table *t =
        joined(A "1\t修路\t是\t交通局\t年底\n", B "7\t架桥\t是\t水务局\t公路局\t3\t年底\n");
    struct units_walk walk = table_units(t, 1);
    struct str unit;
    assert_true(units_next(&walk, &unit));
    assert_same_text("lead", unit, STR("水务局"));
    walk = table_units(t, 0);
    assert_true(units_next(&walk, &unit));
    assert_same_text("lead", unit, STR("交通局"));
    table_free(t);
}

static void a_record_keeps_what_its_own_table_read(void **state)
{
    (void)state;
    struct table *t =
        joined(A "1\t修路\t是\t交通局\t年底\n", B "7\t架桥\t是\t水务局\t公路局\t3\t年底\n");
    /* 是 is on schedule in the one and done in the other; 年底 is another year's. */
    assert_int_equal(table_state(t, 0), STATE_ON_TRACK);
    assert_int_equal(table_state(t, 1), STATE_DONE);
    assert_int_equal(table_due(t, 0).date.year, 2023);
    assert_int_equal(table_due(t, 1).date.year, 2022);
    assert_int_equal(table_line(t, 0), 3);
    assert_int_equal(table_line(t, 1), 4);
    assert_same_text("no", table_no(t, 1), STR("7"));
    table_free(t);
}

static void title_and_day_are_those_of_all(void **state)
{
    (void)state;
    struct table *t =
        joined(A "1\t修路\t是\t交通局\t年底\n", B "7\t架桥\t是\t水务局\t公路局\t3\t年底\n");
    char iso[DATE_ISO_SIZE];
    date_format_iso(table_as_of(t), iso);
    assert_string_equal(iso, "2023-09-30");
    assert_same_text("title", table_title(t), STR("季度情况一览表（2 张表）"));
    assert_same_text("names", table_source_name(t), STR("x/a.tsv y/b.tsv"));
    struct buf warnings = warnings_dump(t);
    assert_string_equal(buf_cstr(&warnings), "blank_lines@2 other_as_of@0");
    buf_release(&warnings);
    table_free(t);
}

static void everything_tells_its_source(void **state)
{
    (void)state;
    struct table *t = joined(A "1\t修路\n2\t架桥\t是\t交通局\t年底\n", B "7\t架桥\t是\n");
    assert_true(table_is_joined(t));
    assert_int_equal(table_sources(t), 2);
    assert_same_text("name", table_source(t, 1).name, STR("y/b.tsv"));
    assert_same_text("label", table_source(t, 1).label, STR("b"));
    assert_int_equal(table_source(t, 1).as_of.month, 6);
    assert_int_equal(table_row_source(t, 1), 0);
    assert_int_equal(table_row_source(t, 2), 1);
    for (size_t i = 0; i < table_warnings_kept(t); i++) {
        const struct warning *w = table_warning(t, i);
        if (w->row != ROW_NONE)
            assert_int_equal(table_row_source(t, w->row), table_warning_source(t, i));
        if (w->kind == WARNING_OTHER_AS_OF || w->kind == WARNING_BLANK_LINES)
            assert_int_equal(table_warning_source(t, i), 1);
    }
    table_free(t);
}

static void a_table_that_is_one_file_is_its_own_source(void **state)
{
    (void)state;
    struct table *t = table_of_text(A "1\t修路\t是\t交通局\t年底\n");
    assert_false(table_is_joined(t));
    assert_int_equal(table_sources(t), 1);
    assert_same_text("name", table_source(t, 0).name, STR("test"));
    assert_int_equal(table_row_source(t, 0), 0);
    table_free(t);
}

static void a_table_that_was_not_read_is_a_source_with_a_warning(void **state)
{
    (void)state;
    struct table *t = joined(A "1\t修路\t是\t交通局\t年底\n", NULL);
    assert_int_equal(table_sources(t), 2);
    assert_int_equal(table_rows(t), 1);
    assert_int_equal(table_warnings_kept(t), 1);
    assert_int_equal(table_warning(t, 0)->kind, WARNING_NOT_READ);
    assert_int_equal(table_warning_source(t, 0), 1);
    assert_same_text("why", table_warning(t, 0)->text, STR("no route"));
    assert_same_text("title", table_title(t), STR("2023年三季度情况一览表（1 张表）"));
    table_free(t);
}

static void columns_without_a_meaning_are_joined_by_their_names_alone(void **state)
{
    (void)state;
    struct table *t = joined("甲\t乙\t\n1\t2\t3\n4\t5\t6\n", "乙\t丙\t甲\n7\t8\t9\n10\t11\t12\n");
    assert_row(t, 0, "a|1|2|3|");
    assert_row(t, 2, "b|9|7||8");
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_joined_by_role_and_name),
        cmocka_unit_test(the_first_named_unit_leads_as_in_its_own_table),
        cmocka_unit_test(a_record_keeps_what_its_own_table_read),
        cmocka_unit_test(title_and_day_are_those_of_all),
        cmocka_unit_test(everything_tells_its_source),
        cmocka_unit_test(a_table_that_is_one_file_is_its_own_source),
        cmocka_unit_test(a_table_that_was_not_read_is_a_source_with_a_warning),
        cmocka_unit_test(columns_without_a_meaning_are_joined_by_their_names_alone),
    };
    return cmocka_run_group_tests_name("join", tests, NULL, NULL);
}
