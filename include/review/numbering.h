/*
 * numbering: whether the numbers of a table's records are what they should be: each once, none left
 * out.
 *
 * A numbering that begins again at 1 (1 2 3 1 2 3: one for each leader, or each joined table) is
 * several numberings, each judged by itself. Numbers left out are only told of where the numbers
 * are consecutive otherwise, and where not more are missing than there are.
 */
#ifndef DUBAN_REVIEW_NUMBERING_H
#define DUBAN_REVIEW_NUMBERING_H

#include "review/finding.h"
#include "review/work.h"

struct numbering;

/* Begins with a table, which must be whole and outlive it. */
struct numbering *numbering_new(const struct table *t);

/* Reads the number of a record; all of them one after the other. Nothing where there is no column of numbers. */
void numbering_read(struct numbering *n, uint32_t row);

/* Then: goes on judging them until the work is used up, a unit a number, and adds what is found to the list: a finding
 * at the record that has a number again or stands behind a gap. True when all were judged. */
bool numbering_judge(struct numbering *n, struct work *work, struct finding_list *out);

/* NULL is allowed. */
void numbering_free(struct numbering *n);

#endif
