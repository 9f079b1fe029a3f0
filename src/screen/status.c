/*
 * status: title bar and status bar.
 *
 * The hard idea: the status bar is a table of parts, each with its weight; the lightest ones are left
 * out until the rest fits. Numbers that change with every step are padded to the width they can have,
 * so that nothing behind them moves.
 */
#include "screen/status.h"

#include "app/activity.h"
#include "review/notes.h"
#include "screen/detail.h"
#include "screen/pen.h"
#include "text/cluster.h"

#include <string.h>

/* ---- the title bar ---- */

#define TITLE_KEEPS_CELLS 24 /* before the date gives way */

static void append_date(const struct app *a, struct buf *out, bool with_share)
{
    struct date as_of = a->review.as_of;
    if (!date_is_set(as_of))
        return;
    char iso[DATE_ISO_SIZE];
    date_format_iso(as_of, iso);
    bool is_own = date_compare(as_of, table_as_of(a->table)) == 0;
    msg_append(out, a->lang, is_own ? MSG_TITLE_AS_OF : MSG_TITLE_AS_OF_CHANGED, iso);
    if (!with_share)
        return;
    buf_printf(out, " %.*s ", STR_ARG(glyph_str(GLYPH_DOT, glyph_use_ascii(a->options))));
    msg_append(out, a->lang, MSG_TITLE_PRO_RATA, review_pro_rata(&a->review));
}

void status_draw_title(const struct app *a, struct frame *f)
{
    struct rect bar = a->layout.title;
    if (bar.height <= 0)
        return;
    struct str title = text_trim(table_title(a->table));
    if (title.len == 0)
        title = table_source_name(a->table);
    struct pen pen = pen_at(f, bar, 0, glyph_use_ascii(a->options));
    size_t wanted = text_cells(title),
           kept = wanted < TITLE_KEEPS_CELLS ? wanted : TITLE_KEEPS_CELLS;
    struct buf date = BUF_INIT;
    for (int with_share = 1; with_share >= 0; with_share--) {
        buf_clear(&date);
        append_date(a, &date, with_share);
        if (kept + 2 + text_cells(buf_str(&date)) <= (size_t)bar.width)
            break;
        buf_clear(&date);
    }
    if (date.len > 0) {
        struct pen right = pen;
        right.x = right.end - (int)text_cells(buf_str(&date));
        pen.end = right.x - 2;
        pen_put(&right, buf_str(&date), STYLE_TEXT);
    }
    pen_put(&pen, title, STYLE_TITLE);
    buf_release(&date);
}

/* ---- the parts of the status bar ---- */

static unsigned as_count(size_t n)
{
    return n > UINT32_MAX ? UINT32_MAX : (unsigned)n;
}

static bool has_states(const struct app *a)
{
    return table_find_role(a->table, ROLE_STATE) != COLUMN_NONE;
}

/* The counts have two forms; what there is of them stands whole at every width. */
struct form {
    enum msg on_schedule, records, behind, not_stated;
};

static const struct form forms[] = {
    {MSG_STATUS_ON_SCHEDULE, MSG_STATUS_RECORDS, MSG_STATUS_BEHIND, MSG_STATUS_NOT_STATED},
    {MSG_STATUS_ON_SCHEDULE_SHORT, MSG_STATUS_RECORDS_SHORT, MSG_STATUS_BEHIND_SHORT,
     MSG_STATUS_NOT_STATED_SHORT},
};

static void append_on_schedule(const struct app *a, const struct form *form, struct buf *out)
{
    const struct tally *t = &a->tally;
    if (has_states(a))
        msg_append(out, a->lang, form->on_schedule, t->on_schedule, t->records);
    else
        msg_append(out, a->lang, form->records, t->records);
}

static void append_behind(const struct app *a, const struct form *form, struct buf *out)
{
    if (has_states(a))
        msg_append(out, a->lang, form->behind, a->tally.behind);
    else if (table_lacks_states(a->table))
        msg_append(out, a->lang, MSG_STATUS_NO_STATES);
}

static void append_not_stated(const struct app *a, const struct form *form, struct buf *out)
{
    if (has_states(a))
        msg_append(out, a->lang, form->not_stated, a->tally.not_stated);
}

static void append_share(const struct app *a, struct buf *out)
{
    if (has_states(a) && a->tally.records > 0)
        buf_printf(out, "%d%%", tally_percent(&a->tally));
}

static void append_other(const struct app *a, struct buf *out)
{
    if (has_states(a) && a->tally.other > 0)
        msg_append(out, a->lang, MSG_STATUS_OTHER, a->tally.other);
}

static void append_overdue(const struct app *a, struct buf *out)
{
    if (a->tally.overdue > 0)
        msg_append(out, a->lang, MSG_STATUS_OVERDUE, a->tally.overdue);
}

static void append_due(const struct app *a, struct buf *out)
{
    if (a->tally.due > a->tally.overdue)
        msg_append(out, a->lang, MSG_STATUS_DUE, a->tally.due - a->tally.overdue);
}

static void append_loading(const struct app *a, struct buf *out)
{
    if (a->load_state == LOAD_FAILED)
        msg_append(out, a->lang, MSG_STATUS_NOT_WHOLE);
    if (a->load_state != LOAD_RUNNING)
        return;
    uint64_t done = 0, all = 0;
    loader_progress(a->loader, &done, &all);
    if (all > 0)
        msg_append(out, a->lang, MSG_STATUS_LOADING, (int)(done >= all ? 99 : done * 100 / all));
    else
        msg_append(out, a->lang, MSG_STATUS_LOADING_ROWS, table_rows(a->table));
}

static void append_stale(const struct app *a, struct buf *out)
{
    if (a->freshness.is_stale && !a->reload)
        msg_append(out, a->lang, MSG_STATUS_STALE);
}

static void append_stale_key(const struct app *a, struct buf *out)
{
    if (a->freshness.is_stale && !a->reload)
        msg_append(out, a->lang, MSG_STATUS_STALE_KEY);
}

/* A new view in the making; until it is there all else is of the one in use. */
static void append_progress(const struct app *a, struct buf *out)
{
    activity_append_progress(a, out);
}

/* The list's place and order mean nothing where the roll-up stands in its place. */
static void append_place(const struct app *a, struct buf *out)
{
    if (a->breakdown.is_open)
        return;
    size_t begin = out->len;
    buf_printf(out, "%zu", a->view.count);
    int width = (int)(out->len - begin);
    out->len = begin;
    buf_printf(out, "%*zu/%zu", width, a->view.count ? a->cursor + 1 : 0, a->view.count);
}

static void append_count(const struct app *a, struct buf *out)
{
    if (a->count > 0)
        buf_printf(out, "%u", a->count);
}

/* Where the rule is upright it has no room for this. */
static void append_detail(const struct app *a, struct buf *out)
{
    size_t above, below;
    app_card_hidden(a, &above, &below);
    if (!a->layout.beside || above + below == 0)
        return;
    msg_append(out, a->lang, MSG_STATUS_DETAIL);
    detail_append_lines(a, out, false);
}

static void append_order(const struct app *a, struct buf *out)
{
    bool ascii = glyph_use_ascii(a->options);
    const struct order *order = &a->remake.standing_order;
    for (size_t i = 0; i < order->count && !a->breakdown.is_open; i++) {
        const struct order_key *key = &order->keys[i];
        if (i > 0)
            buf_append_byte(out, ' ');
        buf_append_str(out, columns_title(&a->columns, key->column, 8, a->lang));
        buf_append_str(out, glyph_str(key->descending ? GLYPH_DESCENDING : GLYPH_ASCENDING, ascii));
    }
}

static void append_filter(const struct app *a, struct buf *out)
{
    if (a->remake.standing_filter.len == 0)
        return;
    msg_append(out, a->lang, MSG_STATUS_FILTER);
    buf_append_str(out, buf_str(&a->remake.standing_filter));
}

/* Counts of a narrowed list never stand there as if they were the table's, however little room there is: the
 * sign is the key that narrows. */
static void append_filter_sign(const struct app *a, struct buf *out)
{
    if (a->remake.standing_filter.len > 0)
        buf_append_byte(out, '&');
}

static void append_search(const struct app *a, struct buf *out)
{
    if (!a->search.query || a->search.text.len == 0)
        return;
    msg_append(out, a->lang, MSG_STATUS_SEARCH);
    buf_append_str(out, buf_str(&a->search.text));
    buf_printf(out, " %zu/%zu", search_place(&a->search, a->cursor), a->search.hits.count);
}

static void append_marks(const struct app *a, struct buf *out)
{
    size_t count = notes_mark_count(a->review.notes);
    if (count > 0)
        msg_append(out, a->lang, MSG_STATUS_MARKS, as_count(count));
}

static void append_warnings(const struct app *a, struct buf *out)
{
    bool is_checked = a->check && check_is_done(a->check);
    size_t count = is_checked ? check_total(a->check) : table_warnings_total(a->table);
    if (count > 0)
        msg_append(out, a->lang, MSG_STATUS_WARNINGS, as_count(count));
    if (count > 0 && !is_checked)
        buf_append_byte(out, '+'); /* a large table is looked through meanwhile */
}

static void append_unquoted(const struct app *a, struct buf *out)
{
    if (table_was_unquoted(a->table))
        msg_append(out, a->lang, MSG_STATUS_UNQUOTED);
}

/* Text that is not UTF-8, or not wholly, may have been read amiss: that is worth more room than the usual. */
static bool encoding_is_odd(const struct app *a)
{
    return !str_equal(str_from(table_encoding(a->table)), STR("UTF-8")) ||
           table_has_warning(a->table, WARNING_BAD_BYTES);
}

static void append_odd_encoding(const struct app *a, struct buf *out)
{
    if (encoding_is_odd(a))
        buf_append_str(out, str_from(table_encoding(a->table)));
}

static void append_usual_encoding(const struct app *a, struct buf *out)
{
    if (!encoding_is_odd(a))
        buf_append_str(out, str_from(table_encoding(a->table)));
}

static bool is_behind(const struct app *a)
{
    return has_states(a) && a->tally.behind > 0;
}

static bool is_overdue(const struct app *a)
{
    return a->tally.overdue > 0;
}

static bool is_stale(const struct app *a)
{
    return a->freshness.is_stale;
}

static bool is_not_whole(const struct app *a)
{
    return a->load_state == LOAD_FAILED;
}

#define FREE_TEXT_CELLS 24 /* a filter or a search takes no more from other parts */

/* How a part stands to the one before it. */
enum joint { APART, BESIDE, CLOSE };

/* From left to right. The three counts are the last to go: a reviewer reads them without asking.
 * What a bar always says (share, place, sort, filter, encoding, warnings) outweighs what it says besides. */
static const struct part {
    void (*append)(const struct app *a, struct buf *out); /* or, of a count: */
    void (*append_count)(const struct app *a, const struct form *form, struct buf *out);
    bool (*is_bad)(const struct app *a); /* NULL: never */
    uint8_t weight;                      /* the lightest is left out first */
    enum joint joint;
} parts[] = {
    {NULL, append_on_schedule, NULL, 100, APART},    {append_share, NULL, NULL, 76, CLOSE},
    {append_filter_sign, NULL, NULL, 99, CLOSE},     {NULL, append_behind, is_behind, 94, BESIDE},
    {NULL, append_not_stated, NULL, 93, BESIDE},     {append_other, NULL, NULL, 30, BESIDE},
    {append_overdue, NULL, is_overdue, 68, BESIDE},  {append_due, NULL, NULL, 35, BESIDE},
    {append_loading, NULL, is_not_whole, 90, APART}, {append_stale, NULL, is_stale, 92, APART},
    {append_stale_key, NULL, is_stale, 85, CLOSE},   {append_progress, NULL, NULL, 97, APART},
    {append_place, NULL, NULL, 80, APART},           {append_count, NULL, NULL, 95, APART},
    {append_search, NULL, NULL, 75, APART},          {append_filter, NULL, NULL, 91, APART},
    {append_detail, NULL, NULL, 55, APART},          {append_marks, NULL, NULL, 45, APART},
    {append_order, NULL, NULL, 74, APART},           {append_odd_encoding, NULL, NULL, 73, APART},
    {append_usual_encoding, NULL, NULL, 70, APART},  {append_warnings, NULL, NULL, 72, APART},
    {append_unquoted, NULL, NULL, 69, APART},
};

struct shown_part {
    struct buf text;
    int cells; /* 0: left out */
};

static int gap_cells(size_t i)
{
    static const int cells[] = {[APART] = 3, [BESIDE] = 2, [CLOSE] = 1};
    return i == 0 ? 0 : cells[parts[i].joint];
}

/* Leaves out the lightest parts until the rest fits. The heaviest one always stays, and is cut. */
static void fit_parts(struct shown_part *shown, int room)
{
    for (;;) {
        int cells = 0;
        size_t lightest = 0;
        for (size_t i = 0; i < COUNT_OF(parts); i++) {
            if (shown[i].cells == 0)
                continue;
            cells += shown[i].cells + gap_cells(i);
            if (parts[i].weight < parts[lightest].weight)
                lightest = i;
        }
        if (cells <= room || lightest == 0)
            return;
        shown[lightest].cells = 0;
    }
}

static bool is_free_text(size_t i)
{
    return parts[i].append == append_filter || parts[i].append == append_search;
}

/* What was typed is shown further where room is left. */
static void widen_free_texts(struct shown_part *shown, int room)
{
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (shown[i].cells > 0)
            room -= shown[i].cells + gap_cells(i);
    for (size_t i = 0; i < COUNT_OF(parts) && room > 0; i++) {
        int missing = (int)text_cells(buf_str(&shown[i].text)) - shown[i].cells;
        if (!is_free_text(i) || shown[i].cells == 0 || missing <= 0)
            continue;
        shown[i].cells += missing < room ? missing : room;
        room -= missing;
    }
}

static void make_parts(const struct app *a, const struct form *form, struct shown_part *shown)
{
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        buf_clear(&shown[i].text);
        if (parts[i].append_count)
            parts[i].append_count(a, form, &shown[i].text);
        else
            parts[i].append(a, &shown[i].text);
        size_t cells = text_cells(buf_str(&shown[i].text));
        shown[i].cells =
            (int)(is_free_text(i) && cells > FREE_TEXT_CELLS ? FREE_TEXT_CELLS : cells);
    }
}

static bool shows_all_counts(const struct shown_part *shown, int room)
{
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (parts[i].append_count && shown[i].text.len > 0 &&
            (shown[i].cells == 0 || shown[i].cells > room))
            return false;
    return true;
}

static void draw_part(const struct app *a, size_t i, struct shown_part *shown, struct pen *pen)
{
    struct pen part = *pen;
    if (i > 0) {
        if (parts[i].joint == APART)
            frame_put(pen->frame, part.y, part.x + 1, 1, glyph_str(GLYPH_BAR, pen->ascii),
                      STYLE_STATUS);
        part.x += gap_cells(i);
    }
    bool is_bad = parts[i].is_bad && parts[i].is_bad(a);
    if (part.x + shown->cells < part.end)
        part.end = part.x + shown->cells;
    pen_put(&part, buf_str(&shown->text), is_bad ? STYLE_STATUS_BAD : STYLE_STATUS);
    pen->x = part.x;
}

void status_draw(const struct app *a, struct frame *f, int rows_higher)
{
    struct rect bar = a->layout.status;
    bar.y -= rows_higher;
    frame_fill(f, bar, STYLE_STATUS);
    struct shown_part shown[COUNT_OF(parts)] = {0};
    int room = bar.width - 2;
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        make_parts(a, &forms[i], shown);
        fit_parts(shown, room);
        if (shows_all_counts(shown, room))
            break;
    }
    widen_free_texts(shown, room);
    struct pen pen = pen_at(f, bar, 0, glyph_use_ascii(a->options));
    pen_skip(&pen, 1);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (shown[i].cells > 0)
            draw_part(a, i, &shown[i], &pen);
        buf_release(&shown[i].text);
    }
}
