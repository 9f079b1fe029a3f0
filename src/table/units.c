/*
 * units: cuts the cells that name units into units.
 *
 * The one hard idea is the bracket: 市教育局(体育局、文旅局) is one unit, so separators count only
 * outside of brackets that close within the cell. A unit spaced letter by letter (市 教 育 局) is one,
 * too. Which columns hold units is role.c's.
 */
#include "table/table.h"

#include "table/words.h"
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

/* ---- what is written beside a name ---- */

/* 牵头单位:市教育局 -> 市教育局. */
static struct str without_label(struct str part)
{
    static const char beginnings[] = "牵头 责任 主办 承办 配合 协办 主责 参与";
    size_t len = words_take(beginnings, part);
    if (len == 0)
        return part;
    struct str rest = str_slice(part, len, SIZE_MAX);
    rest = str_slice(rest, words_take("责任单位 单位 部门", rest), SIZE_MAX);
    size_t colon = words_take(": ：", rest);
    return colon > 0 ? text_trim(str_slice(rest, colon, SIZE_MAX)) : part;
}

static const char marks[] =
    "(牵头) （牵头） [牵头] 【牵头】 〔牵头〕 (配合) （配合） [配合] 【配合】 〔配合〕 "
    "(主办) （主办） (协办) （协办） (承办) （承办） (主责) （主责） (参与) （参与） "
    "(牵头单位) （牵头单位） (配合单位) （配合单位） (责任单位) （责任单位） "
    "(主办单位) （主办单位） (协办单位) （协办单位）";

/* 市教育局(牵头), (配合)市财政局: the mark says what a unit does, not who it is. */
static struct str without_mark(struct str part)
{
    size_t len = words_take(marks, part);
    if (len > 0)
        part = text_trim(str_slice(part, len, SIZE_MAX));
    struct str rest = str_from(marks);
    struct str mark;
    while (str_split(&rest, ' ', &mark))
        if (part.len > mark.len && str_ends_with(part, mark))
            return text_trim(str_slice(part, 0, part.len - mark.len));
    return part;
}

/* 1.市教育局, 2)市财政局 of a list within the cell; the 1 of 1、市教育局 stands alone. */
static struct str without_number(struct str part)
{
    enum { DIGITS_MAX = 2 };
    size_t digits = 0;
    while (digits < part.len && part.ptr[digits] >= '0' && part.ptr[digits] <= '9')
        digits++;
    if (digits == 0 || digits > DIGITS_MAX)
        return part;
    struct str rest = str_slice(part, digits, SIZE_MAX);
    size_t mark = words_take(". ． ) ）", rest);
    return rest.len == 0 || mark > 0 ? text_trim(str_slice(rest, mark, SIZE_MAX)) : part;
}

/* Whether nothing can stand beside the name. Nearly all are such, and a million come by: no digit begins it, and no
 * bracket or colon stands in it; those of full width begin with bytes that Chinese characters do not have. */
static bool is_bare(struct str part)
{
    for (size_t i = 0; i < part.len; i++) {
        unsigned char c = (unsigned char)part.ptr[i];
        if (c == '(' || c == '[' || c == ':' || c == 0xEF || c == 0xE3)
            return false;
    }
    return part.len == 0 || part.ptr[0] < '0' || part.ptr[0] > '9';
}

static struct str bare_name(struct str part)
{
    return is_bare(part) ? part : without_mark(without_label(without_number(part)));
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
        while (take_part(&walk->rest, &part)) {
            part = bare_name(part);
            if (names_a_unit(part)) {
                *unit = part;
                return true;
            }
        }
    } while (next_cell(walk));
    return false;
}
