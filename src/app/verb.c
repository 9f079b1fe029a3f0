/*
 * verb: what commands do. Each changes the one thing that it is about and leaves agreement to the
 * settling that follows; so they stay a few lines each. Prompts, search and filter are in find.c.
 */
#include "app/verb.h"

#include "app/activity.h"
#include "app/comparison.h"
#include "app/drill.h"
#include "app/find.h"
#include "app/reload.h"
#include "app/remake.h"
#include "app/save.h"

/* ---- moving ---- */

static long repeated(const struct app *a, long times)
{
    return a->count ? times * (long)a->count : times;
}

/* `value` moved by `delta` within 0..last. */
static size_t moved(size_t value, long delta, size_t last)
{
    if (delta < 0) {
        size_t back = (size_t)-delta;
        return back > value ? 0 : value - back;
    }
    return (size_t)delta > last - (value < last ? value : last) ? last : value + (size_t)delta;
}

static size_t last_of(size_t count)
{
    return count ? count - 1 : 0;
}

static void scroll_card(struct app *a, long lines)
{
    a->card_top = moved(a->card_top, lines, last_of(a->card.line_count));
}

static void move_line(struct app *a, long lines)
{
    size_t *pos = &a->breakdown.chosen.pos;
    *pos = moved(*pos, lines, last_of(breakdown_count(&a->breakdown)));
}

static void move_cursor(struct app *a, long records)
{
    app_set_cursor(a, moved(a->cursor, records, last_of(a->view.count)));
}

/* Rows of whatever has the keys. */
static int pane_height(const struct app *a)
{
    int height = app_context(a) == CONTEXT_DETAIL ? a->layout.detail.height : a->layout.list.height;
    return height > 0 ? height : 1;
}

static void move_by(struct app *a, long lines)
{
    switch (app_context(a)) {
    case CONTEXT_PAGE:
        page_move(&a->page, lines, (unsigned)pane_height(a));
        break;
    case CONTEXT_DETAIL:
        scroll_card(a, lines);
        break;
    case CONTEXT_ROLLUP:
        move_line(a, lines);
        break;
    default:
        move_cursor(a, lines);
    }
}

void verb_move(struct app *a, int lines)
{
    move_by(a, repeated(a, lines));
}

void verb_move_half(struct app *a, int pages)
{
    /* A whole page keeps one line in sight, so that the reader does not lose the thread. */
    int height = pane_height(a);
    int step = pages == 1 || pages == -1 ? height / 2 : height - 1;
    step = step > 0 ? step : 1;
    if (app_context(a) == CONTEXT_LIST)
        a->top = moved(a->top, pages < 0 ? -step : step, last_of(a->view.count));
    move_by(a, repeated(a, pages < 0 ? -step : step));
}

void verb_move_top(struct app *a, int unused)
{
    (void)unused;
    switch (app_context(a)) {
    case CONTEXT_PAGE:
        page_move_to(&a->page, 0, (unsigned)pane_height(a));
        break;
    case CONTEXT_DETAIL:
        a->card_top = 0;
        break;
    case CONTEXT_ROLLUP:
        a->breakdown.chosen.pos = 0;
        break;
    default:
        app_set_cursor(a, 0);
    }
}

static void go_to_counted(struct app *a)
{
    struct buf word = BUF_INIT;
    buf_printf(&word, "%u", a->count);
    find_go_to(a, buf_str(&word));
    buf_release(&word);
}

void verb_move_bottom(struct app *a, int unused)
{
    (void)unused;
    if (a->count) {
        drill_leave_to_list(a);
        go_to_counted(a);
        return;
    }
    switch (app_context(a)) {
    case CONTEXT_PAGE:
        page_move_to(&a->page, last_of(a->page.count), (unsigned)pane_height(a));
        break;
    case CONTEXT_DETAIL:
        a->card_top = last_of(a->card.line_count);
        break;
    case CONTEXT_ROLLUP:
        a->breakdown.chosen.pos = last_of(breakdown_count(&a->breakdown));
        break;
    default:
        app_set_cursor(a, last_of(a->view.count));
        a->is_at_end = a->load_state == LOAD_RUNNING;
    }
}

void verb_step_record(struct app *a, int records)
{
    move_cursor(a, repeated(a, records));
}

/* ---- the detail pane ---- */

static bool detail_is_shown(const struct app *a)
{
    return a->layout.detail.height > 0;
}

void verb_scroll_detail(struct app *a, int lines)
{
    if (detail_is_shown(a))
        scroll_card(a, repeated(a, lines));
    else
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_ROOM);
}

void verb_open_detail(struct app *a, int unused)
{
    (void)unused;
    if (a->count) { /* a number and Enter: what hands do by themselves */
        go_to_counted(a);
        return;
    }
    a->detail_alone = app_row(a) != ROW_NONE;
    a->card_top = 0;
}

void verb_switch_focus(struct app *a, int unused)
{
    if (a->detail_alone)
        verb_back(a, unused);
    else if (detail_is_shown(a))
        a->detail_focus = !a->detail_focus;
    else
        verb_open_detail(a, unused);
}

void verb_toggle_detail(struct app *a, int unused)
{
    (void)unused;
    if (a->detail_alone) {
        a->detail_alone = false;
        return;
    }
    if (a->detail_hidden || detail_is_shown(a)) {
        a->detail_hidden = !a->detail_hidden;
        a->detail_focus = false;
    } else {
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_ROOM);
    }
}

/* ---- columns and sorting ---- */

void verb_move_column(struct app *a, int columns)
{
    if (a->breakdown.is_open) {
        breakdown_move_column(&a->breakdown, repeated(a, columns));
        return;
    }
    a->column = (uint32_t)moved(a->column, repeated(a, columns), last_of(table_columns(a->table)));
    a->search.home_column = a->column;
}

void verb_widen_column(struct app *a, int cells)
{
    columns_change_width(&a->columns, a->column, (int)repeated(a, cells));
}

void verb_fit_column(struct app *a, int unused)
{
    (void)unused;
    columns_reset_width(&a->columns, a->column);
}

void verb_sort(struct app *a, int descending)
{
    if (a->breakdown.is_open) {
        breakdown_sort(&a->breakdown, descending != 0, a->table);
        return;
    }
    /* The same key again takes the sort back: the file's own order returns without a menu. */
    if (a->order.count == 1 && a->order.keys[0].column == a->column &&
        a->order.keys[0].descending == (descending != 0))
        a->order.count = 0;
    else
        (void)order_set(&a->order, a->column, descending != 0, false);
    remake_as_asked(a);
}

void verb_sort_further(struct app *a, int descending)
{
    if (!order_set(&a->order, a->column, descending != 0, true)) {
        app_notice(a, NOTICE_ERROR, MSG_NOTICE_SORT_FULL);
        return;
    }
    remake_as_asked(a);
}

/* ---- pages ---- */

void verb_show_page(struct app *a, int page_kind)
{
    page_open(&a->page, (enum page_kind)page_kind);
    if (page_kind == PAGE_WARNINGS)
        a->page.cursor = a->finding_line;
}

static void close_page(struct app *a)
{
    a->page.kind = PAGE_NONE;
}

/* The words that a finding is about come into view in the detail pane. */
static void show_finding(struct app *a, const struct finding *f)
{
    if (f->column == COLUMN_NONE)
        return;
    const char *cell = table_cell(a->table, f->row, f->column).ptr;
    a->search.hit_column = f->column;
    a->search.hit_off = f->kind == FINDING_UNPAIRED ? (size_t)(f->text.ptr - cell) : 0;
}

static void jump_to_finding(struct app *a, uint32_t index)
{
    const struct finding *f = check_finding(a->check, index);
    if (f->row == ROW_NONE) {
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_RECORD); /* the list stays open */
        return;
    }
    a->finding_line = a->page.cursor;
    close_page(a);
    size_t pos = view_find(&a->view, f->row);
    if (pos == POS_NONE) {
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NOT_IN_VIEW);
        return;
    }
    app_set_cursor(a, pos);
    show_finding(a, f);
}

/* A column of the sort menu: ascending first, then descending, then ascending again. */
static void sort_by_menu(struct app *a, uint32_t column)
{
    close_page(a);
    if (column == COLUMN_NONE) {
        a->order.count = 0;
    } else {
        bool was_up = order_find(&a->order, column) == 0 && !a->order.keys[0].descending;
        (void)order_set(&a->order, column, was_up, false);
        a->column = column;
    }
    remake_as_asked(a);
}

static void read_again(struct app *a, const struct load_options *load)
{
    if (options_read_stdin(a->options))
        app_notice(a, NOTICE_ERROR, MSG_NOTICE_NOT_AGAIN);
    else
        reload_begin(a, load);
}

/* Reads the file in another encoding; the old one is kept when that does not work. */
static void read_as(struct app *a, const char *encoding)
{
    struct load_options load = a->load;
    close_page(a);
    load.encoding = str_from(encoding);
    read_again(a, &load);
}

static void group_by_menu(struct app *a, uint32_t index)
{
    close_page(a);
    drill_group_by(a, index);
}

void verb_choose(struct app *a, int unused)
{
    (void)unused;
    if (!a->page.choosable || a->page.cursor >= a->page.count) {
        close_page(a);
        return;
    }
    uint32_t target = a->page.lines[a->page.cursor].target;
    if (a->page.kind == PAGE_ENCODING)
        read_as(a, app_encoding_choice(target));
    else if (a->page.kind == PAGE_SAVE)
        save_choose(a, target);
    else if (a->page.kind == PAGE_SORT)
        sort_by_menu(a, target);
    else if (a->page.kind == PAGE_GROUPINGS)
        group_by_menu(a, target);
    else if (a->page.kind == PAGE_AGAINST && target != PAGE_NO_TARGET)
        comparison_choose(a, target);
    else if (target != PAGE_NO_TARGET)
        jump_to_finding(a, target);
}

/* ---- the table, the screen, the way out ---- */

void verb_reload(struct app *a, int unused)
{
    (void)unused;
    if (a->count > 0) /* 2R does not read the second file alone */
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_COUNT);
    else
        read_again(a, &a->load);
}

void verb_redraw(struct app *a, int unused)
{
    (void)unused;
    a->wants_redraw = true;
}

/* Leaves the innermost thing that is open. False when nothing was. */
static bool leave(struct app *a)
{
    if (a->page.kind != PAGE_NONE) {
        close_page(a);
        return true;
    }
    if (a->breakdown.is_open)
        return drill_back(a);
    bool was_open = a->detail_alone || a->detail_focus;
    a->detail_alone = false;
    a->detail_focus = false;
    return was_open;
}

bool verb_back_quits(const struct app *a)
{
    bool has_pane = !a->breakdown.is_open && (a->detail_alone || a->detail_focus);
    return a->page.kind == PAGE_NONE && !has_pane && a->trail.count == 0;
}

void verb_back(struct app *a, int unused)
{
    (void)unused;
    if (!leave(a) && !drill_back(a))
        a->wants_quit = true;
}

void verb_quit(struct app *a, int unused)
{
    (void)unused;
    a->wants_quit = true;
}

void verb_take_back(struct app *a, int unused)
{
    (void)unused;
    if (a->count > 0 || activity_cancel(a) || leave(a))
        return;
    if (a->search.query)
        find_end(a);
    else
        (void)drill_back(a);
}
