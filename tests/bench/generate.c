/*
 * generate SAMPLE ROWS plain|quoted: writes a table of ROWS records to standard output.
 *
 * A province's table is made of one city's: titles and header are the sample's, every record puts
 * sentences of its notes and targets, its leaders, deadlines and units together anew, with other
 * figures. The seed is fixed, so the same call gives the same bytes. Lengths are drawn from the
 * sample's own, so a record takes as many bytes as there, and the work that a byte costs is what
 * the real table costs.
 *
 * `quoted` writes notes as Excel does: half of them in quotes, with quotes doubled within, some
 * with a line break. The record at 99 % of the table holds a word that nothing else holds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "tests/bench/data.h"

enum { NO, LEADER, TARGET, DUE, NOTE, STATE, UNITS, FIELDS };

struct pool {
    struct str *items;
    size_t count, cap;
};

struct generator {
    struct buf sample, row;
    struct pool leaders, targets, dues, sentences, units;
    struct pool notes, unit_cells; /* whole cells: for their lengths and counts */
    bool is_quoted;
    uint64_t random;
};

/* ---- chance ---- */

/* xorshift64*, Vigna 2016. */
static uint32_t draw(struct generator *g, size_t below)
{
    g->random ^= g->random >> 12;
    g->random ^= g->random << 25;
    g->random ^= g->random >> 27;
    return (uint32_t)((g->random * 0x2545F4914F6CDD1DULL >> 33) % below);
}

static struct str pick(struct generator *g, const struct pool *pool)
{
    return pool->items[draw(g, pool->count)];
}

/* ---- the sample ---- */

static void add(struct pool *pool, struct str item)
{
    pool->items = mem_reserve(pool->items, &pool->cap, pool->count + 1, sizeof *pool->items);
    pool->items[pool->count++] = item;
}

/* Adds the parts of a text, each with the mark that ends it. */
static void add_sentences(struct pool *pool, struct str text)
{
    static const char *const marks[] = {";", "。", ","};
    while (text.len > 0) {
        size_t end = text.len;
        for (size_t i = 0; i < COUNT_OF(marks); i++) {
            size_t off = str_find(text, str_from(marks[i]), 0);
            if (off != SIZE_MAX && off + strlen(marks[i]) < end)
                end = off + strlen(marks[i]);
        }
        add(pool, str_slice(text, 0, end));
        text = str_slice(text, end, text.len);
    }
}

static void add_record(struct generator *g, const struct str *cells)
{
    struct str units = cells[UNITS], unit;
    add(&g->leaders, cells[LEADER]);
    add(&g->dues, cells[DUE]);
    add(&g->notes, cells[NOTE]);
    add(&g->unit_cells, cells[UNITS]);
    add_sentences(&g->sentences, cells[NOTE]);
    add_sentences(&g->targets, cells[TARGET]);
    while (str_split(&units, ' ', &unit))
        if (unit.len > 0)
            add(&g->units, unit);
}

static size_t cut(struct str line, struct str *cells)
{
    size_t count = 0;
    struct str cell;
    while (str_split(&line, '\t', &cell)) {
        if (count < FIELDS)
            cells[count] = cell;
        count++;
    }
    return count;
}

/* Takes the records into the pools; what stands above the first one is written out as it is. */
static void read_sample(struct generator *g)
{
    struct str rest = buf_str(&g->sample), line, cells[FIELDS];
    while (str_split(&rest, '\n', &line)) {
        uint32_t no;
        if (cut(line, cells) == FIELDS && str_to_u32(cells[NO], &no))
            add_record(g, cells);
        else if (g->notes.count == 0)
            printf("%.*s\n", STR_ARG(line));
    }
}

/* ---- records ---- */

/* Other figures of the same shape: every digit but the zeros becomes another one. */
static void append_refigured(struct generator *g, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        bool is_figure = text.ptr[i] >= '1' && text.ptr[i] <= '9';
        buf_append_byte(&g->row, is_figure ? (char)('1' + draw(g, 9)) : text.ptr[i]);
    }
}

/* Sentences, one at least, about as long together as some note of the sample. */
static void append_sentences(struct generator *g)
{
    size_t enough = g->row.len + pick(g, &g->notes).len;
    struct str sentence = pick(g, &g->sentences);
    do {
        append_refigured(g, sentence);
        sentence = pick(g, &g->sentences);
    } while (g->row.len + sentence.len / 2 < enough);
}

static void append_quoted_note(struct generator *g)
{
    buf_append_str(&g->row, STR("\"\"\""));
    append_refigured(g, pick(g, &g->targets));
    buf_append_str(&g->row, draw(g, 64) == 0 ? STR("\"\"\n") : STR("\"\""));
    append_sentences(g);
    buf_append_byte(&g->row, '"');
}

static void append_units(struct generator *g)
{
    struct str like = pick(g, &g->unit_cells), unit;
    for (bool more = false; str_split(&like, ' ', &unit); more = true) {
        if (more)
            buf_append_byte(&g->row, ' ');
        buf_append_str(&g->row, pick(g, &g->units));
    }
}

static void append_due(struct generator *g)
{
    if (draw(g, 3) == 0)
        buf_printf(&g->row, "%u月底", 1 + draw(g, 12));
    else
        buf_append_str(&g->row, pick(g, &g->dues));
}

static void append_note(struct generator *g, bool is_marked)
{
    if (is_marked)
        buf_append_str(&g->row, STR(DATA_RARE_WORD));
    if (g->is_quoted && !is_marked && draw(g, 2) == 0)
        append_quoted_note(g);
    else
        append_sentences(g);
}

static void append_record(struct generator *g, size_t row, bool is_marked)
{
    buf_printf(&g->row, "%zu\t", row + 1);
    buf_append_str(&g->row, pick(g, &g->leaders));
    buf_append_byte(&g->row, '\t');
    append_refigured(g, pick(g, &g->targets));
    if (draw(g, 2) == 0)
        append_refigured(g, pick(g, &g->targets));
    buf_append_byte(&g->row, '\t');
    append_due(g);
    buf_append_byte(&g->row, '\t');
    append_note(g, is_marked);
    buf_append_str(&g->row, draw(g, 12) == 0 ? STR("\t否\t") : STR("\t是\t"));
    append_units(g);
    buf_append_byte(&g->row, '\n');
}

static void generate(struct generator *g, size_t rows)
{
    for (size_t row = 0; row < rows; row++) {
        buf_clear(&g->row);
        append_record(g, row, row == rows - rows / 100 - 1);
        fwrite(g->row.ptr, 1, g->row.len, stdout);
    }
}

int main(int argc, char **argv)
{
    struct generator g = {.random = 20230930};
    uint32_t rows = 0;
    bool is_good = argc == 4 && str_to_u32(str_from(argv[2]), &rows);
    if (is_good)
        is_good = data_read(argv[1], &g.sample);
    if (!is_good) {
        fprintf(stderr, "usage: generate SAMPLE ROWS plain|quoted\n");
        return 2;
    }
    g.is_quoted = strcmp(argv[3], "quoted") == 0;
    read_sample(&g);
    generate(&g, rows);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
