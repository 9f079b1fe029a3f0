/*
 * units: cuts the cells that name units into units.
 *
 * The one hard idea is the bracket: 市教育局(体育局、文旅局) is one unit, so separators count only
 * outside of brackets that close within the cell. A unit spaced letter by letter (市 教 育 局) is one,
 * too. Which columns hold units is role.c's.
 */
#include "table/table.h"

#include "text/cluster.h"
#include "text/padding.h"

struct units_walk table_units(const struct table *t, uint32_t row)
{
    return (struct units_walk){.table = t, .rest = {NULL, 0}, .row = row, .column = 0};
}

static const struct bracket {
    uint32_t open, close;
} brackets[] = {{'(', ')'}, {0xFF08, 0xFF09}, {'[', ']'}, {0x3010, 0x3011}, {0x3014, 0x3015}};

/* The offset behind the bracket that closes the one opened before `off`, or `off` if none does. */
static size_t skip_bracketed(struct str text, size_t off, uint32_t close)
{
    for (size_t at = off; at < text.len;)
        if (utf8_decode(text, &at) == close)
            return at;
    return off;
}

static size_t skip_if_bracket(struct str text, size_t off, uint32_t opened)
{
    for (size_t i = 0; i < COUNT_OF(brackets); i++)
        if (brackets[i].open == opened)
            return skip_bracketed(text, off, brackets[i].close);
    return off;
}

static bool is_separator(uint32_t c)
{
    static const uint32_t separators[] = {' ',    '\t',   '\n',   '\r',   ',',    ';',    '/',
                                          0x00A0, 0x3000, 0x3001, 0xFF0C, 0xFF1B, 0xFF0F, 0xFF64};
    for (size_t i = 0; i < COUNT_OF(separators); i++)
        if (separators[i] == c)
            return true;
    return false;
}

/* Takes the text before the next separator; false at the end. */
static bool take_part(struct str *rest, struct str *part)
{
    if (rest->len == 0)
        return false;
    size_t off = padding_letters_length(*rest);
    size_t end = rest->len;
    while (off < rest->len) {
        size_t at = off;
        uint32_t c = utf8_decode(*rest, &off);
        if (is_separator(c)) {
            end = at;
            break;
        }
        off = skip_if_bracket(*rest, off, c);
    }
    *part = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end < rest->len ? off : rest->len, SIZE_MAX);
    return true;
}

/* 无, - and the like stand for no unit. */
static bool names_a_unit(struct str part)
{
    static const struct str nothings[] = {STR_INIT("-"), STR_INIT("--"), STR_INIT("—"),
                                          STR_INIT("——"), STR_INIT("无")};
    for (size_t i = 0; i < COUNT_OF(nothings); i++)
        if (str_equal(part, nothings[i]))
            return false;
    return part.len > 0;
}

static bool next_cell(struct units_walk *walk)
{
    const struct table *t = walk->table;
    while (walk->column < table_columns(t)) {
        uint32_t column = walk->column++;
        if (table_column_role(t, column) == ROLE_UNITS) {
            walk->rest = table_cell(t, walk->row, column);
            return true;
        }
    }
    return false;
}

bool units_next(struct units_walk *walk, struct str *unit)
{
    struct str part;
    do {
        while (take_part(&walk->rest, &part))
            if (names_a_unit(part)) {
                *unit = part;
                return true;
            }
    } while (next_cell(walk));
    return false;
}
