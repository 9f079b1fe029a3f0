/*
 * summary: which roll-ups a summary holds, as a table.
 *
 * Nothing hard: each row is one roll-up over the view. How they look is left to json.c and chart.c.
 */
#include "review/summary.h"

static const struct {
    const char *json_name;
    enum msg title;
    enum role role; /* ROLE_OTHER: the column asked for */
    bool lead_only;
} plans[SUMMARY_SECTIONS] = {
    [SUMMARY_BY_SOURCE] = {"by_source", MSG_SUMMARY_BY_SOURCE, ROLE_SOURCE, false},
    [SUMMARY_BY_LEADER] = {"by_leader", MSG_SUMMARY_BY_LEADER, ROLE_LEADER, false},
    [SUMMARY_BY_UNIT] = {"by_unit", MSG_SUMMARY_BY_UNIT, ROLE_UNITS, false},
    [SUMMARY_BY_LEAD_UNIT] = {"by_lead_unit", MSG_SUMMARY_BY_LEAD_UNIT, ROLE_UNITS, true},
    [SUMMARY_BY_DUE] = {"by_due", MSG_SUMMARY_BY_DUE, ROLE_DUE, false},
    [SUMMARY_BY_STATE] = {"by_state", MSG_SUMMARY_BY_STATE, ROLE_STATE, false},
    [SUMMARY_BY_ASKED] = {"by", MSG_NONE, ROLE_OTHER, false},
};

void summary_build(struct summary *s, const struct review *r, const struct view *v,
                   const struct rollup_by *by)
{
    *s = (struct summary){.records = table_rows(r->table), .shown = tally_view(r, v)};
    for (size_t i = 0; i < SUMMARY_SECTIONS; i++) {
        struct summary_section *section = &s->sections[i];
        section->json_name = plans[i].json_name;
        section->title = plans[i].title;
        section->by =
            (struct rollup_by){table_find_role(r->table, plans[i].role), plans[i].lead_only};
        section->is_present =
            i == SUMMARY_BY_ASKED ? by != NULL : section->by.column != COLUMN_NONE;
        if (i == SUMMARY_BY_ASKED && by)
            section->by = *by;
        if (section->is_present)
            rollup_build(&section->rollup, r, v, section->by);
    }
}

void summary_release(struct summary *s)
{
    for (size_t i = 0; i < SUMMARY_SECTIONS; i++)
        rollup_release(&s->sections[i].rollup);
}
