/*
 * moment: a reader of times that goes from the left to the right, one small rule a kind of word.
 *
 * The one hard idea is the bare number, which means nothing until what follows it was seen: in
 * 3-4月 the 3 is a month, in 2021-2023年 the 2021 is a year, in 12.31 the 12 is a month, and in
 * 3天内 it is no time at all. So each rule reads ahead on a copy of the text and only a rule that
 * fits moves on. Which year a moment leans on, and what else stands in a deadline, is due.c's.
 */
#include "table/moment.h"

#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199, QUARTER_MONTHS = 3 };

/* ---- words and numbers ---- */

static void skip_blanks(struct str *rest)
{
    while (rest->len > 0 && rest->ptr[0] == ' ')
        *rest = str_slice(*rest, 1, SIZE_MAX);
}

bool moment_take(struct str *rest, const char *word)
{
    struct str ahead = *rest;
    skip_blanks(&ahead);
    struct str wanted = str_from(word);
    if (!str_starts_with(ahead, wanted))
        return false;
    *rest = str_slice(ahead, wanted.len, SIZE_MAX);
    return true;
}

/* Takes one of several words that are separated by blanks, the longest of a family written first.
 */
static bool take_any(struct str *rest, const char *words)
{
    struct str list = str_from(words);
    struct str word;
    struct str ahead = *rest;
    skip_blanks(&ahead);
    while (str_split(&list, ' ', &word))
        if (str_starts_with(ahead, word)) {
            *rest = str_slice(ahead, word.len, SIZE_MAX);
            return true;
        }
    return false;
}

struct number {
    int value;
    size_t digits; /* how many ASCII digits; 0 for a Chinese numeral */
};

static bool is_digit(struct str s, size_t i)
{
    return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

/* The digit that a Chinese numeral begins with: 0..9, 10 for 十, -1 for none. */
static int chinese_digit(struct str *rest)
{
    static const char digits[] = "〇一二三四五六七八九十○零";
    enum { DIGIT_BYTES = 3, DIGITS = 11 };
    struct str ahead = *rest;
    skip_blanks(&ahead);
    for (int i = 0; ahead.len >= DIGIT_BYTES && digits[i * DIGIT_BYTES] != '\0'; i++)
        if (memcmp(ahead.ptr, digits + i * DIGIT_BYTES, DIGIT_BYTES) == 0) {
            *rest = str_slice(ahead, DIGIT_BYTES, SIZE_MAX);
            return i < DIGITS ? i : 0;
        }
    return -1;
}

/* 一 .. 九十九; what deadlines need. */
static bool read_chinese_number(struct str *rest, int *value)
{
    struct str ahead = *rest;
    int first = chinese_digit(&ahead);
    if (first < 1)
        return false;
    *value = first;
    struct str after_ten = ahead;
    if (first == 10 || chinese_digit(&after_ten) == 10) {
        if (first != 10) {
            *value = first * 10;
            ahead = after_ten;
        }
        struct str after_unit = ahead;
        int unit = chinese_digit(&after_unit);
        if (unit >= 1 && unit <= 9) {
            *value += unit;
            ahead = after_unit;
        }
    }
    *rest = ahead;
    return true;
}

static bool read_number(struct str *rest, struct number *number)
{
    struct str ahead = *rest;
    skip_blanks(&ahead);
    size_t digits = 0;
    while (is_digit(ahead, digits))
        digits++;
    uint32_t value;
    if (digits > 8)
        return false;
    if (digits == 0) {
        number->digits = 0;
        return read_chinese_number(rest, &number->value);
    }
    if (!str_to_u32(str_slice(ahead, 0, digits), &value))
        return false;
    *number = (struct number){(int)value, digits};
    *rest = str_slice(ahead, digits, SIZE_MAX);
    return true;
}

static bool is_year(int value)
{
    return value >= FIRST_YEAR && value <= LAST_YEAR;
}

bool moment_read_year(struct str *rest, int *year)
{
    struct str ahead = *rest;
    struct number number;
    if (read_number(&ahead, &number) && number.digits == 4 && is_year(number.value)) {
        *year = number.value;
        *rest = ahead;
        return true;
    }
    ahead = *rest;
    int value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = chinese_digit(&ahead);
        if (digit < 0 || digit > 9)
            return false;
        value = value * 10 + digit;
    }
    if (!is_year(value))
        return false;
    *year = value;
    *rest = ahead;
    return true;
}

/* ---- the parts of a moment ---- */

/* Behind a month: 15日, 底, 上旬 ... or nothing, which means its end. */
void moment_take_day(struct str *rest, struct moment *m)
{
    static const struct {
        const char *words;
        int day;
    } parts[] = {
        {"上旬", 10}, {"中旬", 20}, {"下旬 底 末 终", 0}, {"初", 5}, {"中", 15},
    };
    struct str ahead = *rest;
    struct number number;
    if (read_number(&ahead, &number) && number.digits <= 2 && take_any(&ahead, "日 号")) {
        m->day = number.value;
        m->unit = MOMENT_DAY;
        *rest = ahead;
        return;
    }
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (take_any(rest, parts[i].words)) {
            m->day = parts[i].day;
            m->unit = m->day > 0 ? MOMENT_DAY : MOMENT_MONTH;
            return;
        }
}

static bool read_month(struct str *rest, struct moment *m)
{
    struct str ahead = *rest;
    struct number number;
    if (!read_number(&ahead, &number) || number.digits > 2 || !take_any(&ahead, "月份 月"))
        return false;
    m->month = number.value;
    m->unit = MOMENT_MONTH;
    moment_take_day(&ahead, m);
    *rest = ahead;
    return true;
}

static bool read_quarter(struct str *rest, struct moment *m)
{
    struct str ahead = *rest;
    bool is_up_to = moment_take(&ahead, "前");
    moment_take(&ahead, "第");
    struct number number;
    if (moment_take(&ahead, "q")) {
        if (!read_number(&ahead, &number))
            return false;
    } else if (!read_number(&ahead, &number) || !take_any(&ahead, "季度 季")) {
        return false;
    }
    if (number.value < 1 || number.value > 4)
        return false;
    m->month = number.value * QUARTER_MONTHS;
    m->unit = MOMENT_QUARTER;
    m->is_range = is_up_to;
    take_any(&ahead, "末 底");
    *rest = ahead;
    return true;
}

/* 前8个月, 前八月 */
static bool read_first_months(struct str *rest, struct moment *m)
{
    struct str ahead = *rest;
    struct number number;
    if (!moment_take(&ahead, "前") || !read_number(&ahead, &number) || number.digits > 2 ||
        !take_any(&ahead, "个月 月"))
        return false;
    m->month = number.value;
    m->unit = MOMENT_MONTH;
    m->is_range = true;
    *rest = ahead;
    return true;
}

static bool read_part_of_year(struct str *rest, struct moment *m)
{
    static const struct {
        const char *words;
        int month;
        enum moment_unit unit;
    } parts[] = {
        {"上半年 年中 半年", 6, MOMENT_HALF},
        {"下半年", 12, MOMENT_HALF},
        {"年底 年末 年内 年终 全年 年度 度", 12, MOMENT_YEAR},
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (take_any(rest, parts[i].words)) {
            m->month = parts[i].month;
            m->unit = parts[i].unit;
            m->is_whole_year = m->unit == MOMENT_YEAR;
            return true;
        }
    return false;
}

/* 31 or -31 behind 12; the separator must be the one that stood before, if one did. */
static bool read_dotted(struct str *rest, char separator, int *value)
{
    struct str ahead = *rest;
    struct number number;
    if (ahead.len == 0 || ahead.ptr[0] != separator || !is_digit(ahead, 1))
        return false;
    ahead = str_slice(ahead, 1, SIZE_MAX);
    if (!read_number(&ahead, &number) || number.digits > 2)
        return false;
    *value = number.value;
    *rest = ahead;
    return true;
}

static bool is_separator(struct str rest)
{
    return rest.len > 0 && (rest.ptr[0] == '-' || rest.ptr[0] == '.' || rest.ptr[0] == '/');
}

/* Behind a year of four digits: -12-31, /3/16, .12 */
static bool read_month_in_figures(struct str *rest, struct moment *m)
{
    char separator = is_separator(*rest) ? rest->ptr[0] : '\0';
    struct str ahead = *rest;
    if (separator == '\0' || !read_dotted(&ahead, separator, &m->month))
        return false;
    struct str behind = ahead;
    if (take_any(&behind, "年")) /* 2023-24年: a range, not a date */
        return false;
    m->unit = MOMENT_MONTH;
    if (take_any(&ahead, "月份 月"))
        moment_take_day(&ahead, m);
    else if (read_dotted(&ahead, separator, &m->day))
        m->unit = MOMENT_DAY;
    *rest = ahead;
    return true;
}

/* The year of 6/30/2025, if one stands there; false for what is none: 6/30/25 may be many days. */
static bool read_year_behind(struct str *rest, char separator, int *year)
{
    if (rest->len == 0 || rest->ptr[0] != separator || !is_digit(*rest, 1))
        return true;
    struct str ahead = str_slice(*rest, 1, SIZE_MAX);
    if (!moment_read_year(&ahead, year))
        return false;
    *rest = ahead;
    return true;
}

/* 12.31, 9/30, 12-31 without a year; not 15.6, and not the 3-4 of 3-4月. */
static bool read_day_in_figures(struct str *rest, struct moment *m)
{
    struct str ahead = *rest;
    struct number month;
    int day;
    if (!read_number(&ahead, &month) || month.digits < 1 || month.digits > 2 ||
        !is_separator(ahead))
        return false;
    char separator = ahead.ptr[0];
    if (!read_dotted(&ahead, separator, &day) || !read_year_behind(&ahead, separator, &m->year))
        return false;
    struct str behind = ahead;
    if (take_any(&behind, "月 年 日 号 . %") || month.value < 1 || month.value > 12 || day < 1 ||
        day > 31)
        return false;
    m->month = month.value;
    m->day = day;
    m->unit = MOMENT_DAY;
    *rest = ahead;
    return true;
}

/* 20231231, 202312 */
static bool read_joined_figures(struct str *rest, struct moment *m)
{
    struct str ahead = *rest;
    struct number number;
    if (!read_number(&ahead, &number) || (number.digits != 8 && number.digits != 6))
        return false;
    int months = number.digits == 8 ? number.value / 100 : number.value;
    if (!is_year(months / 100))
        return false;
    m->year = months / 100;
    m->month = months % 100;
    m->day = number.digits == 8 ? number.value % 100 : 0;
    m->unit = number.digits == 8 ? MOMENT_DAY : MOMENT_MONTH;
    *rest = ahead;
    return true;
}

static struct moment end_of_year(int year)
{
    return (struct moment){.unit = MOMENT_YEAR, .year = year, .month = 12};
}

/* The five-year plans end on 31 December of their fifth year. */
static bool read_plan_end(struct str *rest, struct moment *m)
{
    static const struct {
        const char *words;
        int year;
    } plans[] = {{"十三五", 2020}, {"十四五", 2025}, {"十五五", 2030}, {"十六五", 2035}};
    struct str ahead = *rest;
    take_any(&ahead, "“ \" 「");
    for (size_t i = 0; i < COUNT_OF(plans); i++)
        if (moment_take(&ahead, plans[i].words)) {
            take_any(&ahead, "” \" 」");
            take_any(&ahead, "末 期末 期间 时期");
            *m = end_of_year(plans[i].year);
            *rest = ahead;
            return true;
        }
    return false;
}

/* ---- the whole ---- */

static bool read_relative_year(struct str *rest, struct moment *m)
{
    static const struct {
        const char *words;
        int shift;
    } years[] = {
        {"明年 次年 来年 下年 翌年", 1}, {"后年", 2}, {"去年 上年", -1}, {"今年 本年 当年", 0}};
    for (size_t i = 0; i < COUNT_OF(years); i++)
        if (take_any(rest, years[i].words)) {
            m->year_shift = years[i].shift;
            return true;
        }
    return false;
}

static bool read_within_year(struct str *rest, struct moment *m)
{
    return read_quarter(rest, m) || read_first_months(rest, m) || read_part_of_year(rest, m) ||
           read_month(rest, m);
}

enum {
    CENTURY = 2000,
    SHORT_YEAR_FIRST = 13, /* what is less may be a month */
    SHORT_YEAR_LAST = 40,
    MINGUO_YEAR = 1911, /* the year before the first one of the calendar used in Taiwan */
    MINGUO_FIRST = 90,
    MINGUO_LAST = 150
};

/* The year of 24年底, 24/12/31, 113年6月, 113.10.31: of two or three figures, so it is one only with something
 * within it behind. */
static bool read_short_year(struct str *rest, struct moment *m)
{
    struct str ahead = *rest;
    struct number number;
    if (!read_number(&ahead, &number) || number.digits < 2 || number.digits > 3)
        return false;
    int first = number.digits == 2 ? SHORT_YEAR_FIRST : MINGUO_FIRST;
    int last = number.digits == 2 ? SHORT_YEAR_LAST : MINGUO_LAST;
    if (number.value < first || number.value > last)
        return false;
    *m = end_of_year(number.value + (number.digits == 2 ? CENTURY : MINGUO_YEAR));
    bool is_read = moment_take(&ahead, "年")
                       ? read_within_year(&ahead, m) || take_any(&ahead, "底 末")
                       : read_month_in_figures(&ahead, m) && m->unit == MOMENT_DAY;
    if (is_read)
        *rest = ahead;
    return is_read;
}

/* A year, then what stands in it; a year alone means its end. */
static bool read_from_year(struct str *rest, struct moment *m)
{
    struct str ahead = *rest;
    if (read_short_year(rest, m))
        return true;
    *m = end_of_year(0);
    if (moment_read_year(&ahead, &m->year)) {
        if (!moment_take(&ahead, "年") && read_month_in_figures(&ahead, m)) {
            *rest = ahead;
            return true;
        }
    } else if (!read_relative_year(&ahead, m)) {
        return false;
    }
    if (!read_within_year(&ahead, m))
        (void)take_any(&ahead, "底 末 内");
    *rest = ahead;
    return true;
}

static bool read_one(struct str *rest, struct moment *m)
{
    if (read_from_year(rest, m) || read_plan_end(rest, m))
        return true;
    *m = (struct moment){.year = 0};
    return read_joined_figures(rest, m) || read_within_year(rest, m) ||
           read_day_in_figures(rest, m);
}

/* 3-4月 begins with a number that only the range gives a meaning to; 9月15日-25日 ends with one. */
static bool skip_bare_start(struct str *rest)
{
    struct str ahead = *rest;
    struct number number;
    if (!read_number(&ahead, &number) || number.digits > 2 || !take_any(&ahead, "- ~ 至 到 、"))
        return false;
    struct str behind = ahead;
    if (!read_number(&behind, &number) || number.digits > 2 || !take_any(&behind, "月"))
        return false;
    *rest = ahead;
    return true;
}

static bool read_last_day(struct str *rest, struct moment *m)
{
    struct str ahead = *rest;
    struct number number;
    if (m->unit != MOMENT_DAY || !read_number(&ahead, &number) || number.digits > 2 ||
        !take_any(&ahead, "日 号"))
        return false;
    m->day = number.value;
    *rest = ahead;
    return true;
}

static void read_range_end(struct str *rest, struct moment *m)
{
    struct str ahead = *rest;
    if (!take_any(&ahead, "-- - ~ 至 到"))
        return;
    struct moment end = *m;
    if (!read_last_day(&ahead, &end) && !(skip_bare_start(&ahead), read_one(&ahead, &end)))
        return;
    if (end.year == 0 && end.year_shift == 0) {
        end.year = m->year;
        end.year_shift = m->year_shift;
    }
    *m = end;
    m->is_range = true;
    *rest = ahead;
}

bool moment_read(struct str *rest, struct moment *out)
{
    struct str ahead = *rest;
    struct moment m;
    bool is_range = skip_bare_start(&ahead);
    if (!read_one(&ahead, &m))
        return false;
    m.is_range |= is_range;
    read_range_end(&ahead, &m);
    if (m.unit == MOMENT_YEAR && is_separator(ahead) && is_digit(ahead, 1)) /* 2024.13 */
        return false;
    *out = m;
    *rest = ahead;
    return true;
}

enum moment_day moment_to_date(const struct moment *m, int year, struct date *out)
{
    const int leap_year = 2000; /* stands for any year: it has every day that a year can have */
    bool is_known = m->year > 0 || year > 0;
    int in_year = m->year > 0 ? m->year : is_known ? year + m->year_shift : leap_year;
    int last = date_days_in_month(in_year, m->month);
    struct date date;
    if (last == 0 || !date_make(in_year, m->month, m->day > 0 ? m->day : last, &date))
        return MOMENT_NO_SUCH_DAY;
    *out = date;
    if (is_known)
        return MOMENT_IS_DAY;
    out->year = (int16_t)m->year_shift;
    return MOMENT_LACKS_YEAR;
}
