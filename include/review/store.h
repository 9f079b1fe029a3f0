/*
 * store: marks and remarks of reviewers, kept beside the table.
 *
 * The one file-backed store is SQLite (store.c is the only file that knows it); these few functions
 * are the seam behind which another store (for reviewers on several servers) could stand. Several
 * processes may have the same store open: writes are small transactions, nobody's remark is lost,
 * readers see others' within a second of asking.
 *
 * A record is named by a key that survives a moved file and a newer quarter: the table's title
 * without its time words, and the record's number (else its target text). A mark is one reviewer's
 * own; remarks are everybody's, with who and when.
 */
#ifndef DUBAN_REVIEW_STORE_H
#define DUBAN_REVIEW_STORE_H

#include "base/arena.h"
#include "table/table.h"

struct store;

struct remark {
    struct str record; /* key of the record within the table */
    struct str who;    /* login name */
    struct str when;   /* "2026-11-24 14:03", local time of the writer's host */
    struct str text;
    int64_t id;
};

/* Opens (and makes, mode 0600, where it is the reviewer's own; an existing file keeps its mode) the
 * store in a file. ERR_OPEN, ERR_READ (not such a file, damaged), ERR_LIMIT (made by a newer
 * version). */
MUST_USE enum err store_open(struct store **out, struct str path, struct diag *d);
void store_close(struct store *s);

/* The default place: $XDG_STATE_HOME/duban/review.db, else ~/.local/state/duban/review.db; folders
 * are made (0700). `state_home` and `home` are the environment's values, may be NULL. False when
 * neither is there. */
bool store_default_path(struct buf *out, const char *state_home, const char *home);

/* The keys of a table and of a record in it. */
void store_append_table_key(struct buf *out, const struct table *t);
void store_append_record_key(struct buf *out, const struct table *t, uint32_t row);

/* Adds a remark; empty text is ERR_USAGE. Removes one of `who`'s own. */
MUST_USE enum err store_add_remark(struct store *s, struct str table, struct str record,
                                   struct str who, struct str when, struct str text,
                                   struct diag *d);
MUST_USE enum err store_remove_remark(struct store *s, int64_t id, struct str who, struct diag *d);

/* All remarks on a table, oldest first, copied into the arena. */
MUST_USE enum err store_remarks(struct store *s, struct str table, struct arena *arena,
                                struct remark **out, size_t *count, struct diag *d);

/* Marks of `who`: sets or clears one, clears all, lists the record keys. */
MUST_USE enum err store_set_mark(struct store *s, struct str table, struct str record,
                                 struct str who, bool on, struct diag *d);
MUST_USE enum err store_clear_marks(struct store *s, struct str table, struct str who,
                                    struct diag *d);
MUST_USE enum err store_marks(struct store *s, struct str table, struct str who,
                              struct arena *arena, struct str **out, size_t *count, struct diag *d);

/* Changes whenever another process wrote: cheap to ask every second. */
int64_t store_version(struct store *s);

#endif
