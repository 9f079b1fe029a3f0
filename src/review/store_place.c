/*
 * store: where stores lie: is there one, where one's own is kept, and the folders on the way there.
 * Nothing hard. What is in them is store.c's.
 */
#include "review/store.h"

#include <sys/stat.h>

bool store_is_there(struct str path)
{
    struct buf name = BUF_INIT;
    struct stat status;
    buf_append_str(&name, path);
    bool is_there = lstat(buf_cstr(&name), &status) == 0;
    buf_release(&name);
    return is_there && !(S_ISREG(status.st_mode) && status.st_size == 0);
}

void store_make_folders(struct str path)
{
    struct buf folder = BUF_INIT;
    for (size_t i = 1; i < path.len; i++) {
        if (path.ptr[i] != '/')
            continue;
        buf_set(&folder, str_slice(path, 0, i));
        (void)mkdir(buf_cstr(&folder), 0700);
    }
    buf_release(&folder);
}

bool store_default_path(struct buf *out, const char *state_home, const char *home)
{
    if (state_home && state_home[0] == '/')
        buf_printf(out, "%s/duban/review.db", state_home);
    else if (home && home[0] == '/')
        buf_printf(out, "%s/.local/state/duban/review.db", home);
    else
        return false;
    return true;
}
