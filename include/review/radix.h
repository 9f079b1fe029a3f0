/*
 * radix: sorts row numbers by 64-bit keys, in steps, without comparing. Stable.
 */
#ifndef DUBAN_REVIEW_RADIX_H
#define DUBAN_REVIEW_RADIX_H

#include "review/work.h"

struct keyed {
    uint64_t key;
    uint32_t row;
};

/* Of a key so many bits are sorted by at a time. */
#define RADIX_BITS 8

struct radix {
    struct keyed *items; /* where they are to be in the end */
    struct keyed *from, *to;
    size_t count;
    enum radix_stage { RADIX_LOOK, RADIX_COUNT, RADIX_MOVE, RADIX_DONE } stage;
    size_t at;       /* how far that is */
    uint64_t varies; /* bits that tell keys apart and are not sorted by yet */
    bool is_sorted;
    unsigned shift; /* of the bits that are being sorted by */
    uint32_t places
        [1u << RADIX_BITS]; /* how often each value of them occurs, then where its next item goes */
};

/* Begins to sort `count` items, below 2^32. `spare` has room for as many; what is left there is of no use. */
void radix_begin(struct radix *x, struct keyed *items, struct keyed *spare, size_t count);

/* Goes on until the work is used up or the items are in order: true then. Items and room must stay meanwhile. */
bool radix_step(struct radix *x, struct work *work);

#endif
