/*
 * Searching while typing: a key to the frame that shows the count, against memmem over the same
 * bytes.
 *
 * Every run is a program of its own, since it may keep what it made for the first key.
 */
#include <stdio.h>
#include <string.h>

#include "app/key.h"
#include "tests/bench/bench.h"
#include "tests/bench/data.h"
#include "tests/bench/floors.h"
#include "tests/bench/play.h"

enum { RUNS = 5, MILLION_RUNS = 3, KEYS_MAX = 8 };

/* Opens a table, then types a search key by key; the time of each key is added to its series. */
static void type_search(const char *table, size_t rows, const char *const *keys,
                        struct times *times)
{
    struct pty *p = play_open(table, rows);
    (void)play_keys(p, "/");
    for (size_t i = 0; keys[i]; i++)
        times_add(&times[i], play_keys(p, keys[i]));
    pty_free(p);
}

/* memmem for each of the words, `runs` times, over a table in memory. */
static bool search_floor(const char *table, const char *word, int runs, int64_t *us)
{
    struct buf bytes = BUF_INIT;
    struct times times = {.count = 0};
    size_t hits;
    bool is_read = data_read(table, &bytes);
    for (int run = 0; is_read && run < runs; run++)
        times_add(&times, floor_search(buf_str(&bytes), word, &hits));
    buf_release(&bytes);
    *us = times_median(&times);
    return is_read;
}

/* ---- words ---- */

static const char *const word_keys[] = {"批", "复", NULL};

static bool measure_first_key(struct result *out)
{
    struct times times[KEYS_MAX] = {{.count = 0}};
    int64_t floor_us;
    for (int run = 0; run < RUNS; run++)
        type_search(DATA_100K, HUNDRED_THOUSAND, word_keys, times);
    return search_floor(DATA_100K, word_keys[0], RUNS, &floor_us) &&
           result_set_ratio(out, times_median(&times[0]), floor_us);
}

static bool measure_narrowing_key(struct result *out)
{
    struct times times[KEYS_MAX] = {{.count = 0}};
    for (int run = 0; run < RUNS; run++)
        type_search(DATA_100K, HUNDRED_THOUSAND, word_keys, times);
    return result_set_ratio(out, times_median(&times[1]), times_median(&times[0]));
}

/* ---- the word at 99 % ---- */

static const char *const rare_keys[] = {"麒", NULL};

static bool measure_rare_word(struct result *out)
{
    struct times times[KEYS_MAX] = {{.count = 0}};
    int64_t floor_us;
    for (int run = 0; run < MILLION_RUNS; run++)
        type_search(DATA_MILLION, MILLION, rare_keys, times);
    return search_floor(DATA_MILLION, rare_keys[0], MILLION_RUNS, &floor_us) &&
           result_set_ratio(out, times_median(&times[0]), floor_us);
}

static bool is_cursor_at(const struct shot *shot, const void *x)
{
    return shot->cursor_x == *(const int *)x;
}

/* The cursor of the prompt goes to and fro while the search runs: each time, how long until it is
 * seen there. */
static bool measure_keys_meanwhile(struct result *out)
{
    struct times times = {.count = 0};
    struct shot shot = SHOT_INIT;
    struct pty *p = play_open(DATA_MILLION, MILLION);
    (void)play_keys(p, "/");
    pty_look(p, &shot);
    int before = shot.cursor_x, behind = before + 2; /* one wide character */
    shot_release(&shot);
    pty_type(p, rare_keys[0], strlen(rare_keys[0]));
    bool is_good = true;
    for (int i = 0; is_good && (i == 0 || !pty_sleeps(p)) && i < 100; i++) {
        int64_t typed = pty_age_us(p);
        pty_key(p, i % 2 ? K_RIGHT : K_LEFT);
        is_good = pty_wait_until(p, is_cursor_at, i % 2 ? &behind : &before);
        times_add(&times, pty_paint_us(p) - typed);
    }
    pty_free(p);
    out->value = (double)times_worst(&times) / 1000;
    buf_printf(&out->words, "%zu keys", times.count);
    return is_good;
}

/* ---- pinyin ---- */

/* Notes are looked into from four letters on, so the dearest of the first four is the cold one. */
static const char *const pinyin_keys[] = {"j", "t", "y", "s", "j", NULL};

enum { COLD_KEYS = 4 };

static int64_t type_pinyin(struct times *times)
{
    int64_t cold_us = 0;
    for (int run = 0; run < RUNS; run++)
        type_search(DATA_100K, HUNDRED_THOUSAND, pinyin_keys, times);
    for (int i = 0; i < COLD_KEYS; i++)
        cold_us = times_median(&times[i]) > cold_us ? times_median(&times[i]) : cold_us;
    return cold_us;
}

static bool measure_pinyin(struct result *out)
{
    struct times times[KEYS_MAX] = {{.count = 0}};
    int64_t floor_us, cold_us = type_pinyin(times);
    bool is_good = search_floor(DATA_100K, "jtys", RUNS, &floor_us) &&
                   result_set_ratio(out, cold_us, floor_us);
    buf_append_str(&out->words, STR(", keys"));
    for (int i = 0; i < COLD_KEYS; i++)
        buf_printf(&out->words, " %.0f", (double)times_median(&times[i]) / 1000);
    return is_good;
}

static bool measure_pinyin_narrowing(struct result *out)
{
    struct times times[KEYS_MAX] = {{.count = 0}};
    int64_t floor_us;
    (void)type_pinyin(times);
    return search_floor(DATA_100K, "jtys", RUNS, &floor_us) &&
           result_set_ratio(out, times_median(&times[COLD_KEYS]), floor_us);
}

const struct bench bench_search[] = {
    {"search: 100,000 rows, first key to the count / memmem", UNIT_TIMES, 2, measure_first_key},
    {"search: 100,000 rows, a key that narrows / the key before", UNIT_TIMES, 0.5,
     measure_narrowing_key},
    {"search: word at 99 % of 1,000,000 rows / memmem", UNIT_TIMES, 2, measure_rare_word},
    {"search: 1,000,000 rows, worst wait of a key meanwhile", UNIT_MS, 20, measure_keys_meanwhile},
    {"search: pinyin, 100,000 rows, cold / memmem", UNIT_TIMES, 8, measure_pinyin},
    {"search: pinyin, 100,000 rows, a key that narrows / memmem", UNIT_TIMES, 1,
     measure_pinyin_narrowing},
    {0},
};
