/*
 * page_pane: a page (help, warnings, menu) in the place of list and detail pane.
 */
#ifndef DUBAN_SCREEN_PAGE_PANE_H
#define DUBAN_SCREEN_PAGE_PANE_H

#include "app/app.h"
#include "screen/frame.h"

/* Draws into the layout's header and list. */
void page_pane_draw(const struct app *a, struct frame *f);

#endif
