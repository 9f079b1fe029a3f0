/*
 * condition: what is: asks of a record, as a table.
 *
 * Nothing here is hard; the point is that there is one row a condition and nothing else to change.
 * What the dates say (overdue, due, soon) and what the state cell says (behind) are different questions.
 */
#include "review/condition.h"

#include "review/compare.h"
#include "review/notes.h"
#include "text/fold.h"

static enum state_group group_of(const struct review *r, uint32_t row)
{
    return state_info(table_state(r->table, row))->group;
}

static bool is_on(const struct review *r, uint32_t row)
{
    return group_of(r, row) == GROUP_ON_SCHEDULE;
}

static bool is_behind(const struct review *r, uint32_t row)
{
    return group_of(r, row) == GROUP_BEHIND;
}

static bool is_done(const struct review *r, uint32_t row)
{
    return table_state(r->table, row) == STATE_DONE;
}

static bool is_overdue(const struct review *r, uint32_t row)
{
    return review_standing(r, row) == STANDING_OVERDUE;
}

static bool is_soon(const struct review *r, uint32_t row)
{
    return review_standing(r, row) == STANDING_NEXT_QUARTER;
}

static bool is_unstated(const struct review *r, uint32_t row)
{
    return group_of(r, row) == GROUP_NOT_STATED;
}

static bool is_other(const struct review *r, uint32_t row)
{
    return group_of(r, row) == GROUP_OTHER;
}

static bool has_change(const struct review *r, uint32_t row, enum change change)
{
    return r->compare && compare_change(r->compare, row) == change;
}

static bool is_changed(const struct review *r, uint32_t row)
{
    return has_change(r, row, CHANGE_CHANGED);
}

static bool is_same(const struct review *r, uint32_t row)
{
    return has_change(r, row, CHANGE_SAME);
}

static bool is_new(const struct review *r, uint32_t row)
{
    return has_change(r, row, CHANGE_NEW);
}

/* No record of the present table is gone: the name is known so that whoever asks gets an answer. */
static bool is_gone(const struct review *r, uint32_t row)
{
    (void)r;
    (void)row;
    return false;
}

static bool has_same_note(const struct review *r, uint32_t row)
{
    return r->compare && compare_note_is_same(r->compare, row);
}

static bool is_renumbered(const struct review *r, uint32_t row)
{
    return r->compare && compare_was_renumbered(r->compare, row);
}

static bool is_remarked(const struct review *r, uint32_t row)
{
    size_t count;
    (void)notes_remarks(r, row, &count);
    return count > 0;
}

static const struct condition conditions[] = {
    {"on", "按计划", is_on, ASKS_TABLE},
    {"behind", "滞后", is_behind, ASKS_TABLE},
    {"done", "完成", is_done, ASKS_TABLE},
    {"overdue", "逾期", is_overdue, ASKS_TABLE},
    {"due", "到期", review_fell_due, ASKS_TABLE},
    {"soon", "将到期", is_soon, ASKS_TABLE},
    {"unstated", "未填", is_unstated, ASKS_TABLE},
    {"standing", "长期", review_is_standing, ASKS_TABLE},
    {"other", "其他", is_other, ASKS_TABLE},
    {"changed", "变化", is_changed, ASKS_COMPARISON},
    {"same", "未变", is_same, ASKS_COMPARISON},
    {"new", "新增", is_new, ASKS_COMPARISON},
    {"gone", "消失", is_gone, ASKS_GONE},
    {"same-note", "情况未变", has_same_note, ASKS_COMPARISON},
    {"renumbered", "改号", is_renumbered, ASKS_COMPARISON},
    {"marked", "标记", notes_is_marked, ASKS_NOTES},
    {"remarked", "批注", is_remarked, ASKS_NOTES},
};

const struct condition *condition_table(size_t *count)
{
    *count = COUNT_OF(conditions);
    return conditions;
}

const struct condition *condition_find(struct str name)
{
    struct buf scratch = BUF_INIT;
    struct str folded = fold_text(name, &scratch);
    const struct condition *found = NULL;
    for (size_t i = 0; i < COUNT_OF(conditions) && !found; i++)
        if (str_equal(folded, str_from(conditions[i].name)) ||
            str_equal(folded, str_from(conditions[i].zh)))
            found = &conditions[i];
    buf_release(&scratch);
    return found;
}
