/*
 * watch: one inotify descriptor, one watch at a time: the file, or its folder until the file is there.
 *
 * What the events say is not looked at: any of them means "look again", and the watch is set anew on whatever
 * bears the name now.
 */
#include "base/watch.h"

#include <errno.h>
#include <sys/inotify.h>
#include <unistd.h>

/* Setting the watch that is there already changes nothing. */
static void arm(struct watch *w)
{
    /* Of a file that loses its name while somebody has it open only the attributes change. */
    uint32_t file_events = IN_MODIFY | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF;
    if (inotify_add_watch(w->fd, buf_cstr(&w->path), file_events) >= 0) {
        if (w->folder_wd >= 0)
            (void)inotify_rm_watch(w->fd, w->folder_wd);
        w->folder_wd = -1;
    } else if (w->folder_wd < 0) {
        w->folder_wd = inotify_add_watch(w->fd, buf_cstr(&w->folder), IN_CREATE | IN_MOVED_TO);
    }
}

void watch_open(struct watch *w, struct str path)
{
    watch_close(w);
    w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (w->fd < 0)
        return;
    size_t cut = path.len;
    while (cut > 0 && path.ptr[cut - 1] != '/')
        cut--;
    buf_set(&w->path, path);
    buf_set(&w->folder, cut > 0 ? str_slice(path, 0, cut) : STR("."));
    arm(w);
}

void watch_close(struct watch *w)
{
    if (w->fd >= 0)
        close(w->fd);
    buf_release(&w->path);
    buf_release(&w->folder);
    *w = (struct watch)WATCH_INIT;
}

/* True when events were there; they are gone then. */
static bool drain(int fd)
{
    char events[4096];
    ssize_t got;
    do
        got = read(fd, events, sizeof events);
    while (got < 0 && errno == EINTR);
    return got > 0;
}

bool watch_take(struct watch *w)
{
    bool is_told = false;
    while (w->fd >= 0 && drain(w->fd))
        is_told = true;
    if (is_told)
        arm(w);
    return is_told;
}
