/* Tests of review/radix.h: any keys, any number of items, any slices: in order, equal keys as they stood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/base.h"
#include "review/radix.h"

enum { MANY = 3000 };

static uint64_t seed;

static uint64_t any(void)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return seed >> 33 | seed << 31;
}

/* Keys as columns have them: few values or many, bits that vary here and there, in order already or turned round. */
static uint64_t wide(size_t i)
{
    (void)i;
    return any();
}

static uint64_t few(size_t i)
{
    (void)i;
    return any() % 3 << 40 | 0x0100;
}

static uint64_t apart(size_t i)
{
    (void)i;
    return any() & 0x8000000300100001u;
}

static uint64_t same(size_t i)
{
    (void)i;
    return 7;
}

static uint64_t rising(size_t i)
{
    return i / 3;
}

static uint64_t falling(size_t i)
{
    return UINT64_MAX - i / 3;
}

static uint64_t last_is_least(size_t i)
{
    return i % MANY == MANY - 1 ? 0 : i;
}

static uint64_t (*const keys[])(size_t i) = {wide,   few,     apart,        same,
                                             rising, falling, last_is_least};

/* By key, then as they stood: the order that a stable sort has. */
static int compare(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void assert_sorts(size_t count, uint64_t (*key)(size_t), size_t slice)
{
    static struct keyed items[MANY], spare[MANY], expected[MANY];
    struct radix x;
    for (size_t i = 0; i < count; i++)
        items[i] = expected[i] = (struct keyed){key(i), (uint32_t)i};
    qsort(expected, count, sizeof *expected, compare);
    radix_begin(&x, items, spare, count);
    for (bool done = false; !done;) {
        struct work work = {slice};
        done = radix_step(&x, &work);
        assert_true(done || work.left == 0); /* it gets somewhere, and no further than it may */
    }
    for (size_t i = 0; i < count; i++) {
        assert_true(items[i].key == expected[i].key);
        assert_int_equal(items[i].row, expected[i].row);
    }
}

static void any_keys_are_sorted_and_equal_ones_stay_as_they_stood(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 2, 47, 48, 49, 257, MANY};
    seed = 1;
    for (size_t c = 0; c < COUNT_OF(counts); c++)
        for (size_t k = 0; k < COUNT_OF(keys); k++)
            assert_sorts(counts[c], keys[k], SIZE_MAX);
}

static void slices_of_any_size_do_the_same(void **state)
{
    (void)state;
    seed = 2;
    for (size_t k = 0; k < COUNT_OF(keys); k++)
        for (size_t slice = 1; slice < 20000; slice = slice * 3 + 1)
            assert_sorts(1000 + slice % 7, keys[k], slice);
}

static void items_in_order_are_looked_at_once(void **state)
{
    (void)state;
    static struct keyed items[MANY], spare[MANY];
    struct radix x;
    struct work work = {2 * MANY};
    for (size_t i = 0; i < MANY; i++)
        items[i] = (struct keyed){rising(i), (uint32_t)i};
    radix_begin(&x, items, spare, MANY);
    assert_true(radix_step(&x, &work));
    assert_int_equal(work.left, MANY);
}

static void a_share_is_what_taking_one_by_one_takes(void **state)
{
    (void)state;
    for (size_t left = 0; left < 30; left++)
        for (size_t cost = 1; cost < 12; cost++)
            for (size_t count = 0; count < 12; count++) {
                struct work one_by_one = {left}, at_once = {left};
                size_t taken = 0;
                while (taken < count && work_take(&one_by_one, cost))
                    taken++;
                assert_int_equal(work_share(&at_once, cost, count), taken);
                assert_int_equal(at_once.left, one_by_one.left);
            }
    struct work endless = WORK_ENDLESS;
    assert_int_equal(work_share(&endless, 10, 1000), 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_keys_are_sorted_and_equal_ones_stay_as_they_stood),
        cmocka_unit_test(slices_of_any_size_do_the_same),
        cmocka_unit_test(items_in_order_are_looked_at_once),
        cmocka_unit_test(a_share_is_what_taking_one_by_one_takes),
    };
    return cmocka_run_group_tests_name("review/radix", tests, NULL, NULL);
}
