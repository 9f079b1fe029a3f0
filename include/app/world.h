/*
 * world: what the program may not ask for itself, because only main reads the environment, the clock and
 * the user database. Main fills it in; tests put there what they like.
 */
#ifndef DUBAN_APP_WORLD_H
#define DUBAN_APP_WORLD_H

#include "base/base.h"

/* Borrowed for the whole run. */
struct world {
    struct str login;       /* the user's login name, which remarks are signed with */
    struct str review_file; /* where marks and remarks are kept unless --review says; "" nowhere */
    void (*append_now)(struct buf *out); /* "2026-11-24 14:03", local time */
};

#endif
