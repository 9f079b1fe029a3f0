/*
 * row_kind: tells records from what printed tables have between and below them.
 *
 * The one hard idea is doing next to nothing for a record, since a million rows come by: a row that
 * begins with a figure and has a second cell is one, and words are only compared when the first
 * character of the first cell is one that they begin with.
 */
#include "table/row_kind.h"

#include "table/heading.h"
#include "table/words.h"
#include "text/cluster.h"
#include "text/fold.h"

enum { KEY_BYTES_MAX = 90, STRAY_MIN_COLUMNS = 3 };

static const char total_words[] =
    "合计 小计 总计 共计 累计 总数 总分 合计: 小计: 总计: 共计: total";
static const char total_endings[] = "合计 小计 总计 合计: 小计: 总计:";

static const char footnote_words[] =
    "注: 注1 注2 注3 注. 备注: 附注: 说明: 填表说明: 填报说明: 填表人: 填报人: 填表单位: 填报单位: "
    "制表人: 制表: 制表单位: 审核人: 审核: 联系人: 联系电话: 填报时间: 填表时间: 报送时间: ※ *";

/* The first cell that is not blank, or SIZE_MAX. */
static size_t first_filled(const struct str *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!heading_cell_is_blank(cells[i]))
            return i;
    return SIZE_MAX;
}

static bool begins_with_digit(struct str cell)
{
    return cell.len > 0 && cell.ptr[0] >= '0' && cell.ptr[0] <= '9';
}

static bool keys_are_equal(struct str a, struct str b)
{
    struct buf x = BUF_INIT;
    struct buf y = BUF_INIT;
    fold_append_key(&x, a);
    fold_append_key(&y, b);
    bool equal = str_equal(buf_str(&x), buf_str(&y));
    buf_release(&x);
    buf_release(&y);
    return equal;
}

/* A cell that a short row lacks is empty. */
static struct str cell_at(const struct str *cells, size_t count, size_t i)
{
    return i < count ? cells[i] : STR("");
}

bool row_kind_is_header_again(const struct str *heading, size_t heading_count,
                              const struct str *cells, size_t count)
{
    if (heading_count == 0)
        return false;
    size_t first = first_filled(heading, heading_count);
    if (first >= count || heading[first].len < 1 || cells[first].len < 1 ||
        text_trim(heading[first]).ptr[0] != text_trim(cells[first]).ptr[0])
        return false;
    /* Keys take their time: first what costs none. */
    for (size_t i = 0; i < heading_count || i < count; i++)
        if (heading_cell_is_blank(cell_at(cells, count, i)) !=
            heading_cell_is_blank(cell_at(heading, heading_count, i)))
            return false;
    for (size_t i = 0; i < heading_count && i < count; i++)
        if (!str_equal(cells[i], heading[i]) && !keys_are_equal(cells[i], heading[i]))
            return false;
    return true;
}

/* Whether a word of the list could begin so; spares folding nearly every cell. */
static bool may_begin(const char *words, struct str cell)
{
    struct str rest = str_from(words);
    struct str word;
    cell = text_trim(cell);
    while (str_split(&rest, ' ', &word))
        if (cell.ptr[0] == word.ptr[0] &&
            (cell.len < 3 || word.len < 3 ||
             (cell.ptr[1] == word.ptr[1] && cell.ptr[2] == word.ptr[2])))
            return true;
    return false;
}

typedef size_t words_lookup(const char *words, struct str key);

static bool key_is(const char *words, words_lookup *lookup, struct str cell)
{
    struct buf key = BUF_INIT;
    fold_append_key(&key, utf8_clip(cell, KEY_BYTES_MAX));
    bool found = lookup(words, buf_str(&key)) != SIZE_MAX;
    buf_release(&key);
    return found;
}

static bool cell_is(const char *words, words_lookup *lookup, struct str cell)
{
    return may_begin(words, cell) && key_is(words, lookup, cell);
}

/* 全市合计, 本页小计: short, and nothing but that. */
static bool is_total(struct str cell)
{
    enum { TOTAL_BYTES_MAX = 30 };
    static const char last[] = "计";
    if (cell_is(total_words, words_find, cell))
        return true;
    struct str text = text_trim(cell);
    size_t len;
    return text.len <= TOTAL_BYTES_MAX && words_find_within(last, text, &len) != SIZE_MAX &&
           key_is(total_endings, words_find_ending, text);
}

/* Words behind the number: 1.交通运输类. The number of a record (1-1, 003号) has none. */
static bool holds_words(struct str cell)
{
    enum { FIRST_OF_THREE_BYTES = 0xE0, CHARACTERS = 2 };
    size_t characters = 0;
    for (size_t i = 0; i < cell.len; i++)
        characters += (unsigned char)cell.ptr[i] >= FIRST_OF_THREE_BYTES;
    return characters >= CHARACTERS;
}

/* A cell on its own: a heading between records, or a sum below a column, unless it is the number of a
 * record that has lost its other cells or the table is too narrow to tell. */
static bool is_stray(const struct table *t, const struct str *cells, size_t at)
{
    struct str cell = text_trim(cells[at]);
    bool is_number =
        begins_with_digit(cell) && !holds_words(cell) && (at == 0 || at == t->no_column);
    return t->column_count >= STRAY_MIN_COLUMNS && !is_number;
}

/* 一, (二), 三、: what numbers the parts of a document. */
static bool is_number_of_part(struct str cell)
{
    static const char numerals[] = "一 二 三 四 五 六 七 八 九 十";
    static const char around[] = "( ) （ ） 、 . ． 第 部分";
    struct str rest = text_trim(cell);
    size_t digits = 0;
    while (rest.len > 0) {
        size_t at = words_take(numerals, rest);
        digits += at > 0;
        if (at == 0)
            at = words_take(around, rest);
        if (at == 0)
            return false;
        rest = str_slice(rest, at, SIZE_MAX);
    }
    return digits > 0;
}

/* 一 | 交通运输: a heading with its number in a cell of its own. A record says more. */
static bool is_heading_of_part(const struct table *t, const struct str *cells, size_t count,
                               size_t first)
{
    return t->column_count > STRAY_MIN_COLUMNS && is_number_of_part(cells[first]) &&
           heading_filled_cells(cells, count, 3) == 2;
}

/* 1 | 2 | 3, or 甲 | 乙 | 1 | 2: the numbers of the columns, as forms of statistics have them below the
 * names. No target is called 2. */
static bool numbers_the_columns(const struct table *t, const struct str *cells, size_t count)
{
    static const char letters[] = "甲 乙 丙 丁";
    size_t lettered = 0;
    if (table_find_role(t, ROLE_TARGET) == COLUMN_NONE)
        return false;
    while (lettered < count && words_find(letters, text_trim(cells[lettered])) == lettered)
        lettered++;
    for (size_t i = lettered; i < count; i++) {
        uint32_t number;
        if (!str_to_u32(text_trim(cells[i]), &number) || number != i - lettered + 1)
            return false;
    }
    return lettered + 1 < count;
}

/* A note below a table fills a cell or two, whatever it begins with. */
static bool is_mostly_empty(const struct table *t, const struct str *cells, size_t count)
{
    return heading_filled_cells(cells, count, SIZE_MAX) * 2 <= t->column_count;
}

enum row_kind row_kind_of(const struct table *t, const struct str *heading, size_t heading_count,
                          const struct str *cells, size_t count)
{
    size_t filled = heading_filled_cells(cells, count, 2);
    if (filled == 0)
        return ROW_BLANK;
    size_t first = first_filled(cells, count);
    if (first == 0 && numbers_the_columns(t, cells, count))
        return ROW_HEADER;
    if (begins_with_digit(cells[first]) && filled > 1)
        return ROW_RECORD;
    if (row_kind_is_header_again(heading, heading_count, cells, count))
        return ROW_HEADER;
    if (t->column_count > 1 && is_total(cells[first]))
        return ROW_TOTAL;
    if (t->column_count > 1 && first == 0 && is_mostly_empty(t, cells, count) &&
        cell_is(footnote_words, words_find_beginning, cells[first]))
        return ROW_FOOTNOTE;
    if (filled == 1 ? is_stray(t, cells, first) : is_heading_of_part(t, cells, count, first))
        return ROW_STRAY;
    return ROW_RECORD;
}
