/*
 * scan: checks UTF-8 without decoding it.
 *
 * The one hard idea is that nearly all bytes of a Chinese table are ASCII or belong to three blocks
 * of characters that are all assigned and all visible, so two or three comparisons settle a
 * character. Everything else is left to the caller, who can afford to be thorough.
 */
#include "table/scan.h"

enum byte_kind { KIND_OTHER, KIND_ASCII, KIND_HAN_LEAD, KIND_SOME_LEAD };

/* clang-format off */
#define A KIND_ASCII
#define H KIND_HAN_LEAD
#define S KIND_SOME_LEAD
#define ASCII_ROW A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A
static const uint8_t kinds[256] = {
    [0x09] = A, A, [0x0D] = A,
    [0x20] = ASCII_ROW, ASCII_ROW, ASCII_ROW, ASCII_ROW, ASCII_ROW,
    [0x70] = A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
    [0xE2] = S, S, /* “” and 、。 */
    [0xE4] = H, H, H, H, H, H, /* U+4000 to U+9FFF */
    [0xEF] = S, /* full-width forms */
};
/* clang-format on */

static bool is_continuation(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* U+2010..2027, U+3000..303F, U+FF01..FF7F: punctuation and full-width forms, all of them visible. */
static bool is_common(unsigned char lead, unsigned char second, unsigned char third)
{
    if (lead == 0xE2)
        return second == 0x80 && third >= 0x90 && third <= 0xA7;
    if (lead == 0xE3)
        return second == 0x80 && is_continuation(third);
    return (second == 0xBC && third >= 0x81 && is_continuation(third)) ||
           (second == 0xBD && is_continuation(third));
}

/* Behind the run of Chinese characters U+4000..9FFF at `p`: one test for all three bytes. */
static const unsigned char *skip_han(const unsigned char *p, const unsigned char *end)
{
    while (end - p >= 3 && (unsigned char)(p[0] - 0xE4) < 6 &&
           ((p[1] ^ 0x80) | (p[2] ^ 0x80)) < 0x40)
        p += 3;
    return p;
}

size_t scan_ordinary(struct str text, size_t off)
{
    const unsigned char *begin = (const unsigned char *)text.ptr;
    const unsigned char *end = begin + text.len;
    const unsigned char *p = begin + off;
    while (p < end) {
        uint8_t kind = kinds[*p];
        if (kind == KIND_ASCII) {
            p++;
            continue;
        }
        const unsigned char *before = p;
        if (kind == KIND_HAN_LEAD)
            p = skip_han(p, end);
        else if (kind == KIND_SOME_LEAD && end - p >= 3 && is_common(p[0], p[1], p[2]))
            p += 3;
        if (p == before)
            break;
    }
    return (size_t)(p - begin);
}

bool scan_is_cut_short(struct str text, size_t off)
{
    const unsigned char *p = (const unsigned char *)text.ptr + off;
    size_t have = text.len - off;
    if (have == 0 || p[0] < 0xC2 || p[0] > 0xF4)
        return false;
    size_t need = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (have >= need)
        return false;
    for (size_t i = 1; i < have; i++)
        if (!is_continuation(p[i]))
            return false;
    if (have == 1)
        return true;
    /* No overlong forms, no surrogates, nothing beyond U+10FFFF. */
    return !((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
             (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F));
}
