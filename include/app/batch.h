/*
 * batch: a run without a screen: --print, --summary, --report and --check, and what happens when standard
 * output is no terminal.
 */
#ifndef DUBAN_APP_BATCH_H
#define DUBAN_APP_BATCH_H

#include <stdio.h>

#include "app/options.h"

/* What a run has to say besides its output. All zero is a good beginning; `remarks` is to be released. */
struct batch_outcome {
    bool falls_short;   /* the view, or the circular, has no records; or --check found something */
    bool is_undecided;  /* of some records the filter could not tell: they are not in the output */
    struct buf remarks; /* for standard error, each ended by a newline: tables that were not read,
                           records that were not decided, words that look like a role and are none,
                           cells that were guarded */
};

/* Loads the table, makes the view that the options ask for and writes it to `out` as they say.
 * `terminal_cols` is the width of the terminal that `out` is, 0 when it is none. On failure nothing was
 * written, unless writing itself failed (ERR_WRITE); there may be remarks. */
MUST_USE enum err batch_run(const struct options *options, FILE *out, unsigned terminal_cols,
                            struct batch_outcome *outcome, struct diag *d);

#endif
