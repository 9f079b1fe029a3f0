/*
 * against: life of the earlier table. Nothing hard: a loader becomes a table, two tables a comparison, and
 * what was good stays until the better is there.
 */
#include "app/against.h"

void against_release(struct against *g)
{
    compare_free(g->compare);
    loader_free(g->loader);
    table_free(g->table);
    *g = (struct against){NULL, NULL, NULL};
}

enum err against_open(struct against *g, struct str file, const struct load_options *options,
                      struct diag *d)
{
    struct loader *loader;
    enum err err = loader_open(&loader, file, options, d);
    if (err != ERR_NONE)
        return err;
    loader_free(g->loader);
    g->loader = loader;
    return ERR_NONE;
}

bool against_is_reading(const struct against *g)
{
    return g->loader != NULL;
}

bool against_read(struct against *g, size_t budget_bytes, struct diag *d)
{
    bool is_done = false;
    bool is_well = loader_step(g->loader, budget_bytes, &is_done, d) == ERR_NONE;
    if (is_well && !is_done)
        return false;
    struct table *whole = is_well ? loader_take_table(g->loader) : NULL;
    loader_free(g->loader);
    g->loader = NULL;
    if (!whole)
        return false;
    compare_free(g->compare);
    g->compare = NULL;
    table_free(g->table);
    g->table = whole;
    return true;
}

const struct compare *against_compare(struct against *g, const struct table *now)
{
    compare_free(g->compare);
    g->compare = now && g->table ? compare_new(now, g->table) : NULL;
    return g->compare;
}
