/*
 * gather: opens all, then steps whichever has something to read.
 *
 * The one hard idea is that no loader is stepped that would have to wait: one slow host would keep
 * the pipes of the others full, and their time would run out.
 */
#include "table/gather.h"

#include <assert.h>

#include "table/join.h"
#include "table/loader.h"
#include "table/remote.h"

enum { STEP_BYTES = 1 << 20 };

struct reading {
    struct buf name;
    struct loader *loader; /* NULL once it is done or has failed */
    struct table *table;
    struct buf why;      /* it failed: the reason */
    uint64_t read_bytes; /* of the loader, while it lives and after */
    uint64_t total_bytes;
};

struct gather {
    struct reading *readings;
    size_t count;
    size_t open; /* that are not done */
    struct diag first_failure;
    enum lang lang;
    struct load_options options;
};

void gather_free(struct gather *g)
{
    if (!g)
        return;
    for (size_t i = 0; i < g->count; i++) {
        loader_free(g->readings[i].loader);
        table_free(g->readings[i].table);
        buf_release(&g->readings[i].why);
        buf_release(&g->readings[i].name);
    }
    mem_free(g->readings);
    mem_free(g);
}

enum err gather_open(struct gather **out, const struct str *names, size_t count,
                     const struct load_options *options, enum lang lang, struct diag *d)
{
    struct gather *g = mem_zero(1, sizeof *g);
    g->lang = lang;
    g->options = *options;
    g->options.roles_may_lack = count > 1;
    g->readings = mem_zero(count, sizeof *g->readings);
    *out = NULL;
    while (g->count < count) {
        struct reading *r = &g->readings[g->count];
        buf_set(&r->name, names[g->count++]);
        enum err err = loader_open(&r->loader, buf_str(&r->name), &g->options, d);
        if (err != ERR_NONE) {
            gather_free(g);
            return err;
        }
        g->open++;
    }
    *out = g;
    return ERR_NONE;
}

/* ---- steps ---- */

/* The reason alone, without the name, in the words of the system or of ssh. */
static void keep_reason(struct reading *r, const struct diag *failure, enum lang lang)
{
    struct diag reason = *failure;
    reason.subject[0] = '\0';
    if (reason.reason == 0 && reason.errnum == 0)
        buf_append_str(&r->why, str_from(reason.detail));
    else
        diag_append(&r->why, lang, &reason);
}

static void close_loader(struct gather *g, struct reading *r)
{
    loader_free(r->loader);
    r->loader = NULL;
    g->open--;
}

/* Takes note of a failure. It stands alone where the table is on this host. */
static enum err fail(struct gather *g, struct reading *r, const struct diag *failure)
{
    close_loader(g, r);
    if (g->first_failure.err == ERR_NONE)
        g->first_failure = *failure;
    keep_reason(r, failure, g->lang);
    return remote_is_named(buf_str(&r->name)) ? ERR_NONE : failure->err;
}

static enum err step(struct gather *g, struct reading *r, size_t budget_bytes, struct diag *d)
{
    bool done = false;
    struct diag failure = {0};
    if (loader_step_now(r->loader, budget_bytes, &done, &failure) != ERR_NONE) {
        if (d)
            *d = failure;
        return fail(g, r, &failure);
    }
    loader_progress(r->loader, &r->read_bytes, &r->total_bytes);
    if (done) {
        r->table = loader_take_table(r->loader);
        close_loader(g, r);
    }
    return ERR_NONE;
}

static bool any_table_has(const struct gather *g, struct str column)
{
    for (size_t i = 0; i < g->count; i++)
        if (g->readings[i].table && table_find_column(g->readings[i].table, column) != COLUMN_NONE)
            return true;
    return false;
}

/* All were tried: is there one that could be read, and for every role that the user gives one with the column? */
static enum err conclude(const struct gather *g, struct diag *d)
{
    bool is_any = false;
    for (size_t i = 0; i < g->count; i++)
        is_any |= g->readings[i].table != NULL;
    if (!is_any && d)
        *d = g->first_failure;
    if (!is_any)
        return g->first_failure.err;
    for (size_t i = 0; i < g->options.role_count; i++)
        if (!any_table_has(g, g->options.roles[i].column))
            return diag_set(d, ERR_USAGE, 0, g->options.roles[i].column, MSG_NO_SUCH_COLUMN);
    return ERR_NONE;
}

enum err gather_step(struct gather *g, size_t budget_bytes, bool *done, struct diag *d)
{
    for (size_t i = 0; i < g->count; i++) {
        struct reading *r = &g->readings[i];
        if (!r->loader || !loader_is_ready(r->loader))
            continue;
        enum err err = step(g, r, budget_bytes, d);
        if (err != ERR_NONE)
            return err;
    }
    *done = g->open == 0;
    return *done ? conclude(g, d) : ERR_NONE;
}

/* ---- asking ---- */

bool gather_is_ready(const struct gather *g)
{
    for (size_t i = 0; i < g->count; i++)
        if (g->readings[i].loader && loader_is_ready(g->readings[i].loader))
            return true;
    return false;
}

void gather_add_wakes(const struct gather *g, struct wake *w)
{
    for (size_t i = 0; i < g->count; i++)
        if (g->readings[i].loader)
            wake_add(w, loader_fd(g->readings[i].loader));
}

void gather_progress(const struct gather *g, uint64_t *read_bytes, uint64_t *total_bytes)
{
    bool is_known = true;
    *read_bytes = *total_bytes = 0;
    for (size_t i = 0; i < g->count; i++) {
        const struct reading *r = &g->readings[i];
        *read_bytes += r->read_bytes;
        *total_bytes += r->total_bytes;
        is_known &= r->total_bytes > 0 || !r->loader;
    }
    if (!is_known)
        *total_bytes = 0;
}

struct str gather_waits_for(const struct gather *g)
{
    const struct reading *found = NULL;
    for (size_t i = 0; i < g->count; i++) {
        const struct reading *r = &g->readings[i];
        if (r->loader && (!found || (found->read_bytes > 0 && r->read_bytes == 0)))
            found = r;
    }
    return found ? buf_str(&found->name) : STR("");
}

/* ---- the table ---- */

struct table *gather_take_table(struct gather *g)
{
    assert(g->open == 0);
    struct table *whole = g->readings[0].table;
    if (g->count > 1) {
        struct join_part *parts = mem_array(g->count, sizeof *parts);
        for (size_t i = 0; i < g->count; i++) {
            const struct reading *r = &g->readings[i];
            parts[i] = (struct join_part){buf_str(&r->name), r->table, buf_str(&r->why)};
        }
        whole = join_tables(parts, g->count);
        mem_free(parts);
    }
    for (size_t i = 0; i < g->count; i++)
        g->readings[i].table = NULL;
    return whole;
}

/* Sleeps until one of them can be stepped. */
static void sleep_until_ready(const struct gather *g, struct wake *w)
{
    if (gather_is_ready(g))
        return;
    wake_clear(w);
    gather_add_wakes(g, w);
    wake_sleep(w);
}

enum err gather_tables(struct table **out, const struct str *names, size_t count,
                       const struct load_options *options, enum lang lang, struct diag *d)
{
    struct gather *g;
    struct wake wake = WAKE_INIT;
    bool done = false;
    *out = NULL;
    enum err err = gather_open(&g, names, count, options, lang, d);
    while (err == ERR_NONE && !done) {
        sleep_until_ready(g, &wake);
        err = gather_step(g, STEP_BYTES, &done, d);
    }
    if (err == ERR_NONE)
        *out = gather_take_table(g);
    gather_free(g);
    wake_release(&wake);
    return err;
}

size_t gather_append_missing(struct buf *out, const struct table *t, enum lang lang)
{
    size_t missing = 0;
    for (size_t i = 0; i < table_warnings_kept(t); i++) {
        const struct warning *w = table_warning(t, i);
        if (w->kind != WARNING_NOT_READ)
            continue;
        if (missing++ > 0)
            buf_append_byte(out, '\n');
        msg_append(out, lang, MSG_QUOTED, table_source(t, table_warning_source(t, i)).name.ptr);
        buf_append_str(out, str_from(msg_text(lang, MSG_COLON)));
        warning_append(out, lang, w);
    }
    return missing;
}
