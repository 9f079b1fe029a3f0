/*
 * asof: a day, and nothing behind it.
 *
 * Nothing is hard: moment.h says what of the text is left over. Times that only lean on the report
 * (月底) are due.c's, which reads them as a whole or not at all.
 */
#include "app/asof.h"

#include "table/moment.h"
#include "text/cluster.h"
#include "text/fold.h"

static bool read_folded(struct str text, struct due_context context, struct date *out)
{
    struct moment m;
    struct str rest = text;
    if (date_parse_iso(text, out))
        return true;
    if (moment_read(&rest, &m))
        return text_trim(rest).len == 0 && moment_to_date(&m, context.year, out) == MOMENT_IS_DAY;
    struct due due = due_parse(text, context);
    *out = due.date;
    return due.kind == DUE_DATE;
}

bool asof_read(struct str text, struct due_context context, struct date *out)
{
    struct buf scratch = BUF_INIT;
    bool is_read = read_folded(text_trim(fold_text(text, &scratch)), context, out);
    buf_release(&scratch);
    return is_read;
}
