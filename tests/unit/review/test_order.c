/* Tests of review/order.h: reading and changing the keys; test_sorting.c sorts by them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "review/order.h"
#include "tests/unit/review/fixture.h"

static void keys_are_read_in_their_order(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t市领导\t完成时限\n1\t肖友华\t年底\n");
    struct order o;
    assert_int_equal(order_parse(&o, STR(" -due , 市领导,序号"), t, NULL), ERR_NONE);
    static const struct order expected = {{{2, true}, {1, false}, {0, false}}, 3};
    assert_true(order_is_same(&o, &expected));
    assert_int_equal(order_parse(&o, STR("  "), t, NULL), ERR_NONE);
    assert_int_equal(o.count, 0);
    table_free(t);
}

static void a_bad_key_is_named_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *sort;
        const char *subject;
        size_t off;
        enum msg reason;
    } errors[] = {
        {"due,nothing", "nothing", 4, MSG_NO_SUCH_COLUMN},
        {"due,,no", "", 4, MSG_NO_SUCH_COLUMN},
        {"due, -", "", 6, MSG_NO_SUCH_COLUMN},
        {"due,", "", 4, MSG_NO_SUCH_COLUMN},
        {"#1,#2,#3,#4,#5,#6,#7,#8,-#9", "-#9", 24, MSG_ORDER_TOO_MANY},
    };
    struct table *t = table_from("a\tb\tc\td\te\tf\tg\th\tdue\n1\t2\t3\t4\t5\t6\t7\t8\t9\n");
    for (size_t i = 0; i < COUNT_OF(errors); i++) {
        struct order o;
        struct diag d = {0};
        assert_int_equal(order_parse(&o, str_from(errors[i].sort), t, &d), ERR_USAGE);
        assert_string_equal(d.subject, errors[i].subject);
        assert_int_equal(d.off, errors[i].off);
        assert_int_equal(d.reason, errors[i].reason);
    }
    table_free(t);
}

static void a_column_is_a_key_once(void **state)
{
    (void)state;
    struct order o = {.count = 0};
    assert_true(order_set(&o, 3, false, false));
    assert_true(order_set(&o, 5, false, true));
    assert_true(order_set(&o, 3, true, true));
    assert_int_equal(o.count, 2);
    assert_int_equal(order_find(&o, 3), 0);
    assert_true(o.keys[0].descending);
    assert_int_equal(order_find(&o, 5), 1);
    assert_int_equal(order_find(&o, 4), -1);
    assert_true(order_set(&o, 5, true, false));
    assert_int_equal(o.count, 1);
    assert_int_equal(o.keys[0].column, 5);
    for (uint32_t column = 10; column < 10 + ORDER_KEYS_MAX - 1; column++)
        assert_true(order_set(&o, column, false, true));
    assert_false(order_set(&o, 99, false, true));
    assert_int_equal(o.count, ORDER_KEYS_MAX);
    assert_true(order_set(&o, 10, true, true));
}

static void orders_are_the_same_by_columns_directions_and_places(void **state)
{
    (void)state;
    static const struct order orders[] = {
        {{{0}}, 0},
        {{{1, false}}, 1},
        {{{1, true}}, 1},
        {{{1, false}, {2, false}}, 2},
        {{{2, false}, {1, false}}, 2},
    };
    for (size_t i = 0; i < COUNT_OF(orders); i++)
        for (size_t k = 0; k < COUNT_OF(orders); k++)
            assert_true(order_is_same(&orders[i], &orders[k]) == (i == k));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_read_in_their_order),
        cmocka_unit_test(a_bad_key_is_named_with_its_place),
        cmocka_unit_test(a_column_is_a_key_once),
        cmocka_unit_test(orders_are_the_same_by_columns_directions_and_places),
    };
    return cmocka_run_group_tests_name("review/order", tests, NULL, NULL);
}
