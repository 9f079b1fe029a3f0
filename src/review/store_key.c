/*
 * store_key: the names under which marks and remarks are kept.
 *
 * The one hard idea: a key must come out the same for this quarter's table and the next one's, and
 * differ between cities and between years. So the words of time leave the title, and the year comes
 * back in one spelling. Whatever store stands behind store.h, the keys are these.
 */
#include "review/store.h"

#include <string.h>

#include "review/timeless.h"
#include "text/fold.h"

/* "三季度/heze-q3.tsv" -> "heze-q3" */
static struct str bare_name(struct str path)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.ptr[i - 1] == '/') {
            path = str_slice(path, i, SIZE_MAX);
            break;
        }
    for (size_t i = path.len; i > 1; i--)
        if (path.ptr[i - 1] == '.')
            return str_slice(path, 0, i - 1);
    return path;
}

void store_append_table_key(struct buf *out, const struct table *t)
{
    struct str title = table_title(t);
    int year = due_find_year(title);
    timeless_append_key(out, title.len > 0 ? title : bare_name(table_source_name(t)));
    if (year != 0)
        buf_printf(out, " %d", year);
}

/* Appends `kind` and the folded cell, if it holds anything. */
static bool append_named(struct buf *out, const char *kind, struct str cell)
{
    struct buf scratch = BUF_INIT;
    struct str text = str_trim(fold_text(cell, &scratch));
    if (text.len > 0) {
        buf_append_str(out, str_from(kind));
        buf_append_str(out, text);
    }
    buf_release(&scratch);
    return text.len > 0;
}

static struct str cell_of_role(const struct table *t, uint32_t row, enum role role)
{
    uint32_t column = table_find_role(t, role);
    return column == COLUMN_NONE ? STR("") : table_cell(t, row, column);
}

void store_append_record_key(struct buf *out, const struct table *t, uint32_t row)
{
    if (table_is_joined(t)) {
        buf_append_str(out, table_source(t, table_row_source(t, row)).label);
        buf_append_byte(out, ' ');
    }
    if (append_named(out, "source ", cell_of_role(t, row, ROLE_SOURCE)))
        buf_append_byte(out, '\t'); /* each of several joined tables has its own number 1 */
    bool is_named = append_named(out, "no ", cell_of_role(t, row, ROLE_NO)) ||
                    append_named(out, "target ", cell_of_role(t, row, ROLE_TARGET));
    for (uint32_t column = 0; !is_named && column < table_row_fields(t, row); column++)
        is_named = append_named(out, "cell ", table_cell(t, row, column));
}
