/*
 * copy: a cell (y) or a record (Y) for the clipboard of the reader's own machine.
 *
 * The text is left in a->copy, which the loop hands to the terminal. Whether it arrives nobody can
 * tell, so the word is "sent".
 */
#ifndef DUBAN_APP_COPY_H
#define DUBAN_APP_COPY_H

#include "app/app.h"

/* The longest text, as base64: a longer OSC 52 is dropped whole by some terminals. */
#define COPY_BASE64_MAX 74994

/* The current cell, without the blanks around it. */
void copy_cell(struct app *a, int unused);

/* The whole record, a line a column: its name, a colon, the cell. */
void copy_record(struct app *a, int unused);

#endif
