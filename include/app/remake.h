/*
 * remake: the view made again after a filter, a sort or a roll-up was asked for, or after what they rest on has
 * changed; in slices between keys where the table is large.
 *
 * Until it is done the old view stays in use, whole and with its own counts: what is on the screen is of one time.
 * So there are two sets of words: those that are asked for (the app's filter, order, roll-up), and those that the
 * view in use is of (the standing ones). Giving up means asking for the standing ones again.
 *
 *      asked   filter 学校, by deadline   --slices-->   view, counts, lines of a roll-up
 *      standing  filter 学, file order                  the ones in use <-- taken over in one go
 */
#ifndef DUBAN_APP_REMAKE_H
#define DUBAN_APP_REMAKE_H

#include "app/app.h"
#include "base/message.h"

/* Units of work (review/work.h) of a slice: the first one, within a key, and those between keys. */
#define REMAKE_FIRST_UNITS 200000
#define REMAKE_SLICE_UNITS 50000

/* The same, or what a test has set. */
struct work remake_first_work(const struct app *a);
struct work remake_slice_work(const struct app *a);

/* Asks for what the app's filter, order and roll-up say now, and lands as is said; does a first
 * slice of it, which is all of it for a table of some thousand records. Called again it begins
 * again, with what it found where that is of use. */
void remake_begin(struct app *a, enum remake_need need, struct landing landing);

/* Filters, sorts, counts and searches again, after what they rest on has changed; the cursor keeps to its record, or to
 * its place when the record is not in the view any more. */
void remake_all(struct app *a);

/* The same after another filter, sort or roll-up was asked for: only as much as they ask. */
void remake_as_asked(struct app *a);

/* Does a slice; what is left of the work goes to the search. */
void remake_step(struct app *a, struct work *work);

/* True when Esc would give it up; and gives it up: what stood before is asked for again. */
bool remake_can_cancel(const struct app *a);
void remake_cancel(struct app *a);

/* Forgets what was being made, for a table that has gone; the caller asks again. */
void remake_stop(struct app *a);

/* Takes a view, made elsewhere for what is asked for now, as the one in use. The search is the caller's to begin
 * again. */
void remake_take_view(struct app *a, struct viewing *made);

/* What is being done now (MSG_NONE: nothing), and how far it is, 0 to 100. */
enum msg remake_doing(const struct app *a, unsigned *percent);

/* Frees everything. */
void remake_release(struct remake *m);

#endif
