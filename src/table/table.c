/*
 * table: what others may ask of a loaded table.
 *
 * The one hard idea is the folded form: searching needs it for every cell, yet most cells are their
 * own, and together they would take half as much memory as the table. So a record is folded when it is asked
 * for, only the cells that change are written down, and only so many records are kept.
 * How a table is filled is table_store.c's, units are units.c's.
 */
#include "table/table.h"

#include <string.h>

#include "table/table_store.h"
#include "text/cluster.h"
#include "text/fold.h"

/* ---- shape and head ---- */

uint32_t table_rows(const struct table *t)
{
    return (uint32_t)t->rows;
}

uint32_t table_columns(const struct table *t)
{
    return (uint32_t)t->column_count;
}

uint32_t table_generation(const struct table *t)
{
    return t->generation;
}

struct str table_title(const struct table *t)
{
    return t->title;
}

struct str table_column_name(const struct table *t, uint32_t column)
{
    return t->columns[column].name;
}

bool table_has_header(const struct table *t)
{
    return t->has_header;
}

enum role table_column_role(const struct table *t, uint32_t column)
{
    return t->columns[column].role;
}

static bool is_only_one(const struct table *t, uint32_t column)
{
    for (uint32_t other = 0; other < table_columns(t); other++)
        if (other != column && t->columns[other].role == t->columns[column].role)
            return false;
    return true;
}

struct str table_column_short(const struct table *t, uint32_t column, enum lang lang)
{
    const struct column *c = &t->columns[column];
    struct str name = text_trim(c->name);
    bool has_name = name.len > 0 && (t->has_header || c->role == ROLE_OTHER);
    if (has_name && !(c->can_be_short && is_only_one(t, column)))
        return name;
    if (has_name)
        lang = t->header_is_chinese ? LANG_ZH : LANG_EN;
    return str_from(msg_text(lang, role_info(c->role)->title));
}

uint32_t table_find_role(const struct table *t, enum role role)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i].role == role)
            return (uint32_t)i;
    return COLUMN_NONE;
}

struct date table_as_of(const struct table *t)
{
    return t->context.as_of;
}

struct due_context table_due_context(const struct table *t)
{
    return t->context;
}

struct str table_source_name(const struct table *t)
{
    return t->source_name;
}

const char *table_encoding(const struct table *t)
{
    return t->encoding.ptr ? t->encoding.ptr : "";
}

bool table_has_bom(const struct table *t)
{
    return t->has_bom;
}

char table_delimiter(const struct table *t)
{
    return t->delimiter;
}

bool table_was_unquoted(const struct table *t)
{
    return t->was_unquoted;
}

bool table_header_is_chinese(const struct table *t)
{
    return t->header_is_chinese;
}

bool table_lacks_states(const struct table *t)
{
    static const enum role signs[] = {ROLE_NO, ROLE_LEADER, ROLE_TARGET, ROLE_DUE, ROLE_UNITS};
    size_t found = 0;
    for (size_t i = 0; i < COUNT_OF(signs); i++)
        found += table_find_role(t, signs[i]) != COLUMN_NONE;
    return found >= 2 && table_find_role(t, ROLE_STATE) == COLUMN_NONE;
}

/* ---- sources ---- */

bool table_is_joined(const struct table *t)
{
    return t->part_count > 0;
}

uint32_t table_sources(const struct table *t)
{
    return t->part_count > 0 ? (uint32_t)t->part_count : 1;
}

struct table_source table_source(const struct table *t, uint32_t index)
{
    if (t->part_count == 0)
        return (struct table_source){t->source_name, STR(""), t->context.as_of};
    return t->parts[index].source;
}

uint32_t table_row_source(const struct table *t, uint32_t row)
{
    uint32_t index = 0;
    while (index + 1 < t->part_count && t->parts[index + 1].first_row <= row)
        index++;
    return index;
}

uint32_t table_warning_source(const struct table *t, size_t warning)
{
    uint32_t index = 0;
    while (index + 1 < t->part_count && t->parts[index + 1].first_warning <= warning)
        index++;
    return index;
}

/* ---- the column that a word means ---- */

typedef bool name_test(struct str name, struct str key);

/* Whether a folded name begins with `key`, blanks in either left out (责 任 领 导 with 责任), and what follows. */
static bool take_off(struct str name, struct str key, struct str *rest)
{
    size_t off = 0;
    for (size_t i = 0; i < key.len; i++) {
        if (key.ptr[i] == ' ')
            continue;
        while (off < name.len && name.ptr[off] == ' ')
            off++;
        if (off == name.len || name.ptr[off++] != key.ptr[i])
            return false;
    }
    *rest = text_trim(str_slice(name, off, SIZE_MAX));
    return true;
}

static bool is_same_but_for_blanks(struct str name, struct str key)
{
    struct str rest;
    return take_off(name, key, &rest) && rest.len == 0;
}

static bool begins_with(struct str name, struct str key)
{
    struct str rest;
    return key.len > 0 && take_off(name, key, &rest);
}

/* The one column whose folded name fits; COLUMN_NONE for none, and `*several` for more than one. */
static uint32_t find_name(const struct table *t, struct str key, name_test *fits, bool *several)
{
    uint32_t found = COLUMN_NONE;
    struct buf scratch = BUF_INIT;
    *several = false;
    for (size_t i = 0; i < t->column_count; i++)
        if (fits(text_trim(fold_text(t->columns[i].name, &scratch)), key)) {
            *several = found != COLUMN_NONE;
            if (*several)
                break;
            found = (uint32_t)i;
        }
    buf_release(&scratch);
    return *several ? COLUMN_NONE : found;
}

static uint32_t find_place(const struct table *t, struct str word)
{
    uint32_t number;
    if (word.len > 1 && word.ptr[0] == '#' && str_to_u32(str_slice(word, 1, SIZE_MAX), &number) &&
        number >= 1 && number <= t->column_count)
        return number - 1;
    return COLUMN_NONE;
}

static uint32_t find_by_role(const struct table *t, struct str word)
{
    enum role role;
    return role_parse(word, &role) ? table_find_role(t, role) : COLUMN_NONE;
}

uint32_t table_find_column(const struct table *t, struct str word)
{
    struct buf scratch = BUF_INIT;
    struct str key = text_trim(fold_text(word, &scratch));
    bool several = false;
    uint32_t column = key.len > 0 ? find_name(t, key, str_equal, &several) : COLUMN_NONE;
    if (column == COLUMN_NONE && !several && key.len > 0)
        column = find_name(t, key, is_same_but_for_blanks, &several);
    if (column == COLUMN_NONE)
        column = find_by_role(t, word);
    if (column == COLUMN_NONE)
        column = find_place(t, key);
    if (column == COLUMN_NONE && !several)
        column = find_name(t, key, begins_with, &several);
    buf_release(&scratch);
    return column;
}

/* ---- records ---- */

uint32_t table_row_fields(const struct table *t, uint32_t row)
{
    return t->records[row]->fields;
}

uint32_t table_line(const struct table *t, uint32_t row)
{
    return t->records[row]->line;
}

struct str table_no(const struct table *t, uint32_t row)
{
    return t->no_column == COLUMN_NONE ? (struct str){"", 0}
                                       : text_trim(table_cell(t, row, t->no_column));
}

/* ---- folded forms ---- */

static const struct folded_record nothing_changes;

static struct folded_record *last_folded(const struct fold_cache *cache)
{
    return (struct folded_record *)(void *)cache->last.ptr;
}

/* Folds a record into the place of the last one; only what changes is appended, so an unchanged cell ends where
 * it begins. */
static void fold_record(const struct table *t, uint32_t row)
{
    struct fold_cache *cache = t->folds;
    uint32_t fields = t->records[row]->fields;
    size_t head = sizeof(struct folded_record) + fields * sizeof(uint32_t);
    buf_clear(&cache->last);
    buf_reserve(&cache->last, head);
    cache->last.len = head;
    cache->last_row = row;
    for (uint32_t i = 0; i < fields; i++) {
        struct str cell = table_cell(t, row, i);
        if (fold_changes(cell))
            fold_append(&cache->last, cell);
        last_folded(cache)->end[i] = (uint32_t)(cache->last.len - head); /* it may have moved */
    }
    last_folded(cache)->fields = fields;
}

/* Keeps a folded form if there is room. */
static void keep_folded(const struct table *t, uint32_t row, const void *folded, size_t size)
{
    struct fold_cache *cache = t->folds;
    if (row >= FOLDED_ROWS_MAX || cache->arena.used_bytes + size > FOLDED_BYTES_MAX)
        return;
    if (row >= cache->count) {
        size_t count = t->rows < FOLDED_ROWS_MAX ? t->rows : FOLDED_ROWS_MAX;
        cache->kept = mem_reserve(cache->kept, &cache->cap, count, sizeof cache->kept[0]);
        memset(cache->kept + cache->count, 0, (count - cache->count) * sizeof cache->kept[0]);
        cache->count = count;
    }
    cache->kept[row] = &nothing_changes;
    if (size > 0)
        cache->kept[row] = memcpy(arena_alloc(&cache->arena, size), folded, size);
}

static const struct folded_record *folded_record(const struct table *t, uint32_t row)
{
    struct fold_cache *cache = t->folds;
    if (row < cache->count && cache->kept[row])
        return cache->kept[row];
    if (cache->last.len > 0 && cache->last_row == row)
        return last_folded(cache);
    if (!fold_changes(table_row_text(t, row))) {
        keep_folded(t, row, NULL, 0);
        return &nothing_changes;
    }
    fold_record(t, row);
    keep_folded(t, row, cache->last.ptr, cache->last.len);
    return last_folded(cache);
}

struct str table_row_text(const struct table *t, uint32_t row)
{
    const struct record *r = t->records[row];
    size_t len = r->fields > 0 ? r->end[r->fields - 1] : 0;
    return (struct str){(const char *)&r->end[r->fields], len};
}

void table_expect(const struct table *t, uint32_t row, size_t off)
{
    const struct record *r = t->records[row];
    __builtin_prefetch(r);
    __builtin_prefetch((const char *)&r->end[t->column_count] + off);
}

void table_expect_cell(const struct table *t, uint32_t row, uint32_t column)
{
    __builtin_prefetch(table_cell(t, row, column).ptr);
}

struct str table_folded(const struct table *t, uint32_t row, uint32_t column)
{
    const struct folded_record *folded = folded_record(t, row);
    if (column < folded->fields) { /* nothing_changes has none */
        uint32_t begin = column > 0 ? folded->end[column - 1] : 0;
        if (folded->end[column] > begin)
            return (struct str){(const char *)&folded->end[folded->fields] + begin,
                                folded->end[column] - begin};
    }
    return table_cell(t, row, column);
}
