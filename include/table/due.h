/*
 * due: when a task is to be done, read from what people write (年底, 9月底前, 2023-12-31,
 * 长期坚持).
 *
 * The spellings follow patterns (year, month, day, part of a month, quarter, range) with a list of
 * fixed words; vocabulary with its normal forms is the test. A range means its end.
 */
#ifndef DUBAN_TABLE_DUE_H
#define DUBAN_TABLE_DUE_H

#include "base/base.h"
#include "base/date.h"

/* In the order in which deadlines sort; days among themselves by time, with and without a year. */
enum due_kind {
    DUE_AT_ONCE,   /* 立即 */
    DUE_DATE,      /* a day */
    DUE_YEARLESS,  /* a month and a day of a year that nothing names: 9月底 */
    DUE_NONE,      /* words without a day (视情况), or relative ones (3天内) */
    DUE_EMPTY,     /* no words, or a dash */
    DUE_INVALID,   /* a day that does not exist (2023-11-31): shown as text, warned of */
    DUE_DONE,      /* 已完成 in the deadline column */
    DUE_RECURRING, /* 每月 */
    DUE_STANDING,  /* 长期坚持 */
};

struct due {
    enum due_kind kind;
    struct date date; /* of DUE_DATE; of DUE_YEARLESS with `year` counted from the one that is not
                         known: 0, of 明年 1, of 去年 -1 */
};

/* What the words lean on. */
struct due_context {
    int year;          /* of the title; 0 when unknown: then 年底 is DUE_YEARLESS */
    struct date as_of; /* for 月底; may be unset */
};

/* Never fails: what it cannot read is DUE_NONE. Folds and trims by itself. */
struct due due_parse(struct str text, struct due_context context);

/* <0, 0, >0 in time order, kinds as they stand above. */
int due_compare(struct due a, struct due b);

/* The day that a title or header reports on: 三季度 -> 30 September, 1-8月 -> 31 August, 上半年 ->
 * 30 June, 截至9月底, 2023年度 -> 31 December, 2023年9月15日 -> that day. `year` (0 unknown) helps
 * where the text names none. False when the text names no time of a year. */
bool due_find_as_of(struct str text, int year, struct date *out);

/* The year that a title names (2023年, 二〇二三年), 0 for none; the last one of a range. */
int due_find_year(struct str text);

#endif
