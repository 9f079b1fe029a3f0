/*
 * compare_fixture: two tables and their comparison, for tests of it.
 */
#ifndef DUBAN_TESTS_UNIT_REVIEW_COMPARE_FIXTURE_H
#define DUBAN_TESTS_UNIT_REVIEW_COMPARE_FIXTURE_H

#include "review/compare.h"

/* A table held against an earlier one. */
struct pair {
    struct table *now, *before;
    struct compare *compare;
};

/* Frees the three. */
void pair_release(struct pair *p);

/* Fails the test unless every record of either table is counted once, and nobody was matched twice. */
void assert_pair_is_whole(const struct pair *p);

#endif
