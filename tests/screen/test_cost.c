/*
 * What goes over the line: bytes for each step, nothing while idle. The figures are exact, not
 * timed: the bound is the promise, and what was measured is printed beside it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screen/pty.h"

#define TABLE   "samples/heze-2023-q3.tsv"
#define RECORDS 53

#define DETAIL_STEP_BYTES 800 /* a step down with the detail pane live, on average */
#define LIST_STEP_BYTES   350 /* in the list alone */

static struct pty *start(void)
{
    const char *argv[] = {pty_program(), TABLE, NULL};
    struct pty_options options = {.argv = argv, .rows = 30, .cols = 100};
    struct pty *p = pty_start(&options);
    assert_true(pty_settle(p));
    return p;
}

/* Bytes for a step, on average over a walk from the first record to the last. */
static size_t walk(struct pty *p)
{
    size_t before = pty_bytes(p);
    for (int i = 1; i < RECORDS; i++) {
        size_t at = pty_bytes(p);
        pty_type(p, "j", 1);
        assert_true(pty_settle(p));
        assert_true(pty_bytes(p) > at); /* every step shows */
    }
    assert_null(judge_offence(pty_judge(p), false));
    return (pty_bytes(p) - before) / (RECORDS - 1);
}

static void a_step_with_the_detail_live_is_cheap(void **state)
{
    (void)state;
    struct pty *p = start();
    size_t bytes = walk(p);
    print_message("# %zu bytes a step with the detail, %d allowed\n", bytes, DETAIL_STEP_BYTES);
    assert_in_range(bytes, 1, DETAIL_STEP_BYTES);
    pty_free(p);
}

static void a_step_in_the_list_alone_is_cheaper(void **state)
{
    (void)state;
    struct pty *p = start();
    pty_type(p, "z", 1);
    assert_true(pty_settle(p));
    size_t bytes = walk(p);
    print_message("# %zu bytes a step in the list, %d allowed\n", bytes, LIST_STEP_BYTES);
    assert_in_range(bytes, 1, LIST_STEP_BYTES);
    pty_free(p);
}

/* Asleep in one call without a timeout, the program cannot make another: what the kernel says at
 * the beginning holds until something happens. Its context switches show that nothing did. */
static void idle_costs_no_byte_and_no_system_call(void **state)
{
    (void)state;
    struct pty *p = start();
    unsigned long switches = pty_switches(p);
    assert_true(pty_sleeps(p));
    assert_int_equal(pty_listen(p, 500), 0);
    assert_true(pty_sleeps(p));
    assert_int_equal(pty_switches(p), switches);
    pty_free(p);
}

static void a_key_that_changes_nothing_sends_next_to_nothing(void **state)
{
    (void)state;
    struct pty *p = start();
    size_t before = pty_bytes(p);
    pty_type(p, "k", 1); /* up, on the first record */
    assert_true(pty_settle(p));
    assert_in_range(pty_bytes(p) - before, 0, 100);
    pty_free(p);
}

/* Keys that wait are handled before a frame is sent: a held key leaves no tail of frames, and the last one is
 * right. */
static void a_hundred_queued_steps_cost_hardly_more_than_a_page(void **state)
{
    (void)state;
    enum { STEPS = 100, TABLE_ROWS = 500 };
    char name[] = "/tmp/duban-cost-XXXXXX", keys[STEPS], at[32];
    FILE *file = fdopen(mkstemp(name), "w");
    assert_non_null(file);
    fputs("序号\t责任目标\t完成情况\t责任单位\n", file);
    for (int i = 1; i <= TABLE_ROWS; i++)
        fprintf(file, "%d\t建设第%d条道路\t完成投资%d亿元,正在铺设\t市%d局\n", i, i * 7 % 1000,
                i * 13 % 900, i % 9);
    assert_int_equal(fclose(file), 0);
    const char *argv[] = {pty_program(), "--lang=zh", name, NULL};
    struct pty *p = pty_start(&(struct pty_options){.argv = argv, .rows = 36, .cols = 120});
    assert_true(pty_settle(p));
    size_t before = pty_bytes(p);
    pty_type(p, " ", 1);
    assert_true(pty_settle(p));
    size_t page = pty_bytes(p) - before;
    pty_type(p, "g", 1);
    assert_true(pty_settle(p));
    before = pty_bytes(p);
    memset(keys, 'j', sizeof keys);
    pty_type(p, keys, sizeof keys);
    assert_true(pty_settle(p));
    size_t held = pty_bytes(p) - before;
    print_message("# %zu bytes for %d steps at once, %zu for a page\n", held, STEPS, page);
    assert_in_range(held, 1, page * 3 / 2);
    struct shot shot = SHOT_INIT;
    pty_look(p, &shot);
    snprintf(at, sizeof at, "%d/%d", STEPS + 1, TABLE_ROWS);
    assert_true(shot_has(&shot, at));
    shot_release(&shot);
    pty_free(p);
    unlink(name);
}

/* Sanitizers have memory of their own, so there only the shape of the test is kept. */
#ifdef __SANITIZE_ADDRESS__
#define PEAK_KIB (1024 * 1024)
#else
#define PEAK_KIB (8 * 1024)
#endif

static void a_whole_review_stays_under_8_megabytes(void **state)
{
    (void)state;
    struct pty *p = start();
    walk(p);
    print_message("# %lu KiB at most, %d allowed\n", pty_peak_kib(p), PEAK_KIB);
    assert_in_range(pty_peak_kib(p), 1, PEAK_KIB);
    pty_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_with_the_detail_live_is_cheap),
        cmocka_unit_test(a_step_in_the_list_alone_is_cheaper),
        cmocka_unit_test(idle_costs_no_byte_and_no_system_call),
        cmocka_unit_test(a_key_that_changes_nothing_sends_next_to_nothing),
        cmocka_unit_test(a_hundred_queued_steps_cost_hardly_more_than_a_page),
        cmocka_unit_test(a_whole_review_stays_under_8_megabytes),
    };
    return cmocka_run_group_tests_name("cost", tests, NULL, NULL);
}
