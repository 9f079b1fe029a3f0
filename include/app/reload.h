/*
 * reload: reads the file again and carries the review over to the new table.
 */
#ifndef DUBAN_APP_RELOAD_H
#define DUBAN_APP_RELOAD_H

#include "app/app.h"

/* Reads the file again and keeps filter, sort, widths, search and the cursor's record (found again by its
 * number, else by its place). False when that fails: the old table stays, and the reason is shown. */
bool reload_table(struct app *a);

#endif
