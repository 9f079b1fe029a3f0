/*
 * store_fixture: a folder of its own for each test, a store in it, and SQLite behind its back.
 */
#ifndef DUBAN_TESTS_STORE_FIXTURE_H
#define DUBAN_TESTS_STORE_FIXTURE_H

#include <sqlite3.h>

#include "review/store.h"

/* The test's folder, and review.db in it. */
extern char folder[256];
extern char file[300];

/* Set-up and tear-down. */
int make_folder(void **state);
int remove_folder(void **state);

/* A test that has a folder. */
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

/* The path of a name in the folder, good until the next call. */
const char *in_folder(const char *name);

/* The permission bits of a file; everything in a file; a file with these bytes. */
unsigned mode_of(const char *path);
struct buf read_file(const char *path);
void write_file(const char *path, const void *bytes, size_t len);

/* Opens the store in `file`, or fails the test. */
struct store *open_store(void);

/* Adds a remark on one record of one table (TABLE, RECORD); the second must succeed. */
#define TABLE  STR("表")
#define RECORD STR("no 150")
#define WHEN   STR("2026-11-24 14:03")
enum err add(struct store *s, const char *who, struct str text, struct diag *d);
void must_add(struct store *s, const char *who, const char *text);

/* All remarks on TABLE; to be released with its arena. */
struct reading {
    struct arena arena;
    struct remark *remarks;
    size_t count;
};
struct reading read_remarks(struct store *s);

/* The texts of all remarks on TABLE, a blank between. */
void assert_texts(struct store *s, const char *expected);

/* A connection of SQLite's own; statements that must succeed; both at once. */
sqlite3 *open_raw(const char *path);
void run_raw(sqlite3 *db, const char *sql);
void make_raw(const char *path, const char *sql);

/* SQLite finds nothing wrong in `file`. */
void assert_sound(void);

#endif
