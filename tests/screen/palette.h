/*
 * palette: what the letters of an expectation look like on one terminal. It is learned: the first
 * cell of a letter says how it looks, and every later one must look the same. Letters of flags that
 * lie over a style (cursor, hit, mark) have no look of their own; they must look unlike plain text.
 *
 * So an expectation need not know colours, and a style that is drawn wrong in one place is found.
 */
#ifndef DUBAN_TESTS_PALETTE_H
#define DUBAN_TESTS_PALETTE_H

#include "tests/screen/case.h"

struct palette {
    uint64_t look[128];
    bool known[128];
};

/* Compares a screen's looks with the letters of its expectation. Prints what is wrong as a TAP
 * remark; true when nothing is. */
bool palette_agrees(struct palette *p, struct str block, const struct shot *seen);

#endif
