/*
 * held: a list of sources; each lends its descriptor, or what came through its pipe, to those that are read.
 * Nothing hard. How a file is opened and refused is source.c's.
 */
#include "table/held.h"

#include "base/message.h"
#include "table/remote.h"

struct held {
    struct source **sources;
    size_t count, cap;
};

struct held *held_new(void)
{
    return mem_zero(1, sizeof(struct held));
}

void held_free(struct held *h)
{
    if (!h)
        return;
    for (size_t i = 0; i < h->count; i++)
        source_close(h->sources[i]);
    mem_free(h->sources);
    mem_free(h);
}

/* What comes through a pipe, all of it; waits for it. */
static enum err read_to_end(struct source *s, struct diag *d)
{
    char bytes[16 * 1024];
    size_t got;
    enum err err;
    do
        err = source_read(s, bytes, sizeof bytes, &got, d);
    while (err == ERR_NONE && got > 0);
    return err;
}

enum err held_add(struct held *h, struct str name, struct diag *d)
{
    struct source *source;
    if (!str_equal(name, STR("-")) && remote_is_named(name))
        return diag_set(d, ERR_USAGE, 0, name, MSG_RESTRICTED_HOST);
    enum err err = source_open(&source, name, d);
    if (err == ERR_NONE && source_fd(source) >= 0)
        err = read_to_end(source, d);
    if (err != ERR_NONE) {
        source_close(source);
        return err;
    }
    h->sources = mem_reserve(h->sources, &h->cap, h->count + 1, sizeof(struct source *));
    h->sources[h->count++] = source;
    return ERR_NONE;
}

enum err held_source(struct source **out, const struct held *h, struct str name, struct diag *d)
{
    for (size_t i = 0; i < h->count; i++)
        if (str_equal(source_name(h->sources[i]), name))
            return source_share(out, h->sources[i], d);
    *out = NULL;
    return diag_set(d, ERR_OPEN, 0, name, MSG_RESTRICTED_FILE);
}
