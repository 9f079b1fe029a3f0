/*
 * fixture: an app on a table, driven by written keys: play(&a, "j j / g d p Enter").
 */
#ifndef DUBAN_TESTS_APP_FIXTURE_H
#define DUBAN_TESTS_APP_FIXTURE_H

#include "app/control.h"

#define REAL_TABLE "samples/heze-2023-q3.tsv"

/* An app as `duban ARG...` would open it (blank-separated words), on a screen of rows x cols. The
 * options live in static memory: one app at a time. A restricted run opens what it needs but enters no
 * sandbox. Fails the test when it cannot be opened. */
void open_app(struct app *a, const char *args, int rows, int cols);

/* Sends keys by their written names, blank-separated. A word that is no key is typed letter by
 * letter. */
void play(struct app *a, const char *keys);

/* How many descriptors wake it. */
size_t wakes_of(const struct app *a);

/* The number of the record under the cursor. */
const char *no_under_cursor(const struct app *a);

#endif
