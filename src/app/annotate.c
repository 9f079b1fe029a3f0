/*
 * annotate: what the keys for marks and remarks do. Keeping is notebook.c's; that a filter or the card
 * depends on what is kept is looked after here: the view is built again when its filter asks for notes.
 */
#include "app/annotate.h"

#include "app/remake.h"

/* ---- what is kept, and what others write ---- */

static void refresh_view(struct app *a)
{
    if (app_asks(a, ASKS_NOTES))
        remake_all(a);
}

static void look(struct app *a)
{
    struct diag d = {0};
    notebook_watch(&a->notebook); /* before looking, so that nothing falls between */
    if (notebook_look(&a->notebook, a->table, &d) != ERR_NONE)
        app_notice_diag(a, &d);
    a->notes_are_read = true;
    refresh_view(a);
}

bool annotate_is_busy(const struct app *a)
{
    return a->load_state != LOAD_RUNNING && !a->notes_are_read;
}

void annotate_work(struct app *a)
{
    if (annotate_is_busy(a) || (a->notes_are_read && notebook_has_news(&a->notebook)))
        look(a);
}

/* ---- marks ---- */

/* Says once that marks will be gone when the program ends. */
static void tell_unkept(struct app *a, const struct diag *d)
{
    if (a->unkept_told)
        return;
    struct buf reason = BUF_INIT;
    diag_append(&reason, a->lang, d);
    app_notice(a, NOTICE_ERROR, MSG_NOTICE_MARKS_UNKEPT, buf_cstr(&reason));
    buf_release(&reason);
    a->unkept_told = true;
}

void annotate_mark(struct app *a, int unused)
{
    (void)unused;
    size_t left = a->view.count - a->cursor, count = a->count ? a->count : 1;
    struct diag d = {0};
    if (left == 0)
        return;
    count = count < left ? count : left;
    if (notebook_turn_marks(&a->notebook, &a->review, a->view.rows + a->cursor, count, &d) !=
        ERR_NONE)
        tell_unkept(a, &d);
    app_set_cursor(a, a->cursor + count);
    refresh_view(a);
}

void annotate_next_marked(struct app *a, int unused)
{
    (void)unused;
    size_t looked_at = notes_mark_count(a->review.notes) > 0 ? a->view.count : 0;
    for (size_t i = 1; i <= looked_at; i++) {
        size_t pos = (a->cursor + i) % a->view.count;
        if (!notes_is_marked(&a->review, a->view.rows[pos]))
            continue;
        if (pos <= a->cursor)
            app_notice(a, NOTICE_INFO, MSG_NOTICE_SEARCH_TOP);
        app_set_cursor(a, pos);
        return;
    }
    app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_MARK);
}

void annotate_open_clear(struct app *a)
{
    size_t count = notes_mark_count(a->review.notes);
    if (count == 0) {
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_MARK);
        return;
    }
    struct buf text = BUF_INIT;
    msg_append(&text, a->lang, MSG_STATUS_RECORDS, (unsigned)count);
    app_begin_prompt(a, PROMPT_CLEAR_MARKS, buf_str(&text));
    buf_release(&text);
}

void annotate_clear_accepted(struct app *a, struct str line)
{
    (void)line;
    struct diag d = {0};
    if (notebook_clear_marks(&a->notebook, &d) != ERR_NONE)
        tell_unkept(a, &d);
    refresh_view(a);
}

/* ---- remarks ---- */

void annotate_open_remark(struct app *a)
{
    if (app_row(a) != ROW_NONE)
        app_begin_prompt(a, PROMPT_REMARK, STR(""));
}

void annotate_remark_accepted(struct app *a, struct str line)
{
    if (line.len == 0)
        return;
    struct diag *d = &a->prompt_error;
    uint32_t row = a->before.row; /* the cursor may have lost it while the line was typed */
    if (row == ROW_NONE || notebook_add_remark(&a->notebook, a->table, row, line, d) != ERR_NONE)
        return;
    refresh_view(a);
    app_notice(a, NOTICE_INFO, MSG_NOTICE_REMARKED);
}

void annotate_open_remove(struct app *a)
{
    const struct remark *own =
        app_row(a) == ROW_NONE ? NULL : notebook_own_remark(&a->notebook, &a->review, app_row(a));
    if (!own) {
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_OWN_REMARK);
        return;
    }
    a->remark_asked = own->id;
    app_begin_prompt(a, PROMPT_REMOVE_REMARK, own->text);
}

void annotate_remove_accepted(struct app *a, struct str line)
{
    (void)line;
    struct diag d = {0};
    if (notebook_remove_remark(&a->notebook, a->remark_asked, &d) != ERR_NONE)
        app_notice_diag(a, &d);
    else
        app_notice(a, NOTICE_INFO, MSG_NOTICE_REMARK_REMOVED);
    refresh_view(a);
}
