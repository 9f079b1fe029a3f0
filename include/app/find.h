/*
 * find: search, filter and number, as they are typed at their prompts (app/ask.h) and as they stand.
 *
 * Search and filter are live: the first hit is shown, the list narrows, at each key. A query that
 * cannot be read leaves the last good one in force and is kept in a->prompt_error for the hint
 * line. Esc puts everything back.
 */
#ifndef DUBAN_APP_FIND_H
#define DUBAN_APP_FIND_H

#include "app/app.h"

/* Begin their prompts: a search empty, a filter with the words in force. */
void find_open_search(struct app *a);
void find_open_filter(struct app *a);

/* The line was changed by a key or a paste. */
void find_search_typed(struct app *a, struct str line);
void find_filter_typed(struct app *a, struct str line);
void find_filter_accepted(struct app *a, struct str unused);

/* Enter; an empty line repeats the search that stood before. Esc: as it was before. */
void find_search_accepted(struct app *a, struct str line);
void find_search_cancelled(struct app *a);
void find_filter_cancelled(struct app *a);

/* After more was looked at: goes to the hit that was waited for, or says that there is none. */
void find_follow(struct app *a);

/* Next (1) or previous (-1) record with a hit, round the end with a word about it. */
void find_next(struct app *a, int direction);

/* Narrows the filter to records like the current cell, or to those of the record's lead unit (as lead
 * or not). q comes back to what was shown before. */
void find_like_cell(struct app *a, int unused);
void find_same_unit(struct app *a, int unused);

/* Goes to the record of that number, else to that place in the view, else says that there is none, or that
 * the filter leaves it out.
 * An empty word goes nowhere. */
void find_go_to(struct app *a, struct str word);

/* Forgets the search and its highlight and goes back to the column that was current before. */
void find_end(struct app *a);

#endif
