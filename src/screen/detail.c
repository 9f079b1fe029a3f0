/*
 * detail: rule and card.
 *
 * What the card says is card.c; here its spans are put on the screen, with hits painted over them. The
 * rule has to hold the number and, where card.c left it out, the target: how many lines are shown is
 * said in the words that are left room for.
 */
#include "screen/detail.h"

#include "screen/pen.h"
#include "screen/style.h"
#include "text/cluster.h"

#include <string.h>

#define HITS_SHOWN 256 /* of one cell */

/* ---- which lines ---- */

void detail_append_lines(const struct app *a, struct buf *out, bool brief)
{
    size_t above, below;
    app_card_hidden(a, &above, &below);
    bool ascii = glyph_use_ascii(a->options);
    struct str down = glyph_str(GLYPH_DOWN, ascii);
    if (brief) {
        if (above > 0)
            buf_printf(out, "%.*s%zu", STR_ARG(glyph_str(GLYPH_UP, ascii)), above);
        if (below > 0)
            buf_printf(out, "%.*s%zu", STR_ARG(down), below);
        return;
    }
    if (above + below == 0) {
        msg_append(out, a->lang, MSG_DETAIL_ALL);
        return;
    }
    size_t count = a->card.line_count;
    buf_printf(out, "%zu-%zu/%zu", above + 1, count - below, count);
    if (below > 0) {
        buf_printf(out, " %.*s", STR_ARG(down));
        msg_append(out, a->lang, MSG_DETAIL_BELOW, below);
    }
}

/* ---- hits ---- */

/* The hits of one cell, kept from span to span of the same cell. */
struct cell_hits {
    const struct query *query; /* NULL: nothing to highlight in this record */
    uint32_t row, column;
    size_t count;
    struct match_hit hits[HITS_SHOWN];
};

static void look_up(struct cell_hits *h, const struct app *a, uint32_t row)
{
    h->query = app_highlight(a);
    h->row = row;
    h->column = COLUMN_NONE;
    h->count = 0;
    if (h->query && (row == ROW_NONE || !query_matches(h->query, &a->review, row)))
        h->query = NULL;
}

static void paint(struct painted *p, struct cell_hits *h, const struct app *a, uint32_t column)
{
    if (!h->query || column == COLUMN_NONE)
        return;
    if (column != h->column)
        h->count = query_hits(h->query, &a->review, h->row, column, h->hits, HITS_SHOWN);
    h->column = column;
    p->hits = h->hits;
    p->hit_count = h->count;
}

/* ---- the rule ---- */

/* Number and target, then a line, then which lines are shown, with as many words as there is room. */
static void draw_level_rule(const struct app *a, struct frame *f, uint32_t row, struct cell_hits *h)
{
    enum glyph line = a->detail_focus && !a->detail_alone ? GLYPH_LINE_FOCUS : GLYPH_LINE;
    struct rect rule = a->layout.rule;
    struct pen pen = pen_at(f, rule, 0, glyph_use_ascii(a->options));
    struct str no = row == ROW_NONE ? STR("") : table_no(a->table, row);
    uint32_t target = table_find_role(a->table, ROLE_TARGET);
    struct str cell =
        target == COLUMN_NONE || row == ROW_NONE ? STR("") : table_cell(a->table, row, target);
    pen_fill(&pen, line, row == ROW_NONE ? pen.end : rule.x + 2, STYLE_RULE);
    if (row == ROW_NONE)
        return;
    pen_skip(&pen, no.len > 0 || cell.len > 0);
    pen_put(&pen, no, STYLE_TARGET);
    pen_skip(&pen, no.len > 0);
    struct painted p = {.text = text_trim(cell), .focus_off = SIZE_MAX, .style = STYLE_TARGET};
    p.off = p.text.len > 0 ? (size_t)(p.text.ptr - cell.ptr) : 0;
    paint(&p, h, a, target);
    struct buf lines = BUF_INIT;
    detail_append_lines(a, &lines, true);
    int brief = (int)text_cells(buf_str(&lines)) + 5; /* two blanks around it, line on both sides */
    pen.x += frame_put_painted(f, pen.y, pen.x, pen_room(&pen) - brief, &p, pen.ascii);
    pen_skip(&pen, p.text.len > 0);
    struct buf words = BUF_INIT;
    detail_append_lines(a, &words, false);
    struct str shown = buf_str(&words);
    if (text_cells(shown) + 5 > (size_t)pen_room(&pen))
        shown = buf_str(&lines);
    pen_fill(&pen, line, pen.end - 4 - (int)text_cells(shown), STYLE_RULE);
    if (shown.len > 0) {
        pen_skip(&pen, 1);
        pen_put(&pen, shown, STYLE_RULE);
        pen_skip(&pen, 1);
    }
    pen_fill(&pen, line, pen.end, STYLE_RULE);
    buf_release(&lines);
    buf_release(&words);
}

static void draw_upright_rule(const struct app *a, struct frame *f)
{
    struct rect rule = a->layout.rule;
    bool ascii = glyph_use_ascii(a->options);
    size_t above, below;
    app_card_hidden(a, &above, &below);
    struct str bar = glyph_str(a->detail_focus ? GLYPH_BAR_FOCUS : GLYPH_BAR, ascii);
    for (int i = 0; i < rule.height; i++)
        frame_put(f, rule.y + i, rule.x, 1, bar, STYLE_RULE);
    if (above > 0)
        frame_put(f, rule.y, rule.x, 1, glyph_str(GLYPH_UP, ascii), STYLE_RULE);
    if (below > 0)
        frame_put(f, rule.y + rule.height - 1, rule.x, 1, glyph_str(GLYPH_DOWN, ascii), STYLE_RULE);
}

/* ---- the card ---- */

static unsigned span_style(const struct app *a, const struct card_span *span, uint32_t row)
{
    static const enum style styles[] = {
        [CARD_LABEL] = STYLE_LABEL,   [CARD_VALUE] = STYLE_TEXT,     [CARD_TARGET] = STYLE_TARGET,
        [CARD_EMPTY] = STYLE_TEXT,    [CARD_ADDED] = STYLE_ADDED,    [CARD_TAKEN] = STYLE_TAKEN,
        [CARD_REMARK] = STYLE_REMARK, [CARD_OVERDUE] = STYLE_BEHIND, [CARD_STANDING] = STYLE_TEXT,
    };
    return span->style == CARD_STATE ? style_of_state(table_state(a->table, row))
                                     : styles[span->style];
}

static void draw_line(const struct app *a, struct frame *f, int y, const struct card_line *line,
                      struct cell_hits *h)
{
    struct rect detail = a->layout.detail;
    for (size_t i = 0; i < line->span_count; i++) {
        const struct card_span *span = &a->card.spans[line->first_span + i];
        struct painted p = {.text = span->text,
                            .off = span->off,
                            .focus_off = SIZE_MAX,
                            .style = span_style(a, span, h->row)};
        if (span->style != CARD_EMPTY)
            paint(&p, h, a, span->column);
        int x = LAYOUT_MARGIN_CELLS + span->x;
        frame_put_painted(f, y, detail.x + x, detail.width - x, &p, glyph_use_ascii(a->options));
    }
}

void detail_draw(const struct app *a, struct frame *f)
{
    struct rect detail = a->layout.detail;
    if (detail.height <= 0)
        return;
    struct cell_hits hits;
    look_up(&hits, a, app_row(a));
    if (a->layout.beside)
        draw_upright_rule(a, f);
    else
        draw_level_rule(a, f, hits.row, &hits);
    for (int i = 0; i < detail.height && a->card_top + (size_t)i < a->card.line_count; i++)
        draw_line(a, f, detail.y + i, &a->card.lines[a->card_top + (size_t)i], &hits);
}
