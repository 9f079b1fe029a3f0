/*
 * held: a list of sources that nobody reads from; each lends its descriptor to those that do. Nothing
 * hard. How a file is opened and refused is source.c's.
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

enum err held_add(struct held *h, struct str name, struct diag *d)
{
    struct source *source;
    if (!str_equal(name, STR("-")) && remote_is_named(name))
        return diag_set(d, ERR_USAGE, 0, name, MSG_RESTRICTED_HOST);
    enum err err = source_open(&source, name, d);
    if (err != ERR_NONE)
        return err;
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
