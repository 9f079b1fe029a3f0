/* Arenas with blocks of a few bytes, so that every boundary is met. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdalign.h>
#include <string.h>

static void pieces_of_every_size_stay_apart_and_stay_put(void **state)
{
    (void)state;
    enum { PIECES = 200 };
    static const size_t block_sizes[] = {1, 7, 16, 64, 0};
    for (size_t b = 0; b < COUNT_OF(block_sizes); b++) {
        struct arena a;
        unsigned char *pieces[PIECES];
        arena_init(&a, block_sizes[b]);
        for (size_t i = 0; i < PIECES; i++) {
            size_t size = i * 7 % 90;
            pieces[i] = i % 2 ? arena_alloc(&a, size) : (void *)arena_bytes(&a, size);
            assert_non_null(pieces[i]);
            memset(pieces[i], (int)i, size);
        }
        for (size_t i = 0; i < PIECES; i++)
            for (size_t k = 0; k < i * 7 % 90; k++)
                assert_int_equal(pieces[i][k], i);
        arena_release(&a);
    }
}

static void alloc_is_aligned_for_any_type(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 50);
    for (size_t i = 0; i < 100; i++) {
        arena_bytes(&a, i % 5);
        assert_int_equal((uintptr_t)arena_alloc(&a, i % 60) % alignof(max_align_t), 0);
    }
    arena_release(&a);
}

static void a_copy_has_a_nul_behind_it(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 4);
    char source[] = "市交通运输局";
    struct str copy = arena_copy(&a, str_from(source));
    memset(source, 'x', sizeof source);
    assert_string_equal(copy.ptr, "市交通运输局");
    assert_int_equal(copy.len, 18);
    struct str empty = arena_copy(&a, (struct str){NULL, 0});
    assert_string_equal(empty.ptr, "");
    arena_release(&a);
}

static void a_large_piece_does_not_waste_the_newest_block(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100);
    char *first = arena_bytes(&a, 10);
    arena_bytes(&a, 1000);
    assert_ptr_equal(arena_bytes(&a, 90), first + 10);
    assert_int_equal(a.used_bytes, 1100);
    arena_release(&a);
    assert_int_equal(a.used_bytes, 0);
    assert_non_null(arena_bytes(&a, 1));
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_every_size_stay_apart_and_stay_put),
        cmocka_unit_test(alloc_is_aligned_for_any_type),
        cmocka_unit_test(a_copy_has_a_nul_behind_it),
        cmocka_unit_test(a_large_piece_does_not_waste_the_newest_block),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
