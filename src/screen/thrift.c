/*
 * thrift: see thrift.h.
 *
 * The one hard idea: how characters look only matters when one is written or something erased. Until then what
 * is asked for is only kept, and what is sent then is the shorter of what changed and of a reset with all
 * that is wanted. A place in the row where the cursor is known to be is named by its column alone, never by how far
 * it is, for terminals do not agree about the cells that a character takes; and the next row is a line feed away
 * only where they do.
 */
#include "screen/thrift.h"

#include "text/utf8.h"

#include <string.h>

#define ESC '\033'

enum { PARAMETERS_MAX = 8, NUMBER_MAX = 9999 };

static const struct thrift_look plain = {0, -1, -1};

/* A control sequence: \033[ 3;1 H */
struct sequence {
    size_t len;     /* 0: something else stands there */
    bool is_simple; /* numbers alone, not too many of them */
    char final;
    int numbers[PARAMETERS_MAX]; /* 0 where none is given */
    size_t count;                /* at least one */
};

void thrift_init(struct thrift *t, bool is_understood)
{
    *t = (struct thrift){plain, plain, !is_understood};
}

/* ---- reading ---- */

static struct sequence read_sequence(struct str rest)
{
    struct sequence s = {.is_simple = true, .count = 1};
    if (rest.len < 3 || rest.ptr[0] != ESC || rest.ptr[1] != '[')
        return s;
    for (size_t i = 2; i < rest.len; i++) {
        char c = rest.ptr[i];
        int *number = &s.numbers[s.count - 1];
        if (c >= '@' && c <= '~') {
            s.len = i + 1;
            s.final = c;
            break;
        }
        if (c >= '0' && c <= '9' && *number <= NUMBER_MAX)
            *number = *number * 10 + (c - '0');
        else if (c == ';' && s.count < PARAMETERS_MAX)
            s.count++;
        else
            s.is_simple = false;
    }
    return s;
}

/* What attributes are called in a sequence, and their flags. */
static const struct {
    int number;
    unsigned flag;
} attributes[] = {{1, 1U}, {4, 2U}, {7, 4U}};

static bool take_number(struct thrift_look *look, int number)
{
    for (size_t i = 0; i < COUNT_OF(attributes); i++)
        if (attributes[i].number == number) {
            look->attributes |= attributes[i].flag;
            return true;
        }
    if (number == 0)
        *look = plain;
    else if (number >= 30 && number <= 39 && number != 38)
        look->fg = number == 39 ? -1 : number - 30;
    else if (number >= 40 && number <= 49 && number != 48)
        look->bg = number == 49 ? -1 : number - 40;
    else
        return false;
    return true;
}

/* Takes a change of the look in. False when it is not understood; then nothing has changed. */
static bool take_look(struct thrift_look *look, const struct sequence *s)
{
    struct thrift_look changed = *look;
    for (size_t i = 0; i < s->count; i++)
        if (!take_number(&changed, s->numbers[i]))
            return false;
    *look = changed;
    return true;
}

/* ---- writing ---- */

/* A sequence that changes the look, while it is being put together. */
struct change {
    char bytes[48]; /* room for every attribute and both colours */
    size_t len;
};

static void add_number(struct change *c, int number)
{
    if (c->len > 2)
        c->bytes[c->len++] = ';';
    if (number >= 10)
        c->bytes[c->len++] = (char)('0' + number / 10);
    c->bytes[c->len++] = (char)('0' + number % 10);
}

static void add_differences(struct change *c, struct thrift_look from, struct thrift_look to)
{
    for (size_t i = 0; i < COUNT_OF(attributes); i++)
        if (to.attributes & ~from.attributes & attributes[i].flag)
            add_number(c, attributes[i].number);
    if (to.fg != from.fg)
        add_number(c, to.fg < 0 ? 39 : 30 + to.fg);
    if (to.bg != from.bg)
        add_number(c, to.bg < 0 ? 49 : 40 + to.bg);
}

static bool looks_equal(struct thrift_look a, struct thrift_look b)
{
    return a.attributes == b.attributes && a.fg == b.fg && a.bg == b.bg;
}

/* Sends the look that is wanted, if it is another. */
static void settle_look(struct thrift *t, struct buf *out)
{
    struct change change = {"\033[", 2}, reset = {"\033[", 2};
    if (looks_equal(t->sent, t->wanted))
        return;
    if (!looks_equal(t->wanted, plain))
        add_number(&reset, 0);
    add_differences(&reset, plain, t->wanted);
    add_differences(&change, t->sent, t->wanted);
    bool must_reset = t->sent.attributes & ~t->wanted.attributes;
    const struct change *shorter = must_reset || reset.len < change.len ? &reset : &change;
    buf_append(out, shorter->bytes, shorter->len);
    buf_append_byte(out, 'm');
    t->sent = t->wanted;
}

/* ---- where the cursor is ---- */

/* As far as it is known: rows count from 1. */
struct place {
    int row;
    bool is_certain; /* on every terminal, whatever cells it gives to “ and their like */
};

static const struct place nowhere = {0, false};

/* True for text whose cells no terminal doubts: it cannot have run into the next row. */
static bool has_certain_cells(struct str text)
{
    for (size_t off = 0; off < text.len;) {
        uint32_t c = utf8_decode(text, &off);
        bool is_han = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3001 && c <= 0x3020);
        if (!is_han && c != '\r' && (c < 0x20 || c >= 0x7F))
            return false;
    }
    return true;
}

/* "\033[12;" to where the column begins; 0 when there are not two numbers. */
static size_t column_at(const struct sequence *s, struct str bytes)
{
    const char *semicolon = s->count == 2 ? memchr(bytes.ptr, ';', bytes.len) : NULL;
    return semicolon ? (size_t)(semicolon - bytes.ptr) + 1 : 0;
}

/* Goes to a row and, where the sequence names one, a column: by the column alone in the same row, by a line feed
 * to the next. */
static void go(const struct sequence *s, struct str bytes, struct place *at, struct buf *out)
{
    struct place before = *at;
    size_t column = column_at(s, bytes);
    *at = (struct place){s->numbers[0], true};
    bool is_same = before.row == at->row && before.row > 0;
    bool is_next = before.row + 1 == at->row && before.is_certain;
    if (!is_same && !is_next) {
        buf_append_str(out, bytes);
        return;
    }
    at->is_certain = before.is_certain;
    if (is_next)
        buf_append_byte(out, '\n');
    if (column > 0) {
        buf_append_str(out, STR("\033["));
        buf_append_str(out, str_slice(bytes, column, bytes.len - column - 1));
        buf_append_byte(out, 'G');
    }
}

/* ---- one after the other ---- */

static void take_sequence(struct thrift *t, const struct sequence *s, struct str bytes,
                          struct place *at, struct buf *out)
{
    bool is_place = (s->final == 'H' && s->count == 2) || (s->final == 'd' && s->count == 1);
    if (s->final == 'm' && s->is_simple && take_look(&t->wanted, s))
        return;
    if (is_place && s->is_simple && s->numbers[0] > 0) {
        go(s, bytes, at, out);
        return;
    }
    if (!strchr("CDG", s->final)) { /* all but those that move it within its row */
        settle_look(t, out);
        t->is_off |= s->final == 'm';
        if (!strchr("KXm", s->final))
            *at = nowhere;
    }
    buf_append_str(out, bytes);
}

/* What stands before the next sequence, moves within the row first. */
static void take_text(struct thrift *t, struct str text, struct place *at, struct buf *out)
{
    size_t moves = 0;
    while (moves < text.len && (text.ptr[moves] == '\r' || text.ptr[moves] == '\b'))
        moves++;
    struct str rest = str_slice(text, moves, SIZE_MAX);
    buf_append_str(out, str_slice(text, 0, moves));
    if (rest.len == 0)
        return;
    settle_look(t, out);
    at->is_certain = at->is_certain && has_certain_cells(rest);
    for (size_t i = 0; i < rest.len; i++)
        if ((unsigned char)rest.ptr[i] < 0x20 && rest.ptr[i] != '\r' && rest.ptr[i] != '\b')
            *at = nowhere;
    buf_append_str(out, rest);
}

void thrift_append(struct thrift *t, struct str bytes, struct buf *out)
{
    struct place at = nowhere;
    while (bytes.len > 0 && !t->is_off) {
        struct sequence s = read_sequence(bytes);
        size_t len = s.len;
        if (len > 0) {
            take_sequence(t, &s, str_slice(bytes, 0, len), &at, out);
        } else {
            const char *next = memchr(bytes.ptr + 1, ESC, bytes.len - 1);
            len = next ? (size_t)(next - bytes.ptr) : bytes.len;
            take_text(t, str_slice(bytes, 0, len), &at, out);
        }
        bytes = str_slice(bytes, len, SIZE_MAX);
    }
    if (t->is_off)
        buf_append_str(out, bytes);
    else
        settle_look(t, out);
}
