/*
 * order: sorts rows by columns.
 *
 * The one hard idea: every cell becomes one 64-bit key, and keys are sorted by their bytes, without
 * comparing (radix, least significant byte first, which is stable). Several columns are sorted from
 * the last to the first. A text's key is the beginning of its collation key; rows that it cannot
 * tell apart form runs, and only there the distinct texts are collated in full and numbered:
 *
 *     key       43686f6e 6720     43686f6e 6720     4a69      a run of two texts in many rows
 *     text      重庆市教育局       重庆市公安局        济南
 *     in full   2nd               1st                         -> new keys 1, 0 within the run
 *
 * So memory is 32 bytes a row and the keys of one run. What order texts have is left to collate.
 */
#include "review/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "review/number.h"
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

/* Beginnings of collation keys, remembered by text: most columns hold few values. */
enum { MEMO_SLOTS = 1024 };

struct memo {
    struct str folded;
    uint64_t key;
};

/* One column on its way through the sort. */
struct sorter {
    const struct table *table;
    uint32_t column;
    bool descending;
    enum role role;
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

/* The first eight bytes of the collation key. */
static uint64_t collation_prefix(struct sorter *s, struct str folded)
{
    buf_clear(&s->scratch);
    collate_append_key(&s->scratch, folded);
    uint64_t key = 0;
    for (size_t i = 0; i < sizeof key; i++)
        key = key << 8 | (i < s->scratch.len ? (unsigned char)s->scratch.ptr[i] : 0);
    return key;
}

static uint64_t text_key(struct sorter *s, uint32_t row)
{
    struct str folded = table_folded(s->table, row, s->column);
    if (text_trim(folded).len == 0)
        return KEY_EMPTY;
    struct memo *memo = &s->memo[textset_hash(folded) % MEMO_SLOTS];
    if (!memo->folded.ptr || !str_equal(memo->folded, folded))
        *memo = (struct memo){folded, collation_prefix(s, folded)};
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

/* A record's number has parts rather than decimals: 1.9, 1.10. */
static size_t read_number(const struct sorter *s, struct str folded, double *value)
{
    return number_read(folded, s->role == ROLE_NO ? NUMBER_WHOLE : NUMBER_DECIMAL, value);
}

static uint64_t number_key(struct sorter *s, uint32_t row)
{
    struct str folded = table_folded(s->table, row, s->column);
    if (text_trim(folded).len == 0)
        return KEY_EMPTY;
    double value;
    return read_number(s, folded, &value) > 0 ? directed(s, double_key(value)) : KEY_WORDS;
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
    struct str cell = table_cell(s->table, row, s->column);
    if (text_trim(cell).len == 0)
        return KEY_EMPTY;
    enum state state = s->column == table_find_role(s->table, ROLE_STATE)
                           ? table_state(s->table, row)
                           : state_of(cell, table_column_name(s->table, s->column));
    return directed(s, (uint64_t)state);
}

/* What decides between equal keys: nothing, or a text. */
static struct str text_rest(struct sorter *s, uint32_t row)
{
    return table_folded(s->table, row, s->column);
}

static struct str number_rest(struct sorter *s, uint32_t row)
{
    struct str folded = table_folded(s->table, row, s->column);
    double value;
    return text_trim(str_slice(folded, read_number(s, folded, &value), folded.len));
}

static const struct {
    uint64_t (*key)(struct sorter *s, uint32_t row);
    struct str (*rest)(struct sorter *s, uint32_t row); /* NULL: equal keys are equal cells */
} types[] = {
    [TYPE_TEXT] = {text_key, text_rest},
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

struct ranked {
    struct str key;
    uint32_t number; /* of the textset */
};

static int compare_ranked(const void *a, const void *b)
{
    return str_compare(((const struct ranked *)a)->key, ((const struct ranked *)b)->key);
}

/* Numbers the texts of the set in collation order: ranks[number]. Equal keys have one rank. */
static void rank_texts(const struct textset *texts, uint32_t *ranks)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct buf key = BUF_INIT;
    struct ranked *all = mem_array(texts->count, sizeof *all);
    for (uint32_t number = 0; number < texts->count; number++) {
        buf_clear(&key);
        collate_append_key(&key, textset_text(texts, number));
        all[number] = (struct ranked){arena_copy(&arena, buf_str(&key)), number};
    }
    qsort(all, texts->count, sizeof *all, compare_ranked);
    uint32_t rank = 0;
    for (size_t i = 0; i < texts->count; i++) {
        if (i > 0 && !str_equal(all[i].key, all[i - 1].key))
            rank++;
        ranks[all[i].number] = rank;
    }
    mem_free(all);
    buf_release(&key);
    arena_release(&arena);
}

/* Gives the rows of a run keys that tell their texts apart, and sorts it by them. */
static void settle_run(struct sorter *s, struct textset *texts,
                       struct str (*rest)(struct sorter *, uint32_t), struct item *run,
                       struct item *spare, size_t count)
{
    textset_clear(texts);
    for (size_t i = 0; i < count; i++)
        run[i].key = textset_add(texts, rest(s, run[i].row), NULL);
    if (texts->count == 1)
        return;
    uint32_t *ranks = mem_array(texts->count, sizeof *ranks);
    rank_texts(texts, ranks);
    for (size_t i = 0; i < count; i++)
        run[i].key = directed(s, ranks[run[i].key]);
    mem_free(ranks);
    sort_items(run, spare, count);
}

static void settle_runs(struct sorter *s, struct str (*rest)(struct sorter *, uint32_t),
                        struct item *items, struct item *spare, size_t count)
{
    struct textset texts = TEXTSET_INIT;
    for (size_t start = 0, end; start < count; start = end) {
        uint64_t key = items[start].key;
        for (end = start + 1; end < count && items[end].key == key; end++) {
        }
        if (end - start > 1 && key != KEY_EMPTY)
            settle_run(s, &texts, rest, items + start, spare, end - start);
    }
    textset_release(&texts);
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
                       .memo = mem_zero(MEMO_SLOTS, sizeof *s.memo),
                       .scratch = BUF_INIT};
    for (size_t i = 0; i < count; i++)
        items[i].key = types[type].key(&s, items[i].row);
    sort_items(items, spare, count);
    if (types[type].rest)
        settle_runs(&s, types[type].rest, items, spare, count);
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
