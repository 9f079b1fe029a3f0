/*
 * utf8: code points in and out of bytes.
 *
 * Well formed means what Unicode says (table 3-7): no overlong forms, no surrogates, nothing above
 * U+10FFFF. Here text is never refused: a byte that begins no well-formed sequence reads as U+FFFD.
 */
#ifndef DUBAN_TEXT_UTF8_H
#define DUBAN_TEXT_UTF8_H

#include "base/base.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* Code point at `*off`, which moves behind it. A byte that begins no well-formed sequence (overlong
 * forms and surrogates included) gives U+FFFD and moves by one. `*off` must be below s.len. */
uint32_t utf8_decode(struct str s, size_t *off);

/* Where the code point before `off` begins, in text that is well formed; elsewhere somewhere before it. `off` must
 * be above 0 and at most s.len. */
size_t utf8_before(struct str s, size_t off);

/* Writes the 1..4 bytes of a code point below 0x110000 and returns how many; others, and
 * surrogates, as U+FFFD. */
size_t utf8_encode(uint32_t code_point, char out[4]);

/* True when all of `s` is well formed. */
bool utf8_is_valid(struct str s);

/* The longest beginning of `s` of at most `max` bytes that ends at a code point's end. */
struct str utf8_clip(struct str s, size_t max);

#endif
