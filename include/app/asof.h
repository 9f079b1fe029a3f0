/*
 * asof: the as-of date as a user gives it, at --as-of and at the colon.
 *
 * Deadlines are read with patience, since a table holds what it holds; here nothing may be left over,
 * so that a slip of the finger (2023-09-30x) is refused and not half understood.
 */
#ifndef DUBAN_APP_ASOF_H
#define DUBAN_APP_ASOF_H

#include "table/due.h"

/* Reads a day: 2023-09-30 of any year, or a time as people write it (2023年9月底, 2023/9/30; with a
 * year in the context also 9月底 and, with a day, 月底). False when the text is no day or more than
 * one. */
bool asof_read(struct str text, struct due_context context, struct date *out);

#endif
