/*
 * key: what a keyboard says, as one number, and its written name.
 *
 *   below 0x110000   a code point; control keys are 0x01..0x1F and 0x7F as ASCII has them
 *   above            K_UP and the others below
 *
 * The written form is what the command table, the help and scenario files use: the character
 * itself ("j", "/", "帮"), or
 *
 *     Up Down Left Right Home End PgUp PgDn Ins Del F1 .. F12
 *     Space Tab S-Tab Enter Esc Backspace, C-f (Ctrl and f), U+00A0 (what cannot be seen)
 *
 * Bytes are turned into keys by screen/keyboard.h.
 */
#ifndef DUBAN_APP_KEY_H
#define DUBAN_APP_KEY_H

#include "base/base.h"

enum {
    K_NONE = 0,
    K_TAB = 0x09,
    K_ENTER = 0x0D,
    K_ESC = 0x1B,
    K_BACKSPACE = 0x7F,
    K_SPECIAL = 0x110000, /* not a key: where the named ones begin */
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_INSERT,
    K_DELETE,
    K_BACK_TAB,
    K_F1,
    K_F12 = K_F1 + 11,
    K_LAST
};

/* Ctrl and a letter. */
#define K_CTRL(letter) ((uint32_t)(letter)&0x1F)

/* Reads one written key, in exactly that spelling. False when it is none; `*out` is left alone
 * then.
 */
bool key_parse(struct str name, uint32_t *out);

/* Appends the written name: key_parse() reads it back. Nothing for a number that is no key. */
void key_append_name(struct buf *out, uint32_t key);

/* The key that was meant while an input method was on: the half-width twin of a full-width
 * character (／ to /, ｊ to j, ： to :, ideographic space to blank), and what Chinese input methods
 * put in place of ASCII marks (。 to ., 、 to /, 【 to [, 《 to <, ‘ to '). Other keys as they are.
 * Only for driving the program: what is typed at a prompt stays as typed. */
uint32_t key_narrow(uint32_t key);

#endif
