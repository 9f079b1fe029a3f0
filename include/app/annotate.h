/*
 * annotate: marks and remarks from the keyboard.
 *
 * A mark is the reviewer's own: m sets or clears it and goes on to the next record, as mail programs do;
 * ' visits the marked ones. A remark (批注) is typed at a prompt, signed with the login name, and seen by
 * everybody who shares the review file.
 */
#ifndef DUBAN_APP_ANNOTATE_H
#define DUBAN_APP_ANNOTATE_H

#include "app/app.h"

/* Work between keys: reads what is kept about the table, once it is whole, and what others wrote since. */
bool annotate_is_busy(const struct app *a);
void annotate_work(struct app *a);

/* Keys m (with a count: so many records), ' and M, which asks first. */
void annotate_mark(struct app *a, int unused);
void annotate_next_marked(struct app *a, int unused);
void annotate_open_clear(struct app *a);
void annotate_clear_accepted(struct app *a, struct str line);

/* Key e: a remark on the record under the cursor. One that cannot be kept stays in the line, with the
 * reason. */
void annotate_open_remark(struct app *a);
void annotate_remark_accepted(struct app *a, struct str line);

/* Key x: removes the newest of one's own remarks on the record; asks first. */
void annotate_open_remove(struct app *a);
void annotate_remove_accepted(struct app *a, struct str line);

#endif
