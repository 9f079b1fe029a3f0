/*
 * card: the text of the detail pane for one record: every column, the note wrapped, nothing hidden.
 *
 *     推动投资24亿元的城南核心片区项目建设                            the target
 *     领导 肖友华   时限 年底   还有 92 天   进度 是                  facts
 *     单位 市住房城乡建设局 菏泽鲁西新区管委会 牡丹区人民政府         a longer cell, its label
 * beside it 苗庄、东李庄安置房建设主体封顶,进入装饰装修阶段                 the note needs no label
 *
 * Short cells (at most half the width, one line) flow as facts, label and value, several a line; a
 * fact is not torn over lines. Longer ones stand by themselves, under their label where the width
 * has no room beside it; the note and other long texts come last. Empty cells show as －. Blanks
 * around a cell and at line ends are not drawn; every other byte is in exactly one span, except
 *
 *     - the number and the target, each where all of it fits on the rule above the card;
 *     - line breaks inside a cell, which end a line;
 *     - empty cells of columns without a name (fields that other rows have too many).
 *
 * Nothing is wider than the card but a single cluster that is.
 *
 * With an earlier table the first fact says what became of the record, and a value that changed shows the
 * earlier one beside it in words (app/redline.h); such a number or target is never left to the rule. The
 * remarks on the record come last, each under who and when.
 */
#ifndef DUBAN_APP_CARD_H
#define DUBAN_APP_CARD_H

#include "app/patchwork.h"
#include "base/message.h"
#include "review/review.h"
#include "text/diff.h"
#include "text/wrap.h"

/* A run of text on a line, for one column: its label, or bytes [off, off + text.len) of its cell.
 */
struct card_span {
    struct str text; /* of a table, a remark or a message, no copy; － for CARD_EMPTY */
    uint32_t column; /* COLUMN_NONE for what is not of a cell: labels, earlier values, remarks */
    size_t off;      /* of `text` in the cell, so that hits can be painted over it */
    uint16_t x;      /* cells from the left */
    uint8_t style;   /* enum card_style */
};

struct card_line {
    size_t first_span;
    size_t span_count; /* 0 for an empty line within a cell */
};

struct card {
    struct card_span *spans;
    size_t span_count, span_cap;
    struct card_line *lines;
    size_t line_count, line_cap;
    struct wrap wrap; /* scratch, like the two below */
    struct patchwork patchwork;
    struct diff diff;
    struct buf standing; /* words that the card itself says, of its record */
};

#define CARD_INIT                                                                                  \
    {                                                                                              \
        NULL, 0, 0, NULL, 0, 0, WRAP_INIT, PATCHWORK_INIT, DIFF_INIT, BUF_INIT                     \
    }

/* Frees its memory and makes it empty and usable again. */
void card_release(struct card *c);

/* Builds the card of a record at a width (at least 1). `title_cells` is the room that the rule above
 * has for the number, a blank and the target; 0 says that there is no such rule, and the card shows
 * both itself. ROW_NONE gives an empty card. The spans live as long as the tables and the remarks. */
void card_build(struct card *c, const struct review *r, uint32_t row, unsigned width_cells,
                unsigned title_cells, enum lang lang);

/* The line of the card that shows byte `off` of a cell (or the bytes before it, where it is a blank
 * that is not drawn); 0 when none does. */
size_t card_find_line(const struct card *c, uint32_t column, size_t off);

#endif
