/*
 * control: events in, a whole state out.
 *
 * After every event the state has been settled: layout computed for the size, columns fitted, card or page
 * built, cursor and scroll positions within bounds; so drawing never changes anything.
 */
#ifndef DUBAN_APP_CONTROL_H
#define DUBAN_APP_CONTROL_H

#include "app/app.h"
#include "app/event.h"
#include "app/opening.h"
#include "base/wake.h"

/* Makes the state from an opening that is ready, for a screen of its size. The opening is released in either
 * case; its options must outlive the app. On failure the app is released already. */
MUST_USE enum err control_begin(struct app *a, struct opening *opening, struct diag *d);

/* The whole way from the options: opens, waits until there is something to show, begins. */
MUST_USE enum err control_init(struct app *a, const struct options *options, int rows, int cols,
                               struct diag *d);

/* Takes an event; the state is settled afterwards. */
void control_handle(struct app *a, const struct event *e);

/* True while there is work to be done between events (a file being read) that need not wait. */
bool control_is_busy(const struct app *a);

/* Adds the descriptors that are readable when there is work that did not come from a key (a pipe or a host
 * has sent more of a table, others wrote to the review file). */
void control_add_wakes(const struct app *a, struct wake *w);

/* Does a small slice of that work (a few milliseconds). */
void control_work(struct app *a);

/* Frees everything but leaves nothing half: the state is all zero. */
void control_release(struct app *a);

#endif
