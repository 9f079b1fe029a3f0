/*
 * ui: draws the whole app into a frame. Panes are in their own files; each takes the app, which it
 * never changes, and its rectangle.
 */
#ifndef DUBAN_SCREEN_UI_H
#define DUBAN_SCREEN_UI_H

#include "app/app.h"
#include "app/opening.h"
#include "screen/frame.h"

/* Resets the frame to the app's size and draws everything. */
void ui_draw(const struct app *a, struct frame *f);

/* The screen before there is an app: what is being waited for. */
void ui_draw_opening(const struct opening *o, struct frame *f);

#endif
