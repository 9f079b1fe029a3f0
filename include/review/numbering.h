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

/* Adds what is found to the list, a finding at the record that has a number again or stands behind
 * a gap. Nothing for a table without a column of numbers. */
void numbering_check(struct finding_list *out, const struct table *t);

#endif
