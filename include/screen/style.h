/*
 * style: which of frame.h's meanings a state has, and what they look like on a terminal.
 *
 * Data only; term.c turns it into what curses wants. Eight colours at most, each chosen to be read
 * on black and on white; whatever a colour says is also said by a word, a mark or an attribute.
 */
#ifndef DUBAN_SCREEN_STYLE_H
#define DUBAN_SCREEN_STYLE_H

#include "screen/frame.h"
#include "table/state.h"

/* The style that a record's state gives its words: STYLE_GOOD, STYLE_BEHIND, STYLE_UNSURE, or STYLE_TEXT for the
 * states that count as neither. */
enum style style_of_state(enum state state);

/* The eight colours in ANSI order; LOOK_PLAIN leaves the terminal's own. */
enum look_color {
    LOOK_PLAIN = -1,
    LOOK_BLACK,
    LOOK_RED,
    LOOK_GREEN,
    LOOK_YELLOW,
    LOOK_BLUE,
    LOOK_MAGENTA,
    LOOK_CYAN,
    LOOK_WHITE
};

/* Attributes, ored. */
enum look_attribute { LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_REVERSE = 4 };

struct look {
    int8_t fg, bg;      /* enum look_color */
    uint8_t attributes; /* enum look_attribute */
};

/* The look of a style with its flags, in colour or with attributes only. */
struct look style_look(unsigned style, bool color);

#endif
