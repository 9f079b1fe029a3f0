/*
 * reload: the new table is read whole before the old one is let go, and its view is made before that, too; then
 * everything that named columns or records of the old one is said again in names: of columns, of the record's
 * number.
 *
 * The one hard idea: filter and sort are read again for the new table while the old one is in use; what is asked for
 * meanwhile makes that begin again, so that what is taken over is what is asked for.
 */
#include "app/reload.h"

#include "app/progress.h"
#include "app/remake.h"

/* Where the review stood, in words that a new table understands. */
struct bookmark {
    struct buf no;
    struct buf source; /* the label of the record's table, where several are joined */
    uint32_t row;
    size_t pos;
    struct buf column_name;
};

static struct str source_label(const struct table *t, uint32_t row)
{
    return table_source(t, table_row_source(t, row)).label;
}

static void bookmark_set(struct bookmark *b, const struct app *a)
{
    *b = (struct bookmark){.row = app_row(a), .pos = a->cursor};
    if (app_row(a) != ROW_NONE) {
        buf_append_str(&b->no, table_no(a->table, app_row(a)));
        buf_append_str(&b->source, source_label(a->table, app_row(a)));
    }
    if (a->column < table_columns(a->table))
        buf_append_str(&b->column_name, table_column_name(a->table, a->column));
}

static void bookmark_release(struct bookmark *b)
{
    buf_release(&b->no);
    buf_release(&b->source);
    buf_release(&b->column_name);
}

static bool is_record(const struct app *a, const struct bookmark *b, uint32_t row)
{
    return str_equal(table_no(a->table, row), buf_str(&b->no)) &&
           str_equal(source_label(a->table, row), buf_str(&b->source));
}

/* The record of that number, of the same source where several tables count alike. Most often it is in the row
 * where it was; a large table is read only when it is not. */
static size_t find_record(const struct app *a, const struct bookmark *b)
{
    if (b->no.len == 0)
        return POS_NONE;
    if (b->row < table_rows(a->table) && is_record(a, b, b->row)) {
        size_t pos = view_find(&a->view, b->row);
        if (pos != POS_NONE)
            return pos;
    }
    for (size_t pos = 0; table_is_joined(a->table) && pos < a->view.count; pos++)
        if (is_record(a, b, a->view.rows[pos]))
            return pos;
    return view_find_no(&a->view, a->table, buf_str(&b->no));
}

static void restore_cursor(struct app *a, const struct bookmark *b)
{
    uint32_t column = table_find_column(a->table, buf_str(&b->column_name));
    if (column != COLUMN_NONE)
        a->column = column;
    size_t pos = find_record(a, b);
    app_set_cursor(a, pos == POS_NONE ? b->pos : pos);
    a->before.row =
        pos == POS_NONE ? ROW_NONE : app_row(a); /* an open prompt's: rows are others now */
}

/* Says the search again to the new table; its hits were places of the old view. */
static void restore_search(struct app *a)
{
    struct buf words = BUF_INIT;
    struct work work = remake_first_work(a);
    buf_append_str(&words, buf_str(&a->search.text));
    search_clear(&a->search);
    if (!search_set(&a->search, buf_str(&words), &a->review, NULL))
        search_clear(&a->search);
    search_begin(&a->search, a->cursor);
    (void)search_step(&a->search, &a->review, &a->view, &work);
    buf_release(&words);
}

/* ---- what is being read ---- */

struct reload {
    struct gather *gather;    /* until the table is whole */
    struct load_options load; /* becomes the app's with the table */
    struct table *fresh;      /* then: it, */
    struct review review;     /* and what is asked of it: */
    struct buf words;         /* of the filter */
    struct query *filter;
    struct diag filter_failure; /* err ERR_NONE: they can be read */
    struct order order;         /* by its columns, */
    struct order asked;         /* and as the app's order was then */
    uint32_t changes;           /* of what views rest on, till then (app/remaking.h) */
    bool has_viewing;           /* begun when it is compared with the earlier table */
    struct viewing viewing;
};

static void reload_free(struct reload *r)
{
    if (!r)
        return;
    viewing_release(&r->viewing);
    query_free(r->filter);
    buf_release(&r->words);
    gather_free(r->gather);
    table_free(r->fresh);
    mem_free(r);
}

static void close_reading(struct app *a)
{
    if (a->reload)
        against_forget(&a->against);
    reload_free(a->reload);
    a->reload = NULL;
}

/* Ends without a new table. */
static void give_up(struct app *a)
{
    close_reading(a);
    freshness_end_reading(&a->freshness, false);
}

/* ---- what is asked of the new table ---- */

/* The same columns, by name; those that are gone are left out. */
static struct order order_for(const struct table *fresh, const struct app *a)
{
    struct order order = {.count = 0};
    for (size_t i = 0; i < a->order.count; i++) {
        const struct order_key *key = &a->order.keys[i];
        uint32_t column = table_find_column(fresh, table_column_name(a->table, key->column));
        if (column != COLUMN_NONE)
            order.keys[order.count++] = (struct order_key){column, key->descending};
    }
    return order;
}

/* A filter whose column is gone is dropped, with a word. */
static void read_filter(struct reload *r, const struct app *a)
{
    query_free(r->filter);
    r->filter_failure = (struct diag){0};
    if (!query_read(&r->filter, buf_str(&r->words), &r->review, against_is_coming(&a->against),
                    &r->filter_failure))
        r->filter = NULL; /* the reader is told when the table is taken over */
}

/* Begins to make the view of what the app asks for now. */
static void begin_view(struct reload *r, struct app *a)
{
    buf_set(&r->words, buf_str(&a->filter_text));
    r->asked = a->order;
    r->order = order_for(r->fresh, a);
    r->review = review_of(r->fresh);
    r->review.as_of = date_is_set(a->as_of_asked) ? a->as_of_asked : table_as_of(r->fresh);
    r->review.notes = a->review.notes;
    r->review.compare = a->against.next;
    r->changes = a->remake.changes;
    read_filter(r, a);
    viewing_release(&r->viewing);
    viewing_begin(&r->viewing, VIEWING_ANEW, NULL, false, r->filter);
    r->has_viewing = true;
}

static bool asks_otherwise(const struct reload *r, const struct app *a)
{
    return !r->has_viewing || r->review.compare != a->against.next ||
           !str_equal(buf_str(&r->words), buf_str(&a->filter_text)) ||
           !order_is_same(&r->asked, &a->order) || r->changes != a->remake.changes;
}

/* ---- taking over ---- */

/* The filter that was read for the new table becomes the app's. */
static void take_filter(struct app *a, struct reload *r)
{
    app_clear_filter(a);
    a->filter = r->filter;
    r->filter = NULL;
    if (a->filter)
        buf_set(&a->filter_text, buf_str(&r->words));
    if (r->filter_failure.err != ERR_NONE)
        app_notice_diag(a, &r->filter_failure);
}

/* Lets go of the old table, and of all that lies in it. */
static void take_table(struct app *a, struct reload *r)
{
    remake_stop(a);
    breakdown_drop_lines(&a->breakdown);
    table_free(a->owned);
    loader_free(a->loader);
    a->loader = NULL;
    a->owned = r->fresh;
    r->fresh = NULL;
    a->load = r->load;
    a->load_state = LOAD_DONE;
    app_adopt_table(a, a->owned);
}

static void take_over(struct app *a)
{
    struct bookmark b;
    struct reload *r = a->reload;
    bookmark_set(&b, a);
    a->reload = NULL;
    freshness_end_reading(&a->freshness, true);
    take_table(a, r);
    a->order = r->order;
    app_notice(a, NOTICE_INFO, MSG_NOTICE_RELOADED, table_rows(a->table));
    take_filter(a, r);
    remake_take_view(a, &r->viewing);
    restore_cursor(a, &b);
    restore_search(a);
    bookmark_release(&b);
    app_notice_missing(a);
    reload_free(r);
}

/* ---- steps ---- */

static void read_on(struct app *a, size_t budget_bytes)
{
    struct reload *r = a->reload;
    struct diag d = {0};
    bool done = false;
    if (gather_step(r->gather, budget_bytes, &done, &d) != ERR_NONE) {
        give_up(a);
        app_notice_diag(a, &d);
        return;
    }
    if (!done)
        return;
    r->fresh = gather_take_table(r->gather);
    gather_free(r->gather);
    r->gather = NULL;
}

static void make_view(struct app *a, struct work work)
{
    struct reload *r = a->reload;
    if (!against_prepare(&a->against, r->fresh, &work))
        return;
    if (asks_otherwise(r, a))
        begin_view(r, a);
    if (viewing_step(&r->viewing, &r->review, r->filter, &r->order, &work))
        take_over(a);
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
    a->reload = mem_zero(1, sizeof *a->reload);
    a->reload->gather = reading;
    a->reload->load = *load;
    read_on(a, LOADER_FIRST_BYTES);
    if (a->reload && a->reload->fresh)
        make_view(a, remake_first_work(a));
}

bool reload_is_busy(const struct app *a)
{
    return a->reload && (a->reload->fresh || gather_is_ready(a->reload->gather));
}

void reload_add_wakes(const struct app *a, struct wake *w)
{
    if (a->reload && a->reload->gather)
        gather_add_wakes(a->reload->gather, w);
}

void reload_work(struct app *a)
{
    if (!reload_is_busy(a))
        return;
    if (a->reload->fresh)
        make_view(a, remake_slice_work(a));
    else
        read_on(a, LOADER_SLICE_BYTES);
}

void reload_append(const struct app *a, struct buf *out)
{
    const struct reload *r = a->reload;
    if (r->gather)
        progress_append_gathering(out, r->gather, a->lang);
    else if (a->against.next && !r->has_viewing)
        msg_append(out, a->lang, MSG_DOING_COMPARE, compare_percent(a->against.next));
    else
        msg_append(out, a->lang,
                   r->viewing.stage == VIEWING_SORT ? MSG_DOING_SORT : MSG_DOING_FILTER,
                   viewing_percent(&r->viewing, r->fresh));
}

bool reload_cancel(struct app *a)
{
    bool was_reading = a->reload != NULL;
    give_up(a);
    return was_reading;
}

void reload_release(struct app *a)
{
    close_reading(a);
}
