/*
 * breakdown: the roll-up on the screen: the view's records counted by the values of a column, as a
 * table with a cursor and a sort of its own.
 *
 *       按单位            项  按计划  滞后  未填  其他  逾期  按计划率
 *     > 市交通运输局      12       9     2     1     0     1       75%  #########xx?
 *       市住房城乡建设局   8       8     0     0     0     0      100%  ########
 *
 * Words: a `line` is one value and its counts; `pos` its place among the lines as they are sorted.
 * Counting is review/tally.h's. Where the terminal is narrow the columns of less weight are left out;
 * the current one never is.
 */
#ifndef DUBAN_APP_BREAKDOWN_H
#define DUBAN_APP_BREAKDOWN_H

#include "review/tally.h"

/* From left to right. */
enum breakdown_column {
    BREAKDOWN_VALUE,
    BREAKDOWN_RECORDS,
    BREAKDOWN_ON,
    BREAKDOWN_BEHIND,
    BREAKDOWN_NOT_STATED,
    BREAKDOWN_OTHER,
    BREAKDOWN_OVERDUE,
    BREAKDOWN_SHARE,
    BREAKDOWN_BAR, /* never the current one: it says again what stands beside it */
    BREAKDOWN_COLUMNS
};

#define BREAKDOWN_GAP_CELLS 2

struct breakdown_place {
    enum breakdown_column column;
    uint16_t x; /* cell where its text begins, in the rectangle of the lines */
    uint16_t cells;
};

/* What the reader chose: enough to make the roll-up again. Plain data. */
struct breakdown_choice {
    struct rollup_by by;
    enum breakdown_column column; /* the current one */
    enum breakdown_column sort;   /* BREAKDOWN_COLUMNS: the roll-up's own order */
    bool is_descending;
    size_t pos; /* of the cursor */
    size_t top; /* first pos shown */
};

struct breakdown {
    bool is_open;
    bool is_stale; /* it was chosen anew: the lines are still those of `made`, and not shown */
    struct breakdown_choice chosen;
    struct breakdown_choice made;
    struct rollup rollup;
    uint32_t *order; /* by pos: which of the roll-up's lines */
    size_t cap;
    struct buf at;        /* the value under the cursor, to find it again */
    struct tally most;    /* of each count, the largest of all lines */
    unsigned value_cells; /* the widest value's */
    bool has_empty;       /* a line is of the empty value */
    bool has_states;      /* there is a state column: its counts say something */
    struct breakdown_place places[BREAKDOWN_COLUMNS];
    size_t place_count;
};

/* Frees its memory and makes it a closed one. */
void breakdown_release(struct breakdown *b);

/* Opens it with a choice (the cursor where it says), or closes it. Lines for what was chosen must follow an opening;
 * until then it has none. */
void breakdown_open(struct breakdown *b, struct breakdown_choice chosen);
void breakdown_close(struct breakdown *b);

/* Back to the lines there are, as they were left last: the choice since then is forgotten. */
void breakdown_take_back(struct breakdown *b, bool is_open);

/* What it is to count by. A column that the table does not have any more gives way to the first one. */
struct rollup_by breakdown_grouping(struct breakdown *b, const struct table *t);

/* Takes lines counted by that, which become its own, and sorts them. The cursor keeps to its value where that is
 * still there. */
void breakdown_take_lines(struct breakdown *b, struct rollup *lines, const struct table *t);

/* Frees the lines. One that is open waits for others. */
void breakdown_drop_lines(struct breakdown *b);

/* Keeps cursor and top within bounds for `height` lines, and fits the columns to `cells`, of which
 * `marker_cells` at the left are kept free. Titles are those of `lang`. */
void breakdown_settle(struct breakdown *b, size_t height, unsigned cells, unsigned marker_cells,
                      const struct table *t, enum lang lang);

/* Makes the column `columns` further to the right (or left, when negative) the current one, as far as
 * there are any. */
void breakdown_move_column(struct breakdown *b, long columns);

/* Sorts by the current column. The same again takes it back. The cursor keeps to its line. */
void breakdown_sort(struct breakdown *b, bool is_descending, const struct table *t);

/* The line at `pos`, below breakdown_count(), which is 0 while the lines are being counted. */
const struct rollup_line *breakdown_line(const struct breakdown *b, size_t pos);
size_t breakdown_count(const struct breakdown *b);

/* Appends a column's title, and what a column shows of a line ("" for no value; the bar in at most
 * `cells`). */
void breakdown_append_title(struct buf *out, const struct breakdown *b,
                            enum breakdown_column column, const struct table *t, enum lang lang);
void breakdown_append_cell(struct buf *out, const struct breakdown *b, enum breakdown_column column,
                           const struct rollup_line *line, unsigned cells, enum lang lang);

/* ---- what a table can be counted by ---- */

/* Stores what a roll-up can group by, the usual ones first (leader, units, deadline, state, lead
 * unit), then every other column, those last whose cells are all different (number, target, note).
 * Room for all columns and one more is needed; returns how many. */
size_t breakdown_groupings(const struct table *t, struct rollup_by *out);

/* True when both group by the same. */
bool breakdown_by_equal(struct rollup_by a, struct rollup_by b);

/* True for a column whose cells are all different, so that counting by it says nothing. */
bool breakdown_is_individual(const struct table *t, uint32_t column);

#endif
