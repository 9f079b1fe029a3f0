/*
 * deadline: how a record stands against the as-of date, in words: short ones for a cell of the list,
 * with the days for the card.
 *
 *     list   6月底 逾期   9月底 到期   年底
 *     card   逾期 92 天   当日到期     还有 92 天
 */
#ifndef DUBAN_APP_DEADLINE_H
#define DUBAN_APP_DEADLINE_H

#include "review/tally.h"

/* The word behind a deadline in the list: overdue, or due on the day; MSG_NONE for all others, which
 * are most. */
enum msg deadline_mark(const struct review *r, uint32_t row);

/* Cells of the widest deadline with a mark behind it, among the first `rows` records of a view; 0 when
 * none has one. */
unsigned deadline_marked_cells(const struct review *r, const struct view *v, size_t rows,
                               enum lang lang);

/* Appends the words for the card; nothing for a record that is done, or that has no day. */
void deadline_append_words(struct buf *out, const struct review *r, uint32_t row, enum lang lang);

#endif
