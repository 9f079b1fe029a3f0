/*
 * control: life of the state, events in, everything settled after each.
 *
 * The hard idea is settle(): whatever a verb did, one pass puts layout, column widths, card, cursor and scroll
 * positions in agreement, in that order, each reading only those before it. Verbs therefore change the one
 * thing they are about. What they do is in verb.c and find.c; what it looks like is the screen layer's.
 */
#include "app/control.h"

#include "app/annotate.h"
#include "app/ask.h"
#include "app/command.h"
#include "app/comparison.h"
#include "app/contents.h"
#include "app/find.h"
#include "app/gutter.h"
#include "app/reload.h"
#include "app/remake.h"
#include "app/restricted.h"
#include "base/sandbox.h"
#include "text/cluster.h"

/* Of the rule above the detail pane: dashes, blanks, how much is hidden. */
#define RULE_FRAME_CELLS    24
#define ROLLUP_MARKER_CELLS 2 /* the cursor's mark and a blank */
#define CHECK_FIRST_ROWS    2000
#define CHECK_STEP_ROWS     200
#define COUNT_MAX           100000000U

/* Rows were read that the view has not looked at. */
static bool view_lags(const struct app *a)
{
    return a->view.seen_rows < table_rows(a->table);
}

static bool view_is_busy(const struct app *a)
{
    return a->remake.is_running || view_lags(a) || !search_is_whole(&a->search, &a->view);
}

bool control_is_busy(const struct app *a)
{
    return (a->load_state == LOAD_RUNNING && loader_is_ready(a->loader)) || view_is_busy(a) ||
           (a->check && !check_is_done(a->check)) || reload_is_busy(a) || comparison_is_busy(a) ||
           annotate_is_busy(a) || contents_is_busy(a);
}

/* ---- settling ---- */

static enum layout_body body_of(const struct app *a)
{
    if (a->page.kind != PAGE_NONE || a->breakdown.is_open)
        return LAYOUT_PAGE;
    if (a->detail_alone)
        return LAYOUT_DETAIL;
    return a->detail_hidden ? LAYOUT_LIST : LAYOUT_SPLIT;
}

/* Moves `top` as little as needed for `cursor` to be among `height` rows, and leaves no empty rows
 * at the bottom while there are some above. */
static size_t scroll_to(size_t top, size_t cursor, size_t count, size_t height)
{
    if (height == 0)
        return cursor;
    if (top + height > count)
        top = count > height ? count - height : 0;
    if (cursor < top)
        return cursor;
    return cursor >= top + height ? cursor - height + 1 : top;
}

/* Cursor and current column within the view and the table, whatever is shown: verbs read them where nothing
 * fits on the screen, too. */
static void settle_place(struct app *a)
{
    uint32_t columns = table_columns(a->table);
    if (a->column >= columns)
        a->column = columns ? columns - 1 : 0;
    if (a->cursor >= a->view.count)
        a->cursor = a->view.count ? a->view.count - 1 : 0;
}

static void settle_list(struct app *a)
{
    const struct layout *l = &a->layout;
    if (l->list.width > 0)
        columns_fit(&a->columns, (unsigned)l->list.width, gutter_cells(a), a->column);
    a->top = scroll_to(a->top, a->cursor, a->view.count, (size_t)l->list.height);
}

static void settle_card(struct app *a)
{
    const struct rect *detail = &a->layout.detail;
    if (detail->height <= 0 || detail->width <= 0) {
        a->detail_focus = false;
        return;
    }
    uint32_t row = app_row(a);
    if (row != a->card_row) {
        a->card_row = row;
        a->card_top = 0;
    }
    int no_cells = row == ROW_NONE ? 0 : (int)text_cells(table_no(a->table, row));
    int room = a->layout.rule.width - RULE_FRAME_CELLS - no_cells;
    card_build(&a->card, &a->review, row, (unsigned)(detail->width - LAYOUT_MARGIN_CELLS),
               room > 0 ? (unsigned)room : 0, a->lang);
    size_t height = (size_t)detail->height;
    size_t last_top = a->card.line_count > height ? a->card.line_count - height : 0;
    if (a->card_top > last_top)
        a->card_top = last_top;
}

/* Scrolls the card so that the hit that was just found can be seen. */
static void show_hit(struct app *a)
{
    size_t height = (size_t)(a->layout.detail.height > 0 ? a->layout.detail.height : 0);
    if (a->search.hit_column == COLUMN_NONE || height == 0)
        return;
    size_t line = card_find_line(&a->card, a->search.hit_column, a->search.hit_off);
    a->card_top = scroll_to(a->card_top, line, a->card.line_count, height);
    a->search.hit_column = COLUMN_NONE;
}

/* A table that is new and whole is checked: at once if it is small, else between keys. */
static void settle_check(struct app *a)
{
    if (a->load_state == LOAD_RUNNING || a->check)
        return;
    a->check = check_new(a->table);
    check_step(a->check, CHECK_FIRST_ROWS);
}

static void settle(struct app *a)
{
    settle_check(a);
    settle_place(a);
    a->layout = layout_of(a->rows, a->cols, body_of(a));
    if (a->layout.too_small)
        return;
    if (a->page.kind != PAGE_NONE) {
        contents_build(a);
        page_settle(&a->page, (unsigned)a->layout.list.height);
        return;
    }
    if (a->breakdown.is_open) {
        const struct rect *list = &a->layout.list; /* its first row holds the titles */
        breakdown_settle(&a->breakdown, list->height > 1 ? (size_t)list->height - 1 : 0,
                         (unsigned)list->width, ROLLUP_MARKER_CELLS, a->table, a->lang);
        return;
    }
    settle_list(a);
    settle_card(a);
    show_hit(a);
}

/* ---- loading ---- */

/* The table began again: no row is what it was. */
static void begin_view_again(struct app *a)
{
    struct landing landing = {LANDING_ROW, app_row(a), a->top};
    remake_stop(a);
    a->view.count = a->view.seen_rows = 0;
    search_begin(&a->search, 0);
    remake_begin(a, REMAKE_ALL, landing);
}

/* The table that was shown while it grew is whole. What was found in it stands, as far as it does not rest on what
 * is only known now. */
static void take_whole_table(struct app *a)
{
    struct date as_of = a->review.as_of;
    a->owned = loader_take_table(a->loader);
    loader_free(a->loader);
    a->loader = NULL;
    a->load_state = LOAD_DONE;
    bool is_anew = table_generation(a->owned) != a->generation;
    app_adopt_table(a, a->owned);
    app_fit_deadlines(a);
    if (is_anew)
        begin_view_again(a);
    else if (date_compare(as_of, a->review.as_of) != 0 || app_asks(a, ASKS_NOTES) ||
             app_asks(a, ASKS_COMPARISON) || app_asks(a, ASKS_GONE))
        remake_all(a);
    else if (a->order.count > 0 || a->breakdown.is_open)
        remake_begin(a, REMAKE_ORDER, (struct landing){.kind = LANDING_KEEP});
}

/* New rows of a growing table join the view at its end; sorting waits until the table is whole. */
static void extend_view(struct app *a, struct work *work)
{
    size_t first_new = a->view.count;
    view_extend(&a->view, &a->review, a->filter, work);
    for (size_t pos = first_new; pos < a->view.count; pos++)
        tally_add(&a->tally, &a->review, a->view.rows[pos]);
}

/* A slice of what is asked of the view, of the view's own rows, of the search in it. */
static void work_on_view(struct app *a)
{
    struct work work = remake_slice_work(a);
    if (a->remake.is_running)
        remake_step(a, &work);
    else if (view_lags(a))
        extend_view(a, &work);
    if (!a->remake.is_running)
        (void)search_step(&a->search, &a->review, &a->view, &work);
    find_follow(a);
    if (a->is_at_end && a->view.count > 0 && a->cursor + 1 < a->view.count)
        app_set_cursor(a, a->view.count - 1);
}

/* Reads on, without waiting for a pipe. A table that had to begin again has no columns until its
 * header is found, and is not shown without. */
static enum err read_on(struct app *a, bool *done, struct diag *d)
{
    enum err err;
    do
        err = loader_step_now(a->loader, LOADER_SLICE_BYTES, done, d);
    while (err == ERR_NONE && !*done && !loader_table(a->loader));
    return err;
}

static void work_on_loading(struct app *a)
{
    bool done = false;
    struct diag d = {0};
    if (!loader_is_ready(a->loader))
        return;
    enum err err = read_on(a, &done, &d);
    if (err == ERR_NONE && done) {
        take_whole_table(a);
        return;
    }
    if (err != ERR_NONE) {
        /* What was read stays in use, and so does the loader that owns it. */
        a->load_state = LOAD_FAILED;
        app_notice_diag(a, &d);
    }
    if (table_generation(a->table) != a->generation) {
        app_adopt_table(a, a->table);
        begin_view_again(a);
    }
}

void control_add_wakes(const struct app *a, struct wake *w)
{
    if (a->load_state == LOAD_RUNNING)
        wake_add(w, loader_fd(a->loader));
    reload_add_wakes(a, w);
    freshness_add_wakes(&a->freshness, w);
    comparison_add_wakes(a, w);
    wake_add(w, notebook_fd(&a->notebook));
}

void control_work(struct app *a)
{
    if (a->load_state == LOAD_RUNNING)
        work_on_loading(a);
    if (view_is_busy(a))
        work_on_view(a);
    else if (a->check && !check_is_done(a->check))
        check_step(a->check, CHECK_STEP_ROWS);
    reload_work(a);
    if (freshness_look(&a->freshness) && a->notice_kind == NOTICE_NONE)
        app_notice(a, NOTICE_INFO, MSG_NOTICE_STALE);
    comparison_work(a);
    annotate_work(a);
    settle(a);
}

static void choose_lang(struct app *a)
{
    a->lang = a->options->lang_given              ? a->options->lang
              : table_header_is_chinese(a->table) ? LANG_ZH
                                                  : LANG_EN;
}

/* Takes the table over from the opening, or its loader while it grows. */
static void take_opened(struct app *a, struct opening *o)
{
    if (o->is_whole)
        a->owned = o->loader ? loader_take_table(o->loader) : gather_take_table(o->gather);
    if (!o->is_whole) {
        a->loader = o->loader;
        o->loader = NULL;
    }
    a->freshness = o->freshness;
    o->freshness = (struct freshness){.files = NULL};
    opening_release(o);
    a->load_state = a->owned ? LOAD_DONE : LOAD_RUNNING;
    app_adopt_table(a, a->owned ? a->owned : loader_table(a->loader));
    choose_lang(a);
    app_notice_missing(a);
}

/* ---- events ---- */

static bool take_count(struct app *a, uint32_t key)
{
    bool is_digit = key >= '0' && key <= '9' && (key != '0' || a->count > 0);
    if (!is_digit || app_context(a) == CONTEXT_PAGE)
        return false;
    if (a->count < COUNT_MAX)
        a->count = a->count * 10 + (key - '0');
    return true;
}

static void run_command(struct app *a, uint32_t key)
{
    const struct command *c = command_find(app_context(a), key);
    if (c && command_is_off(c, a->options))
        app_notice(a, NOTICE_INFO, MSG_RESTRICTED_OFF);
    else if (c)
        c->run(a, c->argument);
}

static void handle_key(struct app *a, uint32_t key)
{
    a->notice_kind = NOTICE_NONE;
    if (a->prompt != PROMPT_NONE) {
        if (!ask_key(a, key))
            run_command(a, key);
        return;
    }
    a->search.is_sought = false; /* the reader goes on */
    key = key_narrow(key);
    if (!take_count(a, key)) {
        run_command(a, key);
        a->count = 0;
    }
}

void control_handle(struct app *a, const struct event *e)
{
    switch (e->type) {
    case EVENT_KEY:
        a->is_at_end = false;
        handle_key(a, e->key);
        break;
    case EVENT_PASTE: /* text for a prompt; anywhere else it would be a salvo of commands */
        if (a->prompt != PROMPT_NONE)
            ask_paste(a, e->text);
        break;
    case EVENT_RESIZE:
        a->rows = e->rows;
        a->cols = e->cols;
        break;
    case EVENT_WIDTH: /* mostly the one that was taken for granted */
        if (e->wide == width_ambiguous_is_wide())
            break;
        width_set_ambiguous(e->wide);
        columns_measure(&a->columns, a->table);
        break;
    case EVENT_STOP:
        a->wants_quit = true;
        break;
    case EVENT_NONE:
        break;
    }
    settle(a);
}

/* ---- life ---- */

static enum err first_view(struct app *a, struct diag *d)
{
    enum err err = order_parse(&a->order, a->options->sort, a->table, d);
    if (err != ERR_NONE)
        return err;
    if (!app_set_filter(a, a->options->filter, d))
        return d->err;
    remake_all(a);
    uint32_t target = table_find_role(a->table, ROLE_TARGET);
    a->column = target == COLUMN_NONE ? 0 : target;
    return ERR_NONE;
}

enum err control_begin(struct app *a, struct opening *opening, struct diag *d)
{
    const struct options *options = opening->options;
    *a = (struct app){.options = options,
                      .load = options->load,
                      .rows = opening->rows,
                      .cols = opening->cols,
                      .card_row = ROW_NONE,
                      .search = SEARCH_INIT};
    columns_init(&a->columns);
    notebook_init(&a->notebook, options);
    take_opened(a, opening);
    enum err err = comparison_begin(a, d);
    if (err == ERR_NONE)
        err = first_view(a, d);
    if (err != ERR_NONE) {
        control_release(a);
        return err;
    }
    if (options->restricted && options->restricted->lacking != 0)
        app_notice(a, NOTICE_ERROR, MSG_RESTRICTED_PARTLY,
                   sandbox_parts_name(options->restricted->lacking));
    settle(a);
    return ERR_NONE;
}

enum err control_init(struct app *a, const struct options *options, int rows, int cols,
                      struct diag *d)
{
    struct opening opening;
    struct wake wake = WAKE_INIT;
    enum err err = opening_begin(&opening, options, rows, cols, d);
    while (err == ERR_NONE && !opening_is_ready(&opening)) {
        wake_clear(&wake);
        opening_add_wakes(&opening, &wake);
        if (!opening_is_busy(&opening))
            wake_sleep(&wake);
        err = opening_step(&opening, d);
        if (err != ERR_NONE)
            opening_release(&opening);
    }
    wake_release(&wake);
    return err == ERR_NONE ? control_begin(a, &opening, d) : err;
}

void control_release(struct app *a)
{
    query_free(a->filter);
    buf_release(&a->filter_text);
    search_release(&a->search);
    view_release(&a->view);
    remake_release(&a->remake);
    columns_release(&a->columns);
    card_release(&a->card);
    breakdown_release(&a->breakdown);
    completion_release(&a->completion);
    trail_release(&a->trail);
    page_release(&a->page);
    lineedit_release(&a->line);
    for (size_t i = 0; i < PROMPT_COUNT; i++)
        history_release(&a->histories[i]);
    buf_release(&a->before.text);
    buf_release(&a->copy);
    buf_release(&a->notice);
    check_free(a->check);
    notebook_release(&a->notebook);
    against_release(&a->against);
    freshness_release(&a->freshness);
    reload_release(a);
    table_free(a->owned);
    loader_free(a->loader);
    *a = (struct app){0};
}
