/*
 * copy: what y and Y ask the terminal to take. How it is sent is screen/clipboard.h's.
 */
#include "app/copy.h"

#include "text/cluster.h"

/* Leaves the text for the loop, or says why not. `name` is what it is, for the notice. */
static void send(struct app *a, struct str text, struct str name)
{
    size_t base64_bytes = (text.len + 2) / 3 * 4;
    if (a->has_no_clipboard)
        app_notice(a, NOTICE_ERROR, MSG_COPY_NO_CLIPBOARD);
    else if (text.len == 0)
        app_notice(a, NOTICE_INFO, MSG_COPY_EMPTY);
    else if (base64_bytes > COPY_BASE64_MAX)
        app_notice(a, NOTICE_ERROR, MSG_COPY_TOO_LONG, COPY_BASE64_MAX / 4 * 3);
    else {
        buf_set(&a->copy, text);
        app_notice(a, NOTICE_INFO, MSG_COPY_SENT, STR_ARG(name));
    }
}

void copy_cell(struct app *a, int unused)
{
    (void)unused;
    uint32_t row = app_row(a);
    if (row == ROW_NONE)
        return;
    struct buf name = BUF_INIT;
    msg_append(&name, a->lang, MSG_COPY_CELL, STR_ARG(text_trim(table_no(a->table, row))),
               STR_ARG(text_trim(table_column_name(a->table, a->column))));
    send(a, text_trim(table_cell(a->table, row, a->column)), buf_str(&name));
    buf_release(&name);
}

void copy_record(struct app *a, int unused)
{
    (void)unused;
    uint32_t row = app_row(a);
    if (row == ROW_NONE)
        return;
    struct buf name = BUF_INIT, text = BUF_INIT;
    for (uint32_t column = 0; column < table_columns(a->table); column++) {
        buf_append_str(&text, text_trim(table_column_name(a->table, column)));
        buf_append_str(&text, STR(": "));
        buf_append_str(&text, text_trim(table_cell(a->table, row, column)));
        buf_append_byte(&text, '\n');
    }
    msg_append(&name, a->lang, MSG_COPY_RECORD, STR_ARG(text_trim(table_no(a->table, row))));
    send(a, buf_str(&text), buf_str(&name));
    buf_release(&name);
    buf_release(&text);
}
