/*
 * search: the search that stands: what n and N look for, and what is highlighted.
 *
 * Hits are places in the view, found once for each change of the words or of the view; stepping and
 * counting only look them up.
 */
#ifndef DUBAN_APP_SEARCH_H
#define DUBAN_APP_SEARCH_H

#include "review/query.h"
#include "review/view.h"

struct search {
    struct query *query; /* NULL: none */
    struct buf text;     /* as typed */
    size_t *hits;        /* places in the view that match, ascending */
    size_t count;
    size_t cap;
    size_t undecided;    /* places where it could not be told */
    uint32_t hit_column; /* where the hit that was found last lies, COLUMN_NONE when it was shown */
    size_t hit_off;
    uint32_t home_column; /* current before the search began: Esc goes back to it */
};

#define SEARCH_INIT                                                                                \
    {                                                                                              \
        .hit_column = COLUMN_NONE                                                                  \
    }

/* Frees everything; the search can be used again. */
void search_release(struct search *s);

/* Forgets what is searched for. */
void search_clear(struct search *s);

/* Looks for `words` in the view; blank words clear. False with `*d` (may be NULL) filled when they cannot
 * be read; the old search stands then. */
MUST_USE bool search_set(struct search *s, struct str words, const struct review *r,
                         const struct view *v, struct diag *d);

/* Finds the hits again after the view changed. */
void search_refresh(struct search *s, const struct review *r, const struct view *v);

/* Index of the first hit at or behind `pos`; s->count when there is none. */
size_t search_index_from(const struct search *s, size_t pos);

/* The place (from 1) of `pos` among the hits, 0 when it is none of them. */
size_t search_place(const struct search *s, size_t pos);

#endif
