/*
 * sniff: the delimiter is the character that most rows hold equally often.
 *
 * The one hard idea is consistency: a note is full of commas, but not of the same number in each row.
 * Quoted cells are skipped where that makes the rows more alike. A comma of full width never counts. Above a
 * table there may be prose, full of commas but without a tab: tabs are judged from the first row on that
 * has one, and commas are only certain when they part known names.
 */
#include "table/sniff.h"

#include <string.h>

#include "table/heading.h"
#include "table/role.h"

enum { ROWS_MAX = 100, COUNT_MAX = 256, TABLE_ROWS_MIN = 3, CERTAIN_PERCENT = 80, NAMES_MAX = 64 };

struct consistency {
    size_t delimiters; /* in most rows that have any */
    size_t percent;    /* of the rows that are not blank */
};

/* How often each number of delimiters was met. */
struct histogram {
    size_t rows;
    size_t of_count[COUNT_MAX];
};

static void add_row(struct histogram *h, size_t delimiters, bool is_blank)
{
    if (is_blank)
        return;
    h->rows++;
    h->of_count[delimiters < COUNT_MAX ? delimiters : COUNT_MAX - 1]++;
}

/* Behind the bytes at `i` that belong to no ASCII character, eight at a time: most of a Chinese table. */
static size_t skip_eights(struct str text, size_t i)
{
    uint64_t eight, high = 0x8080808080808080U;
    for (; text.len - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, text.ptr + i, sizeof eight);
        if ((eight & high) != high)
            break;
    }
    return i;
}

static struct histogram count_rows(struct str text, size_t rows_max, char delimiter,
                                   bool skip_quoted, bool is_whole)
{
    struct histogram h = {0};
    size_t delimiters = 0;
    bool is_blank = true;
    bool inside = false;
    for (size_t i = 0; i < text.len && h.rows < rows_max; i++) {
        size_t behind = skip_eights(text, i);
        if (behind > i) {
            is_blank = is_blank && inside;
            i = behind - 1;
            continue;
        }
        char c = text.ptr[i];
        if (c == '"' && skip_quoted)
            inside = !inside;
        if (inside)
            continue;
        if (c == '\n' || c == '\r') {
            add_row(&h, delimiters, is_blank);
            delimiters = 0;
            is_blank = true;
        } else {
            delimiters += c == delimiter;
            is_blank = is_blank && c == delimiter;
        }
    }
    add_row(&h, delimiters, is_blank || !is_whole);
    return h;
}

static struct consistency most_common(const struct histogram *h)
{
    size_t best = 0;
    for (size_t i = 1; i < COUNT_MAX; i++)
        if (h->of_count[i] > h->of_count[best] || (best == 0 && h->of_count[i] > 0))
            best = i;
    if (best == 0)
        return (struct consistency){0, 0};
    return (struct consistency){best, h->of_count[best] * 100 / h->rows};
}

static struct consistency consistency_of(struct str text, char delimiter, bool is_whole)
{
    struct histogram plain = count_rows(text, ROWS_MAX, delimiter, false, is_whole);
    struct consistency best = most_common(&plain);
    if (memchr(text.ptr, '"', text.len)) {
        struct histogram unquoted = count_rows(text, ROWS_MAX, delimiter, true, is_whole);
        struct consistency other = most_common(&unquoted);
        if (other.percent > best.percent)
            best = other;
    }
    return best;
}

/* The rows from the first one on that has a tab, if they could be a table; else all. */
static struct str from_first_tab(struct str text, bool is_whole)
{
    size_t tab = str_find(text, STR("\t"), 0);
    if (tab == SIZE_MAX)
        return text;
    while (tab > 0 && text.ptr[tab - 1] != '\n' && text.ptr[tab - 1] != '\r')
        tab--;
    struct str rest = str_slice(text, tab, SIZE_MAX);
    struct histogram h = count_rows(rest, TABLE_ROWS_MIN, '\t', false, is_whole);
    return h.rows >= TABLE_ROWS_MIN ? rest : text;
}

/* Takes the next line off `*rest`. */
static bool next_line(struct str *rest, struct str *line)
{
    if (rest->len == 0)
        return false;
    size_t end = 0;
    while (end < rest->len && rest->ptr[end] != '\n' && rest->ptr[end] != '\r')
        end++;
    *line = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, SIZE_MAX);
    return true;
}

/* True when the delimiter parts the names of a known header, of which the first one tells nearly always. */
static bool names_columns(struct str text, char delimiter)
{
    struct str line, cells[NAMES_MAX];
    while (next_line(&text, &line)) {
        struct waiting_row row = {.cells = cells};
        while (row.count < NAMES_MAX && str_split(&line, delimiter, &cells[row.count])) {
            struct str cell = str_trim(cells[row.count]);
            bool is_quoted = cell.len >= 2 && cell.ptr[0] == '"' && cell.ptr[cell.len - 1] == '"';
            cells[row.count++] = is_quoted ? str_slice(cell, 1, cell.len - 2) : cell;
        }
        if (row.count > 1 && role_knows_header(cells[0]) && heading_is_known(&row))
            return true;
    }
    return false;
}

struct sniffed sniff_delimiter(struct str text, char given, bool is_whole)
{
    /* What the rows must agree to at least: a tab is rarely anything but a delimiter. Those that are worth
     * more stand first. */
    static const struct {
        char delimiter;
        size_t least_percent, worth;
    } candidates[] = {{'\t', 1, 2}, {',', 40, 1}, {';', 60, 1}, {'|', 60, 1}};

    is_whole = is_whole && text.len <= SNIFF_BYTES;
    text = str_slice(text, 0, SNIFF_BYTES);
    struct sniffed best = {given ? given : '\t', 1, given != 0};
    if (text.len == 0)
        return best;
    if (given) {
        best.fields = consistency_of(text, given, is_whole).delimiters + 1;
        return best;
    }
    size_t best_score = 0, percent = 0;
    for (size_t i = 0; i < COUNT_OF(candidates); i++) {
        char delimiter = candidates[i].delimiter;
        if (best_score >= 100 * candidates[i].worth)
            break; /* of what follows none is worth more */
        struct str rows = delimiter == '\t' ? from_first_tab(text, is_whole) : text;
        struct consistency c = consistency_of(rows, delimiter, is_whole);
        size_t score = c.percent * candidates[i].worth;
        if (c.percent >= candidates[i].least_percent && score > best_score) {
            best = (struct sniffed){delimiter, c.delimiters + 1, false};
            best_score = score;
            percent = c.percent;
        }
    }
    best.is_certain = percent >= CERTAIN_PERCENT &&
                      (best.delimiter == '\t' || names_columns(text, best.delimiter));
    return best;
}
