/*
 * fold: the form in which texts are compared. Case, full-width and half-width, compatibility forms,
 * traditional and variant characters to simplified: 滨江 equals 濱江, ＧＤＰ equals gdp.
 *
 * A code point folds by itself (no context), to one code point or, for a short list (㎡ to m2), to
 * a few; combining marks are kept. White space of every kind folds to one U+0020 a code point.
 * Folding twice is folding once. The tables are generated at build time from the system's Unicode
 * data: NFKC where it is one to one (and one to several for units, circled numbers, ligatures),
 * simple case folding, kSimplifiedVariant (the first that is not the character itself), variants of
 * one standard character that are read like it, and the reviewed corrections of src/gen/fold.tsv:
 * pairs that office prose mixes up (批覆 for 批复) and marks that no keyboard has (“ and —).
 *
 * Characters that differ in reading may fold to one (乾 to 干): look for readings in the original.
 */
#ifndef DUBAN_TEXT_FOLD_H
#define DUBAN_TEXT_FOLD_H

#include "base/base.h"
#include "text/sieve.h"

/* Appends the folded form of `text`. Malformed bytes fold to U+FFFD. */
void fold_append(struct buf *out, struct str text);

/* True when the folded form differs from the text. Fast on text that is in folded form already. */
bool fold_changes(struct str text);

/* Marks how a word, which is in folded form and not empty, may begin in texts that are not (text/sieve.h); and
 * whether it does begin in the code point at `off`. */
void fold_mark(struct sieve *s, struct str word);
bool fold_begins(struct str text, size_t off, struct str word);

/* Folded form: `text` itself when folding changes nothing, else bytes in `scratch`, which is
 * cleared first. */
struct str fold_text(struct str text, struct buf *scratch);

/* Bytes of the folded form of `text`, without making it: where a place in the text lies in it. */
size_t fold_length(struct str text);

/* The bytes of `text` whose folding covers the bytes [off, off+len) of its folded form, in whole
 * code points: how a hit in folded text is found back in what is shown. `*source_off` gets the
 * offset in `text`, the return value is the length. */
size_t fold_source_span(struct str text, size_t off, size_t len, size_t *source_off);

/* Folded form without any white space and without bracketed remarks, in () [] 【】 or 〔〕, as in
 * "责任（配合）单位": how header names and state words are compared. A bracket that never closes
 * stays. Appends to `out`. */
void fold_append_key(struct buf *out, struct str text);

#endif
