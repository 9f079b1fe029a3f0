/* Days of the calendar; timegm() of libc is the independent judge. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

static struct date day(int year, int month, int day_of_month)
{
    struct date d = {0, 0, 0};
    assert_true(date_make(year, month, day_of_month, &d));
    return d;
}

static void a_day_that_does_not_exist_is_not_a_date(void **state)
{
    (void)state;
    static const int bad[][3] = {
        {2023, 11, 31}, {2023, 2, 29}, {1900, 2, 29}, {2023, 0, 1}, {2023, 13, 1}, {2023, 1, 0},
        {2023, 1, 32},  {0, 1, 1},     {10000, 1, 1}, {-1, 12, 31}, {2023, 1, -5},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct date d = {7, 7, 7};
        assert_false(date_make(bad[i][0], bad[i][1], bad[i][2], &d));
        assert_int_equal(d.year, 7);
    }
    day(2000, 2, 29);
    day(2024, 2, 29);
    day(1, 1, 1);
    day(9999, 12, 31);
    assert_false(date_is_set((struct date){0, 0, 0}));
    assert_true(date_is_set(day(2023, 9, 30)));
}

static void dates_compare_in_time_order(void **state)
{
    (void)state;
    const struct date in_order[] = {day(1, 1, 1),     day(2022, 12, 31), day(2023, 1, 1),
                                    day(2023, 1, 31), day(2023, 2, 1),   day(9999, 12, 31)};
    for (size_t i = 0; i < COUNT_OF(in_order); i++)
        for (size_t k = 0; k < COUNT_OF(in_order); k++) {
            int order = date_compare(in_order[i], in_order[k]);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
}

static void months_end_where_they_should(void **state)
{
    (void)state;
    assert_int_equal(date_days_in_month(2023, 2), 28);
    assert_int_equal(date_days_in_month(2024, 2), 29);
    assert_int_equal(date_days_in_month(2100, 2), 28);
    assert_int_equal(date_days_in_month(2023, 0), 0);
    assert_int_equal(date_days_in_month(2023, 13), 0);
    assert_int_equal(date_compare(date_end_of_month(2023, 9), day(2023, 9, 30)), 0);
    assert_int_equal(date_compare(date_end_of_month(2024, 2), day(2024, 2, 29)), 0);
}

static void days_between_agree_with_libc(void **state)
{
    (void)state;
    static const int steps[] = {0,    1,    -1,    27,     31,     365,   366,
                                -400, 1461, 36524, -36525, 146097, 100000};
    for (int year = 1600; year < 2500; year += 13) {
        for (size_t i = 0; i < COUNT_OF(steps); i++) {
            struct date from = day(year, 1 + year % 12, 1 + year % 28);
            struct tm tm = {.tm_year = from.year - 1900,
                            .tm_mon = from.month - 1,
                            .tm_mday = from.day + steps[i]};
            timegm(&tm);
            struct date to = day(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
            assert_int_equal(date_days_between(from, to), steps[i]);
            assert_int_equal(date_days_between(to, from), -steps[i]);
        }
    }
}

static void one_day_at_a_time_meets_every_day_of_400_years(void **state)
{
    (void)state;
    struct date before = day(1999, 12, 31);
    int days = 0;
    for (int year = 2000; year < 2400; year++)
        for (int month = 1; month <= 12; month++)
            for (int n = 1; n <= date_days_in_month(year, month); n++, days++) {
                assert_int_equal(date_days_between(before, day(year, month, n)), 1);
                before = day(year, month, n);
            }
    assert_int_equal(days, 146097);
}

static void iso_form_goes_there_and_back_and_nothing_else_is_read(void **state)
{
    (void)state;
    char text[DATE_ISO_SIZE];
    struct date d;
    date_format_iso(day(2023, 9, 30), text);
    assert_string_equal(text, "2023-09-30");
    assert_true(date_parse_iso(STR("2023-09-30"), &d));
    assert_int_equal(date_compare(d, day(2023, 9, 30)), 0);
    date_format_iso(day(7, 1, 2), text);
    assert_string_equal(text, "0007-01-02");
    static const char *const bad[] = {
        "",         "2023-9-30",  "2023-09-31", "2023/09/30", "2023-09-30 ",
        "20230930", " 2023-09-3", "2023-09-3x", "+023-09-30", "0000-01-01"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(date_parse_iso(str_from(bad[i]), &d));
}

static void pro_rata_counts_whole_months(void **state)
{
    (void)state;
    static const struct {
        int month, day, percent;
    } cases[] = {{9, 30, 75}, {8, 31, 66}, {10, 1, 75}, {10, 30, 75}, {10, 31, 83}, {1, 30, 0},
                 {1, 31, 8},  {2, 28, 16}, {6, 30, 50}, {12, 30, 91}, {12, 31, 100}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(date_pro_rata_percent(day(2023, cases[i].month, cases[i].day)),
                         cases[i].percent);
    assert_int_equal(date_pro_rata_percent(day(2024, 2, 28)), 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_that_does_not_exist_is_not_a_date),
        cmocka_unit_test(dates_compare_in_time_order),
        cmocka_unit_test(months_end_where_they_should),
        cmocka_unit_test(days_between_agree_with_libc),
        cmocka_unit_test(one_day_at_a_time_meets_every_day_of_400_years),
        cmocka_unit_test(iso_form_goes_there_and_back_and_nothing_else_is_read),
        cmocka_unit_test(pro_rata_counts_whole_months),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
