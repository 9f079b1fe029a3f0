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
    return filter ? query_cost(filter) : 1;
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

/* The rows of a view, or all of the table: which of them has a number is asked of both. */
struct rows {
    const uint32_t *at; /* NULL: all */
    size_t count;
};

static uint32_t row_of(const struct rows *rows, size_t pos)
{
    return rows->at ? rows->at[pos] : (uint32_t)pos;
}

static size_t find_as_written(const struct rows *rows, const struct table *t, uint32_t column,
                              struct str word)
{
    struct buf scratch = BUF_INIT;
    size_t found = POS_NONE;
    for (size_t pos = 0; pos < rows->count && found == POS_NONE; pos++) {
        struct str cell = table_cell(t, row_of(rows, pos), column);
        if (str_equal(text_trim(fold_text(cell, &scratch)), word))
            found = pos;
    }
    buf_release(&scratch);
    return found;
}

static size_t find_by_value(const struct rows *rows, const struct table *t, uint32_t column,
                            double value)
{
    struct buf scratch = BUF_INIT;
    size_t found = POS_NONE;
    for (size_t pos = 0; pos < rows->count && found == POS_NONE; pos++) {
        double no;
        struct str cell = table_cell(t, row_of(rows, pos), column);
        if (number_parse(fold_text(cell, &scratch), &no) && no >= value && no <= value)
            found = pos;
    }
    buf_release(&scratch);
    return found;
}

/* The first of the rows with that number, a folded word: as written, else by value. */
static size_t find_no(struct rows rows, const struct table *t, struct str word)
{
    uint32_t column = table_find_role(t, ROLE_NO);
    if (column == COLUMN_NONE || word.len == 0)
        return POS_NONE;
    double value;
    size_t found = find_as_written(&rows, t, column, word);
    if (found == POS_NONE && number_parse(word, &value))
        found = find_by_value(&rows, t, column, value);
    return found;
}

/* True when a record of the table has that number and none of the view has. */
static bool is_left_out(const struct view *v, const struct table *t, struct str word)
{
    return v->count < table_rows(t) &&
           find_no((struct rows){v->rows, v->count}, t, word) == POS_NONE &&
           find_no((struct rows){NULL, table_rows(t)}, t, word) != POS_NONE;
}

bool view_leaves_out_no(const struct view *v, const struct table *t, struct str word)
{
    struct buf scratch = BUF_INIT;
    bool answer = is_left_out(v, t, text_trim(fold_text(word, &scratch)));
    buf_release(&scratch);
    return answer;
}

size_t view_find_no(const struct view *v, const struct table *t, struct str word)
{
    struct buf scratch = BUF_INIT;
    struct str folded = text_trim(fold_text(word, &scratch));
    size_t pos = find_no((struct rows){v->rows, v->count}, t, folded);
    uint32_t place;
    if (pos == POS_NONE && str_to_u32(folded, &place) && place >= 1 && place <= v->count &&
        !is_left_out(v, t, folded))
        pos = place - 1;
    buf_release(&scratch);
    return pos;
}
