/*
 * Sorting and rolling up 1,000,000 rows: a key pressed to the frame that shows the new order.
 *
 * Up and down in turn, so that every sort changes the screen.
 */
#include <string.h>

#include "tests/bench/bench.h"
#include "tests/bench/data.h"
#include "tests/bench/floors.h"
#include "tests/bench/play.h"

enum { RUNS = 3, NO_COLUMN = 0, TARGET_COLUMN = 2, DUE_COLUMN = 3 };

/* Goes with `keys` from the column that is current at first to the one to be sorted by. */
static bool measure_sort(const char *keys, size_t column, enum floor_key kind, struct result *out)
{
    struct times duban = {.count = 0}, least = {.count = 0};
    struct buf bytes = BUF_INIT;
    struct pty *p = play_open(DATA_MILLION, MILLION);
    bool is_read = data_read(DATA_MILLION, &bytes);
    (void)play_keys(p, keys);
    for (int run = 0; is_read && run < RUNS; run++) {
        times_add(&least, floor_sort(buf_str(&bytes), column, kind));
        times_add(&duban, play_keys(p, run % 2 ? "]" : "["));
    }
    pty_free(p);
    buf_release(&bytes);
    return is_read && result_set_ratio(out, times_median(&duban), times_median(&least));
}

static bool measure_text(struct result *out)
{
    return measure_sort("", TARGET_COLUMN, FLOOR_TEXT, out);
}

static bool measure_due(struct result *out)
{
    return measure_sort("l", DUE_COLUMN, FLOOR_NUMBER, out);
}

static bool measure_number(struct result *out)
{
    return measure_sort("hh", NO_COLUMN, FLOOR_NUMBER, out);
}

static bool measure_roll_up(struct result *out)
{
    struct times duban = {.count = 0}, least = {.count = 0};
    struct buf bytes = BUF_INIT;
    struct pty *p = play_open(DATA_MILLION, MILLION);
    bool is_read = data_read(DATA_MILLION, &bytes);
    (void)play_keys(p, "llllllll"); /* units stand last */
    for (int run = 0; is_read && run < RUNS; run++) {
        size_t hits;
        times_add(&least, floor_search(buf_str(&bytes), DATA_RARE_WORD, &hits));
        times_add(&duban, play_keys(p, "F"));
        (void)play_keys(p, "q");
    }
    pty_free(p);
    buf_release(&bytes);
    return is_read && result_set_ratio(out, times_median(&duban), times_median(&least));
}

const struct bench bench_order[] = {
    {"sort: 1,000,000 rows by text in pinyin order / keys and ties", UNIT_TIMES, 1.5, measure_text},
    {"sort: 1,000,000 rows by deadline / keys", UNIT_TIMES, 1.5, measure_due},
    {"sort: 1,000,000 rows by number / keys", UNIT_TIMES, 1.5, measure_number},
    {"roll-up: 1,000,000 rows by unit / memmem", UNIT_TIMES, 4, measure_roll_up},
    {0},
};
