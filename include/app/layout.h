/*
 * layout: which rectangle of the screen belongs to what. Arithmetic only; paging and drawing both
 * read it.
 *
 *   under 120 columns                      from 120 columns
 *   +------------------------------+       +-------------------+-+----------+
 *   | title                        |       | title                          |
 *   | header                       |       | header            | | detail   |
 *   | list                         |       | list              |r|          |
 *   |                              |       |                   |u|          |
 *   | rule ------------------------|       |                   |l|          |
 *   | detail                       |       |                   |e|          |
 *   | status                       |       | status                         |
 *   | hint or prompt               |       | hint or prompt                 |
 *   +------------------------------+       +--------------------------------+
 *
 * Rows go in this order as the screen gets lower: the detail pane (under 12 rows), the title (under
 * 8), the hint line stays because the prompt needs it. Under 20x5 nothing fits: too_small.
 */
#ifndef DUBAN_APP_LAYOUT_H
#define DUBAN_APP_LAYOUT_H

#include <stdbool.h>

#define LAYOUT_MIN_COLS    20
#define LAYOUT_MIN_ROWS    5
#define LAYOUT_BESIDE_COLS 120

/* Cells; an absent part has height 0. */
struct rect {
    int y, x, height, width;
};

/* What takes the room between title and status. */
enum layout_body {
    LAYOUT_SPLIT,  /* list and detail */
    LAYOUT_LIST,   /* list alone */
    LAYOUT_DETAIL, /* detail alone */
    LAYOUT_PAGE,   /* a page: help, warnings, menu, roll-up */
};

struct layout {
    bool too_small;
    bool beside; /* detail is beside the list */
    struct rect title;
    struct rect header; /* of the list, or of a page */
    struct rect list;   /* rows of records, or of a page */
    struct rect rule;   /* one row above the detail pane, or one column beside it */
    struct rect detail; /* text of the detail pane */
    struct rect status;
    struct rect hint;
};

/* The rectangles for a screen of rows x cols. `detail_rows` and `detail_cols` are the user's wish
 * for the pane, 0 for the usual (two fifths). */
struct layout layout_of(int rows, int cols, enum layout_body body);

#endif
