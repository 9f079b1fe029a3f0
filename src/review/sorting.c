/*
 * sorting: sorts rows by columns, in steps.
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
 *
 * Each stage can be left at any place: it keeps what is next in the sorting. Runs within runs are a stack of
 * frames.
 */
#include "review/sorting.h"

#include <string.h>

#include "review/number.h"
#include "review/ranking.h"
#include "review/textset.h"
#include "text/cluster.h"
#include "text/collate.h"
#include "text/fold.h"

/* What things cost (review/work.h). */
enum { COST_ROW = 1, COST_KEY = 10, COST_COUNT = 1, COST_MOVE = 2, COST_TEXT = 8 };

/* Above every key of a cell that holds something, in both directions. */
#define KEY_EMPTY UINT64_MAX

/* Words in a column of numbers: behind every finite number, before empty cells. */
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
    enum role_type type;
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
    bool is_day = due.kind == DUE_DATE || due.kind == DUE_YEARLESS;
    struct date d = is_day ? due.date : (struct date){0, 0, 0};
    uint64_t year = (uint64_t)(d.year - INT16_MIN); /* -1 may stand for one that is not known */
    return directed(s, (uint64_t)due.kind << 32 | year << 16 | (uint64_t)d.month << 8 |
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

enum { BYTE_VALUES = 256, BYTES = sizeof(uint64_t), FEW = 48 };

/* Items being sorted by their keys, equal keys as they stand. */
struct radix {
    struct item *items; /* where they are to be in the end */
    struct item *from, *to;
    size_t count;
    size_t at;   /* counted or moved so far */
    size_t byte; /* being looked at; BYTES: done */
    bool is_counted;
    size_t counts[BYTES][BYTE_VALUES]; /* how often each value occurs in each byte of the keys */
    size_t place[BYTE_VALUES];         /* where the next item of each value goes */
};

static void radix_begin(struct radix *x, struct item *items, struct item *spare, size_t count)
{
    x->items = x->from = items;
    x->to = spare;
    x->count = count;
    x->at = 0;
    x->byte = 0;
    x->is_counted = false;
    if (count > FEW)
        memset(x->counts, 0, sizeof x->counts);
}

static bool radix_count(struct radix *x, struct work *work)
{
    for (; x->at < x->count && work_take(work, COST_COUNT); x->at++)
        for (size_t byte = 0; byte < BYTES; byte++)
            x->counts[byte][x->from[x->at].key >> (8 * byte) & 0xFF]++;
    return x->at == x->count;
}

/* Looks for the next byte that tells items apart, and where its values go. */
static void radix_find_byte(struct radix *x)
{
    while (x->byte < BYTES &&
           x->counts[x->byte][x->from[0].key >> (8 * x->byte) & 0xFF] == x->count)
        x->byte++;
    x->at = 0;
    for (size_t value = 0, next = 0; x->byte < BYTES && value < BYTE_VALUES; value++) {
        x->place[value] = next;
        next += x->counts[x->byte][value];
    }
}

/* Moves items from one array to the other in the order of one byte. */
static bool radix_move(struct radix *x, struct work *work)
{
    for (; x->at < x->count && work_take(work, COST_MOVE); x->at++)
        x->to[x->place[x->from[x->at].key >> (8 * x->byte) & 0xFF]++] = x->from[x->at];
    if (x->at < x->count)
        return false;
    struct item *moved = x->to;
    x->to = x->from;
    x->from = moved;
    x->byte++;
    return true;
}

/* A few items, by insertion: the counters would cost more than the sorting. */
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

static bool radix_step(struct radix *x, struct work *work)
{
    if (x->count <= FEW) {
        (void)work_take(work, COST_MOVE * x->count);
        insertion_sort(x->items, x->count);
        return true;
    }
    if (!x->is_counted) {
        if (!radix_count(x, work))
            return false;
        x->is_counted = true;
        radix_find_byte(x);
    }
    while (x->byte < BYTES) {
        if (!radix_move(x, work))
            return false;
        radix_find_byte(x);
    }
    if (x->from != x->items)
        memcpy(x->items, x->from, x->count * sizeof *x->items);
    return true;
}

/* ---- the sorting as it stands ---- */

/* Items [at, end) whose runs are still to be settled, by `enough` bytes of their keys. */
struct frame {
    size_t at;
    size_t end;
    size_t enough;
};

/* Bytes of the keys that are looked at first; twice as many each time that they did not decide. */
enum { FIRST_BYTES = 32 };

/* A run being settled: its rows get keys that tell their texts apart as far as `enough` goes. */
struct run {
    struct item *items;
    size_t count; /* 0: none is */
    size_t enough;
    int stage; /* index of what is being done */
    size_t at; /* how far that is */
    struct textset texts;
    struct ranking ranking;
};

struct sorting {
    struct order order;
    struct sorter sorter;
    bool is_in_file_order; /* what everything begins with */
    size_t keys_left;      /* columns that are not sorted by yet; the last one goes first */
    int stage;             /* of the column */
    size_t at;             /* how far that is */
    size_t count;
    struct item *items;
    struct item *spare;
    struct radix radix;
    struct run run;
    struct frame *frames; /* a stack */
    size_t frame_count, frame_cap;
};

/* ---- runs of equal keys ---- */

static bool run_gather(struct sorting *s, struct work *work)
{
    struct run *r = &s->run;
    struct str (*rest)(struct sorter *, uint32_t) = types[s->sorter.type].rest;
    for (; r->at < r->count && work_take(work, COST_TEXT); r->at++)
        r->items[r->at].key = textset_add(&r->texts, rest(&s->sorter, r->items[r->at].row), NULL);
    if (r->at < r->count)
        return false;
    if (r->texts.count > 1)
        ranking_begin(&r->ranking, &r->texts, s->sorter.collation, r->enough);
    return true;
}

static bool run_rank(struct sorting *s, struct work *work)
{
    return s->run.texts.count == 1 || ranking_step(&s->run.ranking, work);
}

static bool run_give_keys(struct sorting *s, struct work *work)
{
    struct run *r = &s->run;
    for (; r->texts.count > 1 && r->at < r->count && work_take(work, COST_ROW); r->at++)
        r->items[r->at].key = directed(&s->sorter, r->ranking.ranks[r->items[r->at].key]);
    if (r->texts.count > 1 && r->at < r->count)
        return false;
    radix_begin(&s->radix, r->items, s->spare, r->count);
    return true;
}

static bool run_sort(struct sorting *s, struct work *work)
{
    return s->run.texts.count == 1 || radix_step(&s->radix, work);
}

static void push_frame(struct sorting *s, size_t at, size_t end, size_t enough)
{
    s->frames = mem_reserve(s->frames, &s->frame_cap, s->frame_count + 1, sizeof *s->frames);
    s->frames[s->frame_count++] = (struct frame){at, end, enough};
}

/* Settles the run in hand. What equal keys leave open is a frame of its own. */
static bool settle_run(struct sorting *s, struct work *work)
{
    static bool (*const stages[])(struct sorting *, struct work *) = {run_gather, run_rank,
                                                                      run_give_keys, run_sort};
    struct run *r = &s->run;
    for (; r->stage < (int)COUNT_OF(stages); r->stage++, r->at = 0)
        if (!stages[r->stage](s, work))
            return false;
    if (r->texts.count > 1 && r->ranking.is_open) {
        size_t begin = (size_t)(r->items - s->items);
        push_frame(s, begin, begin + r->count, r->enough * 2);
    }
    ranking_release(&r->ranking);
    textset_clear(&r->texts);
    r->count = 0;
    return true;
}

/* Takes the next run of a frame in hand, if it is one that can be settled, and moves the frame behind it. */
static void take_run(struct sorting *s, struct work *work)
{
    struct frame *f = &s->frames[s->frame_count - 1];
    size_t begin = f->at, end = begin + 1;
    uint64_t key = s->items[begin].key;
    while (end < f->end && s->items[end].key == key)
        end++;
    (void)work_take(work, COST_ROW * (end - begin));
    f->at = end;
    if (end - begin > 1 && key != KEY_EMPTY) {
        s->run.items = s->items + begin;
        s->run.count = end - begin;
        s->run.enough = f->enough;
        s->run.stage = 0;
        s->run.at = 0;
    }
}

static bool settle_runs(struct sorting *s, struct work *work)
{
    while (s->frame_count > 0 || s->run.count > 0) {
        if (work->left == 0)
            return false;
        if (s->run.count > 0) {
            if (!settle_run(s, work))
                return false;
        } else if (s->frames[s->frame_count - 1].at == s->frames[s->frame_count - 1].end) {
            s->frame_count--;
        } else {
            take_run(s, work);
        }
    }
    return true;
}

/* ---- columns ---- */

static bool make_keys(struct sorting *s, struct work *work)
{
    for (; s->at < s->count && work_take(work, COST_KEY); s->at++)
        s->items[s->at].key = types[s->sorter.type].key(&s->sorter, s->items[s->at].row);
    if (s->at < s->count)
        return false;
    radix_begin(&s->radix, s->items, s->spare, s->count);
    return true;
}

static bool sort_keys(struct sorting *s, struct work *work)
{
    if (!radix_step(&s->radix, work))
        return false;
    if (types[s->sorter.type].rest)
        push_frame(s, 0, s->count, FIRST_BYTES);
    return true;
}

/* Prepares for the last column that is not sorted by yet. */
static void begin_column(struct sorting *s)
{
    struct order_key key = s->order.keys[s->keys_left - 1];
    struct sorter *c = &s->sorter;
    c->column = key.column;
    c->descending = key.descending;
    c->role = table_column_role(c->table, key.column);
    c->type = role_info(c->role)->type;
    c->collation = review_collation(c->role);
    memset(c->memo, 0, MEMO_SLOTS * sizeof *c->memo);
    s->stage = 0;
    s->at = 0;
}

static bool sort_column(struct sorting *s, struct work *work)
{
    static bool (*const stages[])(struct sorting *, struct work *) = {make_keys, sort_keys,
                                                                      settle_runs};
    for (; s->stage < (int)COUNT_OF(stages); s->stage++)
        if (!stages[s->stage](s, work))
            return false;
    return true;
}

/* ---- the whole ---- */

struct sorting *sorting_new(const struct order *o, const struct review *r, const uint32_t *rows,
                            size_t count)
{
    struct sorting *s = mem_zero(1, sizeof *s);
    s->order = *o;
    s->keys_left = o->count;
    s->count = count;
    s->sorter.table = r->table;
    s->sorter.memo = mem_array(MEMO_SLOTS, sizeof *s->sorter.memo);
    s->items = mem_array(count, sizeof *s->items);
    s->spare = mem_array(count, sizeof *s->spare);
    bool is_ascending = true;
    for (size_t i = 0; i < count; i++) {
        s->items[i] = (struct item){rows[i], rows[i]};
        is_ascending &= i == 0 || rows[i] > rows[i - 1];
    }
    radix_begin(&s->radix, s->items, s->spare, is_ascending ? 0 : count);
    return s;
}

bool sorting_step(struct sorting *s, struct work *work)
{
    if (s->count < 2)
        return true;
    if (!s->is_in_file_order) {
        if (!radix_step(&s->radix, work))
            return false;
        s->is_in_file_order = true;
        if (s->keys_left > 0)
            begin_column(s);
    }
    while (s->keys_left > 0) {
        if (!sort_column(s, work))
            return false;
        if (--s->keys_left > 0)
            begin_column(s);
    }
    return true;
}

unsigned sorting_percent(const struct sorting *s)
{
    if (s->keys_left == 0 || s->count < 2)
        return 100;
    /* Keys are half of a column, its runs the other half. */
    size_t settled = s->stage > 1 && s->frame_count > 0 ? s->frames[0].at : 0;
    size_t halves = (s->order.count - s->keys_left) * 2;
    size_t done = s->stage > 1 ? s->count + settled : s->at;
    return (unsigned)((halves * s->count + done) * 100 / (s->order.count * 2 * s->count));
}

void sorting_store_rows(const struct sorting *s, uint32_t *rows)
{
    for (size_t i = 0; i < s->count; i++)
        rows[i] = s->items[i].row;
}

void sorting_free(struct sorting *s)
{
    if (!s)
        return;
    ranking_release(&s->run.ranking);
    textset_release(&s->run.texts);
    buf_release(&s->sorter.scratch);
    mem_free(s->sorter.memo);
    mem_free(s->frames);
    mem_free(s->items);
    mem_free(s->spare);
    mem_free(s);
}

void sorting_sort_rows(const struct order *o, const struct review *r, uint32_t *rows, size_t count)
{
    struct work work = WORK_ENDLESS;
    struct sorting *s = sorting_new(o, r, rows, count);
    while (!sorting_step(s, &work)) {
    }
    sorting_store_rows(s, rows);
    sorting_free(s);
}
