/*
 * heading: finds the header among the first rows of a file.
 */
#ifndef DUBAN_TABLE_HEADING_H
#define DUBAN_TABLE_HEADING_H

#include "base/base.h"

/* A row that waits until the header is found; its strs belong to whoever keeps the rows. */
struct waiting_row {
    struct str *cells;
    size_t count;
    uint32_t line, lines;
    uint32_t bad, nuls;
    bool has_unseen;
};

#define HEADING_NONE SIZE_MAX

/* True when most of the cells that are not blank (and at least two) are known header names. */
bool heading_is_known(const struct waiting_row *row);

/* The header by its shape: the first row with the common field count, if its cells are short and
 * unlike those of the rows below; else HEADING_NONE. */
size_t heading_by_shape(const struct waiting_row *rows, size_t count);

/* The field count of most rows that have several cells; 1 when there are none. */
size_t heading_common_fields(const struct waiting_row *rows, size_t count);

/* True when `row` is the second line of a header whose first line is `above`: merged cells, of which
 * a spreadsheet writes only the first, with their parts below. */
bool heading_goes_on(const struct waiting_row *above, const struct waiting_row *row);

/* How many cells of a row are not blank, counted up to `enough`. */
size_t heading_filled_cells(const struct str *cells, size_t count, size_t enough);

/* True for a cell of blanks of any kind only, or of no bytes. */
bool heading_cell_is_blank(struct str cell);

#endif
