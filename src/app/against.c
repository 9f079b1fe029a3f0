/*
 * against: life of the earlier table. Nothing hard: what is gathered becomes a table, two tables a comparison,
 * and what was good stays until the better is there.
 */
#include "app/against.h"

void against_cancel(struct against *g)
{
    gather_free(g->gather);
    g->gather = NULL;
}

void against_release(struct against *g)
{
    compare_free(g->compare);
    compare_free(g->next);
    gather_free(g->gather);
    table_free(g->table);
    *g = (struct against){.gather = NULL};
}

enum err against_open(struct against *g, struct str file, const struct load_options *options,
                      struct diag *d)
{
    struct gather *gather;
    enum err err = gather_open(&gather, &file, 1, options, LANG_EN, d);
    if (err != ERR_NONE)
        return err;
    gather_free(g->gather);
    g->gather = gather;
    return ERR_NONE;
}

bool against_is_reading(const struct against *g)
{
    return g->gather != NULL;
}

bool against_read(struct against *g, size_t budget_bytes, struct diag *d)
{
    bool is_done = false;
    bool is_well = gather_step(g->gather, budget_bytes, &is_done, d) == ERR_NONE;
    if (is_well && !is_done)
        return false;
    struct table *whole = is_well ? gather_take_table(g->gather) : NULL;
    against_cancel(g);
    if (!whole)
        return false;
    compare_free(g->compare);
    compare_free(g->next);
    g->compare = g->next = NULL;
    table_free(g->table);
    g->table = whole;
    return true;
}

const struct compare *against_compare(struct against *g, const struct table *now)
{
    compare_free(g->compare);
    if (g->next && g->next_now == now) {
        g->compare = g->next;
        g->next = NULL;
    } else {
        g->compare = now && g->table ? compare_new(now, g->table) : NULL;
    }
    return g->compare;
}

const struct compare *against_prepare(struct against *g, const struct table *soon)
{
    compare_free(g->next);
    g->next = g->table ? compare_new(soon, g->table) : NULL;
    g->next_now = soon;
    return g->next;
}
