/*
 * wake: descriptors that end a sleep when they become readable.
 *
 * Whoever has work that comes from outside adds its descriptors before each sleep; nothing is kept in
 * between, so nobody has to take them away again.
 */
#ifndef DUBAN_BASE_WAKE_H
#define DUBAN_BASE_WAKE_H

#include "base/base.h"

struct wake {
    struct pollfd *fds; /* owned */
    size_t count;
    size_t cap;
};

#define WAKE_INIT                                                                                  \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

/* Frees the list and makes it empty and usable again. */
void wake_release(struct wake *w);

/* Empties it and keeps the memory. */
void wake_clear(struct wake *w);

/* Adds a descriptor; -1 is none and adds nothing. */
void wake_add(struct wake *w, int fd);

/* Sleeps until one of them is readable; returns at once when there are none. */
void wake_sleep(const struct wake *w);

#endif
