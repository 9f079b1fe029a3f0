/*
 * thrift: see thrift.h.
 *
 * The one hard idea: how characters look only matters when one is written or something erased. Until then what
 * is asked for is only kept, and what is sent then is the shorter of what changed and of a reset with all
 * that is wanted. Terminals do not agree about the cells that a character takes, so the cursor is followed as lying
 * between two columns: as long as it cannot have left its row on any terminal, the next row is a line feed away and a
 * place in the row is named by its column alone; by how far it is only where no terminal has a doubt.
 */
#include "screen/thrift.h"

#include "text/utf8.h"

#include <string.h>

#define ESC '\033'

enum { PARAMETERS_MAX = 8, NUMBER_MAX = 9999 };
enum { BOLD = 1U, UNDERLINE = 2U, REVERSE = 4U };

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
} attributes[] = {{1, BOLD}, {4, UNDERLINE}, {7, REVERSE}};

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

/* True when a blank shows nothing of the look: neither bold nor its colour. */
static bool blanks_are_plain(struct thrift_look look)
{
    return look.bg < 0 && !(look.attributes & (UNDERLINE | REVERSE));
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

/* As far as it is known. Rows and columns count from 1; behind the last cell of a row it is one further. Between
 * `least` and `most` it depends on the cells that the terminal gives to “ and their like. */
struct place {
    int row; /* 0: it could be anywhere */
    int least, most;
};

static const struct place nowhere = {0, 0, 0};

static void pass_cells(struct place *at, int least, int most)
{
    at->least += least;
    at->most += most;
}

/* Follows what is written, which may run into the next row. No terminal doubts the cells of ASCII and of common
 * Chinese. */
static void pass_text(struct place *at, struct str text, int cols)
{
    for (size_t off = 0; off < text.len && at->row > 0;) {
        uint32_t c = utf8_decode(text, &off);
        if (c == '\r')
            at->least = at->most = 1;
        else if (c < 0x20)
            *at = nowhere;
        else if (c < 0x7F)
            pass_cells(at, 1, 1);
        else if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3001 && c <= 0x3020))
            pass_cells(at, 2, 2);
        else
            pass_cells(at, 0, 2);
        if (at->most > cols + 1)
            *at = nowhere;
    }
}

static int digits(int number)
{
    return number < 10 ? 1 : 1 + digits(number / 10);
}

/* Goes to a column of the row where the cursor is: by how far it is where that is shorter and the same on every
 * terminal. */
static void go_to_column(struct place from, int column, struct buf *out)
{
    int step = column - from.least;
    if (from.least == from.most && step > 0 && digits(step) < digits(column))
        buf_printf(out, "\033[%dC", step);
    else
        buf_printf(out, "\033[%dG", column);
}

/* Goes to a row and, where the sequence names one, a column: within a row by the column alone, to the next row by a
 * line feed. */
static void go(const struct sequence *s, struct str bytes, struct place *at, struct buf *out)
{
    struct place from = *at;
    bool has_column = s->count == 2;
    int row = s->numbers[0];
    *at = has_column ? (struct place){row, s->numbers[1], s->numbers[1]} : nowhere;
    if (from.row == 0 || (from.row != row && from.row + 1 != row)) {
        buf_append_str(out, bytes);
        return;
    }
    if (from.row + 1 == row)
        buf_append_byte(out, '\n');
    if (has_column)
        go_to_column(from, s->numbers[1], out);
    else
        *at = (struct place){row, from.least, from.most};
}

/* ---- one after the other ---- */

/* Row and column, or a row, all given. */
static bool is_place(const struct sequence *s)
{
    bool is_row = s->final == 'd' && s->count == 1;
    bool is_cell = s->final == 'H' && s->count == 2 && s->numbers[1] > 0;
    return s->is_simple && s->numbers[0] > 0 && (is_row || is_cell);
}

static void take_sequence(struct thrift *t, const struct sequence *s, struct str bytes,
                          struct place *at, struct buf *out)
{
    if (s->final == 'm' && s->is_simple && take_look(&t->wanted, s))
        return;
    if (is_place(s)) {
        go(s, bytes, at, out);
        return;
    }
    if (s->final == 'C' && at->row > 0) {
        int step = s->numbers[0] > 0 ? s->numbers[0] : 1;
        pass_cells(at, step, step);
    } else {
        settle_look(t, out);
        t->is_off |= s->final == 'm';
        if (!strchr("KXm", s->final)) /* these leave it where it is */
            *at = nowhere;
    }
    buf_append_str(out, bytes);
}

/* What stands before the next sequence, moves within the row first. Blanks do not wait for a look that they would not
 * show. */
static void take_text(struct thrift *t, struct str text, int cols, struct place *at,
                      struct buf *out)
{
    bool is_blank_plain = blanks_are_plain(t->sent) && blanks_are_plain(t->wanted);
    size_t begin = 0;
    while (begin < text.len && strchr(is_blank_plain ? "\r\b " : "\r\b", text.ptr[begin]))
        begin++;
    buf_append_str(out, str_slice(text, 0, begin));
    if (begin < text.len)
        settle_look(t, out);
    buf_append_str(out, str_slice(text, begin, SIZE_MAX));
    pass_text(at, text, cols);
}

void thrift_append(struct thrift *t, struct str bytes, int cols, struct buf *out)
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
            take_text(t, str_slice(bytes, 0, len), cols, &at, out);
        }
        bytes = str_slice(bytes, len, SIZE_MAX);
    }
    if (t->is_off)
        buf_append_str(out, bytes);
    else
        settle_look(t, out);
}
