/*
 * reload: the new table is read whole before the old one is let go; then everything that named columns or
 * records of the old one is said again in names: of columns, of the record's number.
 */
#include "app/reload.h"

#define FIRST_STEP_BYTES (256 * 1024)
#define WORK_STEP_BYTES  (512 * 1024)

/* Where the review stood, in words that a new table understands. */
struct bookmark {
    struct buf no;
    struct buf source; /* the label of the record's table, where several are joined */
    size_t pos;
    struct buf column_name;
    struct buf key_names[ORDER_KEYS_MAX];
    struct order order;
};

static struct str source_label(const struct table *t, uint32_t row)
{
    return table_source(t, table_row_source(t, row)).label;
}

static void bookmark_set(struct bookmark *b, const struct app *a)
{
    *b = (struct bookmark){.pos = a->cursor, .order = a->order};
    if (app_row(a) != ROW_NONE) {
        buf_append_str(&b->no, table_no(a->table, app_row(a)));
        buf_append_str(&b->source, source_label(a->table, app_row(a)));
    }
    if (a->column < table_columns(a->table))
        buf_append_str(&b->column_name, table_column_name(a->table, a->column));
    for (size_t i = 0; i < a->order.count; i++)
        buf_append_str(&b->key_names[i], table_column_name(a->table, a->order.keys[i].column));
}

static void bookmark_release(struct bookmark *b)
{
    buf_release(&b->no);
    buf_release(&b->source);
    buf_release(&b->column_name);
    for (size_t i = 0; i < ORDER_KEYS_MAX; i++)
        buf_release(&b->key_names[i]);
}

static void restore_order(struct app *a, const struct bookmark *b)
{
    a->order.count = 0;
    for (size_t i = 0; i < b->order.count; i++) {
        uint32_t column = table_find_column(a->table, buf_str(&b->key_names[i]));
        if (column != COLUMN_NONE) {
            a->order.keys[a->order.count++] =
                (struct order_key){column, b->order.keys[i].descending};
        }
    }
}

/* The record of that number, of the same source where several tables count alike. */
static size_t find_record(const struct app *a, const struct bookmark *b)
{
    if (b->no.len == 0)
        return POS_NONE;
    for (size_t pos = 0; table_is_joined(a->table) && pos < a->view.count; pos++) {
        uint32_t row = a->view.rows[pos];
        if (str_equal(table_no(a->table, row), buf_str(&b->no)) &&
            str_equal(source_label(a->table, row), buf_str(&b->source)))
            return pos;
    }
    return view_find_no(&a->view, a->table, buf_str(&b->no));
}

static void restore_cursor(struct app *a, const struct bookmark *b)
{
    uint32_t column = table_find_column(a->table, buf_str(&b->column_name));
    if (column != COLUMN_NONE)
        a->column = column;
    size_t pos = find_record(a, b);
    app_set_cursor(a, pos == POS_NONE ? b->pos : pos);
}

/* Says filter and search again to the new table. A filter whose column is gone is dropped, with a word. */
static void restore_words(struct app *a)
{
    struct buf filter = BUF_INIT, search = BUF_INIT;
    struct diag d = {0};
    buf_append_str(&filter, buf_str(&a->filter_text));
    buf_append_str(&search, buf_str(&a->search.text));
    search_clear(&a->search); /* its hits are places of the old view */
    if (!app_set_filter(a, buf_str(&filter), &d)) {
        app_notice_diag(a, &d);
        app_clear_filter(a);
    }
    app_rebuild_view(a);
    if (!search_set(&a->search, buf_str(&search), &a->review, &a->view, NULL))
        search_clear(&a->search);
    buf_release(&filter);
    buf_release(&search);
}

/* ---- reading ---- */

static void close_reading(struct app *a)
{
    gather_free(a->reload);
    a->reload = NULL;
}

/* Ends without a new table. */
static void give_up(struct app *a)
{
    close_reading(a);
    freshness_end_reading(&a->freshness, false);
}

static void take_over(struct app *a, struct table *fresh)
{
    struct bookmark b;
    bookmark_set(&b, a);
    table_free(a->owned);
    loader_free(a->loader);
    a->loader = NULL;
    a->owned = fresh;
    a->load = a->reload_as;
    a->load_state = LOAD_DONE;
    app_adopt_table(a, fresh);
    restore_order(a, &b);
    app_notice(a, NOTICE_INFO, MSG_NOTICE_RELOADED, table_rows(fresh));
    restore_words(a);
    restore_cursor(a, &b);
    bookmark_release(&b);
    app_notice_missing(a);
}

static void read_on(struct app *a, size_t budget_bytes)
{
    struct diag d = {0};
    bool done = false;
    if (gather_step(a->reload, budget_bytes, &done, &d) != ERR_NONE) {
        give_up(a);
        app_notice_diag(a, &d);
        return;
    }
    if (!done)
        return;
    struct table *fresh = gather_take_table(a->reload);
    close_reading(a);
    freshness_end_reading(&a->freshness, true);
    take_over(a, fresh);
}

void reload_begin(struct app *a, const struct load_options *load)
{
    struct diag d = {0};
    struct gather *reading;
    const struct options *o = a->options;
    give_up(a);
    freshness_begin(&a->freshness, o);
    if (gather_open(&reading, o->files, o->file_count, load, a->lang, &d) != ERR_NONE) {
        freshness_end_reading(&a->freshness, false);
        app_notice_diag(a, &d);
        return;
    }
    a->reload = reading;
    a->reload_as = *load;
    read_on(a, FIRST_STEP_BYTES);
}

bool reload_is_busy(const struct app *a)
{
    return a->reload && gather_is_ready(a->reload);
}

void reload_add_wakes(const struct app *a, struct wake *w)
{
    if (a->reload)
        gather_add_wakes(a->reload, w);
}

void reload_work(struct app *a)
{
    if (reload_is_busy(a))
        read_on(a, WORK_STEP_BYTES);
}

bool reload_cancel(struct app *a)
{
    bool was_reading = a->reload != NULL;
    give_up(a);
    return was_reading;
}
