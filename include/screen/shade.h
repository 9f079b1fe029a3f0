/*
 * shade: the style that a record's state gives its words.
 */
#ifndef DUBAN_SCREEN_SHADE_H
#define DUBAN_SCREEN_SHADE_H

#include "screen/frame.h"
#include "table/state.h"

/* STYLE_GOOD, STYLE_BEHIND, STYLE_UNSURE, or STYLE_TEXT for the states that count as neither. */
enum style shade_of_state(enum state state);

#endif
