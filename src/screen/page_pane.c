/*
 * page_pane: a page's heading and lines. What they say is contents.c; how they are scrolled, page.c.
 */
#include "screen/page_pane.h"

#include "app/contents.h"
#include "screen/pen.h"

static void draw_heading(const struct app *a, struct frame *f)
{
    struct rect header = a->layout.header;
    frame_fill(f, header, STYLE_HEADER);
    struct buf text = BUF_INIT, place = BUF_INIT;
    contents_append_title(a, &text);
    size_t last = a->page.top + (size_t)a->layout.list.height;
    if (last > a->page.count)
        last = a->page.count;
    buf_printf(&place, "%zu-%zu/%zu", a->page.count ? a->page.top + 1 : 0, last, a->page.count);
    struct pen pen = pen_at(f, header, 0, glyph_use_ascii(a->options));
    pen_skip(&pen, 1);
    pen_put(&pen, buf_str(&text), STYLE_HEADER_CURRENT);
    if (pen_room(&pen) > (int)place.len + 1) {
        pen.x = pen.end - (int)place.len - 1;
        pen_put(&pen, buf_str(&place), STYLE_HEADER);
    }
    buf_release(&text);
    buf_release(&place);
}

/* The key's name (the first column) is drawn apart. */
static void draw_line(const struct app *a, struct frame *f, int y, size_t index)
{
    const struct page_line *line = &a->page.lines[index];
    struct rect list = a->layout.list;
    bool ascii = glyph_use_ascii(a->options);
    struct pen pen = pen_at(f, list, y, ascii);
    bool is_cursor = a->page.choosable && index == a->page.cursor && line->target != PAGE_NO_TARGET;
    if (is_cursor)
        pen_put_glyph(&pen, GLYPH_MARKER, STYLE_TEXT);
    pen.x = list.x + 1;
    struct str text = page_line_text(&a->page, index);
    pen_put(&pen, text, line->style == PAGE_HEADING ? STYLE_HEADING : STYLE_TEXT);
    for (int x = 0; x < line->key_cells && list.x + 1 + x < pen.end; x++) {
        struct frame_cell *cell = frame_at(f, pen.y, list.x + 1 + x);
        if (cell->style == STYLE_TEXT && !(cell->len == 1 && cell->bytes[0] == ' '))
            cell->style = STYLE_HINT_KEY;
    }
    if (is_cursor)
        frame_add_style(f, pen.y, list.x + 1, pen.x - list.x - 1, STYLE_CURSOR);
}

void page_pane_draw(const struct app *a, struct frame *f)
{
    draw_heading(a, f);
    for (int i = 0; i < a->layout.list.height && a->page.top + (size_t)i < a->page.count; i++)
        draw_line(a, f, i, a->page.top + (size_t)i);
}
