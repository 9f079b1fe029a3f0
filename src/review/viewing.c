/*
 * viewing: filter, sort and count, each a loop that can be left at any row.
 *
 * The one hard idea: a narrower filter wants some of the rows that the wider one wanted, and in the same
 * order. So a sorted view that is narrowed need not be sorted again, and one that was being filtered goes on
 * where it was when the rows that it had found have been looked at again.
 */
#include "review/viewing.h"

#include <string.h>

enum { COST_ROW = 1, COST_COUNT = 2 };

void viewing_release(struct viewing *v)
{
    view_release(&v->view);
    sorting_free(v->sorting);
    mem_free(v->first);
    *v = (struct viewing){.stage = VIEWING_FILTER};
}

/* Copies the rows that another view holds. */
static uint32_t *copy_rows(const struct view *before)
{
    uint32_t *rows = mem_array(before->count, sizeof *rows);
    if (before->count > 0)
        memcpy(rows, before->rows, before->count * sizeof *rows);
    return rows;
}

void viewing_begin(struct viewing *v, enum viewing_from from, const struct view *before,
                   bool is_sorted, const struct query *filter)
{
    *v = (struct viewing){.stage = VIEWING_FILTER, .is_sorted = is_sorted};
    if (filter)
        query_rest(filter);
    if (from == VIEWING_ANEW)
        return;
    uint32_t *rows = copy_rows(before);
    v->view.seen_rows = before->seen_rows;
    if (from == VIEWING_RESORTING) {
        v->view.rows = rows;
        v->view.count = v->view.cap = before->count;
        v->view.undecided = before->undecided;
    } else {
        v->first = rows;
        v->first_count = before->count;
    }
}

void viewing_set_tally(struct viewing *v, const struct tally *tally)
{
    v->tally = *tally;
    v->is_counted = true;
}

bool viewing_is_resumable(const struct viewing *v)
{
    return v->first_at == v->first_count;
}

/* ---- the stages ---- */

static bool filter_rows(struct viewing *v, const struct review *r, const struct query *filter,
                        struct work *work)
{
    size_t cost = view_cost(filter);
    for (; v->first_at < v->first_count && work_take(work, cost); v->first_at++)
        view_look_at(&v->view, r, filter, v->first[v->first_at]);
    if (v->first_at < v->first_count)
        return false;
    if (view_extend(&v->view, r, filter, work) > 0)
        v->is_sorted = v->is_counted = false;
    return v->view.seen_rows >= table_rows(r->table);
}

static bool is_in_file_order(const struct view *v)
{
    for (size_t pos = 1; pos < v->count; pos++)
        if (v->rows[pos] < v->rows[pos - 1])
            return false;
    return true;
}

static bool sort_rows(struct viewing *v, const struct review *r, const struct order *order,
                      struct work *work)
{
    if (!v->sorting) {
        (void)work_take(work, COST_ROW * v->view.count);
        if (order->count == 0 && is_in_file_order(&v->view))
            return true;
        v->sorting = sorting_new(order, r, v->view.rows, v->view.count);
    }
    if (!sorting_step(v->sorting, work))
        return false;
    sorting_store_rows(v->sorting, v->view.rows);
    sorting_free(v->sorting);
    v->sorting = NULL;
    return true;
}

static bool count_rows(struct viewing *v, const struct review *r, struct work *work)
{
    if (v->is_counted)
        return true;
    if (v->counted == 0)
        v->tally = (struct tally){0};
    size_t end = v->counted + work_share(work, COST_COUNT, v->view.count - v->counted);
    for (; v->counted < end; v->counted++)
        tally_add(&v->tally, r, v->view.rows[v->counted]);
    return v->counted == v->view.count;
}

bool viewing_step(struct viewing *v, const struct review *r, const struct query *filter,
                  const struct order *order, struct work *work)
{
    if (v->stage == VIEWING_FILTER && filter_rows(v, r, filter, work))
        v->stage = v->is_sorted ? VIEWING_COUNT : VIEWING_SORT;
    if (v->stage == VIEWING_SORT && sort_rows(v, r, order, work))
        v->stage = VIEWING_COUNT;
    if (v->stage == VIEWING_COUNT && count_rows(v, r, work))
        v->stage = VIEWING_DONE;
    return v->stage == VIEWING_DONE;
}

unsigned viewing_percent(const struct viewing *v, const struct table *t)
{
    size_t all = table_rows(t) + v->first_count, done = v->view.seen_rows + v->first_at;
    switch (v->stage) {
    case VIEWING_FILTER:
        return all > 0 ? (unsigned)(done * 100 / all) : 0;
    case VIEWING_SORT:
        return v->sorting ? sorting_percent(v->sorting) : 0;
    case VIEWING_COUNT:
        return v->view.count > 0 ? (unsigned)(v->counted * 100 / v->view.count) : 0;
    case VIEWING_DONE:
        break;
    }
    return 100;
}
