/* due: every spelling of the vocabulary, further ones that a reader would expect, titles. */
#include "table/due.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct due_case {
    const char *text;
    enum due_kind kind;
    const char *day; /* of DUE_DATE */
};

static const struct due_context context = {2023, {2023, 9, 30}};

/* From published tables and circulars, with the normal form that a reader gives them. */
static const struct due_case vocabulary[] = {
    {"年底", DUE_DATE, "2023-12-31"},
    {"年底前", DUE_DATE, "2023-12-31"},
    {"年末", DUE_DATE, "2023-12-31"},
    {"年内", DUE_DATE, "2023-12-31"},
    {"全年", DUE_DATE, "2023-12-31"},
    {"本年度", DUE_DATE, "2023-12-31"},
    {"年度内", DUE_DATE, "2023-12-31"},
    {"2023年", DUE_DATE, "2023-12-31"},
    {"2023年底", DUE_DATE, "2023-12-31"},
    {"2023年底前", DUE_DATE, "2023-12-31"},
    {"2023年年底前", DUE_DATE, "2023-12-31"},
    {"12月", DUE_DATE, "2023-12-31"},
    {"12月底", DUE_DATE, "2023-12-31"},
    {"12月底前", DUE_DATE, "2023-12-31"},
    {"12月末", DUE_DATE, "2023-12-31"},
    {"12月31日", DUE_DATE, "2023-12-31"},
    {"12月31日前", DUE_DATE, "2023-12-31"},
    {"2023年12月", DUE_DATE, "2023-12-31"},
    {"2023年12月底前", DUE_DATE, "2023-12-31"},
    {"2023年12月31日", DUE_DATE, "2023-12-31"},
    {"2023-12-31", DUE_DATE, "2023-12-31"},
    {"2023-12-31 00:00:00", DUE_DATE, "2023-12-31"},
    {"2023/12/31", DUE_DATE, "2023-12-31"},
    {"2020/3/16", DUE_DATE, "2020-03-16"},
    {"2023.12.31", DUE_DATE, "2023-12-31"},
    {"2023.12", DUE_DATE, "2023-12-31"},
    {"20231231", DUE_DATE, "2023-12-31"},
    {"12.31", DUE_DATE, "2023-12-31"},
    {"四季度", DUE_DATE, "2023-12-31"},
    {"第四季度", DUE_DATE, "2023-12-31"},
    {"四季度末", DUE_DATE, "2023-12-31"},
    {"Q4", DUE_DATE, "2023-12-31"},
    {"9月底", DUE_DATE, "2023-09-30"},
    {"9月底前", DUE_DATE, "2023-09-30"},
    {"9月", DUE_DATE, "2023-09-30"},
    {"9月末", DUE_DATE, "2023-09-30"},
    {"9月30日", DUE_DATE, "2023-09-30"},
    {"三季度", DUE_DATE, "2023-09-30"},
    {"第三季度", DUE_DATE, "2023-09-30"},
    {"三季度末", DUE_DATE, "2023-09-30"},
    {"第三季度末", DUE_DATE, "2023-09-30"},
    {"前三季度", DUE_DATE, "2023-09-30"},
    {"6月底", DUE_DATE, "2023-06-30"},
    {"6月底前", DUE_DATE, "2023-06-30"},
    {"6月", DUE_DATE, "2023-06-30"},
    {"6月30日前", DUE_DATE, "2023-06-30"},
    {"上半年", DUE_DATE, "2023-06-30"},
    {"年中", DUE_DATE, "2023-06-30"},
    {"二季度", DUE_DATE, "2023-06-30"},
    {"半年", DUE_DATE, "2023-06-30"},
    {"下半年", DUE_DATE, "2023-12-31"},
    {"一季度", DUE_DATE, "2023-03-31"},
    {"3月底前", DUE_DATE, "2023-03-31"},
    {"3月：", DUE_DATE, "2023-03-31"},
    {"4月下旬", DUE_DATE, "2023-04-30"},
    {"4月上旬", DUE_DATE, "2023-04-10"},
    {"7月中旬", DUE_DATE, "2023-07-20"},
    {"月底", DUE_DATE, "2023-09-30"},
    {"9月初", DUE_DATE, "2023-09-05"},
    {"3-4月", DUE_DATE, "2023-04-30"},
    {"3月-5月", DUE_DATE, "2023-05-31"},
    {"3月～4月上旬", DUE_DATE, "2023-04-10"},
    {"9月-10月", DUE_DATE, "2023-10-31"},
    {"11月至12月", DUE_DATE, "2023-12-31"},
    {"1-12月", DUE_DATE, "2023-12-31"},
    {"2021-2023年", DUE_DATE, "2023-12-31"},
    {"2022—2024年", DUE_DATE, "2024-12-31"},
    {"明年6月底", DUE_DATE, "2024-06-30"},
    {"次年3月", DUE_DATE, "2024-03-31"},
    {"2024年6月", DUE_DATE, "2024-06-30"},
    {"“十四五”末", DUE_DATE, "2025-12-31"},
    {"2025年", DUE_DATE, "2025-12-31"},
    {"国庆节前", DUE_DATE, "2023-09-30"},
    {"春节前", DUE_NONE, ""},
    {"汛期前", DUE_NONE, ""},
    {"9月15日", DUE_DATE, "2023-09-15"},
    {"9月15日-25日", DUE_DATE, "2023-09-25"},
    {"30个工作日内", DUE_NONE, ""},
    {"3天内", DUE_NONE, ""},
    {"立即", DUE_AT_ONCE, ""},
    {"立行立改", DUE_AT_ONCE, ""},
    {"即时", DUE_AT_ONCE, ""},
    {"长期坚持", DUE_STANDING, ""},
    {"长期", DUE_STANDING, ""},
    {"持续推进", DUE_STANDING, ""},
    {"持续坚持", DUE_STANDING, ""},
    {"常态化", DUE_STANDING, ""},
    {"常年", DUE_STANDING, ""},
    {"全年坚持", DUE_STANDING, ""},
    {"每月", DUE_RECURRING, ""},
    {"每月5日前", DUE_RECURRING, ""},
    {"每月28日前", DUE_RECURRING, ""},
    {"每季度", DUE_RECURRING, ""},
    {"按月", DUE_RECURRING, ""},
    {"每年", DUE_RECURRING, ""},
    {"已完成", DUE_DONE, ""},
    {"按上级要求", DUE_NONE, ""},
    {"按计划", DUE_NONE, ""},
    {"另行通知", DUE_NONE, ""},
    {"视情况", DUE_NONE, ""},
    {"/", DUE_EMPTY, ""},
    {"—", DUE_EMPTY, ""},
    {"", DUE_EMPTY, ""},
    {"2023-11-31", DUE_INVALID, ""},
    {"0000-00-00", DUE_NONE, ""},
};

static const struct due_case further[] = {
    {"2023年9月30日前", DUE_DATE, "2023-09-30"},
    {"9月30日24时前", DUE_DATE, "2023-09-30"},
    {"第3季度", DUE_DATE, "2023-09-30"},
    {"明年3月底", DUE_DATE, "2024-03-31"},
    {"12月20日前", DUE_DATE, "2023-12-20"},
    {"年底（12月）", DUE_DATE, "2023-12-31"},
    {"１２月３１日", DUE_DATE, "2023-12-31"},
    {"２０２３年底", DUE_DATE, "2023-12-31"},
    {" 年底 ", DUE_DATE, "2023-12-31"},
    {"　年底　", DUE_DATE, "2023-12-31"},
    {"2023 年 12 月", DUE_DATE, "2023-12-31"},
    {"十二月底", DUE_DATE, "2023-12-31"},
    {"十一月三十日前", DUE_DATE, "2023-11-30"},
    {"二〇二三年九月底", DUE_DATE, "2023-09-30"},
    {"力争9月底前完成", DUE_DATE, "2023-09-30"},
    {"6月底前完成主体,12月底前竣工", DUE_DATE, "2023-12-31"},
    {"6月底；9月底", DUE_DATE, "2023-09-30"},
    {"2023年9月-2024年3月", DUE_DATE, "2024-03-31"},
    {"2023.3-2024.6", DUE_DATE, "2024-06-30"},
    {"2023-2025年", DUE_DATE, "2025-12-31"},
    {"2024-2-29", DUE_DATE, "2024-02-29"},
    {"2023-2-29", DUE_INVALID, ""},
    {"2月29日", DUE_INVALID, ""},
    {"13月底", DUE_INVALID, ""},
    {"20231131", DUE_INVALID, ""},
    {"9/30", DUE_DATE, "2023-09-30"},
    {"15.6", DUE_NONE, ""},
    {"15.6%", DUE_NONE, ""},
    {"10日内", DUE_NONE, ""},
    {"3个月内", DUE_NONE, ""},
    {"一年内", DUE_NONE, ""},
    {"106", DUE_NONE, ""},
    {"肖友华", DUE_NONE, ""},
    {"元旦前", DUE_DATE, "2023-12-31"},
    {"“五一”前", DUE_DATE, "2023-04-30"},
    {"本月底", DUE_DATE, "2023-09-30"},
    {"下月底", DUE_DATE, "2023-10-31"},
    {"本季度末", DUE_DATE, "2023-09-30"},
    {"一季度一次", DUE_RECURRING, ""},
    {"立即整改", DUE_AT_ONCE, ""},
    {"长期坚持（年底前见效）", DUE_STANDING, ""},
    {"常态化推进", DUE_STANDING, ""},
    {"已于6月完成", DUE_DONE, ""},
    {"--", DUE_EMPTY, ""},
    /* years of two figures, and of the calendar used in Taiwan */
    {"24/12/31", DUE_DATE, "2024-12-31"},
    {"25.6.30", DUE_DATE, "2025-06-30"},
    {"24年底", DUE_DATE, "2024-12-31"},
    {"24年11月底", DUE_DATE, "2024-11-30"},
    {"113/12/31", DUE_DATE, "2024-12-31"},
    {"113年6月30日", DUE_DATE, "2024-06-30"},
    {"113.10.31", DUE_DATE, "2024-10-31"},
    {"24年", DUE_NONE, ""},
    {"30年内", DUE_NONE, ""},
    /* the year behind the day */
    {"6/30/2025", DUE_DATE, "2025-06-30"},
    {"6/30/25", DUE_NONE, ""},
    /* a month in figures with its word; what is none is not the whole year */
    {"2025.6月底", DUE_DATE, "2025-06-30"},
    {"2024.6月-9月", DUE_DATE, "2024-09-30"},
    {"2024.123", DUE_NONE, ""},
    {"半年内", DUE_NONE, ""},
    {"次月10日前", DUE_DATE, "2023-10-10"},
    {"本月25日前", DUE_DATE, "2023-09-25"},
    {"下月初", DUE_DATE, "2023-10-05"},
};

static void check_cases(const struct due_case *cases, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct due due = due_parse(str_from(cases[i].text), context);
        char day[DATE_ISO_SIZE] = "";
        if (due.kind == DUE_DATE)
            date_format_iso(due.date, day);
        if (due.kind != cases[i].kind || !str_equal(str_from(day), str_from(cases[i].day))) {
            print_error("%s: kind %d day %s, wanted kind %d day %s\n", cases[i].text, (int)due.kind,
                        day, (int)cases[i].kind, cases[i].day);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void every_spelling_of_the_vocabulary_is_read(void **state)
{
    (void)state;
    check_cases(vocabulary, COUNT_OF(vocabulary));
}

static void spellings_beyond_the_vocabulary_are_read(void **state)
{
    (void)state;
    check_cases(further, COUNT_OF(further));
}

static const struct due_context nothing_known = {0, {0, 0, 0}};

static void without_a_year_a_deadline_is_a_month_and_a_day(void **state)
{
    (void)state;
    struct due due = due_parse(STR("年底"), nothing_known);
    assert_int_equal(due.kind, DUE_YEARLESS);
    assert_int_equal(due.date.month, 12);
    assert_int_equal(due.date.day, 31);
    assert_int_equal(due_parse(STR("月底"), nothing_known).kind, DUE_NONE);
    assert_int_equal(due_parse(STR("2023年底"), nothing_known).kind, DUE_DATE);
    assert_int_equal(due_parse(STR("9月31日"), nothing_known).kind, DUE_INVALID);
    /* of several the last one counts, and one with its year more than one without */
    assert_int_equal(due_parse(STR("6月底开工,9月底竣工"), nothing_known).date.month, 9);
    assert_int_equal(due_parse(STR("2023年6月,9月底"), nothing_known).kind, DUE_DATE);
}

static void deadlines_without_a_year_sort_in_time_behind_those_with_one(void **state)
{
    (void)state;
    static const char *const ascending[] = {"立即",      "2023年底", "去年底", "3月5日",
                                            "6月底",     "9月底",    "年底",   "明年3月",
                                            "后年6月底", "视情况",   "",       "长期坚持"};
    for (size_t i = 0; i + 1 < COUNT_OF(ascending); i++) {
        struct due a = due_parse(str_from(ascending[i]), nothing_known);
        struct due b = due_parse(str_from(ascending[i + 1]), nothing_known);
        if (due_compare(a, b) >= 0 || due_compare(b, a) <= 0)
            fail_msg("%s, %s", ascending[i], ascending[i + 1]);
    }
}

static void deadlines_sort_in_time_with_the_standing_ones_last(void **state)
{
    (void)state;
    static const char *const ascending[] = {"立即",      "6月底",  "9月底",   "年底",
                                            "明年6月底", "视情况", "",        "2023-11-31",
                                            "已完成",    "每月",   "长期坚持"};
    for (size_t i = 0; i + 1 < COUNT_OF(ascending); i++) {
        struct due a = due_parse(str_from(ascending[i]), context);
        struct due b = due_parse(str_from(ascending[i + 1]), context);
        assert_true(due_compare(a, b) < 0);
        assert_true(due_compare(b, a) > 0);
        assert_int_equal(due_compare(a, a), 0);
    }
}

static void titles_say_the_day_they_report_on(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        const char *day; /* "" for none */
    } cases[] = {
        {"菏泽市人民政府2023年经济社会发展责任目标三季度工作推进情况一览表", "2023-09-30"},
        {"2023年1-8月重点工作推进情况", "2023-08-31"},
        {"2023年前三季度完成情况", "2023-09-30"},
        {"2023年前8个月完成情况", "2023-08-31"},
        {"2023年前十个月完成情况", "2023-10-31"},
        {"2023年上半年责任目标完成情况表", "2023-06-30"},
        {"2024年度目标任务(截至9月底)", "2024-09-30"},
        {"2023年度责任目标完成情况", "2023-12-31"},
        {"重点项目进展情况（2023年9月15日）", "2023-09-15"},
        {"2023年第三季度督查情况(2023年10月12日)", "2023-09-30"},
        {"二〇二三年三季度", "2023-09-30"},
        {"2023年8月份重点工作", "2023-08-31"},
        {"2023年经济社会发展责任目标", ""},
        {"国道106线工程情况一览表", ""},
        {"三季度完成情况", ""},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct date date;
        char day[DATE_ISO_SIZE] = "";
        if (due_find_as_of(str_from(cases[i].title), 0, &date))
            date_format_iso(date, day);
        if (!str_equal(str_from(day), str_from(cases[i].day)))
            fail_msg("%s: %s, wanted %s", cases[i].title, day, cases[i].day);
    }
    struct date date;
    assert_true(due_find_as_of(STR("三季度完成情况"), 2023, &date));
    assert_int_equal(date.month, 9);
}

static void titles_say_their_year(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        int year;
    } cases[] = {{"菏泽市人民政府2023年经济社会", 2023},
                 {"二〇二三年重点工作", 2023},
                 {"2021-2023年行动", 2023},
                 {"2023年、2024年对照", 2024},
                 {"２０２３年", 2023},
                 {"2023Q3", 2023},
                 {"12023号文", 0},
                 {"国道106线", 0},
                 {"", 0},
                 {"鲁政办字[2022]5号 2023年三季度", 2023}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(due_find_year(str_from(cases[i].title)), cases[i].year);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_spelling_of_the_vocabulary_is_read),
        cmocka_unit_test(spellings_beyond_the_vocabulary_are_read),
        cmocka_unit_test(without_a_year_a_deadline_is_a_month_and_a_day),
        cmocka_unit_test(deadlines_without_a_year_sort_in_time_behind_those_with_one),
        cmocka_unit_test(deadlines_sort_in_time_with_the_standing_ones_last),
        cmocka_unit_test(titles_say_the_day_they_report_on),
        cmocka_unit_test(titles_say_their_year),
    };
    return cmocka_run_group_tests_name("table/due", tests, NULL, NULL);
}
