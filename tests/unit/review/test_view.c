/* Tests of review/view.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "review/view.h"
#include "tests/unit/review/fixture.h"

static void a_view_without_filter_and_order_is_the_table(void **state)
{
    struct table *t = *state;
    struct review r = review_of(t);
    struct view v = VIEW_INIT;
    view_build(&v, &r, NULL, NULL);
    assert_int_equal(v.count, 53);
    assert_int_equal(v.seen_rows, 53);
    for (uint32_t row = 0; row < 53; row++) {
        assert_int_equal(v.rows[row], row);
        assert_int_equal(view_find(&v, row), row);
    }
    assert_int_equal(view_find(&v, 53), POS_NONE);
    view_release(&v);
    assert_int_equal(v.count, 0);
}

static void extending_adds_only_what_was_not_looked_at(void **state)
{
    struct table *t = *state;
    struct review r = review_of(t);
    struct query *q = query_parse(STR("no>=198 | no=150"), t, NULL);
    struct view v = VIEW_INIT;
    struct work work = WORK_ENDLESS;
    assert_int_equal(view_extend(&v, &r, q, &work), 4);
    assert_int_equal(view_extend(&v, &r, q, &work), 0);
    v.seen_rows = 51; /* as if two rows had come since */
    v.count = 2;
    assert_int_equal(view_extend(&v, &r, q, &work), 2);
    assert_string_equal(nos_of(&v, t), "150 198 199 200");
    query_free(q);
    view_release(&v);
}

static void building_again_forgets_the_old_rows(void **state)
{
    struct table *t = *state;
    struct review r = review_of(t);
    struct query *q = query_parse(STR("no=150"), t, NULL);
    struct view v = VIEW_INIT;
    view_build(&v, &r, NULL, NULL);
    view_build(&v, &r, q, NULL);
    assert_string_equal(nos_of(&v, t), "150");
    query_free(q);
    view_release(&v);
}

static void a_number_is_the_records_own_before_it_is_a_place(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\n3\t甲\n007\t乙\n1\t丙\nA-5\t丁\n12\t戊\n");
    struct view v = view_of(t, "", "");
    static const struct {
        const char *word;
        size_t pos;
    } cases[] = {
        {"3", 0},    {"1", 2},        {"7", 1}, {"007", 1},      {"a-5", 3},     {"４", 3},
        {" 12 ", 4}, {"6", POS_NONE}, {"5", 4}, {"0", POS_NONE}, {"", POS_NONE}, {"x", POS_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t pos = view_find_no(&v, t, str_from(cases[i].word));
        if (pos != cases[i].pos)
            fail_msg("“%s” is at %zu", cases[i].word, pos);
    }
    view_release(&v);
    table_free(t);
}

/* Else 3 would lead to the third of the list, and be read as number 3. */
static void a_number_that_the_view_leaves_out_is_no_place(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\n1\t甲\n2\t乙\n3\t丙\n4\t甲\n5\t甲\n");
    struct view v = view_of(t, "甲", "");
    assert_int_equal(v.count, 3);
    assert_int_equal(view_find_no(&v, t, STR("4")), 1);
    assert_int_equal(view_find_no(&v, t, STR("3")), POS_NONE);
    assert_int_equal(view_find_no(&v, t, STR("０２")), POS_NONE);
    assert_true(view_leaves_out_no(&v, t, STR(" ３ ")));
    assert_true(view_leaves_out_no(&v, t, STR("02")));
    assert_false(view_leaves_out_no(&v, t, STR("4")));
    assert_false(view_leaves_out_no(&v, t, STR("6")));
    view_release(&v);
    table_free(t);
}

static void without_a_number_column_a_number_is_a_place(void **state)
{
    (void)state;
    struct table *t = table_from("name\tcolour\na\tred\nb\tblue\n");
    struct view v = view_of(t, "", "");
    assert_int_equal(view_find_no(&v, t, STR("2")), 1);
    assert_int_equal(view_find_no(&v, t, STR("3")), POS_NONE);
    view_release(&v);
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_view_without_filter_and_order_is_the_table),
        cmocka_unit_test(extending_adds_only_what_was_not_looked_at),
        cmocka_unit_test(building_again_forgets_the_old_rows),
        cmocka_unit_test(a_number_is_the_records_own_before_it_is_a_place),
        cmocka_unit_test(a_number_that_the_view_leaves_out_is_no_place),
        cmocka_unit_test(without_a_number_column_a_number_is_a_place),
    };
    return cmocka_run_group_tests_name("review/view", tests, tables_open_sample,
                                       tables_close_sample);
}
