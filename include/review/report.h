/*
 * report: the circular (通报): which tasks of a view are behind or overdue, grouped by who is to
 * answer for them, as text to be sent to the units.
 *
 *     title                                  the table's, and what this is
 *     as-of date, counts of the view
 *     一、市民政局(1项)                      a group: units, lead unit, leader or any column
 *         14  县级综合养老服务中心全覆盖     number and target
 *             时限 上半年(已过92天)  状态 未完成  领导 陈晓岚
 *             单位 ... 情况 ... 批注 ...     paragraphs; empty ones are left out
 *
 * Groups stand as roll-ups have them (most tasks first), tasks in the order of the view. A task of
 * several units stands under each of them when grouped by units.
 */
#ifndef DUBAN_REVIEW_REPORT_H
#define DUBAN_REVIEW_REPORT_H

#include <stdio.h>

#include "review/export.h"

struct report_options {
    enum export_format format; /* EXPORT_MD; anything else means text */
    struct rollup_by by;       /* column COLUMN_NONE: not grouped */
    enum lang lang;
    unsigned width_cells; /* of text; 0: 80 */
    bool sanitise;        /* hostile code points as marks */
};

/* What is grouped by when nothing is said: the lead unit, else the leader, else nothing. */
struct rollup_by report_usual_by(const struct table *t);

/* Writes the circular of what is:behind or is:overdue finds in the view; it says so when that is
 * nothing. Returns how many tasks it holds. Errors of writing show in ferror(out). */
size_t report_write(FILE *out, const struct review *r, const struct view *v,
                    const struct report_options *options);

#endif
