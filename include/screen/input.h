/*
 * input: waits for keys and signals, in one system call.
 *
 * Knows descriptors and the clock, which keyboard.h does not: how long a torn sequence waits, and what was typed
 * by a hand. Bytes that come few at a time, with pauses between, are no part of a paste: when the mark
 * that ends a paste was lost on the way, they keep it open no longer than silence would, and ^C alone is ^C at
 * once. (Within a real paste ^C comes with its neighbours, and is text.)
 */
#ifndef DUBAN_SCREEN_INPUT_H
#define DUBAN_SCREEN_INPUT_H

#include "base/wake.h"
#include "screen/keyboard.h"

struct input {
    struct keyboard keyboard;
    int fd;
    struct event ready; /* read ahead by input_is_ready(); EVENT_NONE: nothing */
    bool pending;       /* the beginning of a sequence was read */
    int64_t since_ms;   /* of the last bytes, on the monotonic clock */
    int64_t flow_ms;    /* of the last that were not typed, while a paste is being read */
    bool is_closed;     /* the other end is gone */
    struct wake wake;   /* scratch: what ends the sleep */
};

/* `fd` stays the caller's; `extra` is borrowed (screen/keyboard.h). */
void input_init(struct input *in, int fd, const struct key_sequence *extra);
void input_release(struct input *in);

/* Waits at most `timeout_ms` (-1: as long as it takes; 0: not at all) for an event, a signal, or
 * one of `also` (NULL: none) to become readable, and stores the event: EVENT_STOP when the line was
 * dropped (again at every further call), EVENT_NONE when something else woke it, bytes that are no key yet
 * among it. Returns the
 * signals that came (screen/signals.h), which go before any event. */
unsigned input_wait(struct input *in, struct event *e, int timeout_ms, const struct wake *also);

/* True when more keys have been read or wait to be. */
bool input_is_ready(struct input *in);

/* Milliseconds of the monotonic clock. */
int64_t input_now_ms(void);

#endif
