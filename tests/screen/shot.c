/*
 * shot: see shot.h. Only a grid and its text; who fills it (frame or terminal) is elsewhere.
 */
#include "tests/screen/shot.h"

#include <string.h>

void shot_reset(struct shot *s, int rows, int cols)
{
    shot_release(s);
    s->rows = rows;
    s->cols = cols;
    s->cells = mem_zero((size_t)rows * (size_t)cols, sizeof *s->cells);
    for (int i = 0; i < rows * cols; i++) {
        s->cells[i].text[0] = ' ';
        s->cells[i].length = 1;
    }
}

void shot_release(struct shot *s)
{
    mem_free(s->cells);
    *s = (struct shot)SHOT_INIT;
}

struct shot_cell *shot_at(const struct shot *s, int y, int x)
{
    return &s->cells[(size_t)y * (size_t)s->cols + (size_t)x];
}

void shot_append_row(const struct shot *s, int y, struct buf *out)
{
    for (int x = 0; x < s->cols; x++) {
        const struct shot_cell *cell = shot_at(s, y, x);
        buf_append(out, cell->text, cell->length);
    }
}

bool shot_has(const struct shot *s, const char *words)
{
    struct buf row = BUF_INIT;
    bool found = false;
    for (int y = 0; y < s->rows && !found; y++) {
        buf_clear(&row);
        shot_append_row(s, y, &row);
        found = strstr(buf_cstr(&row), words) != NULL;
    }
    buf_release(&row);
    return found;
}

bool shot_equal(const struct shot *a, const struct shot *b)
{
    if (a->rows != b->rows || a->cols != b->cols || a->cursor_y != b->cursor_y ||
        a->cursor_x != b->cursor_x)
        return false;
    for (int i = 0; i < a->rows * a->cols; i++) {
        const struct shot_cell *one = &a->cells[i], *other = &b->cells[i];
        if (one->length != other->length || one->look != other->look ||
            memcmp(one->text, other->text, one->length) != 0)
            return false;
    }
    return true;
}

void shot_append(const struct shot *s, struct buf *out)
{
    for (int y = 0; y < s->rows; y++) {
        buf_append_byte(out, '|');
        shot_append_row(s, y, out);
        buf_append_str(out, STR("|\n"));
    }
}
