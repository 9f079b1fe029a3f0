/*
 * order: sorts a view by several columns. Stable: equal records keep their file order.
 *
 * By the column's role:
 *
 *     number     by value, and what follows it by natural order (3, 3-1, 3-2, 3-10); record numbers are read up
 *                to the point (1.9, 1.10); words without a number stand behind, in both directions
 *     deadline   in time order, as due_compare() has it, standing ones last
 *     state      by severity, the worst first
 *     text       in pinyin order
 *
 * Empty cells come last in both directions. Keys are computed once a cell, kept for one column at a
 * time, and dropped after it.
 */
#ifndef DUBAN_REVIEW_ORDER_H
#define DUBAN_REVIEW_ORDER_H

#include "review/review.h"

#define ORDER_KEYS_MAX 8

struct order_key {
    uint32_t column;
    bool descending;
};

/* Plain data; a count of 0 is the file's own order. */
struct order {
    struct order_key keys[ORDER_KEYS_MAX];
    size_t count;
};

/* Reads "due,-no": role or header names, "-" for descending; "" is the file's
 * order. ERR_USAGE with the bad part as subject and its place as `off`. */
MUST_USE enum err order_parse(struct order *out, struct str text, const struct table *t,
                              struct diag *d);

/* Makes `column` the only key, or (when `further`) the last key; a column that is a key already
 * takes the new direction and stays in its place. False when there is no room for a further key. */
bool order_set(struct order *o, uint32_t column, bool descending, bool further);

/* True when both sort by the same. */
bool order_is_same(const struct order *x, const struct order *y);

/* The place of `column` among the keys from 0, or -1. */
int order_find(const struct order *o, uint32_t column);

#endif
