/*
 * find: the prompts, and what is typed there: search, filter, number.
 *
 * Search and filter are live: the first hit is shown, the list narrows, at each key. A query that
 * cannot be read leaves the last good one in force and is kept in a->prompt_error for the hint
 * line. Esc puts everything back.
 */
#ifndef DUBAN_APP_FIND_H
#define DUBAN_APP_FIND_H

#include "app/app.h"

/* Opens a prompt (enum prompt_kind): a search begins empty, a filter with the words in force. */
void find_prompt(struct app *a, int prompt_kind);

/* The prompt's line was changed by a key or a paste. */
void find_line_changed(struct app *a);

/* Enter: takes what was typed (an unreadable query stays at the prompt). Esc: as it was before. */
void find_accept(struct app *a, int unused);
void find_cancel(struct app *a, int unused);

/* Next (1) or previous (-1) record with a hit, round the end with a word about it. */
void find_next(struct app *a, int direction);

/* Narrows the filter to records like the current cell. */
void find_like_cell(struct app *a, int unused);

/* Goes to the record of that number, else to that place in the view, else says that there is none.
 */
void find_go_to(struct app *a, struct str word);

/* Forgets the search and its highlight and goes back to the column that was current before. */
void find_end(struct app *a);

#endif
