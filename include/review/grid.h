/*
 * grid: rows of cells as plain text, each cell wrapped in its column, nothing cut.
 *
 *     148  肖友华  加快济广高速菏泽段改  前三季度完成投资1.8亿元。已完工
 *                  扩建                  郓城河特大桥左幅拆除
 *
 * Columns are aligned by terminal cells; GRID_GAP blanks stand between them; no line ends in
 * blanks.
 */
#ifndef DUBAN_REVIEW_GRID_H
#define DUBAN_REVIEW_GRID_H

#include <stdio.h>

#include "text/wrap.h"

#define GRID_GAP 2

struct grid_column {
    unsigned cells; /* width, at least 1 */
    bool is_right;  /* figures */
};

struct grid {
    struct grid_column *columns; /* owned; the caller fills them in */
    size_t count;
    unsigned indent; /* blanks before the first column */
    bool sanitise;   /* hostile code points as marks */
    struct wrap *wraps;
    struct buf line;
};

/* A grid of `count` columns, at least one, whose widths the caller sets. Release it. */
void grid_init(struct grid *g, size_t count, bool sanitise);
void grid_release(struct grid *g);

/* Cells of a whole row: columns and gaps, without the indent. */
unsigned grid_cells(const struct grid *g);

/* Writes one row of `count` texts. Blanks at their ends are dropped. */
void grid_put_row(struct grid *g, FILE *out, const struct str *texts);

/* Writes a line of `cells` dashes. */
void grid_put_rule(FILE *out, unsigned cells);

#endif
