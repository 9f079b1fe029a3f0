/*
 * fixture: an app on a table and the frame that it is drawn into, driven by written keys.
 */
#ifndef DUBAN_TESTS_UNIT_SCREEN_FIXTURE_H
#define DUBAN_TESTS_UNIT_SCREEN_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/control.h"
#include "screen/ui.h"
#include "text/cluster.h"

#define SAMPLE "samples/heze-2023-q3.tsv"

/* One app at a time. */
extern struct fixture {
    struct options options;
    struct app app;
    struct frame frame;
} fixture;

/* Opens a file with one more word of a command line ("": in Chinese), and reads all of it. */
void open_file(const char *file, const char *extra, int rows, int cols);

/* The real table. */
void open_sample(int rows, int cols);
void close_app(void);

/* Writes a file of that text; `name` becomes its name. The caller unlinks it. */
void write_table(char name[32], const char *text);

/* Sends keys by their names, blank-separated, and draws. */
void press(const char *keys);
void resize(int rows, int cols);
void draw(void);

/* Row `y` as text, from the bottom when negative; good until the next call. */
const char *row(int y);

/* The row that holds the text; fails the test when none does. */
int find_row(const char *part);
void assert_row(int y, const char *expected);
void assert_holds(int y, const char *part);

/* How many cells of a row have the style (flags included), or one of the flags. */
int count_style(int y, unsigned style);
int count_flag(int y, unsigned flag);

#endif
