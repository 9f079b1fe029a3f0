/*
 * date: calendar days, as deadlines and as-of dates need them.
 *
 * Only the proleptic Gregorian calendar, years 1..9999. A day that does not exist (31 November) is
 * not a date: date_make() says so instead of moving it. Nothing here reads the clock.
 */
#ifndef DUBAN_BASE_DATE_H
#define DUBAN_BASE_DATE_H

#include "base/base.h"

struct date {
    int16_t year; /* 0: no date */
    uint8_t month;
    uint8_t day;
};

/* False when there is no such day; `*out` is left alone then. */
bool date_make(int year, int month, int day, struct date *out);

/* False for the zero date. */
bool date_is_set(struct date d);

/* <0, 0, >0 as `a` is before, on or after `b`. */
int date_compare(struct date a, struct date b);

/* Days in the month (28..31), 0 for no such month. */
int date_days_in_month(int year, int month);

/* The last day of the month. `month` must be 1..12. */
struct date date_end_of_month(int year, int month);

/* The days from `a` to `b`, both set: negative when `b` is the earlier one. */
int date_days_between(struct date a, struct date b);

/* Reads YYYY-MM-DD, nothing before or behind it. */
bool date_parse_iso(struct str s, struct date *out);

/* Writes YYYY-MM-DD and a NUL. */
#define DATE_ISO_SIZE 11
void date_format_iso(struct date d, char out[DATE_ISO_SIZE]);

/* Share of the year gone by on that day in whole months, rounded down to percent: 75 on 30
 * September, 66 on 31 August, 75 on any day of October but the last. Source: pro rata (xushi) is
 * elapsed months / 12 in every circular seen. */
int date_pro_rata_percent(struct date d);

#endif
