/*
 * paired: marks that come in pairs (“ ” 「 」 《 》 （ ） ( ) ...) and those of them that stand alone.
 *
 *     待“十四五中期规划（含调整）批复      the “ has no ”
 *
 * Full-width and half-width twins of a bracket close each other: （ ) is as good a pair as ( ).
 * Kinds are paired each by itself, so “（” and ）is no finding. A ) behind the number of a list (1)
 * a) 三) closes nothing and is none; a ’ behind a Latin letter is an apostrophe.
 */
#ifndef DUBAN_REVIEW_PAIRED_H
#define DUBAN_REVIEW_PAIRED_H

#include "base/base.h"

struct lone_mark {
    size_t off; /* of the mark in the text */
    size_t len;
    bool opens;
};

/* The first mark of each kind that stands alone, in the order of the kinds, at most `max`; returns
 * how many. Of marks that open, the last ones without a partner count. */
size_t paired_find_lone(struct str text, struct lone_mark *out, size_t max);

#endif
