/*
 * hint: key hints from the command table, messages, the prompt.
 *
 * A row of the table with a hint shows its first key; when the row before it does the same thing in
 * the other direction (same verb, no hint of its own), that row's key stands before it: j/k. Where it is
 * narrow, help and the way out are the last to go: who is lost needs those.
 */
#include "screen/hint.h"

#include "app/activity.h"
#include "app/ask.h"
#include "app/command.h"
#include "screen/pen.h"
#include "text/cluster.h"
#include "text/wrap.h"

#define HINT_GAP_CELLS 2
#define LINE_CELLS_MIN 6 /* of a prompt: the line is at least so wide */
#define HINTS_KEPT     2

/* ---- hints ---- */

static struct str first_key(const struct command *c)
{
    struct str rest = str_from(c->keys), key = STR("");
    str_split(&rest, ' ', &key);
    return key;
}

static bool is_pair(const struct command *before, const struct command *c)
{
    return before->run == c->run && before->hint == MSG_NONE;
}

static bool has_hint(const struct app *a, const struct command *c)
{
    return command_hint(c, a) != MSG_NONE && (c->contexts & app_context(a)) &&
           !command_is_off(c, a->options);
}

/* Sets the keys of a row's hint, and returns the cells that it takes with the gap behind it. */
static int set_keys(struct buf *keys, const struct app *a, const struct command *commands, size_t i)
{
    buf_clear(keys);
    if (i > 0 && is_pair(&commands[i - 1], &commands[i]))
        buf_printf(keys, "%.*s/", STR_ARG(first_key(&commands[i - 1])));
    buf_append_str(keys, first_key(&commands[i]));
    struct str word = str_from(msg_text(a->lang, command_hint(&commands[i], a)));
    return (int)(text_cells(buf_str(keys)) + 1 + text_cells(word)) + HINT_GAP_CELLS;
}

/* The last hints of a context, help and the way out, keep their room whatever the others want. Returns
 * their cells, and the first of them. */
static int keep_room(const struct app *a, const struct command *commands, size_t count,
                     size_t *first_kept)
{
    struct buf keys = BUF_INIT;
    int cells = 0;
    *first_kept = count;
    for (size_t i = count, kept = 0; i-- > 0 && kept < HINTS_KEPT;) {
        if (!has_hint(a, &commands[i]))
            continue;
        cells += set_keys(&keys, a, commands, i);
        *first_kept = i;
        kept++;
    }
    buf_release(&keys);
    return cells;
}

static void draw_hints(const struct app *a, struct frame *f)
{
    size_t count, first_kept;
    const struct command *commands = command_table(&count);
    struct pen pen = pen_at(f, a->layout.hint, 0, glyph_use_ascii(a->options));
    pen_skip(&pen, 1);
    struct buf keys = BUF_INIT;
    int kept_cells = keep_room(a, commands, count, &first_kept);
    for (size_t i = 0; i < count; i++) {
        if (!has_hint(a, &commands[i]))
            continue;
        int room = pen_room(&pen) - (i < first_kept ? kept_cells : 0);
        if (set_keys(&keys, a, commands, i) - HINT_GAP_CELLS > room)
            continue;
        pen_put(&pen, buf_str(&keys), STYLE_HINT_KEY);
        pen_skip(&pen, 1);
        pen_put(&pen, str_from(msg_text(a->lang, command_hint(&commands[i], a))), STYLE_HINT);
        pen_skip(&pen, HINT_GAP_CELLS);
    }
    buf_release(&keys);
}

/* ---- messages ---- */

/* Writes words that must be read to their end on `row` and, where they are longer, on as many rows above it as they
 * need. Returns how many rows they take. */
static int draw_words(const struct app *a, struct frame *f, struct rect row, struct str words,
                      enum style style)
{
    struct wrap wrap = WRAP_INIT;
    int width = row.width - 2;
    wrap_text(&wrap, words, (unsigned)width);
    int count = wrap.count < (size_t)row.y ? (int)wrap.count : row.y;
    row.y -= count - 1;
    for (int i = 0; i < count; i++, row.y++) {
        bool is_last = i + 1 == count;
        size_t len = is_last ? words.len : wrap.lines[i].shown_len;
        frame_fill(f, row, STYLE_TEXT);
        frame_put_cut(f, row.y, row.x + 1, width, str_slice(words, wrap.lines[i].off, len), style,
                      glyph_use_ascii(a->options));
    }
    wrap_release(&wrap);
    return count;
}

/* ---- the prompt ---- */

/* What is wrong with the line, or what the app has to say; "" for nothing. */
static void append_remark(const struct app *a, struct buf *out)
{
    if (a->prompt_error.err != ERR_NONE)
        diag_append_reason(out, a->lang, &a->prompt_error);
    else if (a->notice_kind != NOTICE_NONE)
        buf_append_str(out, buf_str(&a->notice));
}

/* Writes at the right, in what the line leaves, and takes that room from the pen; where that is too little,
 * above the line. Returns the rows that it takes there. */
static int draw_remark(const struct app *a, struct frame *f, struct pen *pen, struct str remark,
                       enum style style)
{
    int line = (int)text_cells(buf_str(&a->line.text)) + 4; /* the cursor behind it, a gap */
    int cells = (int)text_cells(remark);
    if (cells == 0)
        return 0;
    if (cells + 1 > pen_room(pen) - line)
        return draw_words(a, f, a->layout.status, remark, style);
    pen->end -= cells + 1;
    frame_put(f, pen->y, pen->end, cells, remark, style);
    pen->end -= 1;
    return 0;
}

/* What can be typed, as long as nothing is. */
static void draw_advice(const struct app *a, struct frame *f, struct pen *pen)
{
    struct str advice = str_from(msg_text(a->lang, ask_advice(a->prompt)));
    if (a->line.text.len == 0 && (int)text_cells(advice) + LINE_CELLS_MIN <= pen_room(pen))
        (void)draw_remark(a, f, pen, advice, STYLE_HINT); /* it fits */
}

/* What Tab offers, at the right: the one that stands in the line, and those that follow it. */
static void draw_candidates(const struct app *a, struct frame *f, struct pen *pen)
{
    const struct completion *c = &a->completion;
    struct buf place = BUF_INIT;
    buf_printf(&place, "%zu/%zu", a->completion_at + 1, c->count);
    struct pen list = *pen;
    list.frame = f;
    list.x = pen->end - pen_room(pen) / 2;
    pen->end = list.x - 1;
    pen_put(&list, buf_str(&place), STYLE_HINT);
    for (size_t i = 0; i < c->count && pen_room(&list) > HINT_GAP_CELLS; i++) {
        size_t index = (a->completion_at + i) % c->count;
        pen_skip(&list, HINT_GAP_CELLS);
        pen_put(&list, c->candidates[index].shown, i == 0 ? STYLE_HINT_KEY : STYLE_HINT);
    }
    buf_release(&place);
}

/* The place in the line where reading it failed is drawn as an error, to its end. */
static void draw_line(const struct app *a, struct frame *f, struct pen *pen)
{
    unsigned cursor_cells = 0;
    struct str window = lineedit_window(&a->line, (unsigned)pen_room(pen), &cursor_cells);
    int x = pen->x;
    frame_put(f, pen->y, x, pen_room(pen), window, STYLE_TEXT);
    f->cursor_y = pen->y;
    f->cursor_x = x + (int)cursor_cells;
    if (a->prompt_error.err == ERR_NONE || window.len == 0)
        return;
    size_t begin = (size_t)(window.ptr - a->line.text.ptr);
    size_t bad = a->prompt_error.off > begin ? a->prompt_error.off - begin : 0;
    int lead = (int)text_cells(str_slice(window, 0, bad));
    int rest = (int)text_cells(window) - lead;
    for (int i = 0; i < rest && x + lead + i < pen->end; i++)
        frame_at(f, pen->y, x + lead + i)->style = STYLE_ERROR;
}

/* What is asked; on a narrow screen its beginning, so that the line has room for a character and the
 * cursor. */
static void draw_label(const struct app *a, struct pen *pen)
{
    struct pen label = *pen;
    label.end -= LINE_CELLS_MIN;
    pen_put(&label, str_from(msg_text(a->lang, ask_label(a->prompt))), STYLE_PROMPT);
    pen->x = label.x;
}

static int draw_prompt(const struct app *a, struct frame *f)
{
    struct pen pen = pen_at(f, a->layout.hint, 0, glyph_use_ascii(a->options));
    pen_skip(&pen, 1);
    draw_label(a, &pen);
    struct buf remark = BUF_INIT;
    int rows = 0;
    append_remark(a, &remark);
    if (a->completion.count > 0)
        draw_candidates(a, f, &pen);
    else if (remark.len > 0)
        rows = draw_remark(a, f, &pen, buf_str(&remark), STYLE_ERROR);
    else
        draw_advice(a, f, &pen);
    draw_line(a, f, &pen);
    buf_release(&remark);
    return rows;
}

int hint_draw(const struct app *a, struct frame *f)
{
    if (a->prompt != PROMPT_NONE)
        return draw_prompt(a, f);
    enum style style = a->notice_kind == NOTICE_ERROR ? STYLE_ERROR : STYLE_TEXT;
    struct buf words = BUF_INIT;
    int rows = 1;
    if (a->notice_kind != NOTICE_NONE)
        buf_append_str(&words, buf_str(&a->notice));
    else
        activity_append(a, &words);
    if (words.len > 0)
        rows = draw_words(a, f, a->layout.hint, buf_str(&words), style);
    else
        draw_hints(a, f);
    buf_release(&words);
    return rows - 1;
}
