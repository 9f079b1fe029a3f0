/*
 * bar: the classes of a tally side by side, each with its own sign, so that it reads without colour.
 *
 *     肖友华    40  #####################################x?
 *     市政府办   3  ##-
 */
#ifndef DUBAN_REVIEW_BAR_H
#define DUBAN_REVIEW_BAR_H

#include "review/tally.h"

/* A class of the counts, in the order in which columns and bars show them. */
struct bar_class {
    enum msg title;
    char sign;
};

enum { BAR_ON_SCHEDULE, BAR_BEHIND, BAR_NOT_STATED, BAR_OTHER, BAR_CLASSES };

/* The row of a class; for ever. */
const struct bar_class *bar_class(size_t index);

/* How many records of the tally are in a class. */
uint32_t bar_count(const struct tally *t, size_t index);

/* Appends the bar of a tally with records in it, in ASCII: at most `room` cells, and as many for
 * `most` records, the longest line's; a sign a record where that fits. A class with any record has a
 * sign at least, so that one task behind among a thousand does not vanish: then a short bar is a
 * little too long, but no more than `room` and the classes. */
void bar_append(struct buf *out, const struct tally *t, uint32_t most, unsigned room);

#endif
