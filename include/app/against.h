/*
 * against: the earlier table, read beside the present one, and the comparison of the two.
 *
 * The earlier table stays while the present one is read again: only the comparison is made anew.
 */
#ifndef DUBAN_APP_AGAINST_H
#define DUBAN_APP_AGAINST_H

#include "review/compare.h"
#include "table/gather.h"

struct against {
    struct gather *gather;   /* while it is read */
    struct table *table;     /* when it is whole */
    struct compare *compare; /* with the present table, when both are whole */
    struct compare *next;    /* with one that is to be the present one soon: */
    const struct table *next_now;
};

/* Frees everything and makes it empty: no earlier table. */
void against_release(struct against *g);

/* Opens an earlier table; another one that was there stays until this one is whole. On failure nothing
 * changes. */
MUST_USE enum err against_open(struct against *g, struct str file,
                               const struct load_options *options, struct diag *d);

/* True while the earlier table is being read. */
bool against_is_reading(const struct against *g);

/* Reads about `budget_bytes` more, and waits for nothing. True when it is whole now: it is to be compared.
 * False with d->err set when it failed, and the table that was there before stays. */
bool against_read(struct against *g, size_t budget_bytes, struct diag *d);

/* Reads no further; the table that was there before stays. */
void against_cancel(struct against *g);

/* Compares a table that is to be the present one soon, beforehand. Returns the comparison, which against_compare()
 * will return for that table, or NULL when there is no earlier table. */
const struct compare *against_prepare(struct against *g, const struct table *soon);

/* Compares `now`, which must be whole (NULL: there is no such table yet), with the earlier table. Returns the
 * comparison, which lives until the next call; NULL when one of the two is missing. */
const struct compare *against_compare(struct against *g, const struct table *now);

#endif
