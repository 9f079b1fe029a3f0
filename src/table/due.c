/*
 * due: deadlines and the day that a title reports on.
 *
 * The one hard idea is what may stand around a time: words before it (力争, 截至), words behind it
 * (前, 完成), further times (6月底完成主体,12月底竣工: the last one counts), and words that are a
 * deadline without any time (长期坚持, 每月, 立即). The times themselves are moment.c's.
 */
#include "table/due.h"

#include <string.h>

#include "table/moment.h"
#include "table/words.h"
#include "text/cluster.h"
#include "text/fold.h"

/* ---- words instead of a time ---- */

struct due_words {
    enum due_kind kind;
    const char *words; /* as words.h has them */
};

/* What a deadline may be as a whole, and what it may begin with. The first row that fits counts. */
static const struct due_words whole_words[] = {
    {DUE_EMPTY, "/ - -- --- 无 空 / // \\"},
    {DUE_AT_ONCE, "即时 即刻 马上 随时 即知即改 边查边改 边改边查"},
    {DUE_NONE, "半年内 半年以内 半年左右"}, /* from an unknown day on */
};

static const struct due_words beginnings[] = {
    {DUE_AT_ONCE, "立即 立行立改 立查立改"},
    {DUE_STANDING, "长期 持续 常态 常年 全年坚持 全年持续 长年 长效 一直"},
    {DUE_RECURRING, "每 按月 按季 按周 按年 按旬 逐月 定期"},
    {DUE_DONE, "已完成 已办结 已竣工 已销号 已完结 已整改 已验收 已按期完成 已于 完成 办结"},
};

/* 一季度一次 names a rhythm, though it begins like a time. */
static const char *const rhythm_words[] = {"一次", "两次", "一报", "一调度", "一通报"};

static bool find_words(struct str key, enum due_kind *kind)
{
    for (size_t i = 0; i < COUNT_OF(whole_words); i++)
        if (words_find(whole_words[i].words, key) != SIZE_MAX) {
            *kind = whole_words[i].kind;
            return true;
        }
    for (size_t i = 0; i < COUNT_OF(beginnings); i++)
        if (words_find_beginning(beginnings[i].words, key) != SIZE_MAX) {
            *kind = beginnings[i].kind;
            return true;
        }
    for (size_t i = 0; i < COUNT_OF(rhythm_words); i++)
        if (str_ends_with(key, str_from(rhythm_words[i]))) {
            *kind = DUE_RECURRING;
            return true;
        }
    return false;
}

/* ---- times that lean on the report or on a feast ---- */

static bool take_word_of(struct str *rest, const char *words)
{
    struct str list = str_from(words);
    struct str word;
    while (str_split(&list, ' ', &word))
        if (str_starts_with(*rest, word)) {
            *rest = str_slice(*rest, word.len, SIZE_MAX);
            return true;
        }
    return false;
}

/* Feasts of the solar calendar, as the last day before them. */
static bool read_feast(struct str *rest, struct moment *m)
{
    static const struct {
        const char *words;
        int month, day;
    } feasts[] = {
        {"国庆节 国庆 “十一” \"十一\" 十一前 十一之前", 9, 30},
        {"“五一” \"五一\" 五一 劳动节", 4, 30},
        {"“七一” \"七一\" 七一", 6, 30},
        {"“八一” \"八一\" 八一", 7, 31},
        {"元旦", 12, 31},
    };
    for (size_t i = 0; i < COUNT_OF(feasts); i++)
        if (take_word_of(rest, feasts[i].words)) {
            *m =
                (struct moment){.unit = MOMENT_DAY, .month = feasts[i].month, .day = feasts[i].day};
            return true;
        }
    return false;
}

/* 月底, 本季度末: of the report's month or quarter. */
static bool read_of_report(struct str *rest, struct date as_of, struct moment *m)
{
    static const struct {
        const char *words;
        int months; /* the period's length */
        int later;  /* months to go on */
    } periods[] = {{"月底 月末 本月 当月", 1, 0},
                   {"下个月 下月 次月", 1, 1},
                   {"本季度末 本季度 本季末 季度末 季末", 3, 0}};
    if (!date_is_set(as_of))
        return false;
    for (size_t i = 0; i < COUNT_OF(periods); i++)
        if (take_word_of(rest, periods[i].words)) {
            int length = periods[i].months;
            int month = (as_of.month + length - 1) / length * length + periods[i].later;
            *m = (struct moment){.unit = MOMENT_MONTH,
                                 .year = as_of.year + (month > 12),
                                 .month = month > 12 ? month - 12 : month};
            moment_take_day(rest, m);
            return true;
        }
    return false;
}

/* ---- deadlines ---- */

static bool read_moment(struct str *rest, struct due_context context, struct moment *m)
{
    return read_feast(rest, m) || read_of_report(rest, context.as_of, m) || moment_read(rest, m);
}

static struct due due_of(const struct moment *m, int year)
{
    struct due due = {.kind = DUE_DATE};
    switch (moment_to_date(m, year, &due.date)) {
    case MOMENT_IS_DAY:
        break;
    case MOMENT_LACKS_YEAR:
        due.kind = DUE_YEARLESS;
        break;
    case MOMENT_NO_SUCH_DAY:
        due.kind = DUE_INVALID;
        break;
    }
    return due;
}

/* Moves behind the next mark that parts two deadlines of one cell. */
static bool skip_clause(struct str *rest)
{
    static const char *const marks[] = {",", ";", "、", "。"};
    size_t best = SIZE_MAX;
    size_t mark_len = 0;
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t at = str_find(*rest, str_from(marks[i]), 0);
        if (at < best) {
            best = at;
            mark_len = strlen(marks[i]);
        }
    }
    if (best == SIZE_MAX)
        return false;
    *rest = str_slice(*rest, best + mark_len, SIZE_MAX);
    return true;
}

static void skip_lead_in(struct str *rest)
{
    while (take_word_of(rest,
                        "力争 争取 确保 预计 计划 拟于 拟 于 在 截至 截止 最迟 不晚于 不迟于 务必 "
                        "限于 限 约 到 至")) {
    }
}

/* The latest of the times in `text`; one that cannot be a day is the answer at once. */
static struct due latest_due(struct str text, struct due_context context)
{
    struct due latest = {.kind = DUE_NONE};
    do {
        skip_lead_in(&text);
        struct moment m;
        if (!read_moment(&text, context, &m))
            continue;
        struct due due = due_of(&m, context.year);
        if (due.kind == DUE_INVALID)
            return due;
        bool is_certain = due.kind < latest.kind; /* a day says more than one without its year */
        if (is_certain || (due.kind == latest.kind && date_compare(latest.date, due.date) < 0))
            latest = due;
    } while (skip_clause(&text));
    return latest;
}

/* Without bracketed remarks, which fold has made ASCII: 年底(12月). A cell of only a remark stays.
 */
static void cut_remarks(struct buf *text)
{
    for (;;) {
        size_t open = str_find(buf_str(text), STR("("), 0);
        size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(buf_str(text), STR(")"), open);
        if (close == SIZE_MAX)
            return;
        buf_remove(text, open, close + 1 - open);
    }
}

struct due due_parse(struct str text, struct due_context context)
{
    struct due due = {.kind = DUE_EMPTY};
    struct buf key = BUF_INIT;
    fold_append_key(&key, text);
    if (key.len > 0 && !find_words(buf_str(&key), &due.kind)) {
        buf_clear(&key);
        fold_append(&key, text);
        cut_remarks(&key);
        due = latest_due(text_trim(buf_str(&key)), context);
    }
    buf_release(&key);
    return due;
}

int due_compare(struct due a, struct due b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    return a.kind == DUE_DATE || a.kind == DUE_YEARLESS ? date_compare(a.date, b.date) : 0;
}

/* ---- titles ---- */

static bool begins_with_digit(struct str s)
{
    return s.len > 0 && s.ptr[0] >= '0' && s.ptr[0] <= '9';
}

/* Behind the first code point, or behind the whole number that stands there: 12023 holds no year.
 */
static struct str behind_unread(struct str s)
{
    bool was_digit = begins_with_digit(s);
    do {
        size_t off = 0;
        utf8_decode(s, &off);
        s = str_slice(s, off, SIZE_MAX);
    } while (was_digit && begins_with_digit(s));
    return s;
}

static bool year_is_certain(struct str *rest)
{
    return moment_take(rest, "年");
}

/* The first year in `folded`, preferably one with 年 behind it, and the end of its range. */
static int find_year(struct str folded, bool want_word)
{
    for (struct str rest = folded; rest.len > 0;) {
        struct str ahead = rest;
        int year;
        if (!moment_read_year(&ahead, &year)) {
            rest = behind_unread(rest);
            continue;
        }
        rest = ahead;
        moment_take(&ahead, "年");
        if (take_word_of(&ahead, "- ~ 至 到 、 和 与 及") && moment_read_year(&ahead, &year))
            rest = ahead;
        if (!want_word || year_is_certain(&rest))
            return year;
    }
    return 0;
}

int due_find_year(struct str text)
{
    struct buf folded = BUF_INIT;
    fold_append(&folded, text);
    int year = find_year(buf_str(&folded), true);
    if (year == 0)
        year = find_year(buf_str(&folded), false);
    buf_release(&folded);
    return year;
}

/* How well a time says what a table reports on: 截至9月底 says it outright, a quarter or 1-8月 is a
 * period, a day may only be the day of printing, 年度 is only the year's plan. 0: not at all. */
static int report_rank(const struct moment *m, bool is_until)
{
    static const int ranks[] = {[MOMENT_YEAR] = 1,
                                [MOMENT_DAY] = 2,
                                [MOMENT_MONTH] = 3,
                                [MOMENT_HALF] = 4,
                                [MOMENT_QUARTER] = 4};
    if (m->unit == MOMENT_YEAR && !m->is_whole_year)
        return 0;
    if (is_until)
        return 6;
    return m->is_range ? 5 : ranks[m->unit];
}

/* Remembers the year that a moment names for those that name none: 2023年...三季度. */
static bool date_of_report(const struct moment *m, int *year, struct date *date)
{
    if (m->year > 0)
        *year = m->year;
    return moment_to_date(m, *year, date) == MOMENT_IS_DAY;
}

static bool find_as_of(struct str folded, int year, struct date *out)
{
    int best = 0;
    for (struct str rest = folded; rest.len > 0;) {
        struct moment m;
        struct date date;
        bool is_until = take_word_of(&rest, "截至 截止 截止到");
        if (!moment_read(&rest, &m)) {
            if (!is_until)
                rest = behind_unread(rest);
            continue;
        }
        int rank = report_rank(&m, is_until);
        if (date_of_report(&m, &year, &date) && rank > best) {
            best = rank;
            *out = date;
        }
    }
    return best > 0;
}

bool due_find_as_of(struct str text, int year, struct date *out)
{
    if (year == 0)
        year = due_find_year(text);
    struct buf folded = BUF_INIT;
    fold_append(&folded, text);
    bool found = find_as_of(buf_str(&folded), year, out);
    buf_release(&folded);
    return found;
}
