/*
 * layout: the rectangles of the screen, cut off one after the other from what is left.
 *
 * The one idea: there is a rectangle of free cells, and every part is a slice taken from one of its
 * edges. Parts so taken cannot overlap and leave nothing over, whatever the size. What is drawn in
 * them is left to the screen layer.
 */
#include "app/layout.h"

#define ROWS_FOR_DETAIL 12
#define ROWS_FOR_TITLE  8
#define READABLE_CELLS  80 /* a line of running text should not be longer */

static struct rect take_top(struct rect *free_cells, int height)
{
    struct rect part = *free_cells;
    part.height = height;
    free_cells->y += height;
    free_cells->height -= height;
    return part;
}

static struct rect take_bottom(struct rect *free_cells, int height)
{
    struct rect part = *free_cells;
    free_cells->height -= height;
    part.y += free_cells->height;
    part.height = height;
    return part;
}

static struct rect take_right(struct rect *free_cells, int width)
{
    struct rect part = *free_cells;
    free_cells->width -= width;
    part.x += free_cells->width;
    part.width = width;
    return part;
}

static int two_fifths(int whole)
{
    return whole * 2 / 5;
}

static int detail_width(int cols)
{
    int width = two_fifths(cols);
    return width < READABLE_CELLS ? width : READABLE_CELLS;
}

struct layout layout_of(int rows, int cols, enum layout_body body)
{
    struct layout l = {0};
    if (rows < LAYOUT_MIN_ROWS || cols < LAYOUT_MIN_COLS) {
        l.too_small = true;
        return l;
    }
    struct rect left = {0, 0, rows, cols};
    if (rows >= ROWS_FOR_TITLE)
        l.title = take_top(&left, 1);
    l.hint = take_bottom(&left, 1);
    l.status = take_bottom(&left, 1);
    if (body == LAYOUT_DETAIL) {
        l.rule = take_top(&left, 1);
        l.detail = left;
        return l;
    }
    l.beside = body == LAYOUT_SPLIT && cols >= LAYOUT_BESIDE_COLS;
    if (l.beside) {
        l.detail = take_right(&left, detail_width(cols));
        l.rule = take_right(&left, 1);
    } else if (body == LAYOUT_SPLIT && rows >= ROWS_FOR_DETAIL) {
        l.detail = take_bottom(&left, two_fifths(left.height));
        l.rule = take_bottom(&left, 1);
    }
    l.header = take_top(&left, 1);
    l.list = left;
    return l;
}
