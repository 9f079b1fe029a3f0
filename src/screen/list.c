/*
 * list: header and rows of records.
 *
 * The hard idea is to be cheap: a step of the cursor changes a mark and two cells, nothing else, so
 * little is sent. Which columns and how wide is columns.c; which records, the view.
 */
#include "screen/list.h"

#include "app/deadline.h"
#include "app/gutter.h"
#include "screen/glyph.h"
#include "screen/pen.h"
#include "screen/style.h"
#include "text/cluster.h"

#include <stdio.h>
#include <string.h>

#define HITS_SHOWN 32 /* of a cell; it shows no more characters than that anyway */

/* ---- the header ---- */

/* A title, with the direction and (of several) the rank of its sort key behind it; these may take the
 * blank that follows the column. */
static void draw_title(const struct app *a, struct frame *f, const struct column_place *place,
                       bool is_last)
{
    bool ascii = glyph_use_ascii(a->options);
    struct rect header = a->layout.header;
    int cells = place->cells + !is_last;
    struct pen pen = pen_at(f, header, 0, ascii);
    pen.x += place->x;
    if (pen.x + cells < pen.end)
        pen.end = pen.x + cells;
    unsigned style = place->column == a->column ? STYLE_HEADER_CURRENT : STYLE_HEADER;
    int key = order_find(&a->remake.standing_order, place->column);
    char rank[12] = "";
    if (key >= 0 && a->remake.standing_order.count > 1)
        snprintf(rank, sizeof rank, "%d", key + 1);
    int mark_cells = key < 0 ? 0 : 1 + (int)strlen(rank);
    struct str title = columns_title(&a->columns, place->column, place->cells, a->lang);
    int title_room = pen_room(&pen) - (mark_cells > !is_last ? mark_cells : !is_last);
    pen.x += frame_put_cut(f, pen.y, pen.x, title_room, title, style, ascii);
    if (key < 0)
        return;
    pen_put_glyph(
        &pen, a->remake.standing_order.keys[key].descending ? GLYPH_DESCENDING : GLYPH_ASCENDING,
        style);
    pen_put(&pen, str_from(rank), style);
}

static void draw_header(const struct app *a, struct frame *f)
{
    struct rect header = a->layout.header;
    const struct columns *c = &a->columns;
    bool ascii = glyph_use_ascii(a->options);
    frame_fill(f, header, STYLE_HEADER);
    for (size_t i = 0; i < c->place_count; i++)
        draw_title(a, f, &c->places[i], i + 1 == c->place_count);
    if (c->more_left)
        frame_put(f, header.y, header.x, 1, glyph_str(GLYPH_LEFT, ascii), STYLE_HEADER);
    if (c->more_right)
        frame_put(f, header.y, header.x + header.width - 1, 1, glyph_str(GLYPH_RIGHT, ascii),
                  STYLE_HEADER);
}

/* ---- the rows ---- */

/* Draws how a deadline stands behind its text of `text` cells, at the column's end where that is long:
 * it is the text that is cut then. Returns the cells that are left for the text. */
static int draw_mark(struct frame *f, int y, int x, int cells, size_t text, struct str mark,
                     bool is_bad)
{
    int width = (int)text_cells(mark);
    if (cells < width + 2)
        return cells;
    int room = cells - width - 1;
    int used = text < (size_t)room ? (int)text : room;
    frame_put(f, y, x + used + 1, width, mark, is_bad ? STYLE_BEHIND : STYLE_UNSURE);
    return used;
}

static void draw_cell(const struct app *a, struct frame *f, int y, uint32_t row,
                      const struct column_place *place, const struct query *highlight)
{
    enum role role = table_column_role(a->table, place->column);
    struct str cell = table_cell(a->table, row, place->column);
    struct match_hit hits[HITS_SHOWN];
    struct painted p = {.text = text_trim(cell), .hits = hits, .focus_off = SIZE_MAX};
    p.off = p.text.len > 0 ? (size_t)(p.text.ptr - cell.ptr) : 0;
    p.style = role == ROLE_STATE ? style_of_state(table_state(a->table, row)) : STYLE_TEXT;
    if (highlight)
        p.hit_count = query_hits(highlight, &a->review, row, place->column, hits, HITS_SHOWN);
    if (p.hit_count > 0)
        p.focus_off = hits[0].off;
    int x = a->layout.list.x + place->x, cells = place->cells;
    if (role_info(role)->type == TYPE_NUMBER) {
        size_t used = text_cells(p.text);
        int left = used < (size_t)cells ? cells - (int)used : 0;
        x += left;
        cells -= left;
    }
    enum msg mark = role == ROLE_DUE ? deadline_mark(&a->review, row) : MSG_NONE;
    if (mark != MSG_NONE)
        cells = draw_mark(f, y, x, cells, text_cells(p.text), str_from(msg_text(a->lang, mark)),
                          review_standing(&a->review, row) == STANDING_OVERDUE);
    frame_put_painted(f, y, x, cells, &p, glyph_use_ascii(a->options));
}

static void draw_row(const struct app *a, struct frame *f, int y, size_t pos)
{
    uint32_t row = a->view.rows[pos];
    const struct query *highlight = app_highlight(a);
    if (highlight && !query_matches(highlight, &a->review, row))
        highlight = NULL;
    char signs[GUTTER_SIGNS_MAX];
    size_t sign_count = gutter_signs(a, row, signs);
    frame_put(f, y, a->layout.list.x + 1, (int)sign_count, (struct str){signs, sign_count},
              STYLE_TEXT);
    for (size_t i = 0; i < a->columns.place_count; i++)
        draw_cell(a, f, y, row, &a->columns.places[i], highlight);
    if (pos != a->cursor)
        return;
    frame_put(f, y, a->layout.list.x, 1, glyph_str(GLYPH_MARKER, false), STYLE_TEXT);
    const struct column_place *current = columns_find(&a->columns, a->column);
    if (current)
        frame_add_style(f, y, a->layout.list.x + current->x, current->cells, STYLE_CURSOR);
}

void list_draw(const struct app *a, struct frame *f)
{
    struct rect list = a->layout.list;
    draw_header(a, f);
    for (int i = 0; i < list.height && a->top + (size_t)i < a->view.count; i++)
        draw_row(a, f, list.y + i, a->top + (size_t)i);
    if (a->view.count == 0 && list.height > 0) {
        struct pen pen = pen_at(f, list, 0, glyph_use_ascii(a->options));
        pen_skip(&pen, 2);
        bool asks_gone = a->filter && query_asks(a->filter, ASKS_GONE);
        struct buf text = BUF_INIT;
        msg_append(&text, a->lang, asks_gone ? MSG_LIST_GONE : MSG_LIST_EMPTY);
        if (a->filter && list.height > 1) {
            pen_put(&pen, buf_str(&text), STYLE_UNSURE);
            buf_clear(&text);
            (void)query_append_doubt(&text, a->filter, a->table, a->lang);
            pen = pen_at(f, list, 1, glyph_use_ascii(a->options));
            pen_skip(&pen, 2);
        }
        pen_put(&pen, buf_str(&text), STYLE_UNSURE);
        buf_release(&text);
    }
}
