/*
 * frame: draws text into a grid of cells, clipped, never half a wide cluster.
 *
 * The one hard idea: every cell is whole at any time. Whoever overwrites one half of a wide cluster
 * blanks the other half first (clear_halves), so that what a frame holds can always be sent.
 * What is safe to show is decided by the text layer (cluster_at); what a style looks like is left
 * to style.c.
 */
#include "screen/frame.h"

#include "screen/glyph.h"
#include "text/cluster.h"

#include <string.h>

void frame_init(struct frame *f)
{
    *f = (struct frame){.cursor_y = -1, .cursor_x = -1};
}

void frame_release(struct frame *f)
{
    mem_free(f->cells);
    frame_init(f);
}

static void set_blank(struct frame_cell *cell, unsigned style)
{
    cell->bytes[0] = ' ';
    cell->len = 1;
    cell->cells = 1;
    cell->style = (uint16_t)style;
}

void frame_reset(struct frame *f, int rows, int cols)
{
    size_t had = (size_t)f->rows * (size_t)f->cols;
    f->rows = rows > 0 ? rows : 0;
    f->cols = cols > 0 ? cols : 0;
    f->cursor_y = f->cursor_x = -1;
    size_t count = (size_t)f->rows * (size_t)f->cols;
    if (count != had) {
        mem_free(f->cells);
        f->cells = mem_array(count, sizeof f->cells[0]);
    }
    for (size_t i = 0; i < count; i++)
        set_blank(&f->cells[i], STYLE_TEXT);
}

struct frame_cell *frame_at(const struct frame *f, int y, int x)
{
    return &f->cells[(size_t)y * (size_t)f->cols + (size_t)x];
}

bool frame_cells_equal(const struct frame_cell *a, const struct frame_cell *b)
{
    return a->len == b->len && a->cells == b->cells && a->style == b->style &&
           memcmp(a->bytes, b->bytes, a->len) == 0;
}

/* Cells from x on that can be drawn on: at most `cells`, within the frame. */
static int clip_cells(const struct frame *f, int y, int x, int cells)
{
    if (y < 0 || y >= f->rows || x < 0 || x >= f->cols)
        return 0;
    return cells < f->cols - x ? cells : f->cols - x;
}

/* Before the cells x .. x + cells - 1 are overwritten: the halves that stand outside them. */
static void clear_halves(struct frame *f, int y, int x, int cells)
{
    struct frame_cell *first = frame_at(f, y, x);
    if (first->cells == 0)
        set_blank(first - 1, first[-1].style);
    struct frame_cell *last = frame_at(f, y, x + cells - 1);
    if (last->cells == 2)
        set_blank(last + 1, last->style);
}

void frame_fill(struct frame *f, struct rect r, unsigned style)
{
    int cells = clip_cells(f, r.y, r.x, r.width);
    if (cells <= 0)
        return;
    for (int y = r.y; y < r.y + r.height && y < f->rows; y++) {
        clear_halves(f, y, r.x, cells);
        for (int x = r.x; x < r.x + cells; x++)
            set_blank(frame_at(f, y, x), style);
    }
}

static void set_cell(struct frame *f, int y, int x, struct str bytes, int cells, unsigned style)
{
    clear_halves(f, y, x, cells);
    struct frame_cell *cell = frame_at(f, y, x);
    struct str kept = bytes.len > FRAME_CELL_BYTES ? utf8_clip(bytes, FRAME_CELL_BYTES) : bytes;
    memcpy(cell->bytes, kept.ptr, kept.len);
    cell->len = (uint8_t)kept.len;
    cell->cells = (uint8_t)cells;
    cell->style = (uint16_t)style;
    if (cells == 2) {
        cell[1].len = 0;
        cell[1].cells = 0;
        cell[1].style = (uint16_t)style;
    }
}

/* A cluster whose code points stand side by side (a mark, a flag, a Devanagari syllable) takes a
 * cell for each, with what combines. An emoji sequence is narrower than the sum of its parts, and
 * one cell. */
static void set_cluster(struct frame *f, int y, int x, const struct cluster *c, unsigned style)
{
    if (c->is_mark)
        style |= STYLE_MARK;
    int begins[CLUSTER_BYTES_MAX + 1], widths[CLUSTER_BYTES_MAX];
    int count = 0, sum = 0;
    for (size_t off = 0; off < c->shown.len;) {
        int begin = (int)off;
        int width = width_of_code_point(utf8_decode(c->shown, &off));
        if (width <= 0 && count > 0)
            continue;
        begins[count] = begin;
        widths[count++] = width;
        sum += width;
    }
    begins[count] = (int)c->shown.len;
    if (sum != c->cells) {
        set_cell(f, y, x, c->shown, c->cells, style);
        return;
    }
    for (int i = 0; i < count; x += widths[i++])
        set_cell(f, y, x,
                 str_slice(c->shown, (size_t)begins[i], (size_t)(begins[i + 1] - begins[i])),
                 widths[i], style);
}

/* True for one code point, which is what most clusters are. */
static bool is_one_code_point(struct str s)
{
    for (size_t i = 1; i < s.len; i++)
        if (((unsigned char)s.ptr[i] & 0xC0) != 0x80)
            return false;
    return true;
}

/* The flags for the bytes [off, end) of a cell; `*next` walks along the hits. */
static unsigned hit_flags(const struct painted *p, size_t off, size_t end, size_t *next)
{
    while (*next < p->hit_count && p->hits[*next].off + p->hits[*next].len <= off)
        ++*next;
    if (*next == p->hit_count || p->hits[*next].off >= end)
        return 0;
    return p->hits[*next].by_pinyin ? STYLE_MATCH | STYLE_PINYIN : STYLE_MATCH;
}

/* Draws from byte `from` of the text what fits; `*end` is where it stopped. */
static int put_from(struct frame *f, int y, int x, int cells, const struct painted *p, size_t from,
                    size_t *end)
{
    int used = 0;
    size_t next_hit = 0;
    size_t off = from;
    while (off < p->text.len) {
        struct cluster c;
        size_t after = cluster_at(p->text, off, &c);
        if (used + c.cells > cells)
            break;
        unsigned flags = hit_flags(p, p->off + off, p->off + after, &next_hit);
        if (c.cells <= 2 && is_one_code_point(c.shown) && !c.is_mark)
            set_cell(f, y, x + used, c.shown, c.cells, p->style | flags);
        else
            set_cluster(f, y, x + used, &c, p->style | flags);
        used += c.cells;
        off = after;
    }
    *end = off;
    return used;
}

int frame_put(struct frame *f, int y, int x, int cells, struct str text, unsigned style)
{
    size_t end;
    struct painted p = {.text = text, .style = style};
    return put_from(f, y, x, clip_cells(f, y, x, cells), &p, 0, &end);
}

int frame_put_cut(struct frame *f, int y, int x, int cells, struct str text, unsigned style,
                  bool ascii)
{
    struct painted p = {.text = text, .style = style, .focus_off = SIZE_MAX};
    return frame_put_painted(f, y, x, cells, &p, ascii);
}

/* From `from` on; with a mark behind it where it does not fit. */
static int put_cut_from(struct frame *f, int y, int x, int cells, const struct painted *p,
                        size_t from, bool ascii)
{
    size_t end;
    int used = put_from(f, y, x, cells, p, from, &end);
    if (end == p->text.len)
        return used;
    if (used == cells)
        used -= frame_at(f, y, x + used - 1)->cells == 0 ? 2 : 1;
    frame_fill(f, (struct rect){y, x + used, 1, cells - used}, p->style);
    return used + frame_put(f, y, x + used, cells - used, glyph_str(GLYPH_CUT, ascii), p->style);
}

/* Where to begin so that the hit at `focus` stands in the first third of `cells`, or farther right
 * where the text ends; 0 when the beginning shows the whole hit anyway. */
static size_t window_start(const struct painted *p, size_t focus, size_t focus_end, int cells)
{
    if (text_cells(str_slice(p->text, 0, focus_end)) < (size_t)cells)
        return 0;
    size_t lead = text_cells(str_slice(p->text, 0, focus));
    size_t rest = text_cells(p->text); /* from `start` on; the mark at the left takes a cell */
    size_t start = 0;
    while (start < focus && lead > (size_t)cells / 3 && rest > (size_t)cells - 1) {
        struct cluster c;
        start = cluster_at(p->text, start, &c);
        lead -= c.cells;
        rest -= c.cells;
    }
    return start;
}

/* The hit to bring into view as bytes of the text: false when there is none in it. */
static bool find_focus(const struct painted *p, size_t *focus, size_t *focus_end)
{
    for (size_t i = 0; i < p->hit_count; i++) {
        if (p->hits[i].off != p->focus_off || p->focus_off < p->off)
            continue;
        *focus = p->focus_off - p->off;
        *focus_end = *focus + p->hits[i].len;
        return *focus_end <= p->text.len;
    }
    return false;
}

int frame_put_painted(struct frame *f, int y, int x, int cells, const struct painted *p, bool ascii)
{
    cells = clip_cells(f, y, x, cells);
    if (cells <= 0)
        return 0;
    size_t focus, focus_end, start = 0;
    if (find_focus(p, &focus, &focus_end))
        start = window_start(p, focus, focus_end, cells);
    if (start == 0)
        return put_cut_from(f, y, x, cells, p, 0, ascii);
    int used = frame_put(f, y, x, cells, glyph_str(GLYPH_CUT, ascii), p->style);
    return used + put_cut_from(f, y, x + used, cells - used, p, start, ascii);
}

void frame_add_style(struct frame *f, int y, int x, int cells, unsigned flags)
{
    cells = clip_cells(f, y, x, cells);
    for (int i = 0; i < cells; i++) {
        struct frame_cell *cell = frame_at(f, y, x + i);
        cell->style = (uint16_t)(cell->style | flags);
    }
}

/* ---- as text ---- */

char frame_style_letter(unsigned style)
{
    static const char letters[STYLE_COUNT] = {
        [STYLE_TEXT] = '.',           [STYLE_TITLE] = 't',   [STYLE_HEADER] = 'h',
        [STYLE_HEADER_CURRENT] = 'H', [STYLE_LABEL] = 'l',   [STYLE_TARGET] = 'T',
        [STYLE_GOOD] = 'g',           [STYLE_BEHIND] = 'b',  [STYLE_UNSURE] = 'u',
        [STYLE_RULE] = 'r',           [STYLE_STATUS] = 's',  [STYLE_STATUS_BAD] = 'S',
        [STYLE_HINT_KEY] = 'k',       [STYLE_HINT] = 'i',    [STYLE_PROMPT] = 'p',
        [STYLE_ERROR] = 'e',          [STYLE_HEADING] = 'd', [STYLE_ADDED] = 'a',
        [STYLE_TAKEN] = 'x',          [STYLE_REMARK] = 'c',
    };
    if (style & STYLE_MATCH)
        return style & STYLE_PINYIN ? 'P' : 'M';
    if (style & STYLE_MARK)
        return '!';
    return style & STYLE_CURSOR ? '>' : letters[style];
}

static void trim_end(struct buf *out, size_t from, char byte)
{
    while (out->len > from && out->ptr[out->len - 1] == byte)
        buf_remove(out, out->len - 1, 1);
}

static void dump_styles(const struct frame *f, int y, struct buf *out)
{
    size_t begin = out->len;
    for (int x = 0; x < f->cols; x++)
        buf_append_byte(out, frame_style_letter(frame_at(f, y, x)->style));
    trim_end(out, begin, '.');
    if (out->len > begin)
        buf_append_byte(out, '\n');
}

void frame_dump(const struct frame *f, struct buf *out, bool styles)
{
    for (int y = 0; y < f->rows; y++) {
        size_t begin = out->len;
        for (int x = 0; x < f->cols; x++)
            buf_append(out, frame_at(f, y, x)->bytes, frame_at(f, y, x)->len);
        trim_end(out, begin, ' ');
        buf_append_byte(out, '\n');
        if (styles)
            dump_styles(f, y, out);
    }
}
