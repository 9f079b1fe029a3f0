/*
 * grid: lays wrapped cells side by side.
 *
 * The one hard idea: blanks are owed, not written. A column that has nothing on a line only moves
 * the place where the next text begins, so no line ends in blanks. Wrapping and widths are the text
 * layer's.
 */
#include "review/grid.h"

#include <string.h>

#include "text/cluster.h"

void grid_init(struct grid *g, size_t count, bool sanitise)
{
    *g = (struct grid){.columns = mem_zero(count, sizeof *g->columns),
                       .count = count,
                       .sanitise = sanitise,
                       .wraps = mem_array(count, sizeof *g->wraps)};
    for (size_t i = 0; i < count; i++)
        g->wraps[i] = (struct wrap)WRAP_INIT;
}

void grid_release(struct grid *g)
{
    for (size_t i = 0; i < g->count; i++)
        wrap_release(&g->wraps[i]);
    mem_free(g->wraps);
    mem_free(g->columns);
    buf_release(&g->line);
}

unsigned grid_cells(const struct grid *g)
{
    unsigned cells = 0;
    for (size_t i = 0; i < g->count; i++)
        cells += g->columns[i].cells + (i > 0 ? GRID_GAP : 0);
    return cells;
}

/* Wraps every text; returns how many lines the highest takes. */
static size_t wrap_row(struct grid *g, const struct str *texts)
{
    size_t height = 0;
    for (size_t i = 0; i < g->count; i++) {
        wrap_text(&g->wraps[i], text_trim(texts[i]), g->columns[i].cells);
        if (g->wraps[i].count > height)
            height = g->wraps[i].count;
    }
    return height;
}

static void append_blanks(struct buf *line, size_t count)
{
    while (count-- > 0)
        buf_append_byte(line, ' ');
}

/* Builds one line of the row in g->line. */
static void build_line(struct grid *g, const struct str *texts, size_t index)
{
    size_t owed = g->indent;
    for (size_t i = 0; i < g->count; i++) {
        const struct grid_column *column = &g->columns[i];
        const struct wrap *w = &g->wraps[i];
        size_t width = column->cells + GRID_GAP;
        if (index >= w->count || w->lines[index].shown_len == 0) {
            owed += width;
            continue;
        }
        const struct wrap_line *line = &w->lines[index];
        size_t room = line->cells < column->cells ? column->cells - line->cells : 0;
        append_blanks(&g->line, owed + (column->is_right ? room : 0));
        struct str shown = str_slice(text_trim(texts[i]), line->off, line->shown_len);
        if (g->sanitise)
            text_append_shown(&g->line, shown);
        else
            buf_append_str(&g->line, shown);
        owed = GRID_GAP + (column->is_right ? 0 : room);
    }
}

void grid_put_row(struct grid *g, FILE *out, const struct str *texts)
{
    size_t height = wrap_row(g, texts);
    for (size_t index = 0; index < height; index++) {
        buf_clear(&g->line);
        build_line(g, texts, index);
        buf_append_byte(&g->line, '\n');
        (void)fwrite(g->line.ptr, 1, g->line.len, out);
    }
}

void grid_put_rule(FILE *out, unsigned cells)
{
    for (unsigned i = 0; i < cells; i++)
        (void)putc('-', out);
    (void)putc('\n', out);
}
