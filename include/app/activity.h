/*
 * activity: what goes on between keys and can be broken off with Esc: a table being read again, an earlier one
 * being read.
 */
#ifndef DUBAN_APP_ACTIVITY_H
#define DUBAN_APP_ACTIVITY_H

#include "app/app.h"

/* Appends what is being done, and that Esc ends it; nothing when nothing is. The bytes may be hostile. */
void activity_append(const struct app *a, struct buf *out);

/* Appends what is being made of the table (a filter, a sort, a search), how far that is, and that Esc ends it where it
 * does; nothing when nothing is. */
void activity_append_progress(const struct app *a, struct buf *out);

/* Breaks off what the two tell about, what was begun last first. False when nothing is being done. */
bool activity_cancel(struct app *a);

#endif
