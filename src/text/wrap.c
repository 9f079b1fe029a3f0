/*
 * wrap: fills lines of a given width.
 *
 * The one hard idea: while a line is filled, the last place of each level that it has passed is
 * remembered with the state at that place, so that when a piece no longer fits the line can be
 * ended there and filling goes on from there. Each piece is looked at as often as lines reach over
 * it, which is at most a few times: linear, however long the text. Which places there are is
 * linebreak.c's.
 */
#include "text/wrap.h"

/* A place between two pieces, with the line as it would be if it ended there. */
struct place {
    size_t piece;     /* the piece behind it; 0 for no place, since none is before the first */
    size_t off;       /* bytes of the text before it */
    size_t shown_end; /* end of what is drawn */
    uint32_t cells;   /* of what is drawn */
};

struct filler {
    struct wrap *wrap;
    unsigned width;
    struct place start;   /* of the line being filled */
    struct place here;    /* how far it is filled */
    uint32_t blank_cells; /* of blanks behind what is drawn: they count when something follows */
    struct place allowed;
    struct place reluctant;
};

static void begin_line(struct filler *f, struct place at)
{
    f->start = (struct place){at.piece, at.off, at.off, 0};
    f->here = f->start;
    f->blank_cells = 0;
    f->allowed = f->reluctant = (struct place){0};
}

static void end_line(struct filler *f, struct place at)
{
    struct wrap *w = f->wrap;
    w->lines = mem_reserve(w->lines, &w->cap, w->count + 1, sizeof w->lines[0]);
    w->lines[w->count++] = (struct wrap_line){.off = f->start.off,
                                              .len = at.off - f->start.off,
                                              .shown_len = at.shown_end - f->start.off,
                                              .cells = at.cells};
    begin_line(f, at);
}

/* True when the pieces from `from` to the next allowed place fit in one line. */
static bool fits_in_a_line(const struct filler *f, size_t from)
{
    const struct linebreaks *l = &f->wrap->breaks;
    size_t cells = 0, blank_cells = 0;
    for (size_t i = from; i < l->count; i++) {
        const struct linebreak_piece *p = &l->pieces[i];
        if (i > from && p->before >= BREAK_ALLOWED)
            break;
        if (p->is_blank) {
            blank_cells += p->cells;
            continue;
        }
        cells += blank_cells + p->cells;
        blank_cells = 0;
        if (cells > f->width)
            return false;
    }
    return true;
}

/* Where the line ends, now that the next piece does not fit. */
static struct place best_end(const struct filler *f)
{
    bool has_allowed = f->allowed.piece > 0, has_reluctant = f->reluctant.piece > 0;
    if (has_allowed &&
        (f->reluctant.piece < f->allowed.piece || fits_in_a_line(f, f->allowed.piece)))
        return f->allowed;
    return has_reluctant ? f->reluctant : f->here;
}

/* Takes piece `p` into the line if it fits. */
static bool take(struct filler *f, const struct linebreak_piece *p)
{
    if (p->is_blank) {
        f->blank_cells += p->cells;
    } else if (p->cells > 0) {
        uint32_t cells = f->here.cells + f->blank_cells + p->cells;
        if (cells > f->width && f->here.piece > f->start.piece)
            return false;
        f->here.cells = cells;
        f->here.shown_end = f->here.off + p->len;
        f->blank_cells = 0;
    }
    f->here.off += p->len;
    f->here.piece++;
    return true;
}

/* Remembers the place before piece `p`, or ends the line there if it must end. */
static void pass_place(struct filler *f, const struct linebreak_piece *p)
{
    if (f->here.piece == f->start.piece)
        return;
    if (p->before == BREAK_MANDATORY)
        end_line(f, f->here);
    else if (p->before == BREAK_ALLOWED)
        f->allowed = f->here;
    else if (p->before == BREAK_RELUCTANT)
        f->reluctant = f->here;
}

void wrap_release(struct wrap *w)
{
    mem_free(w->lines);
    linebreak_release(&w->breaks);
    *w = (struct wrap)WRAP_INIT;
}

/* Fills lines from the places that were found. */
static void fill(struct wrap *w, unsigned width_cells)
{
    struct filler f = {.wrap = w, .width = width_cells};
    w->count = 0;
    while (f.here.piece < w->breaks.count) {
        const struct linebreak_piece *p = &w->breaks.pieces[f.here.piece];
        pass_place(&f, p);
        if (!take(&f, p))
            end_line(&f, best_end(&f));
    }
    if (f.here.piece > f.start.piece || w->count == 0)
        end_line(&f, f.here);
}

void wrap_text(struct wrap *w, struct str text, unsigned width_cells)
{
    linebreak_find(&w->breaks, text);
    fill(w, width_cells);
}

void wrap_names(struct wrap *w, struct str text, unsigned width_cells)
{
    linebreak_find(&w->breaks, text);
    struct linebreak_piece *pieces = w->breaks.pieces;
    for (size_t i = 1; i < w->breaks.count; i++)
        if (pieces[i].before == BREAK_ALLOWED && !pieces[i - 1].is_blank)
            pieces[i].before = BREAK_RELUCTANT;
    fill(w, width_cells);
}
