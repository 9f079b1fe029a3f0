/*
 * bench: what is measured, as a table: a name, a goal, a function that measures.
 *
 * A row's value is a ratio to a floor or a peer measured in the same run, or an exact count, so
 * that another machine or a busy hour changes it little. A measure_*.c file holds a handful of rows
 * about one subject; bench.c runs them and prints the table. Nothing here is a gate.
 */
#ifndef DUBAN_TESTS_BENCH_BENCH_H
#define DUBAN_TESTS_BENCH_BENCH_H

#include "base/base.h"

enum unit { UNIT_TIMES, UNIT_MS, UNIT_BYTES, UNIT_CALLS, UNIT_MILLIONS, UNIT_FAULTS };

/* What came out: the value in the row's unit, and in words what it was made of. */
struct result {
    double value;
    struct buf words;
};

struct bench {
    const char *name; /* what is measured / against what; NULL ends a table */
    enum unit unit;
    double goal; /* at most */
    /* False when it could not be measured; the words may say why. */
    bool (*measure)(struct result *out);
};

extern const struct bench bench_start[], bench_load[], bench_search[], bench_order[], bench_wire[],
    bench_end[];

/* ---- what measuring needs ---- */

/* Microseconds of a clock that only goes forward. */
int64_t bench_now_us(void);

/* Measured times in microseconds. */
struct times {
    int64_t us[256];
    size_t count;
};

/* Adds one; more than there is room for are left out. */
void times_add(struct times *t, int64_t us);

/* The middle one and the longest, 0 without any. */
int64_t times_median(const struct times *t);
int64_t times_worst(const struct times *t);

/* Sets the result to a ratio of microseconds, with both in words. False without a floor. */
bool result_set_ratio(struct result *out, int64_t us, int64_t floor_us);

#endif
