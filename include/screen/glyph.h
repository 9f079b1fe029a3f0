/*
 * glyph: the few signs that the screen itself draws, each in Unicode and in ASCII.
 *
 * The Unicode ones are of ambiguous width: where such characters take two cells the ASCII ones are
 * used, so that a sign always takes one.
 */
#ifndef DUBAN_SCREEN_GLYPH_H
#define DUBAN_SCREEN_GLYPH_H

#include "app/options.h"

enum glyph {
    GLYPH_CUT,        /* text goes on here */
    GLYPH_MARKER,     /* the cursor's row */
    GLYPH_LINE,       /* of a rule */
    GLYPH_LINE_FOCUS, /* of the rule of a pane that has the keys */
    GLYPH_BAR,        /* upright rule, and between parts of the status bar */
    GLYPH_BAR_FOCUS,
    GLYPH_UP,   /* there is more above */
    GLYPH_DOWN, /* there is more below */
    GLYPH_LEFT, /* there is more at the left */
    GLYPH_RIGHT,
    GLYPH_ASCENDING,
    GLYPH_DESCENDING,
    GLYPH_DOT, /* between two words */
    GLYPH_COUNT
};

/* The sign, for ever. */
struct str glyph_str(enum glyph glyph, bool ascii);

/* True when the ASCII ones are to be used. */
bool glyph_use_ascii(const struct options *options);

#endif
