/*
 * numbering: cuts the records into numberings, then looks for the same number twice and for gaps.
 *
 * The one hard idea is the cut: where a 1 follows a larger number and a 2 (or nothing) follows it,
 * a new numbering begins, and at the first record of a joined table. A table that is merely out of order has no such place.
 */
#include "review/numbering.h"

#include <stdlib.h>

#include "review/textset.h"
#include "text/cluster.h"
#include "text/fold.h"

/* A step of 1 must be this often among the steps, in so many numbers at least. */
enum { CONSECUTIVE_PERCENT = 75, NUMBERS_MIN = 5 };

/* A record's number: folded, and as a whole number if it is one. */
struct numbered {
    uint32_t row;
    uint32_t value;
    bool is_whole;
    struct str text;
};

struct numbering {
    const struct table *table;
    struct arena arena; /* of folded numbers that are not as in the table */
    struct buf scratch;
    bool has_numbers;
    struct numbered *items;
    size_t count, cap;
    size_t begin; /* of the numbering being judged */
    size_t next;  /* number to be judged */
    struct textset seen;
    uint32_t *first_row; /* by number in `seen` */
    size_t first_cap;
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

void numbering_read(struct numbering *n, uint32_t row)
{
    if (!n->has_numbers)
        return;
    struct str no = table_no(n->table, row);
    struct str folded = fold_text(no, &n->scratch);
    if (folded.len == 0)
        return;
    struct numbered item = {.row = row, .text = folded};
    if (folded.ptr != no.ptr)
        item.text = arena_copy(&n->arena, folded);
    item.is_whole = str_to_u32(folded, &item.value);
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

static void find_duplicate(struct numbering *n, const struct numbered *item,
                           struct finding_list *out)
{
    bool is_new;
    uint32_t number = textset_add(&n->seen, item->text, &is_new);
    if (is_new) {
        n->first_row =
            mem_reserve(n->first_row, &n->first_cap, (size_t)number + 1, sizeof *n->first_row);
        n->first_row[number] = item->row;
    } else {
        finding_add(out, FINDING_DUPLICATE_NO, n->table, item->row)->other = n->first_row[number];
    }
}

/* ---- gaps ---- */

static int compare_values(const void *a, const void *b)
{
    const struct numbered *x = a;
    const struct numbered *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
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

static bool is_ascending(const struct numbered *items, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (compare_values(&items[i - 1], &items[i]) > 0)
            return false;
    return true;
}

/* Sorts the numbers, whose order in the file is not needed any more. */
static void find_gaps(struct numbering *n, size_t begin, size_t end, struct finding_list *out)
{
    if (begin == end)
        return;
    size_t count = 0;
    struct numbered *whole = n->items + begin;
    for (size_t i = begin; i < end; i++)
        if (n->items[i].is_whole)
            whole[count++] = n->items[i];
    if (!is_ascending(whole, count))
        qsort(whole, count, sizeof *whole, compare_values);
    if (!is_consecutive(whole, count))
        return;
    for (size_t i = 1; i < count; i++) {
        uint32_t missing = whole[i].value - whole[i - 1].value;
        if (missing > 1 && missing - 1 <= count)
            add_gap(out, n->table, whole[i - 1].value, &whole[i]);
    }
}

bool numbering_judge(struct numbering *n, uint32_t count, struct finding_list *out)
{
    for (; n->next < n->count && count > 0; n->next++, count--) {
        if (n->next > n->begin && begins_anew(n, n->next)) {
            find_gaps(n, n->begin, n->next, out);
            textset_clear(&n->seen);
            n->begin = n->next;
        }
        find_duplicate(n, &n->items[n->next], out);
    }
    if (n->next < n->count)
        return false;
    find_gaps(n, n->begin, n->count, out);
    n->begin = n->count;
    return true;
}
