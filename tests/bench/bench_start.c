/*
 * bench_start: how long from the start to the first paint, against a minimal ncursesw program that
 * paints the same screen (floor.c), and how much memory. Both run in turn on the same kind of
 * terminal; the figures are medians, so that one slow moment of the machine decides nothing. It
 * prints and judges nothing but its own ability to measure; what is promised is gated elsewhere
 * (tests/screen/test_cost.c).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/screen/pty.h"

#define TABLE "samples/heze-2023-q3.tsv"
#define RUNS  41

struct series {
    const char *name;
    const char *argv[3];
    int64_t us[RUNS];
    unsigned long peak_kib;
};

static int compare(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

/* Starts the program, waits for its first whole screen, notes time and memory. */
static struct pty *first_paint(struct series *s, int run)
{
    struct pty *p = pty_start(&(struct pty_options){.argv = s->argv, .rows = 30, .cols = 100});
    if (!pty_settle(p)) {
        fprintf(stderr, "%s does not show a screen\n", s->name);
        exit(1);
    }
    s->us[run] = pty_paint_us(p);
    if (pty_peak_kib(p) > s->peak_kib)
        s->peak_kib = pty_peak_kib(p);
    return p;
}

/* Writes the lines of duban's first screen to a file for the floor to paint. */
static void write_screen(struct series *duban, const char *path)
{
    struct shot shot = SHOT_INIT;
    struct buf text = BUF_INIT;
    struct pty *p = first_paint(duban, 0);
    pty_look(p, &shot);
    for (int y = 0; y < shot.rows; y++) {
        shot_append_row(&shot, y, &text);
        buf_append_byte(&text, '\n');
    }
    FILE *file = fopen(path, "w");
    if (!file || fwrite(text.ptr, 1, text.len, file) != text.len || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
    pty_free(p);
    buf_release(&text);
    shot_release(&shot);
}

static int64_t median(struct series *s)
{
    qsort(s->us, RUNS, sizeof s->us[0], compare);
    return s->us[RUNS / 2];
}

int main(void)
{
    char lines[] = "/tmp/duban-bench-XXXXXX";
    const char *floor_program = getenv("FLOOR");
    int fd = mkstemp(lines);
    if (fd < 0 || !floor_program) {
        fprintf(stderr, "bench_start: no temporary file, or FLOOR is not set\n");
        return 1;
    }
    close(fd);
    struct series duban = {.name = "duban", .argv = {pty_program(), TABLE, NULL}};
    struct series least = {.name = "floor", .argv = {floor_program, lines, NULL}};
    write_screen(&duban, lines);
    for (int run = 0; run < RUNS; run++) {
        pty_free(first_paint(&least, run));
        pty_free(first_paint(&duban, run));
    }
    unlink(lines);

    int64_t duban_us = median(&duban), least_us = median(&least);
    printf("start to first paint   duban %6" PRId64 " us   floor %6" PRId64
           " us   ratio %.2f   (at most 2)\n",
           duban_us, least_us, (double)duban_us / (double)least_us);
    printf("peak memory            duban %6lu KiB  floor %6lu KiB  (at most 8192)\n",
           duban.peak_kib, least.peak_kib);
    return 0;
}
