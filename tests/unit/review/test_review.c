/* Tests of review/review.h and of review/condition.h over a table with every kind of state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/condition.h"
#include "review/tally.h"
#include "tests/unit/review/fixture.h"

#define TITLE "某市2023年责任目标三季度推进情况\n"
#define HEAD  "序号\t责任目标\t完成时限\t是否按计划完成进度\t责任单位\n"

static struct table *standings_table(void)
{
    return table_from(TITLE HEAD "1\t甲\t9月29日\t是\t市公安局\n"
                                 "2\t乙\t9月30日\t否\t市公安局\n"
                                 "3\t丙\t年底\t\t市公安局\n"
                                 "4\t丁\t2024-01-01\t进行中\t市公安局\n"
                                 "5\t戊\t6月底\t已完成\t市公安局\n"
                                 "6\t己\t长期坚持\t是\t市公安局\n"
                                 "7\t庚\t年底\t逾期\t市公安局\n"
                                 "8\t辛\t2023-11-31\t是\t市公安局\n");
}

static void a_record_stands_where_its_deadline_puts_it(void **state)
{
    (void)state;
    static const enum standing expected[] = {
        STANDING_OVERDUE, STANDING_DUE,  STANDING_NEXT_QUARTER, STANDING_LATER,
        STANDING_MET,     STANDING_NONE, STANDING_NEXT_QUARTER, STANDING_NONE};
    struct table *t = standings_table();
    struct review r = review_of(t);
    char iso[DATE_ISO_SIZE];
    date_format_iso(r.as_of, iso);
    assert_string_equal(iso, "2023-09-30");
    for (uint32_t row = 0; row < COUNT_OF(expected); row++)
        assert_int_equal(review_standing(&r, row), expected[row]);
    table_free(t);
}

static void without_an_as_of_date_nothing_is_overdue(void **state)
{
    (void)state;
    struct table *t = standings_table();
    struct review r = review_of(t);
    r.as_of = (struct date){0, 0, 0};
    assert_int_equal(review_standing(&r, 0), STANDING_NONE);
    assert_int_equal(review_standing(&r, 4), STANDING_MET);
    table_free(t);
}

/* The last day of the next quarter, for an as-of date. */
static const struct {
    struct date as_of;
    const char *due;
    const char *later;
} quarters[] = {
    {{2023, 8, 31}, "2023-11-30", "2023-12-01"},  {{2023, 9, 30}, "2023-12-31", "2024-01-01"},
    {{2023, 11, 30}, "2024-02-29", "2024-03-01"}, {{2023, 9, 15}, "2023-12-15", "2023-12-16"},
    {{2022, 11, 29}, "2023-02-28", "2023-03-01"}, {{2023, 12, 31}, "2024-03-31", "2024-04-01"},
};

static void the_days_to_a_deadline_are_counted(void **state)
{
    (void)state;
    static const struct {
        bool is_known;
        int days;
    } expected[] = {{true, -1},  {true, 0},  {true, 92}, {true, 93},
                    {true, -92}, {false, 0}, {true, 92}, {false, 0}};
    struct table *t = standings_table();
    struct review r = review_of(t);
    for (uint32_t row = 0; row < COUNT_OF(expected); row++) {
        int days = 0;
        assert_int_equal(review_days_left(&r, row, &days), expected[row].is_known);
        assert_int_equal(days, expected[row].days);
    }
    r.as_of = (struct date){0, 0, 0};
    int days = 7;
    assert_false(review_days_left(&r, 0, &days));
    assert_int_equal(days, 7);
    table_free(t);
}

static void what_stands_follows_the_as_of_date(void **state)
{
    (void)state;
    static const struct {
        struct date as_of;
        unsigned overdue, due, due_next_quarter;
    } cases[] = {
        {{2023, 6, 30}, 0, 0, 2},  {{2023, 9, 29}, 0, 1, 1}, {{2023, 9, 30}, 1, 2, 2},
        {{2023, 12, 31}, 2, 4, 1}, {{2024, 1, 1}, 4, 5, 0},
    };
    struct table *t = standings_table();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct review r = {.table = t, .as_of = cases[i].as_of};
        struct view all = VIEW_INIT;
        view_build(&all, &r, NULL, NULL);
        struct tally tally = tally_view(&r, &all);
        view_release(&all);
        assert_int_equal(tally.overdue, cases[i].overdue);
        assert_int_equal(tally.due, cases[i].due);
        assert_int_equal(tally.due_next_quarter, cases[i].due_next_quarter);
        assert_int_equal(tally.standing, 1);
    }
    table_free(t);
}

static void pro_rata_is_of_the_year_that_the_table_is_about(void **state)
{
    (void)state;
    static const struct {
        struct date as_of;
        int percent;
    } cases[] = {{{2023, 9, 30}, 75},  {{2023, 12, 31}, 100}, {{2024, 1, 1}, 100},
                 {{2024, 6, 30}, 100}, {{2022, 12, 31}, 0},   {{2023, 1, 1}, 0}};
    struct table *t = standings_table();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct review r = {.table = t, .as_of = cases[i].as_of};
        assert_int_equal(review_pro_rata(&r), cases[i].percent);
    }
    table_free(t);
    t = table_from(HEAD "1\t甲\t2023-12-31\t是\t局\n"); /* names no year */
    struct review r = {.table = t, .as_of = {2024, 6, 30}};
    assert_int_equal(review_pro_rata(&r), 50);
    table_free(t);
}

static void the_next_quarter_is_the_three_months_ahead(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(quarters); i++) {
        struct buf text = BUF_INIT;
        buf_printf(&text, HEAD "1\t甲\t%s\t是\t局\n2\t乙\t%s\t是\t局\n", quarters[i].due,
                   quarters[i].later);
        struct table *t = table_from(buf_cstr(&text));
        struct review r = {.table = t, .as_of = quarters[i].as_of};
        assert_int_equal(review_standing(&r, 0), STANDING_NEXT_QUARTER);
        assert_int_equal(review_standing(&r, 1), STANDING_LATER);
        table_free(t);
        buf_release(&text);
    }
}

/* The records of the table above that each condition picks. */
static const struct {
    const char *name;
    const char *nos;
} picks[] = {
    {"on", "1 5 6 8"},
    {"behind", "2 7"},
    {"done", "5"},
    {"overdue", "1"},
    {"due", "1 2"},
    {"soon", "3 7"},
    {"unstated", "3"},
    {"standing", "6"},
    {"other", "4"},
    /* without an earlier table, marks and remarks: */
    {"changed", ""},
    {"same", ""},
    {"new", ""},
    {"gone", ""},
    {"same-note", ""},
    {"renumbered", ""},
    {"marked", ""},
    {"remarked", ""},
};

static void every_condition_picks_its_records(void **state)
{
    (void)state;
    struct table *t = standings_table();
    size_t count;
    (void)condition_table(&count);
    assert_int_equal(count, COUNT_OF(picks)); /* a new condition brings its case */
    for (size_t i = 0; i < COUNT_OF(picks); i++) {
        struct buf words = BUF_INIT;
        buf_printf(&words, "is:%s", picks[i].name);
        assert_string_equal(nos_found(t, buf_cstr(&words), ""), picks[i].nos);
        buf_release(&words);
    }
    table_free(t);
}

static void a_condition_is_found_by_either_name(void **state)
{
    (void)state;
    assert_ptr_equal(condition_find(STR("Behind")), condition_find(STR("滞后")));
    assert_non_null(condition_find(STR("ｏｎ")));
    assert_null(condition_find(STR("good")));
    assert_null(condition_find(STR("")));
}

static void lead_is_a_word_for_the_units(void **state)
{
    (void)state;
    struct table *t = standings_table();
    assert_true(review_names_lead(STR("LEAD")));
    assert_true(review_names_lead(STR("牵头")));
    assert_true(review_names_lead(STR("牽頭")));
    assert_false(review_names_lead(STR("leader")));
    assert_int_equal(review_find_column(t, STR("lead")), 4);
    assert_int_equal(review_find_column(t, STR("due")), 2);
    assert_int_equal(review_find_column(t, STR("完成时限")), 2);
    assert_int_equal(review_find_column(t, STR("nothing")), COLUMN_NONE);
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_stands_where_its_deadline_puts_it),
        cmocka_unit_test(without_an_as_of_date_nothing_is_overdue),
        cmocka_unit_test(the_days_to_a_deadline_are_counted),
        cmocka_unit_test(what_stands_follows_the_as_of_date),
        cmocka_unit_test(pro_rata_is_of_the_year_that_the_table_is_about),
        cmocka_unit_test(the_next_quarter_is_the_three_months_ahead),
        cmocka_unit_test(every_condition_picks_its_records),
        cmocka_unit_test(a_condition_is_found_by_either_name),
        cmocka_unit_test(lead_is_a_word_for_the_units),
    };
    return cmocka_run_group_tests_name("review/review", tests, NULL, NULL);
}
