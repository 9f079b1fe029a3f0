/*
 * glyph: the table of signs. What the app's texts say in words stands in the message table.
 */
#include "screen/glyph.h"

#include "text/width.h"

static const struct str glyphs[GLYPH_COUNT][2] = {
    [GLYPH_CUT] = {STR_INIT("…"), STR_INIT("~")},
    [GLYPH_MARKER] = {STR_INIT(">"), STR_INIT(">")},
    [GLYPH_LINE] = {STR_INIT("─"), STR_INIT("-")},
    [GLYPH_LINE_FOCUS] = {STR_INIT("━"), STR_INIT("=")},
    [GLYPH_BAR] = {STR_INIT("│"), STR_INIT("|")},
    [GLYPH_BAR_FOCUS] = {STR_INIT("┃"), STR_INIT("#")},
    [GLYPH_UP] = {STR_INIT("↑"), STR_INIT("^")},
    [GLYPH_DOWN] = {STR_INIT("↓"), STR_INIT("v")},
    [GLYPH_LEFT] = {STR_INIT("←"), STR_INIT("<")},
    [GLYPH_RIGHT] = {STR_INIT("→"), STR_INIT(">")},
    [GLYPH_ASCENDING] = {STR_INIT("▲"), STR_INIT("^")},
    [GLYPH_DESCENDING] = {STR_INIT("▼"), STR_INIT("v")},
    [GLYPH_DOT] = {STR_INIT("·"), STR_INIT("-")},
};

struct str glyph_str(enum glyph glyph, bool ascii)
{
    return glyphs[glyph][ascii];
}

bool glyph_use_ascii(const struct options *options)
{
    return options->ascii || width_ambiguous_is_wide();
}
