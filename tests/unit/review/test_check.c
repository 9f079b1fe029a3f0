/* What a careful clerk would report about a table: as one string of "kind@line" for each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/check.h"
#include "tests/unit/review/fixture.h"
#include "tests/unit/shared/cpu_time.h"
#include "tests/unit/shared/memcheck.h"

#define HEAD                                                                                                                             \
    "某市2023年三季度情况一览表\n序号\t牵头领导\t责任目标\t完成时限\t完成情况\t是否按计划完成进度" \
    "\t责任单位\n"

/* "kind@line" of all findings but the loader's, looked for `rows` at a time; to be released. */
static struct buf findings(const struct table *t, uint32_t rows, bool with_loaded)
{
    struct buf out = BUF_INIT;
    struct check *c = check_new(t);
    while (!check_step(c, rows))
        assert_false(check_is_done(c));
    assert_true(check_is_done(c));
    for (size_t i = 0; i < check_count(c); i++) {
        const struct finding *f = check_finding(c, i);
        if (f->kind != FINDING_LOADED || with_loaded)
            buf_printf(&out, "%s%s@%u", out.len > 0 ? " " : "", finding_name(f), f->line);
    }
    check_free(c);
    return out;
}

static void assert_findings(const char *text, const char *wanted)
{
    struct table *t = table_from(text);
    struct buf whole = findings(t, 0, false);
    struct buf by_ones = findings(t, 1, false);
    if (strcmp(buf_cstr(&whole), wanted) != 0)
        fail_msg("%s\nfound \"%s\", not \"%s\"", text, buf_cstr(&whole), wanted);
    assert_string_equal(buf_cstr(&by_ones), buf_cstr(&whole));
    buf_release(&whole);
    buf_release(&by_ones);
    table_free(t);
}

static void a_good_table_has_no_findings(void **state)
{
    (void)state;
    assert_findings(HEAD "1\t甲\t修路\t年底\t已开工两公里路基\t是\t交通局\n"
                         "2\t甲\t架桥\t9月底\t已完工并通车验收\t是\t交通局、公路局 城管局\n",
                    "");
}

static void numbers_that_stand_twice_are_found(void **state)
{
    (void)state;
    assert_findings("序号\t目标\n1\t甲\n2\t乙\n２\t丙\n2\t丁\n", "duplicate_no@4 duplicate_no@5");
    assert_findings("序号\t目标\n1-1\t甲\n1-2\t乙\n1-1\t丙\n", "duplicate_no@4");
    assert_findings("序号\t目标\n7\t甲\n007\t乙\n5\t丙\n007\t丁\n5\t戊\n",
                    "duplicate_no@5 duplicate_no@6");
}

static void numbers_left_out_are_found_where_the_rest_is_consecutive(void **state)
{
    (void)state;
    assert_findings("序号\t目标\n1\t甲\n2\t乙\n3\t丙\n4\t丁\n5\t戊\n8\t己\n", "missing_no@7");
    assert_findings("序号\t目标\n8\t己\n5\t戊\n4\t丁\n3\t丙\n2\t乙\n1\t甲\n", "missing_no@2");
    assert_findings("序号\t目标\n1\t甲\n5\t乙\n9\t丙\n12\t丁\n15\t戊\n18\t己\n", "");
    /* Another series of numbers is no gap. */
    assert_findings("序号\t目标\n1\t甲\n2\t乙\n3\t丙\n4\t丁\n5\t戊\n101\t己\n102\t庚\n", "");
}

static void a_numbering_that_begins_again_is_another_one(void **state)
{
    (void)state;
    assert_findings("序号\t目标\n1\t甲\n2\t乙\n3\t丙\n1\t丁\n2\t戊\n2\t己\n1\t庚\n",
                    "duplicate_no@7 duplicate_no@8");
    /* One record alone, at the end, is a number that stands twice. */
    assert_findings("序号\t目标\n1\t甲\n2\t乙\n3\t丙\n4\t丁\n1\t戊\n", "duplicate_no@6");
    /* A 1 in the middle of a disorder begins nothing. */
    assert_findings("序号\t目标\n3\t甲\n1\t乙\n4\t丙\n1\t丁\n5\t戊\n", "duplicate_no@5");
}

static void cells_that_must_not_be_empty_are_found(void **state)
{
    (void)state;
    assert_findings(HEAD "1\t甲\t修路\t年底\t已开工两公里路基\t \t交通局\n"
                         "\t甲\t架桥\t\t已完工并通车验收\t是\t　\n",
                    "empty_cell@3 empty_cell@4 empty_cell@4 empty_cell@4");
}

static void a_column_that_is_mostly_empty_is_one_finding(void **state)
{
    (void)state;
    assert_findings("序号\t牵头领导\t责任目标\n1\t甲\t一\n2\t\t二\n3\t\t三\n4\t\t四\n5\t\t五\n6\t\t"
                    "六\n7\t\t七\n",
                    "empty_column@0");
}

static void marks_without_a_partner_are_found_in_every_column(void **state)
{
    (void)state;
    assert_findings("序号\t目标\t别的\n1\t甲“乙\t（丙\n2\t（甲)\t“乙”\n", "unpaired@2 unpaired@2");
}

static void equal_notes_are_found_when_they_say_something(void **state)
{
    (void)state;
    assert_findings("序号\t责任目标\t完成情况\n1\t甲\t规划方案待省批复\n2\t乙\t 规划方案待省批复\n"
                    "3\t丙\t规划方案待省批覆\n4\t丁\t已完成\n5\t戊\t已完成\n6\t己\t完成年度任务\n"
                    "7\t庚\t完成年度任务\n",
                    "same_note@3");
}

static void a_task_that_stands_twice_is_found(void **state)
{
    (void)state;
    assert_findings("序号\t目标\t单位\n1\t修路\t交通局\n2\t修路\t公路局\n3\t修路\t公路局\n",
                    "same_task@4");
    /* That the note is the same, too, is no further finding. */
    assert_findings("序号\t责任目标\t完成情况\n1\t修路\t路基已完成一半\n2\t修路\t路基已完成一半\n",
                    "same_task@3");
}

static void dates_that_are_none_are_found_once(void **state)
{
    (void)state;
    /* The loader tells of 2023-11-31 in the deadline itself. */
    assert_findings("2023年一览表\n序号\t目标\t完成时限\t办结日期\n1\t甲\t视情况\t2023-02-30\n"
                    "2\t乙\t2023-11-31\t2023-11-30\n3\t丙\t长期坚持\t\n",
                    "unclear_due@3 bad_actual_date@3");
}

static void odd_separators_and_units_named_twice_are_found(void **state)
{
    (void)state;
    static const char *const odd[] = {"甲局、、乙局", "甲局、",     "、甲局",
                                      "甲局|乙局",    "牵头：甲局", "甲局、 、乙局"};
    static const char *const good[] = {"甲局", "甲局 乙局", "甲局、 乙局", "甲局  乙局",
                                       "甲局/乙局"};
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        buf_clear(&text);
        buf_printf(&text, "序号\t目标\t责任单位\n1\t甲\t%s\n", odd[i]);
        assert_findings(buf_cstr(&text), "odd_units@2");
    }
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        buf_clear(&text);
        buf_printf(&text, "序号\t目标\t责任单位\n1\t甲\t%s\n", good[i]);
        assert_findings(buf_cstr(&text), "");
    }
    buf_release(&text);
    assert_findings("序号\t目标\t责任单位\n1\t甲\t甲局 乙局 甲局\n", "same_unit@2");
}

static void the_real_table_has_what_it_is_known_for(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct buf found = findings(t, 0, false);
    assert_string_equal(buf_cstr(&found), "same_note@15 same_note@17 unpaired@51");
    buf_release(&found);
    struct check *c = check_new(t);
    check_step(c, 0);
    assert_int_equal(check_serious(c), 3);
    assert_int_equal(check_total(c), 3 + table_warnings_total(t));
    check_free(c);
    table_free(t);
}

static void findings_stand_in_the_order_of_lines_the_loaders_among_them(void **state)
{
    (void)state;
    struct table *t = table_from(HEAD "1\t甲\t修“路\t年底\t已开工两公里路基\t是\t交通局\n\n"
                                      "2\t甲\t架桥\t9月底\t已完工并通车验收\t是\n");
    struct buf found = findings(t, 0, true);
    assert_string_equal(buf_cstr(&found), "unpaired@3 blank_lines@4 too_few_fields@5");
    buf_release(&found);
    table_free(t);
}

static bool names_another_record(enum finding_kind kind)
{
    return kind == FINDING_DUPLICATE_NO || kind == FINDING_SAME_NOTE || kind == FINDING_SAME_TASK;
}

static void every_kind_has_a_name_and_says_what_it_is_about(void **state)
{
    (void)state;
    struct table *t = table_from(HEAD "1\t甲\t修路\t年底\t已开工两公里路基\t是\t交通局\n");
    for (int kind = FINDING_LOADED + 1; kind < FINDING_KIND_COUNT; kind++)
        for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
            struct finding f = {.kind = (enum finding_kind)kind, .column = 4, .text = STR("某字")};
            if (names_another_record(f.kind))
                f.other = 0;
            struct buf text = BUF_INIT;
            finding_append(&text, (enum lang)lang, &f, t);
            assert_true(strlen(finding_name(&f)) > 0);
            assert_false(finding_is_note(&f));
            bool names_something = strstr(buf_cstr(&text), "某字") ||
                                   strstr(buf_cstr(&text), "情况") || strstr(buf_cstr(&text), "3");
            assert_true(names_something);
            buf_release(&text);
        }
    table_free(t);
}

/* ---- large tables ---- */

/* How long it takes to check one long numbering (1-1, 2-1, ...) and many short ones (1, 2), in that order or
 * the other. */
static double seconds_to_check(bool long_one_first)
{
    enum { LONG_ROWS = 60000, SHORT_ONES = 30000 };
    unsigned rows = fewer_under_memcheck(LONG_ROWS), pairs = fewer_under_memcheck(SHORT_ONES);
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t目标\n"));
    for (int part = 0; part < 2; part++)
        for (unsigned i = 0; i < ((part == 0) == long_one_first ? rows : pairs); i++)
            if ((part == 0) == long_one_first)
                buf_printf(&text, "%u-1\t甲%u\n", i, i);
            else
                buf_printf(&text, "1\t乙%u\n2\t丙%u\n", i, i);
    struct table *t = table_from(buf_cstr(&text));
    double begun = cpu_seconds();
    struct buf found = findings(t, 0, false);
    double taken = cpu_seconds() - begun;
    assert_int_equal(found.len, 0);
    buf_release(&found);
    table_free(t);
    buf_release(&text);
    return taken;
}

static void a_long_numbering_costs_nothing_to_those_behind_it(void **state)
{
    (void)state;
    double first = seconds_to_check(true), last = seconds_to_check(false);
    print_message("%.0f ms with the long one first, %.0f ms with it last\n", first * 1e3,
                  last * 1e3);
    if (!is_under_memcheck())
        assert_true(first < 3 * last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_table_has_no_findings),
        cmocka_unit_test(numbers_that_stand_twice_are_found),
        cmocka_unit_test(numbers_left_out_are_found_where_the_rest_is_consecutive),
        cmocka_unit_test(a_numbering_that_begins_again_is_another_one),
        cmocka_unit_test(a_long_numbering_costs_nothing_to_those_behind_it),
        cmocka_unit_test(cells_that_must_not_be_empty_are_found),
        cmocka_unit_test(a_column_that_is_mostly_empty_is_one_finding),
        cmocka_unit_test(marks_without_a_partner_are_found_in_every_column),
        cmocka_unit_test(equal_notes_are_found_when_they_say_something),
        cmocka_unit_test(a_task_that_stands_twice_is_found),
        cmocka_unit_test(dates_that_are_none_are_found_once),
        cmocka_unit_test(odd_separators_and_units_named_twice_are_found),
        cmocka_unit_test(the_real_table_has_what_it_is_known_for),
        cmocka_unit_test(findings_stand_in_the_order_of_lines_the_loaders_among_them),
        cmocka_unit_test(every_kind_has_a_name_and_says_what_it_is_about),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
