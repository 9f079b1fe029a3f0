/*
 * order: sorts rows by columns.
 *
 * The one hard idea: every cell becomes one 64-bit key, and keys are sorted by their bytes, without
 * comparing (radix, least significant byte first, which is stable). Several columns are sorted from
 * the last to the first. A text's key is the beginning of its collation key; rows that it cannot
 * tell apart form runs, and there the distinct texts are ranked (ranking.c):
 *
 *     key       b1d0 4c22     b1d0 4c22     9a41     a run of two texts, in however many rows
 *     text      重庆教育局    重庆公安局    济南
 *     rank      1             0                      -> the keys within the run
 *
 * So memory is 32 bytes a row and the beginnings of one run. Cells are read as they are in the
 * file: asking the table for folded cells would fold every note of it. The order of texts is
 * collate's.
 */
#include "review/order.h"

#include <string.h>

#include "review/number.h"
#include "review/ranking.h"
#include "review/textset.h"
#include "text/cluster.h"
#include "text/collate.h"
#include "text/fold.h"

/* Above every key of a cell that holds something, in both directions. */
#define KEY_EMPTY UINT64_MAX

/* Words in a column of numbers: above every double's key, below nothing. */
#define KEY_WORDS 0xFFF0000000000000u

struct item {
    uint64_t key;
    uint32_t row;
};

/* Keys of short texts, remembered: most columns hold few values. */
enum { MEMO_SLOTS = 1024, MEMO_BYTES_MAX = 96 };

struct memo {
    struct str text;
    uint64_t key;
};

/* One column on its way through the sort. */
struct sorter {
    const struct table *table;
    uint32_t column;
    bool descending;
    enum role role;
    enum collation collation;
    struct memo *memo; /* of MEMO_SLOTS */
    struct buf scratch;
};

/* ---- keys ---- */

/* `key` so that it sorts the other way round where that is asked for, never as an empty cell. */
static uint64_t directed(const struct sorter *s, uint64_t key)
{
    const uint64_t last = KEY_EMPTY - 1;
    if (key > last)
        key = last;
    return s->descending ? last - key : key;
}

static struct str cell_of(const struct sorter *s, uint32_t row)
{
    return text_trim(table_cell(s->table, row, s->column));
}

/* The first eight bytes of the collation key. */
static uint64_t collation_prefix(struct sorter *s, struct str text)
{
    uint64_t key = 0;
    buf_clear(&s->scratch);
    collate_append_beginning(&s->scratch, s->collation, text, sizeof key);
    for (size_t i = 0; i < sizeof key; i++)
        key = key << 8 | (i < s->scratch.len ? (unsigned char)s->scratch.ptr[i] : 0);
    return key;
}

static uint64_t text_key(struct sorter *s, uint32_t row)
{
    struct str text = cell_of(s, row);
    if (text.len == 0)
        return KEY_EMPTY;
    if (text.len > MEMO_BYTES_MAX)
        return directed(s, collation_prefix(s, text));
    struct memo *memo = &s->memo[textset_hash(text) % MEMO_SLOTS];
    if (memo->text.len == 0 || !str_equal(memo->text, text))
        *memo = (struct memo){text, collation_prefix(s, text)};
    return directed(s, memo->key);
}

/* The bits of a double, so that they compare as the numbers do; below KEY_WORDS. */
static uint64_t double_key(double value)
{
    uint64_t bits, sign = (uint64_t)1 << 63;
    value += 0.0; /* -0 is 0 */
    memcpy(&bits, &value, sizeof bits);
    return bits & sign ? ~bits : bits | sign;
}

/* A record's number has parts rather than decimals: 1.9, 1.10. Returns the bytes read. */
static size_t read_number(const struct sorter *s, struct str folded, double *value)
{
    return number_read(folded, s->role == ROLE_NO ? NUMBER_WHOLE : NUMBER_DECIMAL, value);
}

static uint64_t number_key(struct sorter *s, uint32_t row)
{
    struct str cell = cell_of(s, row);
    if (cell.len == 0)
        return KEY_EMPTY;
    double value;
    return read_number(s, fold_text(cell, &s->scratch), &value) > 0 ? directed(s, double_key(value))
                                                                    : KEY_WORDS;
}

static uint64_t due_key(struct sorter *s, uint32_t row)
{
    struct due due =
        s->column == table_find_role(s->table, ROLE_DUE)
            ? table_due(s->table, row)
            : due_parse(table_cell(s->table, row, s->column), table_due_context(s->table));
    if (due.kind == DUE_EMPTY)
        return KEY_EMPTY;
    struct date d = due.kind == DUE_DATE ? due.date : (struct date){0, 0, 0};
    return directed(s, (uint64_t)due.kind << 32 | (uint64_t)d.year << 16 | (uint64_t)d.month << 8 |
                           (uint64_t)d.day);
}

static uint64_t state_key(struct sorter *s, uint32_t row)
{
    struct str cell = cell_of(s, row);
    if (cell.len == 0)
        return KEY_EMPTY;
    enum state state = s->column == table_find_role(s->table, ROLE_STATE)
                           ? table_state(s->table, row)
                           : state_of(cell, table_column_name(s->table, s->column));
    return directed(s, (uint64_t)state);
}

static struct str cell_text(struct sorter *s, uint32_t row)
{
    return cell_of(s, row);
}

/* What follows a number, in the cell: a digit is one code point there as in its folded form. */
static struct str number_rest(struct sorter *s, uint32_t row)
{
    struct str cell = cell_of(s, row);
    double value;
    size_t read = read_number(s, fold_text(cell, &s->scratch), &value);
    size_t off = 0, len = read > 0 ? fold_source_span(cell, 0, read, &off) : 0;
    return text_trim(str_slice(cell, off + len, cell.len));
}

static const struct {
    uint64_t (*key)(struct sorter *s, uint32_t row);
    struct str (*rest)(struct sorter *s, uint32_t row); /* decides between equal keys; or NULL */
} types[] = {
    [TYPE_TEXT] = {text_key, cell_text},
    [TYPE_NUMBER] = {number_key, number_rest},
    [TYPE_DUE] = {due_key, NULL},
    [TYPE_STATE] = {state_key, NULL},
};

/* ---- sorting by keys ---- */

enum { BYTE_VALUES = 256 };

/* How often each value occurs in each byte of the keys. */
static void count_bytes(const struct item *items, size_t count,
                        size_t counts[sizeof(uint64_t)][BYTE_VALUES])
{
    for (size_t i = 0; i < count; i++)
        for (size_t byte = 0; byte < sizeof(uint64_t); byte++)
            counts[byte][items[i].key >> (8 * byte) & 0xFF]++;
}

/* Moves items from one array to the other in the order of one byte. */
static void scatter(const struct item *from, struct item *to, size_t count, size_t byte,
                    const size_t counts[BYTE_VALUES])
{
    size_t place[BYTE_VALUES], next = 0;
    for (size_t value = 0; value < BYTE_VALUES; value++) {
        place[value] = next;
        next += counts[value];
    }
    for (size_t i = 0; i < count; i++)
        to[place[from[i].key >> (8 * byte) & 0xFF]++] = from[i];
}

/* Sorts by key, equal keys as they stand. `spare` has room for as many. */
static void radix_sort(struct item *items, struct item *spare, size_t count)
{
    size_t counts[sizeof(uint64_t)][BYTE_VALUES] = {{0}};
    count_bytes(items, count, counts);
    struct item *from = items, *to = spare;
    for (size_t byte = 0; byte < sizeof(uint64_t); byte++) {
        if (counts[byte][from[0].key >> (8 * byte) & 0xFF] == count)
            continue; /* all the same */
        scatter(from, to, count, byte, counts[byte]);
        struct item *sorted = to;
        to = from;
        from = sorted;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
}

/* A few items, by insertion: the radix sort's counters would cost more than the sorting. */
static void insertion_sort(struct item *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct item item = items[i];
        size_t place = i;
        for (; place > 0 && items[place - 1].key > item.key; place--)
            items[place] = items[place - 1];
        items[place] = item;
    }
}

static void sort_items(struct item *items, struct item *spare, size_t count)
{
    enum { FEW = 48 };
    if (count <= FEW)
        insertion_sort(items, count);
    else
        radix_sort(items, spare, count);
}

/* ---- runs of equal keys ---- */

/* Bytes of the keys that are looked at first; twice as many each time that they did not decide. */
enum { FIRST_BYTES = 32 };

/* One column's runs being settled. */
struct settler {
    struct sorter *sorter;
    struct str (*rest)(struct sorter *s, uint32_t row);
    struct textset texts; /* of the run in hand */
    struct item *spare;
};

/* Gives the rows of a run keys that tell their texts apart as far as `enough` goes, and sorts it by
 * them. True when equal keys may still be different texts. */
static bool settle_run(struct settler *st, struct item *run, size_t count, size_t enough)
{
    textset_clear(&st->texts);
    for (size_t i = 0; i < count; i++)
        run[i].key = textset_add(&st->texts, st->rest(st->sorter, run[i].row), NULL);
    if (st->texts.count == 1)
        return false;
    uint32_t *ranks = mem_array(st->texts.count, sizeof *ranks);
    bool is_open = ranking_of(&st->texts, st->sorter->collation, enough, ranks);
    for (size_t i = 0; i < count; i++)
        run[i].key = directed(st->sorter, ranks[run[i].key]);
    mem_free(ranks);
    sort_items(run, st->spare, count);
    return is_open;
}

static void settle_runs(struct settler *st, struct item *items, size_t count, size_t enough)
{
    for (size_t start = 0, end; start < count; start = end) {
        uint64_t key = items[start].key;
        for (end = start + 1; end < count && items[end].key == key; end++) {
        }
        if (end - start > 1 && key != KEY_EMPTY &&
            settle_run(st, items + start, end - start, enough))
            settle_runs(st, items + start, end - start, enough * 2);
    }
}

/* ---- the whole ---- */

static void sort_by(struct order_key key, const struct table *t, struct item *items,
                    struct item *spare, size_t count)
{
    enum role role = table_column_role(t, key.column);
    enum role_type type = role_info(role)->type;
    struct sorter s = {.table = t,
                       .column = key.column,
                       .descending = key.descending,
                       .role = role,
                       .collation = review_collation(role),
                       .memo = mem_zero(MEMO_SLOTS, sizeof *s.memo),
                       .scratch = BUF_INIT};
    for (size_t i = 0; i < count; i++)
        items[i].key = types[type].key(&s, items[i].row);
    sort_items(items, spare, count);
    if (types[type].rest) {
        struct settler settler = {&s, types[type].rest, TEXTSET_INIT, spare};
        settle_runs(&settler, items, count, FIRST_BYTES);
        textset_release(&settler.texts);
    }
    mem_free(s.memo);
    buf_release(&s.scratch);
}

void order_sort(const struct order *o, const struct review *r, uint32_t *rows, size_t count)
{
    if (count < 2)
        return;
    struct item *items = mem_array(count, sizeof *items);
    struct item *spare = mem_array(count, sizeof *spare);
    for (size_t i = 0; i < count; i++)
        items[i] = (struct item){rows[i], rows[i]};
    sort_items(items, spare, count);
    for (size_t i = o->count; i-- > 0;)
        sort_by(o->keys[i], r->table, items, spare, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = items[i].row;
    mem_free(items);
    mem_free(spare);
}

/* ---- the keys themselves ---- */

int order_find(const struct order *o, uint32_t column)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->keys[i].column == column)
            return (int)i;
    return -1;
}

bool order_set(struct order *o, uint32_t column, bool descending, bool further)
{
    int place = further ? order_find(o, column) : -1;
    if (!further)
        o->count = 0;
    if (place < 0) {
        if (o->count == ORDER_KEYS_MAX)
            return false;
        place = (int)o->count++;
    }
    o->keys[place] = (struct order_key){column, descending};
    return true;
}

static enum err refuse(struct diag *d, struct str text, struct str part, enum msg reason)
{
    (void)diag_set(d, ERR_USAGE, 0, part, (int)reason);
    if (d)
        d->off = (size_t)(part.ptr - text.ptr);
    return ERR_USAGE;
}

/* Reads one key. "-" before it turns it round. */
static enum err add_part(struct order *o, struct str text, struct str part, const struct table *t,
                         struct diag *d)
{
    struct str name = part;
    bool descending = str_starts_with(part, STR("-"));
    if (descending)
        name = text_trim(str_slice(part, 1, part.len));
    uint32_t column = review_find_column(t, name);
    if (column == COLUMN_NONE)
        return refuse(d, text, name, MSG_NO_SUCH_COLUMN);
    if (!order_set(o, column, descending, true))
        return refuse(d, text, part, MSG_ORDER_TOO_MANY);
    return ERR_NONE;
}

enum err order_parse(struct order *out, struct str text, const struct table *t, struct diag *d)
{
    *out = (struct order){.count = 0};
    struct str rest = text_trim(text), part;
    enum err err = ERR_NONE;
    if (rest.len == 0)
        return ERR_NONE;
    while (err == ERR_NONE && str_split(&rest, ',', &part))
        err = add_part(out, text, text_trim(part), t, d);
    return err;
}
