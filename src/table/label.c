/*
 * label: the shortest form of a file's name that tells it from the others.
 *
 * The one hard idea: forms are tried from the shortest to the longest, for each name by itself; a
 * form will do when no other name has the same one.
 */
#include "table/label.h"

#include "table/remote.h"
#include "text/cluster.h"

static size_t find_last(struct str s, char wanted)
{
    size_t at = s.len;
    while (at > 0 && s.ptr[at - 1] != wanted)
        at--;
    return at > 0 ? at - 1 : SIZE_MAX;
}

/* Without folder or host, and without the suffix if something is left then. */
static struct str stem_of(struct str name)
{
    size_t slash = find_last(name, '/');
    if (slash != SIZE_MAX)
        name = str_slice(name, slash + 1, SIZE_MAX);
    else if (remote_is_named(name))
        name = str_slice(name, str_find(name, STR(":"), 0) + 1, SIZE_MAX);
    size_t dot = find_last(name, '.');
    return dot != SIZE_MAX && dot > 0 ? str_slice(name, 0, dot) : name;
}

static void append_stem(struct buf *out, struct str name)
{
    buf_append_str(out, stem_of(name));
}

/* caoxian:q3, folder/q3 */
static void append_stem_and_place(struct buf *out, struct str name)
{
    struct str place = STR("");
    char mark = '/';
    if (remote_is_named(name)) {
        bool is_url = str_starts_with(name, STR("ssh://"));
        struct str rest = is_url ? str_slice(name, 6, SIZE_MAX) : name;
        place = str_slice(rest, 0, str_find(rest, is_url ? STR("/") : STR(":"), 0));
        mark = ':';
    } else if (find_last(name, '/') != SIZE_MAX) {
        struct str folder = str_slice(name, 0, find_last(name, '/'));
        size_t slash = find_last(folder, '/');
        place = slash == SIZE_MAX ? folder : str_slice(folder, slash + 1, SIZE_MAX);
    }
    buf_append_str(out, place);
    if (place.len > 0)
        buf_append_byte(out, mark);
    append_stem(out, name);
}

static void append_whole(struct buf *out, struct str name)
{
    buf_append_str(out, name);
}

typedef void append_form(struct buf *out, struct str name);

/* How many of the names before `end`, but for `index`, have the form `text`. */
static size_t count_same(const struct str *names, size_t end, size_t index, append_form *form,
                         struct str text)
{
    size_t same = 0;
    struct buf other = BUF_INIT;
    for (size_t i = 0; i < end; i++) {
        buf_clear(&other);
        form(&other, names[i]);
        same += i != index && str_equal(buf_str(&other), text);
    }
    buf_release(&other);
    return same;
}

void label_append(struct buf *out, const struct str *names, size_t count, size_t index)
{
    static append_form *const forms[] = {append_stem, append_stem_and_place, append_whole};
    struct buf text = BUF_INIT;
    size_t same = 1;
    for (size_t i = 0; i < COUNT_OF(forms) && same > 0; i++) {
        buf_clear(&text);
        forms[i](&text, names[index]);
        same = count_same(names, count, index, forms[i], buf_str(&text));
    }
    size_t before = same > 0 ? count_same(names, index, index, append_whole, names[index]) : 0;
    if (before > 0)
        buf_printf(&text, " (%zu)", before + 1);
    buf_append_str(out, buf_str(&text));
    buf_release(&text);
}

/* ---- titles ---- */

static size_t common_beginning(struct str a, struct str b)
{
    size_t off = 0;
    while (off < a.len && off < b.len && a.ptr[off] == b.ptr[off])
        off++;
    while (off > 0 && off < a.len && ((unsigned char)a.ptr[off] & 0xC0) == 0x80)
        off--; /* within a character */
    return off;
}

/* The offset in `a` where the end that both have begins. */
static size_t common_end(struct str a, struct str b)
{
    size_t len = 0;
    while (len < a.len && len < b.len && a.ptr[a.len - 1 - len] == b.ptr[b.len - 1 - len])
        len++;
    size_t off = a.len - len;
    while (off < a.len && ((unsigned char)a.ptr[off] & 0xC0) == 0x80)
        off++;
    return off;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Behind the characters that may belong to the word before: to where figures begin or a blank
 * ends. The same offset when there is no such place, or it stood at the beginning anyway. */
static size_t skip_rest_of_word(struct str text, size_t off)
{
    uint32_t before = is_digit((unsigned char)text.ptr[off]) ? '0' : 'x';
    for (size_t at = off; off > 0 && at < text.len;) {
        size_t here = at;
        uint32_t c = utf8_decode(text, &at);
        if ((is_digit(c) && !is_digit(before)) || before == ' ')
            return here;
        before = c;
    }
    return off;
}

static size_t count_characters(struct str text)
{
    size_t count = 0;
    for (size_t off = 0; off < text.len; count++)
        (void)utf8_decode(text, &off);
    return count;
}

struct str label_common_part(struct str a, struct str b)
{
    struct str beginning = str_slice(a, 0, common_beginning(a, b));
    size_t off = common_end(a, b);
    struct str end = STR("");
    if (off < a.len)
        end = str_slice(a, skip_rest_of_word(a, off), SIZE_MAX);
    struct str longer = text_trim(end.len > beginning.len ? end : beginning);
    return count_characters(longer) >= LABEL_COMMON_MIN ? longer : STR("");
}
