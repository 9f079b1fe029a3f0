/*
 * viewing: a view being made in steps, so that keys are answered meanwhile, with the counts of its records.
 *
 *     all rows ----filter----> wanted ----sort----> in order ----count----> view and tally
 *
 * When the words of a filter become narrower only the rows that it wanted before are looked at again; when
 * only the order changes none is.
 */
#ifndef DUBAN_REVIEW_VIEWING_H
#define DUBAN_REVIEW_VIEWING_H

#include "review/sorting.h"
#include "review/tally.h"
#include "review/view.h"

enum viewing_stage { VIEWING_FILTER, VIEWING_SORT, VIEWING_COUNT, VIEWING_DONE };

struct viewing {
    enum viewing_stage stage;
    struct view view;   /* the result */
    struct tally tally; /* the result: of its records */
    uint32_t *first;    /* rows to be looked at before those behind view.seen_rows; owned */
    size_t first_count;
    size_t first_at;
    bool is_sorted;  /* `first` holds all rows there are, in the order that is wanted */
    bool is_counted; /* the tally is that of all rows there are */
    struct sorting *sorting;
    size_t counted;
};

/* Where a viewing begins. Begun is either from nothing, or from what another one found: */
enum viewing_from {
    VIEWING_ANEW,      /* every row of the table is looked at */
    VIEWING_NARROWING, /* of the rows that were looked at, only those that were wanted */
    VIEWING_RESORTING, /* those that were wanted are wanted still, in another order */
};

/* Begins. `before` (not for VIEWING_ANEW, else NULL) is what another viewing has made so far, or a view that is
 * shown; `is_sorted`: it is in the order that is wanted. What was in `v` must be released. */
void viewing_begin(struct viewing *v, enum viewing_from from, const struct view *before,
                   bool is_sorted, const struct query *filter);

/* Of a resorting that has just begun: what the records come to that it begins with, so that they need not be counted
 * again. */
void viewing_set_tally(struct viewing *v, const struct tally *tally);

/* True when what it has found so far can be the beginning of another: no row was left out but those behind. */
bool viewing_is_resumable(const struct viewing *v);

/* Goes on until the work is used up or all is done: true then. The same filter (NULL: all) and order (may be
 * empty) are given to each step. */
bool viewing_step(struct viewing *v, const struct review *r, const struct query *filter,
                  const struct order *order, struct work *work);

/* How far the stage is, 0 to 100. */
unsigned viewing_percent(const struct viewing *v, const struct table *t);

/* Frees everything and makes it empty. */
void viewing_release(struct viewing *v);

#endif
