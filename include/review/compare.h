/*
 * compare: the table held against an earlier one: which tasks changed, stayed, came, went.
 *
 * Columns are joined by role and header name, then by role and header name without words of time
 * (三季度完成情况 stands against 二季度完成情况), then by role alone, then by name alone.
 *
 * Records are matched by the first of these rules that fits, each at most once, in file order where
 * several fit alike:
 *
 *     1  all joined columns are equal
 *     2  number and target are equal (the one that both tables have; where they have neither, the
 *        first joined column)
 *     3  all but the number is equal           a renumbered task
 *     4  the target is equal                   the same, and something else changed
 *     5  the number is equal and the targets are alike (half of their pairs of neighbouring
 *        characters are the same, or one is blank)             a reworded task
 *
 * Values are compared trimmed and folded. A matched record whose joined columns, but for the
 * number, are all equal is the same; `note_is_same` tells the question that reviewers ask.
 */
#ifndef DUBAN_REVIEW_COMPARE_H
#define DUBAN_REVIEW_COMPARE_H

#include "review/work.h"
#include "table/table.h"

/* What became of a task. */
enum change { CHANGE_CHANGED, CHANGE_SAME, CHANGE_NEW, CHANGE_GONE, CHANGE_COUNT };

/* The name in JSON and queries: changed, same, new, gone. */
const char *change_name(enum change change);

struct compare;

/* Compares the rows that the tables have now: neither may grow any more, and both must outlive it.
 * Owned by the caller. */
struct compare *compare_new(const struct table *now, const struct table *before);
void compare_free(struct compare *c); /* NULL is allowed */

/* The same in steps: begins; goes on until the work is used up or all is compared (true then, and only then may
 * anything be asked but how far it is, 0 to 100). */
struct compare *compare_begin(const struct table *now, const struct table *before);
bool compare_step(struct compare *c, struct work *work);
unsigned compare_percent(const struct compare *c);

/* The earlier table. */
const struct table *compare_before(const struct compare *c);

/* Of a record of the present table: what became of it (never GONE), its row in the earlier one
 * (ROW_NONE when new), whether its note is word for word the old one (false when either has none),
 * whether its number changed. */
enum change compare_change(const struct compare *c, uint32_t row);
uint32_t compare_old_row(const struct compare *c, uint32_t row);
bool compare_note_is_same(const struct compare *c, uint32_t row);
bool compare_was_renumbered(const struct compare *c, uint32_t row);

/* The column of the earlier table that a column stands against, or COLUMN_NONE. */
uint32_t compare_old_column(const struct compare *c, uint32_t column);

/* True when the value of a record in a column (the number's too) differs from the earlier one.
 * False where there is no earlier one: a new record, a column that has no counterpart. */
bool compare_differs(const struct compare *c, uint32_t row, uint32_t column);

/* Rows of the earlier table that are gone, in its order. */
size_t compare_gone_count(const struct compare *c);
uint32_t compare_gone_row(const struct compare *c, size_t index);

/* How many records there are of each kind. */
struct compare_counts {
    uint32_t of[CHANGE_COUNT];
    uint32_t same_notes;
    uint32_t renumbered;
};

/* Of the whole tables; counted once, when the comparison was made. */
struct compare_counts compare_counts(const struct compare *c);

/* Of some records of the present table; what is gone is counted as above, for it is in no view. */
struct compare_counts compare_count_rows(const struct compare *c, const uint32_t *rows,
                                         size_t count);

#endif
