/*
 * radix: items are moved from one array to the other in the order of a few bits of their keys, the lowest bits
 * first.
 *
 * The one hard idea: most bits of most keys say nothing. Deadlines differ in month and day, numbers in a third of
 * their bits. So one look at all keys finds the bits that tell any two of them apart, and whether there is anything
 * to do at all; each move begins at the lowest such bit that is left.
 */
#include "review/radix.h"

#include <string.h>

#include "base/base.h"

/* What things cost (review/work.h). */
enum { COST_LOOK = 1, COST_COUNT = 1, COST_MOVE = 2 };

/* So few items are sorted by insertion: the counters would cost more than the sorting. */
enum { FEW = 48 };

#define VALUE_MASK (((uint64_t)1 << RADIX_BITS) - 1)

void radix_begin(struct radix *x, struct keyed *items, struct keyed *spare, size_t count)
{
    x->items = x->from = items;
    x->to = spare;
    x->count = count;
    x->stage = RADIX_LOOK;
    x->at = 0;
    x->varies = 0;
    x->is_sorted = true;
}

static void insertion_sort(struct keyed *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct keyed item = items[i];
        size_t place = i;
        for (; place > 0 && items[place - 1].key > item.key; place--)
            items[place] = items[place - 1];
        items[place] = item;
    }
}

/* ---- the stages: each says what is next ---- */

static void begin_bits(struct radix *x)
{
    x->shift = (unsigned)__builtin_ctzll(x->varies);
    memset(x->places, 0, sizeof x->places);
    x->stage = RADIX_COUNT;
}

static void finish(struct radix *x)
{
    if (x->from != x->items)
        memcpy(x->items, x->from, x->count * sizeof *x->items);
    x->stage = RADIX_DONE;
}

static void look(struct radix *x, size_t end)
{
    uint64_t varies = x->varies, before = x->items[x->at > 0 ? x->at - 1 : 0].key;
    bool is_sorted = x->is_sorted;
    for (size_t i = x->at; i < end; i++) {
        uint64_t key = x->items[i].key;
        varies |= key ^ before;
        is_sorted &= key >= before;
        before = key;
    }
    x->varies = varies;
    x->is_sorted = is_sorted;
    if (end == x->count && is_sorted)
        finish(x);
    else if (end == x->count)
        begin_bits(x);
}

static void count(struct radix *x, size_t end)
{
    const struct keyed *from = x->from;
    for (size_t i = x->at; i < end; i++)
        x->places[from[i].key >> x->shift & VALUE_MASK]++;
    if (end < x->count)
        return;
    for (uint32_t value = 0, next = 0; value < COUNT_OF(x->places); value++) {
        uint32_t times = x->places[value];
        x->places[value] = next;
        next += times;
    }
    x->stage = RADIX_MOVE;
}

static void move(struct radix *x, size_t end)
{
    const struct keyed *from = x->from;
    struct keyed *to = x->to;
    for (size_t i = x->at; i < end; i++)
        to[x->places[from[i].key >> x->shift & VALUE_MASK]++] = from[i];
    if (end < x->count)
        return;
    x->to = x->from;
    x->from = to;
    x->varies &= ~(VALUE_MASK << x->shift);
    if (x->varies == 0)
        finish(x);
    else
        begin_bits(x);
}

/* ---- the whole ---- */

bool radix_step(struct radix *x, struct work *work)
{
    static const struct {
        void (*go_on)(struct radix *x, size_t end);
        size_t cost;
    } stages[] = {
        [RADIX_LOOK] = {look, COST_LOOK},
        [RADIX_COUNT] = {count, COST_COUNT},
        [RADIX_MOVE] = {move, COST_MOVE},
    };
    if (x->count <= FEW) {
        (void)work_take(work, COST_MOVE * x->count);
        insertion_sort(x->items, x->count);
        x->stage = RADIX_DONE;
    }
    while (x->stage != RADIX_DONE) {
        enum radix_stage stage = x->stage;
        size_t end = x->at + work_share(work, stages[stage].cost, x->count - x->at);
        if (end == x->at)
            return false;
        stages[stage].go_on(x, end);
        x->at = end < x->count ? end : 0;
    }
    return true;
}
