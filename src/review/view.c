/*
 * view: which rows are shown, in which order.
 *
 * Nothing is hard here because the hard parts are elsewhere: the query says which rows, the order
 * where they stand. The view only remembers how far into a growing table it has looked.
 */
#include "review/view.h"
#include "review/sorting.h"

#include "review/number.h"
#include "text/cluster.h"
#include "text/fold.h"

void view_release(struct view *v)
{
    mem_free(v->rows);
    *v = (struct view)VIEW_INIT;
}

void view_look_at(struct view *v, const struct review *r, const struct query *filter, uint32_t row)
{
    enum answer answer = filter ? query_judge(filter, r, row) : ANSWER_YES;
    v->undecided += answer == ANSWER_UNDECIDED;
    if (answer != ANSWER_YES)
        return;
    v->rows = mem_reserve(v->rows, &v->cap, v->count + 1, sizeof *v->rows);
    v->rows[v->count++] = row;
}

size_t view_cost(const struct query *filter)
{
    return filter ? 15 : 1;
}

size_t view_extend(struct view *v, const struct review *r, const struct query *filter,
                   struct work *work)
{
    size_t before = v->count, cost = view_cost(filter);
    uint32_t rows = table_rows(r->table);
    for (; v->seen_rows < rows && work_take(work, cost); v->seen_rows++)
        view_look_at(v, r, filter, v->seen_rows);
    return v->count - before;
}

void view_build(struct view *v, const struct review *r, const struct query *filter,
                const struct order *order)
{
    v->count = 0;
    v->seen_rows = 0;
    v->undecided = 0;
    if (filter)
        query_rest(filter);
    struct work work = WORK_ENDLESS;
    (void)view_extend(v, r, filter, &work);
    if (order && order->count > 0)
        sorting_sort_rows(order, r, v->rows, v->count);
}

size_t view_find(const struct view *v, uint32_t row)
{
    for (size_t pos = 0; pos < v->count; pos++)
        if (v->rows[pos] == row)
            return pos;
    return POS_NONE;
}

static size_t find_no_as_written(const struct view *v, const struct table *t, struct str word)
{
    uint32_t column = table_find_role(t, ROLE_NO);
    if (column == COLUMN_NONE)
        return POS_NONE;
    struct buf scratch = BUF_INIT;
    size_t found = POS_NONE;
    for (size_t pos = 0; pos < v->count && found == POS_NONE; pos++)
        if (str_equal(text_trim(fold_text(table_cell(t, v->rows[pos], column), &scratch)), word))
            found = pos;
    buf_release(&scratch);
    return found;
}

static size_t find_no_by_value(const struct view *v, const struct table *t, double value)
{
    uint32_t column = table_find_role(t, ROLE_NO);
    if (column == COLUMN_NONE)
        return POS_NONE;
    struct buf scratch = BUF_INIT;
    size_t found = POS_NONE;
    for (size_t pos = 0; pos < v->count && found == POS_NONE; pos++) {
        double no;
        if (number_parse(fold_text(table_cell(t, v->rows[pos], column), &scratch), &no) &&
            no >= value && no <= value)
            found = pos;
    }
    buf_release(&scratch);
    return found;
}

size_t view_find_no(const struct view *v, const struct table *t, struct str word)
{
    struct buf scratch = BUF_INIT;
    struct str folded = text_trim(fold_text(word, &scratch));
    size_t pos = folded.len > 0 ? find_no_as_written(v, t, folded) : POS_NONE;
    double value;
    uint32_t place;
    if (pos == POS_NONE && number_parse(folded, &value))
        pos = find_no_by_value(v, t, value);
    if (pos == POS_NONE && str_to_u32(folded, &place) && place >= 1 && place <= v->count)
        pos = place - 1;
    buf_release(&scratch);
    return pos;
}
