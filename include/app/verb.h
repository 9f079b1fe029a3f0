/*
 * verb: what the rows of the command table do. Each takes the app and its row's argument; the count
 * that was typed before is a->count (0: none). The state is settled by the caller afterwards.
 */
#ifndef DUBAN_APP_VERB_H
#define DUBAN_APP_VERB_H

#include "app/app.h"

/* Moving, in the list, the detail pane or the page that has the keys. */
void verb_move(struct app *a, int lines);      /* the count multiplies */
void verb_move_half(struct app *a, int pages); /* half pages: 1, -1; whole ones: 2, -2 */
void verb_move_top(struct app *a, int unused);
void verb_move_bottom(struct app *a, int unused);  /* with a count: the record of that number */
void verb_step_record(struct app *a, int records); /* from the detail pane */

/* The detail pane. */
void verb_scroll_detail(struct app *a, int lines);
void verb_open_detail(struct app *a, int unused);
void verb_switch_focus(struct app *a, int unused);
void verb_toggle_detail(struct app *a, int unused);

/* Columns and sorting. */
void verb_move_column(struct app *a, int columns);
void verb_widen_column(struct app *a, int cells);
void verb_fit_column(struct app *a, int unused);
void verb_sort(struct app *a, int descending);
void verb_sort_further(struct app *a, int descending);

/* Pages; choosing is Enter on a line. */
void verb_show_page(struct app *a, int page_kind);
void verb_choose(struct app *a, int unused);

/* The table, the screen, the way out. */
void verb_reload(struct app *a, int unused);
void verb_redraw(struct app *a, int unused);
void verb_back(struct app *a, int unused); /* leaves what is open; the program when nothing is */
bool verb_back_quits(const struct app *a); /* true when nothing is */
void verb_quit(struct app *a, int unused);
void verb_take_back(struct app *a, int unused); /* Esc: closes, clears, never quits */

#endif
