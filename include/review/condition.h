/*
 * condition: the names behind is: in a query (is:behind), one row a condition.
 *
 * Each counted class has one (on, behind, unstated, other). A new kind of knowledge about records
 * brings its rows with it: a name, its Chinese twin, a function.
 */
#ifndef DUBAN_REVIEW_CONDITION_H
#define DUBAN_REVIEW_CONDITION_H

#include "review/review.h"

/* What must be known beside the table for a condition to hold at all. */
enum condition_asks {
    ASKS_TABLE,
    ASKS_COMPARISON, /* an earlier table */
    ASKS_GONE,       /* the same, about records that no view of the present one can show */
    ASKS_NOTES,      /* marks and remarks */
};

/* One row of the table. */
struct condition {
    const char *name; /* "behind" */
    const char *zh;   /* "滞后": understood as well */
    bool (*holds)(const struct review *r, uint32_t row);
    enum condition_asks asks;
};

/* All of them, in the order in which MSG_QUERY_IS_UNKNOWN lists them to the user; for ever. */
const struct condition *condition_table(size_t *count);

/* The condition of that name in either language (folded), or NULL. */
const struct condition *condition_find(struct str name);

#endif
