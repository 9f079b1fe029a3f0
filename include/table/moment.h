/*
 * moment: reads a time as people write it (2023年9月底, 三季度, 9月15日-25日, 12.31) from the
 * beginning of a folded text.
 *
 * A moment is what the words name, not yet a day: the year may be missing (0), the day may be "the
 * end of it". Deadlines and titles share this reader; which year is meant is theirs to say.
 */
#ifndef DUBAN_TABLE_MOMENT_H
#define DUBAN_TABLE_MOMENT_H

#include "base/base.h"
#include "base/date.h"

/* How narrowly the words name a time. */
enum moment_unit { MOMENT_YEAR, MOMENT_HALF, MOMENT_QUARTER, MOMENT_MONTH, MOMENT_DAY };

struct moment {
    enum moment_unit unit;
    int year;           /* 0: not named */
    int year_shift;     /* 明年 1, 去年 -1; of a year that is not named by number */
    int month;          /* as written, so 13 is possible; 0: a day without its month */
    int day;            /* 0: the last day of the month */
    bool is_range;      /* the end of a range: 1-8月, 前三季度 */
    bool is_whole_year; /* 年度, 全年 and the like stood there, not the bare year */
};

/* Takes a moment, or a range as its end, off the beginning of `*rest`. Blanks between the parts are
 * skipped. False when no time begins there; `*rest` is left alone then. */
bool moment_read(struct str *rest, struct moment *out);

/* The day that a moment means when `year` is the year it leans on (0: unknown). A day that lacks its year has
 * month and day, and in place of the year the moment's `year_shift`. */
enum moment_day { MOMENT_IS_DAY, MOMENT_LACKS_YEAR, MOMENT_NO_SUCH_DAY };
enum moment_day moment_to_date(const struct moment *m, int year, struct date *out);

/* Takes a year in digits or Chinese digits (2023, 二〇二三) off the beginning; 1900..2199 only. */
bool moment_read_year(struct str *rest, int *year);

/* Takes what may stand behind a month (15日, 底, 上旬) off the beginning of `*rest` into `*m`. */
void moment_take_day(struct str *rest, struct moment *m);

/* Takes `word` off the beginning of `*rest`, with blanks before it; false when it is not there. */
bool moment_take(struct str *rest, const char *word);

#endif
