/*
 * guess: which encoding some bytes are in, judged by the bytes alone.
 *
 * The order of the questions is the rule (measured on 1,986 samples): BOM; UTF-16 by where its high
 * bytes stand; too many control bytes: binary; UTF-8 if well formed but for a few; Big5 if its
 * bytes lie where only Big5's do; else GB18030. Validity cannot tell Big5 from GB18030: every text
 * of the one is valid in the other.
 */
#ifndef DUBAN_TABLE_GUESS_H
#define DUBAN_TABLE_GUESS_H

#include "base/base.h"

/* So many bytes are looked at. */
#define GUESS_BYTES 65536

struct guess {
    const char *name; /* for ever: "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "Big5" */
    bool is_certain;
    int refusal; /* enum msg: why this is no text in any encoding, or 0 */
};

/* `is_whole`: nothing follows, so a cut character at the end is an error in the text. The bytes must
 * begin at an even offset of the file, at its beginning if `is_start` (then a BOM and the marks of
 * known binary files count). */
struct guess guess_encoding(struct str bytes, bool is_start, bool is_whole);

#endif
