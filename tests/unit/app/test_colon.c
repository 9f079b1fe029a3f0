/* The prompt of the colon: numbers, and the as-of date with all that follows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/control.h"
#include "tests/unit/app/fixture.h"

/* Types a line at the prompt and takes it. */
static void type(struct app *a, const char *line)
{
    play(a, ":");
    control_handle(a, &(struct event){.type = EVENT_PASTE, .text = str_from(line)});
    play(a, "Enter");
}

static const char *as_of(const struct app *a)
{
    static char iso[DATE_ISO_SIZE];
    if (!date_is_set(a->review.as_of))
        return "none";
    date_format_iso(a->review.as_of, iso);
    return iso;
}

static void the_as_of_date_is_read_as_people_write_it(void **state)
{
    (void)state;
    static const struct {
        const char *line, *as_of;
        unsigned overdue;
    } cases[] = {
        {"asof 2023-12-31", "2023-12-31", 2},
        {"asof 2024-01-01", "2024-01-01", 52},
        {"asof 9月底", "2023-09-30", 1},
        {"asof 年底", "2023-12-31", 2},
        {"截至 2023年6月30日", "2023-06-30", 0},
        {"  AsOf   2023-12-31 ", "2023-12-31", 2},
        {"ａｓｏｆ ２０２３－１２－３１", "2023-12-31", 2},
        {"asof 2023.12.31", "2023-12-31", 2},
        {"asof", "2023-09-30", 1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        open_app(&a, REAL_TABLE, 24, 80);
        type(&a, cases[i].line);
        assert_int_equal(a.prompt, PROMPT_NONE);
        assert_string_equal(as_of(&a), cases[i].as_of);
        assert_int_equal(a.tally.overdue, cases[i].overdue);
        control_release(&a);
    }
}

static void a_day_that_is_none_stays_at_the_prompt_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        size_t off;
    } cases[] = {{"asof 2023-11-31", 5},
                 {"asof  soon", 6},
                 {"  asof soon", 7},
                 {"截至 长期", 7},
                 {"asof 2023-09-30x", 5}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        open_app(&a, REAL_TABLE, 24, 80);
        type(&a, cases[i].line);
        assert_int_equal(a.prompt, PROMPT_GOTO);
        assert_int_equal(a.prompt_error.reason, MSG_COLON_NO_DAY);
        assert_int_equal(a.prompt_error.off, cases[i].off);
        assert_string_equal(as_of(&a), "2023-09-30");
        play(&a, "Esc");
        assert_int_equal(a.prompt, PROMPT_NONE);
        control_release(&a);
    }
}

static void filter_counts_and_roll_up_follow(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "--filter=is:overdue " REAL_TABLE, 24, 80);
    assert_int_equal(a.view.count, 1);
    type(&a, "asof 2023-12-31");
    assert_int_equal(a.view.count, 2);
    assert_int_equal(a.tally.overdue, 2);
    play(&a, "F");
    type(&a, "asof 2024-01-01");
    assert_true(a.breakdown.is_open);
    assert_int_equal(a.view.count, 52);
    assert_int_equal(a.breakdown.most.overdue, 39);
    type(&a, "asof");
    assert_int_equal(a.view.count, 1);
    control_release(&a);
}

static void a_reload_keeps_the_date(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    type(&a, "asof 2023-12-31");
    play(&a, "R");
    assert_string_equal(as_of(&a), "2023-12-31");
    assert_int_equal(a.tally.overdue, 2);
    type(&a, "asof");
    assert_string_equal(as_of(&a), "2023-09-30");
    control_release(&a);
}

static void the_command_lines_date_is_the_tables_own(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "--as-of=2023-06-30 " REAL_TABLE, 24, 80);
    type(&a, "asof 2023-12-31");
    type(&a, "asof");
    assert_string_equal(as_of(&a), "2023-06-30");
    control_release(&a);
}

/* A deadline of a table that names no year gets it from the date that is asked for. */
static void a_table_without_a_year_takes_it(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "samples/no-time.tsv", 24, 80);
    assert_string_equal(as_of(&a), "none");
    assert_int_equal(a.tally.due + a.tally.due_next_quarter, 0);
    type(&a, "asof 2023-12-31");
    struct app b;
    open_app(&b, "--as-of=2023-12-31 samples/no-time.tsv", 24, 80);
    assert_true(b.tally.due > 0);
    assert_int_equal(a.tally.due, b.tally.due);
    control_release(&b);
    control_release(&a);
}

static void numbers_go_where_they_went(void **state)
{
    (void)state;
    static const struct {
        const char *line, *no;
    } cases[] = {{"181", "181"}, {"３", "150"},  {" 200 ", "200"},
                 {"", "148"},    {"999", "148"}, {"asofx", "148"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        open_app(&a, REAL_TABLE, 24, 80);
        type(&a, cases[i].line);
        assert_string_equal(no_under_cursor(&a), cases[i].no);
        control_release(&a);
    }
}

static void a_number_that_the_filter_leaves_out_is_told_apart_from_none(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "& 教育局 Enter j 1 8 1 G");
    assert_string_equal(no_under_cursor(&a), "193");
    assert_non_null(strstr(buf_cstr(&a.notice), "不在当前列表里"));
    type(&a, "150");
    assert_string_equal(no_under_cursor(&a), "193");
    assert_non_null(strstr(buf_cstr(&a.notice), "不在当前列表里"));
    type(&a, "999");
    assert_null(strstr(buf_cstr(&a.notice), "不在当前列表里"));
    control_release(&a);
}

static void from_the_roll_up_a_number_leads_to_its_record_and_back(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "F");
    type(&a, "999");
    assert_true(a.breakdown.is_open);
    type(&a, "181");
    assert_false(a.breakdown.is_open);
    assert_string_equal(no_under_cursor(&a), "181");
    play(&a, "q");
    assert_true(a.breakdown.is_open);
    control_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_as_of_date_is_read_as_people_write_it),
        cmocka_unit_test(a_day_that_is_none_stays_at_the_prompt_with_its_place),
        cmocka_unit_test(filter_counts_and_roll_up_follow),
        cmocka_unit_test(a_reload_keeps_the_date),
        cmocka_unit_test(the_command_lines_date_is_the_tables_own),
        cmocka_unit_test(a_table_without_a_year_takes_it),
        cmocka_unit_test(numbers_go_where_they_went),
        cmocka_unit_test(a_number_that_the_filter_leaves_out_is_told_apart_from_none),
        cmocka_unit_test(from_the_roll_up_a_number_leads_to_its_record_and_back),
    };
    return cmocka_run_group_tests_name("app/colon", tests, NULL, NULL);
}
