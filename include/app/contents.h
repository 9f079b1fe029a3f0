/*
 * contents: fills the pages (app/page.h): help from the command table, the warnings, the sort menu.
 */
#ifndef DUBAN_APP_CONTENTS_H
#define DUBAN_APP_CONTENTS_H

#include "app/app.h"

/* Builds the page of a->page.kind anew for the page's width in the layout. Cursor and top stay. Of a list
 * that may be long (findings, tasks that are gone) it builds a slice, and goes on with it when it is called again. */
void contents_build(struct app *a);

/* True while such a list is not whole. */
bool contents_is_busy(const struct app *a);

/* Appends the heading of the page that is open; nothing when none is. */
void contents_append_title(const struct app *a, struct buf *out);

#endif
