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
 * As the screen gets lower, first the detail pane below the list goes (under 12 rows), then the
 * title (under 8); the hint line stays because the prompt needs it. A pane beside the list takes no
 * rows and stays. Under 20x5 nothing fits: too_small.
 *
 * The parts never overlap and leave no cell of the screen over.
 */
#ifndef DUBAN_APP_LAYOUT_H
#define DUBAN_APP_LAYOUT_H

#include <stdbool.h>

#define LAYOUT_MIN_COLS    20
#define LAYOUT_MIN_ROWS    5
#define LAYOUT_BESIDE_COLS 120

/* At the left of the detail pane, kept free. */
#define LAYOUT_MARGIN_CELLS 1

/* Cells; an absent part is all zero. */
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

/* The rectangles for a screen of rows x cols. The detail pane takes two fifths of the rows between
 * title and status, or of the columns; beside the list it gets no wider than a text is read with
 * ease (80 cells). Alone, it keeps its rule as a heading and takes the rest. When too_small, all
 * rectangles are absent. */
struct layout layout_of(int rows, int cols, enum layout_body body);

#endif
