/*
 * reload: reads the table again, between keys, and carries the review over to the new one.
 *
 * The old table is in use until the new one is whole; then it is taken over in one go: filter, sort, widths,
 * search and the cursor's record (found again by its number, else by its place) stay. When reading fails the
 * old one stays, and the reason is shown.
 */
#ifndef DUBAN_APP_RELOAD_H
#define DUBAN_APP_RELOAD_H

#include "app/app.h"

/* Begins to read as `load` says; a small file is read and taken over at once. One that was being read already
 * is given up. */
void reload_begin(struct app *a, const struct load_options *load);

/* Work between keys. */
bool reload_is_busy(const struct app *a);
void reload_add_wakes(const struct app *a, struct wake *w);
void reload_work(struct app *a);

/* Appends what is being done; only while a->reload is there. */
void reload_append(const struct app *a, struct buf *out);

/* Reads no further; the old table stays. False when nothing was being read. */
bool reload_cancel(struct app *a);

/* Frees what is being read. */
void reload_release(struct app *a);

#endif
