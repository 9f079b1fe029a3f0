/* Tests of review/sorting.h: every type of column, both directions, several keys, many rows, slices of any size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/order.h"
#include "review/sorting.h"
#include "table/loader.h"
#include "tests/unit/review/fixture.h"
#include "text/cluster.h"
#include "text/collate.h"

#define HEAD "序号\t市领导\t责任目标\t完成时限\t状态\t完成率\n"

static struct table *small_table(void)
{
    return table_from("某市2023年责任目标三季度推进情况\n" HEAD
                      "1\t肖友华\t3号线\t年底\t正常\t74.5%\n"
                      "2\t刘连栋\t10号线\t9月底\t滞后\t100%\n"
                      "10\t姜凌刚\t2号线\t长期坚持\t\t9%\n"
                      "1.9\t刘连栋\tABC\t\t逾期\t-\n"
                      "1.10\t\tabd\t6月底\t完成\t\n"
                      "甲\t肖友华\t一号线\t12月31日\t正常\t1,200\n");
}

static const struct {
    const char *sort;
    const char *nos;
} sorts[] = {
    {"", "1 2 10 1.9 1.10 甲"},
    {"no", "1 1.9 1.10 2 10 甲"},
    {"-no", "10 2 1.10 1.9 1 甲"},
    {"leader", "10 2 1.9 1 甲 1.10"},
    {"-leader", "1 甲 2 1.9 10 1.10"},
    {"target", "10 1 2 1.9 1.10 甲"},
    {"-target", "甲 1.10 1.9 2 1 10"},
    {"due", "1.10 2 1 甲 10 1.9"},
    {"-due", "10 1 甲 2 1.10 1.9"},
    {"state", "1.9 2 1 甲 1.10 10"},
    {"-state", "1.10 1 甲 2 1.9 10"},
    {"percent", "10 1 2 甲 1.9 1.10"},
    {"-percent", "甲 2 1 10 1.9 1.10"},
    {"完成率", "10 1 2 甲 1.9 1.10"},
    {"leader,-no", "10 2 1.9 1 甲 1.10"},
    {"leader,no", "10 1.9 2 1 甲 1.10"},
    {"state,due,no", "1.9 2 1 甲 1.10 10"},
    {" - leader , no ", "1 甲 1.9 2 10 1.10"},
};

static void every_type_of_column_has_its_order(void **state)
{
    (void)state;
    struct table *t = small_table();
    for (size_t i = 0; i < COUNT_OF(sorts); i++) {
        const char *nos = nos_found(t, "", sorts[i].sort);
        if (strcmp(nos, sorts[i].nos) != 0)
            fail_msg("%s: %s, not %s", sorts[i].sort, nos, sorts[i].nos);
    }
    table_free(t);
}

static void deadlines_without_a_year_sort_in_time(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\t完成时限\t状态\n1\ta\t年底\t是\n2\tb\t9月底\t是\n"
                                 "3\tc\t长期坚持\t是\n4\td\t6月底\t是\n5\te\t明年3月\t是\n"
                                 "6\tf\t去年底\t是\n7\tg\t\t是\n");
    struct view v = view_of(t, "", "due");
    assert_string_equal(nos_of(&v, t), "6 4 2 1 5 3 7");
    view_release(&v);
    v = view_of(t, "", "-due");
    assert_string_equal(nos_of(&v, t), "3 5 1 2 4 6 7");
    view_release(&v);
    table_free(t);
}

static void the_real_table_sorts_by_deadline_and_by_leader(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct view v = view_of(t, "", "due");
    assert_true(str_equal(table_no(t, v.rows[0]), STR("161")));
    assert_true(str_equal(table_no(t, v.rows[1]), STR("152")));
    assert_true(str_equal(table_no(t, v.rows[52]), STR("184")));
    for (size_t pos = 3; pos < 52; pos++)
        assert_true(v.rows[pos] > v.rows[pos - 1]);
    view_release(&v);
    v = view_of(t, "", "leader");
    assert_true(str_equal(table_cell(t, v.rows[0], 1), STR("姜凌刚")));
    assert_true(str_equal(table_cell(t, v.rows[9], 1), STR("刘连栋")));
    assert_true(str_equal(table_cell(t, v.rows[13], 1), STR("肖友华")));
    view_release(&v);
    table_free(t);
}

/* Rows whose texts share long beginnings and come again, so that every run is met. */
static struct table *large_table(uint32_t rows)
{
    static const char *const beginnings[] = {"市公安局", "市公安局", "市教育局", "g", ""};
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t责任单位\t责任目标\n"));
    uint32_t seed = 20230930;
    for (uint32_t i = 0; i < rows; i++) {
        seed = seed * 1664525 + 1013904223;
        buf_printf(&text, "%u\t%s%u\t目标\n", seed >> 20, beginnings[seed >> 8 & 3],
                   seed >> 12 & 63);
    }
    struct table *t = table_from(buf_cstr(&text));
    buf_release(&text);
    return t;
}

static int compare_cells(const struct table *t, uint32_t a, uint32_t b, uint32_t column)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    collate_append_key(&x, COLLATE_TEXT, table_folded(t, a, column));
    collate_append_key(&y, COLLATE_TEXT, table_folded(t, b, column));
    int order = str_compare(buf_str(&x), buf_str(&y));
    buf_release(&x);
    buf_release(&y);
    return order;
}

static void assert_sorted(const struct table *t, const char *sort, int direction)
{
    struct view v = view_of(t, "", sort);
    for (size_t pos = 1; pos < v.count; pos++) {
        if (text_trim(table_cell(t, v.rows[pos], 1)).len == 0)
            continue; /* behind all others in both directions */
        int order = compare_cells(t, v.rows[pos - 1], v.rows[pos], 1) * direction;
        assert_true(text_trim(table_cell(t, v.rows[pos - 1], 1)).len > 0);
        assert_true(order < 0 || (order == 0 && v.rows[pos - 1] < v.rows[pos]));
    }
    view_release(&v);
}

static void many_rows_are_in_collation_order_and_stable(void **state)
{
    (void)state;
    for (uint32_t rows = 3; rows < 5000; rows = rows * 5 + 1) {
        struct table *t = large_table(rows);
        assert_sorted(t, "units", 1);
        assert_sorted(t, "-units", -1);
        table_free(t);
    }
}

/* Texts with long common beginnings, cut in numbers, blanks and characters that fold alike. */
static void texts_that_differ_late_are_in_collation_order(void **state)
{
    (void)state;
    static const char *const pieces[] = {"市", "濱", "滨", "1",  "0", "①",
                                         "２", " ",  "a",  "Ａ", "，"};
    static const char *const beginnings[] = {"", "前三季度,完成投资12", "前三季度,完成投资1",
                                             "前三季度,完成投资12 ",
                                             "加快建设国道106线东明黄河公路大桥工程滨"};
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t责任目标\t完成时限\n"));
    uint32_t seed = 7;
    for (uint32_t i = 0; i < 2000; i++) {
        seed = seed * 1664525 + 1013904223;
        buf_printf(&text, "%u\t%s", i, beginnings[(seed >> 16) % COUNT_OF(beginnings)]);
        for (uint32_t parts = seed >> 8 & 7; parts > 0; parts--) {
            seed = seed * 1664525 + 1013904223;
            for (uint32_t repeat = seed >> 12 & 31; repeat > 24 || repeat == 3; repeat--)
                buf_append_str(&text, str_from(pieces[(seed >> 20) % COUNT_OF(pieces)]));
            buf_append_str(&text, str_from(pieces[(seed >> 16) % COUNT_OF(pieces)]));
        }
        buf_append_str(&text, STR("\t年底\n"));
    }
    struct table *t = table_from(buf_cstr(&text));
    assert_sorted(t, "target", 1);
    assert_sorted(t, "-target", -1);
    table_free(t);
    buf_release(&text);
}

static void several_keys_agree_with_comparing_one_by_one(void **state)
{
    (void)state;
    struct table *t = large_table(3000);
    struct view v = view_of(t, "", "units,-no");
    for (size_t pos = 1; pos < v.count; pos++) {
        uint32_t a = v.rows[pos - 1], b = v.rows[pos], x, y;
        int order = compare_cells(t, a, b, 1);
        assert_true(str_to_u32(table_no(t, a), &x) && str_to_u32(table_no(t, b), &y));
        assert_true(order < 0 || (order == 0 && (x > y || (x == y && a < b))));
    }
    view_release(&v);
    table_free(t);
}

static void a_sort_begins_from_the_files_order(void **state)
{
    (void)state;
    struct table *t = small_table();
    struct review r = review_of(t);
    uint32_t rows[] = {5, 3, 1, 0};
    sorting_sort_rows(&(struct order){.keys = {{1, false}}, .count = 1}, &r, rows, COUNT_OF(rows));
    static const uint32_t expected[] = {1, 3, 0, 5};
    assert_memory_equal(rows, expected, sizeof rows);
    sorting_sort_rows(&(struct order){.count = 0}, &r, rows, COUNT_OF(rows));
    static const uint32_t file_order[] = {0, 1, 3, 5};
    assert_memory_equal(rows, file_order, sizeof rows);
    table_free(t);
}

/* Sorts in slices of so much work, and compares with sorting at once. */
static void assert_slices_agree(const struct table *t, const char *sort, size_t slice)
{
    struct view v = view_of(t, "", "");
    struct view whole = view_of(t, "", sort);
    struct order order;
    struct review r = review_of(t);
    assert_int_equal(order_parse(&order, str_from(sort), t, NULL), ERR_NONE);
    struct sorting *s = sorting_new(&order, &r, v.rows, v.count);
    unsigned before = 0;
    for (bool done = false; !done;) {
        struct work work = {slice};
        done = sorting_step(s, &work);
        assert_true(done || work.left < slice); /* it gets somewhere */
        assert_in_range(sorting_percent(s), before, 100);
        before = sorting_percent(s);
    }
    sorting_store_rows(s, v.rows);
    assert_memory_equal(v.rows, whole.rows, v.count * sizeof *v.rows);
    sorting_free(s);
    view_release(&whole);
    view_release(&v);
}

static void slices_of_any_size_give_the_same_order(void **state)
{
    (void)state;
    static const size_t slices[] = {1, 2, 7, 100, 12345};
    static const char *const keys[] = {"units",  "-units",    "no",
                                       "target", "units,-no", "-target,no"};
    struct table *t = large_table(1500);
    struct table *sample = table_sample();
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        for (size_t k = 0; k < COUNT_OF(slices); k++) {
            assert_slices_agree(t, keys[i], slices[k]);
            assert_slices_agree(sample, keys[i], slices[k]);
        }
    for (size_t slice = 1; slice < 20; slice++) {
        assert_slices_agree(sample, "due,leader,-note", slice);
        assert_slices_agree(sample, "", slice);
    }
    table_free(sample);
    table_free(t);
}

static void a_sorting_can_be_given_up_anywhere(void **state)
{
    (void)state;
    struct table *t = large_table(600);
    struct view v = view_of(t, "", "");
    struct review r = review_of(t);
    struct order order = {.keys = {{1, false}, {0, true}}, .count = 2};
    for (size_t work_done = 0; work_done < 40000; work_done += 371) {
        struct sorting *s = sorting_new(&order, &r, v.rows, v.count);
        (void)sorting_step(s, &(struct work){work_done});
        sorting_free(s);
    }
    view_release(&v);
    table_free(t);
}

static void names_of_people_sort_as_names_and_other_texts_do_not(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t市政府领导\t责任目标\t责任人\n"
                                 "1\t单雄信\t单县\t翟一\n"
                                 "2\t丁　一\t丁一\t曾二\n"
                                 "3\t仇 英\t仇家\t单三\n"
                                 "4\t丁一\t丁二\t尉迟恭\n"
                                 "5\t丁 一\t东\t尉健行\n");
    assert_string_equal(nos_found(t, "", "leader"), "2 4 5 3 1");
    assert_string_equal(nos_found(t, "", "-leader"), "1 3 2 4 5");
    assert_string_equal(nos_found(t, "", "target"), "3 1 4 2 5");
    assert_string_equal(nos_found(t, "", "person"), "3 5 4 2 1");
    assert_string_equal(nos_found(t, "leader:shan", ""), "1");
    assert_string_equal(nos_found(t, "leader:dan", ""), "1");
    table_free(t);
}

/* A sort may be asked for while a large table is loaded. */
static void rows_that_come_while_it_goes_on_are_not_its_own(void **state)
{
    (void)state;
    enum { ROWS = 20000, SORTED = 50, ROW_BYTES = 12 };
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t责任目标\n"));
    for (int i = ROWS; i > 0; i--)
        buf_printf(&text, "%d\t目标\n", i);
    const struct load_options options = {0};
    struct loader *l = loader_open_bytes(buf_str(&text), STR("test"), &options);
    bool done = false;
    while (!done && (!loader_table(l) || table_rows(loader_table(l)) < SORTED))
        assert_int_equal(loader_step(l, ROW_BYTES, &done, NULL), ERR_NONE);
    const struct table *t = loader_table(l);
    uint32_t rows[SORTED];
    for (uint32_t i = 0; i < SORTED; i++)
        rows[i] = i;
    struct review review = review_of(t);
    struct order order;
    assert_int_equal(order_parse(&order, STR("no"), t, NULL), ERR_NONE);
    assert_true(table_rows(t) < ROWS);
    struct sorting *s = sorting_new(&order, &review, rows, SORTED);
    while (!done)
        assert_int_equal(loader_step(l, 0, &done, NULL), ERR_NONE);
    assert_int_equal(table_rows(t), ROWS);
    struct work work = WORK_ENDLESS;
    while (!sorting_step(s, &work)) {
    }
    sorting_store_rows(s, rows);
    for (uint32_t i = 0; i < SORTED; i++)
        assert_int_equal(rows[i], SORTED - 1 - i);
    sorting_free(s);
    loader_free(l);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_of_column_has_its_order),
        cmocka_unit_test(deadlines_without_a_year_sort_in_time),
        cmocka_unit_test(the_real_table_sorts_by_deadline_and_by_leader),
        cmocka_unit_test(many_rows_are_in_collation_order_and_stable),
        cmocka_unit_test(texts_that_differ_late_are_in_collation_order),
        cmocka_unit_test(several_keys_agree_with_comparing_one_by_one),
        cmocka_unit_test(a_sort_begins_from_the_files_order),
        cmocka_unit_test(slices_of_any_size_give_the_same_order),
        cmocka_unit_test(a_sorting_can_be_given_up_anywhere),
        cmocka_unit_test(rows_that_come_while_it_goes_on_are_not_its_own),
        cmocka_unit_test(names_of_people_sort_as_names_and_other_texts_do_not),
    };
    return cmocka_run_group_tests_name("review/sorting", tests, NULL, NULL);
}
