/* Tests of review/heap_sort.h: what qsort() gives, however often it is left meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "review/heap_sort.h"

enum { COUNT_MAX = 300 };

/* Items of an odd size, told apart by all of it. */
struct thing {
    uint32_t key;
    uint32_t number;
    uint32_t shadow;
};

static int compare(const void *a, const void *b)
{
    const struct thing *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static void fill(struct thing *things, size_t count, uint32_t keys)
{
    uint32_t random = 7;
    for (size_t i = 0; i < count; i++) {
        random = random * 1664525u + 1013904223u;
        things[i] = (struct thing){(random >> 8) % keys, (uint32_t)i, ~(uint32_t)i};
    }
}

/* Sorts `moves` at a time; at least one step must not be the last where there is enough to do. */
static void assert_sorts(size_t count, uint32_t keys, size_t moves)
{
    struct thing things[COUNT_MAX], wanted[COUNT_MAX];
    fill(things, count, keys);
    memcpy(wanted, things, sizeof things[0] * count);
    if (count > 0)
        qsort(wanted, count, sizeof wanted[0], compare);
    struct heap_sort sort = heap_sort_begin(things, count, sizeof things[0], compare);
    size_t steps = 0;
    bool is_sorted = false;
    for (; !is_sorted && steps < 4 * (size_t)COUNT_MAX; steps++) {
        struct work work = {moves};
        is_sorted = heap_sort_step(&sort, &work);
    }
    assert_true(is_sorted);
    assert_true(steps >= count / moves);
    if (count > 0)
        assert_memory_equal(things, wanted, sizeof things[0] * count);
}

static void any_number_of_items_is_sorted(void **state)
{
    (void)state;
    for (size_t count = 0; count <= COUNT_MAX; count++)
        assert_sorts(count, 1000, COUNT_MAX);
}

static void equals_are_told_apart_by_the_comparison(void **state)
{
    (void)state;
    for (uint32_t keys = 1; keys < 5; keys++)
        assert_sorts(COUNT_MAX, keys, COUNT_MAX);
}

static void it_can_be_left_after_any_move(void **state)
{
    (void)state;
    for (size_t moves = 1; moves < 10; moves++)
        assert_sorts(COUNT_MAX, 50, moves);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_items_is_sorted),
        cmocka_unit_test(equals_are_told_apart_by_the_comparison),
        cmocka_unit_test(it_can_be_left_after_any_move),
    };
    return cmocka_run_group_tests_name("heap_sort", tests, NULL, NULL);
}
