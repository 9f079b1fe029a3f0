/*
 * save: writing to a file (key w): a menu of what can be written, a name asked for, the question
 * before a file is replaced, and what was written said in figures.
 *
 * The circular comes first, in three groupings; then the view as it is shown, filter and order, in
 * every format of the command line.
 */
#ifndef DUBAN_APP_SAVE_H
#define DUBAN_APP_SAVE_H

#include "app/app.h"

/* Opens the menu; not while the file is still being read, for half a table would be written. */
void save_open_menu(struct app *a, int unused);

/* Adds the lines of the menu to the page. */
void save_build_menu(struct app *a);

/* Enter on a line of the menu: asks for the name, with one proposed. */
void save_choose(struct app *a, uint32_t target);

/* The answers at the prompts PROMPT_FILE and PROMPT_REPLACE. A leading ~ is the user's home. When
 * writing fails the name stays at the prompt, with the reason. */
void save_name_typed(struct app *a, struct str name);
void save_replace(struct app *a, struct str name);
void save_keep(struct app *a);

#endif
