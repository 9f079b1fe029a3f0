/*
 * gather: the tables that the command line names, as one: a single file as it is, several joined.
 *
 * Several are read at the same time, so that slow hosts are waited for together. One of several on another
 * host (remote.h) that cannot be read is left out with a warning that says why, as long as another
 * can be; a file of this host that cannot be read is a failure, for its name was mistyped.
 *
 * Reading goes in steps that never wait, so that keys can be answered in between.
 */
#ifndef DUBAN_TABLE_GATHER_H
#define DUBAN_TABLE_GATHER_H

#include "base/wake.h"
#include "table/load_options.h"
#include "table/table.h"

struct gather;

/* Opens all of them. The options are used for each; `lang` is that of the reasons in warnings. The names
 * are copied. On failure `*out` is NULL. */
MUST_USE enum err gather_open(struct gather **out, const struct str *names, size_t count,
                              const struct load_options *options, enum lang lang, struct diag *d);

/* Reads about `budget_bytes` of each that has something to read, and waits for none. `*done` becomes true when
 * all were read. After a failure (the first one, when nothing is left) it can only be freed. */
MUST_USE enum err gather_step(struct gather *g, size_t budget_bytes, bool *done, struct diag *d);

/* True when a step would read something. */
bool gather_is_ready(const struct gather *g);

/* Adds the descriptors that are readable when there is something to read. */
void gather_add_wakes(const struct gather *g, struct wake *w);

/* Bytes read so far of all, and how many there are (0 when that is not known of one). */
void gather_progress(const struct gather *g, uint64_t *read_bytes, uint64_t *total_bytes);

/* The name of one that is still being read; "" when there is none. One that nothing came from yet goes before
 * the others: it is what is being waited for. */
struct str gather_waits_for(const struct gather *g);

/* Hands the table over; only after `done`. The caller frees it. */
MUST_USE struct table *gather_take_table(struct gather *g);

/* Frees it with all that it owns; programs that were started are ended. NULL is allowed. */
void gather_free(struct gather *g);

/* The whole way at once, waiting as long as it takes. */
MUST_USE enum err gather_tables(struct table **out, const struct str *names, size_t count,
                                const struct load_options *options, enum lang lang, struct diag *d);

/* Appends what a reader must know at once, if a table was not read: which, and why. The bytes may
 * be hostile. Returns how many were not read. */
size_t gather_append_missing(struct buf *out, const struct table *t, enum lang lang);

#endif
