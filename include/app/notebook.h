/*
 * notebook: the marks and remarks on the table that is open, and the file they are kept in.
 *
 * Looking makes nothing: the file is made by the first mark or remark. Where it cannot be kept, a mark
 * lasts until the program ends, and a remark is refused. With --review the file is somebody else's too:
 * it is watched, and what others write is told by notebook_has_news().
 */
#ifndef DUBAN_APP_NOTEBOOK_H
#define DUBAN_APP_NOTEBOOK_H

#include "app/options.h"
#include "base/watch.h"
#include "review/notes.h"

struct notebook {
    const struct world *world; /* NULL: nobody is known to write, and no time */
    struct str file;           /* "" nowhere */
    bool is_shared;            /* named by --review */
    struct buf table_key;
    struct store *store; /* open once there was something to read or to write */
    struct notes *notes;
    bool is_sealed;        /* a restricted run: nothing is written */
    bool has_unkept_marks; /* they are in memory only */
    struct watch watch;
};

/* An empty notebook for a run with these options. */
void notebook_init(struct notebook *n, const struct options *options);
void notebook_release(struct notebook *n);

/* What is known now; lives as long as the notebook. */
const struct notes *notebook_notes(const struct notebook *n);

/* Turns to a table and reads what is kept about it; to the same one again, too. */
MUST_USE enum err notebook_look(struct notebook *n, const struct table *t, struct diag *d);

/* Begins to watch a file that is shared; nothing for one's own. */
void notebook_watch(struct notebook *n);

/* A descriptor that is readable when others wrote, -1 for none; and whether they did since it was asked last.
 * Then notebook_look() again. */
int notebook_fd(const struct notebook *n);
bool notebook_has_news(struct notebook *n);

/* Marks the records that are not marked among some rows, and takes the mark of the others away; clears all marks on
 * the table. A failure says why it will not outlive the run; in memory it is done all the same. */
MUST_USE enum err notebook_turn_marks(struct notebook *n, const struct review *r,
                                      const uint32_t *rows, size_t count, struct diag *d);
MUST_USE enum err notebook_clear_marks(struct notebook *n, struct diag *d);

/* Adds a remark on a record, signed and dated. On failure nothing was added. */
MUST_USE enum err notebook_add_remark(struct notebook *n, const struct table *t, uint32_t row,
                                      struct str text, struct diag *d);

/* The newest of the user's own remarks on a record, or NULL; and removes one of them. */
const struct remark *notebook_own_remark(const struct notebook *n, const struct review *r,
                                         uint32_t row);
MUST_USE enum err notebook_remove_remark(struct notebook *n, int64_t id, struct diag *d);

#endif
