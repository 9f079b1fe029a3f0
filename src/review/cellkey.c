/*
 * cellkey: a function for each type of column.
 *
 * The one hard idea: whatever is compared becomes bits in the right order, the sign of a number turned round, the
 * beginning of a collation key as a number. Deadlines and states were read with the table: their keys look at no
 * cell that says something. Other cells are read as they are in the file: asking the table for folded cells would
 * fold every note of it.
 */
#include "review/cellkey.h"

#include <string.h>

#include "review/number.h"
#include "review/textset.h"
#include "text/cluster.h"
#include "text/fold.h"

/* Words in a column of numbers: behind every finite number, before empty cells. */
#define KEY_WORDS 0xFFF0000000000000u

enum { MEMO_SLOTS = 1024, MEMO_BYTES_MAX = 96 };

struct cellkey_memo {
    struct str text;
    uint64_t key;
};

uint64_t cellkey_directed(const struct cellkey *k, uint64_t key)
{
    const uint64_t last = CELLKEY_EMPTY - 1;
    if (key > last)
        key = last;
    return k->descending ? last - key : key;
}

static struct str cell_of(const struct cellkey *k, uint32_t row)
{
    return text_trim(table_cell(k->table, row, k->column));
}

/* ---- texts ---- */

/* The first eight bytes of the collation key. */
static uint64_t collation_prefix(struct cellkey *k, struct str text)
{
    uint64_t key = 0;
    buf_clear(&k->scratch);
    collate_append_beginning(&k->scratch, k->collation, text, sizeof key);
    for (size_t i = 0; i < sizeof key; i++)
        key = key << 8 | (i < k->scratch.len ? (unsigned char)k->scratch.ptr[i] : 0);
    return key;
}

static uint64_t text_key(struct cellkey *k, uint32_t row)
{
    struct str text = cell_of(k, row);
    if (text.len == 0)
        return CELLKEY_EMPTY;
    if (text.len > MEMO_BYTES_MAX)
        return cellkey_directed(k, collation_prefix(k, text));
    struct cellkey_memo *memo = &k->memo[textset_hash(text) % MEMO_SLOTS];
    if (memo->text.len == 0 || !str_equal(memo->text, text))
        *memo = (struct cellkey_memo){text, collation_prefix(k, text)};
    return cellkey_directed(k, memo->key);
}

static struct str cell_text(struct cellkey *k, uint32_t row)
{
    return cell_of(k, row);
}

/* ---- numbers ---- */

/* The bits of a double, so that they compare as the numbers do; below KEY_WORDS. */
static uint64_t double_key(double value)
{
    uint64_t bits, sign = (uint64_t)1 << 63;
    value += 0.0; /* -0 is 0 */
    memcpy(&bits, &value, sizeof bits);
    return bits & sign ? ~bits : bits | sign;
}

/* A record's number has parts rather than decimals: 1.9, 1.10. Returns the bytes read. */
static size_t read_number(const struct cellkey *k, struct str folded, double *value)
{
    return number_read(folded, k->role == ROLE_NO ? NUMBER_WHOLE : NUMBER_DECIMAL, value);
}

static uint64_t number_key(struct cellkey *k, uint32_t row)
{
    struct str cell = cell_of(k, row);
    if (cell.len == 0)
        return CELLKEY_EMPTY;
    double value;
    return read_number(k, fold_text(cell, &k->scratch), &value) > 0
               ? cellkey_directed(k, double_key(value))
               : KEY_WORDS;
}

/* What follows a number, in the cell: a digit is one code point there as in its folded form. */
static struct str number_rest(struct cellkey *k, uint32_t row)
{
    struct str cell = cell_of(k, row);
    double value;
    size_t read = read_number(k, fold_text(cell, &k->scratch), &value);
    size_t off = 0, len = read > 0 ? fold_source_span(cell, 0, read, &off) : 0;
    return text_trim(str_slice(cell, off + len, cell.len));
}

/* ---- deadlines and states ---- */

static uint64_t due_key(struct cellkey *k, uint32_t row)
{
    struct due due =
        k->is_read ? table_due(k->table, row)
                   : due_parse(table_cell(k->table, row, k->column), table_due_context(k->table));
    if (due.kind == DUE_EMPTY)
        return CELLKEY_EMPTY;
    bool is_day = due.kind == DUE_DATE || due.kind == DUE_YEARLESS;
    struct date d = is_day ? due.date : (struct date){0, 0, 0};
    uint64_t year = (uint64_t)(d.year - INT16_MIN); /* -1 may stand for one that is not known */
    return cellkey_directed(k, (uint64_t)due.kind << 25 | year << 9 | (uint64_t)d.month << 5 |
                                   (uint64_t)d.day);
}

static uint64_t state_key(struct cellkey *k, uint32_t row)
{
    enum state state = k->is_read
                           ? table_state(k->table, row)
                           : state_of(cell_of(k, row), table_column_name(k->table, k->column));
    if (state == STATE_UNKNOWN && cell_of(k, row).len == 0)
        return CELLKEY_EMPTY;
    return cellkey_directed(k, (uint64_t)state);
}

/* ---- the column ---- */

static const struct {
    uint64_t (*key)(struct cellkey *k, uint32_t row);
    struct str (*rest)(struct cellkey *k, uint32_t row); /* or NULL */
    enum role read_as; /* the column of that role was read with the table; ROLE_COUNT: none was */
} types[] = {
    [TYPE_TEXT] = {text_key, cell_text, ROLE_COUNT},
    [TYPE_NUMBER] = {number_key, number_rest, ROLE_COUNT},
    [TYPE_DUE] = {due_key, NULL, ROLE_DUE},
    [TYPE_STATE] = {state_key, NULL, ROLE_STATE},
};

void cellkey_init(struct cellkey *k, const struct table *t, struct order_key column)
{
    enum role role = table_column_role(t, column.column);
    enum role_type type = role_info(role)->type;
    *k = (struct cellkey){.table = t,
                          .column = column.column,
                          .descending = column.descending,
                          .is_read = types[type].read_as != ROLE_COUNT &&
                                     table_find_role(t, types[type].read_as) == column.column,
                          .role = role,
                          .type = type,
                          .collation = role_info(role)->collation,
                          .memo = type == TYPE_TEXT ? mem_zero(MEMO_SLOTS, sizeof *k->memo) : NULL};
}

void cellkey_release(struct cellkey *k)
{
    mem_free(k->memo);
    buf_release(&k->scratch);
    *k = (struct cellkey){.table = NULL};
}

uint64_t cellkey_of(struct cellkey *k, uint32_t row)
{
    return types[k->type].key(k, row);
}

bool cellkey_has_rest(const struct cellkey *k)
{
    return types[k->type].rest != NULL;
}

struct str cellkey_rest(struct cellkey *k, uint32_t row)
{
    return types[k->type].rest(k, row);
}
