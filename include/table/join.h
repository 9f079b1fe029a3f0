/*
 * join: several tables as one.
 *
 *     county-a.tsv          county-b.tsv             the joined table
 *     序号 目标 状态         编号 任务内容 进展 投资    来源     序号 目标 状态 投资
 *     1    修路 是          7    架桥     滞后  3      county-a 1    修路 是
 *                                                   county-b 7    架桥 滞后  3
 *
 * The first column, of role source, names the table that a record is from: its file's name without
 * folder and suffix, with more of its name where that would not tell them apart. Columns are joined
 * by meaning: the same role and name, else the same role, else the same name; the rest come behind.
 * Records keep their line, and the deadline and state that their own table gave them; warnings keep
 * their table. The title is what the titles have in common; the as-of date is the latest.
 */
#ifndef DUBAN_TABLE_JOIN_H
#define DUBAN_TABLE_JOIN_H

#include "table/table.h"

struct join_part {
    struct str name;     /* as it was opened */
    struct table *table; /* NULL: it was not read; freed as soon as its records were taken over */
    struct str why;      /* then: the reason, for a warning */
};

/* Joins the parts, at least one of which is a table, in their order. The strs are copied; the
 * tables are freed. The caller owns the result. */
struct table *join_tables(struct join_part *parts, size_t count);

#endif
