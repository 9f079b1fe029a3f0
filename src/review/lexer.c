/*
 * lexer: reads marks and values, and writes values back.
 *
 * The one hard idea: every full-width twin is read as its ASCII mark in one place, so that the
 * grammar (query.c) is written once, in ASCII, while offsets stay those of what the user typed.
 */
#include "review/lexer.h"

#include "text/cluster.h"

static const struct {
    uint32_t code_point;
    char mark;
} marks[] = {
    {':', ':'},
    {'|', '|'},
    {'!', '!'},
    {'"', '"'},
    {'<', '<'},
    {'>', '>'},
    {'=', '='},
    {'/', '/'},
    {0xFF1A, ':'},
    {0xFF5C, '|'},
    {0xFF01, '!'},
    {0xFF02, '"'},
    {0xFF1C, '<'},
    {0xFF1E, '>'},
    {0xFF1D, '='},
    {0xFF0F, '/'},
    {0x201C, MARK_CURLY},
    {0x201D, MARK_CURLY},
    {0x2264, MARK_AT_MOST},
    {0x2266, MARK_AT_MOST},
    {0x2265, MARK_AT_LEAST},
    {0x2267, MARK_AT_LEAST},
    {0x2260, MARK_UNEQUAL},
};

/* The mark at `off`, and the bytes of the code point there (0 at the end). */
static char mark_at(struct str text, size_t off, size_t *len)
{
    *len = 0;
    if (off >= text.len)
        return MARK_NONE;
    size_t next = off;
    uint32_t code_point = utf8_decode(text, &next);
    *len = next - off;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (code_point == marks[i].code_point)
            return marks[i].mark;
    return text_trim(str_slice(text, off, *len)).len == 0 ? MARK_BLANK : MARK_NONE;
}

static bool is_quote(char mark)
{
    return mark == '"' || mark == MARK_CURLY;
}

/* True where a value ends by itself. */
static bool at_boundary(const struct lexer *l)
{
    char mark = lexer_peek(l);
    return l->off >= l->text.len || mark == MARK_BLANK || mark == '|';
}

static void step(struct lexer *l)
{
    (void)utf8_decode(l->text, &l->off);
}

char lexer_peek(const struct lexer *l)
{
    size_t len;
    return mark_at(l->text, l->off, &len);
}

bool lexer_take(struct lexer *l, char mark)
{
    size_t len;
    if (mark_at(l->text, l->off, &len) != mark)
        return false;
    l->off += len;
    return true;
}

void lexer_skip_blanks(struct lexer *l)
{
    while (lexer_take(l, MARK_BLANK)) {
    }
}

struct str lexer_before_mark(const struct lexer *l)
{
    struct lexer ahead = *l;
    while (ahead.off < ahead.text.len && lexer_peek(&ahead) == MARK_NONE)
        step(&ahead);
    return str_slice(l->text, l->off, ahead.off - l->off);
}

/* ---- values ---- */

static enum msg read_word(struct lexer *l, struct lexer_value *out)
{
    size_t start = l->off;
    while (!at_boundary(l))
        step(l);
    *out = (struct lexer_value){VALUE_WORD, str_slice(l->text, start, l->off - start), start};
    return l->off > start ? MSG_NONE : MSG_QUERY_VALUE_MISSING;
}

/* True when a backslash stands next and a quote or backslash behind it. */
static bool at_escape(const struct lexer *l)
{
    size_t len;
    if (l->text.ptr[l->off] != '\\' || l->off + 1 >= l->text.len)
        return false;
    return l->text.ptr[l->off + 1] == '\\' || is_quote(mark_at(l->text, l->off + 1, &len));
}

static enum msg read_phrase(struct lexer *l, struct arena *a, struct lexer_value *out)
{
    size_t start = l->off;
    char quote = lexer_peek(l);
    (void)lexer_take(l, quote);
    size_t inside = l->off;
    struct buf words = BUF_INIT;
    while (l->off < l->text.len && lexer_peek(l) != quote) {
        l->off += at_escape(l);
        size_t from = l->off;
        step(l);
        buf_append_str(&words, str_slice(l->text, from, l->off - from));
    }
    *out = (struct lexer_value){VALUE_PHRASE, arena_copy(a, buf_str(&words)), inside};
    buf_release(&words);
    if (lexer_take(l, quote))
        return MSG_NONE;
    l->off = start;
    return MSG_QUERY_QUOTE_OPEN;
}

static enum msg read_regex(struct lexer *l, struct lexer_value *out)
{
    size_t start = l->off;
    (void)lexer_take(l, '/');
    size_t inside = l->off;
    while (l->off < l->text.len) {
        size_t end = l->off;
        if (lexer_take(l, '/') && at_boundary(l)) {
            *out =
                (struct lexer_value){VALUE_REGEX, str_slice(l->text, inside, end - inside), inside};
            return end > inside ? MSG_NONE : MSG_QUERY_VALUE_MISSING;
        }
        l->off = end;
        if (l->text.ptr[end] == '\\' && end + 1 < l->text.len)
            l->off++;
        step(l);
    }
    l->off = start;
    return MSG_QUERY_REGEX_OPEN;
}

enum msg lexer_read_value(struct lexer *l, struct arena *a, struct lexer_value *out)
{
    char mark = lexer_peek(l);
    return is_quote(mark) ? read_phrase(l, a, out)
           : mark == '/'  ? read_regex(l, out)
                          : read_word(l, out);
}

/* ---- writing ---- */

/* A word does not begin as a phrase, a regex or a negation does, nor hold what would end it. */
static bool is_word(struct str value)
{
    struct lexer l = {value, 0};
    char first = lexer_peek(&l);
    if (value.len == 0 || is_quote(first) || first == '/' || first == '!')
        return false;
    while (!at_boundary(&l))
        step(&l);
    return l.off == value.len;
}

void lexer_append_value(struct buf *out, struct str value)
{
    if (is_word(value)) {
        buf_append_str(out, value);
        return;
    }
    struct lexer l = {value, 0};
    buf_append_byte(out, '"');
    while (l.off < value.len) {
        size_t from = l.off;
        if (is_quote(lexer_peek(&l)) || value.ptr[from] == '\\')
            buf_append_byte(out, '\\');
        step(&l);
        buf_append_str(out, str_slice(value, from, l.off - from));
    }
    buf_append_byte(out, '"');
}

bool lexer_is_name(struct str word)
{
    struct lexer l = {word, 0};
    return word.len > 0 && lexer_before_mark(&l).len == word.len;
}
