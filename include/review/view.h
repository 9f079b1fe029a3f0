/*
 * view: the records shown, in order: a permutation of some of the table's rows.
 *
 *   pos   0   1   2          place on the screen's list
 *   rows  13  4   0          row in the table
 */
#ifndef DUBAN_REVIEW_VIEW_H
#define DUBAN_REVIEW_VIEW_H

#include "review/order.h"
#include "review/query.h"
#include "review/work.h"

#define POS_NONE SIZE_MAX

struct view {
    uint32_t *rows; /* owned */
    size_t count;
    size_t cap;
    uint32_t seen_rows; /* rows of the table that were looked at so far */
    size_t undecided;   /* of them: left out since the filter could not tell */
};

#define VIEW_INIT                                                                                  \
    {                                                                                              \
        NULL, 0, 0, 0, 0                                                                           \
    }

/* Frees the rows and makes the view empty and usable again. */
void view_release(struct view *v);

/* All rows that `filter` (NULL: all) wants, sorted by `order` (NULL or empty: file order). */
void view_build(struct view *v, const struct review *r, const struct query *filter,
                const struct order *order);

/* What it costs to look at one row (review/work.h). */
size_t view_cost(const struct query *filter);

/* Looks at one row: adds it at the end if `filter` (NULL: all) wants it, else may count it as undecided. */
void view_look_at(struct view *v, const struct review *r, const struct query *filter, uint32_t row);

/* Adds, in file order behind the others, the wanted rows among those that the table got since the
 * last look, until the work is used up. Returns how many. The caller sorts when the table is whole. */
size_t view_extend(struct view *v, const struct review *r, const struct query *filter,
                   struct work *work);

/* The place of `row`, or POS_NONE. */
size_t view_find(const struct view *v, uint32_t row);

/* The place of the record with that number (its no as written, else by value); else the n-th place
 * when `word` is a number within the view, and no record that the view leaves out has it; else POS_NONE. */
size_t view_find_no(const struct view *v, const struct table *t, struct str word);

/* True when there is a record with that number in the table, but none in the view. */
bool view_leaves_out_no(const struct view *v, const struct table *t, struct str word);

#endif
