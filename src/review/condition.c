/*
 * condition: what is: asks of a record, as a table.
 *
 * Nothing here is hard; the point is that there is one row a condition and nothing else to change.
 * A stated 逾期 and a deadline gone by are both overdue: a reviewer who asks wants to see either.
 */
#include "review/condition.h"

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
    return table_state(r->table, row) == STATE_OVERDUE ||
           review_standing(r, row) == STANDING_OVERDUE;
}

static bool is_due(const struct review *r, uint32_t row)
{
    return review_standing(r, row) == STANDING_DUE;
}

static bool is_unstated(const struct review *r, uint32_t row)
{
    return group_of(r, row) == GROUP_NOT_STATED;
}

static bool is_other(const struct review *r, uint32_t row)
{
    return group_of(r, row) == GROUP_OTHER;
}

static bool is_standing(const struct review *r, uint32_t row)
{
    return table_due(r->table, row).kind == DUE_STANDING ||
           table_state(r->table, row) == STATE_STANDING;
}

static const struct condition conditions[] = {
    {"on", "按计划", is_on},           {"behind", "滞后", is_behind},
    {"done", "完成", is_done},         {"overdue", "逾期", is_overdue},
    {"due", "到期", is_due},           {"unstated", "未填", is_unstated},
    {"standing", "长期", is_standing}, {"other", "其他", is_other},
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

void condition_append_names(struct buf *out)
{
    for (size_t i = 0; i < COUNT_OF(conditions); i++)
        buf_printf(out, "%s%s", i > 0 ? " " : "", conditions[i].name);
}
