/*
 * cellkey: what a cell of a column is sorted by: 64 bits that compare as the cells do, and where they leave it open a
 * text that decides. The orders themselves are named in order.h.
 *
 *     number   3-2      key: the bits of 3         rest: -2
 *     text     重庆市   key: how it begins         rest: all of it
 *     due      9月底    key: kind, year, month, day
 */
#ifndef DUBAN_REVIEW_CELLKEY_H
#define DUBAN_REVIEW_CELLKEY_H

#include "review/order.h"
#include "text/collate.h"

/* The key of an empty cell: above all others, in both directions. */
#define CELLKEY_EMPTY UINT64_MAX

/* One column, and what was found out on the way through it. */
struct cellkey {
    const struct table *table;
    uint32_t column;
    bool descending;
    bool is_read; /* its values are facts of the table: no cell is looked at */
    enum role role;
    enum role_type type;
    enum collation collation;  /* of the texts that decide */
    struct cellkey_memo *memo; /* keys of short texts: most columns hold few values */
    struct buf scratch;
};

/* Prepares for a column. What was there before must be released; the table must live. */
void cellkey_init(struct cellkey *k, const struct table *t, struct order_key column);
void cellkey_release(struct cellkey *k);

/* The key of a row's cell. */
uint64_t cellkey_of(struct cellkey *k, uint32_t row);

/* `key` so that it sorts the other way round where the column does, never as an empty cell. */
uint64_t cellkey_directed(const struct cellkey *k, uint64_t key);

/* Whether cells with equal keys may differ, and the text that decides then; it lives as long as the table. */
bool cellkey_has_rest(const struct cellkey *k);
struct str cellkey_rest(struct cellkey *k, uint32_t row);

#endif
