/*
 * palette: what the letters of an expectation must look like on a colour terminal.
 *
 * A letter stands for the styles that frame_style_letter() gives it, and style_look() says how those look;
 * both are the program's own, so nothing about colours stands here. A cell agrees when it looks like one
 * of its letter's styles.
 */
#ifndef DUBAN_TESTS_PALETTE_H
#define DUBAN_TESTS_PALETTE_H

#include "tests/screen/case.h"

/* Compares a screen's looks with the letters of its expectation. Prints the first cell that is wrong as a
 * TAP remark; true when none is. */
bool palette_agrees(struct str block, const struct shot *seen);

#endif
