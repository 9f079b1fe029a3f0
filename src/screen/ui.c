/*
 * ui: the panes, each in its rectangle. The whole frame is drawn for each event: that costs less than
 * knowing what changed, and term.c sends only what differs.
 */
#include "screen/ui.h"

#include "screen/detail.h"
#include "screen/glyph.h"
#include "screen/hint.h"
#include "screen/list.h"
#include "screen/page_pane.h"
#include "screen/pen.h"
#include "screen/status.h"
#include "screen/tabulation.h"

/* Where nothing fits, a word about it. */
static void draw_too_small(struct frame *f, enum lang lang, bool ascii)
{
    frame_put_cut(f, 0, 0, f->cols, str_from(msg_text(lang, MSG_SCREEN_TOO_SMALL)), STYLE_TEXT,
                  ascii);
}

void ui_draw_opening(const struct opening *o, struct frame *f)
{
    bool ascii = glyph_use_ascii(o->options);
    frame_reset(f, o->rows, o->cols);
    if (o->layout.too_small) {
        draw_too_small(f, o->lang, ascii);
        return;
    }
    struct buf words = BUF_INIT;
    opening_append(o, &words);
    struct pen pen = pen_at(f, o->layout.hint, 0, ascii);
    pen_skip(&pen, 1);
    pen_put(&pen, buf_str(&words), STYLE_TEXT);
    frame_fill(f, o->layout.status, STYLE_STATUS);
    buf_release(&words);
}

void ui_draw(const struct app *a, struct frame *f)
{
    frame_reset(f, a->rows, a->cols);
    if (a->layout.too_small) {
        draw_too_small(f, a->lang, glyph_use_ascii(a->options));
        return;
    }
    status_draw_title(a, f);
    if (a->page.kind != PAGE_NONE) {
        page_pane_draw(a, f);
    } else if (a->breakdown.is_open) {
        tabulation_draw(a, f);
    } else {
        if (a->layout.list.height > 0)
            list_draw(a, f);
        detail_draw(a, f);
    }
    status_draw(a, f, hint_draw(a, f));
}
