/* Tests of review/textset.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/arena.h"
#include "review/textset.h"

static void equal_texts_have_one_number(void **state)
{
    (void)state;
    struct textset s = TEXTSET_INIT;
    bool is_new;
    assert_int_equal(textset_add(&s, STR("市公安局"), &is_new), 0);
    assert_true(is_new);
    assert_int_equal(textset_add(&s, STR(""), &is_new), 1);
    assert_true(is_new);
    assert_int_equal(textset_add(&s, STR("市公安局"), &is_new), 0);
    assert_false(is_new);
    assert_true(str_equal(textset_text(&s, 0), STR("市公安局")));
    textset_release(&s);
}

static void numbers_survive_growth_and_end_with_clear(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    struct textset s = TEXTSET_INIT;
    struct arena arena;
    arena_init(&arena, 0);
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < MANY; i++) {
            char text[16];
            int len = snprintf(text, sizeof text, "%u", i);
            struct str copy = arena_copy(&arena, (struct str){text, (size_t)len});
            assert_int_equal(textset_add(&s, copy, NULL), i);
        }
        assert_int_equal(s.count, MANY);
    }
    textset_clear(&s);
    assert_int_equal(textset_add(&s, STR("4999"), NULL), 0);
    textset_release(&s);
    arena_release(&arena);
}

static void a_moved_text_is_found_in_its_new_place(void **state)
{
    (void)state;
    struct textset s = TEXTSET_INIT;
    char passing[] = "abc";
    uint32_t number = textset_add(&s, (struct str){passing, 3}, NULL);
    textset_move(&s, number, STR("abc"));
    passing[0] = 'x';
    assert_int_equal(textset_add(&s, STR("abc"), NULL), number);
    assert_int_equal(textset_add(&s, (struct str){passing, 3}, NULL), number + 1);
    textset_release(&s);
}

static void texts_that_differ_in_length_or_a_byte_differ_in_hash(void **state)
{
    (void)state;
    static const struct str texts[] = {STR_INIT(""),         STR_INIT("\0"),
                                       STR_INIT("\0\0"),     STR_INIT("12345678"),
                                       STR_INIT("12345679"), STR_INIT("123456789")};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        for (size_t k = 0; k < i; k++)
            assert_true(textset_hash(texts[i]) != textset_hash(texts[k]));
}

static void finding_adds_nothing(void **state)
{
    (void)state;
    struct textset s = TEXTSET_INIT;
    uint32_t number = 9;
    assert_false(textset_find(&s, STR("a"), &number));
    textset_add(&s, STR("a"), NULL);
    textset_add(&s, STR("b"), NULL);
    assert_false(textset_find(&s, STR("c"), &number));
    assert_int_equal(number, 9);
    assert_true(textset_find(&s, STR("b"), &number));
    assert_int_equal(number, 1);
    assert_int_equal(s.count, 2);
    textset_release(&s);
}

/* Such a set is cleared text by text. */
static void a_set_that_was_large_is_cleared_of_a_few_texts_too(void **state)
{
    (void)state;
    enum { MANY = 5000, STRIDE = 3, BYTES = 8 };
    static char texts[MANY][BYTES];
    struct textset s = TEXTSET_INIT;
    for (uint32_t i = 0; i < MANY; i++) {
        snprintf(texts[i], BYTES, "%u", i);
        assert_int_equal(textset_add(&s, str_from(texts[i]), NULL), i);
    }
    for (uint32_t few = 0; few < MANY / 10; few += 7) {
        textset_clear(&s);
        for (uint32_t i = 0; i < few; i++) {
            bool is_new = false;
            assert_int_equal(textset_add(&s, str_from(texts[i * STRIDE]), &is_new), i);
            assert_true(is_new);
        }
        assert_int_equal(textset_add(&s, str_from(texts[0]), NULL), 0);
    }
    textset_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_have_one_number),
        cmocka_unit_test(numbers_survive_growth_and_end_with_clear),
        cmocka_unit_test(a_set_that_was_large_is_cleared_of_a_few_texts_too),
        cmocka_unit_test(a_moved_text_is_found_in_its_new_place),
        cmocka_unit_test(texts_that_differ_in_length_or_a_byte_differ_in_hash),
        cmocka_unit_test(finding_adds_nothing),
    };
    return cmocka_run_group_tests_name("review/textset", tests, NULL, NULL);
}
