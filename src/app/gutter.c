/*
 * gutter: a table of signs. Each is ASCII, so that no terminal makes it two cells wide.
 */
#include "app/gutter.h"

#include "review/notes.h"

char gutter_change_sign(enum change change, bool note_is_same)
{
    /* A note that stayed is what a reviewer asks about, whatever else changed beside it. */
    if (note_is_same)
        return '=';
    return change == CHANGE_NEW ? '+' : change == CHANGE_CHANGED ? '~' : ' ';
}

static bool has_marks(const struct review *r)
{
    return r->notes && notes_mark_count(r->notes) > 0;
}

static char mark_sign(const struct review *r, uint32_t row)
{
    return notes_is_marked(r, row) ? '*' : ' ';
}

static bool has_remarks(const struct review *r)
{
    return r->notes && notes_remark_count(r->notes) > 0;
}

static char remark_sign(const struct review *r, uint32_t row)
{
    size_t count;
    (void)notes_remarks(r, row, &count);
    return count > 0 ? '"' : ' ';
}

static bool has_comparison(const struct review *r)
{
    return r->compare != NULL;
}

static char comparison_sign(const struct review *r, uint32_t row)
{
    return gutter_change_sign(compare_change(r->compare, row),
                              compare_note_is_same(r->compare, row));
}

/* From left to right. */
static const struct {
    bool (*is_used)(const struct review *r);
    char (*sign)(const struct review *r, uint32_t row);
} gutter[GUTTER_SIGNS_MAX] = {
    {has_marks, mark_sign},
    {has_remarks, remark_sign},
    {has_comparison, comparison_sign},
};

unsigned gutter_cells(const struct app *a)
{
    unsigned cells = 2;
    for (size_t i = 0; i < GUTTER_SIGNS_MAX; i++)
        cells += gutter[i].is_used(&a->review);
    return cells;
}

size_t gutter_signs(const struct app *a, uint32_t row, char signs[GUTTER_SIGNS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < GUTTER_SIGNS_MAX; i++)
        if (gutter[i].is_used(&a->review))
            signs[count++] = gutter[i].sign(&a->review, row);
    return count;
}
