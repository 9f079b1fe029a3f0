/*
 * heap_sort: sorts in steps, in place: for long lists that are sorted between keys.
 *
 * qsort() takes as much memory again and cannot be left meanwhile. This is slower than it, the more so the longer
 * the list, and keeps no order among equals: the comparison must leave none.
 */
#ifndef DUBAN_REVIEW_HEAP_SORT_H
#define DUBAN_REVIEW_HEAP_SORT_H

#include "base/base.h"
#include "review/work.h"

#define HEAP_SORT_ITEM_BYTES_MAX 64

/* Set by heap_sort_begin(); borrows the items. */
struct heap_sort {
    char *items;
    size_t count, size;
    int (*compare)(const void *a, const void *b);
    size_t unheaped; /* items that have not sunk to their place in the heap */
    size_t unsorted; /* items that have not been taken from it */
};

/* Begins to sort `count` items of `size` bytes, at most HEAP_SORT_ITEM_BYTES_MAX each, as qsort() would. */
struct heap_sort heap_sort_begin(void *items, size_t count, size_t size,
                                 int (*compare)(const void *a, const void *b));

/* Goes on until the work is used up, a unit an item that is moved; all are moved twice. True
 * when the list is sorted. */
bool heap_sort_step(struct heap_sort *s, struct work *work);

#endif
