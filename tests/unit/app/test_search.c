/* Tests of app/search.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/search.h"
#include "review/work.h"
#include "tests/unit/app/fixture.h"

/* A search of the view for `words` from `start` on, looked through by `units` of work at a time. */
static struct search search_of(const struct app *a, struct str words, size_t start, size_t units)
{
    struct search s = SEARCH_INIT;
    assert_true(search_set(&s, words, &a->review, NULL));
    search_begin(&s, start);
    for (struct work work = {units}; !search_step(&s, &a->review, &a->view, &work);
         work.left = units)
        assert_false(search_is_whole(&s, &a->view));
    assert_true(search_is_whole(&s, &a->view));
    return s;
}

static void hits_stand_in_the_views_order_wherever_it_began(void **state)
{
    const struct app *a = *state;
    static const size_t starts[] = {0, 40, 41, 50, 51, 52};
    static const size_t units[] = {1, 7, SIZE_MAX};
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        for (size_t k = 0; k < COUNT_OF(units); k++) {
            struct search s = search_of(a, STR("no=150 | no=160"), starts[i], units[k]);
            assert_int_equal(s.hits.count, 2);
            assert_int_equal(s.hits.at[0].pos, 40);
            assert_int_equal(s.hits.at[1].pos, 50);
            search_release(&s);
        }
}

static void the_first_hit_behind_a_place_is_looked_up(void **state)
{
    const struct app *a = *state;
    struct search s = search_of(a, STR("no=150 | no=160"), 0, SIZE_MAX);
    static const struct {
        size_t pos, index, place;
    } cases[] = {{0, 0, 0}, {40, 0, 1}, {41, 1, 0}, {50, 1, 2}, {51, 2, 0}, {99, 2, 0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_int_equal(search_index_from(&s, cases[i].pos), cases[i].index);
        assert_int_equal(search_place(&s, cases[i].pos), cases[i].place);
    }
    search_release(&s);
}

static void a_narrower_word_finds_what_a_new_search_finds(void **state)
{
    const struct app *a = *state;
    struct search typed = SEARCH_INIT;
    static const char *const words[] = {"教", "教育", "教育局"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        assert_true(search_set(&typed, str_from(words[i]), &a->review, NULL));
        search_narrow(&typed, 7);
        struct work work = {SIZE_MAX};
        assert_true(search_step(&typed, &a->review, &a->view, &work));
        struct search whole = search_of(a, str_from(words[i]), 7, SIZE_MAX);
        assert_true(whole.hits.count > 0);
        assert_int_equal(typed.hits.count, whole.hits.count);
        assert_memory_equal(typed.hits.at, whole.hits.at, whole.hits.count * sizeof *whole.hits.at);
        search_release(&whole);
    }
    search_release(&typed);
}

static void words_that_cannot_be_read_leave_the_old_search(void **state)
{
    const struct app *a = *state;
    struct search s = search_of(a, STR("no=150"), 0, SIZE_MAX);
    struct diag d;
    assert_false(search_set(&s, STR("is:nothing"), &a->review, &d));
    assert_int_equal(d.err, ERR_QUERY);
    assert_int_equal(s.hits.count, 1);
    assert_true(search_set(&s, STR("  "), &a->review, NULL));
    assert_null(s.query);
    search_release(&s);
}

static int open_sample(void **state)
{
    static struct app a;
    open_app(&a, REAL_TABLE " --sort=-no", 24, 80);
    *state = &a;
    return 0;
}

static int close_sample(void **state)
{
    control_release(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits_stand_in_the_views_order_wherever_it_began),
        cmocka_unit_test(the_first_hit_behind_a_place_is_looked_up),
        cmocka_unit_test(a_narrower_word_finds_what_a_new_search_finds),
        cmocka_unit_test(words_that_cannot_be_read_leave_the_old_search),
    };
    return cmocka_run_group_tests_name("app/search", tests, open_sample, close_sample);
}
