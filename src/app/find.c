/*
 * find: search and filter, typed at a prompt and shown while typing.
 *
 * The hard idea: a prompt changes the real state at each key, and keeps beside it what Esc needs to
 * put back. So what the reader sees while typing is what Enter leaves.
 */
#include "app/find.h"

#include "app/drill.h"
#include "app/remake.h"
#include "text/cluster.h"

/* ---- the standing search ---- */

void find_end(struct app *a)
{
    if (a->search.query)
        a->column = a->search.home_column;
    search_clear(&a->search);
}

/* Remembers where in the record under the cursor the hit lies, so that settling brings it into
 * view, and makes its column the current one. A column that holds a hit already and is current is
 * kept. */
static void show_hit_of(struct app *a)
{
    uint32_t row = app_row(a);
    struct match_hit hit;
    for (uint32_t i = 0; i <= table_columns(a->table); i++) {
        uint32_t column = i == 0 ? a->column : i - 1;
        if (query_hits(a->search.query, &a->review, row, column, &hit, 1) > 0) {
            a->column = column;
            a->search.hit_column = column;
            a->search.hit_off = hit.off;
            return;
        }
    }
}

static void go_to_hit(struct app *a, size_t index)
{
    app_set_cursor(a, a->search.hits.at[index].pos);
    show_hit_of(a);
}

static void no_hit(struct app *a)
{
    struct buf doubt = BUF_INIT;
    if (a->search.undecided > 0)
        app_notice_undecided(a, a->search.undecided);
    else if (query_append_doubt(&doubt, a->search.query, a->table, a->lang))
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_HIT_BUT, buf_cstr(&a->search.text),
                   buf_cstr(&doubt));
    else
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_HIT, buf_cstr(&a->search.text));
    buf_release(&doubt);
}

void find_next(struct app *a, int direction)
{
    struct search *s = &a->search;
    if (!s->query) {
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_SEARCH);
        return;
    }
    if (s->hits.count == 0) {
        s->is_sought = true;
        find_follow(a);
        return;
    }
    if (direction > 0) {
        size_t index = search_index_from(s, a->cursor + 1);
        if (index == s->hits.count)
            app_notice(a, NOTICE_INFO, MSG_NOTICE_SEARCH_TOP);
        go_to_hit(a, index == s->hits.count ? 0 : index);
    } else {
        size_t index = search_index_from(s, a->cursor);
        if (index == 0)
            app_notice(a, NOTICE_INFO, MSG_NOTICE_SEARCH_BOTTOM);
        go_to_hit(a, index == 0 ? s->hits.count - 1 : index - 1);
    }
}

/* ---- the filter and the number ---- */

/* What a cell stands for in a filter: of units, the one that leads. */
static struct str filter_value(const struct app *a, uint32_t row, uint32_t column)
{
    struct str value = table_cell(a->table, row, column);
    if (table_column_role(a->table, column) == ROLE_UNITS) {
        struct units_walk walk = table_units(a->table, row);
        (void)units_next(&walk, &value);
    }
    return text_trim(value);
}

void find_like_cell(struct app *a, int unused)
{
    (void)unused;
    uint32_t row = app_row(a);
    if (row != ROW_NONE)
        drill_narrow(a, a->column, filter_value(a, row, a->column));
}

void find_same_unit(struct app *a, int unused)
{
    (void)unused;
    uint32_t row = app_row(a), column = table_find_role(a->table, ROLE_UNITS);
    if (column == COLUMN_NONE)
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_UNITS);
    else if (row != ROW_NONE)
        drill_narrow(a, column, filter_value(a, row, column));
}

/* Where several tables count alike, a number that the cursor's record has already means the next one of it. */
static size_t next_of_number(const struct app *a, size_t first)
{
    struct str no = table_no(a->table, a->view.rows[first]);
    if (!table_is_joined(a->table) || !str_equal(table_no(a->table, app_row(a)), no))
        return first;
    for (size_t pos = a->cursor + 1; pos < a->view.count; pos++)
        if (str_equal(table_no(a->table, a->view.rows[pos]), no))
            return pos;
    return first;
}

void find_go_to(struct app *a, struct str word)
{
    if (word.len == 0)
        return;
    size_t pos = view_find_no(&a->view, a->table, text_trim(word));
    if (pos == POS_NONE && view_leaves_out_no(&a->view, a->table, word))
        app_notice(a, NOTICE_ERROR, MSG_NOTICE_NO_LEFT_OUT, STR_ARG(word));
    else if (pos == POS_NONE)
        app_notice(a, NOTICE_ERROR, MSG_NOTICE_NO_SUCH_NO, STR_ARG(word));
    else
        app_set_cursor(a, next_of_number(a, pos));
}

/* ---- their prompts ---- */

void find_open_search(struct app *a)
{
    if (!a->search.query)
        a->search.home_column = a->column;
    buf_set(&a->before.text, buf_str(&a->search.text));
    app_begin_prompt(a, PROMPT_SEARCH, STR(""));
}

void find_open_filter(struct app *a)
{
    buf_set(&a->before.text, buf_str(&a->filter_text));
    app_begin_prompt(a, PROMPT_FILTER, buf_str(&a->filter_text));
}

/* Where the prompt was opened. */
static struct landing start_of(const struct app *a)
{
    return (struct landing){LANDING_ROW, a->before.row, a->before.top};
}

static void return_to_column(struct app *a)
{
    a->column = a->before.column;
    a->search.hit_column = COLUMN_NONE;
}

/* Back to the record, column and place where the prompt was opened. */
static void return_to_start(struct app *a)
{
    size_t pos = view_find(&a->view, a->before.row);
    if (pos != POS_NONE)
        app_set_cursor(a, pos);
    a->top = a->before.top;
    return_to_column(a);
}

/* Looks for what was set, from the cursor on: in a small table at once, else between keys. */
static void look(struct app *a)
{
    struct work work = remake_first_work(a);
    search_narrow(&a->search, a->cursor);
    (void)search_step(&a->search, &a->review, &a->view, &work);
}

/* The search that stood before the prompt stands again. */
static void set_back(struct app *a)
{
    if (search_set(&a->search, buf_str(&a->before.text), &a->review, NULL))
        look(a);
    else
        search_clear(&a->search);
}

void find_search_typed(struct app *a, struct str line)
{
    if (!search_set(&a->search, line, &a->review, &a->prompt_error))
        return;
    return_to_start(a);
    look(a);
    a->search.is_sought = a->search.query != NULL;
    find_follow(a);
}

void find_follow(struct app *a)
{
    struct search *s = &a->search;
    bool is_whole = search_is_whole(s, &a->view);
    size_t index = s->is_sought ? search_index_from(s, a->cursor) : 0;
    if (!s->is_sought || (!is_whole && index == s->hits.count))
        return;
    s->is_sought = false;
    if (s->hits.count == 0) {
        no_hit(a);
        return;
    }
    go_to_hit(a, index == s->hits.count ? 0 : index);
    app_notice_undecided(a, s->undecided);
}

void find_filter_typed(struct app *a, struct str line)
{
    if (!app_set_filter(a, line, &a->prompt_error))
        return;
    return_to_column(a);
    remake_begin(a, REMAKE_AS_ASKED, start_of(a));
}

void find_filter_accepted(struct app *a, struct str unused)
{
    (void)unused;
    if (!a->remake.is_running)
        app_notice_undecided(a, a->view.undecided);
}

void find_search_accepted(struct app *a, struct str line)
{
    if (line.len > 0 || a->before.text.len == 0) {
        app_notice_undecided(a, a->search.undecided);
        return;
    }
    /* Enter alone repeats the search that stood before. */
    set_back(a);
    find_next(a, 1);
}

void find_search_cancelled(struct app *a)
{
    set_back(a);
    return_to_start(a);
}

void find_filter_cancelled(struct app *a)
{
    return_to_column(a);
    if (app_set_filter(a, buf_str(&a->before.text), NULL))
        remake_begin(a, REMAKE_AS_ASKED, start_of(a));
}
