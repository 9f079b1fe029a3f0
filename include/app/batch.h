/*
 * batch: a run without a screen: --print, --summary, --report and --check, and what happens when standard
 * output is no terminal.
 */
#ifndef DUBAN_APP_BATCH_H
#define DUBAN_APP_BATCH_H

#include <stdio.h>

#include "app/options.h"

/* Loads the table, makes the view that the options ask for and writes it to `out` as they say.
 * `*empty` tells that the view, or the circular, has no records. `missing` gets a line for each of several
 * tables that was not read. `terminal_cols` is the width of the
 * terminal that `out` is, 0 when it is none. On failure nothing was written, unless writing itself
 * failed (ERR_WRITE). */
MUST_USE enum err batch_run(const struct options *options, FILE *out, unsigned terminal_cols,
                            bool *falls_short, struct buf *missing, struct diag *d);

#endif
