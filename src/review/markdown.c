/*
 * markdown: writes a pipe table.
 *
 * The one hard idea is that a cell is text and nothing else: every ASCII character that could begin
 * markup gets a backslash, which Markdown takes off again (CommonMark, "Backslash escapes").
 */
#include "review/markdown.h"

#include <string.h>

#include "text/cluster.h"

static void append_escaped(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\0' && strchr("\\`*_[]<>|~&#", text.ptr[i]))
            buf_append_byte(out, '\\');
        buf_append_byte(out, text.ptr[i]);
    }
}

static void append_part(struct buf *out, const struct printout *p, struct str part)
{
    if (!p->sanitise) {
        append_escaped(out, part);
        return;
    }
    struct buf shown = BUF_INIT;
    text_append_shown(&shown, part);
    append_escaped(out, buf_str(&shown));
    buf_release(&shown);
}

/* LF, CR and CR LF become <br>. */
void markdown_append_text(struct buf *out, const struct printout *p, struct str text)
{
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != '\n' && text.ptr[i] != '\r')
            continue;
        append_part(out, p, str_slice(text, start, i - start));
        if (i < text.len)
            buf_append_str(out, STR("<br>"));
        if (i + 1 < text.len && text.ptr[i] == '\r' && text.ptr[i + 1] == '\n')
            i++;
        start = i + 1;
    }
}

static void put_line(const struct printout *p, struct buf *line)
{
    buf_append_byte(line, '\n');
    printout_put(p, buf_str(line));
    buf_clear(line);
}

static void put_head(const struct printout *p, struct buf *line)
{
    struct str title = table_title(p->review->table);
    if (title.len > 0) {
        buf_append_str(line, STR("# "));
        markdown_append_text(line, p, title);
        buf_append_byte(line, '\n');
        put_line(p, line);
    }
    printout_append_as_of(p, line);
    if (line->len > 0)
        buf_append_str(line, STR("  \n"));
    printout_append_counts(p, line);
    buf_append_byte(line, '\n');
    put_line(p, line);
}

static void put_header(const struct printout *p, struct buf *line)
{
    const struct table *t = p->review->table;
    buf_append_byte(line, '|');
    for (size_t i = 0; i < p->column_count; i++) {
        buf_append_byte(line, ' ');
        markdown_append_text(line, p, text_trim(table_column_name(t, p->columns[i])));
        buf_append_str(line, STR(" |"));
    }
    put_line(p, line);
    buf_append_byte(line, '|');
    for (size_t i = 0; i < p->column_count; i++) {
        enum role role = table_column_role(t, p->columns[i]);
        bool is_right = role_info(role)->type == TYPE_NUMBER;
        buf_append_str(line, is_right ? STR(" ---: |") : STR(" --- |"));
    }
    put_line(p, line);
}

void markdown_write_view(const struct printout *p)
{
    struct buf line = BUF_INIT;
    put_head(p, &line);
    put_header(p, &line);
    for (size_t pos = 0; pos < p->view->count; pos++) {
        buf_append_byte(&line, '|');
        for (size_t i = 0; i < p->column_count; i++) {
            buf_append_byte(&line, ' ');
            markdown_append_text(&line, p, text_trim(printout_cell(p, p->view->rows[pos], i)));
            buf_append_str(&line, STR(" |"));
        }
        put_line(p, &line);
    }
    buf_release(&line);
}
