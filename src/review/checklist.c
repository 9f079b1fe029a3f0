/*
 * checklist: puts findings on lines.
 *
 * Nothing hard: one line a finding, whatever its bytes are. What is found is check.c's.
 */
#include "review/checklist.h"

#include "text/cluster.h"

static void append_place(struct buf *out, const struct table *t, const struct finding *f)
{
    buf_append_str(out, table_source(t, f->source).name);
    if (f->line > 0)
        buf_printf(out, ":%u", f->line);
}

void checklist_write(FILE *out, const struct check *c, const struct table *t, enum lang lang)
{
    struct buf raw = BUF_INIT, line = BUF_INIT;
    for (size_t i = 0; i < check_count(c); i++) {
        const struct finding *f = check_finding(c, i);
        buf_clear(&raw);
        buf_clear(&line);
        append_place(&raw, t, f);
        buf_printf(&raw, ": %s: ", finding_is_note(f) ? "note" : "warning");
        finding_append(&raw, lang, f, t);
        buf_printf(&raw, " [%s]", finding_name(f));
        text_append_shown(&line, buf_str(&raw));
        buf_append_byte(&line, '\n');
        (void)fwrite(line.ptr, 1, line.len, out);
    }
    size_t more = check_total(c) - check_count(c);
    if (more > 0) {
        buf_clear(&line);
        msg_append(&line, lang, MSG_PAGE_MORE_WARNINGS, (unsigned)more);
        (void)fprintf(out, "%s\n", buf_cstr(&line));
    }
    buf_release(&raw);
    buf_release(&line);
}
