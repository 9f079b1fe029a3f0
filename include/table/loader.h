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
#include "base/date.h"
#include "table/table.h"

struct load_role {
    struct str column; /* as table_find_column() takes it */
    enum role role;
};

#define HEADER_AUTO 0
#define HEADER_NONE (-1)

/* What the command line overrides. All zero means: recognise everything. The strs are copied. */
struct load_options {
    struct str encoding; /* "" recognised, else a name that iconv knows */
    char delimiter;      /* 0 recognised */
    int header_line;     /* HEADER_AUTO, HEADER_NONE, or the line of the header in the file */
    const struct load_role *roles; /* borrowed until loader_free */
    size_t role_count;
    struct date as_of;  /* unset: from title or header */
    size_t block_bytes; /* read size, for tests; 0 the usual */
};

struct loader;

/* Opens `path` ("-" is standard input, its name is shown as such). A directory, device, socket or
 * looping link is refused at once; a FIFO or pipe is read to its end. On failure `*out` is NULL. */
MUST_USE enum err loader_open(struct loader **out, struct str path,
                              const struct load_options *options, struct diag *d);

/* The same over bytes in memory, which must outlive the loader. `name` is what is shown. */
struct loader *loader_open_bytes(struct str bytes, struct str name,
                                 const struct load_options *options);

/* Reads about `budget_bytes` more (0: everything). `*done` becomes true at the end. After a failure
 * the loader can only be freed. A pipe that has nothing yet blocks; loader_fd() lets the caller
 * wait instead. */
MUST_USE enum err loader_step(struct loader *l, size_t budget_bytes, bool *done, struct diag *d);

/* The descriptor to wait for before a step, or -1 when a step never blocks. */
int loader_fd(const struct loader *l);

/* The growing table, or NULL before the header is known. Owned by the loader until taken. */
const struct table *loader_table(const struct loader *l);

/* Bytes read so far and in all (0 when unknown). */
void loader_progress(const struct loader *l, uint64_t *read_bytes, uint64_t *total_bytes);

/* Hands the table over; only after `done`. The caller frees it. */
MUST_USE struct table *loader_take_table(struct loader *l);

void loader_free(struct loader *l);

/* The whole way at once: opens, steps to the end, takes the table. */
MUST_USE enum err table_load(struct table **out, struct str path,
                             const struct load_options *options, struct diag *d);

#endif
