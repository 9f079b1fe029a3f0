/*
 * trail: a stack of places. What a place means, and how one goes back to it, is drill.c's.
 */
#include "app/trail.h"

void place_release(struct place *p)
{
    buf_release(&p->value);
    buf_release(&p->term);
    buf_release(&p->filter);
}

void trail_release(struct trail *t)
{
    for (size_t i = 0; i < t->count; i++)
        place_release(&t->places[i]);
    mem_free(t->places);
    *t = (struct trail){0};
}

struct place *trail_add(struct trail *t)
{
    t->places = mem_reserve(t->places, &t->cap, t->count + 1, sizeof *t->places);
    struct place *place = &t->places[t->count++];
    *place = (struct place){0};
    return place;
}

bool trail_take(struct trail *t, struct place *out)
{
    if (t->count == 0)
        return false;
    *out = t->places[--t->count];
    return true;
}
