/*
 * naming: the names by which a query may call a column, and the one that a slip of the finger meant.
 */
#ifndef DUBAN_REVIEW_NAMING_H
#define DUBAN_REVIEW_NAMING_H

#include "table/table.h"

/* True for a word that someone may have meant as the name of a column: letters of any script, `_` and
 * `-`, no digits (10:30 is a time) and not longer than a name. */
bool naming_is_plausible(struct str word);

/* The name nearest to `word` among those that a query may use for this table: of its roles in both
 * languages, of its headers, lead, 牵头 and is. Near is a slip or two: at most a third of the letters
 * wrong, missing, too many or swapped, but one always. "" when none is. Lives as long as the table. */
struct str naming_nearest(const struct table *t, struct str word);

/* Appends the name by which a query calls the column and means it alone: its role's, Chinese where the header
 * is, else its header, else "#3". */
void naming_append_column(struct buf *out, const struct table *t, uint32_t column);

#endif
