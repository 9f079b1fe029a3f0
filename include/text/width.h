/*
 * width: how many terminal cells a code point takes. One policy for layout and for ncurses.
 *
 *     2   East Asian Wide and Fullwidth; Ambiguous when width_set_ambiguous(true)
 *     0   what joins the character before it: combining marks (Mn, Me), the second and third part
 *         of a Hangul syllable, ZWJ, ZWNJ, variation selectors
 *    -1   what is never sent to a terminal: controls, format characters (bidi, zero-width, tags,
 *         interlinear), line and paragraph separators, surrogates, private use, unassigned,
 *         noncharacters and everything else that is ignored by default (fillers, U+034F, U+00AD)
 *     1   the rest
 *
 * Sources: UAX #11 (EastAsianWidth.txt of the system at build time); general category and
 * Default_Ignorable_Code_Point of libunistring, whose Unicode version says what is assigned.
 */
#ifndef DUBAN_TEXT_WIDTH_H
#define DUBAN_TEXT_WIDTH_H

#include "base/base.h"

/* Ambiguous-width characters (“ ” — … ·) take 2 cells when `wide`. The only global of this layer:
 * ncurses asks wcwidth() without saying for whom. */
void width_set_ambiguous(bool wide);
bool width_ambiguous_is_wide(void);

/* 0, 1 or 2; -1 for what is never sent. The program's own wcwidth() calls it. */
int width_of_code_point(uint32_t code_point);

#endif
