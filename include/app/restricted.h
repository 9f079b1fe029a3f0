/*
 * restricted: a run for a login that several people share, or that a stranger holds. It reads the files that
 * the command line names and nothing else; it writes no file, starts no program, uses no network, and
 * the kernel holds it to that (base/sandbox.h).
 *
 *     restricted_open      refuses where the kernel cannot; opens what will be needed
 *     (the terminal is opened)
 *     restricted_enforce   from here on nothing can be opened; the tables are read now
 *
 * Reading a file again (R, another encoding) goes through the descriptor of the first time. Marks end with the
 * run; what --review holds is shown as it was at the start. Commands that need more are off: see enum
 * need in app/command.h.
 */
#ifndef DUBAN_APP_RESTRICTED_H
#define DUBAN_APP_RESTRICTED_H

#include "app/options.h"
#include "review/store.h"
#include "table/held.h"

struct restricted {
    struct held *held;   /* the tables */
    struct store *notes; /* a copy of what --review names; NULL: none, or taken by a notebook */
    unsigned lacking;    /* parts of the sandbox that this kernel has not */
};

/* Makes ready, for options that ask to be restricted; they are told of `r`, which must outlive them.
 * ERR_SANDBOX when the kernel lacks a part and best effort does not do; else what opening a file says. */
MUST_USE enum err restricted_open(struct restricted *r, struct options *o, struct diag *d);

/* Enters the sandbox, for good. */
MUST_USE enum err restricted_enforce(const struct restricted *r, struct diag *d);

/* Closes and frees what was opened; after restricted_open(), also when that failed. */
void restricted_release(struct restricted *r);

#endif
