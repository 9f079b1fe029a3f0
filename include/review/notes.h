/*
 * notes: the marks of this reviewer and the remarks of all, as far as they are known now, by record.
 *
 * Where they are kept is review/store.h's; here they lie in memory, so that a list, a filter or a
 * report can ask for every record. A record is known by its key (store_append_record_key), not by
 * its row: notes outlive a reload and a table that is still being read.
 */
#ifndef DUBAN_REVIEW_NOTES_H
#define DUBAN_REVIEW_NOTES_H

#include "review/review.h"
#include "review/store.h"

struct notes;

/* Nothing is marked, nothing remarked. Heap. */
struct notes *notes_new(void);
void notes_free(struct notes *n);

/* True when the record is marked; false, too, when the review has no notes. */
bool notes_is_marked(const struct review *r, uint32_t row);

/* The remarks on a record, oldest first; `*count` of them, NULL when 0. Good until the notes
 * change. */
const struct remark *notes_remarks(const struct review *r, uint32_t row, size_t *count);

/* How many records are marked, and how many remarks there are, in the table or not. */
size_t notes_mark_count(const struct notes *n);
size_t notes_remark_count(const struct notes *n);

/* Sets or clears the mark of one record, and of all: in memory only. */
void notes_set_mark(struct notes *n, const struct table *t, uint32_t row, bool on);
void notes_clear_marks(struct notes *n);

/* Forgets everything and takes what the store holds of `table` (its key) for `who`; when `who` is empty the
 * marks stay as they are, and only the remarks are taken. When it fails the notes stay as they were. */
MUST_USE enum err notes_read(struct notes *n, struct store *s, struct str table, struct str who,
                             struct diag *d);

#endif
