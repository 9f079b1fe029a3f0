/*
 * printout: what is to be written, and how, handed to every writer of a format.
 */
#ifndef DUBAN_REVIEW_PRINTOUT_H
#define DUBAN_REVIEW_PRINTOUT_H

#include <stdio.h>

#include "review/view.h"

/* All borrowed. Writers do not look at errors: they show in ferror(out). */
struct printout {
    FILE *out;
    const struct review *review;
    const struct view *view;
    const uint32_t *columns; /* of the table, in the order wanted */
    size_t column_count;
    enum lang lang;
    unsigned width_cells; /* of text: at least PRINTOUT_CELLS_MIN */
    bool with_bom;
    bool sanitise; /* text and md: hostile code points as marks */
};

#define PRINTOUT_CELLS_MIN 20

/* Writes bytes as they are. */
void printout_put(const struct printout *p, struct str s);

/* The cell of a record in the `index`th of the columns wanted, as in the file. */
struct str printout_cell(const struct printout *p, uint32_t row, size_t index);

/* Appends the line under the title: as-of date and pro rata, blank when there is no date; then the
 * counts of the view. */
void printout_append_as_of(const struct printout *p, struct buf *out);
void printout_append_counts(const struct printout *p, struct buf *out);

/* Appends how the deadlines of the view stand; nothing where there are none, or no as-of date. */
void printout_append_deadlines(const struct printout *p, struct buf *out);

/* Appends the line about the earlier table, blank when there is none: its file and date, and how
 * many records of the view changed, stayed, came, and how many tasks are gone. */
void printout_append_comparison(const struct printout *p, struct buf *out);

#endif
