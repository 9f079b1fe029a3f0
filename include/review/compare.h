/*
 * compare: the table held against an earlier one: which tasks changed, stayed, came, went.
 *
 * Tasks are matched by number when their targets agree too (or the table has no target), then by
 * target text among those left (renumbered tables), then by number alone when the targets are alike
 * (most of their characters are the same: reworded), each record at most once. Columns are joined
 * by role, else by header name; a quarter's 三季度完成情况 stands against 二季度完成情况 since both
 * are notes. Values are compared trimmed and folded, the number is not compared. A record whose
 * joined values are all equal is the same; `note_is_same` tells the question that reviewers ask.
 */
#ifndef DUBAN_REVIEW_COMPARE_H
#define DUBAN_REVIEW_COMPARE_H

#include "table/table.h"

/* JSON and query names: changed, same, new, gone. */
enum change { CHANGE_CHANGED, CHANGE_SAME, CHANGE_NEW, CHANGE_GONE, CHANGE_COUNT };
const char *change_name(enum change change);

struct compare;

/* Both tables must outlive it. */
struct compare *compare_new(const struct table *now, const struct table *before);
void compare_free(struct compare *c);

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

/* True when the value of a record in a column differs from the earlier one. */
bool compare_differs(const struct compare *c, uint32_t row, uint32_t column);

/* Rows of the earlier table that are gone, in its order. */
size_t compare_gone_count(const struct compare *c);
uint32_t compare_gone_row(const struct compare *c, size_t index);

/* How many records there are of each kind. */
struct compare_counts {
    uint32_t of[CHANGE_COUNT];
    uint32_t same_notes;
};
struct compare_counts compare_counts(const struct compare *c);

#endif
