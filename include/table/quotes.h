/*
 * quotes: watches the quotes of a file and says whether they are quoting or text.
 *
 * They are quoting only while every one of them stands as a spreadsheet writes them:
 *
 *     "市教育局"      opens at a field's beginning, closes before a delimiter or a line's end
 *     "说""是"""      a quote within is doubled
 *     "第一行⏎第二行"  line breaks may stand within (Excel allows 253), but the lines must not look like
 *                     rows of their own
 *
 * The first one that does not, such as the last of "十四五"规划, means that all are text.
 */
#ifndef DUBAN_TABLE_QUOTES_H
#define DUBAN_TABLE_QUOTES_H

#include "base/base.h"

enum quote_place { QUOTE_OUTSIDE, QUOTE_INSIDE, QUOTE_MAYBE_CLOSED };

struct quotes {
    char delimiter;
    size_t row_delimiters; /* of a usual row; 0 unknown */
    enum quote_place place;
    bool at_field_start;
    bool is_malformed;
    uint32_t open_line; /* where the quote opened that is open, or the first malformed one */
    size_t cells;       /* quoted ones, in the whole file */
    /* of the physical line, for the likeness to a row */
    size_t line_delimiters, line_inside; /* all, and those within the open cell */
    bool line_began_inside;
    unsigned row_likenesses; /* lines of the open cell that look like rows */
    unsigned open_lines;     /* lines of the open cell so far */
};

/* At the beginning of a file. `row_delimiters` are those of a usual row, 0 when unknown. */
void quotes_init(struct quotes *q, char delimiter, size_t row_delimiters);

/* The next bytes of line `line`, in pieces of any size, without the line's end. */
void quotes_feed(struct quotes *q, struct str piece, uint32_t line);

/* A whole line that no open cell leads into, if none leads out of it either and its quotes are well formed: true.
 * Else false, and nothing has happened. Cheaper than feeding it, for what every quoted line of a large
 * file goes through. */
bool quotes_take_line(struct quotes *q, struct str whole_line, uint32_t line);

/* The line's end. */
void quotes_end_line(struct quotes *q);

/* True while a quoted cell goes on behind the line's end. */
bool quotes_are_open(const struct quotes *q);

#endif
