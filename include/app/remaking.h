/*
 * remaking: what is known of a view that is being made again: app/remake.h makes it.
 */
#ifndef DUBAN_APP_REMAKING_H
#define DUBAN_APP_REMAKING_H

#include "review/viewing.h"

/* What has changed beside the words. */
enum remake_need {
    REMAKE_AS_ASKED, /* nothing: only what was asked for is looked at */
    REMAKE_ORDER,    /* the order of the view is not what it says: rows came behind it */
    REMAKE_ALL,      /* what a filter or the counts rest on; the table itself */
};

/* Where the cursor goes in the new view, unless it was moved while that was made: then it keeps to its record. */
enum landing_kind {
    LANDING_KEEP,         /* to its record, else to its place */
    LANDING_FIRST,        /* to the first place */
    LANDING_ROW,          /* to a record, else as above; the first place shown is said, too */
    LANDING_ROW_OR_FIRST, /* the same, else to the first place */
};

struct landing {
    enum landing_kind kind;
    uint32_t row;
    size_t top;
};

struct remake {
    bool is_running;
    enum remake_need need;
    bool has_viewing; /* rows are looked at or sorted; else only a roll-up is counted */
    struct viewing viewing;
    struct buf words; /* of the filter that the viewing is for */
    struct rolling *rolling;
    struct landing landing;
    size_t landing_from; /* where the cursor was when that was said */

    struct buf standing_filter; /* what the view in use is of */
    struct order standing_order;
    bool standing_rollup;
    uint32_t changes; /* of what views rest on (REMAKE_ALL): who makes a view elsewhere compares */
    size_t standing_places; /* of the trail */
};

#endif
