/*
 * prompt: the line at the bottom while something is being asked: how one begins, fails and ends.
 *
 * What can be asked and what becomes of the answer is a table one floor up (app/ask.h); so whoever
 * handles one prompt can begin another one (a name, then "replace it?") without knowing that table.
 */
#ifndef DUBAN_APP_PROMPT_H
#define DUBAN_APP_PROMPT_H

#include "app/app.h"

/* Begins a prompt with `text` in its line, the cursor behind it. `text` must not lie in a->line.
 * Where the review stands is remembered in a->before for those who return to it. */
void prompt_begin(struct app *a, enum prompt_kind kind, struct str text);

/* Ends it: keys go where they went before. The line's text stays until the next prompt. */
void prompt_end(struct app *a);

#endif
