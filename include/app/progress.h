/*
 * progress: words for a table that is being read, and how far it is.
 */
#ifndef DUBAN_APP_PROGRESS_H
#define DUBAN_APP_PROGRESS_H

#include "table/gather.h"

/* Appends that the table of that name is being read, and how far it is; `all_bytes` is 0 where that is not
 * known. */
void progress_append_reading(struct buf *out, struct str name, uint64_t read_bytes,
                             uint64_t all_bytes, enum lang lang);

/* The same of what is being gathered. */
void progress_append_gathering(struct buf *out, const struct gather *g, enum lang lang);

#endif
