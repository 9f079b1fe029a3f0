/*
 * play: the program on a terminal of its own, timed: what measure_*.c share over tests/screen/pty.h.
 *
 * A time ends where the last byte of the frame came that shows what was waited for; looking at the
 * screen is not in it. Whoever plays ends the bench with a word when the program does not do as it
 * should, since no later figure would mean anything.
 */
#ifndef DUBAN_TESTS_BENCH_PLAY_H
#define DUBAN_TESTS_BENCH_PLAY_H

#include "tests/screen/pty.h"

/* The size of most goals, and the size of those that count cells (tests/screen/test_cost.c's). */
enum { PLAY_ROWS = 36, PLAY_COLS = 120, COST_ROWS = 30, COST_COLS = 100 };

/* Starts the program on a table; "less" or another program instead with play_program(). */
struct pty *play_start(const char *table, int rows, int cols);
struct pty *play_program(const char *const *argv, int rows, int cols);

/* Waits for the first whole frame; microseconds from the start. */
int64_t play_first_paint(struct pty *p);

/* Waits until the program rests; microseconds from the start to its last byte. */
int64_t play_rest(struct pty *p);

/* Waits until the status bar counts so many records; microseconds from the start. */
int64_t play_load(struct pty *p, size_t records);

/* Starts it and waits until the table is loaded and it rests: what is checked behind that is no part of a key. */
struct pty *play_open(const char *table, size_t records);

/* Types keys that change the screen, waits until the program rests, or has answered and written
 * nothing more for a while (it may have work left that does not show). Microseconds from typing to
 * its last byte. */
int64_t play_keys(struct pty *p, const char *keys);

/* Types, waits until the status bar says that the cursor is at `place` (from 1); microseconds. */
int64_t play_to_place(struct pty *p, const char *keys, size_t place);

/* True when the status bar says so now. */
bool play_is_at_place(struct pty *p, size_t place);
bool play_counts(struct pty *p, size_t records);

/* Types keys that end the program; microseconds until it ended. */
int64_t play_quit(struct pty *p, const char *keys);

#endif
