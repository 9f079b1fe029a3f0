/*
 * shade: one row a group of states.
 */
#include "screen/shade.h"

enum style shade_of_state(enum state state)
{
    static const enum style shades[] = {
        [GROUP_ON_SCHEDULE] = STYLE_GOOD,
        [GROUP_BEHIND] = STYLE_BEHIND,
        [GROUP_NOT_STATED] = STYLE_UNSURE,
        [GROUP_OTHER] = STYLE_TEXT,
    };
    return shades[state_info(state)->group];
}
