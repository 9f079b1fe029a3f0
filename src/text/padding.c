/*
 * Padding: see text/padding.h.
 *
 * Nothing is hard: one walk over the runs of blanks, which looks at the character before and the one
 * behind each. What is Chinese is told by the blocks of ideographs, which is all that names use.
 */
#include "text/padding.h"

#include "text/utf8.h"

static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
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

/* False when no byte of the text can belong to a blank inside. */
static bool may_have_blanks(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte <= ' ' || byte == 0xC2 || byte == 0xE2 ||
            (byte == 0xE3 && i + 1 < text.len && (unsigned char)text.ptr[i + 1] == 0x80))
            return true;
    }
    return false;
}

/* The walk: `off` is behind the character `before`, 0 for nothing; `alone` says that no word stood
 * before that one. */
struct walk {
    struct str text;
    enum padding how;
    size_t off;
    uint32_t before;
    bool alone;
};

static uint32_t peek(struct str text, size_t off)
{
    return off < text.len ? utf8_decode(text, &off) : 0;
}

/* Bytes of padding that begin at the walk's place, 0 for none. */
static size_t padding_at(const struct walk *w)
{
    size_t end = w->off, next;
    while (next = end, end < w->text.len && is_blank(utf8_decode(w->text, &next)))
        end = next;
    if (end == w->off || end == w->text.len || !is_chinese(w->before))
        return 0;
    next = end;
    if (!is_chinese(utf8_decode(w->text, &next)))
        return 0;
    bool is_between_letters = w->alone && parts_words(peek(w->text, next));
    return w->how == PADDING_NAME || is_between_letters ? end - w->off : 0;
}

/* Reads the next character that is no padding: its bytes. An empty one is the end. */
static struct str next_character(struct walk *w)
{
    size_t padding = padding_at(w);
    size_t start = w->off + padding;
    w->off = start;
    if (start == w->text.len)
        return STR("");
    uint32_t c = utf8_decode(w->text, &w->off);
    w->alone = padding > 0 || parts_words(w->before);
    w->before = c;
    return str_slice(w->text, start, w->off - start);
}

struct str padding_strip(struct str text, enum padding how, struct buf *scratch)
{
    if (how == PADDING_NONE || !may_have_blanks(text))
        return text;
    struct walk walk = {.text = text, .how = how};
    buf_clear(scratch);
    for (struct str c; (c = next_character(&walk)).len > 0;)
        buf_append_str(scratch, c);
    return scratch->len == text.len ? text : buf_str(scratch);
}

size_t padding_letters_length(struct str text)
{
    size_t end = 0, count = 0;
    for (size_t off = 0, next = 0; off < text.len; next = off) {
        if (!is_chinese(utf8_decode(text, &next)) || !parts_words(peek(text, next)))
            break;
        count++;
        end = next;
        while (off = next, next < text.len && is_blank(utf8_decode(text, &next))) {
        }
    }
    return count > 1 ? end : 0;
}

size_t padding_source_span(struct str text, enum padding how, size_t off, size_t len,
                           size_t *source_off)
{
    struct walk walk = {.text = text, .how = how};
    size_t stripped = 0, end = text.len;
    *source_off = text.len;
    if (how == PADDING_NONE) {
        *source_off = off;
        return len;
    }
    for (struct str c; (c = next_character(&walk)).len > 0; stripped += c.len) {
        if (stripped <= off)
            *source_off = (size_t)(c.ptr - text.ptr) + (off - stripped);
        if (stripped + c.len >= off + len) {
            end = (size_t)(c.ptr - text.ptr) + c.len;
            break;
        }
    }
    return len > 0 && end > *source_off ? end - *source_off : 0;
}
