/*
 * Loading: whole tables against libcsv over the same file, and keys pressed meanwhile.
 *
 * A table is loaded when the status bar counts all of its records.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/bench/bench.h"
#include "tests/bench/data.h"
#include "tests/bench/floors.h"
#include "tests/bench/play.h"

enum { RUNS = 3, ENCODED_RUNS = 5, STEPS = 200, PAUSE_MS = 7 };

static bool measure_load(const char *table, const char *encoding, size_t records, int runs,
                         struct result *out)
{
    struct times duban = {.count = 0}, least = {.count = 0};
    for (int run = 0; run < runs; run++) {
        size_t rows, cells;
        times_add(&least, floor_parse(table, encoding, &rows, &cells));
        struct pty *p = play_start(table, PLAY_ROWS, PLAY_COLS);
        times_add(&duban, play_load(p, records));
        pty_free(p);
    }
    return result_set_ratio(out, times_median(&duban), times_median(&least));
}

static bool measure_plain(struct result *out)
{
    return measure_load(DATA_MILLION, NULL, MILLION, RUNS, out);
}

static bool measure_quoted(struct result *out)
{
    return measure_load(DATA_MILLION_QUOTED, NULL, MILLION, RUNS, out);
}

static bool measure_gb18030(struct result *out)
{
    return measure_load(DATA_100K_GB18030, "GB18030", HUNDRED_THOUSAND, ENCODED_RUNS, out);
}

static bool measure_utf_16(struct result *out)
{
    return measure_load(DATA_100K_UTF_16, "UTF-16LE", HUNDRED_THOUSAND, ENCODED_RUNS, out);
}

/* ---- keys while it loads ---- */

/* Steps down from the first record, one at a time with a pause between, while the table is being
 * loaded or after. */
static void walk(struct pty *p, bool while_loading, struct times *out)
{
    for (size_t place = 2; place < 2 + STEPS; place++) {
        if (play_counts(p, MILLION) == while_loading)
            break;
        times_add(out, play_to_place(p, "j", place));
        (void)pty_listen(p, PAUSE_MS);
    }
}

/* Steps while the table is loaded, and then in a table that is no more than a screen. */
static bool walk_twice(struct times *busy, struct times *idle)
{
    struct pty *p = play_start(DATA_MILLION, PLAY_ROWS, PLAY_COLS);
    (void)play_first_paint(p);
    walk(p, true, busy);
    pty_free(p);
    p = play_open(DATA_THOUSAND, THOUSAND);
    walk(p, true, idle);
    pty_free(p);
    return busy->count > 0 && idle->count > 0;
}

static bool measure_step_median(struct result *out)
{
    struct times busy = {.count = 0}, idle = {.count = 0};
    if (!walk_twice(&busy, &idle))
        return false;
    bool is_good = result_set_ratio(out, times_median(&busy), times_median(&idle));
    buf_printf(&out->words, ", %zu steps", busy.count);
    return is_good;
}

static bool measure_step_worst(struct result *out)
{
    struct times busy = {.count = 0}, idle = {.count = 0};
    if (!walk_twice(&busy, &idle))
        return false;
    out->value = (double)times_worst(&busy) / 1000;
    buf_printf(&out->words, "idle's worst %.2f ms", (double)times_worst(&idle) / 1000);
    return true;
}

/* The last record must be the one under the cursor when everything is there. */
static bool measure_end_at_first_paint(struct result *out)
{
    struct pty *p = play_start(DATA_MILLION, PLAY_ROWS, PLAY_COLS);
    (void)play_first_paint(p);
    pty_type(p, "G", 1);
    (void)play_load(p, MILLION);
    out->value = !play_is_at_place(p, MILLION);
    pty_free(p);
    return true;
}

/* ---- memory ---- */

static bool measure_memory(struct result *out)
{
    struct stat file;
    if (stat(DATA_MILLION, &file) != 0)
        return false;
    struct pty *p = play_open(DATA_MILLION, MILLION);
    double loaded_kib = (double)pty_peak_kib(p);
    (void)play_keys(p, "/");
    (void)play_keys(p, "高速公路");
    (void)play_keys(p, "\r");
    double searched_kib = (double)pty_peak_kib(p);
    (void)play_keys(p, "[");
    double peak_kib = (double)pty_peak_kib(p), file_kib = (double)file.st_size / 1024;
    pty_free(p);
    out->value = peak_kib / file_kib;
    buf_printf(&out->words, "loaded %.2f, searched %.2f", loaded_kib / file_kib,
               searched_kib / file_kib);
    return true;
}

const struct bench bench_load[] = {
    {"load: 1,000,000 rows, all counts right / libcsv", UNIT_TIMES, 1.7, measure_plain},
    {"load: 1,000,000 rows with quotes / libcsv", UNIT_TIMES, 1.7, measure_quoted},
    {"load: 100,000 rows, GB18030 / iconv and libcsv", UNIT_TIMES, 1.7, measure_gb18030},
    {"load: 100,000 rows, UTF-16 / iconv and libcsv", UNIT_TIMES, 1.7, measure_utf_16},
    {"load: a step down meanwhile, median / idle", UNIT_TIMES, 2, measure_step_median},
    {"load: a step down meanwhile, worst", UNIT_MS, 10, measure_step_worst},
    {"load: the end pressed at first paint is where the cursor ends", UNIT_FAULTS, 0,
     measure_end_at_first_paint},
    {"load: peak memory, 1,000,000 rows loaded, searched, sorted / file", UNIT_TIMES, 1.3,
     measure_memory},
    {0},
};
