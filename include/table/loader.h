/*
 * loader: reads a file into a table, a budget of bytes at a time.
 *
 *   source --bytes--> encoding --UTF-8--> tsv (libcsv) --rows--> sheet --records--> table
 *
 * The table may be shown while it grows: loader_table() is there as soon as the header was found,
 * and only gets more rows (or, rarely, begins again: see table_generation). No threads: the caller
 * steps it between keys.
 */
#ifndef DUBAN_TABLE_LOADER_H
#define DUBAN_TABLE_LOADER_H

#include "base/base.h"
#include "table/load_options.h"
#include "table/table.h"

/* Budgets of those who answer keys meanwhile: at the beginning, when a small table is to be whole at once, and
 * between two keys, about half a millisecond. */
#define LOADER_FIRST_BYTES (256 * 1024)
#define LOADER_SLICE_BYTES (128 * 1024)

struct loader;

/* Opens `path` ("-" is standard input, its name is shown as such). A directory, device, socket or
 * looping link is refused at once; a named pipe too, since nobody
 * may ever write to it; a pipe with both ends (-, <(command)) is read to its end. On failure `*out` is NULL. */
MUST_USE enum err loader_open(struct loader **out, struct str path,
                              const struct load_options *options, struct diag *d);

/* The same over bytes in memory, which must outlive the loader. `name` is what is shown. An unknown
 * encoding in the options is reported by the first step. */
struct loader *loader_open_bytes(struct str bytes, struct str name,
                                 const struct load_options *options);

/* Reads at most `budget_bytes` more (0: everything). `*done` becomes true at the end. After a failure
 * the loader can only be freed. A pipe that has nothing yet blocks; loader_fd() lets the caller
 * wait instead. */
MUST_USE enum err loader_step(struct loader *l, size_t budget_bytes, bool *done, struct diag *d);

/* The same, but waits for nothing: of a pipe or a host it reads what has come. Only when it is ready. */
MUST_USE enum err loader_step_now(struct loader *l, size_t budget_bytes, bool *done,
                                  struct diag *d);

/* The descriptor to wait for before a step, or -1 when a step never blocks. */
int loader_fd(const struct loader *l);

/* True when a step of one byte will not wait. */
bool loader_is_ready(const struct loader *l);

/* The growing table, or NULL before the header is known. Owned by the loader until taken. While the
 * loader begins again it is the same pointer, emptied, and NULL here until the header is found anew. */
const struct table *loader_table(const struct loader *l);

/* Bytes read so far and in all (0 when unknown). */
void loader_progress(const struct loader *l, uint64_t *read_bytes, uint64_t *total_bytes);

/* Hands the table over; only after `done`. The caller frees it. */
MUST_USE struct table *loader_take_table(struct loader *l);

/* Frees it with everything it still owns; NULL is allowed. */
void loader_free(struct loader *l);

/* The whole way at once: opens, steps to the end, takes the table. */
MUST_USE enum err table_load(struct table **out, struct str path,
                             const struct load_options *options, struct diag *d);

#endif
