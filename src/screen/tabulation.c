/*
 * tabulation: heading, titles and lines of the roll-up.
 *
 * Figures stand at the right of their column, and so do their titles. What stands behind or overdue
 * is coloured where it is not zero; the bar has its signs. What is counted is app/breakdown.c's.
 */
#include "screen/tabulation.h"

#include "app/drill.h"
#include "review/bar.h"
#include "screen/pen.h"
#include "text/cluster.h"

/* ---- heading and titles ---- */

static bool has_bar(const struct breakdown *b)
{
    return b->place_count > 0 && b->places[b->place_count - 1].column == BREAKDOWN_BAR;
}

/* Writes at the right end of the pen, if there is room for all of it beside `keeps` cells. */
static void put_at_right(struct pen *pen, struct str text, int keeps)
{
    int cells = (int)text_cells(text);
    if (pen_room(pen) < cells + 1 + keeps)
        return;
    struct pen right = *pen;
    right.x = pen->end - cells - 1;
    pen->end = right.x - 1;
    pen_put(&right, text, STYLE_TEXT);
}

/* The way, what it is grouped by, what the bar's signs mean, and the place of the cursor. */
static void draw_heading(const struct app *a, struct frame *f)
{
    const struct breakdown *b = &a->breakdown;
    struct buf words = BUF_INIT, place = BUF_INIT;
    drill_append_heading(a, &words);
    size_t count = breakdown_count(b);
    buf_printf(&place, "%zu/%zu", count ? b->chosen.pos + 1 : 0, count);
    struct pen pen = pen_at(f, a->layout.header, 0, glyph_use_ascii(a->options));
    pen_skip(&pen, 1);
    put_at_right(&pen, buf_str(&place), 0);
    if (has_bar(b) && b->has_states)
        put_at_right(&pen, str_from(msg_text(a->lang, MSG_SUMMARY_LEGEND)),
                     (int)text_cells(buf_str(&words)) + 1);
    pen_put(&pen, buf_str(&words), STYLE_HEADING);
    buf_release(&words);
    buf_release(&place);
}

/* The sign of a sort takes the gap behind the column. */
static void draw_title(const struct app *a, struct frame *f, const struct breakdown_place *place)
{
    const struct breakdown *b = &a->breakdown;
    bool ascii = glyph_use_ascii(a->options);
    unsigned style = place->column == b->chosen.column ? STYLE_HEADER_CURRENT : STYLE_HEADER;
    struct buf title = BUF_INIT;
    breakdown_append_title(&title, b, place->column, a->table, a->lang);
    struct pen pen = pen_at(f, a->layout.list, 0, ascii);
    pen_skip(&pen, place->x);
    int used = (int)text_cells(buf_str(&title)), end = pen.x + place->cells;
    if (place->column != BREAKDOWN_VALUE && used < place->cells)
        pen_skip(&pen, place->cells - used);
    pen.x += frame_put_cut(f, pen.y, pen.x, end - pen.x, buf_str(&title), style, ascii);
    if (b->chosen.sort == place->column)
        pen_put_glyph(&pen, b->chosen.is_descending ? GLYPH_DESCENDING : GLYPH_ASCENDING, style);
    buf_release(&title);
}

static void draw_titles(const struct app *a, struct frame *f)
{
    struct rect row = a->layout.list;
    row.height = 1;
    frame_fill(f, row, STYLE_HEADER);
    for (size_t i = 0; i < a->breakdown.place_count; i++)
        draw_title(a, f, &a->breakdown.places[i]);
}

/* ---- lines ---- */

/* What is nobody's concern, a zero, is drawn as plain text. */
static unsigned style_of(enum breakdown_column column, const struct tally *t)
{
    switch (column) {
    case BREAKDOWN_BEHIND:
        return t->behind > 0 ? STYLE_BEHIND : STYLE_TEXT;
    case BREAKDOWN_OVERDUE:
        return t->overdue > 0 ? STYLE_BEHIND : STYLE_TEXT;
    case BREAKDOWN_NOT_STATED:
        return t->not_stated > 0 ? STYLE_UNSURE : STYLE_TEXT;
    default:
        return STYLE_TEXT;
    }
}

static void shade_bar(struct frame *f, int y, int x, struct str bar)
{
    static const enum style styles[BAR_CLASSES] = {
        [BAR_ON_SCHEDULE] = STYLE_GOOD,
        [BAR_BEHIND] = STYLE_BEHIND,
        [BAR_NOT_STATED] = STYLE_UNSURE,
        [BAR_OTHER] = STYLE_TEXT,
    };
    for (size_t i = 0; i < bar.len && x + (int)i < f->cols; i++)
        for (size_t class = 0; class < BAR_CLASSES; class ++)
            if (bar.ptr[i] == bar_class(class)->sign)
                frame_at(f, y, x + (int)i)->style = (uint16_t)styles[class];
}

static void draw_cell(const struct app *a, struct frame *f, int y,
                      const struct breakdown_place *place, const struct rollup_line *line)
{
    bool ascii = glyph_use_ascii(a->options);
    struct buf text = BUF_INIT;
    breakdown_append_cell(&text, &a->breakdown, place->column, line, place->cells, a->lang);
    struct str shown = buf_str(&text);
    int x = a->layout.list.x + place->x, cells = place->cells;
    int used = (int)text_cells(shown);
    bool is_figure = place->column != BREAKDOWN_VALUE && place->column != BREAKDOWN_BAR;
    if (is_figure && used < cells) {
        x += cells - used;
        cells = used;
    }
    frame_put_cut(f, y, x, cells, shown, style_of(place->column, &line->tally), ascii);
    if (place->column == BREAKDOWN_BAR)
        shade_bar(f, y, x, str_slice(shown, 0, (size_t)cells));
    buf_release(&text);
}

static void draw_line(const struct app *a, struct frame *f, int y, size_t pos)
{
    const struct breakdown *b = &a->breakdown;
    const struct rollup_line *line = breakdown_line(b, pos);
    for (size_t i = 0; i < b->place_count; i++)
        draw_cell(a, f, y, &b->places[i], line);
    if (pos != b->chosen.pos)
        return;
    frame_put(f, y, a->layout.list.x, 1, glyph_str(GLYPH_MARKER, false), STYLE_TEXT);
    for (size_t i = 0; i < b->place_count; i++)
        if (b->places[i].column == b->chosen.column)
            frame_add_style(f, y, a->layout.list.x + b->places[i].x, b->places[i].cells,
                            STYLE_CURSOR);
}

void tabulation_draw(const struct app *a, struct frame *f)
{
    const struct breakdown *b = &a->breakdown;
    struct rect list = a->layout.list;
    draw_heading(a, f);
    if (list.height <= 0)
        return;
    draw_titles(a, f);
    for (int i = 1; i < list.height && b->chosen.top + (size_t)i - 1 < breakdown_count(b); i++)
        draw_line(a, f, list.y + i, b->chosen.top + (size_t)i - 1);
    if (breakdown_count(b) == 0 && !b->is_stale && list.height > 1) {
        struct pen pen = pen_at(f, list, 1, glyph_use_ascii(a->options));
        pen_skip(&pen, 2);
        pen_put(&pen, str_from(msg_text(a->lang, MSG_LIST_EMPTY)), STYLE_UNSURE);
    }
}
