/*
 * lineedit: a line of text, a cursor in it, and the lines that came before.
 *
 * The one hard idea: the cursor counts bytes but only ever stands where a cluster begins. An edit
 * may join neighbours (a combining mark typed behind a letter, a flag whose middle was taken out),
 * so after each one the cursor is put on the next beginning. What a line means is left to the app,
 * how it is drawn to the screen.
 */
#include "app/lineedit.h"

#include <string.h>

#include "text/cluster.h"

/* ---- history ---- */

void history_release(struct history *h)
{
    for (size_t i = 0; i < h->count; i++)
        buf_release(&h->entries[i]);
    mem_free(h->entries);
    *h = (struct history)HISTORY_INIT;
}

static void drop_oldest(struct history *h)
{
    buf_release(&h->entries[0]);
    h->count--;
    memmove(h->entries, h->entries + 1, h->count * sizeof(*h->entries));
}

void history_add(struct history *h, struct str line)
{
    bool is_newest = h->count > 0 && str_equal(buf_str(&h->entries[h->count - 1]), line);
    if (line.len == 0 || is_newest)
        return;
    if (h->count == HISTORY_MAX)
        drop_oldest(h);
    h->entries = mem_reserve(h->entries, &h->cap, h->count + 1, sizeof(*h->entries));
    struct buf *entry = &h->entries[h->count++];
    *entry = (struct buf)BUF_INIT;
    buf_set(entry, line);
}

/* ---- the line ---- */

void lineedit_init(struct lineedit *e, struct history *history)
{
    *e = (struct lineedit){.history = history, .history_at = history ? history->count : 0};
}

void lineedit_release(struct lineedit *e)
{
    buf_release(&e->text);
    buf_release(&e->typed);
    lineedit_init(e, e->history);
}

static bool is_at_end(const struct lineedit *e)
{
    return e->cursor == e->text.len;
}

static size_t cluster_after(struct str text, size_t off)
{
    struct cluster cluster;
    return off < text.len ? cluster_at(text, off, &cluster) : off;
}

/* Puts the cursor at the first beginning of a cluster at or after `off`. */
static void put_cursor(struct lineedit *e, size_t off)
{
    struct str text = buf_str(&e->text);
    e->cursor = 0;
    while (e->cursor < off && !is_at_end(e))
        e->cursor = cluster_after(text, e->cursor);
}

static enum lineedit_result move_to(struct lineedit *e, size_t off)
{
    e->cursor = off;
    return LINEEDIT_MOVED;
}

static enum lineedit_result remove_between(struct lineedit *e, size_t from, size_t to)
{
    if (from == to)
        return LINEEDIT_MOVED;
    buf_remove(&e->text, from, to - from);
    put_cursor(e, from);
    return LINEEDIT_CHANGED;
}

/* Inserts clean text at the cursor, as much of it as has room. */
static enum lineedit_result insert(struct lineedit *e, struct str clean)
{
    size_t room = LINEEDIT_MAX_BYTES - 1 - e->text.len;
    struct str fitting = utf8_clip(clean, room);
    if (fitting.len == 0)
        return LINEEDIT_MOVED;
    buf_insert(&e->text, e->cursor, fitting);
    put_cursor(e, e->cursor + fitting.len);
    return LINEEDIT_CHANGED;
}

static bool is_control(uint32_t code_point)
{
    return code_point < ' ' || (code_point >= 0x7F && code_point < 0xA0);
}

/* CR LF is one line break. */
static bool is_line_break(struct str text, size_t *off, uint32_t code_point)
{
    if (code_point == '\r' && *off < text.len && text.ptr[*off] == '\n')
        ++*off;
    return code_point == '\r' || code_point == '\n' || code_point == 0x85 || code_point == 0x2028 ||
           code_point == 0x2029;
}

static void append_clean(struct buf *out, struct str text)
{
    size_t off = 0;
    while (off < text.len) {
        uint32_t code_point = utf8_decode(text, &off);
        if (is_line_break(text, &off, code_point) || code_point == '\t')
            code_point = ' ';
        if (is_control(code_point))
            continue;
        char bytes[4];
        buf_append(out, bytes, utf8_encode(code_point, bytes));
    }
}

enum lineedit_result lineedit_paste(struct lineedit *e, struct str text)
{
    struct buf clean = BUF_INIT;
    append_clean(&clean, text);
    enum lineedit_result result = insert(e, buf_str(&clean));
    buf_release(&clean);
    return result;
}

void lineedit_replace_before(struct lineedit *e, size_t from, struct str text)
{
    (void)remove_between(e, from, e->cursor);
    (void)lineedit_paste(e, text);
}

void lineedit_set(struct lineedit *e, struct str text)
{
    buf_clear(&e->text);
    buf_clear(&e->typed);
    e->cursor = 0;
    e->history_at = e->history ? e->history->count : 0;
    lineedit_paste(e, text);
}

/* ---- what keys do ---- */

static enum lineedit_result go_left(struct lineedit *e)
{
    return move_to(e, cluster_before(buf_str(&e->text), e->cursor));
}

static enum lineedit_result go_right(struct lineedit *e)
{
    return move_to(e, cluster_after(buf_str(&e->text), e->cursor));
}

static enum lineedit_result go_home(struct lineedit *e)
{
    return move_to(e, 0);
}

static enum lineedit_result go_end(struct lineedit *e)
{
    return move_to(e, e->text.len);
}

static enum lineedit_result delete_before(struct lineedit *e)
{
    return remove_between(e, cluster_before(buf_str(&e->text), e->cursor), e->cursor);
}

static enum lineedit_result delete_here(struct lineedit *e)
{
    return remove_between(e, e->cursor, cluster_after(buf_str(&e->text), e->cursor));
}

static enum lineedit_result delete_to_home(struct lineedit *e)
{
    return remove_between(e, 0, e->cursor);
}

static enum lineedit_result delete_to_end(struct lineedit *e)
{
    return remove_between(e, e->cursor, e->text.len);
}

static bool is_blank_at(struct str text, size_t off)
{
    struct cluster cluster;
    cluster_at(text, off, &cluster);
    return cluster.is_blank;
}

/* A word is what stands between blanks, as in a query. */
static enum lineedit_result delete_word_before(struct lineedit *e)
{
    struct str text = buf_str(&e->text);
    size_t from = e->cursor;
    while (from > 0 && is_blank_at(text, cluster_before(text, from)))
        from = cluster_before(text, from);
    while (from > 0 && !is_blank_at(text, cluster_before(text, from)))
        from = cluster_before(text, from);
    return remove_between(e, from, e->cursor);
}

/* Shows the entry at `at`, or the line that was being typed when `at` is behind the last entry. */
static enum lineedit_result show_entry(struct lineedit *e, size_t at)
{
    if (e->history_at == e->history->count)
        buf_set(&e->typed, buf_str(&e->text));
    e->history_at = at;
    bool is_typed = at == e->history->count;
    buf_set(&e->text, buf_str(is_typed ? &e->typed : &e->history->entries[at]));
    e->cursor = e->text.len;
    return LINEEDIT_CHANGED;
}

static enum lineedit_result go_older(struct lineedit *e)
{
    if (!e->history || e->history_at == 0)
        return LINEEDIT_MOVED;
    return show_entry(e, e->history_at - 1);
}

static enum lineedit_result go_newer(struct lineedit *e)
{
    if (!e->history || e->history_at >= e->history->count)
        return LINEEDIT_MOVED;
    return show_entry(e, e->history_at + 1);
}

static const struct {
    uint32_t key;
    enum lineedit_result (*run)(struct lineedit *e);
} edits[] = {
    {K_BACKSPACE, delete_before},
    {K_DELETE, delete_here},
    {K_LEFT, go_left},
    {K_RIGHT, go_right},
    {K_HOME, go_home},
    {K_END, go_end},
    {K_CTRL('u'), delete_to_home},
    {K_CTRL('k'), delete_to_end},
    {K_CTRL('w'), delete_word_before},
    {K_UP, go_older},
    {K_DOWN, go_newer},
};

enum lineedit_result lineedit_key(struct lineedit *e, uint32_t key)
{
    for (size_t i = 0; i < COUNT_OF(edits); i++)
        if (edits[i].key == key)
            return edits[i].run(e);
    if (key >= K_SPECIAL || is_control(key))
        return LINEEDIT_IGNORED;
    char bytes[4];
    return insert(e, (struct str){bytes, utf8_encode(key, bytes)});
}

/* ---- what is shown ---- */

/* The first beginning of a cluster with at least `cells` cells before it, at most the cursor. */
static size_t offset_of_cells(const struct lineedit *e, size_t cells)
{
    struct str text = buf_str(&e->text);
    size_t off = 0, before = 0;
    while (off < e->cursor && before < cells) {
        struct cluster cluster;
        off = cluster_at(text, off, &cluster);
        before += cluster.cells;
    }
    return off;
}

struct str lineedit_window(const struct lineedit *e, unsigned cells, unsigned *cursor_cells)
{
    struct str text = buf_str(&e->text);
    struct str under = str_slice(text, e->cursor, cluster_after(text, e->cursor) - e->cursor);
    size_t under_cells = is_at_end(e) ? 1 : text_cells(under);
    size_t need = text_cells(str_slice(text, 0, e->cursor)) + under_cells;
    size_t step = cells / 2 > 0 ? cells / 2 : 1;
    size_t skip = need > cells ? (need - cells + step - 1) / step * step : 0;
    size_t from = offset_of_cells(e, skip);
    *cursor_cells = (unsigned)text_cells(str_slice(text, from, e->cursor - from));
    return text_fit(str_slice(text, from, SIZE_MAX), cells, NULL);
}
