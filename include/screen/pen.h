/*
 * pen: writes one text behind the other on a row of a frame, up to an end.
 */
#ifndef DUBAN_SCREEN_PEN_H
#define DUBAN_SCREEN_PEN_H

#include "screen/frame.h"
#include "screen/glyph.h"

struct pen {
    struct frame *frame;
    int y, x;
    int end; /* first cell that is not written on */
    bool ascii;
};

/* A pen at the left of the row `y` (from 0) of a rectangle. */
struct pen pen_at(struct frame *f, struct rect r, int y, bool ascii);

/* Cells left. */
int pen_room(const struct pen *p);

/* Writes what fits; with a mark where it was cut. */
void pen_put(struct pen *p, struct str text, unsigned style);
void pen_put_glyph(struct pen *p, enum glyph glyph, unsigned style);

/* The same sign up to `x`. */
void pen_fill(struct pen *p, enum glyph glyph, int x, unsigned style);

/* Moves right without writing. */
void pen_skip(struct pen *p, int cells);

#endif
