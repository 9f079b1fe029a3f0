/*
 * held: the files of a run that may open no file later (base/sandbox.h). They are opened once, and read
 * through the descriptors of that time as often as it takes.
 *
 * A file that is replaced under its name is not seen, then: it goes on being read as it was opened,
 * with what is written into it since. What came through a pipe is kept in memory.
 */
#ifndef DUBAN_TABLE_HELD_H
#define DUBAN_TABLE_HELD_H

#include "table/source.h"

struct held;

/* An empty list; and frees it, with what it holds. NULL is allowed. */
struct held *held_new(void);
void held_free(struct held *h);

/* Opens a file, or "-"; a pipe is read to its end, so it may wait. Fails as source_open() does,
 * and for tables of other hosts (ERR_USAGE), which take another program to read. */
MUST_USE enum err held_add(struct held *h, struct str name, struct diag *d);

/* A source over the file of that name, from its beginning. The list must outlive it. ERR_OPEN when
 * it is not held. */
MUST_USE enum err held_source(struct source **out, const struct held *h, struct str name,
                              struct diag *d);

#endif
