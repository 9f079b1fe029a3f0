/*
 * opening: reads until there is something to show. Nothing hard: a loader or a gathering is stepped, and the
 * few keys that end the program are those of the command table. What is shown then is control.c's.
 */
#include "app/opening.h"

#include "app/command.h"
#include "app/progress.h"
#include "app/verb.h"
#include "text/width.h"

#define AT_ONCE_BYTES (2048 * 1024) /* so much of large files before the terminal is taken */
/* Of a file that is too large to be whole at once, enough for the rows of a screen is better: the rest comes between
 * keys. */
#define GLANCE_BYTES (32 * 1024)

/* ---- reading ---- */

void opening_release(struct opening *o)
{
    loader_free(o->loader);
    gather_free(o->gather);
    freshness_release(&o->freshness);
    *o = (struct opening){.loader = NULL};
}

bool opening_is_busy(const struct opening *o)
{
    return o->loader ? loader_is_ready(o->loader) : gather_is_ready(o->gather);
}

bool opening_is_ready(const struct opening *o)
{
    const struct table *t = o->loader ? loader_table(o->loader) : NULL;
    if (o->is_whole || !t || table_rows(t) == 0)
        return o->is_whole;
    return table_rows(t) >= (uint32_t)o->rows || !loader_is_ready(o->loader);
}

static size_t step_bytes(const struct opening *o)
{
    uint64_t read_bytes, total_bytes = 0;
    if (o->loader)
        loader_progress(o->loader, &read_bytes, &total_bytes);
    return total_bytes > LOADER_FIRST_BYTES ? GLANCE_BYTES : LOADER_FIRST_BYTES;
}

enum err opening_step(struct opening *o, struct diag *d)
{
    if (!opening_is_busy(o))
        return ERR_NONE;
    return o->loader ? loader_step_now(o->loader, step_bytes(o), &o->is_whole, d)
                     : gather_step(o->gather, step_bytes(o), &o->is_whole, d);
}

static enum err open_files(struct opening *o, struct diag *d)
{
    const struct options *options = o->options;
    if (options->file_count > 1)
        return gather_open(&o->gather, options->files, options->file_count, &options->load, o->lang,
                           d);
    return loader_open(&o->loader, options->file, &options->load, d);
}

enum err opening_begin(struct opening *o, const struct options *options, int rows, int cols,
                       struct diag *d)
{
    *o = (struct opening){.options = options,
                          .lang = options_lang(options),
                          .rows = rows,
                          .cols = cols,
                          .layout = layout_of(rows, cols, LAYOUT_PAGE)};
    freshness_begin(&o->freshness, options);
    enum err err = open_files(o, d);
    for (size_t read = 0; err == ERR_NONE && read < AT_ONCE_BYTES && !opening_is_ready(o);
         read += step_bytes(o))
        err = opening_step(o, d);
    if (err != ERR_NONE)
        opening_release(o);
    return err;
}

void opening_add_wakes(const struct opening *o, struct wake *w)
{
    if (o->loader)
        wake_add(w, loader_fd(o->loader));
    else
        gather_add_wakes(o->gather, w);
}

/* ---- events ---- */

static bool ends_program(uint32_t key)
{
    const struct command *c = command_find(CONTEXT_LIST, key_narrow(key));
    return c && (c->run == verb_back || c->run == verb_quit);
}

void opening_handle(struct opening *o, const struct event *e)
{
    o->wants_quit |= e->type == EVENT_STOP || (e->type == EVENT_KEY && ends_program(e->key));
    if (e->type == EVENT_WIDTH)
        width_set_ambiguous(e->wide);
    if (e->type != EVENT_RESIZE)
        return;
    o->rows = e->rows;
    o->cols = e->cols;
    o->layout = layout_of(e->rows, e->cols, LAYOUT_PAGE);
}

void opening_append(const struct opening *o, struct buf *out)
{
    uint64_t done, all;
    struct str name = o->options->file;
    if (o->loader) {
        loader_progress(o->loader, &done, &all);
    } else {
        gather_progress(o->gather, &done, &all);
        name = gather_waits_for(o->gather);
    }
    progress_append_reading(out, name, done, all, o->lang);
    buf_append_str(out, str_from(msg_text(o->lang, MSG_OPENING_QUIT)));
}
