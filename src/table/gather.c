/*
 * gather: opens all, then steps whichever has something to read.
 *
 * The one hard idea is that no loader is stepped that would have to wait: one slow host would keep
 * the pipes of the others full, and their time would run out.
 */
#include "table/gather.h"

#include <poll.h>

#include "table/join.h"
#include "table/loader.h"
#include "table/remote.h"

enum { STEP_BYTES = 1 << 20 };

struct reading {
    struct str name;
    struct loader *loader; /* NULL once it is done or has failed */
    struct table *table;
    struct buf why; /* it failed: the reason */
};

struct gather {
    struct reading *readings;
    size_t count;
    size_t open; /* that are not done */
    struct diag first_failure;
    enum lang lang;
};

static void gather_release(struct gather *g)
{
    for (size_t i = 0; i < g->count; i++) {
        loader_free(g->readings[i].loader);
        table_free(g->readings[i].table);
        buf_release(&g->readings[i].why);
    }
    mem_free(g->readings);
}

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

/* Takes note of a failure. It stands alone where the table is on this host. */
static enum err fail(struct gather *g, struct reading *r, const struct diag *failure)
{
    loader_free(r->loader);
    r->loader = NULL;
    g->open--;
    if (g->first_failure.err == ERR_NONE)
        g->first_failure = *failure;
    keep_reason(r, failure, g->lang);
    return remote_is_named(r->name) ? ERR_NONE : failure->err;
}

static enum err open_all(struct gather *g, const struct str *names, size_t count,
                         const struct load_options *options, struct diag *d)
{
    g->readings = mem_zero(count, sizeof *g->readings);
    for (; g->count < count; g->count++) {
        struct reading *r = &g->readings[g->count];
        r->name = names[g->count];
        enum err err = loader_open(&r->loader, r->name, options, d);
        if (err != ERR_NONE)
            return err;
        g->open++;
    }
    return ERR_NONE;
}

/* Sleeps until one of them can be stepped without waiting. */
static void wait_for_any(const struct gather *g)
{
    struct pollfd *waiting = mem_array(g->count, sizeof *waiting);
    nfds_t count = 0;
    bool is_one_ready = false;
    for (size_t i = 0; i < g->count; i++) {
        const struct loader *l = g->readings[i].loader;
        if (!l)
            continue;
        is_one_ready |= loader_is_ready(l);
        waiting[count++] = (struct pollfd){.fd = loader_fd(l), .events = POLLIN};
    }
    if (!is_one_ready)
        poll(waiting, count, -1);
    mem_free(waiting);
}

static enum err step(struct gather *g, struct reading *r, struct diag *d)
{
    bool done = false;
    struct diag failure = {0};
    /* A budget of one byte is one read, which does not wait. */
    size_t budget = loader_fd(r->loader) < 0 ? STEP_BYTES : 1;
    if (loader_step(r->loader, budget, &done, &failure) != ERR_NONE) {
        if (d)
            *d = failure;
        return fail(g, r, &failure);
    }
    if (done) {
        r->table = loader_take_table(r->loader);
        loader_free(r->loader);
        r->loader = NULL;
        g->open--;
    }
    return ERR_NONE;
}

static enum err read_all(struct gather *g, struct diag *d)
{
    while (g->open > 0) {
        wait_for_any(g);
        for (size_t i = 0; i < g->count; i++) {
            struct reading *r = &g->readings[i];
            if (!r->loader || !loader_is_ready(r->loader))
                continue;
            enum err err = step(g, r, d);
            if (err != ERR_NONE)
                return err;
        }
    }
    return ERR_NONE;
}

static enum err join_all(struct table **out, struct gather *g, struct diag *d)
{
    struct join_part *parts = mem_array(g->count, sizeof *parts);
    size_t read = 0;
    for (size_t i = 0; i < g->count; i++) {
        struct reading *r = &g->readings[i];
        parts[i] = (struct join_part){r->name, r->table, buf_str(&r->why)};
        read += r->table != NULL;
    }
    if (read > 0) {
        *out = join_tables(parts, g->count);
        for (size_t i = 0; i < g->count; i++)
            g->readings[i].table = NULL;
    } else if (d) {
        *d = g->first_failure;
    }
    mem_free(parts);
    return read > 0 ? ERR_NONE : g->first_failure.err;
}

enum err gather_tables(struct table **out, const struct str *names, size_t count,
                       const struct load_options *options, enum lang lang, struct diag *d)
{
    *out = NULL;
    if (count == 1)
        return table_load(out, names[0], options, d);
    struct gather g = {.lang = lang};
    enum err err = open_all(&g, names, count, options, d);
    if (err == ERR_NONE)
        err = read_all(&g, d);
    if (err == ERR_NONE)
        err = join_all(out, &g, d);
    gather_release(&g);
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
