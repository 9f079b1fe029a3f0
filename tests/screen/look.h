/*
 * look: what a cell looks like on a terminal, as one number, so that looks can be compared.
 *
 *   bits 58..    flags below
 *   bits 29..57  text colour: 0 the terminal's own, 1 + index, or a true colour above that
 *   bits 0..28   background, the same way
 */
#ifndef DUBAN_TESTS_LOOK_H
#define DUBAN_TESTS_LOOK_H

#include <stdint.h>

enum { SEEN_BOLD = 1, SEEN_UNDERLINE = 2, SEEN_ITALIC = 4, SEEN_REVERSE = 8, SEEN_BLINK = 16 };

/* Packs flags and two colours; a colour of -1 is the terminal's own. */
static inline uint64_t seen_number(unsigned flags, int64_t text, int64_t background)
{
    return (uint64_t)flags << 58 | (uint64_t)(text + 1) << 29 | (uint64_t)(background + 1);
}

/* What can be seen of a blank. */
static inline uint64_t seen_mask_of_blank(void)
{
    return (uint64_t)(SEEN_UNDERLINE | SEEN_REVERSE) << 58 | ((1u << 29) - 1);
}

#endif
