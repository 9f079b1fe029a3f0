/*
 * Folding: see text/fold.h. What folds to what is decided by src/gen/unihan_fold.c; this file reads
 * its tables and walks the text.
 *
 * The hard idea is the layout. Nearly every code point of nearly every text folds to itself, so the
 * question "does it change?" must cost next to nothing, and the answers may cost a little more:
 *
 *     code point   -> page_of[point / 64] -> pages[] = { changes, first }
 *     changes      bit b: point b of the page changes; page 0 is the page where nothing does
 *     values[]     of the changing points only, in order: the page's are from `first`
 *
 * A value is a code point of the basic plane, or, in the place of the surrogates, the number of a
 * longer string. A page is what the last byte of a UTF-8 sequence can tell apart, so the bytes give
 * page and bit without decoding.
 *
 * It leaves decoding and encoding of single code points to utf8.c.
 */
#include "text/fold.h"

#include <string.h>

#include "text/utf8.h"

struct page {
    uint64_t changes;
    uint32_t first;
};

#include "fold_tables.inc"

static const struct page *page_at(uint32_t page)
{
    return &pages[page_of[page]];
}

static bool bit_is_set(uint64_t bits, unsigned bit)
{
    return (bits >> (bit & 63) & 1) != 0;
}

static bool is_tail(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

static bool point_changes(uint32_t point)
{
    return point < POINTS && bit_is_set(page_at(point / 64)->changes, point % 64);
}

/* The folded form of one code point: bytes in `scratch` or in the tables. */
static struct str fold_point(uint32_t point, char scratch[4])
{
    if (point_changes(point)) {
        const struct page *page = page_at(point / 64);
        uint64_t before = page->changes & (((uint64_t)1 << point % 64) - 1);
        uint32_t value = values[page->first + (unsigned)__builtin_popcountll(before)];
        if (value >= LONG_VALUE && value < LONG_VALUE + LONG_MAX) {
            const uint16_t *at = &long_at[value - LONG_VALUE];
            return (struct str){longs + at[0], (size_t)(at[1] - at[0])};
        }
        point = value;
    }
    return (struct str){scratch, utf8_encode(point, scratch)};
}

/* Bytes of the code point at `off` if it folds to itself, else 0. */
static size_t unchanged_length(struct str text, size_t off)
{
    size_t next = off;
    uint32_t point = utf8_decode(text, &next);
    bool is_malformed = point == UTF8_REPLACEMENT && next - off == 1;
    return is_malformed || point_changes(point) ? 0 : next - off;
}

/* Offset of the first code point at or after `off` that does not fold to itself, a malformed byte
 * among them; the text's length when there is none. Here the time goes. */
static size_t skip_unchanged(struct str text, size_t off)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    while (off < text.len) {
        unsigned char lead = p[off];
        size_t len;
        if (lead < 0x80)
            len = !bit_is_set(page_at(lead / 64)->changes, lead);
        else if (lead > 0xE0 && lead < 0xED && text.len - off >= 3 && is_tail(p[off + 1]) &&
                 is_tail(p[off + 2]))
            len =
                bit_is_set(page_at((lead & 0xFu) << 6 | (p[off + 1] & 0x3Fu))->changes, p[off + 2])
                    ? 0
                    : 3;
        else
            len = unchanged_length(text, off);
        if (len == 0)
            break;
        off += len;
    }
    return off;
}

void fold_append(struct buf *out, struct str text)
{
    size_t off = 0;
    buf_reserve(out, text.len);
    while (off < text.len) {
        size_t same = off;
        off = skip_unchanged(text, off);
        buf_append(out, text.ptr + same, off - same);
        if (off == text.len)
            break;
        char scratch[4];
        buf_append_str(out, fold_point(utf8_decode(text, &off), scratch));
    }
}

/* True when what follows in the text folds to all of `word`, or more. */
static bool goes_on_with(struct str text, size_t off, struct str word)
{
    while (word.len > 0 && off < text.len) {
        char scratch[4];
        struct str folded = fold_point(utf8_decode(text, &off), scratch);
        size_t len = folded.len < word.len ? folded.len : word.len;
        if (memcmp(folded.ptr, word.ptr, len) != 0)
            return false;
        word = str_slice(word, len, SIZE_MAX);
    }
    return word.len == 0;
}

bool fold_begins(struct str text, size_t off, struct str word)
{
    char scratch[4];
    struct str folded = fold_point(utf8_decode(text, &off), scratch);
    for (size_t at = 0; at < folded.len; at++) {
        struct str rest = str_slice(folded, at, word.len);
        if (memcmp(rest.ptr, word.ptr, rest.len) == 0 &&
            goes_on_with(text, off, str_slice(word, rest.len, SIZE_MAX)))
            return true;
    }
    return false;
}

/* A folded word, as a sieve sees it. */
struct beginning {
    struct str first, second;
};

static unsigned marks_of(const struct beginning *word, struct str folded)
{
    unsigned marks = 0;
    if (str_equal(folded, word->first))
        marks = word->second.len > 0 ? SIEVE_FIRST : SIEVE_ALONE;
    else if (str_find(folded, word->first, 0) != SIZE_MAX)
        marks = SIEVE_ALONE; /* one of several that the code point folds to */
    if (word->second.len > 0 && str_starts_with(folded, word->second))
        marks |= SIEVE_SECOND;
    return marks;
}

static struct str code_point_at(struct str text, size_t off)
{
    size_t next = off;
    if (off < text.len)
        (void)utf8_decode(text, &next);
    return str_slice(text, off, next - off);
}

void fold_mark(struct sieve *s, struct str word)
{
    struct beginning begin = {.first = code_point_at(word, 0)};
    begin.second = code_point_at(word, begin.first.len);
    for (size_t off = 0; off < begin.first.len + begin.second.len;) {
        struct str itself = code_point_at(word, off);
        sieve_mark(s, utf8_decode(word, &off), marks_of(&begin, itself));
    }
    for (uint32_t page = 0; page < POINTS / 64; page++)
        for (uint64_t left = page_at(page)->changes; left != 0; left &= left - 1) {
            uint32_t point = page * 64 + (unsigned)__builtin_ctzll(left);
            char scratch[4];
            sieve_mark(s, point, marks_of(&begin, fold_point(point, scratch)));
        }
}

bool fold_changes(struct str text)
{
    return skip_unchanged(text, 0) < text.len;
}

struct str fold_text(struct str text, struct buf *scratch)
{
    if (!fold_changes(text))
        return text;
    buf_clear(scratch);
    fold_append(scratch, text);
    return buf_str(scratch);
}

size_t fold_length(struct str text)
{
    size_t length = 0;
    for (size_t off = 0; off < text.len;) {
        size_t same = off;
        off = skip_unchanged(text, off);
        length += off - same;
        if (off == text.len)
            break;
        char scratch[4];
        length += fold_point(utf8_decode(text, &off), scratch).len;
    }
    return length;
}

size_t fold_source_span(struct str text, size_t off, size_t len, size_t *source_off)
{
    size_t folded = 0, at = 0;
    bool has_begun = false;
    *source_off = text.len;
    while (at < text.len) {
        size_t next = at;
        char scratch[4];
        folded += fold_point(utf8_decode(text, &next), scratch).len;
        if (!has_begun && folded > off) {
            *source_off = at;
            has_begun = true;
        }
        if (has_begun && folded >= off + len)
            return (len > 0 ? next : at) - *source_off;
        at = next;
    }
    return text.len - *source_off;
}

/* ---- keys of header names and state words ---- */

static const struct bracket {
    struct str open, close;
} brackets[] = {
    {STR_INIT("("), STR_INIT(")")},
    {STR_INIT("["), STR_INIT("]")},
    {STR_INIT("【"), STR_INIT("】")},
    {STR_INIT("〔"), STR_INIT("〕")},
};

#define DEPTH_MAX 8 /* brackets in brackets; a deeper one is text like any other */

struct open_remark {
    const struct bracket *bracket;
    size_t key_len; /* of the key before the remark */
};

/* Bytes before the next that a key may be without: a blank, or what begins or ends a remark. */
static size_t ordinary_length(struct str rest)
{
    size_t len = 0;
    for (; len < rest.len; len++) {
        unsigned char c = (unsigned char)rest.ptr[len];
        if (c == ' ' || c == '(' || c == ')' || c == '[' || c == ']' || c == 0xE3)
            break;
    }
    return len;
}

static const struct bracket *bracket_opened(struct str rest)
{
    for (size_t i = 0; i < COUNT_OF(brackets); i++)
        if (str_starts_with(rest, brackets[i].open))
            return &brackets[i];
    return NULL;
}

/* A remark is put into the key like the rest and taken back when its bracket closes, so that one
 * that never closes stays. */
void fold_append_key(struct buf *out, struct str text)
{
    struct buf scratch = BUF_INIT;
    struct str folded = fold_text(text, &scratch);
    struct open_remark open[DEPTH_MAX];
    unsigned depth = 0;
    for (size_t off = 0; off < folded.len;) {
        struct str rest = str_slice(folded, off, SIZE_MAX);
        size_t ordinary = ordinary_length(rest);
        if (ordinary > 0) {
            buf_append(out, rest.ptr, ordinary);
            off += ordinary;
            continue;
        }
        const struct bracket *opened = bracket_opened(rest);
        if (depth > 0 && str_starts_with(rest, open[depth - 1].bracket->close)) {
            depth--;
            off += open[depth].bracket->close.len;
            buf_remove(out, open[depth].key_len, SIZE_MAX);
            continue;
        }
        if (opened != NULL && depth < DEPTH_MAX)
            open[depth++] = (struct open_remark){opened, out->len};
        if (rest.ptr[0] != ' ')
            buf_append_byte(out, rest.ptr[0]);
        off++;
    }
    buf_release(&scratch);
}
