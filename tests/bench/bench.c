/*
 * bench [WORD]...: measures the rows whose name holds one of the words, all without any, and prints
 * each with its goal. The environment's DUBAN is the program, FLOOR the minimal one.
 *
 * It judges nothing but its own ability to measure: that fails, a goal that is not met does not.
 */
#include "tests/bench/bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Digits behind the point, and what stands behind the number. */
static const struct {
    int digits;
    const char *name;
} units[] = {
    [UNIT_TIMES] = {2, "x"},     [UNIT_MS] = {2, "ms"},      [UNIT_BYTES] = {0, "B"},
    [UNIT_CALLS] = {0, "calls"}, [UNIT_MILLIONS] = {2, "M"}, [UNIT_FAULTS] = {0, "wrong"},
};

static const struct bench *const tables[] = {bench_start, bench_load, bench_search,
                                             bench_order, bench_wire, bench_end};

/* ---- what measuring needs ---- */

int64_t bench_now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void times_add(struct times *t, int64_t us)
{
    if (t->count < COUNT_OF(t->us))
        t->us[t->count++] = us;
}

static int compare_times(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

int64_t times_median(const struct times *t)
{
    struct times sorted = *t;
    qsort(sorted.us, sorted.count, sizeof sorted.us[0], compare_times);
    return sorted.count > 0 ? sorted.us[sorted.count / 2] : 0;
}

int64_t times_worst(const struct times *t)
{
    int64_t worst = 0;
    for (size_t i = 0; i < t->count; i++)
        worst = t->us[i] > worst ? t->us[i] : worst;
    return worst;
}

bool result_set_ratio(struct result *out, int64_t us, int64_t floor_us)
{
    out->value = floor_us > 0 ? (double)us / (double)floor_us : 0;
    buf_printf(&out->words, "%.2f ms / %.2f ms", (double)us / 1000, (double)floor_us / 1000);
    return floor_us > 0;
}

/* ---- the table ---- */

static bool is_wanted(const struct bench *b, int count, char **words)
{
    for (int i = 0; i < count; i++)
        if (strstr(b->name, words[i]))
            return true;
    return count == 0;
}

/* How a row went. */
enum outcome { OUTCOME_MET, OUTCOME_MISSED, OUTCOME_NOT_MEASURED, OUTCOME_COUNT };

static enum outcome run(const struct bench *b)
{
    static const char *const said[] = {"met", "NOT MET"};
    struct result result = {0, BUF_INIT};
    printf("%-66s ", b->name);
    fflush(stdout);
    enum outcome outcome = b->measure(&result)
                               ? (result.value <= b->goal ? OUTCOME_MET : OUTCOME_MISSED)
                               : OUTCOME_NOT_MEASURED;
    if (outcome == OUTCOME_NOT_MEASURED) {
        printf("could not be measured  %s\n", buf_cstr(&result.words));
    } else {
        printf("%9.*f %-5s %7.*f  %-7s  %s\n", units[b->unit].digits, result.value,
               units[b->unit].name, units[b->unit].digits, b->goal, said[outcome],
               buf_cstr(&result.words));
    }
    fflush(stdout);
    buf_release(&result.words);
    return outcome;
}

int main(int argc, char **argv)
{
    size_t outcomes[OUTCOME_COUNT] = {0};
    printf("%-66s %9s %13s\n", "measured / against", "value", "at most");
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        for (const struct bench *b = tables[i]; b->name; b++)
            if (is_wanted(b, argc - 1, argv + 1))
                outcomes[run(b)]++;
    printf("%zu met, %zu not met, %zu not measured\n", outcomes[OUTCOME_MET],
           outcomes[OUTCOME_MISSED], outcomes[OUTCOME_NOT_MEASURED]);
    return outcomes[OUTCOME_NOT_MEASURED] > 0;
}
