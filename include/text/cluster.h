/*
 * cluster: text as a reader sees it: UTF-8 decoded, cut into grapheme clusters, each with its
 * width in terminal cells and a form that is safe to show.
 *
 * A cluster (UAX #29, extended) is what must never be cut in two: 一, é as two code points, a flag,
 * an emoji joined with ZWJ. Every code point that could drive a terminal or hide something (C0, C1,
 * bidi, zero-width, tag, private-use, unassigned, surrogates, noncharacters) is a cluster of its own
 * whose `shown` is a visible mark in ASCII:
 *
 *     C0 and DEL    ^[  ^J  ^?          the rest    <U+202E>
 *
 * except ZWJ, ZWNJ and variation selectors where Unicode gives them a meaning inside a cluster, and
 * at most 4 combining marks a cluster (ncurses holds no more); further ones are marks of their own.
 * So `shown` never holds a control byte, and nothing of the source is dropped.
 *
 * Width: one policy for layout and for ncurses. East Asian Wide and Fullwidth are 2, combining 0,
 * Ambiguous 1 or 2 as width_set_ambiguous() says, the rest 1. Emoji presentation (VS16, flags, ZWJ
 * sequences) is 2. The program's own wcwidth() calls width_of_code_point().
 */
#ifndef DUBAN_TEXT_CLUSTER_H
#define DUBAN_TEXT_CLUSTER_H

#include "base/base.h"

/* Code point at `*off`, which moves behind it. A byte that begins no well-formed sequence (overlong
 * forms and surrogates included) gives U+FFFD and moves by one. `*off` must be below s.len. */
uint32_t utf8_decode(struct str s, size_t *off);

/* Writes the 1..4 bytes of a code point below 0x110000 and returns how many; others as U+FFFD. */
size_t utf8_encode(uint32_t code_point, char out[4]);

/* True when all of `s` is well formed. */
bool utf8_is_valid(struct str s);

/* The longest beginning of `s` of at most `max` bytes that ends at a code point's end. */
struct str utf8_clip(struct str s, size_t max);

#define CLUSTER_SHOWN_MAX 12 /* "<U+10FFFF>" is 10 */

struct cluster {
    struct str bytes; /* its bytes in the source text */
    struct str shown; /* what to draw: `bytes` itself, or a mark in `mark` (copying moves it!) */
    uint8_t cells;    /* width of `shown` */
    bool is_mark;     /* the source is hostile or invisible and `shown` stands for it */
    bool is_blank;    /* a space of any kind that is shown as such */
    char mark[CLUSTER_SHOWN_MAX];
};

/* The cluster that begins at `off` (a cluster's beginning, below text.len) goes to `*out`. Returns
 * the offset behind it. Ideographic space U+3000 is a blank of 2 cells; tab and newline are marks. */
size_t cluster_at(struct str text, size_t off, struct cluster *out);

/* Offset of the cluster before `off`; 0 for the first. For editing. */
size_t cluster_before(struct str text, size_t off);

/* Cells of the whole text as it would be shown. */
size_t text_cells(struct str text);

/* The longest beginning of whole clusters that fits in `cells`; `*used` its width, may be NULL. */
struct str text_fit(struct str text, size_t cells, size_t *used);

/* Appends `text` with every hostile code point replaced by its mark: for messages and standard error. */
void text_append_shown(struct buf *out, struct str text);

/* `s` without Unicode white space (U+3000, NBSP and ASCII blanks among it) at both ends. */
struct str text_trim(struct str s);

/* ---- the width policy ---- */

/* Ambiguous-width characters (“ ” — … ·) take 2 cells when `wide`. The only global of this layer:
 * ncurses asks wcwidth() without saying for whom. */
void width_set_ambiguous(bool wide);
bool width_ambiguous_is_wide(void);

/* 0, 1 or 2; -1 for what is never sent (the marks' code points). */
int width_of_code_point(uint32_t code_point);

#endif
