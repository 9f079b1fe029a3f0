/*
 * order: reads and changes the keys that rows are sorted by. Nothing hard; the sorting itself is sorting.c's.
 */
#include "review/order.h"

#include "text/cluster.h"

int order_find(const struct order *o, uint32_t column)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->keys[i].column == column)
            return (int)i;
    return -1;
}

bool order_is_same(const struct order *x, const struct order *y)
{
    bool is_same = x->count == y->count;
    for (size_t i = 0; is_same && i < x->count; i++)
        is_same = x->keys[i].column == y->keys[i].column &&
                  x->keys[i].descending == y->keys[i].descending;
    return is_same;
}

bool order_set(struct order *o, uint32_t column, bool descending, bool further)
{
    int place = further ? order_find(o, column) : -1;
    if (!further)
        o->count = 0;
    if (place < 0) {
        if (o->count == ORDER_KEYS_MAX)
            return false;
        place = (int)o->count++;
    }
    o->keys[place] = (struct order_key){column, descending};
    return true;
}

static enum err refuse(struct diag *d, struct str text, struct str part, enum msg reason)
{
    (void)diag_set(d, ERR_USAGE, 0, part, (int)reason);
    if (d)
        d->off = (size_t)(part.ptr - text.ptr);
    return ERR_USAGE;
}

/* Reads one key. "-" before it turns it round. */
static enum err add_part(struct order *o, struct str text, struct str part, const struct table *t,
                         struct diag *d)
{
    struct str name = part;
    bool descending = str_starts_with(part, STR("-"));
    if (descending)
        name = text_trim(str_slice(part, 1, part.len));
    uint32_t column = review_find_column(t, name);
    if (column == COLUMN_NONE)
        return refuse(d, text, name, MSG_NO_SUCH_COLUMN);
    if (!order_set(o, column, descending, true))
        return refuse(d, text, part, MSG_ORDER_TOO_MANY);
    return ERR_NONE;
}

enum err order_parse(struct order *out, struct str text, const struct table *t, struct diag *d)
{
    *out = (struct order){.count = 0};
    struct str rest = text_trim(text), part;
    enum err err = ERR_NONE;
    if (rest.len == 0)
        return ERR_NONE;
    while (err == ERR_NONE && str_split(&rest, ',', &part))
        err = add_part(out, text, text_trim(part), t, d);
    return err;
}
