/*
 * progress: a pipe, a host that is being connected to, a file with its share. Nothing hard. Reading itself is the
 * loader's and the gathering's.
 */
#include "app/progress.h"

#include "base/message.h"
#include "table/remote.h"

/* What a file is called, without its folders. */
static struct str last_part(struct str name)
{
    size_t begin = name.len;
    while (begin > 0 && name.ptr[begin - 1] != '/')
        begin--;
    return begin < name.len ? str_slice(name, begin, name.len) : name;
}

void progress_append_reading(struct buf *out, struct str name, uint64_t read_bytes,
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

void progress_append_gathering(struct buf *out, const struct gather *g, enum lang lang)
{
    uint64_t done, all;
    gather_progress(g, &done, &all);
    progress_append_reading(out, gather_waits_for(g), done, all, lang);
}
