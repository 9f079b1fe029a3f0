/*
 * quotes: a small machine that jumps from quote to quote.
 *
 * The one hard idea is likeness: an unclosed quote makes the rows that follow look like the inside of
 * a cell, so a line inside a cell that has just as many delimiters as a row gives it away. A tab
 * hardly ever stands within a cell; commas do, so there one such line alone proves nothing. Cutting
 * rows into cells is libcsv's (tsv.c).
 */
#include "table/quotes.h"

#include <string.h>

/* Four times what Excel lets a cell have: a longer one is a quote that was never closed. */
enum { CELL_LINES_MAX = 1000 };

void quotes_init(struct quotes *q, char delimiter, size_t row_delimiters)
{
    *q = (struct quotes){
        .delimiter = delimiter, .row_delimiters = row_delimiters, .at_field_start = true};
}

static size_t count_byte(struct str s, char byte)
{
    size_t count = 0;
    const char *end = s.ptr + s.len;
    for (const char *at = s.ptr; at < end && (at = memchr(at, byte, (size_t)(end - at))); at++)
        count++;
    return count;
}

/* Takes the bytes before the next quote off `*rest`; false when there is none. */
static bool skip_to_quote(struct quotes *q, struct str *rest)
{
    size_t at = str_find(*rest, STR("\""), 0);
    struct str skipped = str_slice(*rest, 0, at);
    if (skipped.len > 0)
        q->at_field_start = skipped.ptr[skipped.len - 1] == q->delimiter;
    if (q->place == QUOTE_INSIDE)
        q->line_inside += count_byte(skipped, q->delimiter);
    *rest = str_slice(*rest, skipped.len, SIZE_MAX);
    return at != SIZE_MAX;
}

static void open_quote(struct quotes *q, uint32_t line)
{
    q->open_line = line;
    q->is_malformed = !q->at_field_start;
    q->place = QUOTE_INSIDE;
    q->cells++;
    q->row_likenesses = q->open_lines = 0;
}

/* What follows a quote within a quoted cell: one of a pair, or the cell's end. */
static void close_quote(struct quotes *q, char next)
{
    q->is_malformed = next != '"' && next != q->delimiter;
    q->place = next == '"' ? QUOTE_INSIDE : QUOTE_OUTSIDE;
    q->at_field_start = true;
}

static void follow(struct quotes *q, struct str piece, uint32_t line)
{
    while (piece.len > 0 && !q->is_malformed) {
        if (q->place == QUOTE_MAYBE_CLOSED)
            close_quote(q, piece.ptr[0]);
        else if (!skip_to_quote(q, &piece))
            return;
        else if (q->place == QUOTE_OUTSIDE)
            open_quote(q, line);
        else
            q->place = QUOTE_MAYBE_CLOSED;
        piece = str_slice(piece, 1, SIZE_MAX);
    }
}

void quotes_feed(struct quotes *q, struct str piece, uint32_t line)
{
    q->line_delimiters += count_byte(piece, q->delimiter);
    follow(q, piece, line);
}

/* A line of an open cell, or the one in which it opened, that has a row's delimiters. The last line
 * of a cell may well have them behind the cell: then it counts only with a tab within, and with
 * commas not at all. */
static void judge_likeness(struct quotes *q)
{
    bool is_tab = q->delimiter == '\t';
    bool is_last = q->place != QUOTE_INSIDE;
    bool is_like = q->row_delimiters > 0 && q->line_delimiters == q->row_delimiters &&
                   (!is_last || (is_tab && q->line_inside > 0));
    q->row_likenesses += is_like;
    if (q->line_began_inside && is_like && q->row_likenesses >= (is_tab ? 1 : 2))
        q->is_malformed = true;
}

void quotes_end_line(struct quotes *q)
{
    if (q->place == QUOTE_MAYBE_CLOSED)
        q->place = QUOTE_OUTSIDE;
    if (q->place == QUOTE_INSIDE || q->line_began_inside)
        judge_likeness(q);
    q->line_began_inside = q->place == QUOTE_INSIDE;
    if (q->line_began_inside && ++q->open_lines > CELL_LINES_MAX)
        q->is_malformed = true;
    q->at_field_start = true;
    q->line_delimiters = q->line_inside = 0;
}

bool quotes_take_line(struct quotes *q, struct str whole_line, uint32_t line)
{
    struct quotes ahead = *q;
    follow(&ahead, whole_line, line);
    if (ahead.is_malformed || ahead.place == QUOTE_INSIDE)
        return false;
    quotes_end_line(&ahead);
    *q = ahead;
    return true;
}

bool quotes_are_open(const struct quotes *q)
{
    return q->place == QUOTE_INSIDE;
}
