/*
 * date: days of the Gregorian calendar, without a clock and without time zones.
 *
 * The one hard idea is counting days from a year that begins in March, so that the leap day is the
 * last of its year and the months before it have fixed offsets. What a deadline's words mean is the
 * table layer's.
 */
#include "base/date.h"

#include <assert.h>

enum { FIRST_YEAR = 1, LAST_YEAR = 9999 };

static bool is_leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

bool date_make(int year, int month, int day, struct date *out)
{
    if (year < FIRST_YEAR || year > LAST_YEAR)
        return false;
    if (day < 1 || day > date_days_in_month(year, month))
        return false;
    *out = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

bool date_is_set(struct date d)
{
    return d.year != 0;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year - b.year;
    if (a.month != b.month)
        return a.month - b.month;
    return a.day - b.day;
}

struct date date_end_of_month(int year, int month)
{
    struct date d = {0, 0, 0};
    bool exists = date_make(year, month, date_days_in_month(year, month), &d);
    assert(exists);
    (void)exists;
    return d;
}

/* Days before a year that begins on 1 March, counted from 1 March of year 0. */
static int64_t days_before_year(int64_t year)
{
    return year * 365 + year / 4 - year / 100 + year / 400;
}

/* Days before a month of such a year, March being 0: 0 31 61 92 122 153 184 214 245 275 306 337. */
static int64_t days_before_month(int64_t month)
{
    return (153 * month + 2) / 5;
}

static int64_t day_number(struct date d)
{
    int64_t year = d.month > 2 ? d.year : d.year - 1;
    int64_t month = d.month > 2 ? d.month - 3 : d.month + 9;
    return days_before_year(year) + days_before_month(month) + d.day - 1;
}

int date_days_between(struct date a, struct date b)
{
    assert(date_is_set(a) && date_is_set(b));
    return (int)(day_number(b) - day_number(a));
}

bool date_parse_iso(struct str s, struct date *out)
{
    uint32_t year, month, day;
    if (s.len != DATE_ISO_SIZE - 1 || s.ptr[4] != '-' || s.ptr[7] != '-')
        return false;
    if (!str_to_u32(str_slice(s, 0, 4), &year) || !str_to_u32(str_slice(s, 5, 2), &month) ||
        !str_to_u32(str_slice(s, 8, 2), &day))
        return false;
    return date_make((int)year, (int)month, (int)day, out);
}

/* Writes `value` with `digits` digits, zeros in front, and returns the place behind them. */
static char *put_digits(char *to, int value, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        to[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return to + digits;
}

void date_format_iso(struct date d, char out[DATE_ISO_SIZE])
{
    char *to = put_digits(out, d.year, 4);
    *to++ = '-';
    to = put_digits(to, d.month, 2);
    *to++ = '-';
    to = put_digits(to, d.day, 2);
    *to = '\0';
}

int date_pro_rata_percent(struct date d)
{
    bool month_is_over = d.day == date_days_in_month(d.year, d.month);
    int months = month_is_over ? d.month : d.month - 1;
    return months * 100 / 12;
}
