/*
 * The wire: bytes and write calls for what is pressed most, exact; and how soon they come.
 *
 * Bytes are held against those of the cells that changed: the characters alone, without where they
 * stand and how they look.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/bench.h"
#include "tests/bench/data.h"
#include "tests/bench/play.h"
#include "tests/screen/look.h"

enum { RECORDS = 53, PAGES = 20, QUEUED = 100, QUEUED_RUNS = 11, JUMPS = 11, LIST_Y = 2 };

/* ---- cells ---- */

/* True when nobody sees a difference: neither the colour of a blank's characters nor whether they are bold. */
static bool cells_equal(const struct shot_cell *a, const struct shot_cell *b)
{
    bool is_blank = a->length == 1 && a->text[0] == ' ';
    uint64_t mask = is_blank ? seen_mask_of_blank() : UINT64_MAX;
    return a->length == b->length && (a->look & mask) == (b->look & mask) &&
           memcmp(a->text, b->text, a->length) == 0;
}

/* Bytes of the cells of `after` that are not as before. */
static size_t changed_bytes(const struct shot *before, const struct shot *after)
{
    size_t bytes = 0;
    for (int y = 0; y < after->rows; y++)
        for (int x = 0; x < after->cols; x++)
            if (!cells_equal(shot_at(before, y, x), shot_at(after, y, x)))
                bytes += shot_at(after, y, x)->length;
    return bytes;
}

/* True when the first row of the list shows another record. */
static bool list_scrolled(const struct shot *before, const struct shot *after)
{
    struct buf one = BUF_INIT, other = BUF_INIT;
    shot_append_row(before, LIST_Y, &one);
    shot_append_row(after, LIST_Y, &other);
    /* the record's number stands first, behind the marker of the cursor */
    bool has_scrolled =
        !str_equal(str_slice(buf_str(&one), 4, 8), str_slice(buf_str(&other), 4, 8));
    buf_release(&one);
    buf_release(&other);
    return has_scrolled;
}

/* What keys cost. */
struct cost {
    size_t bytes, changed, keys;
    uint64_t writes;
};

/* Presses one key, adds its cost to one of two: as long as the list stood still, or scrolled. */
static void press(struct pty *p, const char *key, struct cost *still, struct cost *scrolled)
{
    struct shot before = SHOT_INIT, after = SHOT_INIT;
    size_t bytes = pty_bytes(p);
    uint64_t writes = pty_writes(p);
    pty_look(p, &before);
    (void)play_keys(p, key);
    pty_look(p, &after);
    struct cost *cost = list_scrolled(&before, &after) ? scrolled : still;
    cost->bytes += pty_bytes(p) - bytes;
    cost->writes += pty_writes(p) - writes;
    cost->changed += changed_bytes(&before, &after);
    cost->keys++;
    shot_release(&before);
    shot_release(&after);
}

static bool set_byte_ratio(struct result *out, const struct cost *cost)
{
    if (cost->changed == 0)
        return false;
    out->value = (double)cost->bytes / (double)cost->changed;
    buf_printf(&out->words, "%zu / %zu bytes a key, %zu keys", cost->bytes / cost->keys,
               cost->changed / cost->keys, cost->keys);
    return true;
}

/* ---- steps ---- */

static void walk(int rows, int cols, const char *first_key, struct cost *still,
                 struct cost *scrolled)
{
    struct pty *p = play_start(DATA_REAL, rows, cols);
    (void)play_rest(p);
    (void)play_keys(p, first_key);
    for (int i = 1; i < RECORDS; i++)
        press(p, "j", still, scrolled);
    pty_free(p);
}

static bool measure_still_step(struct result *out)
{
    struct cost still = {0}, scrolled = {0};
    walk(PLAY_ROWS, PLAY_COLS, "", &still, &scrolled);
    return set_byte_ratio(out, &still);
}

static bool measure_scrolled_step(struct result *out)
{
    struct cost still = {0}, scrolled = {0};
    walk(PLAY_ROWS, PLAY_COLS, "", &still, &scrolled);
    return set_byte_ratio(out, &scrolled);
}

static bool measure_average(const char *first_key, struct result *out)
{
    struct cost cost = {0};
    walk(COST_ROWS, COST_COLS, first_key, &cost, &cost);
    out->value = (double)cost.bytes / (double)cost.keys;
    return true;
}

static bool measure_detail_average(struct result *out)
{
    return measure_average("", out);
}

static bool measure_list_average(struct result *out)
{
    return measure_average("z", out);
}

/* ---- pages, bursts, jumps ---- */

static struct cost page_down(void)
{
    struct cost cost = {0};
    struct pty *p = play_open(DATA_THOUSAND, THOUSAND);
    for (int i = 0; i < PAGES; i++)
        press(p, " ", &cost, &cost);
    pty_free(p);
    return cost;
}

static bool measure_page_bytes(struct result *out)
{
    struct cost cost = page_down();
    return set_byte_ratio(out, &cost);
}

/* Counts calls of write to the terminal from the first key on, as strace wrote them down. */
static size_t count_terminal_writes(const char *log)
{
    char line[4096];
    bool is_typed = false;
    size_t count = 0;
    FILE *f = fopen(log, "r");
    while (f && fgets(line, sizeof line, f)) {
        is_typed |= strstr(line, "read(") && strstr(line, "\" \"");
        count += is_typed && strncmp(line, "write(", 6) == 0 && strstr(line, "</dev/pts/");
    }
    if (f)
        fclose(f);
    return count;
}

/* Those of page_down() that reach the terminal; what curses writes is gathered in memory before. */
static double page_down_terminal_writes(void)
{
    char log[] = "/tmp/duban-bench-XXXXXX";
    close(mkstemp(log));
    const char *argv[] = {"strace", "-D", "-y",          "-e",          "trace=read,write",
                          "-o",     log,  pty_program(), DATA_THOUSAND, NULL};
    struct pty *p = play_program(argv, PLAY_ROWS, PLAY_COLS);
    (void)play_load(p, THOUSAND);
    (void)play_rest(p);
    for (int i = 0; i < PAGES; i++)
        (void)play_keys(p, " ");
    size_t writes = count_terminal_writes(log);
    pty_free(p);
    unlink(log);
    return (double)writes / PAGES;
}

static bool measure_page_writes(struct result *out)
{
    struct cost cost = page_down();
    out->value = (double)cost.writes / (double)cost.keys;
    buf_printf(&out->words, "%.1f of them to the terminal, the others into memory",
               page_down_terminal_writes());
    return true;
}

/* Queues steps at once; `*place_is_right` when the cursor is at their end. */
static int64_t queue_steps(size_t *bytes, bool *place_is_right)
{
    char keys[QUEUED + 1];
    memset(keys, 'j', QUEUED);
    keys[QUEUED] = '\0';
    struct pty *p = play_open(DATA_THOUSAND, THOUSAND);
    size_t before = pty_bytes(p);
    int64_t us = play_keys(p, keys);
    *bytes = pty_bytes(p) - before;
    *place_is_right = play_is_at_place(p, QUEUED + 1);
    pty_free(p);
    return us;
}

static bool measure_queued_bytes(struct result *out)
{
    struct cost page = page_down();
    size_t bytes;
    bool is_right;
    (void)queue_steps(&bytes, &is_right);
    double page_bytes = (double)page.bytes / (double)page.keys;
    out->value = (double)bytes / page_bytes;
    buf_printf(&out->words, "%zu / %.0f bytes", bytes, page_bytes);
    return true;
}

static bool measure_queued_time(struct result *out)
{
    struct times times = {.count = 0};
    for (int run = 0; run < QUEUED_RUNS; run++) {
        size_t bytes;
        bool is_right;
        times_add(&times, queue_steps(&bytes, &is_right));
    }
    out->value = (double)times_median(&times) / 1000;
    return true;
}

static bool measure_queued_place(struct result *out)
{
    for (int run = 0; run < QUEUED_RUNS; run++) {
        size_t bytes;
        bool is_right;
        (void)queue_steps(&bytes, &is_right);
        out->value += !is_right;
    }
    buf_printf(&out->words, "of %d runs", QUEUED_RUNS);
    return true;
}

static bool measure_jump(struct result *out)
{
    struct times times = {.count = 0};
    struct pty *p = play_open(DATA_MILLION, MILLION);
    for (int run = 0; run < JUMPS; run++) {
        times_add(&times, play_keys(p, "G"));
        (void)play_keys(p, "g");
    }
    pty_free(p);
    out->value = (double)times_median(&times) / 1000;
    return true;
}

const struct bench bench_wire[] = {
    {"wire: a step, 120x36, list still / bytes of changed cells", UNIT_TIMES, 1.1,
     measure_still_step},
    {"wire: a step, 120x36, list scrolls / bytes of changed cells", UNIT_TIMES, 0.5,
     measure_scrolled_step},
    {"wire: a step over the real table, detail live", UNIT_BYTES, 800, measure_detail_average},
    {"wire: a step over the real table, list alone", UNIT_BYTES, 350, measure_list_average},
    {"wire: page down / bytes of changed cells", UNIT_TIMES, 1.2, measure_page_bytes},
    {"wire: page down, write calls", UNIT_CALLS, 8, measure_page_writes},
    {"wire: 100 steps queued / bytes of a page down", UNIT_TIMES, 1.5, measure_queued_bytes},
    {"wire: 100 steps queued, to the last frame", UNIT_MS, 15, measure_queued_time},
    {"wire: 100 steps queued, wrong record at the end", UNIT_FAULTS, 0, measure_queued_place},
    {"wire: jump to the end of 1,000,000 rows, loaded", UNIT_MS, 3, measure_jump},
    {0},
};
