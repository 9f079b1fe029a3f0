/*
 * utf8: decoding that never fails and never reads beyond the text.
 *
 * The one hard idea: the second byte alone decides about overlong forms, surrogates and the top of
 * the range, so each lead byte has its own interval for it; all later bytes have the same one.
 */
#include "text/utf8.h"

/* Bytes of the sequence that the lead byte `s[0]` begins, or 0 when the `len` bytes at hand do not
 * form one. Source: Unicode, table 3-7, well-formed UTF-8 byte sequences. */
static size_t sequence_length(const unsigned char *s, size_t len)
{
    unsigned char lead = s[0];
    if (lead < 0x80)
        return 1;
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || len < need)
        return 0;
    unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (s[1] < least || s[1] > most)
        return 0;
    for (size_t i = 2; i < need; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    return need;
}

/* True for nearly all that is Chinese: three bytes whose lead allows any second one. */
static bool is_plain_three(const unsigned char *s, size_t len)
{
    return s[0] >= 0xE1 && s[0] < 0xED && len >= 3 && (s[1] & 0xC0) == 0x80 &&
           (s[2] & 0xC0) == 0x80;
}

uint32_t utf8_decode(struct str s, size_t *off)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *off;
    if (is_plain_three(p, s.len - *off)) {
        *off += 3;
        return (p[0] & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    size_t len = sequence_length(p, s.len - *off);
    if (len == 0) {
        *off += 1;
        return UTF8_REPLACEMENT;
    }
    *off += len;
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code_point = p[0] & lead_bits[len];
    for (size_t i = 1; i < len; i++)
        code_point = code_point << 6 | (p[i] & 0x3F);
    return code_point;
}

size_t utf8_before(struct str s, size_t off)
{
    do
        off--;
    while (off > 0 && ((unsigned char)s.ptr[off] & 0xC0) == 0x80);
    return off;
}

size_t utf8_encode(uint32_t code_point, char out[4])
{
    static const unsigned char lead_marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = UTF8_REPLACEMENT;
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t len = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)(lead_marks[len] | code_point);
    return len;
}

bool utf8_is_valid(struct str s)
{
    for (size_t off = 0; off < s.len;) {
        size_t len = sequence_length((const unsigned char *)s.ptr + off, s.len - off);
        if (len == 0)
            return false;
        off += len;
    }
    return true;
}

struct str utf8_clip(struct str s, size_t max)
{
    if (s.len <= max)
        return s;
    /* A sequence that crosses the cut began at most three bytes before it. */
    for (size_t back = 1; back <= 3 && back <= max; back++) {
        size_t off = max - back;
        size_t len = sequence_length((const unsigned char *)s.ptr + off, s.len - off);
        if (len > 0)
            return str_slice(s, 0, off + len > max ? off : max);
    }
    return str_slice(s, 0, max);
}
