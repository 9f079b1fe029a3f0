/*
 * app: the state itself: what is asked of it, what is said, the view and the cursor in it. Who changes it and
 * when is verb.c's, find.c's and control.c's.
 */
#include "app/app.h"

#include "app/deadline.h"

/* ---- notices ---- */

void app_notice(struct app *a, enum notice_kind kind, enum msg msg, ...)
{
    va_list args;
    va_start(args, msg);
    buf_clear(&a->notice);
    msg_vappend(&a->notice, a->lang, msg, args);
    va_end(args);
    a->notice_kind = kind;
}

void app_notice_diag(struct app *a, const struct diag *d)
{
    buf_clear(&a->notice);
    diag_append(&a->notice, a->lang, d);
    a->notice_kind = NOTICE_ERROR;
}

void app_notice_missing(struct app *a)
{
    size_t first = 0, count = 0;
    for (size_t i = table_warnings_kept(a->table); i > 0; i--)
        if (table_warning(a->table, i - 1)->kind == WARNING_NOT_READ) {
            first = i - 1;
            count++;
        }
    if (count == 0)
        return;
    struct str label = table_source(a->table, table_warning_source(a->table, first)).label;
    app_notice(a, NOTICE_ERROR, count > 1 ? MSG_NOTICE_SEVERAL_NOT_READ : MSG_NOTICE_NOT_READ,
               STR_ARG(label), STR_ARG(table_warning(a->table, first)->text), (unsigned)count);
}

void app_notice_undecided(struct app *a, size_t count)
{
    if (count > 0)
        app_notice(a, NOTICE_ERROR, MSG_QUERY_UNDECIDED, (unsigned)count);
}

/* ---- what others ask ---- */

const char *app_encoding_choice(size_t index)
{
    /* What Chinese offices save; --encoding takes every name that iconv knows. */
    static const char *const names[] = {"", "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"};
    return index < COUNT_OF(names) ? names[index] : NULL;
}

uint32_t app_row(const struct app *a)
{
    return a->cursor < a->view.count ? a->view.rows[a->cursor] : ROW_NONE;
}

unsigned app_context(const struct app *a)
{
    if (a->prompt != PROMPT_NONE)
        return CONTEXT_PROMPT;
    if (a->page.kind != PAGE_NONE)
        return CONTEXT_PAGE;
    if (a->breakdown.is_open)
        return CONTEXT_ROLLUP;
    return a->detail_alone || a->detail_focus ? CONTEXT_DETAIL : CONTEXT_LIST;
}

const struct query *app_highlight(const struct app *a)
{
    return a->search.query ? a->search.query : a->filter;
}

unsigned app_page_cells(const struct app *a)
{
    return a->layout.list.width > 1 ? (unsigned)a->layout.list.width - 1 : 1;
}

void app_card_hidden(const struct app *a, size_t *above, size_t *below)
{
    size_t height = (size_t)(a->layout.detail.height > 0 ? a->layout.detail.height : 0);
    *above = a->card_top;
    *below =
        a->card.line_count > a->card_top + height ? a->card.line_count - a->card_top - height : 0;
}

static size_t clip(size_t value, size_t count)
{
    return count == 0 ? 0 : value < count ? value : count - 1;
}

/* ---- the view ---- */

void app_clear_filter(struct app *a)
{
    query_free(a->filter);
    a->filter = NULL;
    buf_clear(&a->filter_text);
}

bool app_set_filter(struct app *a, struct str words, struct diag *d)
{
    struct query *q;
    if (!query_read(&q, words, &a->review, against_is_coming(&a->against), d))
        return false;
    query_free(a->filter);
    a->filter = q;
    buf_set(&a->filter_text, q ? words : STR(""));
    return true;
}

void app_set_cursor(struct app *a, size_t pos)
{
    a->cursor = clip(pos, a->view.count);
    a->card_top = 0;
}

bool app_asks(const struct app *a, enum condition_asks what)
{
    return (a->filter && query_asks(a->filter, what)) ||
           (a->search.query && query_asks(a->search.query, what));
}

void app_fit_deadlines(struct app *a)
{
    columns_set_marked(&a->columns, table_find_role(a->table, ROLE_DUE),
                       deadline_marked_cells(&a->review, &a->view, COLUMNS_SAMPLE_ROWS, a->lang));
}

/* ---- prompts ---- */

void app_begin_prompt(struct app *a, enum prompt_kind kind, struct str text)
{
    a->prompt = kind;
    a->prompt_error = (struct diag){0};
    a->before.row = app_row(a);
    a->before.column = a->column;
    a->before.top = a->top;
    lineedit_release(&a->line);
    lineedit_init(&a->line, &a->histories[kind]);
    lineedit_set(&a->line, text);
}

void app_end_prompt(struct app *a)
{
    a->prompt = PROMPT_NONE;
    a->prompt_error = (struct diag){0};
}

/* ---- life ---- */

void app_set_as_of(struct app *a)
{
    a->review.as_of = date_is_set(a->as_of_asked) ? a->as_of_asked : table_as_of(a->table);
}

/* True when the columns measured last stand in the table where they stood. */
static bool has_same_columns(const struct columns *c, const struct table *t)
{
    if (c->count > table_columns(t))
        return false;
    for (uint32_t i = 0; i < c->count; i++)
        if (!str_equal(buf_str(&c->widths[i].name), table_column_name(t, i)))
            return false;
    return true;
}

/* The sort and the ways back name columns by their place, which is nothing to a table that has others. */
static void forget_columns(struct app *a)
{
    a->order.count = 0;
    trail_release(&a->trail);
}

void app_adopt_table(struct app *a, const struct table *t)
{
    if (!has_same_columns(&a->columns, t))
        forget_columns(a);
    check_free(a->check);
    a->check = NULL;
    a->page.of = NULL;
    a->finding_line = 0;
    a->table = t;
    a->generation = table_generation(t);
    a->review = review_of(t);
    app_set_as_of(a);
    a->review.notes = notebook_notes(&a->notebook);
    a->notes_are_read = false;
    against_adopt(&a->against, t);
    a->review.compare = a->against.compare;
    a->card_row = ROW_NONE;
    columns_measure(&a->columns, t);
}
