/*
 * pen: the little arithmetic that every bar of the screen would do otherwise.
 */
#include "screen/pen.h"

struct pen pen_at(struct frame *f, struct rect r, int y, bool ascii)
{
    return (struct pen){.frame = f, .y = r.y + y, .x = r.x, .end = r.x + r.width, .ascii = ascii};
}

int pen_room(const struct pen *p)
{
    return p->end > p->x ? p->end - p->x : 0;
}

void pen_put(struct pen *p, struct str text, unsigned style)
{
    p->x += frame_put_cut(p->frame, p->y, p->x, pen_room(p), text, style, p->ascii);
}

void pen_put_glyph(struct pen *p, enum glyph glyph, unsigned style)
{
    pen_put(p, glyph_str(glyph, p->ascii), style);
}

void pen_fill(struct pen *p, enum glyph glyph, int x, unsigned style)
{
    x = x < p->end ? x : p->end;
    if (p->x >= x)
        return;
    int first = p->x;
    pen_put_glyph(p, glyph, style);
    for (; p->x < x && p->x > first; p->x++)
        *frame_at(p->frame, p->y, p->x) = *frame_at(p->frame, p->y, first);
}

void pen_skip(struct pen *p, int cells)
{
    p->x += cells < pen_room(p) ? cells : pen_room(p);
}
