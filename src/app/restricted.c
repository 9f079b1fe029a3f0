/*
 * restricted: what must be open before the sandbox closes. Nothing hard, but for the order: the tables
 * themselves, which may be hostile, are not looked at before. What the sandbox is is base/sandbox.h's.
 */
#include "app/restricted.h"

#include <errno.h>

#include "base/sandbox.h"
#include "review/json.h"
#include "table/encoding.h"

static enum err ask_kernel(struct restricted *r, const struct options *o, struct diag *d)
{
    r->lacking = SANDBOX_ALL & ~sandbox_offered();
    if (r->lacking == 0 || o->restriction == RESTRICTION_BEST_EFFORT)
        return ERR_NONE;
    (void)diag_set(d, ERR_SANDBOX, 0, STR(""), MSG_RESTRICTED_LACKING);
    diag_set_detail(d, str_from(sandbox_parts_name(r->lacking)));
    return ERR_SANDBOX;
}

static enum err open_tables(struct restricted *r, const struct options *o, struct diag *d)
{
    enum err err = ERR_NONE;
    r->held = held_new();
    for (size_t i = 0; i < o->file_count && err == ERR_NONE; i++)
        err = held_add(r->held, o->files[i], d);
    if (err == ERR_NONE && o->against.len > 0)
        err = held_add(r->held, o->against, d);
    return err;
}

enum err restricted_open(struct restricted *r, struct options *o, struct diag *d)
{
    *r = (struct restricted){0};
    enum err err = ask_kernel(r, o, d);
    if (err == ERR_NONE)
        err = open_tables(r, o, d);
    if (err == ERR_NONE && o->review.len > 0)
        err = store_open_copy(&r->notes, o->review, d);
    json_prepare();
    encoding_hold(o->load.encoding);
    o->load.held = r->held;
    o->restricted = r;
    return err;
}

enum err restricted_enforce(const struct restricted *r, struct diag *d)
{
    return sandbox_enter(SANDBOX_ALL & ~r->lacking)
               ? ERR_NONE
               : diag_set(d, ERR_SANDBOX, errno, STR(""), MSG_NONE);
}

void restricted_release(struct restricted *r)
{
    store_close(r->notes);
    held_free(r->held);
    *r = (struct restricted){0};
}
