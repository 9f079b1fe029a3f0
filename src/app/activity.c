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

void activity_append_reading(struct buf *out, const struct gather *g, enum lang lang)
{
    uint64_t done, all;
    struct str name = gather_waits_for(g);
    gather_progress(g, &done, &all);
    if (done == 0 && remote_is_named(name))
        msg_append(out, lang, MSG_ACTIVITY_CONNECTING, STR_ARG(remote_host(name)));
    else
        msg_append(out, lang, MSG_ACTIVITY_READING, STR_ARG(last_part(name)));
    if (all > 0)
        buf_printf(out, " %d%%", (int)(done >= all ? 99 : done * 100 / all));
}

void activity_append(const struct app *a, struct buf *out)
{
    const struct gather *g = a->reload ? a->reload : a->against.gather;
    if (!g)
        return;
    activity_append_reading(out, g, a->lang);
    buf_append_str(out, str_from(msg_text(a->lang, MSG_ACTIVITY_ESC)));
}

bool activity_cancel(struct app *a)
{
    return reload_cancel(a) || comparison_cancel(a);
}
