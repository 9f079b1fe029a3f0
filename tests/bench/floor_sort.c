/*
 * floor_sort: the least that sorting a million cells can cost.
 *
 * A 64-bit key a cell and a radix sort of the keys; ties get the key of what follows and are sorted
 * again, until the texts end. Pinyin order is a table of ranks, one for each character; numbers in
 * texts, blanks and folding are left out, since a floor may be wrong where a program must not.
 */
#include "tests/bench/floors.h"

#include <stdlib.h>
#include <string.h>

#include "tests/bench/bench.h"
#include "text/pinyin.h"
#include "text/utf8.h"

enum { FEW = 48 };

struct item {
    uint64_t key;
    uint32_t row;
    uint32_t off; /* bytes of the text that are in keys already */
};

static uint16_t ranks[0x10000];

/* ---- the table ---- */

/* The cells of a column, by record. */
static struct str *cells_of(struct str bytes, size_t column, size_t *count)
{
    struct str *cells = NULL, line;
    size_t cap = 0;
    *count = 0;
    while (str_split(&bytes, '\n', &line)) {
        struct str cell = {"", 0};
        if (line.len == 0 || line.ptr[0] < '0' || line.ptr[0] > '9')
            continue;
        for (size_t i = 0; i <= column && str_split(&line, '\t', &cell); i++) {
        }
        cells = mem_reserve(cells, &cap, *count + 1, sizeof *cells);
        cells[(*count)++] = cell;
    }
    return cells;
}

/* ---- keys ---- */

static void fill_ranks(void)
{
    for (uint32_t c = 0; c < COUNT_OF(ranks); c++) {
        uint32_t order = pinyin_order(c);
        ranks[c] = (uint16_t)(order > 0 ? 0x4000 + order : c < 0x4000 ? c : 0xFFFF);
    }
}

/* The next four characters of a text, 0 behind its end. */
static uint64_t text_key(struct str text, uint32_t *off)
{
    uint64_t key = 0;
    size_t at = *off;
    for (int i = 0; i < 4; i++) {
        uint32_t c = at < text.len ? utf8_decode(text, &at) : 0;
        key = key << 16 | (c < COUNT_OF(ranks) ? ranks[c] : 0xFFFF);
    }
    *off = (uint32_t)at;
    return key;
}

static uint64_t number_key(struct str text)
{
    uint64_t value = 0;
    for (size_t i = 0; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++)
        value = value * 10 + (uint64_t)(text.ptr[i] - '0');
    return value;
}

/* ---- sorting ---- */

static void sort_keys(struct item *items, struct item *spare, size_t count)
{
    static size_t counts[8][256];
    memset(counts, 0, sizeof counts);
    for (size_t i = 0; i < count; i++)
        for (int byte = 0; byte < 8; byte++)
            counts[byte][items[i].key >> (8 * byte) & 0xFF]++;
    struct item *from = items, *to = spare;
    for (int byte = 0; byte < 8; byte++) {
        size_t place[256], next = 0;
        if (count == 0 || counts[byte][from[0].key >> (8 * byte) & 0xFF] == count)
            continue;
        for (int value = 0; value < 256; value++) {
            place[value] = next;
            next += counts[byte][value];
        }
        for (size_t i = 0; i < count; i++)
            to[place[from[i].key >> (8 * byte) & 0xFF]++] = from[i];
        struct item *sorted = to;
        to = from;
        from = sorted;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
}

static void sort_few(struct item *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct item item = items[i];
        size_t place = i;
        for (; place > 0 && items[place - 1].key > item.key; place--)
            items[place] = items[place - 1];
        items[place] = item;
    }
}

static void sort_texts(struct item *items, struct item *spare, size_t count,
                       const struct str *cells)
{
    for (size_t i = 0; i < count; i++)
        items[i].key = text_key(cells[items[i].row], &items[i].off);
    if (count > FEW)
        sort_keys(items, spare, count);
    else
        sort_few(items, count);
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && items[end].key == items[start].key; end++) {
        }
        if (end - start > 1 && (items[start].key & 0xFFFF) != 0)
            sort_texts(items + start, spare, end - start, cells);
    }
}

static void sort_numbers(struct item *items, struct item *spare, size_t count,
                         const struct str *cells)
{
    for (size_t i = 0; i < count; i++)
        items[i].key = number_key(cells[items[i].row]);
    sort_keys(items, spare, count);
}

int64_t floor_sort(struct str bytes, size_t column, enum floor_key kind)
{
    size_t count;
    struct str *cells = cells_of(bytes, column, &count);
    fill_ranks();
    int64_t start = bench_now_us();
    struct item *items = mem_array(count, sizeof *items);
    struct item *spare = mem_array(count, sizeof *spare);
    for (size_t i = 0; i < count; i++)
        items[i] = (struct item){0, (uint32_t)i, 0};
    if (kind == FLOOR_TEXT)
        sort_texts(items, spare, count, cells);
    else
        sort_numbers(items, spare, count, cells);
    int64_t us = bench_now_us() - start;
    mem_free(items);
    mem_free(spare);
    mem_free(cells);
    return us;
}
