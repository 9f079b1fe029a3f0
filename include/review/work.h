/*
 * work: how much may be done before keys are looked at again.
 *
 * Not a time: the clock is not asked. A unit is about a tenth of a microsecond on the slowest hosts that are
 * in use, and what a thing costs is said where it is done.
 */
#ifndef DUBAN_REVIEW_WORK_H
#define DUBAN_REVIEW_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct work {
    size_t left;
};

#define WORK_ENDLESS                                                                               \
    {                                                                                              \
        SIZE_MAX                                                                                   \
    }

/* True, and so much is used up, as long as anything was left: so every step gets somewhere. */
bool work_take(struct work *w, size_t cost);

/* How many of `count` things that cost so much each may be done, as if each was taken alone; that is used up. For loops
 * that have no time for the question. */
size_t work_share(struct work *w, size_t cost, size_t count);

#endif
