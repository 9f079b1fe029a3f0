/*
 * timeless: takes the words of time out of titles and headers.
 *
 * The one hard idea: only a few patterns mean a time by themselves (9月, 三季度, 2023年). Words
 * that mean one only in company (截至, 第, 前, 至, 底) go with them, and stay everywhere else. What
 * the time is that was taken out, due.c knows.
 */
#include "review/timeless.h"

#include "text/fold.h"
#include "text/utf8.h"

/* ---- the words ---- */

/* Patterns over folded text, where capitals are free: Y is a year of four digits, D a number of one
 * or two (Arabic) or one to three (Chinese) digits, R what stands between the ends of a range. The
 * first that fits is taken, so longer ones stand first. */
static const char *const times[] = {
    "YRY年度", "Y年度",  "YRY年",  "Y年",  "Y-D-D",    "Y/D/D", "Y.D.D", "D月D日",   "D月D号",
    "DRD月份", "DRD月",  "D月份",  "D月",  "DRD季度",  "D季度", "D个月", "上半年度", "下半年度",
    "上半年",  "下半年", "半年度", "半年", "全年",     "年中",  "年底",  "年末",     "年终",
    "月底",    "月末",   "季度",   "月度", "截至目前", "qD",
};

/* What leans on a time behind it, before it, or joins two. */
static const char *const leaning_on_next[] = {"截至到", "截至", "截止到", "截止", "第", "前"};
static const char *const leaning_on_last[] = {"上旬", "中旬", "下旬", "以来", "底",
                                              "末",   "初",   "份",   "止",   "前"};
static const char *const ranges[] = {"-", "~", "至", "到", "—"};

/* ---- patterns ---- */

/* A place in the text; SIZE_MAX is no place: what was asked for is not there. */
static const size_t NOWHERE = SIZE_MAX;

static size_t skip_literal(struct str text, size_t off, const char *literal)
{
    struct str part = str_from(literal);
    return str_equal(str_slice(text, off, part.len), part) ? off + part.len : NOWHERE;
}

static size_t skip_any(struct str text, size_t off, const char *const *literals, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t end = skip_literal(text, off, literals[i]);
        if (end != NOWHERE)
            return end;
    }
    return NOWHERE;
}

static bool is_digit_at(struct str text, size_t off)
{
    return off < text.len && text.ptr[off] >= '0' && text.ptr[off] <= '9';
}

/* From `least` to `most` Arabic digits, and no more of them behind. */
static size_t skip_arabic(struct str text, size_t off, size_t least, size_t most)
{
    size_t count = 0;
    for (; is_digit_at(text, off); off++)
        count++;
    return count >= least && count <= most ? off : NOWHERE;
}

static size_t skip_chinese(struct str text, size_t off, size_t least, size_t most)
{
    static const struct str digits = STR_INIT("一二三四五六七八九十〇零");
    enum { DIGIT_BYTES = 3 };
    size_t count = 0;
    for (; off + DIGIT_BYTES <= text.len; off += DIGIT_BYTES, count++)
        if (str_find(digits, str_slice(text, off, DIGIT_BYTES), 0) == SIZE_MAX)
            break;
    return count >= least && count <= most ? off : NOWHERE;
}

static size_t skip_year(struct str text, size_t off)
{
    return is_digit_at(text, off) ? skip_arabic(text, off, 4, 4) : skip_chinese(text, off, 4, 4);
}

/* A month, day or quarter: 9, 09, 三, 二十三. */
static size_t skip_small(struct str text, size_t off)
{
    return is_digit_at(text, off) ? skip_arabic(text, off, 1, 2) : skip_chinese(text, off, 1, 3);
}

/* Behind what the pattern describes at `off`. */
static size_t skip_pattern(struct str text, size_t off, const char *pattern)
{
    for (; *pattern && off != NOWHERE; pattern++)
        if (*pattern == 'Y')
            off = skip_year(text, off);
        else if (*pattern == 'D')
            off = skip_small(text, off);
        else if (*pattern == 'R')
            off = skip_any(text, off, ranges, COUNT_OF(ranges));
        else
            off = off < text.len && text.ptr[off] == *pattern ? off + 1 : NOWHERE;
    return off;
}

static size_t skip_time(struct str text, size_t off)
{
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        size_t end = skip_pattern(text, off, times[i]);
        if (end != NOWHERE)
            return end;
    }
    return NOWHERE;
}

/* ---- phrases ---- */

/* Behind a time with what leans on it, or NOWHERE. */
static size_t skip_leaning_time(struct str text, size_t off)
{
    for (;;) {
        size_t end = skip_time(text, off);
        if (end != NOWHERE)
            return end;
        off = skip_any(text, off, leaning_on_next, COUNT_OF(leaning_on_next));
        if (off == NOWHERE)
            return NOWHERE;
    }
}

/* Behind all the times that follow each other at `off`; `off` where there is none. */
static size_t skip_phrase(struct str text, size_t off)
{
    size_t end = skip_leaning_time(text, off);
    while (end != NOWHERE) {
        off = end;
        size_t lean = skip_any(text, off, leaning_on_last, COUNT_OF(leaning_on_last));
        size_t range = skip_any(text, off, ranges, COUNT_OF(ranges));
        if (lean != NOWHERE)
            end = lean;
        else
            end = skip_leaning_time(text, range != NOWHERE ? range : off);
    }
    return off;
}

/* Takes "(" away again when ")" would leave it empty. True when `text` at `off` was such a ")". */
static bool close_empty_bracket(struct buf *out, size_t start, struct str text, size_t off)
{
    static const char *const brackets[][2] = {{"(", ")"},   {"[", "]"},   {"【", "】"},
                                              {"〔", "〕"}, {"《", "》"}, {"<", ">"}};
    for (size_t i = 0; i < COUNT_OF(brackets); i++) {
        struct str open = str_from(brackets[i][0]);
        if (skip_literal(text, off, brackets[i][1]) == NOWHERE || out->len < start + open.len ||
            !str_ends_with(buf_str(out), open))
            continue;
        buf_remove(out, out->len - open.len, open.len);
        return true;
    }
    return false;
}

/* `text` is folded and has no blanks. */
static void append_timeless(struct buf *out, struct str text)
{
    size_t start = out->len;
    bool is_in_number = false;
    for (size_t off = 0; off < text.len;) {
        size_t end = is_in_number ? off : skip_phrase(text, off);
        is_in_number = false;
        if (end > off) {
            off = end;
            continue;
        }
        is_in_number = is_digit_at(text, off);
        utf8_decode(text, &end);
        if (!close_empty_bracket(out, start, text, off))
            buf_append(out, text.ptr + off, end - off);
        off = end;
    }
}

void timeless_append_key(struct buf *out, struct str text)
{
    struct buf folded = BUF_INIT, dense = BUF_INIT;
    fold_append(&folded, text);
    for (size_t i = 0; i < folded.len; i++)
        if (folded.ptr[i] != ' ')
            buf_append_byte(&dense, folded.ptr[i]);
    append_timeless(out, buf_str(&dense));
    buf_release(&folded);
    buf_release(&dense);
}
