/*
 * paired: counts the openings and closings of each kind along a text.
 *
 * The one hard idea is what not to count: typists mix widths, number lists with a lone bracket and
 * write ’ for an apostrophe, and a finding that is none costs more than one that is missed.
 */
#include "review/paired.h"

#include <limits.h>

#include "text/utf8.h"

/* “ ‘ 「 『 《 〈 ( [ 【 〔, each with the forms that open and close alike. */
static const struct kind {
    uint32_t opening[2];
    uint32_t closing[2];
} kinds[] = {
    {{0x201C}, {0x201D}},           {{0x2018}, {0x2019}},           {{0x300C}, {0x300D}},
    {{0x300E}, {0x300F}},           {{0x300A}, {0x300B}},           {{0x3008}, {0x3009}},
    {{'(', 0xFF08}, {')', 0xFF09}}, {{'[', 0xFF3B}, {']', 0xFF3D}}, {{0x3010}, {0x3011}},
    {{0x3014}, {0x3015}},
};

enum { KIND_COUNT = COUNT_OF(kinds), DEPTH_MAX = 4, LIST_DIGITS_MAX = 3 };

/* Where the marks of a kind stand that are open, and the first closing one without a partner. The
 * text is known to be shorter than 4 GiB. */
struct open_marks {
    uint32_t open[DEPTH_MAX];
    uint32_t depth; /* may be more than are kept */
    uint32_t stray; /* its offset + 1, 0 for none */
};

static bool is_among(const uint32_t characters[2], uint32_t c)
{
    return characters[0] == c || characters[1] == c;
}

/* The bytes that may begin a mark of any kind: nearly none does. */
static const bool may_begin_mark[UCHAR_MAX + 1] = {
    ['('] = true,  [')'] = true,  ['['] = true,  [']'] = true,
    [0xE2] = true, [0xE3] = true, [0xEF] = true,
};

static bool is_latin(uint32_t c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_han(uint32_t c)
{
    return c >= 0x3400 && c <= 0x9FFF;
}

/* A character that numbers a list: 1 a 三. */
static bool is_numeral(uint32_t c)
{
    static const char han[] = "一二三四五六七八九十";
    char bytes[4];
    return is_digit(c) || is_latin(c) ||
           (is_han(c) &&
            str_find(str_from(han), (struct str){bytes, utf8_encode(c, bytes)}, 0) != SIZE_MAX);
}

/* The character before `*off`, which moves to where it begins; 0 at the beginning. */
static uint32_t step_back(struct str text, size_t *off)
{
    if (*off == 0)
        return 0;
    size_t end = *off = utf8_before(text, *off);
    return utf8_decode(text, &end);
}

/* One to three numerals before `off` that do not go on a word. */
static bool numbers_a_list(struct str text, size_t off)
{
    int numerals = 0;
    uint32_t before = step_back(text, &off);
    for (; numerals < LIST_DIGITS_MAX && is_numeral(before); numerals++)
        before = step_back(text, &off);
    return numerals > 0 && !is_digit(before) && !is_latin(before) && !is_han(before);
}

/* A closing mark that needs none before it: ’ for an apostrophe, 1) 2) of a list. */
static bool may_be_alone(struct str text, size_t off, uint32_t c)
{
    size_t before = off;
    return c == 0x2019 ? is_latin(step_back(text, &before))
                       : (c == ')' || c == 0xFF09) && numbers_a_list(text, off);
}

static void open_mark(struct open_marks *m, size_t off)
{
    if (m->depth < DEPTH_MAX)
        m->open[m->depth] = (uint32_t)off;
    m->depth++;
}

static void close_mark(struct open_marks *m, struct str text, size_t off, uint32_t c)
{
    if (m->depth > 0)
        m->depth--;
    else if (m->stray == 0 && !may_be_alone(text, off, c))
        m->stray = (uint32_t)off + 1;
}

static void take_mark(struct open_marks marks[KIND_COUNT], struct str text, size_t off, uint32_t c)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (is_among(kinds[i].opening, c))
            open_mark(&marks[i], off);
        else if (is_among(kinds[i].closing, c))
            close_mark(&marks[i], text, off, c);
}

static struct lone_mark lone_mark_at(struct str text, size_t off, bool opens)
{
    size_t end = off;
    (void)utf8_decode(text, &end);
    return (struct lone_mark){off, end - off, opens};
}

size_t paired_find_lone(struct str text, struct lone_mark *out, size_t max)
{
    struct open_marks marks[KIND_COUNT] = {0};
    for (size_t off = 0; off < text.len; off++)
        if (may_begin_mark[(unsigned char)text.ptr[off]]) {
            size_t end = off;
            take_mark(marks, text, off, utf8_decode(text, &end));
        }
    size_t count = 0;
    for (size_t i = 0; i < KIND_COUNT && count < max; i++) {
        const struct open_marks *m = &marks[i];
        uint32_t kept = m->depth < DEPTH_MAX ? m->depth : DEPTH_MAX;
        if (m->stray > 0)
            out[count++] = lone_mark_at(text, m->stray - 1, false);
        else if (kept > 0)
            out[count++] = lone_mark_at(text, m->open[kept - 1], true);
    }
    return count;
}
