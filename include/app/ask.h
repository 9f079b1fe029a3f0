/*
 * ask: what can be asked at the prompt, one row each: its label, how it begins, what each change of
 * the line does, what Enter and Esc do.
 *
 * Most prompts are a line to type. A question is answered by one key, y or n; its line says what it
 * is about and is not edited.
 */
#ifndef DUBAN_APP_ASK_H
#define DUBAN_APP_ASK_H

#include "app/app.h"

/* The words before the line; and those behind it that say what can be typed, as long as nothing is, or MSG_NONE. */
enum msg ask_label(enum prompt_kind kind);
enum msg ask_advice(enum prompt_kind kind);

/* Opens a prompt of a kind (enum prompt_kind), as its row has it. */
void ask_open(struct app *a, int prompt_kind);

/* A key while a prompt is open: true when the line or the question took it, false when it is left
 * to the command table (Enter, Esc). */
bool ask_key(struct app *a, uint32_t key);

/* The same for a command's key: edits the line as `key` does. */
void ask_edit(struct app *a, int key);

/* Pasted text: typed into a line, nothing to a question. */
void ask_paste(struct app *a, struct str text);

/* Tab: completes the word before the cursor where the prompt takes a query; again, and S-Tab (-1): the
 * next and the previous thing that could stand there. */
void ask_complete(struct app *a, int step);

/* Enter: takes the answer. The prompt stays open, with its error, when it cannot be taken. */
void ask_accept(struct app *a, int unused);

/* Esc: leaves the prompt, everything as before. */
void ask_cancel(struct app *a, int unused);

#endif
