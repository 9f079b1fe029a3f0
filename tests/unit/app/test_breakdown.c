/* The roll-up's lines in order and its columns in a width; what a table can be counted by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/drill.h"
#include "tests/unit/app/fixture.h"
#include "tests/unit/shared/folder.h"

#define STATES_TABLE "samples/behind.tsv"

/* A roll-up of a whole table, made without a screen. */
struct rolled {
    struct table *table;
    struct review review;
    struct view view;
    struct breakdown b;
};

static void count(struct rolled *r)
{
    struct rollup lines;
    rollup_build(&lines, &r->review, &r->view, breakdown_grouping(&r->b, r->table));
    breakdown_take_lines(&r->b, &lines, r->table);
}

static void roll(struct rolled *r, const char *path, const char *by)
{
    struct load_options options = {0};
    struct diag d = {0};
    *r = (struct rolled){.view = VIEW_INIT};
    assert_int_equal(table_load(&r->table, str_from(path), &options, &d), ERR_NONE);
    r->review = review_of(r->table);
    view_build(&r->view, &r->review, NULL, NULL);
    struct breakdown_choice choice = {.sort = BREAKDOWN_COLUMNS};
    assert_int_equal(rollup_parse_by(&choice.by, str_from(by), r->table, &d), ERR_NONE);
    breakdown_open(&r->b, choice);
    count(r);
    breakdown_settle(&r->b, 10, 100, 2, r->table, LANG_ZH);
}

static void unroll(struct rolled *r)
{
    breakdown_release(&r->b);
    view_release(&r->view);
    table_free(r->table);
}

/* The values of the lines from the top, with a blank between; a static buffer. */
static const char *values(const struct rolled *r)
{
    static char text[4096];
    struct buf b = BUF_INIT;
    for (size_t pos = 0; pos < breakdown_count(&r->b); pos++) {
        buf_append_str(&b, pos > 0 ? STR(" ") : STR(""));
        breakdown_append_cell(&b, &r->b, BREAKDOWN_VALUE, breakdown_line(&r->b, pos), 0, LANG_ZH);
    }
    assert_true(b.len < sizeof text);
    memcpy(text, buf_cstr(&b), b.len + 1);
    buf_release(&b);
    return text;
}

static void sort_by(struct rolled *r, enum breakdown_column column, bool is_descending)
{
    r->b.chosen.column = column;
    breakdown_sort(&r->b, is_descending, r->table);
}

static void every_column_sorts_both_ways_and_back(void **state)
{
    (void)state;
    static const struct {
        enum breakdown_column column;
        bool is_descending;
        const char *values;
    } cases[] = {
        {BREAKDOWN_VALUE, false, "陈晓岚 马国栋 周文海"},
        {BREAKDOWN_VALUE, true, "周文海 马国栋 陈晓岚"},
        {BREAKDOWN_RECORDS, false, "陈晓岚 马国栋 周文海"},
        {BREAKDOWN_ON, true, "陈晓岚 马国栋 周文海"},
        {BREAKDOWN_BEHIND, false, "马国栋 周文海 陈晓岚"},
        {BREAKDOWN_NOT_STATED, true, "马国栋 周文海 陈晓岚"},
        {BREAKDOWN_OTHER, true, "周文海 陈晓岚 马国栋"},
        {BREAKDOWN_OVERDUE, false, "马国栋 周文海 陈晓岚"},
        {BREAKDOWN_SHARE, false, "周文海 陈晓岚 马国栋"},
    };
    struct rolled r;
    roll(&r, STATES_TABLE, "leader");
    assert_string_equal(values(&r), "周文海 陈晓岚 马国栋");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        sort_by(&r, cases[i].column, cases[i].is_descending);
        assert_string_equal(values(&r), cases[i].values);
        sort_by(&r, cases[i].column, cases[i].is_descending);
        assert_string_equal(values(&r), "周文海 陈晓岚 马国栋");
    }
    unroll(&r);
}

static void deadlines_sort_in_time_order(void **state)
{
    (void)state;
    struct rolled r;
    roll(&r, REAL_TABLE, "due");
    assert_string_equal(values(&r), "6月底 9月底 年底 长期坚持");
    sort_by(&r, BREAKDOWN_VALUE, true);
    assert_string_equal(values(&r), "长期坚持 年底 9月底 6月底");
    sort_by(&r, BREAKDOWN_RECORDS, true);
    assert_string_equal(values(&r), "年底 6月底 9月底 长期坚持");
    unroll(&r);
}

static void the_cursor_keeps_to_its_line(void **state)
{
    (void)state;
    struct rolled r;
    roll(&r, STATES_TABLE, "leader");
    r.b.chosen.pos = 2;
    breakdown_settle(&r.b, 10, 100, 2, r.table, LANG_ZH);
    sort_by(&r, BREAKDOWN_VALUE, false);
    assert_int_equal(r.b.chosen.pos, 1);
    count(&r);
    assert_int_equal(r.b.chosen.pos, 1);
    unroll(&r);
}

/* The columns that are shown in a width, as letters in their order. */
static const char *shown_columns(struct rolled *r, unsigned cells)
{
    static const char letters[BREAKDOWN_COLUMNS] = "vronuxls=";
    static char text[BREAKDOWN_COLUMNS + 1];
    breakdown_settle(&r->b, 10, cells, 2, r->table, LANG_ZH);
    unsigned end = 0;
    size_t i = 0;
    for (; i < r->b.place_count; i++) {
        const struct breakdown_place *place = &r->b.places[i];
        assert_true(place->x >= (i == 0 ? 2 : end + BREAKDOWN_GAP_CELLS));
        end = place->x + place->cells;
        text[i] = letters[place->column];
    }
    assert_true(end <= cells || cells < 12);
    text[i] = '\0';
    return text;
}

static void what_matters_less_goes_first_where_it_is_narrow(void **state)
{
    (void)state;
    static const struct {
        unsigned cells;
        const char *columns;
    } cases[] = {
        {140, "vronuxls="}, {80, "vronuxls="}, {60, "vronuxls"}, {50, "vronls"}, {40, "vronl"},
        {30, "vron"},       {20, "vr"},        {12, "v"},        {5, "v"},
    };
    struct rolled r;
    roll(&r, STATES_TABLE, "units");
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(shown_columns(&r, cases[i].cells), cases[i].columns);
    unroll(&r);
}

static void the_current_column_is_always_shown(void **state)
{
    (void)state;
    struct rolled r;
    roll(&r, STATES_TABLE, "units");
    for (int column = BREAKDOWN_RECORDS; column < BREAKDOWN_BAR; column++) {
        r.b.chosen.column = (enum breakdown_column)column;
        (void)shown_columns(&r, 30);
        bool is_shown = false;
        for (size_t i = 0; i < r.b.place_count; i++)
            is_shown |= r.b.places[i].column == (enum breakdown_column)column;
        assert_true(is_shown);
    }
    unroll(&r);
}

static void columns_that_say_nothing_are_passed_over(void **state)
{
    (void)state;
    struct rolled r;
    roll(&r, "samples/plain.csv", "#1");
    assert_string_equal(shown_columns(&r, 100), "vr=");
    breakdown_move_column(&r.b, 1);
    assert_int_equal(r.b.chosen.column, BREAKDOWN_RECORDS);
    breakdown_move_column(&r.b, 5);
    assert_int_equal(r.b.chosen.column, BREAKDOWN_RECORDS);
    breakdown_move_column(&r.b, -9);
    assert_int_equal(r.b.chosen.column, BREAKDOWN_VALUE);
    unroll(&r);
}

static void the_usual_groupings_come_first(void **state)
{
    (void)state;
    struct rolled r;
    roll(&r, REAL_TABLE, "leader");
    struct rollup_by all[8];
    assert_int_equal(breakdown_groupings(r.table, all), 8);
    static const struct rollup_by expected[] = {{1, false}, {6, false}, {3, false}, {5, false},
                                                {6, true},  {0, false}, {2, false}, {4, false}};
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_true(breakdown_by_equal(all[i], expected[i]));
    assert_true(breakdown_is_individual(r.table, 2));
    assert_false(breakdown_is_individual(r.table, 6));
    unroll(&r);
}

/* ---- on the screen ---- */

static const char *heading(const struct app *a)
{
    static char text[256];
    struct buf b = BUF_INIT;
    drill_append_heading(a, &b);
    assert_true(b.len < sizeof text);
    memcpy(text, buf_cstr(&b), b.len + 1);
    buf_release(&b);
    return text;
}

static void keys_lead_in_and_back(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *heading, *filter;
        size_t shown;
    } cases[] = {
        {"F", "按市政府领导", "", 22},
        {"F Tab", "按责任单位", "", 22},
        {"F S-Tab", "按三季度完成情况", "", 22},
        {"F s G g j j j j Enter", "按牵头单位", "", 22},
        {"h F", "按市政府领导", "", 22},
        {"l F", "按完成时限", "", 22},
        {"F F", "周文海 > 按责任单位", "领导:=周文海", 8},
        {"F F F", "周文海 > 市城市管理局 > 按完成时限", "领导:=周文海 单位:=市城市管理局", 3},
        {"j U F", "市交通运输局 > 按市政府领导", "单位:=市交通运输局", 2},
        {"j Enter U F", "市交通运输局 > 按市政府领导", "单位:=市交通运输局", 2},
        {"F F q", "按市政府领导", "", 22},
        {"F F Esc", "按市政府领导", "", 22},
        {"F Enter F", "周文海 > 按责任单位", "领导:=周文海", 8},
        {"F Enter & C-u Enter F", "按责任单位", "", 22},
        {"F & i s : b e h i n d Enter", "按市政府领导", "is:behind", 6},
        {"F ? q", "按市政府领导", "", 22},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        open_app(&a, STATES_TABLE, 30, 100);
        play(&a, cases[i].keys);
        if (strcmp(heading(&a), cases[i].heading) != 0)
            fail_msg("after “%s”: %s, not %s", cases[i].keys, heading(&a), cases[i].heading);
        assert_string_equal(buf_cstr(&a.filter_text), cases[i].filter);
        assert_int_equal(a.view.count, cases[i].shown);
        assert_int_equal(app_context(&a), CONTEXT_ROLLUP);
        control_release(&a);
    }
}

static void q_walks_back_before_it_quits(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, STATES_TABLE, 30, 100);
    play(&a, "1 2 G l l ] F j j F j Enter j");
    assert_int_equal(app_context(&a), CONTEXT_LIST);
    assert_int_equal(a.trail.count, 3);
    play(&a, "[ q");
    assert_int_equal(a.breakdown.chosen.pos, 1);
    play(&a, "q");
    assert_int_equal(a.breakdown.chosen.pos, 2);
    assert_string_equal(buf_cstr(&a.filter_text), "");
    play(&a, "q");
    assert_int_equal(app_context(&a), CONTEXT_LIST);
    assert_string_equal(no_under_cursor(&a), "12");
    assert_int_equal(a.order.count, 1);
    assert_true(a.order.keys[0].descending);
    assert_false(a.wants_quit);
    play(&a, "Esc");
    assert_false(a.wants_quit);
    play(&a, "q");
    assert_true(a.wants_quit);
    control_release(&a);
}

static void escape_in_the_list_clears_the_search_before_it_goes_back(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, STATES_TABLE, 30, 100);
    play(&a, "F Enter / 改造 Enter Esc");
    assert_null(a.search.query);
    assert_int_equal(app_context(&a), CONTEXT_LIST);
    play(&a, "Esc");
    assert_int_equal(app_context(&a), CONTEXT_ROLLUP);
    control_release(&a);
}

static void a_number_leaves_the_roll_up_for_its_record(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, STATES_TABLE, 30, 100);
    play(&a, "F 1 2 G");
    assert_int_equal(app_context(&a), CONTEXT_LIST);
    assert_string_equal(no_under_cursor(&a), "12");
    play(&a, "q");
    assert_int_equal(app_context(&a), CONTEXT_ROLLUP);
    control_release(&a);
}

/* Whatever it is counted by: the list behind a line has as many records as the line says. */
static void every_line_leads_to_as_many_records_as_it_counts(void **state)
{
    (void)state;
    static const char *const files[] = {REAL_TABLE,           STATES_TABLE,
                                        "samples/ragged.tsv", "samples/odd-cells.tsv",
                                        "samples/excel.csv",  "samples/hidden.tsv"};
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct app a;
        open_app(&a, files[i], 24, 80);
        struct rollup_by all[32];
        assert_true(table_columns(a.table) < COUNT_OF(all));
        size_t count = breakdown_groupings(a.table, all);
        play(&a, "F");
        for (size_t k = 0; k < count; k++, play(&a, "Tab")) {
            for (size_t pos = 0; pos < breakdown_count(&a.breakdown); pos++) {
                a.breakdown.chosen.pos = pos;
                uint32_t records = breakdown_line(&a.breakdown, pos)->tally.records;
                play(&a, "Enter");
                if (a.view.count != records)
                    fail_msg("%s: %s: %zu records, not %u", files[i], buf_cstr(&a.filter_text),
                             a.view.count, records);
                play(&a, "q");
            }
        }
        control_release(&a);
    }
}

static void what_is_like_a_cell_is_a_place_to_come_back_from(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *filter;
        bool is_alone; /* the detail pane, once back */
    } cases[] = {
        {"1 0 G U", "单位:=市教育局", false},
        {"1 0 G Enter U", "单位:=市教育局", true},
        {"1 0 G h @", "领导:=陈晓岚", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        open_app(&a, STATES_TABLE, 24, 80);
        play(&a, cases[i].keys);
        assert_string_equal(buf_cstr(&a.filter_text), cases[i].filter);
        assert_false(a.detail_alone);
        assert_string_equal(no_under_cursor(&a), "10");
        play(&a, "g q");
        assert_string_equal(buf_cstr(&a.filter_text), "");
        assert_string_equal(no_under_cursor(&a), "10");
        assert_int_equal(a.detail_alone, cases[i].is_alone);
        assert_false(a.wants_quit);
        control_release(&a);
    }
}

/* The word for the empty value may be wider than all values. */
static void the_empty_value_has_room_for_its_word(void **state)
{
    char args[128];
    assert_int_equal(folder_make(state), 0);
    write_file(file, "no\tunit\tstate\n1\tA\tok\n2\t\tok\n");
    snprintf(args, sizeof args, "--lang=en %s", file);
    struct app a;
    open_app(&a, args, 24, 80);
    assert_int_equal(folder_remove(state), 0);
    play(&a, "h h l F");
    assert_true(a.breakdown.is_open);
    assert_int_equal(breakdown_count(&a.breakdown), 2);
    assert_true(a.breakdown.places[0].cells >= strlen("(empty)"));
    control_release(&a);
}

static void an_empty_view_has_no_lines_to_go_into(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "--filter=绝无此词 " STATES_TABLE, 24, 80);
    play(&a, "F F Enter j G [ l");
    assert_int_equal(breakdown_count(&a.breakdown), 0);
    assert_int_equal(a.trail.count, 1);
    play(&a, "q");
    assert_int_equal(a.trail.count, 0);
    control_release(&a);
}

static void a_reload_keeps_the_roll_up_and_the_way_back(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, STATES_TABLE, 24, 80);
    play(&a, "F F Enter R q");
    assert_string_equal(heading(&a), "周文海 > 按责任单位");
    play(&a, "q q");
    assert_int_equal(a.view.count, 22);
    control_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_sorts_both_ways_and_back),
        cmocka_unit_test(deadlines_sort_in_time_order),
        cmocka_unit_test(the_cursor_keeps_to_its_line),
        cmocka_unit_test(what_matters_less_goes_first_where_it_is_narrow),
        cmocka_unit_test(the_current_column_is_always_shown),
        cmocka_unit_test(columns_that_say_nothing_are_passed_over),
        cmocka_unit_test(the_usual_groupings_come_first),
        cmocka_unit_test(keys_lead_in_and_back),
        cmocka_unit_test(q_walks_back_before_it_quits),
        cmocka_unit_test(escape_in_the_list_clears_the_search_before_it_goes_back),
        cmocka_unit_test(a_number_leaves_the_roll_up_for_its_record),
        cmocka_unit_test(every_line_leads_to_as_many_records_as_it_counts),
        cmocka_unit_test(what_is_like_a_cell_is_a_place_to_come_back_from),
        cmocka_unit_test(the_empty_value_has_room_for_its_word),
        cmocka_unit_test(an_empty_view_has_no_lines_to_go_into),
        cmocka_unit_test(a_reload_keeps_the_roll_up_and_the_way_back),
    };
    return cmocka_run_group_tests_name("app/breakdown", tests, NULL, NULL);
}
