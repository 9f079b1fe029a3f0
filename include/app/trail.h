/*
 * trail: the places that q walks back through: from a list into a roll-up, from one of its lines into
 * a further roll-up or into the list of its records.
 *
 *     list --F--> by leader --F on 肖友华--> by unit --Enter on 市教育局--> list (now)
 *     `------ places, oldest first, each as it was left -----'
 */
#ifndef DUBAN_APP_TRAIL_H
#define DUBAN_APP_TRAIL_H

#include "app/breakdown.h"
#include "app/page.h"
#include "review/order.h"

/* A place as it was left. */
struct place {
    bool is_rollup;
    struct breakdown_choice choice; /* of a roll-up */
    struct buf value;  /* of the line that was gone into; "" for a list, and for an empty value */
    struct buf term;   /* the words that narrowed the filter to it; "" for a list */
    struct buf filter; /* the filter in force */
    struct order order;
    uint32_t row; /* the list's record under the cursor, its column, its first place shown */
    uint32_t column;
    size_t top;
    bool detail_alone, detail_focus;
    enum page_kind page; /* that was open over it, PAGE_NONE for none */
    size_t page_cursor;
};

/* Plain data; all zero is an empty one. */
struct trail {
    struct place *places;
    size_t count, cap;
};

/* Forgets all places and frees their memory. */
void trail_release(struct trail *t);

/* Adds an empty place at the end, to be filled in. Good until the next. */
struct place *trail_add(struct trail *t);

/* Takes the last place out into `*out`, which place_release() frees. False when there is none. */
bool trail_take(struct trail *t, struct place *out);
void place_release(struct place *p);

#endif
