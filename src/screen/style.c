/*
 * style: the table of looks.
 *
 * The hard idea: a look is cheap on the wire when its neighbours share it. What stands in every row
 * of the list (text, cut marks) is plain; colour is kept for what asks for attention.
 */
#include "screen/style.h"

enum style style_of_state(enum state state)
{
    static const enum style styles[] = {
        [GROUP_ON_SCHEDULE] = STYLE_GOOD,
        [GROUP_BEHIND] = STYLE_BEHIND,
        [GROUP_NOT_STATED] = STYLE_UNSURE,
        [GROUP_OTHER] = STYLE_TEXT,
    };
    return styles[state_info(state)->group];
}

/* ---- looks ---- */

struct looks {
    struct look color, mono;
};

#define PLAIN(attributes)                                                                          \
    {                                                                                              \
        LOOK_PLAIN, LOOK_PLAIN, attributes                                                         \
    }
#define ALIKE(attributes)                                                                          \
    {                                                                                              \
        PLAIN(attributes), PLAIN(attributes)                                                       \
    }
#define INK(fg, attributes)                                                                        \
    {                                                                                              \
        fg, LOOK_PLAIN, attributes                                                                 \
    }

static const struct looks base_looks[STYLE_COUNT] = {
    [STYLE_TEXT] = ALIKE(0),
    [STYLE_TITLE] = ALIKE(LOOK_BOLD),
    [STYLE_HEADER] = ALIKE(LOOK_UNDERLINE),
    [STYLE_HEADER_CURRENT] = ALIKE(LOOK_UNDERLINE | LOOK_BOLD),
    [STYLE_LABEL] = {INK(LOOK_CYAN, 0), PLAIN(0)},
    [STYLE_TARGET] = ALIKE(LOOK_BOLD),
    [STYLE_GOOD] = {INK(LOOK_GREEN, 0), PLAIN(0)},
    [STYLE_BEHIND] = {INK(LOOK_RED, LOOK_BOLD), PLAIN(LOOK_BOLD | LOOK_REVERSE)},
    [STYLE_UNSURE] = {INK(LOOK_MAGENTA, 0), PLAIN(LOOK_BOLD)},
    [STYLE_RULE] = ALIKE(0),
    [STYLE_STATUS] = ALIKE(LOOK_REVERSE),
    [STYLE_STATUS_BAD] = {{LOOK_WHITE, LOOK_RED, LOOK_BOLD}, PLAIN(LOOK_REVERSE | LOOK_BOLD)},
    [STYLE_HINT_KEY] = ALIKE(LOOK_BOLD),
    [STYLE_HINT] = ALIKE(0),
    [STYLE_PROMPT] = ALIKE(LOOK_BOLD),
    [STYLE_ERROR] = {INK(LOOK_RED, LOOK_BOLD), PLAIN(LOOK_BOLD)},
    [STYLE_HEADING] = ALIKE(LOOK_BOLD),
    [STYLE_ADDED] = ALIKE(LOOK_BOLD | LOOK_UNDERLINE),
    [STYLE_TAKEN] = {INK(LOOK_MAGENTA, 0), PLAIN(0)},
    [STYLE_REMARK] = ALIKE(LOOK_BOLD),
};

static const struct looks match_looks = {{LOOK_BLACK, LOOK_YELLOW, 0}, PLAIN(LOOK_REVERSE)};
static const struct looks pinyin_looks = {{LOOK_BLACK, LOOK_CYAN, 0},
                                          PLAIN(LOOK_REVERSE | LOOK_UNDERLINE)};

struct look style_look(unsigned style, bool color)
{
    const struct looks *looks = &base_looks[style & 0x3F];
    if (style & STYLE_MATCH)
        looks = style & STYLE_PINYIN ? &pinyin_looks : &match_looks;
    struct look look = color ? looks->color : looks->mono;
    if (style & STYLE_MARK)
        look.attributes ^= LOOK_REVERSE;
    if (style & STYLE_CURSOR && !(style & STYLE_MATCH))
        look.attributes ^= LOOK_REVERSE;
    return look;
}
