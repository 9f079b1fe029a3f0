/*
 * against: the earlier table, read beside the present one, and the comparison of the two, both in steps.
 *
 *     file --read--> fresh --compare with the present one--> in use
 *
 * What is in use, an earlier table and its comparison, stays until the better is there. While the present table is
 * read again the earlier one stays, too: only the comparison is made anew.
 */
#ifndef DUBAN_APP_AGAINST_H
#define DUBAN_APP_AGAINST_H

#include "review/compare.h"
#include "table/gather.h"

struct against {
    struct gather *gather;   /* an earlier table while it is read, */
    struct table *fresh;     /* when it is whole and not yet in use, */
    struct compare *making;  /* while it is compared */
    struct table *table;     /* the one in use, */
    struct compare *compare; /* compared with the present table, */
    struct compare *next;    /* and with one that is to be the present one soon: */
    const struct table *next_now;
};

/* Frees everything and makes it empty: no earlier table. */
void against_release(struct against *g);

/* Opens an earlier table; another one that was there stays until this one is compared. On failure nothing
 * changes. */
MUST_USE enum err against_open(struct against *g, struct str file,
                               const struct load_options *options, struct diag *d);

/* True while an earlier table is being read, or waits to be compared, or is. */
bool against_is_coming(const struct against *g);

/* Reads about `budget_bytes` more of what is being read, and waits for nothing. ERR_NONE unless it failed: then it
 * is read no further. */
MUST_USE enum err against_read(struct against *g, size_t budget_bytes, struct diag *d);

/* Goes on comparing the earlier table that has come with `now`, which must be whole, until the work is used up or
 * it is in use: true then. False, too, when none has come. */
bool against_compare(struct against *g, const struct table *now, struct work *work);

/* Reads no further, compares no further; what is in use stays. False when neither was done. */
bool against_cancel(struct against *g);

/* Compares the earlier table in use with one that is to be the present one soon, beforehand. True when `next` is
 * that comparison, or there is none to make. */
bool against_prepare(struct against *g, const struct table *soon, struct work *work);

/* Forgets that. */
void against_forget(struct against *g);

/* The present table is `now`: what was prepared for it comes into use, else the earlier table is to be compared
 * again. */
void against_adopt(struct against *g, const struct table *now);

#endif
