/*
 * table_store: fills a table, record by record.
 *
 * The one hard idea is doing nothing twice a million times: a record is one allocation and one
 * copy, and deadlines and states are looked up in small memories of what was read before. What a
 * row means (record, footnote, header again) is sheet.c's.
 */
#include "table/table_store.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "text/cluster.h"

enum { ARENA_BLOCK_BYTES = 1 << 20, WARNING_TEXT_BYTES_MAX = 120, MEMO_TEXT_BYTES_MAX = 64 };

/* ---- life ---- */

struct table *table_new(void)
{
    struct table *t = mem_zero(1, sizeof *t);
    arena_init(&t->arena, 0);
    arena_init(&t->records_arena, ARENA_BLOCK_BYTES);
    t->folds = mem_zero(1, sizeof *t->folds);
    arena_init(&t->folds->arena, ARENA_BLOCK_BYTES);
    t->due_column = t->state_column = t->no_column = COLUMN_NONE;
    return t;
}

static void release_parts(struct table *t)
{
    arena_release(&t->arena);
    arena_release(&t->records_arena);
    arena_release(&t->folds->arena);
    buf_release(&t->folds->last);
    mem_free(t->folds->kept);
    mem_free(t->folds);
    mem_free(t->records);
    mem_free(t->facts);
    mem_free(t->columns);
    mem_free(t->parts);
    mem_free(t->warnings);
}

void table_begin_again(struct table *t)
{
    struct table *fresh = table_new();
    fresh->generation = t->generation + 1;
    release_parts(t);
    *t = *fresh;
    mem_free(fresh);
}

void table_free(struct table *t)
{
    if (!t)
        return;
    release_parts(t);
    mem_free(t);
}

/* ---- what stands above the records ---- */

void table_set_source(struct table *t, struct str name, struct str encoding, bool has_bom,
                      char delimiter)
{
    t->source_name = arena_copy(&t->arena, name);
    t->encoding = arena_copy(&t->arena, encoding);
    t->has_bom = has_bom;
    t->delimiter = delimiter;
}

void table_set_unquoted(struct table *t)
{
    t->was_unquoted = true;
}

void table_set_title(struct table *t, struct str title)
{
    t->title = arena_copy(&t->arena, title);
}

static void add_column(struct table *t, struct str name)
{
    t->columns = mem_reserve(t->columns, &t->columns_cap, t->column_count + 1, sizeof *t->columns);
    t->columns[t->column_count++] = (struct column){arena_copy(&t->arena, name), ROLE_OTHER, false};
}

/* Behind the header's columns; without a header columns are called by their number. */
static void add_unnamed_column(struct table *t)
{
    char number[24] = "";
    if (!t->has_header)
        snprintf(number, sizeof number, "%zu", t->column_count + 1);
    add_column(t, str_from(number));
}

static bool is_han(uint32_t c)
{
    return c >= 0x3400 && c <= 0x9FFF;
}

/* A Chinese character says as much as three Latin letters: 序号, GDP增速 and PM2.5 are Chinese. */
static bool names_are_chinese(const struct str *names, size_t count)
{
    size_t han = 0;
    size_t latin = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t off = 0; off < names[i].len;) {
            uint32_t c = utf8_decode(names[i], &off);
            han += is_han(c);
            latin += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        }
    return han * 3 > latin;
}

void table_set_header(struct table *t, const struct str *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_column(t, names[i]);
    t->has_header = true;
    t->header_is_chinese = names_are_chinese(names, count);
}

void table_set_numbered_columns(struct table *t, size_t count)
{
    while (t->column_count < count)
        add_unnamed_column(t);
}

static void set_role(struct column *c, enum role role)
{
    c->role = role;
    c->can_be_short = role_says_all_of(role, c->name);
}

static void find_roles(struct table *t)
{
    t->due_column = table_find_role(t, ROLE_DUE);
    t->state_column = table_find_role(t, ROLE_STATE);
    t->no_column = table_find_role(t, ROLE_NO);
}

void table_set_role(struct table *t, uint32_t column, enum role role)
{
    set_role(&t->columns[column], role);
    find_roles(t);
}

void table_set_roles(struct table *t, const enum role *roles)
{
    for (size_t i = 0; i < t->column_count; i++)
        set_role(&t->columns[i], roles[i]);
    find_roles(t);
}

void table_set_context(struct table *t, struct due_context context)
{
    t->context = context;
}

/* ---- facts ---- */

/* state 5 | year + YEAR_BIAS 14 | month 4 | day 5 | kind 4 */
enum {
    KIND_MASK = 15,
    DAY_SHIFT = 4,
    MONTH_SHIFT = 9,
    YEAR_SHIFT = 13,
    STATE_SHIFT = 27,
    YEAR_BIAS = 8
};

static uint32_t pack_due(struct due due)
{
    return (uint32_t)due.kind | (uint32_t)due.date.day << DAY_SHIFT |
           (uint32_t)due.date.month << MONTH_SHIFT |
           (uint32_t)(due.date.year + YEAR_BIAS) << YEAR_SHIFT;
}

static struct due unpack_due(uint32_t facts)
{
    return (struct due){.kind = (enum due_kind)(facts & KIND_MASK),
                        .date = {.year = (int16_t)((int)(facts >> YEAR_SHIFT & 0x3FFF) - YEAR_BIAS),
                                 .month = (uint8_t)(facts >> MONTH_SHIFT & 15),
                                 .day = (uint8_t)(facts >> DAY_SHIFT & 31)}};
}

struct due table_due(const struct table *t, uint32_t row)
{
    return unpack_due(t->facts[row]);
}

enum state table_state(const struct table *t, uint32_t row)
{
    return (enum state)(t->facts[row] >> STATE_SHIFT);
}

bool table_has_due_kind(const struct table *t, enum due_kind kind)
{
    return (t->due_kinds >> kind & 1) != 0;
}

/* Keeps what the last record was read as. */
static void set_facts(struct table *t, uint32_t facts)
{
    t->facts[t->rows - 1] = facts;
    t->due_kinds |= (uint32_t)1 << (facts & KIND_MASK);
}

typedef struct memo read_facts(const struct table *t, struct str cell);

static struct memo read_due(const struct table *t, struct str cell)
{
    struct due due = due_parse(cell, t->context);
    return (struct memo){cell, pack_due(due), due.kind != DUE_INVALID};
}

static struct memo read_state(const struct table *t, struct str cell)
{
    enum state state;
    bool is_known = state_recognise(cell, t->columns[t->state_column].name, &state);
    return (struct memo){cell, (uint32_t)state << STATE_SHIFT, is_known};
}

/* Reads a cell of the arena, or remembers what the same text was read as. */
static struct memo remember(const struct table *t, struct memo slots[MEMO_SLOTS], struct str cell,
                            read_facts *read)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < cell.len && i < MEMO_TEXT_BYTES_MAX; i++)
        hash = (hash ^ (unsigned char)cell.ptr[i]) * 16777619u;
    struct memo *slot = &slots[(hash ^ hash >> 16) % MEMO_SLOTS];
    if (!slot->text.ptr || !str_equal(slot->text, cell))
        *slot = read(t, cell);
    return *slot;
}

/* ---- records ---- */

static const char *record_bytes(const struct record *r)
{
    return (const char *)&r->end[r->fields];
}

struct str table_cell(const struct table *t, uint32_t row, uint32_t column)
{
    const struct record *r = t->records[row];
    if (column >= r->fields)
        return (struct str){"", 0};
    uint32_t begin = column > 0 ? r->end[column - 1] : 0;
    return (struct str){record_bytes(r) + begin, r->end[column] - begin};
}

/* Rounded up, so that the next record is aligned, too; the arena's own alignment wastes more. */
static struct record *record_alloc(struct table *t, size_t fields, size_t bytes)
{
    size_t unit = sizeof(uint32_t);
    size_t size = sizeof(struct record) + fields * unit + (bytes + unit - 1) / unit * unit;
    return (struct record *)(void *)arena_bytes(&t->records_arena, size);
}

static struct record *copy_record(struct table *t, const struct str *cells, size_t count)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += cells[i].len;
    assert(count <= TABLE_FIELDS_MAX && bytes <= TABLE_ROW_BYTES_MAX);
    struct record *r = record_alloc(t, count, bytes);
    r->fields = (uint32_t)count;
    char *to = (char *)&r->end[count];
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].len > 0)
            memcpy(to + end, cells[i].ptr, cells[i].len);
        end += (uint32_t)cells[i].len;
        r->end[i] = end;
    }
    return r;
}

static uint32_t facts_of(struct table *t, uint32_t row, uint32_t line)
{
    uint32_t facts = pack_due((struct due){.kind = DUE_EMPTY, .date = {0, 0, 0}});
    if (t->due_column != COLUMN_NONE) {
        struct str cell = table_cell(t, row, t->due_column);
        struct memo memo = remember(t, t->due_memo, cell, read_due);
        facts = memo.facts;
        if (!memo.is_known)
            table_warn(t, (struct warning){WARNING_BAD_DATE, line, row, 0, cell});
    }
    if (t->state_column == COLUMN_NONE)
        return facts | (uint32_t)STATE_UNKNOWN << STATE_SHIFT;
    struct str cell = table_cell(t, row, t->state_column);
    struct memo memo = remember(t, t->state_memo, cell, read_state);
    if (!memo.is_known)
        table_warn(t, (struct warning){WARNING_UNKNOWN_STATE, line, row, 0, cell});
    return facts | memo.facts;
}

/* A record without its facts, as the last row. */
static struct record *append_record(struct table *t, const struct str *cells, size_t count)
{
    struct record *r = copy_record(t, cells, count);
    while (t->column_count < count)
        add_unnamed_column(t);
    t->records = mem_reserve(t->records, &t->records_cap, t->rows + 1, sizeof *t->records);
    t->facts = mem_reserve(t->facts, &t->facts_cap, t->rows + 1, sizeof *t->facts);
    t->records[t->rows++] = r;
    return r;
}

uint32_t table_add_record(struct table *t, const struct str *cells, size_t count, uint32_t line)
{
    struct record *r = append_record(t, cells, count);
    uint32_t row = (uint32_t)t->rows - 1;
    r->line = line;
    set_facts(t, facts_of(t, row, line));
    return row;
}

void table_add_known_record(struct table *t, const struct str *cells, size_t count,
                            const struct table *from, uint32_t row)
{
    struct record *r = append_record(t, cells, count);
    r->line = from->records[row]->line;
    set_facts(t, from->facts[row]);
}

void table_begin_part(struct table *t, struct table_source source)
{
    t->parts = mem_reserve(t->parts, &t->parts_cap, t->part_count + 1, sizeof *t->parts);
    source.name = arena_copy(&t->arena, source.name);
    source.label = arena_copy(&t->arena, source.label);
    t->parts[t->part_count++] = (struct part){source, (uint32_t)t->rows, t->warning_count};
}

void table_warn(struct table *t, struct warning warning)
{
    t->warnings_total++;
    t->warning_kinds |= (uint32_t)1 << warning.kind;
    if (t->warning_count >= WARNINGS_KEPT_MAX)
        return;
    t->warnings =
        mem_reserve(t->warnings, &t->warnings_cap, t->warning_count + 1, sizeof *t->warnings);
    warning.text = arena_copy(&t->arena, utf8_clip(warning.text, WARNING_TEXT_BYTES_MAX));
    t->warnings[t->warning_count++] = warning;
}
