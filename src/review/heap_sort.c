/*
 * heap_sort: first every item sinks until none above it is less, then the greatest is taken off, again and again.
 *
 * Nothing hard, but that what is left to be done is two numbers, so that it can be left at any move.
 */
#include "review/heap_sort.h"

#include <assert.h>
#include <string.h>

struct heap_sort heap_sort_begin(void *items, size_t count, size_t size,
                                 int (*compare)(const void *a, const void *b))
{
    assert(size <= HEAP_SORT_ITEM_BYTES_MAX);
    return (struct heap_sort){items, count, size, compare, count / 2, count};
}

static char *item(const struct heap_sort *s, size_t i)
{
    return s->items + i * s->size;
}

static void swap(const struct heap_sort *s, size_t i, size_t j)
{
    char kept[HEAP_SORT_ITEM_BYTES_MAX];
    memcpy(kept, item(s, i), s->size);
    memcpy(item(s, i), item(s, j), s->size);
    memcpy(item(s, j), kept, s->size);
}

static void sink(const struct heap_sort *s, size_t i)
{
    for (size_t child; (child = 2 * i + 1) < s->unsorted; i = child) {
        if (child + 1 < s->unsorted && s->compare(item(s, child), item(s, child + 1)) < 0)
            child++;
        if (s->compare(item(s, i), item(s, child)) >= 0)
            return;
        swap(s, i, child);
    }
}

bool heap_sort_step(struct heap_sort *s, struct work *work)
{
    while (s->unheaped > 0 && work_take(work, 1))
        sink(s, --s->unheaped);
    while (s->unheaped == 0 && s->unsorted > 1 && work_take(work, 1)) {
        swap(s, 0, --s->unsorted);
        sink(s, 0);
    }
    return s->unheaped == 0 && s->unsorted <= 1;
}
