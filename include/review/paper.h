/*
 * paper: the view as plain text to be read on paper or in a pager, fitted to a width.
 *
 * Short columns stand side by side; a long one (target, note) is a labelled paragraph below them,
 * or, where the width has room for all, a column like the others. Nothing is cut.
 */
#ifndef DUBAN_REVIEW_PAPER_H
#define DUBAN_REVIEW_PAPER_H

#include "review/printout.h"

/* Writes the view. */
void paper_write_view(const struct printout *p);

/* Writes the title, the as-of date and the counts of the view, wrapped, and a blank line. */
void paper_write_head(const struct printout *p);

#endif
