/* What a loaded table answers: cells, columns by a word, folded forms, units, limits of warnings. */
#include "table/table.h"

#include <stdio.h>
#include <string.h>

#include "fixture.h"
#include "table/table_store.h"
#include "text/fold.h"

static const struct load_options no_options;

static struct table *small_table(void)
{
    return table_of(
        STR("2023年三季度一览表\n"
            "序号\t市领导\t责任目标\t完成时限\t完成情况\t是否按计划\t牵头单位\t配合单位\n"
            "1\t肖友华\t濱江路ＧＤＰ\t年底\t已完成\t是\t市教育局\t市财政局、市人社局\n"
            "2\t刘连栋\t公路\t9月底\t\t否\n"),
        no_options, 0);
}

static void cells_are_there_or_empty(void **state)
{
    (void)state;
    struct table *t = small_table();
    assert_same_text("cell", table_cell(t, 0, 1), STR("肖友华"));
    assert_same_text("cell", table_cell(t, 1, 5), STR("否"));
    assert_int_equal(table_cell(t, 1, 6).len, 0);
    assert_int_equal(table_cell(t, 1, 7).len, 0);
    assert_int_equal(table_cell(t, 1, COLUMN_NONE).len, 0);
    assert_int_equal(table_row_fields(t, 1), 6);
    assert_same_text("no", table_no(t, 1), STR("2"));
    table_free(t);
}

static void a_column_is_found_by_role_name_beginning_or_place(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        uint32_t column;
    } cases[] = {
        {"leader", 1},       {"领导", 1},
        {"市领导", 1},       {"市領導", 1},
        {" 市领导 ", 1},     {"单位", 6},
        {"牵头单位", 6},     {"牵头", 6},
        {"配合单位", 7},     {"state", 5},
        {"#1", 0},           {"#8", 7},
        {"#9", COLUMN_NONE}, {"#0", COLUMN_NONE},
        {"#", COLUMN_NONE},  {"完成", COLUMN_NONE},
        {"完成时", 3},       {"percent", COLUMN_NONE},
        {"", COLUMN_NONE},   {"nonsense", COLUMN_NONE},
    };
    struct table *t = small_table();
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (table_find_column(t, str_from(cases[i].word)) != cases[i].column)
            fail_msg("%s: %u", cases[i].word, table_find_column(t, str_from(cases[i].word)));
    table_free(t);
}

/* As printed tables space them out. */
static void blanks_within_a_header_need_not_be_typed(void **state)
{
    (void)state;
    struct table *t =
        table_of(STR("序 号\t责 任 领 导\t责任\u3000目标\t责任 领导人\n1\t甲\t乙\t丙\n"),
                 (struct load_options){0}, 0);
    assert_int_equal(table_find_column(t, STR("责任领导")), 1);
    assert_int_equal(table_find_column(t, STR("责 任领导")), 1);
    assert_int_equal(table_find_column(t, STR("责任 领导人")), 3);
    assert_int_equal(table_find_column(t, STR("责任目")), 2);
    assert_int_equal(table_find_column(t, STR("责任")), COLUMN_NONE);
    table_free(t);
}

/* In the language of the header, whatever the interface speaks. */
static void a_column_is_called_by_the_tables_own_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *wanted[5]; /* for each column, in an English interface */
    } cases[] = {
        {"序号\t市政府领导\t总投资额\t是否按计划完成进度\t红绿灯\n1\t张\t3\t是\t绿\n",
         {"序号", "领导", "总投资额", "状态", "红绿灯"}},
        {"牵头单位\t配合单位\t 年度计划投资 \n甲\t乙\t3\n",
         {"牵头单位", "配合单位", "年度计划投资"}},
        {"PM2.5\tCOD\t责任单位\n1\t2\t甲\n", {"PM2.5", "COD", "单位"}},
        {"no\tleader\tdeadline\n1\tLi\tMay\n", {"No.", "Leader", "Due"}},
    };
    for (size_t k = 0; k < COUNT_OF(cases); k++) {
        struct table *t = table_of(str_from(cases[k].text), (struct load_options){0}, 0);
        for (uint32_t i = 0; i < table_columns(t); i++)
            assert_true(str_equal(table_column_short(t, i, LANG_EN), str_from(cases[k].wanted[i])));
        table_free(t);
    }
    static const struct load_role is_state = {STR_INIT("2"), ROLE_STATE};
    struct load_options options = {.header_line = HEADER_NONE, .roles = &is_state, .role_count = 1};
    struct table *t = table_of(STR("a\tx\nb\ty\n"), options, 0);
    assert_true(str_equal(table_column_short(t, 0, LANG_ZH), STR("1")));
    assert_true(str_equal(table_column_short(t, 1, LANG_ZH), STR("状态")));
    table_free(t);
}

static void folded_cells_are_the_cells_where_nothing_changes(void **state)
{
    (void)state;
    struct table *t = small_table();
    assert_same_text("folded", table_folded(t, 0, 2), STR("滨江路gdp"));
    assert_ptr_equal(table_folded(t, 0, 1).ptr, table_cell(t, 0, 1).ptr);
    assert_ptr_equal(table_folded(t, 1, 2).ptr, table_cell(t, 1, 2).ptr);
    assert_ptr_equal(table_folded(t, 0, 2).ptr, table_folded(t, 0, 2).ptr);
    assert_int_equal(table_folded(t, 1, 7).len, 0);
    table_free(t);
}

static void every_cell_of_the_real_table_folds_as_folding_says(void **state)
{
    (void)state;
    struct buf bytes = file_bytes(SAMPLE);
    struct table *t = table_of(buf_str(&bytes), no_options, 0);
    for (uint32_t row = 0; row < table_rows(t); row++)
        for (uint32_t column = 0; column < table_columns(t); column++) {
            struct buf folded = BUF_INIT;
            fold_append(&folded, table_cell(t, row, column));
            assert_same_text("folded", table_folded(t, row, column), buf_str(&folded));
            buf_release(&folded);
        }
    table_free(t);
    buf_release(&bytes);
}

/* A million folded notes would take half as much memory as the table again. */
static void folded_forms_are_right_beyond_those_that_are_kept(void **state)
{
    (void)state;
    enum { ROWS = 2000, CELL_BYTES = 12000 };
    struct buf cell = BUF_INIT;
    while (cell.len < CELL_BYTES)
        buf_append_str(&cell, STR("濱江ＧＤＰ,"));
    struct table *t = table_new();
    table_set_numbered_columns(t, 2);
    for (uint32_t i = 0; i < ROWS; i++) {
        char number[16];
        int len = snprintf(number, sizeof number, "Ｎ%u", i);
        const struct str cells[] = {{number, (size_t)len}, buf_str(&cell)};
        table_add_record(t, cells, 2, i + 1);
    }
    for (int round = 0; round < 2; round++)
        for (uint32_t row = 0; row < ROWS; row++) {
            char wanted[16];
            int len = snprintf(wanted, sizeof wanted, "n%u", row);
            assert_same_text("no", table_folded(t, row, 0), (struct str){wanted, (size_t)len});
            assert_true(str_starts_with(table_folded(t, row, 1), STR("滨江gdp,滨江")));
            assert_same_text("no again", table_folded(t, row, 0),
                             (struct str){wanted, (size_t)len});
        }
    assert_in_range(t->folds->arena.used_bytes, FOLDED_BYTES_MAX / 2, FOLDED_BYTES_MAX);
    table_free(t);
    buf_release(&cell);
}

static void check_units(const char *cell, const char *wanted)
{
    struct buf text = BUF_INIT;
    struct buf is = BUF_INIT;
    buf_printf(&text, "序号\t责任单位\t配合单位\n1\t%s\t\n", cell);
    struct table *t = table_of(buf_str(&text), no_options, 0);
    struct units_walk walk = table_units(t, 0);
    struct str unit;
    while (units_next(&walk, &unit))
        buf_printf(&is, "<%.*s>", STR_ARG(unit));
    assert_same_text(cell, buf_str(&is), str_from(wanted));
    table_free(t);
    buf_release(&text);
    buf_release(&is);
}

static void units_are_cut_at_separators_outside_brackets(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *units;
    } cases[] = {
        {"市教育局", "<市教育局>"},
        {"市教育局 市财政局", "<市教育局><市财政局>"},
        {"市教育局　市财政局", "<市教育局><市财政局>"},
        {"甲、乙,丙;丁/戊，己；庚／辛", "<甲><乙><丙><丁><戊><己><庚><辛>"},
        {" 、甲 、 乙, ", "<甲><乙>"},
        {"市教育局（体育局、文旅局） 乙", "<市教育局（体育局、文旅局）><乙>"},
        {"市 教 育 局", "<市 教 育 局>"},
        {" 市　教　育　局、市公安局", "<市　教　育　局><市公安局>"},
        {"市公安局 市 教 育 局 市财政局", "<市公安局><市 教 育 局><市财政局>"},
        {"市教育局 县", "<市教育局><县>"},
        {"甲(乙 丙", "<甲(乙><丙>"},
        {"甲)乙 丙", "<甲)乙><丙>"},
        /* what a unit does in the task is not its name, nor is its place in a list */
        {"市教育局（牵头）、市财政局(配合)", "<市教育局><市财政局>"},
        {"市教育局[牵头] （配合）市财政局", "<市教育局><市财政局>"},
        {"牵头单位：市教育局；配合单位:市财政局、各县区", "<市教育局><市财政局><各县区>"},
        {"1.市教育局 2）市财政局", "<市教育局><市财政局>"},
        {"1、市教育局", "<市教育局>"},
        {"市教育局（市委教育工委）", "<市教育局（市委教育工委）>"},
        {"主城区办事处 配合队", "<主城区办事处><配合队>"},
        {"12345热线中心 88", "<12345热线中心>"},
        {"/", ""},
        {"—", ""},
        {"无", ""},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check_units(cases[i].cell, cases[i].units);
}

static void units_of_several_columns_follow_each_other(void **state)
{
    (void)state;
    struct table *t = small_table();
    struct buf is = BUF_INIT;
    struct units_walk walk = table_units(t, 0);
    struct str unit;
    while (units_next(&walk, &unit))
        buf_printf(&is, "<%.*s>", STR_ARG(unit));
    assert_string_equal(buf_cstr(&is), "<市教育局><市财政局><市人社局>");
    walk = table_units(t, 1);
    assert_false(units_next(&walk, &unit));
    buf_release(&is);
    table_free(t);
}

/* Many different deadlines push each other out of the memory of what was read. */
static void deadlines_and_states_are_those_of_the_row_however_many(void **state)
{
    (void)state;
    enum { ROWS = 3000 };
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("2023年三季度\n序号\t责任目标\t完成时限\t是否按计划\n"));
    for (int i = 0; i < ROWS; i++)
        buf_printf(&text, "%d\tx\t%d年%d月%d日\t%s\n", i, 2020 + i % 7, 1 + i % 12, 1 + i % 28,
                   i % 3 == 0 ? "是" : "滞后");
    struct table *t = table_of(buf_str(&text), no_options, 0);
    assert_int_equal(table_rows(t), ROWS);
    for (int i = 0; i < ROWS; i++) {
        struct due due = table_due(t, (uint32_t)i);
        assert_int_equal(due.kind, DUE_DATE);
        assert_int_equal(due.date.year, 2020 + i % 7);
        assert_int_equal(due.date.month, 1 + i % 12);
        assert_int_equal(due.date.day, 1 + i % 28);
        assert_int_equal(table_state(t, (uint32_t)i), i % 3 == 0 ? STATE_ON_TRACK : STATE_LAG);
    }
    table_free(t);
    buf_release(&text);
}

static void warnings_beyond_the_limit_are_only_counted(void **state)
{
    (void)state;
    enum { EXTRA = 5 };
    struct table *t = table_new();
    for (size_t i = 0; i < WARNINGS_KEPT_MAX + EXTRA; i++)
        table_warn(t, (struct warning){WARNING_TOO_FEW_FIELDS, (uint32_t)i, ROW_NONE, 3, STR("")});
    assert_int_equal(table_warnings_kept(t), WARNINGS_KEPT_MAX);
    assert_int_equal(table_warnings_total(t), WARNINGS_KEPT_MAX + EXTRA);
    assert_int_equal(table_warning(t, 77)->line, 77);
    table_free(t);
}

static void every_kind_of_warning_has_a_name_and_words(void **state)
{
    (void)state;
    for (int kind = 0; kind < WARNING_KIND_COUNT; kind++) {
        struct warning w = {(enum warning_kind)kind, 1, ROW_NONE, 42, STR("文字")};
        for (int other = 0; other < kind; other++)
            assert_string_not_equal(warning_name(w.kind), warning_name((enum warning_kind)other));
        for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
            struct buf text = BUF_INIT;
            warning_append(&text, (enum lang)lang, &w);
            assert_true(text.len > 0);
            buf_release(&text);
        }
    }
    assert_true(warning_is_note(WARNING_BLANK_LINES));
    assert_false(warning_is_note(WARNING_OPEN_QUOTE));
}

static void the_text_of_a_warning_is_cut_at_a_character(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    for (int i = 0; i < 1000; i++)
        buf_append_str(&text, STR("文"));
    struct table *t = table_new();
    table_warn(t, (struct warning){WARNING_TOTAL, 1, ROW_NONE, 0, buf_str(&text)});
    assert_true(table_warning(t, 0)->text.len <= 120);
    assert_int_equal(table_warning(t, 0)->text.len % 3, 0);
    table_free(t);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_there_or_empty),
        cmocka_unit_test(a_column_is_found_by_role_name_beginning_or_place),
        cmocka_unit_test(blanks_within_a_header_need_not_be_typed),
        cmocka_unit_test(a_column_is_called_by_the_tables_own_words),
        cmocka_unit_test(folded_cells_are_the_cells_where_nothing_changes),
        cmocka_unit_test(folded_forms_are_right_beyond_those_that_are_kept),
        cmocka_unit_test(every_cell_of_the_real_table_folds_as_folding_says),
        cmocka_unit_test(units_are_cut_at_separators_outside_brackets),
        cmocka_unit_test(units_of_several_columns_follow_each_other),
        cmocka_unit_test(deadlines_and_states_are_those_of_the_row_however_many),
        cmocka_unit_test(warnings_beyond_the_limit_are_only_counted),
        cmocka_unit_test(every_kind_of_warning_has_a_name_and_words),
        cmocka_unit_test(the_text_of_a_warning_is_cut_at_a_character),
    };
    return cmocka_run_group_tests_name("table/table", tests, NULL, NULL);
}
