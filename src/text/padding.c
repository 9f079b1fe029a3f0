/*
 * Padding: see text/padding.h.
 *
 * Nothing is hard: runs of blanks are found by their bytes, and each is judged by the characters before
 * and behind it. What is Chinese is told by the blocks of ideographs, which is all that names use.
 */
#include "text/padding.h"

#include "text/utf8.h"

#define LAST_BLANK 0x3000u

static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == LAST_BLANK ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

void padding_mark(struct sieve *s)
{
    for (uint32_t c = 0; c <= LAST_BLANK; c++)
        if (is_blank(c))
            sieve_mark(s, c, SIEVE_SECOND);
}

static bool is_chinese(uint32_t c)
{
    return (c >= 0x3400 && c < 0xA000) || c == 0x3007 || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0x20000 && c < 0x40000);
}

/* True for what stands around a word: nothing, a blank, or a mark that parts words. */
static bool parts_words(uint32_t c)
{
    static const uint32_t marks[] = {0, ',', ';', '/', 0x3001, 0xFF0C, 0xFF1B, 0xFF0F, 0xFF64};
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (c == marks[i])
            return true;
    return is_blank(c);
}

static uint32_t peek(struct str text, size_t off)
{
    return off < text.len ? utf8_decode(text, &off) : 0;
}

/* The end of the run of blanks at `off`. */
static size_t skip_blanks(struct str text, size_t off)
{
    for (size_t next = off; off < text.len && is_blank(utf8_decode(text, &next)); off = next) {
    }
    return off;
}

/* True for what stands between two characters, from `off` to `end`, and is padding. */
static bool is_padding(struct str text, enum padding how, size_t off, size_t end)
{
    if (off == 0 || end == text.len || end == off)
        return false;
    size_t before = utf8_before(text, off), behind = end;
    if (!is_chinese(peek(text, before)) || !is_chinese(utf8_decode(text, &behind)))
        return false;
    return how == PADDING_NAME ||
           (parts_words(peek(text, behind)) &&
            (before == 0 || parts_words(peek(text, utf8_before(text, before)))));
}

/* False for nearly all that is no blank, by a glance at its bytes: most of a text is neither ASCII nor a mark. */
static bool may_be_blank(struct str text, size_t off)
{
    const unsigned char *p = (const unsigned char *)text.ptr + off;
    if (*p == 0xE3) /* of its row only U+3000; the commas that part units are there, too */
        return text.len - off > 2 && p[1] == 0x80 && p[2] == 0x80;
    return *p <= ' ' || *p == 0xC2 || *p == 0xE2;
}

/* Offset and end of the first padding at or after `off`; the text's length when there is none. */
static size_t find_padding(struct str text, enum padding how, size_t off, size_t *end)
{
    for (; off < text.len; off++) {
        if (!may_be_blank(text, off))
            continue;
        *end = skip_blanks(text, off);
        if (is_padding(text, how, off, *end))
            return off;
        if (*end > off)
            off = *end - 1;
    }
    return text.len;
}

bool padding_has_blank(struct str text)
{
    for (size_t off = 0; off < text.len;)
        if (is_blank(utf8_decode(text, &off)))
            return true;
    return false;
}

struct str padding_strip(struct str text, enum padding how, struct buf *scratch)
{
    size_t end = 0, at = how == PADDING_NONE ? text.len : find_padding(text, how, 0, &end);
    if (at == text.len)
        return text;
    buf_clear(scratch);
    for (size_t from = 0; from < text.len; from = end, at = find_padding(text, how, from, &end)) {
        buf_append(scratch, text.ptr + from, at - from);
        if (at == text.len)
            break;
    }
    return buf_str(scratch);
}

size_t padding_letters_length(struct str text)
{
    size_t end = 0, count = 0;
    for (size_t off = 0; off < text.len; off = skip_blanks(text, end)) {
        size_t next = off;
        if (!is_chinese(utf8_decode(text, &next)) || !parts_words(peek(text, next)))
            break;
        count++;
        end = next;
    }
    return count > 1 ? end : 0;
}

size_t padding_source_span(struct str text, enum padding how, size_t off, size_t len,
                           size_t *source_off)
{
    size_t end = 0, from = 0, to = 0; /* of the text */
    bool has_begun = false;
    *source_off = off;
    if (how == PADDING_NONE)
        return len;
    for (size_t stripped = 0; from <= text.len; from = end) {
        size_t at = find_padding(text, how, from, &end), piece = at - from;
        if (!has_begun && off < stripped + piece) {
            *source_off = from + (off - stripped);
            has_begun = true;
        }
        to = from + (off + len - stripped);
        if ((has_begun && off + len <= stripped + piece) || at == text.len)
            break;
        stripped += piece;
    }
    if (!has_begun)
        *source_off = text.len;
    to = to < text.len ? to : text.len;
    return len > 0 && to > *source_off ? to - *source_off : 0;
}
