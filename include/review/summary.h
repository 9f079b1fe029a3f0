/*
 * summary: the counts of a view, in all and by everything that a meeting asks for, gathered once
 * for the formats that write them.
 */
#ifndef DUBAN_REVIEW_SUMMARY_H
#define DUBAN_REVIEW_SUMMARY_H

#include "review/tally.h"

enum {
    SUMMARY_BY_SOURCE, /* of a joined table */
    SUMMARY_BY_LEADER,
    SUMMARY_BY_UNIT,
    SUMMARY_BY_LEAD_UNIT,
    SUMMARY_BY_DUE,
    SUMMARY_BY_STATE,
    SUMMARY_BY_ASKED, /* the column of --by */
    SUMMARY_SECTIONS
};

/* One roll-up. Without lines when the table has no such column. */
struct summary_section {
    const char *json_name; /* "by_leader" */
    enum msg title;        /* "By leader"; MSG_NONE: by the column's name */
    bool is_present;
    struct rollup_by by;
    struct rollup rollup;
};

struct summary {
    uint32_t records; /* of the table */
    struct tally shown;
    struct summary_section sections[SUMMARY_SECTIONS];
};

/* Counts a view. `by` is the column asked for, or NULL. Release it. */
void summary_build(struct summary *s, const struct review *r, const struct view *v,
                   const struct rollup_by *by);
void summary_release(struct summary *s);

#endif
