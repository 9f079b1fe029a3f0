/*
 * Doing nothing, and ending: idle for ten seconds, and quitting against less.
 */
#include <stdio.h>

#include "tests/bench/bench.h"
#include "tests/bench/data.h"
#include "tests/bench/play.h"

enum { IDLE_MS = 10000, SMALL_RUNS = 21, LARGE_RUNS = 5, CALM_MS = 20 };

/* Asleep in a call without a timeout, a program cannot make another call; its context switches show
 * that it stayed in this one. */
static bool measure_idle(struct result *out)
{
    struct pty *p = play_start(DATA_REAL, PLAY_ROWS, PLAY_COLS);
    (void)play_rest(p);
    unsigned long switches = pty_switches(p);
    size_t bytes = pty_listen(p, IDLE_MS);
    switches = pty_switches(p) - switches;
    out->value = (double)bytes + (double)switches + !pty_sleeps(p);
    buf_printf(&out->words, "%zu bytes, %lu wake-ups", bytes, switches);
    pty_free(p);
    return true;
}

static int64_t quit_less(const char *table)
{
    const char *argv[] = {"less", table, NULL};
    struct pty *p = play_program(argv, PLAY_ROWS, PLAY_COLS);
    (void)play_first_paint(p);
    (void)pty_listen(p, CALM_MS);
    int64_t us = play_quit(p, "q");
    pty_free(p);
    return us;
}

/* With a number of records they are loaded first. */
static int64_t quit_duban(const char *table, size_t records)
{
    struct pty *p = play_start(table, PLAY_ROWS, PLAY_COLS);
    (void)play_first_paint(p);
    if (records > 0)
        (void)play_load(p, records);
    (void)pty_listen(p, CALM_MS);
    int64_t us = play_quit(p, "Q");
    pty_free(p);
    return us;
}

static bool measure_quit(const char *table, size_t records, int runs, struct result *out)
{
    struct times duban = {.count = 0}, less = {.count = 0};
    for (int run = 0; run < runs; run++) {
        times_add(&less, quit_less(table));
        times_add(&duban, quit_duban(table, records));
    }
    return result_set_ratio(out, times_median(&duban), times_median(&less));
}

static bool measure_small_quit(struct result *out)
{
    return measure_quit(DATA_REAL, REAL_ROWS, SMALL_RUNS, out);
}

static bool measure_quit_while_loading(struct result *out)
{
    return measure_quit(DATA_MILLION, 0, LARGE_RUNS, out);
}

static bool measure_loaded_quit(struct result *out)
{
    return measure_quit(DATA_MILLION, MILLION, LARGE_RUNS, out);
}

const struct bench bench_end[] = {
    {"idle: 10 s, bytes and wake-ups", UNIT_FAULTS, 0, measure_idle},
    {"quit: real table / less", UNIT_TIMES, 2, measure_small_quit},
    {"quit: while 1,000,000 rows are loaded / less", UNIT_TIMES, 2, measure_quit_while_loading},
    {"quit: 1,000,000 rows loaded / less", UNIT_TIMES, 2, measure_loaded_quit},
    {0},
};
