/* Tests of review/tally.h and review/summary.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/summary.h"
#include "tests/unit/review/fixture.h"

static void every_state_counts_in_exactly_one_class(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\t状态\n1\t甲\t逾期\n2\t乙\t滞后\n3\t丙\t临期\n"
                                 "4\t丁\t未启动\n5\t戊\t中止\n6\t己\t\n7\t庚\t进行中\n"
                                 "8\t辛\t延期后再进行\n9\t壬\t长期\n10\t癸\t正常\n11\t子\t超进度\n"
                                 "12\t丑\t已完成\n");
    struct review r = review_of(t);
    struct tally all = {0};
    unsigned states = 0;
    for (uint32_t row = 0; row < table_rows(t); row++) {
        struct tally one = {0};
        tally_add(&one, &r, row);
        states |= 1U << table_state(t, row);
        assert_int_equal(one.records, 1);
        assert_int_equal(one.on_schedule + one.behind + one.not_stated + one.other, 1);
        tally_add(&all, &r, row);
    }
    assert_int_equal(states, (1U << STATE_COUNT) - 1); /* no state was left out */
    assert_int_equal(all.records, STATE_COUNT);
    assert_int_equal(all.on_schedule, 3);
    assert_int_equal(all.behind, 2);
    assert_int_equal(all.not_stated, 1);
    table_free(t);
}

static void a_percentage_of_100_means_all(void **state)
{
    (void)state;
    assert_int_equal(tally_percent(&(struct tally){.records = 53, .on_schedule = 53}), 100);
    assert_int_equal(tally_percent(&(struct tally){.records = 1000, .on_schedule = 999}), 99);
    assert_int_equal(
        tally_percent(&(struct tally){.records = 4000000000u, .on_schedule = 3999999999u}), 99);
}

static void a_percentage_is_the_nearest_and_0_means_none(void **state)
{
    (void)state;
    static const struct {
        uint32_t on, records;
        int percent;
        const char *shown;
    } cases[] = {
        {3, 7, 43, "43%"},     {4, 7, 57, "57%"},   {1, 8, 13, "13%"}, {1, 3, 33, "33%"},
        {1, 200, 1, "1%"},     {1, 1000, 1, "1%"},  {0, 9, 0, "0%"},   {0, 0, 0, "—"},
        {199, 200, 99, "99%"}, {9, 9, 100, "100%"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct tally t = {.records = cases[i].records, .on_schedule = cases[i].on};
        struct buf shown = BUF_INIT;
        tally_append_percent(&shown, &t);
        assert_int_equal(tally_percent(&t), cases[i].percent);
        assert_string_equal(buf_cstr(&shown), cases[i].shown);
        buf_release(&shown);
    }
}

/* A roll-up as "value records/on/behind/unstated" with "; " between; a static buffer. */
static const char *rolled_up(const struct table *t, const char *query, const char *by)
{
    static char text[4096];
    struct review r = review_of(t);
    struct view v = view_of(t, query, "");
    struct rollup_by column;
    struct rollup ro;
    assert_int_equal(rollup_parse_by(&column, str_from(by), t, NULL), ERR_NONE);
    rollup_build(&ro, &r, &v, column);
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < ro.count; i++) {
        const struct tally *n = &ro.lines[i].tally;
        buf_printf(&b, "%s%.*s %u/%u/%u/%u", i > 0 ? "; " : "", STR_ARG(ro.lines[i].value),
                   n->records, n->on_schedule, n->behind, n->not_stated);
    }
    assert_true(b.len < sizeof text);
    memcpy(text, buf_cstr(&b), b.len + 1);
    buf_release(&b);
    rollup_release(&ro);
    view_release(&v);
    return text;
}

static void the_real_table_adds_up(void **state)
{
    (void)state;
    struct table *t = table_sample();
    assert_string_equal(rolled_up(t, "", "leader"),
                        "肖友华 40/40/0/0; 姜凌刚 9/9/0/0; 刘连栋 4/4/0/0");
    assert_string_equal(rolled_up(t, "", "due"),
                        "6月底 1/1/0/0; 9月底 1/1/0/0; 年底 50/50/0/0; 长期坚持 1/1/0/0");
    assert_string_equal(rolled_up(t, "", "state"), "是 53/53/0/0");
    assert_string_equal(rolled_up(t, "units:公安", "单位"), "市公安局 2/2/0/0; 市大数据局 1/1/0/0");
    assert_string_equal(rolled_up(t, "units:公安", "lead"), "市公安局 2/2/0/0");
    assert_string_equal(rolled_up(t, "no=1", "leader"), "");
    table_free(t);
}

static void the_summary_of_the_real_table_is_the_offices(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct review r = review_of(t);
    struct view v = view_of(t, "", "");
    struct summary s;
    summary_build(&s, &r, &v, NULL);
    assert_int_equal(s.records, 53);
    assert_int_equal(s.shown.on_schedule, 53);
    assert_int_equal(s.sections[SUMMARY_BY_LEADER].rollup.count, 3);
    const struct rollup *units = &s.sections[SUMMARY_BY_UNIT].rollup;
    assert_int_equal(units->count, 24);
    assert_true(str_equal(units->lines[0].value, STR("市交通运输局")));
    assert_int_equal(units->lines[0].tally.records, 12);
    assert_true(str_equal(units->lines[1].value, STR("市住房城乡建设局")));
    assert_int_equal(units->lines[1].tally.records, 12);
    uint32_t led = 0;
    const struct rollup *leads = &s.sections[SUMMARY_BY_LEAD_UNIT].rollup;
    for (size_t i = 0; i < leads->count; i++) {
        led += leads->lines[i].tally.records;
        assert_false(str_equal(leads->lines[i].value, STR("牡丹区人民政府")));
    }
    assert_int_equal(led, 53);
    assert_int_equal(s.sections[SUMMARY_BY_DUE].rollup.count, 4);
    assert_int_equal(s.sections[SUMMARY_BY_STATE].rollup.count, 1);
    assert_false(s.sections[SUMMARY_BY_ASKED].is_present);
    summary_release(&s);
    view_release(&v);
    table_free(t);
}

static void values_that_fold_alike_are_one_line_as_first_written(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\t责任单位\t状态\n"
                                 "1\t甲\t濱江區 市局\t正常\n"
                                 "2\t乙\t滨江区、市局、滨江区\t滞后\n"
                                 "3\t丙\t ＧＤＰ办 \t\n"
                                 "4\t丁\tgdp办\t进行中\n"
                                 "5\t戊\t\t正常\n");
    assert_string_equal(rolled_up(t, "", "units"),
                        "濱江區 2/1/1/0; 市局 2/1/1/0; ＧＤＰ办 2/0/0/1;  1/1/0/0");
    assert_string_equal(rolled_up(t, "", "lead"), "濱江區 2/1/1/0; ＧＤＰ办 2/0/0/1;  1/1/0/0");
    assert_string_equal(rolled_up(t, "", "state"),
                        "正常 2/2/0/0; 滞后 1/0/1/0;  1/0/0/1; 进行中 1/0/0/0");
    assert_string_equal(rolled_up(t, "no>1", "units"),
                        "ＧＤＰ办 2/0/0/1; 滨江区 1/0/1/0; 市局 1/0/1/0;  1/1/0/0");
    table_free(t);
}

/* Whatever a line's value is, and however many columns name units. */
static void the_words_of_a_line_find_what_it_counts(void **state)
{
    (void)state;
    static const char *const keys[] = {"no", "target", "units", "lead", "state", "due"};
    struct table *t = table_from("序号\t责任目标\t牵头单位\t配合单位\t状态\t完成时限\n"
                                 "1\t甲\t市局\t东县 西县\t正常\t年底\n"
                                 "2\t乙 \"丙\"\t\t市局\t\t\n"
                                 "3\ta|b:c\t\t\t滞后\t 年底 \n"
                                 "4\t\\\t“市”局\t\t正常\t9月底\n");
    struct review r = review_of(t);
    struct view v = view_of(t, "", "");
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        struct rollup_by by;
        struct rollup ro;
        assert_int_equal(rollup_parse_by(&by, str_from(keys[i]), t, NULL), ERR_NONE);
        rollup_build(&ro, &r, &v, by);
        assert_true(ro.count > 1);
        for (size_t k = 0; k < ro.count; k++) {
            struct buf words = BUF_INIT;
            rollup_append_term(&words, t, by, ro.lines[k].value);
            struct view found = view_of(t, buf_cstr(&words), "");
            if (found.count != ro.lines[k].tally.records)
                fail_msg("%s finds %zu", buf_cstr(&words), found.count);
            view_release(&found);
            buf_release(&words);
        }
        rollup_release(&ro);
    }
    view_release(&v);
    table_free(t);
}

static void a_table_without_roles_has_no_sections_but_the_one_asked_for(void **state)
{
    (void)state;
    struct table *t = table_from("name\tcolour\na\tred\nb\tblue\nc\tRED\n");
    assert_string_equal(rolled_up(t, "", "colour"), "red 2/0/0/2; blue 1/0/0/1");
    struct review r = review_of(t);
    struct view v = view_of(t, "", "");
    struct summary s;
    struct rollup_by by = {1, false};
    summary_build(&s, &r, &v, &by);
    for (size_t i = 0; i < SUMMARY_SECTIONS; i++) {
        assert_int_equal(s.sections[i].is_present, i == SUMMARY_BY_ASKED);
        assert_int_equal(s.sections[i].rollup.count, i == SUMMARY_BY_ASKED ? 2 : 0);
    }
    summary_release(&s);
    view_release(&v);
    table_free(t);
}

static void the_whole_table_counts_whatever_is_filtered(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct review r = review_of(t);
    struct view v = view_of(t, "units:教育局", "");
    assert_int_equal(tally_view(&r, &v).records, 8);
    view_release(&v);
    table_free(t);
}

static void an_unknown_column_to_group_by_is_named(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct rollup_by by;
    struct diag d = {0};
    assert_int_equal(rollup_parse_by(&by, STR("nothing"), t, &d), ERR_USAGE);
    assert_string_equal(d.subject, "nothing");
    assert_int_equal(rollup_parse_by(&by, STR("lead"), t, &d), ERR_NONE);
    assert_true(by.lead_only);
    assert_int_equal(by.column, table_find_role(t, ROLE_UNITS));
    table_free(t);
}

static void padded_names_are_one_line(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t市政府领导\t责任目标\t责任单位\t是否按计划\n"
                                 "1\t张　三\t修路\t市 教 育 局\t是\n"
                                 "2\t张三\t架桥\t市教育局 市公安局\t是\n"
                                 "3\t张 三\t种树\t市 公 安 局\t否\n"
                                 "4\t李四\t种花\t市 教 育 局 市公安局\t否\n");
    assert_string_equal(rolled_up(t, "", "leader"), "张三 3/2/1/0; 李四 1/0/1/0");
    assert_string_equal(rolled_up(t, "", "units"), "市教育局 3/2/1/0; 市公安局 3/1/2/0");
    assert_string_equal(rolled_up(t, "", "lead"), "市教育局 3/2/1/0; 市公安局 1/0/1/0");
    table_free(t);
}

/* More different cells than are remembered, in two rounds: each names the same two units both times. */
static void a_cell_counts_the_same_whether_it_is_remembered_or_not(void **state)
{
    (void)state;
    enum { CELLS = 17000 };
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t责任目标\t责任单位\n"));
    for (unsigned i = 0; i < 2 * CELLS; i++)
        buf_printf(&text, "%u\t甲\t局%u 市公安局 局%u\n", i + 1, i % CELLS, i % CELLS);
    struct table *t = table_from(buf_cstr(&text));
    struct review r = review_of(t);
    struct view v = view_of(t, "", "");
    struct rollup_by by;
    struct rollup ro;
    assert_int_equal(rollup_parse_by(&by, STR("units"), t, NULL), ERR_NONE);
    rollup_build(&ro, &r, &v, by);
    assert_int_equal(ro.count, CELLS + 1);
    assert_int_equal(ro.lines[0].tally.records, 2 * CELLS);
    for (size_t i = 1; i < ro.count; i++)
        assert_int_equal(ro.lines[i].tally.records, 2);
    rollup_release(&ro);
    view_release(&v);
    table_free(t);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_counts_the_same_whether_it_is_remembered_or_not),
        cmocka_unit_test(every_state_counts_in_exactly_one_class),
        cmocka_unit_test(padded_names_are_one_line),
        cmocka_unit_test(a_percentage_of_100_means_all),
        cmocka_unit_test(a_percentage_is_the_nearest_and_0_means_none),
        cmocka_unit_test(the_real_table_adds_up),
        cmocka_unit_test(the_summary_of_the_real_table_is_the_offices),
        cmocka_unit_test(values_that_fold_alike_are_one_line_as_first_written),
        cmocka_unit_test(the_words_of_a_line_find_what_it_counts),
        cmocka_unit_test(a_table_without_roles_has_no_sections_but_the_one_asked_for),
        cmocka_unit_test(the_whole_table_counts_whatever_is_filtered),
        cmocka_unit_test(an_unknown_column_to_group_by_is_named),
    };
    return cmocka_run_group_tests_name("review/tally", tests, NULL, NULL);
}
