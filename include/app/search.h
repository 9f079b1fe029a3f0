/*
 * search: the search that stands: what n and N look for, and what is highlighted.
 *
 * Hits are places in the view, looked for once for each change of the words or of the view; stepping and
 * counting only look them up. Looking goes in steps, from the cursor on to the end and then from the top, so that
 * the hit that a reader waits for is found first:
 *
 *     places   0 ........ start ............ end
 *                second           first
 */
#ifndef DUBAN_APP_SEARCH_H
#define DUBAN_APP_SEARCH_H

#include "review/query.h"
#include "review/view.h"

/* A place in the view, and where in that record's text the first hit begins (query_judge_from()). */
struct place_of_hit {
    uint32_t pos;
    uint32_t off;
};

/* Ascending. */
struct places {
    struct place_of_hit *at; /* owned */
    size_t count;
    size_t cap;
};

struct search {
    struct query *query; /* NULL: none */
    struct buf text;     /* as typed */
    struct places hits;  /* found so far; all of them when it is whole */
    size_t undecided;    /* places where it could not be told */
    uint32_t hit_column; /* where the hit that was found last lies, COLUMN_NONE when it was shown */
    size_t hit_off;
    uint32_t home_column; /* current before the search began: Esc goes back to it */
    bool is_sought;       /* the cursor goes to the next hit as soon as there is one */

    /* how far it has looked */
    struct places among; /* only these can be hits; none: all places of the view */
    struct places early; /* hits before `start` */
    size_t start;        /* index among the places that can be hits where it began, */
    size_t next;         /* and that is looked at next */
    bool is_round;       /* it has come to the end, and goes on from the top */
    bool is_whole;
    size_t seen; /* places of the view that were looked at, once it is whole */
};

#define SEARCH_INIT                                                                                \
    {                                                                                              \
        .hit_column = COLUMN_NONE                                                                  \
    }

/* Frees everything; the search can be used again. */
void search_release(struct search *s);

/* Forgets what is searched for. */
void search_clear(struct search *s);

/* Sets what is looked for; blank words clear. search_begin() or search_narrow() must follow.
 * False with `*d` (may be NULL) filled when the words cannot be read; the old search stands
 * then. */
MUST_USE bool search_set(struct search *s, struct str words, const struct review *r,
                         struct diag *d);

/* Begins to look at all places of a view again, from `pos` on; or, after a search_set(), only where that can have
 * changed: a narrower word among the hits of the one before. */
void search_begin(struct search *s, size_t pos);
void search_narrow(struct search *s, size_t pos);

/* Looks on until the work is used up or all was seen: true then. Places that a growing view got since are seen,
 * too. */
bool search_step(struct search *s, const struct review *r, const struct view *v, struct work *work);

/* True when all places of the view were looked at; how many were, 0 to 100 in the hundred. */
bool search_is_whole(const struct search *s, const struct view *v);
unsigned search_percent(const struct search *s, const struct view *v);

/* Index of the first hit at or behind `pos`; the count of hits when there is none. */
size_t search_index_from(const struct search *s, size_t pos);

/* The place (from 1) of `pos` among the hits, 0 when it is none of them. */
size_t search_place(const struct search *s, size_t pos);

#endif
