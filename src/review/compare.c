/*
 * compare: joins the columns of two tables, then their records.
 *
 * The one hard idea: every way to know a task again is a set of columns that must be equal, so that
 * the rules are rows of a table, and one hash join (pairing.c) serves them all, whatever the sizes.
 * The strict rules go first: what they match can no longer be taken by a loose one. What changed
 * within a note is diff.c's to say.
 */
#include "review/compare.h"

#include <stdlib.h>

#include "base/arena.h"
#include "review/pairing.h"
#include "review/textset.h"
#include "review/timeless.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { NOW = 0, BEFORE = 1 };

struct compare {
    const struct table *table[2];
    struct pairing columns, rows;
    uint32_t *joined; /* columns of the present table that have a counterpart, in order */
    size_t joined_count;
    uint32_t no, target; /* such columns, or COLUMN_NONE */
    uint8_t *changes;    /* enum change, a row of the present table */
    uint32_t *gone;
    struct compare_counts counts;
    struct buf *scratch; /* for a folded value of either side */
    struct work *work;   /* of the step in hand; NULL between steps, when nobody counts it */
    size_t way;          /* of the rules for records: the one in hand */
    /* Hashes of all values but the number, by side and row; 0: not made yet. Until all are paired. */
    uint64_t *rest[2];
    uint32_t judged[2]; /* records whose outcome is known */
};

const char *change_name(enum change change)
{
    static const char *const names[CHANGE_COUNT] = {
        [CHANGE_CHANGED] = "changed",
        [CHANGE_SAME] = "same",
        [CHANGE_NEW] = "new",
        [CHANGE_GONE] = "gone",
    };
    return names[change];
}

/* ---- columns ---- */

/* What a way to join columns knows them by. */
struct column_way {
    bool with_role; /* the same name in another role is another column */
    void (*append_name)(struct buf *out, struct str name); /* NULL: the name does not matter */
};

static const struct column_way column_ways[] = {
    {true, fold_append_key},
    {true, timeless_append_key},
    {true, NULL},
    {false, fold_append_key},
};

struct column_keys {
    struct str *of[2]; /* by side and column; a NULL ptr takes no part */
};

static struct str column_key(const struct table *t, uint32_t column, const struct column_way *way,
                             struct arena *arena)
{
    enum role role = table_column_role(t, column);
    struct buf key = BUF_INIT;
    if (way->with_role)
        buf_printf(&key, "%d ", (int)role);
    if (way->append_name)
        way->append_name(&key, table_column_name(t, column));
    bool is_known = way->append_name || role != ROLE_OTHER;
    struct str kept = is_known ? arena_copy(arena, buf_str(&key)) : (struct str){NULL, 0};
    buf_release(&key);
    return kept;
}

static bool column_hash(const void *ctx, int side, uint32_t column, uint64_t *hash)
{
    const struct column_keys *keys = ctx;
    *hash = textset_hash(keys->of[side][column]);
    return keys->of[side][column].ptr != NULL;
}

static bool column_agrees(const void *ctx, uint32_t now, uint32_t before)
{
    const struct column_keys *keys = ctx;
    return str_equal(keys->of[NOW][now], keys->of[BEFORE][before]);
}

static void join_columns_by(struct compare *c, const struct column_way *way)
{
    static const struct pairing_rule rule = {column_hash, column_agrees};
    struct arena arena;
    arena_init(&arena, 0);
    struct column_keys keys;
    for (int side = 0; side < 2; side++) {
        uint32_t count = c->columns.count[side];
        keys.of[side] = mem_array(count, sizeof *keys.of[side]);
        for (uint32_t column = 0; column < count; column++)
            keys.of[side][column] = column_key(c->table[side], column, way, &arena);
    }
    pairing_apply(&c->columns, &rule, &keys);
    mem_free(keys.of[NOW]);
    mem_free(keys.of[BEFORE]);
    arena_release(&arena);
}

/* The column of that role, if it has a counterpart. */
static uint32_t joined_role(const struct compare *c, enum role role)
{
    uint32_t column = table_find_role(c->table[NOW], role);
    return column != COLUMN_NONE && compare_old_column(c, column) != COLUMN_NONE ? column
                                                                                 : COLUMN_NONE;
}

static void join_columns(struct compare *c)
{
    pairing_init(&c->columns, table_columns(c->table[NOW]), table_columns(c->table[BEFORE]));
    for (size_t i = 0; i < COUNT_OF(column_ways); i++)
        join_columns_by(c, &column_ways[i]);
    c->joined = mem_array(c->columns.count[NOW], sizeof *c->joined);
    for (uint32_t column = 0; column < c->columns.count[NOW]; column++)
        if (compare_old_column(c, column) != COLUMN_NONE)
            c->joined[c->joined_count++] = column;
    c->no = joined_role(c, ROLE_NO);
    c->target = joined_role(c, ROLE_TARGET);
}

/* ---- values ---- */

/* What looking at a value costs (review/work.h), and so many bytes of it. */
enum { COST_VALUE = 1, BYTES_A_UNIT = 32 };

static void take_work(const struct compare *c, size_t cost)
{
    if (c->work)
        (void)work_take(c->work, cost);
}

/* A cell as it stands. `column` is one of the present table that has a counterpart. */
static struct str cell_of(const struct compare *c, int side, uint32_t row, uint32_t column)
{
    if (side == BEFORE)
        column = c->columns.partner[NOW][column];
    struct str cell = table_cell(c->table[side], row, column);
    take_work(c, COST_VALUE + cell.len / BYTES_A_UNIT);
    return cell;
}

/* The same as it is compared; until the next value of that side. */
static struct str value_of(const struct compare *c, int side, uint32_t row, uint32_t column)
{
    return str_trim(fold_text(cell_of(c, side, row, column), &c->scratch[side]));
}

/* Most values are the same to the byte: only others are folded. */
static bool values_equal(const struct compare *c, uint32_t now, uint32_t before, uint32_t column)
{
    return str_equal(cell_of(c, NOW, now, column), cell_of(c, BEFORE, before, column)) ||
           str_equal(value_of(c, NOW, now, column), value_of(c, BEFORE, before, column));
}

/* ---- alike targets ---- */

/* The pairs of neighbouring code points of a text, its beginning among them, sorted. Texts are
 * targets: what lies behind the limit is not looked at. */
enum { PAIRS_MAX = 2000 };

static int compare_pairs(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static size_t neighbours_of(struct str text, uint64_t *pairs)
{
    size_t count = 0;
    uint64_t last = 0;
    for (size_t off = 0; off < text.len && count < PAIRS_MAX;) {
        uint64_t code = utf8_decode(text, &off);
        pairs[count++] = last << 32 | code;
        last = code;
    }
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    return count;
}

static bool texts_alike(struct str a, struct str b)
{
    uint64_t left[PAIRS_MAX], right[PAIRS_MAX];
    size_t left_count = neighbours_of(a, left), right_count = neighbours_of(b, right);
    size_t common = 0;
    for (size_t i = 0, j = 0; i < left_count && j < right_count;) {
        common += left[i] == right[j];
        bool moves_left = left[i] <= right[j], moves_right = right[j] <= left[i];
        i += moves_left;
        j += moves_right;
    }
    return common * 4 >= left_count + right_count;
}

/* ---- records ---- */

static bool uses_all(const struct compare *c, uint32_t column)
{
    (void)c;
    (void)column;
    return true;
}

static bool uses_key(const struct compare *c, uint32_t column)
{
    if (c->no == COLUMN_NONE && c->target == COLUMN_NONE)
        return column == c->joined[0];
    return column == c->no || column == c->target;
}

static bool uses_all_but_no(const struct compare *c, uint32_t column)
{
    return column != c->no;
}

static bool uses_target(const struct compare *c, uint32_t column)
{
    return column == c->target;
}

static bool uses_no(const struct compare *c, uint32_t column)
{
    return column == c->no;
}

static bool uses_none(const struct compare *c, uint32_t column)
{
    (void)c;
    (void)column;
    return false;
}

static bool targets_alike(const struct compare *c, uint32_t now, uint32_t before)
{
    if (c->target == COLUMN_NONE)
        return true;
    struct str a = value_of(c, NOW, now, c->target), b = value_of(c, BEFORE, before, c->target);
    if (a.len == 0 || b.len == 0)
        return true;
    take_work(c, a.len + b.len); /* their pairs are sorted */
    return texts_alike(a, b);
}

/* The rules of the header, in their order. Where all values but the number must be equal they are hashed together,
 * once a record, since notes are long; `hashes` is what is hashed beside them. */
static const struct row_way {
    bool (*uses)(const struct compare *c, uint32_t column);
    bool (*hashes)(const struct compare *c, uint32_t column);
    bool with_rest;
    bool (*also)(const struct compare *c, uint32_t now, uint32_t before); /* may be NULL */
} row_ways[] = {
    {uses_all, uses_no, true, NULL},          {uses_key, uses_key, false, NULL},
    {uses_all_but_no, uses_none, true, NULL}, {uses_target, uses_target, false, NULL},
    {uses_no, uses_no, false, targets_alike},
};

/* The hash of values that are all blank, or none: a record cannot be known by them. */
enum { HASH_BLANK = 1 };

static uint64_t mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * 0x9e3779b97f4a7c15U;
    return hash ^ hash >> 32;
}

static uint64_t hash_values(const struct compare *c, int side, uint32_t row,
                            bool (*hashes)(const struct compare *c, uint32_t column))
{
    bool is_known = false;
    uint64_t hash = 0;
    for (size_t i = 0; i < c->joined_count; i++) {
        if (!hashes(c, c->joined[i]))
            continue;
        struct str value = value_of(c, side, row, c->joined[i]);
        is_known |= value.len > 0;
        hash = mix(hash, textset_hash(value));
    }
    return is_known ? hash | (HASH_BLANK + 1) : HASH_BLANK;
}

static uint64_t hash_rest(const struct compare *c, int side, uint32_t row)
{
    uint64_t *kept = &c->rest[side][row];
    if (*kept == 0)
        *kept = hash_values(c, side, row, uses_all_but_no);
    return *kept;
}

static bool row_hash(const void *ctx, int side, uint32_t row, uint64_t *hash)
{
    const struct compare *c = ctx;
    const struct row_way *way = &row_ways[c->way];
    uint64_t rest = way->with_rest ? hash_rest(c, side, row) : HASH_BLANK;
    uint64_t own = hash_values(c, side, row, way->hashes);
    *hash = mix(rest, own);
    return rest != HASH_BLANK || own != HASH_BLANK;
}

static bool row_agrees(const void *ctx, uint32_t now, uint32_t before)
{
    const struct compare *c = ctx;
    const struct row_way *way = &row_ways[c->way];
    for (size_t i = 0; i < c->joined_count; i++)
        if (way->uses(c, c->joined[i]) && !values_equal(c, now, before, c->joined[i]))
            return false;
    return !way->also || way->also(c, now, before);
}

static void drop_rest(struct compare *c)
{
    for (int side = 0; side < 2; side++) {
        mem_free(c->rest[side]);
        c->rest[side] = NULL;
    }
}

/* Without numbers the third rule finds nothing that the first one has left, by hashes that are there already. */
static bool match_rows(struct compare *c, struct work *work)
{
    static const struct pairing_rule rule = {row_hash, row_agrees};
    for (; c->way < COUNT_OF(row_ways); c->way++)
        if (!pairing_step(&c->rows, &rule, c, work))
            return false;
    drop_rest(c);
    return true;
}

static enum change judge_row(const struct compare *c, uint32_t row)
{
    uint32_t before = c->rows.partner[NOW][row];
    if (before == PAIRING_NONE)
        return CHANGE_NEW;
    for (size_t i = 0; i < c->joined_count; i++)
        if (c->joined[i] != c->no && !values_equal(c, row, before, c->joined[i]))
            return CHANGE_CHANGED;
    return CHANGE_SAME;
}

static void count_row(struct compare_counts *counts, const struct compare *c, uint32_t row)
{
    counts->of[c->changes[row]]++;
    counts->same_notes += compare_note_is_same(c, row);
    counts->renumbered += compare_was_renumbered(c, row);
}

static bool judge_rows(struct compare *c, struct work *work)
{
    uint32_t *row = &c->judged[NOW];
    for (; *row < c->rows.count[NOW] && work_take(work, COST_VALUE); ++*row) {
        c->changes[*row] = (uint8_t)judge_row(c, *row);
        count_row(&c->counts, c, *row);
    }
    return *row == c->rows.count[NOW];
}

static bool list_gone(struct compare *c, struct work *work)
{
    uint32_t *row = &c->judged[BEFORE];
    for (; *row < c->rows.count[BEFORE] && work_take(work, COST_VALUE); ++*row)
        if (c->rows.partner[BEFORE][*row] == PAIRING_NONE)
            c->gone[c->counts.of[CHANGE_GONE]++] = *row;
    return *row == c->rows.count[BEFORE];
}

/* ---- the interface ---- */

struct compare *compare_begin(const struct table *now, const struct table *before)
{
    struct compare *c = mem_zero(1, sizeof *c);
    c->table[NOW] = now;
    c->table[BEFORE] = before;
    c->scratch = mem_zero(2, sizeof *c->scratch);
    join_columns(c);
    pairing_init(&c->rows, table_rows(now), table_rows(before));
    for (int side = 0; side < 2; side++)
        c->rest[side] = mem_zero(c->rows.count[side], sizeof *c->rest[side]);
    c->changes = mem_array(c->rows.count[NOW], sizeof *c->changes);
    c->gone = mem_array(c->rows.count[BEFORE], sizeof *c->gone);
    return c;
}

bool compare_step(struct compare *c, struct work *work)
{
    c->work = work;
    bool is_done = match_rows(c, work) && judge_rows(c, work) && list_gone(c, work);
    c->work = NULL;
    return is_done;
}

unsigned compare_percent(const struct compare *c)
{
    uint64_t rows = (uint64_t)c->rows.count[NOW] + c->rows.count[BEFORE];
    uint64_t done = c->way * rows + pairing_progress(&c->rows) + c->judged[NOW] + c->judged[BEFORE];
    return rows > 0 ? (unsigned)(done * 100 / (rows * (COUNT_OF(row_ways) + 1))) : 100;
}

struct compare *compare_new(const struct table *now, const struct table *before)
{
    struct work work = WORK_ENDLESS;
    struct compare *c = compare_begin(now, before);
    while (!compare_step(c, &work)) {
    }
    return c;
}

void compare_free(struct compare *c)
{
    if (!c)
        return;
    pairing_release(&c->columns);
    pairing_release(&c->rows);
    mem_free(c->joined);
    buf_release(&c->scratch[NOW]);
    buf_release(&c->scratch[BEFORE]);
    mem_free(c->scratch);
    drop_rest(c);
    mem_free(c->changes);
    mem_free(c->gone);
    mem_free(c);
}

const struct table *compare_before(const struct compare *c)
{
    return c->table[BEFORE];
}

enum change compare_change(const struct compare *c, uint32_t row)
{
    return (enum change)c->changes[row];
}

uint32_t compare_old_row(const struct compare *c, uint32_t row)
{
    uint32_t before = c->rows.partner[NOW][row];
    return before == PAIRING_NONE ? ROW_NONE : before;
}

uint32_t compare_old_column(const struct compare *c, uint32_t column)
{
    uint32_t before = c->columns.partner[NOW][column];
    return before == PAIRING_NONE ? COLUMN_NONE : before;
}

bool compare_differs(const struct compare *c, uint32_t row, uint32_t column)
{
    uint32_t before = compare_old_row(c, row);
    return before != ROW_NONE && compare_old_column(c, column) != COLUMN_NONE &&
           !values_equal(c, row, before, column);
}

bool compare_note_is_same(const struct compare *c, uint32_t row)
{
    uint32_t note = joined_role(c, ROLE_NOTE);
    return note != COLUMN_NONE && compare_old_row(c, row) != ROW_NONE &&
           value_of(c, NOW, row, note).len > 0 && !compare_differs(c, row, note);
}

bool compare_was_renumbered(const struct compare *c, uint32_t row)
{
    return c->no != COLUMN_NONE && compare_differs(c, row, c->no);
}

size_t compare_gone_count(const struct compare *c)
{
    return c->counts.of[CHANGE_GONE];
}

uint32_t compare_gone_row(const struct compare *c, size_t index)
{
    return c->gone[index];
}

struct compare_counts compare_counts(const struct compare *c)
{
    return c->counts;
}

struct compare_counts compare_count_rows(const struct compare *c, const uint32_t *rows,
                                         size_t count)
{
    struct compare_counts counts = {.of[CHANGE_GONE] = c->counts.of[CHANGE_GONE]};
    for (size_t i = 0; i < count; i++)
        count_row(&counts, c, rows[i]);
    return counts;
}
