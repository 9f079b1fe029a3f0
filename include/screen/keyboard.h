/*
 * keyboard: turns the bytes of a terminal into events. Pure: no descriptor, no clock.
 *
 * ncurses' get_wch goes deaf for up to 144 bytes after one bad byte, so the bytes are decoded here:
 * UTF-8, control keys, the terminal's own key sequences (given as a table from terminfo) and the
 * usual ones of xterm, PuTTY, linux and rxvt, CSI u, bracketed paste. An unknown sequence is
 * swallowed whole; a bad byte is swallowed alone. A sequence may come torn over several reads:
 * keyboard_next() says PENDING then, and the caller decides how long to wait before
 * keyboard_give_up().
 */
#ifndef DUBAN_SCREEN_KEYBOARD_H
#define DUBAN_SCREEN_KEYBOARD_H

#include "app/event.h"
#include "app/key.h"

struct key_sequence {
    const char *bytes;
    uint32_t key;
};

struct keyboard {
    const struct key_sequence
        *extra;       /* the terminal's own, NULL-bytes terminated; may be NULL. Borrowed */
    struct buf bytes; /* not yet decoded */
    struct buf paste; /* of the paste being read, or the last one handed out */
    bool pasting;
};

void keyboard_init(struct keyboard *k, const struct key_sequence *extra);
void keyboard_release(struct keyboard *k);

/* Bytes that were read. */
void keyboard_feed(struct keyboard *k, const void *bytes, size_t len);

enum keyboard_result {
    KEYBOARD_EMPTY,   /* nothing left */
    KEYBOARD_EVENT,   /* `*e` is a key or a paste */
    KEYBOARD_PENDING, /* the beginning of a sequence (Esc alone, too): more may come */
};
enum keyboard_result keyboard_next(struct keyboard *k, struct event *e);

/* No more came in time: what is pending is decoded as it stands (Esc as Esc; the rest of a torn
 * sequence is swallowed, never taken for keys; an unfinished paste is handed out). */
enum keyboard_result keyboard_give_up(struct keyboard *k, struct event *e);

/* Milliseconds a pending sequence may wait: long enough for arrow keys torn by a slow line. */
#define KEYBOARD_WAIT_MS 200

#endif
