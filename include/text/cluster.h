/*
 * cluster: text as a reader sees it: cut into grapheme clusters, each with its width in terminal
 * cells and a form that is safe to show.
 *
 * A cluster (UAX #29, extended) is what must never be cut in two: 一, é as two code points, a flag,
 * an emoji joined with ZWJ. Every code point that could drive a terminal or hide something (see
 * width.h: what is never sent) is a cluster of its own, whose `shown` is a visible mark in ASCII:
 *
 *     C0 and DEL    ^[  ^J  ^?          the rest    <U+202E>
 *
 * Whatever joins another character is a mark too where it has nothing to join, so no cluster has 0
 * cells and none reaches into its neighbour:
 *
 *     combining mark       joins any visible character; at most 4 a cluster (ncurses holds no more)
 *     ZWJ                  between two pictographs, at most 3 a cluster (the longest emoji in use
 * has 3); and behind a virama, as does ZWNJ (the joiner rule of RFC 5892) variation selector VS15,
 * VS16 behind an emoji (behind a digit, # or * only as a keycap), VS1-3 and VS17-256 behind an
 * ideograph, Mongolian ones behind Mongolian letters
 *
 * A byte that is not UTF-8 is a cluster with the mark U+FFFD. So `shown` never holds a control
 * byte, and nothing of the source is dropped. Where the text holds none of these, the clusters are
 * UAX #29's (but for CR LF, two marks, and the limits above).
 *
 * Cells: 2 with emoji presentation (VS16, flags, ZWJ and skin tone sequences), else the sum over
 * the code points of `shown` as width.h counts them. Most clusters have 1 or 2 cells, marks up
 * to 10.
 */
#ifndef DUBAN_TEXT_CLUSTER_H
#define DUBAN_TEXT_CLUSTER_H

#include "base/base.h"
#include "text/utf8.h"
#include "text/width.h"

#define CLUSTER_MARK_MAX  12 /* "<U+10FFFF>" is 10 */
#define CLUSTER_BYTES_MAX 48 /* of `bytes` and `shown`: no cluster has more than 12 code points */

struct cluster {
    struct str bytes; /* its bytes in the source text */
    struct str shown; /* what to draw: `bytes` itself, or a mark in `mark` (copying moves it!) */
    uint8_t cells;    /* width of `shown`, never 0 */
    bool is_mark;     /* the source is hostile or invisible and `shown` stands for it */
    bool is_blank;    /* a space of any kind that is shown as such */
    char mark[CLUSTER_MARK_MAX];
};

/* The cluster that begins at `off` (a cluster's beginning, below text.len) goes to `*out`. Returns
 * the offset behind it. Ideographic space U+3000 is a blank of 2 cells; tab and newline are marks.
 */
size_t cluster_at(struct str text, size_t off, struct cluster *out);

/* Offset of the cluster before `off`; 0 for the first. For editing. */
size_t cluster_before(struct str text, size_t off);

/* Cells of the whole text as it would be shown. */
size_t text_cells(struct str text);

/* The longest beginning of whole clusters that fits in `cells`; `*used` its width, may be NULL. */
struct str text_fit(struct str text, size_t cells, size_t *used);

/* Appends `text` with every hostile code point replaced by its mark: for messages and standard
 * error. */
void text_append_shown(struct buf *out, struct str text);

/* `s` without blanks at both ends: spaces of every kind (U+3000, NBSP among them), tab, CR, LF.
 * What is shown as any other mark stays. */
struct str text_trim(struct str s);

#endif
