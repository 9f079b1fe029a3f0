/*
 * store: marks and remarks of reviewers, kept beside the table.
 *
 * The one file-backed store is SQLite (store.c is the only file that knows it); these few functions
 * are the seam behind which another store (for reviewers on several servers) could stand. Several
 * processes may have the same store open: writes are small transactions, nobody's remark is lost,
 * readers see others' as soon as they ask. What was reported as written survives the death of the
 * program and of the server. When another process holds the file, a call waits for it, 5 seconds at
 * the most, and then fails (EBUSY) with nothing changed.
 *
 * A record is named by a key that survives a moved file and a newer quarter: the table's title
 * without its words of time, but with its year, and the record's number. A mark is one reviewer's
 * own; remarks are everybody's, with who and when.
 *
 * For reviewers with different logins, make the shared file once, in a folder of their group:
 *
 *     install -d -m 2770 -g GROUP FOLDER && install -m 660 -g GROUP /dev/null FOLDER/review.db
 *
 * An empty file is made a store when it is first opened, and keeps its mode and group; SQLite's
 * journal beside it gets the same mode, and the folder's group by its setgid bit.
 */
#ifndef DUBAN_REVIEW_STORE_H
#define DUBAN_REVIEW_STORE_H

#include "base/arena.h"
#include "table/table.h"

/* The longest remark; a longer one is ERR_LIMIT. */
#define STORE_REMARK_BYTES_MAX (1024 * 1024)

struct store;

struct remark {
    struct str record; /* key of the record within the table */
    struct str who;    /* login name */
    struct str when;   /* "2026-11-24 14:03", local time of the writer's host */
    struct str text;   /* byte for byte as it was given */
    int64_t id;        /* never used again for another remark */
};

/* Opens the store in a file. An absent file is made (mode 0600), an existing one keeps its mode;
 * one that cannot be written can still be read. A symbolic link and whatever is no ordinary file
 * are refused (ERR_KIND), and a file that is neither a store nor empty is not touched. Failures:
 * ERR_OPEN, ERR_KIND, ERR_READ (not a store, damaged), ERR_WRITE (could not be made), ERR_LIMIT
 * (made by a newer version). `*out` is NULL then; otherwise the caller closes it. */
MUST_USE enum err store_open(struct store **out, struct str path, struct diag *d);

/* The same for a run that writes to no file: a copy in memory of what the store holds now; afterwards no file
 * is touched. `*out` is NULL, without a failure, where there is no store. */
MUST_USE enum err store_open_copy(struct store **out, struct str path, struct diag *d);

/* NULL is allowed. */
void store_close(struct store *s);

/* True when there is something at the path that a store could be read from, or that is in its way: a
 * reader who finds nothing need not open, and so make, a store. An empty file is nothing yet. */
bool store_is_there(struct str path);

/* The default place: $XDG_STATE_HOME/duban/review.db, else ~/.local/state/duban/review.db.
 * `state_home` and `home` are the environment's values, may be NULL, and count only when absolute. False when
 * neither does. */
bool store_default_path(struct buf *out, const char *state_home, const char *home);

/* Makes the folders of the path (0700), as far as that can be done: store_open() tells. */
void store_make_folders(struct str path);

/* Appends the key of a table: its title (else the name of its file, without folders and ending)
 * without words of time, and the year that the title names, if it does. */
void store_append_table_key(struct buf *out, const struct table *t);

/* Appends the key of a record in its table: its number, else its target, else its first cell that
 * is not blank; of several joined tables with the name of its source before it. Records of one key share what is
 * kept. */
void store_append_record_key(struct buf *out, const struct table *t, uint32_t row);

/* Adds a remark. A text without anything but blanks is ERR_USAGE. */
MUST_USE enum err store_add_remark(struct store *s, struct str table, struct str record,
                                   struct str who, struct str when, struct str text,
                                   struct diag *d);

/* Removes one of `who`'s own; another's, or one that is gone, is ERR_USAGE. */
MUST_USE enum err store_remove_remark(struct store *s, int64_t id, struct str who, struct diag *d);

/* All remarks on a table, oldest first, copied into the arena. */
MUST_USE enum err store_remarks(struct store *s, struct str table, struct arena *arena,
                                struct remark **out, size_t *count, struct diag *d);

/* A mark to be set, or taken away. */
struct store_mark {
    struct str record;
    bool on;
};

/* Marks of `who`: sets or clears some at once, all of them or none, */
MUST_USE enum err store_set_marks(struct store *s, struct str table, struct str who,
                                  const struct store_mark *marks, size_t count, struct diag *d);

/* clears all on a table, */
MUST_USE enum err store_clear_marks(struct store *s, struct str table, struct str who,
                                    struct diag *d);

/* lists the keys of the marked records, in no order that means anything, copied into the arena. */
MUST_USE enum err store_marks(struct store *s, struct str table, struct str who,
                              struct arena *arena, struct str **out, size_t *count, struct diag *d);

#endif
