/*
 * columns: which columns the list shows and how wide.
 *
 * Each column has a natural width (its widest cell among the first rows looked at, and its title)
 * and the least, most and weight that its role gives it (table/role.h). A figure is never cut, for then it would
 * be another: the least of its column is its width.
 *
 *     all fit        every column gets its least; what is left goes to the light ones (序号 时限 进度) up to their
 *                    most, then by weight to the heavy ones (目标 单位) up to their most, then up to their natural
 *                    width
 *     they do not    the number, the target and, where there is room for it, the state stay; beside them a window
 *                    of the others, from `left` on, that follows the current column
 *
 * The note is shown in the list only while it is the current column, or made wider by hand, or when
 * every other column has its natural width and it still gets 20 cells: the detail pane has it
 * anyway. A plain table (no roles) has no least but a few cells and no most: natural widths.
 */
#ifndef DUBAN_APP_COLUMNS_H
#define DUBAN_APP_COLUMNS_H

#include "base/base.h"
#include "table/table.h"

struct column_place {
    uint32_t column;
    uint16_t x;     /* cell where its text begins, in the list's rectangle */
    uint16_t cells; /* width of its text; one blank follows each column but the last */
};

/* What is known of a column from one fitting to the next. */
struct column_width {
    struct buf name;        /* to find it again after a reload */
    uint16_t natural_cells; /* at least 2, at most COLUMNS_NATURAL_MAX */
    uint16_t figure_cells;  /* of the widest figure; 0 without any */
    uint16_t wish_cells;    /* set by hand, 0 none */
};

#define COLUMNS_NATURAL_MAX 500
#define COLUMNS_SAMPLE_ROWS 1000

struct columns {
    /* of the table */
    const struct table *table;
    uint32_t count;
    struct column_width *widths; /* by column */
    bool is_plain;               /* no column has a role */
    uint32_t marked_column;      /* with marks behind the text of its cells; COLUMN_NONE: none */
    unsigned marked_cells;       /* of the widest cell with its mark */
    /* the fitting */
    struct column_place *places; /* from left to right */
    size_t place_count;
    uint32_t left;              /* first column of the window; 0 when all fit */
    bool more_left, more_right; /* columns are left out before or behind the window */
};

/* No table, no places. */
void columns_init(struct columns *c);

/* Frees what it holds; the table is its owner's. */
void columns_release(struct columns *c);

/* Takes a table's columns (wishes of the same-named columns survive a reload; the table before may
 * be gone already) and measures up to COLUMNS_SAMPLE_ROWS rows. May be called again when the table
 * has grown or the width policy changed. The places are made anew by the next columns_fit(). */
void columns_measure(struct columns *c, const struct table *t);

/* Fits to `cells`, with `current` among those shown; `marker_cells` are kept free at the left. */
void columns_fit(struct columns *c, unsigned cells, unsigned marker_cells, uint32_t current);

/* At the next columns_fit(): a column with marks behind the text of its cells, the widest of which takes
 * `cells` with its mark (0: there are none). */
void columns_set_marked(struct columns *c, uint32_t column, unsigned cells);

/* The title to show over a column in `cells`: the header's name when it fits, else its short form
 * (table_column_short(); the caller cuts what does not fit). Of the table or the message table. */
struct str columns_title(const struct columns *c, uint32_t column, unsigned cells, enum lang lang);

/* The place of a column, or NULL when it is not shown. Good until the next columns_fit(). */
const struct column_place *columns_find(const struct columns *c, uint32_t column);

/* By hand, at the next columns_fit(): `delta` cells wider than it is shown now (never under 2), or
 * back to fitting. */
void columns_change_width(struct columns *c, uint32_t column, int delta);
void columns_reset_width(struct columns *c, uint32_t column);

#endif
