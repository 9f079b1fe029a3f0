/*
 * fixture: what a query finds in a table as one string.
 */
#ifndef DUBAN_TESTS_UNIT_REVIEW_FIXTURE_H
#define DUBAN_TESTS_UNIT_REVIEW_FIXTURE_H

#include "review/export.h"
#include "review/view.h"
#include "tests/unit/shared/tables.h"

/* The number column of the rows of a view, in its order, with a blank between; a static buffer. */
const char *nos_of(const struct view *v, const struct table *t);

/* The numbers of the records that a query finds, sorted by `sort` ("" for the file's order); a
 * static buffer. Fails the test if query or sort cannot be read. */
const char *nos_found(const struct table *t, const char *query, const char *sort);

/* The view of a query, to be released. */
struct view view_of(const struct table *t, const char *query, const char *sort);

/* What export_view() writes of the view of a query, in Chinese; to be released. */
struct buf exported(const struct table *t, const char *query, enum export_format format,
                    const char *columns, unsigned width_cells);

/* What export_summary() writes of it, by `by` ("" for no column of its own). */
struct buf summarised(const struct table *t, const char *query, enum export_format format,
                      const char *by, unsigned width_cells);

#endif
