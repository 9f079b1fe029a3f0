/*
 * ui: the panes, each in its rectangle. The whole frame is drawn for each event: that costs less than
 * knowing what changed, and term.c sends only what differs.
 */
#include "screen/ui.h"

#include "screen/detail.h"
#include "screen/glyph.h"
#include "screen/hint.h"
#include "screen/list.h"
#include "screen/sheet.h"
#include "screen/status.h"
#include "screen/tabulation.h"

void ui_draw(const struct app *a, struct frame *f)
{
    frame_reset(f, a->rows, a->cols);
    if (a->layout.too_small) {
        frame_put_cut(f, 0, 0, f->cols, str_from(msg_text(a->lang, MSG_SCREEN_TOO_SMALL)),
                      STYLE_TEXT, glyph_use_ascii(a->options));
        return;
    }
    status_draw_title(a, f);
    if (a->page.kind != PAGE_NONE) {
        sheet_draw(a, f);
    } else if (a->breakdown.is_open) {
        tabulation_draw(a, f);
    } else {
        if (a->layout.list.height > 0)
            list_draw(a, f);
        detail_draw(a, f);
    }
    status_draw(a, f);
    hint_draw(a, f);
}
