/*
 * gather: the tables that the command line names, as one: a single file as it is, several joined.
 *
 * Several are read at the same time, so that slow hosts are waited for together. One on another
 * host (remote.h) that cannot be read is left out with a warning that says why, as long as another
 * can be; a file of this host that cannot be read is a failure, for its name was mistyped.
 */
#ifndef DUBAN_TABLE_GATHER_H
#define DUBAN_TABLE_GATHER_H

#include "table/load_options.h"
#include "table/table.h"

/* Reads all of them whole. The options are used for each; `lang` is that of the reasons in
 * warnings. The first failure is reported when none
 * is left; `*out` is NULL then. */
MUST_USE enum err gather_tables(struct table **out, const struct str *names, size_t count,
                                const struct load_options *options, enum lang lang, struct diag *d);

/* Appends what a reader must know at once, if a table was not read: which, and why. The bytes may
 * be hostile. Returns how many were not read. */
size_t gather_append_missing(struct buf *out, const struct table *t, enum lang lang);

#endif
