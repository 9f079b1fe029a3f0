/*
 * drill: into the roll-up, into its lines, into what is like a cell, and back.
 *
 * Going into a line narrows the filter by the words for it (领导:=肖友华), so that the counts, the
 * status bar and whatever is written out all speak of the same records; going back puts back the
 * filter, the sort and the cursor of the place that was left.
 */
#ifndef DUBAN_APP_DRILL_H
#define DUBAN_APP_DRILL_H

#include "app/app.h"

/* From list or detail pane: the roll-up of the view by the current column, or by the first usual
 * grouping where that column's cells are all different. From a roll-up: the records of the line under
 * the cursor, by the next grouping that was not used on the way. */
void drill_roll_up(struct app *a, int unused);

/* The list of the records of the line under the cursor. */
void drill_list(struct app *a, int unused);

/* The list of the records that `words` find, whatever filter was in force, from its top; from any place, a page
 * included. */
void drill_to_list(struct app *a, struct str words);

/* Narrows the list to the records that have `value` in a column (of units: among them), and leaves the
 * detail pane; q comes back. */
void drill_narrow(struct app *a, uint32_t column, struct str value);

/* Groups the roll-up by the next (1) or previous (-1) of the groupings; by the `index`th of them. */
void drill_regroup(struct app *a, int step);
void drill_group_by(struct app *a, size_t index);

/* Back to the place before, as it was left. False when there is none. */
bool drill_back(struct app *a);

/* Shows the list of the view that the roll-up counts; nothing where no roll-up is shown. */
void drill_leave_to_list(struct app *a);

/* Appends the way to the roll-up that is shown and what it groups by: 肖友华 > 市教育局 > 按时限. */
void drill_append_heading(const struct app *a, struct buf *out);

#endif
