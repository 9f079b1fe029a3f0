/*
 * activity: words for what is being waited for. Nothing hard. Reading itself is reload.c's and comparison.c's.
 */
#include "app/activity.h"

#include "app/comparison.h"
#include "app/reload.h"
#include "table/remote.h"

/* What a file is called, without its folders. */
static struct str last_part(struct str name)
{
    size_t begin = name.len;
    while (begin > 0 && name.ptr[begin - 1] != '/')
        begin--;
    return begin < name.len ? str_slice(name, begin, name.len) : name;
}

void activity_append_reading(struct buf *out, struct str name, uint64_t read_bytes,
                             uint64_t all_bytes, enum lang lang)
{
    if (str_equal(name, STR("-")))
        buf_append_str(out, str_from(msg_text(lang, MSG_ACTIVITY_PIPE)));
    else if (read_bytes == 0 && remote_is_named(name))
        msg_append(out, lang, MSG_ACTIVITY_CONNECTING, STR_ARG(remote_host(name)));
    else
        msg_append(out, lang, MSG_ACTIVITY_READING, STR_ARG(last_part(name)));
    if (all_bytes > 0)
        buf_printf(out, " %d%%",
                   (int)(read_bytes >= all_bytes ? 99 : read_bytes * 100 / all_bytes));
}

void activity_append(const struct app *a, struct buf *out)
{
    const struct gather *g = a->reload ? a->reload : a->against.gather;
    if (!g)
        return;
    uint64_t done, all;
    gather_progress(g, &done, &all);
    activity_append_reading(out, gather_waits_for(g), done, all, a->lang);
    buf_append_str(out, str_from(msg_text(a->lang, MSG_ACTIVITY_ESC)));
}

bool activity_cancel(struct app *a)
{
    return reload_cancel(a) || comparison_cancel(a);
}
