/*
 * against: life of the earlier table. Nothing hard: what is gathered becomes a table, two tables a comparison,
 * and what was good stays until the better is there.
 */
#include "app/against.h"

static void stop_reading(struct against *g)
{
    gather_free(g->gather);
    g->gather = NULL;
}

static void stop_comparing(struct against *g)
{
    compare_free(g->making);
    g->making = NULL;
}

static void drop_fresh(struct against *g)
{
    stop_comparing(g);
    table_free(g->fresh);
    g->fresh = NULL;
}

void against_forget(struct against *g)
{
    compare_free(g->next);
    g->next = NULL;
    g->next_now = NULL;
}

static void drop_table(struct against *g)
{
    compare_free(g->compare);
    against_forget(g);
    table_free(g->table);
    g->compare = NULL;
    g->table = NULL;
}

void against_release(struct against *g)
{
    stop_reading(g);
    drop_fresh(g);
    drop_table(g);
}

enum err against_open(struct against *g, struct str file, const struct load_options *options,
                      struct diag *d)
{
    struct gather *gather;
    enum err err = gather_open(&gather, &file, 1, options, LANG_EN, d);
    if (err != ERR_NONE)
        return err;
    stop_reading(g);
    g->gather = gather;
    return ERR_NONE;
}

bool against_is_coming(const struct against *g)
{
    return g->gather || g->fresh;
}

enum err against_read(struct against *g, size_t budget_bytes, struct diag *d)
{
    bool is_done = false;
    enum err err = gather_step(g->gather, budget_bytes, &is_done, d);
    if (err == ERR_NONE && !is_done)
        return ERR_NONE;
    if (err == ERR_NONE) {
        drop_fresh(g);
        g->fresh = gather_take_table(g->gather);
    }
    stop_reading(g);
    return err;
}

bool against_compare(struct against *g, const struct table *now, struct work *work)
{
    if (!g->fresh)
        return false;
    if (!g->making)
        g->making = compare_begin(now, g->fresh);
    if (!compare_step(g->making, work))
        return false;
    drop_table(g);
    g->compare = g->making;
    g->table = g->fresh;
    g->making = NULL;
    g->fresh = NULL;
    return true;
}

bool against_cancel(struct against *g)
{
    bool is_doing = g->gather || g->making;
    stop_reading(g);
    if (g->making)
        drop_fresh(g);
    return is_doing;
}

bool against_prepare(struct against *g, const struct table *soon, struct work *work)
{
    if (!g->table)
        return true;
    if (g->next_now != soon)
        against_forget(g);
    if (!g->next)
        g->next = compare_begin(soon, g->table);
    g->next_now = soon;
    return compare_step(g->next, work);
}

void against_adopt(struct against *g, const struct table *now)
{
    stop_comparing(g);
    compare_free(g->compare);
    g->compare = g->next_now == now ? g->next : NULL;
    if (g->compare)
        g->next = NULL;
    against_forget(g);
    if (g->compare || !g->table)
        return;
    if (!g->fresh)
        g->fresh = g->table;
    else
        table_free(g->table);
    g->table = NULL;
}
