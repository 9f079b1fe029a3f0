/*
 * numbering: cuts the records into numberings, then looks for the same number twice and for gaps.
 *
 * The one hard idea is the cut: where a 1 follows a larger number and a 2 follows it, a new numbering begins, and
 * at the first record of a joined table. A table that is merely out of order has no such place.
 *
 * Of a whole number only its value is kept, and it stands twice if it does so when they are sorted. Others (1-2, 007)
 * are compared as they are written.
 */
#include "review/numbering.h"

#include "review/heap_sort.h"
#include "review/textset.h"
#include "text/cluster.h"
#include "text/fold.h"

/* A step of 1 must be this often among the steps, in so many numbers at least. */
enum { CONSECUTIVE_PERCENT = 75, NUMBERS_MIN = 5 };

/* A record's number, when it has one. */
struct numbered {
    uint32_t row;
    uint32_t value; /* if it is whole */
    bool is_whole;
    bool is_plain; /* whole, and written in the one way that a value has */
};

struct numbering {
    const struct table *table;
    struct arena arena; /* of folded numbers that are not as in the table */
    struct buf scratch;
    bool has_numbers;
    struct numbered *items;
    size_t count, cap;
    size_t begin;        /* of the numbering being judged */
    size_t next;         /* number to be judged */
    struct textset seen; /* of this numbering, those that are not plain */
    uint32_t *first_row; /* by number in `seen` */
    size_t first_cap;
    bool is_sorting;       /* the numbering is all read */
    struct heap_sort sort; /* of its whole numbers, which stand first then */
};

struct numbering *numbering_new(const struct table *t)
{
    struct numbering *n = mem_zero(1, sizeof *n);
    n->table = t;
    n->has_numbers = table_find_role(t, ROLE_NO) != COLUMN_NONE;
    arena_init(&n->arena, 0);
    return n;
}

void numbering_free(struct numbering *n)
{
    if (!n)
        return;
    textset_release(&n->seen);
    mem_free(n->first_row);
    mem_free(n->items);
    buf_release(&n->scratch);
    arena_release(&n->arena);
    mem_free(n);
}

static struct str number_of(struct numbering *n, uint32_t row)
{
    return fold_text(table_no(n->table, row), &n->scratch);
}

void numbering_read(struct numbering *n, uint32_t row)
{
    struct numbered item = {.row = row};
    struct str text = n->has_numbers ? number_of(n, row) : STR("");
    if (text.len == 0)
        return;
    item.is_whole = str_to_u32(text, &item.value);
    item.is_plain = item.is_whole && (text.ptr[0] != '0' || text.len == 1);
    n->items = mem_reserve(n->items, &n->cap, n->count + 1, sizeof *n->items);
    n->items[n->count++] = item;
}

static bool begins_anew(const struct numbering *n, size_t i)
{
    const struct numbered *item = &n->items[i];
    if (table_row_source(n->table, item->row) != table_row_source(n->table, item[-1].row))
        return true;
    return item->is_whole && item->value == 1 && n->items[i - 1].value > 1 && i + 1 < n->count &&
           n->items[i + 1].value == 2;
}

static void add_duplicate(const struct numbering *n, uint32_t row, uint32_t first,
                          struct finding_list *out)
{
    finding_add(out, FINDING_DUPLICATE_NO, n->table, row)->other = first;
}

/* A number that is compared as it is written. */
static void meet_text(struct numbering *n, uint32_t row, struct finding_list *out)
{
    bool is_new;
    struct str text = number_of(n, row);
    uint32_t number = textset_add(&n->seen, text, &is_new);
    if (!is_new) {
        add_duplicate(n, row, n->first_row[number], out);
        return;
    }
    if (text.ptr != table_no(n->table, row).ptr)
        textset_move(&n->seen, number, arena_copy(&n->arena, text));
    n->first_row =
        mem_reserve(n->first_row, &n->first_cap, (size_t)number + 1, sizeof *n->first_row);
    n->first_row[number] = row;
}

/* ---- whole numbers, sorted ---- */

static int compare_values(const void *a, const void *b)
{
    const struct numbered *x = a;
    const struct numbered *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static void find_duplicates(const struct numbering *n, const struct numbered *sorted, size_t count,
                            struct finding_list *out)
{
    uint32_t first = ROW_NONE; /* record with this value, plainly written */
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && sorted[i].value != sorted[i - 1].value)
            first = ROW_NONE;
        if (sorted[i].is_plain && first != ROW_NONE)
            add_duplicate(n, sorted[i].row, first, out);
        else if (sorted[i].is_plain)
            first = sorted[i].row;
    }
}

static bool is_consecutive(const struct numbered *sorted, size_t count)
{
    size_t steps = 0;
    size_t steps_of_one = 0;
    for (size_t i = 1; i < count; i++) {
        steps += sorted[i].value != sorted[i - 1].value;
        steps_of_one += sorted[i].value == sorted[i - 1].value + 1;
    }
    return steps + 1 >= NUMBERS_MIN && steps_of_one * 100 >= steps * CONSECUTIVE_PERCENT;
}

static void add_gap(struct finding_list *out, const struct table *t, uint32_t before,
                    const struct numbered *after)
{
    struct buf text = BUF_INIT;
    buf_printf(&text, "%u", before + 1);
    if (after->value - 1 > before + 1)
        buf_printf(&text, "-%u", after->value - 1);
    finding_add(out, FINDING_MISSING_NO, t, after->row)->text =
        arena_copy(&out->arena, buf_str(&text));
    buf_release(&text);
}

static void find_gaps(const struct numbering *n, const struct numbered *sorted, size_t count,
                      struct finding_list *out)
{
    if (!is_consecutive(sorted, count))
        return;
    for (size_t i = 1; i < count; i++) {
        uint32_t missing = sorted[i].value - sorted[i - 1].value;
        if (missing > 1 && missing - 1 <= count)
            add_gap(out, n->table, sorted[i - 1].value, &sorted[i]);
    }
}

/* ---- a numbering ---- */

static bool is_ascending(const struct numbered *items, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (compare_values(&items[i - 1], &items[i]) > 0)
            return false;
    return true;
}

/* Puts the whole numbers of the numbering first, whose order in the file is not needed any more. */
static void begin_sort(struct numbering *n)
{
    size_t count = 0;
    struct numbered *whole = n->items + n->begin;
    for (size_t i = n->begin; i < n->next; i++)
        if (n->items[i].is_whole)
            whole[count++] = n->items[i];
    n->is_sorting = true;
    n->sort = heap_sort_begin(whole, count, sizeof *whole, compare_values);
    if (is_ascending(whole, count))
        n->sort.unheaped = n->sort.unsorted = 0;
}

static void end_numbering(struct numbering *n, struct finding_list *out)
{
    const struct numbered *sorted = n->items + n->begin;
    find_duplicates(n, sorted, n->sort.count, out);
    find_gaps(n, sorted, n->sort.count, out);
    textset_clear(&n->seen);
    n->is_sorting = false;
    n->begin = n->next;
}

bool numbering_judge(struct numbering *n, struct work *work, struct finding_list *out)
{
    while (n->begin < n->count && work_take(work, 1)) {
        if (n->is_sorting) {
            if (!heap_sort_step(&n->sort, work))
                break;
            end_numbering(n, out);
        } else if (n->next == n->count || (n->next > n->begin && begins_anew(n, n->next))) {
            begin_sort(n);
        } else {
            const struct numbered *item = &n->items[n->next++];
            if (!item->is_plain)
                meet_text(n, item->row, out);
        }
    }
    return n->begin == n->count;
}
