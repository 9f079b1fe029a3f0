/*
 * page: lines built from entries, and a cursor that only rests where something can be chosen.
 *
 * The one hard idea: movement is counted in lines but ends on entries. A move first goes its lines,
 * then on in the same direction to the beginning of an entry that can be chosen, and back from the
 * end of the page if there is none. So one rule serves j, PgDn and G, whatever the entries'
 * heights. What a page says and what its targets mean are left to the app.
 */
#include "app/page.h"

#include "text/cluster.h"
#include "text/wrap.h"

#define LEAST_TEXT_CELLS 12 /* a narrower text beside its key is not worth reading */
#define INDENT_CELLS     2  /* of text below its key, and of continued lines without a key */

void page_release(struct page *p)
{
    buf_release(&p->text);
    mem_free(p->lines);
    *p = (struct page){0};
}

void page_begin(struct page *p, enum page_kind kind, bool choosable)
{
    if (p->kind != kind) {
        p->cursor = 0;
        p->top = 0;
    }
    p->kind = kind;
    p->choosable = choosable;
    p->count = 0;
    p->of = NULL;
    p->listed = 0;
    buf_clear(&p->text);
}

void page_open(struct page *p, enum page_kind kind)
{
    page_begin(p, PAGE_NONE, false);
    page_begin(p, kind, false);
}

struct str page_line_text(const struct page *p, size_t line)
{
    return str_slice(buf_str(&p->text), p->lines[line].off, p->lines[line].len);
}

/* ---- building ---- */

static void append_blanks(struct buf *out, size_t count)
{
    while (count-- > 0)
        buf_append_byte(out, ' ');
}

/* Adds a line that begins with `key` padded to `indent` cells, or with that many blanks. */
static struct page_line *add_line(struct page *p, struct str key, size_t indent, struct str text)
{
    p->lines = mem_reserve(p->lines, &p->cap, p->count + 1, sizeof(*p->lines));
    struct page_line *line = &p->lines[p->count++];
    *line = (struct page_line){.off = p->text.len};
    size_t key_cells = text_cells(key);
    buf_append_str(&p->text, key);
    append_blanks(&p->text, indent > key_cells ? indent - key_cells : 0);
    buf_append_str(&p->text, text);
    line->len = p->text.len - line->off;
    return line;
}

/* Where an entry puts its parts, in cells. */
struct entry_form {
    bool key_alone;   /* the key has a line of its own, the text begins below it */
    unsigned first;   /* where the text begins on the first line */
    unsigned further; /* and on further ones */
};

static struct entry_form choose_form(struct str key, unsigned key_cells, unsigned width_cells)
{
    if (key_cells == 0 && key.len == 0)
        return (struct entry_form){.first = 0, .further = INDENT_CELLS};
    bool has_room = key_cells > 0 && key_cells + LEAST_TEXT_CELLS <= width_cells;
    unsigned indent = has_room ? key_cells : INDENT_CELLS;
    bool key_alone = key.len > 0 && (!has_room || text_cells(key) > key_cells);
    return (struct entry_form){key_alone, indent, indent};
}

static unsigned room_beside(unsigned indent, unsigned width_cells)
{
    return width_cells > indent ? width_cells - indent : 1;
}

/* Adds the lines of `text`; the first one begins with `key`. The wrapped lines of a text without a
 * key are narrower than its first, so the rest is wrapped anew behind that. */
static void add_text(struct page *p, struct str key, struct str text, struct entry_form form,
                     unsigned width_cells)
{
    struct wrap wrap = WRAP_INIT;
    wrap_text(&wrap, text, room_beside(form.first, width_cells));
    add_line(p, key, form.first, str_slice(text, 0, wrap.lines[0].shown_len));
    if (wrap.count > 1) {
        struct str rest = str_slice(text, wrap.lines[0].len, SIZE_MAX);
        wrap_text(&wrap, rest, room_beside(form.further, width_cells));
        for (size_t i = 0; i < wrap.count; i++) {
            struct str part = str_slice(rest, wrap.lines[i].off, wrap.lines[i].shown_len);
            add_line(p, STR(""), form.further, part);
        }
    }
    wrap_release(&wrap);
}

void page_add(struct page *p, enum page_style style, struct str key, unsigned key_cells,
              struct str text, unsigned width_cells, uint32_t target)
{
    struct entry_form form = choose_form(key, key_cells, width_cells);
    size_t first = p->count;
    if (form.key_alone) {
        struct entry_form as_text = {.first = 0, .further = INDENT_CELLS};
        add_text(p, STR(""), key, as_text, width_cells);
        if (text.len > 0)
            add_text(p, STR(""), text, form, width_cells);
    } else {
        add_text(p, key, text, form, width_cells);
    }
    for (size_t i = first; i < p->count; i++) {
        p->lines[i].style = (uint8_t)(i == first ? style : PAGE_CONTINUED);
        p->lines[i].target = target;
    }
    if (form.key_alone)
        p->lines[first].key_cells = (uint16_t)text_cells(page_line_text(p, first));
    else if (key.len > 0)
        p->lines[first].key_cells = (uint16_t)form.first;
}

/* ---- moving ---- */

static bool begins_choice(const struct page *p, size_t line)
{
    return p->lines[line].target != PAGE_NO_TARGET && p->lines[line].style != PAGE_CONTINUED;
}

/* The line nearest to `from` that begins a choice: at or after it, else before it; or the other way
 * round. `from` itself when nothing can be chosen. */
static size_t nearest_choice(const struct page *p, size_t from, bool backwards)
{
    size_t before = from, after = from;
    while (after < p->count && !begins_choice(p, after))
        after++;
    while (before > 0 && !begins_choice(p, before))
        before--;
    bool has_after = after < p->count;
    bool has_before = begins_choice(p, before);
    if (has_before && (backwards || !has_after))
        return before;
    return has_after ? after : from;
}

static size_t entry_end(const struct page *p, size_t line)
{
    do {
        line++;
    } while (line < p->count && p->lines[line].style == PAGE_CONTINUED);
    return line;
}

static size_t last_top(const struct page *p, unsigned height)
{
    return p->count > height ? p->count - height : 0;
}

/* Moves the top no further than needed to show [first, end), the beginning above all. */
static void show_lines(struct page *p, size_t first, size_t end, unsigned height)
{
    if (end > p->top + height)
        p->top = end - height;
    if (first < p->top)
        p->top = first;
}

static bool has_choice(const struct page *p)
{
    return p->choosable && p->count > 0 && begins_choice(p, nearest_choice(p, 0, false));
}

void page_settle(struct page *p, unsigned height)
{
    if (p->top > last_top(p, height))
        p->top = last_top(p, height);
    if (!has_choice(p)) {
        p->cursor = p->top;
        return;
    }
    if (p->cursor >= p->count)
        p->cursor = p->count - 1;
    p->cursor = nearest_choice(p, p->cursor, true);
    size_t end = entry_end(p, p->cursor);
    bool is_first = p->cursor == nearest_choice(p, 0, false);
    show_lines(p, is_first && end <= height ? 0 : p->cursor, end, height);
}

void page_move_to(struct page *p, size_t line, unsigned height)
{
    if (!has_choice(p)) {
        p->top = line;
    } else {
        size_t last = p->count - 1;
        bool backwards = line < p->cursor;
        p->cursor = nearest_choice(p, line < last ? line : last, backwards);
    }
    page_settle(p, height);
}

void page_move(struct page *p, long lines, unsigned height)
{
    size_t from = has_choice(p) ? p->cursor : p->top;
    size_t distance = lines < 0 ? 0 - (size_t)lines : (size_t)lines;
    size_t to;
    if (lines < 0)
        to = from > distance ? from - distance : 0;
    else
        to = distance < SIZE_MAX - from ? from + distance : SIZE_MAX;
    page_move_to(p, to, height);
}
