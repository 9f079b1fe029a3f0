/*
 * activity: what goes on between keys and can be broken off with Esc: a table being read again, an earlier one
 * being read.
 */
#ifndef DUBAN_APP_ACTIVITY_H
#define DUBAN_APP_ACTIVITY_H

#include "app/app.h"

/* Appends what is being done, and that Esc ends it; nothing when nothing is. The bytes may be hostile. */
void activity_append(const struct app *a, struct buf *out);

/* Appends that the table of that name is being read, and how far it is; `all_bytes` is 0 where that is not
 * known. */
void activity_append_reading(struct buf *out, struct str name, uint64_t read_bytes,
                             uint64_t all_bytes, enum lang lang);

/* The same of what is being gathered. */
void activity_append_gathering(struct buf *out, const struct gather *g, enum lang lang);

/* Appends what is being made of the table (a filter, a sort, a search), how far that is, and that Esc ends it where it
 * does; nothing when nothing is. */
void activity_append_progress(const struct app *a, struct buf *out);

/* Breaks off what the two tell about, what was begun last first. False when nothing is being done. */
bool activity_cancel(struct app *a);

#endif
