/* store_fixture: what the tests of the store have in common. */
#include "tests/unit/review/store_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the folder ---- */

char folder[256];
char file[300];

int make_folder(void **state)
{
    (void)state;
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%.200s/duban-store-XXXXXX", base ? base : "/tmp");
    if (!mkdtemp(folder))
        return -1;
    snprintf(file, sizeof file, "%s/review.db", folder);
    return 0;
}

int remove_folder(void **state)
{
    (void)state;
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

const char *in_folder(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

void write_file(const char *path, const void *bytes, size_t len)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

struct buf read_file(const char *path)
{
    struct buf b = BUF_INIT;
    char block[4096];
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    for (size_t got; (got = fread(block, 1, sizeof block, f)) > 0;)
        buf_append(&b, block, got);
    fclose(f);
    return b;
}

unsigned mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(lstat(path, &status), 0);
    return status.st_mode & 07777;
}

/* ---- the store ---- */

struct store *open_store(void)
{
    struct store *s;
    struct diag d;
    enum err err = store_open(&s, str_from(file), &d);
    if (err != ERR_NONE)
        fail_msg("cannot open: err %d errno %d reason %d", (int)err, d.errnum, d.reason);
    return s;
}

enum err add(struct store *s, const char *who, struct str text, struct diag *d)
{
    return store_add_remark(s, TABLE, RECORD, str_from(who), WHEN, text, d);
}

void must_add(struct store *s, const char *who, const char *text)
{
    assert_int_equal(add(s, who, str_from(text), NULL), ERR_NONE);
}

struct reading read_remarks(struct store *s)
{
    struct reading r;
    arena_init(&r.arena, 0);
    assert_int_equal(store_remarks(s, TABLE, &r.arena, &r.remarks, &r.count, NULL), ERR_NONE);
    return r;
}

void assert_texts(struct store *s, const char *expected)
{
    struct reading r = read_remarks(s);
    struct buf texts = BUF_INIT;
    for (size_t i = 0; i < r.count; i++)
        buf_printf(&texts, "%s%.*s", i > 0 ? " " : "", STR_ARG(r.remarks[i].text));
    assert_string_equal(buf_cstr(&texts), expected);
    buf_release(&texts);
    arena_release(&r.arena);
}

/* ---- SQLite itself ---- */

sqlite3 *open_raw(const char *path)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

void run_raw(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
}

void make_raw(const char *path, const char *sql)
{
    sqlite3 *db = open_raw(path);
    run_raw(db, sql);
    sqlite3_close(db);
}

void assert_sound(void)
{
    sqlite3 *db = open_raw(file);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "ok");
    sqlite3_finalize(statement);
    sqlite3_close(db);
}
