/*
 * From exec to the first screen: time, instructions, memory, size.
 *
 * The floor is screen_floor.c, which paints the lines that the program itself showed.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/bench/bench.h"
#include "tests/bench/data.h"
#include "tests/bench/play.h"

enum { START_RUNS = 41, MILLION_RUNS = 11, FURTHER_STEPS = 10 };

#define SCREEN_PATH    DATA_FOLDER "screen.txt"
#define CALLGRIND_PATH DATA_FOLDER "callgrind.txt"
#define STRIPPED_PATH  DATA_FOLDER "duban.stripped"

static const char *floor_program(void)
{
    const char *floor = getenv("FLOOR");
    return floor ? floor : "build/release/bench/screen_floor";
}

/* Writes the lines of duban's first screen to a file for the floor to paint. */
static bool write_screen(void)
{
    struct shot shot = SHOT_INIT;
    struct buf text = BUF_INIT;
    struct pty *p = play_start(DATA_REAL, COST_ROWS, COST_COLS);
    (void)play_rest(p);
    pty_look(p, &shot);
    for (int y = 0; y < shot.rows; y++) {
        shot_append_row(&shot, y, &text);
        buf_append_byte(&text, '\n');
    }
    FILE *file = fopen(SCREEN_PATH, "w");
    bool is_written = file && fwrite(text.ptr, 1, text.len, file) == text.len && fclose(file) == 0;
    pty_free(p);
    buf_release(&text);
    shot_release(&shot);
    return is_written;
}

static struct pty *start_floor(void)
{
    const char *argv[] = {floor_program(), SCREEN_PATH, NULL};
    return play_program(argv, COST_ROWS, COST_COLS);
}

static int64_t time_first_paint(struct pty *p)
{
    int64_t us = play_first_paint(p);
    pty_free(p);
    return us;
}

static bool measure_first_paint(struct result *out)
{
    struct times duban = {.count = 0}, least = {.count = 0};
    if (!write_screen())
        return false;
    for (int run = 0; run < START_RUNS; run++) {
        times_add(&least, time_first_paint(start_floor()));
        times_add(&duban, time_first_paint(play_start(DATA_REAL, COST_ROWS, COST_COLS)));
    }
    return result_set_ratio(out, times_median(&duban), times_median(&least));
}

static bool measure_first_paint_of_million(struct result *out)
{
    struct times large = {.count = 0}, real = {.count = 0};
    for (int run = 0; run < MILLION_RUNS; run++) {
        times_add(&real, time_first_paint(play_start(DATA_REAL, COST_ROWS, COST_COLS)));
        times_add(&large, time_first_paint(play_start(DATA_MILLION, COST_ROWS, COST_COLS)));
    }
    return result_set_ratio(out, times_median(&large), times_median(&real));
}

static bool measure_memory(struct result *out)
{
    if (!write_screen())
        return false;
    struct pty *least = start_floor(), *duban = play_start(DATA_REAL, COST_ROWS, COST_COLS);
    (void)play_rest(least);
    (void)play_rest(duban);
    unsigned long duban_kib = pty_peak_kib(duban), least_kib = pty_peak_kib(least);
    pty_free(least);
    pty_free(duban);
    out->value = (double)duban_kib / (double)least_kib;
    buf_printf(&out->words, "%lu KiB / %lu KiB", duban_kib, least_kib);
    return true;
}

/* ---- instructions ---- */

/* Instructions in millions of a run under callgrind with so many steps down, one at a time. */
static bool count_instructions(int steps, double *millions)
{
    const char *argv[] = {"valgrind",
                          "--tool=callgrind",
                          "--callgrind-out-file=/dev/null",
                          "--log-file=" CALLGRIND_PATH,
                          pty_program(),
                          DATA_REAL,
                          NULL};
    struct pty *p = play_program(argv, COST_ROWS, COST_COLS);
    struct buf log = BUF_INIT;
    (void)play_rest(p);
    for (int i = 0; i < steps; i++)
        (void)play_keys(p, "j");
    (void)play_quit(p, "Q");
    pty_free(p);
    const char *label = "Collected : ";
    const char *at = data_read(CALLGRIND_PATH, &log) ? strstr(buf_cstr(&log), label) : NULL;
    *millions = at ? (double)strtoull(at + strlen(label), NULL, 10) / 1e6 : 0;
    buf_release(&log);
    return at != NULL;
}

static bool measure_start_instructions(struct result *out)
{
    buf_append_str(&out->words, STR("with quitting"));
    return count_instructions(1, &out->value);
}

static bool measure_step_instructions(struct result *out)
{
    double one, more;
    if (!count_instructions(1, &one) || !count_instructions(1 + FURTHER_STEPS, &more))
        return false;
    out->value = (more - one) / FURTHER_STEPS;
    buf_printf(&out->words, "on average over %d steps", FURTHER_STEPS);
    return true;
}

/* ---- size ---- */

static bool measure_size(struct result *out)
{
    struct buf command = BUF_INIT;
    struct stat stripped;
    buf_printf(&command, "strip -o %s '%s'", STRIPPED_PATH, pty_program());
    bool is_good = system(buf_cstr(&command)) == 0 && stat(STRIPPED_PATH, &stripped) == 0;
    buf_release(&command);
    if (is_good)
        out->value = (double)stripped.st_size;
    return is_good;
}

/* libm is a part of the C library and comes with it. */
static bool is_of_libc(const char *name)
{
    return strncmp(name, "libc.so", 7) == 0 || strncmp(name, "libm.so", 7) == 0 ||
           strncmp(name, "ld-linux", 8) == 0;
}

static bool measure_libraries(struct result *out)
{
    const char *portable = getenv("PORTABLE");
    struct buf command = BUF_INIT;
    char line[256];
    buf_printf(&command, "readelf -d '%s'", portable ? portable : "build/release/duban-portable");
    FILE *lines = popen(buf_cstr(&command), "r");
    buf_release(&command);
    while (lines && fgets(line, sizeof line, lines)) {
        if (!strstr(line, "(NEEDED)"))
            continue;
        const char *name = strchr(line, '[');
        out->value += !(name && is_of_libc(name + 1));
        buf_printf(&out->words, "%.*s ", name ? (int)strcspn(name + 1, "]") : 0,
                   name ? name + 1 : "");
    }
    return lines && pclose(lines) == 0;
}

const struct bench bench_start[] = {
    {"start: exec to first paint, real table / minimal ncursesw program", UNIT_TIMES, 1.3,
     measure_first_paint},
    {"start: instructions, start and one key", UNIT_MILLIONS, 12, measure_start_instructions},
    {"start: instructions, each further step, detail repainted", UNIT_MILLIONS, 1.0,
     measure_step_instructions},
    {"start: exec to first paint, 1,000,000 rows / real table", UNIT_TIMES, 1.2,
     measure_first_paint_of_million},
    {"start: peak memory, real table / minimal ncursesw program", UNIT_TIMES, 2, measure_memory},
    {"start: binary, release, stripped", UNIT_BYTES, 600 * 1024, measure_size},
    {"start: libraries beside libc that the portable binary asks for", UNIT_FAULTS, 0,
     measure_libraries},
    {0},
};
