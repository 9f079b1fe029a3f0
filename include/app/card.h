/*
 * card: the text of the detail pane for one record: every column, the note wrapped, nothing hidden.
 *
 *   line 0   推动投资24亿元的城南核心片区项目建设              the target (left out when the rule
 * above shows it whole) line 1   领导 肖友华   时限 年底   进度 是   单位 市住房城乡建设局
 * 菏泽鲁西新区管委会 line 2   苗庄、东李庄安置房建设主体封顶,进入装饰装修阶段      the note,
 * wrapped
 *
 * Short cells (at most half the width) flow as facts, label and value, several a line; a fact is
 * not torn over lines. Longer ones are paragraphs of their own with the label above... the note
 * needs no label. Empty cells show as －. A span says which column and which bytes of the cell it
 * shows, so that hits can be painted over it.
 */
#ifndef DUBAN_APP_CARD_H
#define DUBAN_APP_CARD_H

#include "base/base.h"
#include "table/table.h"
#include "text/wrap.h"

enum card_style { CARD_LABEL, CARD_VALUE, CARD_TARGET, CARD_STATE, CARD_EMPTY };

struct card_span {
    struct str text; /* of the table or of the message table: no copies */
    uint32_t column; /* COLUMN_NONE for labels */
    size_t off;      /* of `text` in the cell */
    uint16_t x;      /* cells from the left */
    uint8_t style;   /* enum card_style */
};

struct card_line {
    size_t first_span;
    size_t span_count;
};

struct card {
    struct card_span *spans;
    size_t span_count, span_cap;
    struct card_line *lines;
    size_t line_count, line_cap;
    struct wrap wrap; /* scratch */
};

#define CARD_INIT                                                                                  \
    {                                                                                              \
        NULL, 0, 0, NULL, 0, 0, WRAP_INIT                                                          \
    }

void card_release(struct card *c);

/* Builds the card of a record at a width. `title_cells` is the room that the rule has for the
 * target: if the whole target fits there, the card leaves it out. ROW_NONE gives an empty card. */
void card_build(struct card *c, const struct table *t, uint32_t row, unsigned width_cells,
                unsigned title_cells, enum lang lang);

/* The line of the card that shows byte `off` of a cell; 0 when none does. */
size_t card_find_line(const struct card *c, uint32_t column, size_t off);

#endif
