/*
 * sorting: rows being sorted in steps, so that keys are answered meanwhile. How rows are sorted is order.h's
 * to say; sorting_sort_rows() is this to the end.
 */
#ifndef DUBAN_REVIEW_SORTING_H
#define DUBAN_REVIEW_SORTING_H

#include "review/order.h"
#include "review/work.h"

struct sorting;

/* Begins to sort `rows`, which hold row numbers of the review's table, each at most once. Rows and table must live
 * and stay as they are meanwhile, but that the table may grow. The caller frees it. */
struct sorting *sorting_new(const struct order *o, const struct review *r, const uint32_t *rows,
                            size_t count);

/* Goes on until the work is used up or all is sorted: true then. */
bool sorting_step(struct sorting *s, struct work *work);

/* How far it is, 0 to 100. */
unsigned sorting_percent(const struct sorting *s);

/* Stores the rows in order, once all is sorted; where they were given from is a fit place. */
void sorting_store_rows(const struct sorting *s, uint32_t *rows);

/* NULL is allowed. */
void sorting_free(struct sorting *s);

/* Sorts `rows`, which hold row numbers of the review's table, each at most once. */
void sorting_sort_rows(const struct order *o, const struct review *r, uint32_t *rows, size_t count);

#endif
