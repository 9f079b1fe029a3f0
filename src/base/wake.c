/*
 * wake: an array for poll(), filled anew before each sleep. Nothing hard. What a descriptor tells is for
 * whoever added it to find out.
 */
#include "base/wake.h"

#include <poll.h>

void wake_release(struct wake *w)
{
    mem_free(w->fds);
    *w = (struct wake)WAKE_INIT;
}

void wake_clear(struct wake *w)
{
    w->count = 0;
}

void wake_add(struct wake *w, int fd)
{
    if (fd < 0)
        return;
    w->fds = mem_reserve(w->fds, &w->cap, w->count + 1, sizeof *w->fds);
    w->fds[w->count++] = (struct pollfd){.fd = fd, .events = POLLIN};
}

void wake_sleep(const struct wake *w)
{
    if (w->count > 0)
        (void)poll(w->fds, (nfds_t)w->count, -1);
}
