/*
 * judge: reads every byte that goes to a terminal and says what must never be there.
 *
 * Allowed are printable UTF-8, the few controls that move the cursor, and the cursor, colour and
 * mode sequences of the terminals that duban knows (judge.c holds them as a table). Everything else
 * is an offence: OSC, DCS, APC, PM, SOS, C1 controls in either form, bad UTF-8, code points that
 * are invisible or turn the direction of text, unknown modes, reports asked for. The first offence
 * is kept with its bytes. One sequence is allowed only when it was asked for: a copy to the
 * clipboard (OSC 52), one for each judge_allow_copy().
 *
 * It also follows the modes, so that a test can say that all were put back. It knows nothing about
 * the program that writes, and works for any TERM.
 */
#ifndef DUBAN_TESTS_JUDGE_H
#define DUBAN_TESTS_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JUDGE_SEQUENCE_BYTES 64

enum judge_mode {
    JUDGE_ALTERNATE_SCREEN = 1,
    JUDGE_CURSOR_HIDDEN = 2,
    JUDGE_CURSOR_KEYS = 4, /* application cursor keys */
    JUDGE_KEYPAD = 8,
    JUDGE_PASTE = 16,   /* bracketed paste */
    JUDGE_STYLED = 32,  /* a style or colour was set last, not reset */
    JUDGE_GRAPHICS = 64 /* line drawing characters instead of letters */
};

struct judge {
    unsigned modes;      /* enum judge_mode, ored: what is on now */
    unsigned modes_seen; /* what ever was on */
    char offence[160];   /* "" while nothing was wrong */
    /* the sequence or character being read */
    char bytes[JUDGE_SEQUENCE_BYTES];
    size_t length;
    size_t total;            /* bytes judged so far */
    unsigned copies_allowed; /* that have not come yet */
    bool tear_allowed;       /* one that has not come yet */
    size_t copy_bytes;       /* base64 of the copy being read */
    size_t copy_padding;     /* "=" behind it */
};

/* Begins anew. */
void judge_init(struct judge *j);

/* Judges more bytes; they may end within a sequence. */
void judge_feed(struct judge *j, const void *bytes, size_t length);

/* The user asked for a copy: "ESC ] 52 ; c ; BASE64 BEL" may come once more, with at most
 * JUDGE_COPY_BYTES of whole base64. */
#define JUDGE_COPY_BYTES 74994
void judge_allow_copy(struct judge *j);

/* The program is about to crash: what it just writes may break off, once, before what puts the terminal back. */
void judge_allow_tear(struct judge *j);

/* The first offence with its place and bytes in words, or NULL. A sequence begun and never ended is
 * one too when `at_end`. Borrowed. */
const char *judge_offence(struct judge *j, bool at_end);

/* What is still on, in words ("cursor hidden, styled"), "" when everything was put back. Written to
 * `out`, which is returned. */
const char *judge_modes_left(const struct judge *j, char *out, size_t size);

#endif
