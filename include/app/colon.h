/*
 * colon: what can be typed at the prompt of the key `:`: the number of a record, or a word that sets
 * something, with its argument.
 *
 *     181                go to number 181
 *     asof 2023-12-31    hold the deadlines against that day; 截至 is the same, and so is 9月底 for the day
 *     asof               against the table's own day again
 */
#ifndef DUBAN_APP_COLON_H
#define DUBAN_APP_COLON_H

#include "app/app.h"

/* Begins the prompt. */
void colon_open(struct app *a);

/* Enter. What cannot be taken is left in a->prompt_error. */
void colon_accepted(struct app *a, struct str line);

#endif
