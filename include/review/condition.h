/*
 * condition: the names behind is: in a query (is:behind), one row a condition.
 *
 * Each counted class has one (on, behind, unstated, other). A new kind of knowledge about records
 * brings its rows with it: a name, its Chinese twin, a function.
 */
#ifndef DUBAN_REVIEW_CONDITION_H
#define DUBAN_REVIEW_CONDITION_H

#include "review/review.h"

/* One row of the table. */
struct condition {
    const char *name; /* "behind" */
    const char *zh;   /* "滞后": understood as well */
    bool (*holds)(const struct review *r, uint32_t row);
    bool asks_comparison; /* holds for no record where there is no earlier table */
};

/* All of them, in the order in which they are listed to the user; for ever. */
const struct condition *condition_table(size_t *count);

/* The condition of that name in either language (folded), or NULL. */
const struct condition *condition_find(struct str name);

/* Appends the English names with a blank between, for error messages. */
void condition_append_names(struct buf *out);

#endif
