/*
 * columns: which columns the list shows and how wide.
 *
 * Each column has a natural width (its widest cell among the first rows looked at, and its title)
 * and the least, most and weight that its role gives it (table/role.h). Columns get their natural
 * width up to the role's most; what is missing is taken from the heavy ones down to their least;
 * what is left goes to the heavy ones up to their natural width. If even the least do not fit,
 * columns from `left` on are shown, the number column always first. The note is shown in the list
 * only while it is the current column, or made wider by hand, or when every other column has its
 * natural width and it still gets 20 cells. A plain table (no roles) shows its columns in file
 * order by natural width.
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

struct columns {
    /* of the table */
    const struct table *table;
    uint32_t count;
    uint16_t *natural_cells; /* by column */
    uint16_t *wish_cells;    /* by column; set by hand, 0 none */
    uint32_t sampled_rows;
    /* the fitting */
    struct column_place *places;
    size_t place_count;
    uint32_t left; /* first column shown after the number column */
    bool more_left, more_right;
};

void columns_init(struct columns *c);
void columns_release(struct columns *c);

/* Takes a table's columns (wishes of the same-named columns survive a reload) and measures up to
 * 1000 rows. May be called again when the table has grown or width policy changed. */
void columns_measure(struct columns *c, const struct table *t);

/* Fits to `cells`, with `current` among those shown; `marker_cells` are kept free at the left. */
void columns_fit(struct columns *c, unsigned cells, unsigned marker_cells, uint32_t current);

/* The title to show over a column in `cells`: the header's name when it fits, else the role's short
 * title, else the name (which the caller cuts). */
struct str columns_title(const struct columns *c, uint32_t column, unsigned cells, enum lang lang);

/* The place of a column, or NULL when it is not shown. */
const struct column_place *columns_find(const struct columns *c, uint32_t column);

/* By hand: `delta` cells wider (never under 2), or back to fitting with columns_reset_width(). */
void columns_change_width(struct columns *c, uint32_t column, int delta);
void columns_reset_width(struct columns *c, uint32_t column);

#endif
