/*
 * term: the terminal, through ncursesw; the only file that includes curses.h. It shows frames and
 * waits for events, and does not know what a task is.
 *
 * One terminal a program. It is restored by term_close(), and on every way out: handlers of fatal
 * signals (SEGV, BUS, ABRT, FPE, ILL) run on their own stack and use only write(), poll() and tcsetattr().
 */
#ifndef DUBAN_SCREEN_TERM_H
#define DUBAN_SCREEN_TERM_H

#include "app/event.h"
#include "base/wake.h"
#include "screen/clipboard.h"
#include "screen/frame.h"

struct term_options {
    bool color;       /* false: attributes only, whatever the terminal can do */
    bool probe_width; /* ask the terminal how wide “ is; EVENT_WIDTH brings the answer, if any */
    enum clipboard clipboard; /* how it takes a copy */
    int key_fd; /* where keys come from: 0, or a descriptor of /dev/tty when standard input is data
                 */
};

/* Makes sure that the locale is a UTF-8 one: the user's own if it is, else C.UTF-8, C.utf8,
 * en_US.UTF-8, zh_CN.UTF-8. False when the host has none. Call before anything that depends on it.
 */
bool term_set_locale(void);

/* Opens the terminal on standard output and reads its size (terminfo's where the terminal says 0).
 * ERR_TERMINAL with TERM as subject when it cannot show a screen (dumb, unknown, unset, no cursor
 * addressing, no terminal at all); nothing was written then. */
MUST_USE enum err term_open(const struct term_options *options, int *rows, int *cols,
                            struct diag *d);

/* Shows the frame; ncurses sends only what differs. `redraw` sends everything again. */
void term_present(const struct frame *f, bool redraw);

/* Waits for an event and stores it. ^Z and SIGTSTP stop the program here, and a resize follows when
 * it goes on. Sizes that change quickly are told at most every 20 ms, the last one always. With
 * `wait` false it returns EVENT_NONE at once when nothing has come. Without events it sleeps in one
 * system call: nothing is sent and no call is made while idle. Descriptors of `also` (NULL:
 * none) wake it too, as EVENT_NONE. */
void term_wait(struct event *e, bool wait, const struct wake *also);

/* True when more keys have been read or wait to be: a frame need not be shown before they are
 * handled. */
bool term_has_input(void);

/* The signal that asked for the end; SIGHUP, too, when the line is gone without it; else 0. */
int term_stopped_by(void);

/* Sends a text to the terminal's clipboard, at once; nothing where it has none. */
void term_copy(struct str text);

/* Restores the terminal; harmless when none is open. A line that takes no more bytes is not waited for long
 * once a signal asked for the end. */
void term_close(void);

/* The same for a process that ends at once: asks for no memory, and frees none. */
void term_rescue(void);

#endif
