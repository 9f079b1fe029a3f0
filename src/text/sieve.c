/*
 * sieve: one table lookup for each character of a large table, so here the time of a search goes.
 *
 * The one hard idea: the usual answer must be one well predicted "no". What the character before allows and what
 * this one may be are both sets of bits, so "may it be here?" is one AND. Sequences of three bytes, which is
 * Chinese, and ASCII are decoded unchecked. A word that can only begin with one code point, as one in Chinese that
 * has no variants, is left to memchr().
 */
#include "text/sieve.h"

#include <string.h>

#include "text/utf8.h"

enum { MARKS_BEGIN = SIEVE_FIRST | SIEVE_ALONE };

void sieve_mark(struct sieve *s, uint32_t point, unsigned marks)
{
    unsigned char *at = point < COUNT_OF(s->marks) ? &s->marks[point] : &s->marks_beyond;
    *at |= (unsigned char)marks;
}

void sieve_join(struct sieve *s, const struct sieve *other)
{
    for (size_t i = 0; i < COUNT_OF(s->marks); i++)
        s->marks[i] |= other->marks[i];
    s->marks_beyond |= other->marks_beyond;
}

void sieve_settle(struct sieve *s)
{
    size_t count = (s->marks_beyond & MARKS_BEGIN) != 0 ? 2 : 0;
    uint32_t last = 0;
    for (uint32_t point = 0; point < COUNT_OF(s->marks) && count < 2; point++)
        if ((s->marks[point] & MARKS_BEGIN) != 0) {
            last = point;
            count++;
        }
    s->only_bytes = count == 1 ? utf8_encode(last, s->only) : 0;
}

/* sieve_next() where only one code point matters: by its last byte, since leads are alike. */
static size_t next_only(const struct sieve *s, struct str text, size_t from)
{
    size_t before = s->only_bytes - 1;
    for (size_t at = from + before; at < text.len; at++) {
        const char *last = memchr(text.ptr + at, s->only[before], text.len - at);
        if (!last)
            break;
        at = (size_t)(last - text.ptr);
        if (memcmp(last - before, s->only, s->only_bytes) == 0)
            return at - before;
    }
    return text.len;
}

/* The marks of any code point, `*len` bytes at `off`. */
static unsigned marks_at(const struct sieve *s, struct str text, size_t off, size_t *len)
{
    size_t next = off;
    uint32_t point = utf8_decode(text, &next);
    *len = next - off;
    return point < COUNT_OF(s->marks) ? s->marks[point] : s->marks_beyond;
}

size_t sieve_next(const struct sieve *s, struct str text, size_t from)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    unsigned wanted = SIEVE_ALONE;
    if (s->only_bytes > 0)
        return next_only(s, text, from);
    for (size_t off = from, before = from, len; off < text.len; before = off, off += len) {
        unsigned marks;
        if (p[off] >= 0xE0 && p[off] < 0xF0 && text.len - off >= 3) {
            marks =
                s->marks[(p[off] & 0xFu) << 12 | (p[off + 1] & 0x3Fu) << 6 | (p[off + 2] & 0x3Fu)];
            len = 3;
        } else if (p[off] < 0x80) {
            marks = s->marks[p[off]];
            len = 1;
        } else {
            marks = marks_at(s, text, off, &len);
        }
        if ((marks & wanted) != 0)
            return (marks & wanted & SIEVE_SECOND) != 0 ? before : off;
        wanted = SIEVE_ALONE | (marks & SIEVE_FIRST) << 1;
    }
    return text.len;
}
