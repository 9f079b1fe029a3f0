/*
 * play: see play.h.
 */
#include "tests/bench/play.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More than lies between two frames that tell of progress. */
#define SILENCE_US 300000

_Noreturn static void give_up(const char *what)
{
    printf("\nbench: the program %s\n", what);
    exit(1);
}

struct pty *play_program(const char *const *argv, int rows, int cols)
{
    return pty_start(&(struct pty_options){.argv = argv, .rows = rows, .cols = cols});
}

struct pty *play_start(const char *table, int rows, int cols)
{
    const char *argv[] = {pty_program(), table, NULL};
    return play_program(argv, rows, cols);
}

static bool has_last_row(const struct shot *shot, const void *unused)
{
    (void)unused;
    struct buf text = BUF_INIT;
    shot_append_row(shot, shot->rows - 1, &text);
    bool has = str_trim(buf_str(&text)).len > 0;
    buf_release(&text);
    return has;
}

/* A frame is sent from top to bottom, so it is whole when its last row is there. */
int64_t play_first_paint(struct pty *p)
{
    if (!pty_wait_until(p, has_last_row, NULL))
        give_up("shows no screen");
    return pty_paint_us(p);
}

int64_t play_rest(struct pty *p)
{
    if (!pty_settle(p))
        give_up("does not come to rest");
    return pty_paint_us(p);
}

static bool counts_records(const struct shot *shot, const void *records)
{
    char words[32];
    snprintf(words, sizeof words, "/%zu ", *(const size_t *)records);
    return shot_has(shot, words);
}

int64_t play_load(struct pty *p, size_t records)
{
    if (!pty_wait_until(p, counts_records, &records))
        give_up("does not load the table");
    return pty_paint_us(p);
}

struct pty *play_open(const char *table, size_t records)
{
    struct pty *p = play_start(table, PLAY_ROWS, PLAY_COLS);
    (void)play_load(p, records);
    (void)play_rest(p);
    return p;
}

int64_t play_keys(struct pty *p, const char *keys)
{
    int64_t typed = pty_age_us(p), silent_us;
    pty_type(p, keys, strlen(keys));
    while (!pty_rests(p)) {
        (void)pty_listen(p, 1);
        int64_t now = pty_age_us(p);
        silent_us = now - pty_paint_us(p);
        if (pty_paint_us(p) > typed && silent_us > SILENCE_US)
            break;
        if (now - typed > PTY_DEADLINE_MS * 1000)
            give_up("does not answer a key");
    }
    return pty_paint_us(p) - typed;
}

/* " 3/53" in some row: the blank tells it from 13/53. */
static bool is_at_place(const struct shot *shot, const void *place)
{
    char words[32];
    snprintf(words, sizeof words, " %zu/", *(const size_t *)place);
    return shot_has(shot, words);
}

int64_t play_to_place(struct pty *p, const char *keys, size_t place)
{
    int64_t typed = pty_age_us(p);
    pty_type(p, keys, strlen(keys));
    if (!pty_wait_until(p, is_at_place, &place))
        give_up("does not get to the record");
    return pty_paint_us(p) - typed;
}

static bool shows(struct pty *p, pty_is_wanted *is_wanted, size_t number)
{
    struct shot shot = SHOT_INIT;
    pty_look(p, &shot);
    bool is_shown = is_wanted(&shot, &number);
    shot_release(&shot);
    return is_shown;
}

bool play_is_at_place(struct pty *p, size_t place)
{
    return shows(p, is_at_place, place);
}

bool play_counts(struct pty *p, size_t records)
{
    return shows(p, counts_records, records);
}

int64_t play_quit(struct pty *p, const char *keys)
{
    int status;
    int64_t typed = pty_age_us(p);
    pty_type(p, keys, strlen(keys));
    if (!pty_wait_exit(p, &status))
        give_up("does not end");
    return pty_age_us(p) - typed;
}
