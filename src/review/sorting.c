/*
 * sorting: sorts rows by columns, in steps.
 *
 * The one hard idea: every cell becomes one 64-bit key (cellkey.c), and keys are sorted by their bits (radix.c).
 * Several columns are sorted from the last to the first, each keeping what the ones behind it did. Rows whose keys
 * are equal form runs; where a text is to decide between them the distinct texts are ranked (ranking.c):
 *
 *     key       b1d0 4c22     b1d0 4c22     9a41     a run of two texts, in however many rows
 *     text      重庆教育局    重庆公安局    济南
 *     rank      1             0                      -> the keys within the run
 *
 * So memory is 32 bytes a row and the beginnings of one run. The rows are in the file's order at first: a bit for
 * each row of the table puts them there.
 *
 * Each stage can be left at any place: it keeps what is next in the sorting. Runs within runs are a stack of
 * frames.
 */
#include "review/sorting.h"

#include "review/cellkey.h"
#include "review/radix.h"
#include "review/ranking.h"
#include "review/textset.h"

/* What things cost (review/work.h). */
enum { COST_ROW = 1, COST_KEY = 10, COST_WORD = 16, COST_TEXT = 8 };

/* Cells are far apart in memory: so many rows ahead they are fetched. */
enum { EXPECT_AHEAD = 12 };

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
    struct keyed *items;
    size_t count; /* 0: none is */
    size_t enough;
    int stage; /* index of what is being done */
    size_t at; /* how far that is */
    struct textset texts;
    struct ranking ranking;
};

struct sorting {
    const struct table *table;
    struct order order;
    const uint32_t *rows; /* as they were given */
    size_t count;
    uint64_t *is_wanted; /* a bit for each row of the table */
    size_t word_count;   /* of them; the table may grow meanwhile */
    size_t marked, word; /* rows that have theirs; where the bits have been looked at to */
    size_t listed;       /* items that have their rows */
    size_t keys_left;    /* columns that are not sorted by yet; the last one goes first */
    struct cellkey key;  /* of the column in hand */
    int stage;           /* of it */
    size_t at;           /* how far that is */
    struct keyed *items;
    struct keyed *spare;
    struct radix radix;
    struct run run;
    struct frame *frames; /* a stack */
    size_t frame_count, frame_cap;
};

/* ---- the file's order ---- */

enum { WORD_ROWS = 64 };

static bool mark_rows(struct sorting *s, struct work *work)
{
    size_t end = s->marked + work_share(work, COST_ROW, s->count - s->marked);
    for (; s->marked < end; s->marked++) {
        uint32_t row = s->rows[s->marked];
        s->is_wanted[row / WORD_ROWS] |= (uint64_t)1 << row % WORD_ROWS;
    }
    return s->marked == s->count;
}

static bool list_rows(struct sorting *s, struct work *work)
{
    size_t end = s->word + work_share(work, COST_WORD, s->word_count - s->word);
    for (; s->word < end; s->word++)
        for (uint64_t left = s->is_wanted[s->word]; left != 0; left &= left - 1) {
            size_t row = s->word * WORD_ROWS + (unsigned)__builtin_ctzll(left);
            s->items[s->listed++].row = (uint32_t)row;
        }
    return s->word == s->word_count;
}

/* ---- runs of equal keys ---- */

/* First where the cell lies is fetched, then the cell. */
static void expect_cells(const struct sorting *s, const struct keyed *items, size_t left)
{
    if (left > 2 * EXPECT_AHEAD)
        table_expect(s->table, items[2 * EXPECT_AHEAD].row, 0);
    if (left > EXPECT_AHEAD)
        table_expect_cell(s->table, items[EXPECT_AHEAD].row, s->key.column);
}

static bool run_gather(struct sorting *s, struct work *work)
{
    struct run *r = &s->run;
    size_t end = r->at + work_share(work, COST_TEXT, r->count - r->at);
    for (; r->at < end; r->at++) {
        struct keyed *item = &r->items[r->at];
        expect_cells(s, item, r->count - r->at);
        item->key = textset_add(&r->texts, cellkey_rest(&s->key, item->row), NULL);
    }
    if (r->at < r->count)
        return false;
    if (r->texts.count > 1)
        ranking_begin(&r->ranking, &r->texts, s->key.collation, r->enough);
    return true;
}

static bool run_rank(struct sorting *s, struct work *work)
{
    return s->run.texts.count == 1 || ranking_step(&s->run.ranking, work);
}

static bool run_give_keys(struct sorting *s, struct work *work)
{
    struct run *r = &s->run;
    if (r->texts.count == 1)
        return true;
    size_t end = r->at + work_share(work, COST_ROW, r->count - r->at);
    for (; r->at < end; r->at++)
        r->items[r->at].key = cellkey_directed(&s->key, r->ranking.ranks[r->items[r->at].key]);
    if (r->at < r->count)
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
    if (end - begin > 1 && key != CELLKEY_EMPTY) {
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
    size_t end = s->at + work_share(work, COST_KEY, s->count - s->at);
    for (; s->at < end; s->at++) {
        struct keyed *item = &s->items[s->at];
        if (!s->key.is_read)
            expect_cells(s, item, s->count - s->at);
        item->key = cellkey_of(&s->key, item->row);
    }
    if (s->at < s->count)
        return false;
    radix_begin(&s->radix, s->items, s->spare, s->count);
    return true;
}

static bool sort_keys(struct sorting *s, struct work *work)
{
    if (!radix_step(&s->radix, work))
        return false;
    if (cellkey_has_rest(&s->key))
        push_frame(s, 0, s->count, FIRST_BYTES);
    return true;
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

/* Prepares for the last column that is not sorted by yet. */
static void begin_column(struct sorting *s)
{
    cellkey_release(&s->key);
    if (s->keys_left > 0)
        cellkey_init(&s->key, s->table, s->order.keys[s->keys_left - 1]);
    s->stage = 0;
    s->at = 0;
}

/* ---- the whole ---- */

struct sorting *sorting_new(const struct order *o, const struct review *r, const uint32_t *rows,
                            size_t count)
{
    struct sorting *s = mem_zero(1, sizeof *s);
    s->table = r->table;
    s->order = *o;
    s->rows = rows;
    s->count = count;
    s->word_count = table_rows(s->table) / WORD_ROWS + 1;
    s->is_wanted = mem_zero(s->word_count, sizeof *s->is_wanted);
    s->items = mem_array(count, sizeof *s->items);
    s->spare = mem_array(count, sizeof *s->spare);
    s->keys_left = o->count;
    begin_column(s);
    return s;
}

bool sorting_step(struct sorting *s, struct work *work)
{
    if (!mark_rows(s, work) || !list_rows(s, work))
        return false;
    for (; s->keys_left > 0; begin_column(s)) {
        if (!sort_column(s, work))
            return false;
        s->keys_left--;
    }
    return true;
}

unsigned sorting_percent(const struct sorting *s)
{
    if (s->keys_left == 0 || s->count == 0)
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
    cellkey_release(&s->key);
    mem_free(s->is_wanted);
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
