/*
 * redline: a cell with what changed in it since the earlier table, to be read without colour.
 *
 *     完成投资【旧 8.2】【新 12.45】亿元        woven: old and new side by side where they differ
 *     10月底【旧 9月底】                       set behind: the present value whole, then the earlier one
 *
 * The words 旧 and 新, not signs: a + or - before a figure would be read as part of it. Every byte of the
 * present cell is in exactly one piece; the pieces of the earlier cell lie between, in brackets.
 */
#ifndef DUBAN_APP_REDLINE_H
#define DUBAN_APP_REDLINE_H

#include "app/patchwork.h"
#include "base/message.h"
#include "review/review.h"
#include "text/diff.h"

/* A cell without the blanks around it. */
struct redline_cell {
    uint32_t column;
    struct str text;
    size_t off;    /* of `text` in the cell */
    uint8_t style; /* enum card_style: of what is the same */
};

/* True when the earlier table has another value there; `*before` is that value without the blanks
 * around it. */
bool redline_is_due(const struct review *r, uint32_t row, uint32_t column, struct str *before);

/* Weaves both values when enough of them stayed for that to be read; else sets the earlier one behind, on a
 * line of its own. `scratch` is kept by the caller from call to call. */
void redline_weave(struct patchwork *out, struct diff *scratch, const struct redline_cell *now,
                   struct str before, enum lang lang);

/* Sets the earlier value behind the present one, on the same line. */
void redline_set_behind(struct patchwork *out, const struct redline_cell *now, struct str before,
                        enum lang lang);

/* What became of a record, in a few words; MSG_NONE without a comparison. */
enum msg redline_verdict(const struct review *r, uint32_t row);

#endif
