/*
 * keyboard: turns the bytes of a terminal into events. Pure: no descriptor, no clock.
 *
 * ncurses' get_wch goes deaf for up to 144 bytes after one bad byte, so the bytes are decoded here:
 *
 *     UTF-8            one code point a key; a byte that is not UTF-8 is swallowed alone, as are C1 controls
 *                      and NUL
 *     Esc              followed by none of the beginnings below: the key Esc, and what follows is keys
 *                      (Alt and j is Esc, j)
 *     Esc [   Esc O    the keys of xterm, PuTTY, linux, rxvt (ECMA-48 CSI, SS3, CSI u); modifiers are left out
 *                      (Ctrl and Up is Up; S-Tab is a key of its own); what is no key is swallowed whole
 *     Esc ] 0..9       and Esc P, Esc _ G: strings that a terminal sends when asked; swallowed whole
 *     Esc [ y ; x R    the cursor's place, the answer to the question how wide “ is (term.c asks at the left of
 *                      the second row): EVENT_WIDTH
 *     the terminal's   own sequences: a table made from terminfo
 *
 * A sequence may come torn over several reads: keyboard_next() says PENDING then, and the caller
 * decides how long to wait before keyboard_give_up(). The part given up is remembered: when the
 * rest comes after all it is still taken as one sequence, never as keys, until
 * keyboard_forget_torn(). So an arrow torn by the network never runs a command bound to `[`, `O` or
 * `A`.
 */
#ifndef DUBAN_SCREEN_KEYBOARD_H
#define DUBAN_SCREEN_KEYBOARD_H

#include "app/event.h"
#include "app/key.h"

/* A sequence of the terminal's own; it begins with Esc and has 3 bytes or more. */
struct key_sequence {
    const char *bytes; /* NULL ends the table */
    uint32_t key;
};

/* Of a paste this much is kept; the rest is left out. A prompt takes less. */
#define KEYBOARD_PASTE_MAX_BYTES 65536

struct keyboard {
    const struct key_sequence *extra; /* the terminal's own; may be NULL. Borrowed */
    struct buf bytes;                 /* read */
    size_t at;                        /* of them decoded */
    size_t given_up;                  /* bytes from `at` on that are a torn beginning */
    enum { STRING_NONE, STRING_OPEN, STRING_TORN } string; /* being swallowed; torn: given up */
    bool pasting;
    struct buf paste; /* of the paste being read, or the last one handed out */
};

/* Nothing read yet. `extra` must outlive it. */
void keyboard_init(struct keyboard *k, const struct key_sequence *extra);

/* Frees its memory. */
void keyboard_release(struct keyboard *k);

/* Bytes that were read. */
void keyboard_feed(struct keyboard *k, const void *bytes, size_t len);

enum keyboard_result {
    KEYBOARD_EMPTY,   /* nothing left */
    KEYBOARD_EVENT,   /* `*e` is a key, a paste or a width */
    KEYBOARD_PENDING, /* the beginning of a sequence (Esc alone, too): more may come */
};

/* The next event; a paste's text is good until the next feed. */
enum keyboard_result keyboard_next(struct keyboard *k, struct event *e);

/* No more came in time: Esc alone is the key Esc, other beginnings are nothing, an unfinished paste
 * is handed out. EMPTY or EVENT. */
enum keyboard_result keyboard_give_up(struct keyboard *k, struct event *e);

/* So long after a give-up that what comes now must be a new key. */
void keyboard_forget_torn(struct keyboard *k);

/* Throws away whatever has begun, a paste and a string too: what comes now is keys again. */
void keyboard_break_off(struct keyboard *k);

/* Milliseconds: how long a pending sequence may wait (arrow keys torn by a slow line came within
 * 150), a pending paste, and the torn beginning of a sequence. */
#define KEYBOARD_WAIT_MS       200
#define KEYBOARD_PASTE_WAIT_MS 2000
#define KEYBOARD_TORN_MS       1000

#endif
