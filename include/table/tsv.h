/*
 * tsv: cuts decoded text into rows and rows into cells, through libcsv.
 *
 * A physical line ends with LF, CR LF or CR. Without quoting each one is a row; with quoting a row
 * goes on while a quoted cell is open. Blanks belong to the cells. The text comes in pieces of any
 * size; rows are handed out in order, the lines without a byte among them (as rows without cells).
 */
#ifndef DUBAN_TABLE_TSV_H
#define DUBAN_TABLE_TSV_H

#include "base/base.h"
#include "table/encoding.h"

struct tsv_row {
    const struct str *cells; /* borrowed for the call */
    size_t count;            /* 0: an empty line */
    uint32_t line;           /* the first one of the file it stands on, from 1 */
    uint32_t lines;          /* how many lines it takes */
    uint32_t bad, nuls;      /* marks of the decoder within */
    bool has_unseen;
};

/* Takes a row; false stops the reading for good. */
typedef bool tsv_take_row(void *ctx, const struct tsv_row *row);

enum tsv_status {
    TSV_GOES_ON,
    TSV_STOPPED,   /* by tsv_take_row */
    TSV_BAD_QUOTE, /* quotes are text after all: begin again without quoting */
    TSV_TOO_LARGE  /* more fields or bytes in a row than a table takes (table_store.h) */
};

struct tsv;

/* `fields` of a usual row (0 unknown) serve to tell an unclosed quote. */
struct tsv *tsv_new(char delimiter, bool is_quoting, size_t fields, tsv_take_row *take, void *ctx);
void tsv_free(struct tsv *t);

/* Reads the next piece, as decoder_feed() gives it. After anything but TSV_GOES_ON no more is fed. */
MUST_USE enum tsv_status tsv_feed(struct tsv *t, const struct decoded *piece);

/* The end of the text. */
MUST_USE enum tsv_status tsv_finish(struct tsv *t);

/* The line on which the row begins that is being read; after TSV_BAD_QUOTE where the quote opened. */
uint32_t tsv_line(const struct tsv *t);
uint32_t tsv_bad_quote_line(const struct tsv *t);

/* After TSV_TOO_LARGE: whether it was the number of fields, not of bytes. */
bool tsv_has_too_many_fields(const struct tsv *t);

/* Cells whose quotes were taken off so far. */
size_t tsv_unquoted_cells(const struct tsv *t);

#endif
