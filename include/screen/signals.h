/*
 * signals: what the system tells the program, kept as flags until it is asked for; and the rescue
 * of the terminal when the program crashes.
 *
 * The signals of a terminal program are blocked except while it waits (ppoll with
 * signals_wait_mask()), so that none is lost between looking and sleeping, and no system call
 * elsewhere is interrupted. Handlers of crashes run on a stack of their own and use only write(),
 * poll() and tcsetattr().
 */
#ifndef DUBAN_SCREEN_SIGNALS_H
#define DUBAN_SCREEN_SIGNALS_H

#include "base/base.h"

#include <signal.h>
#include <termios.h>

/* What came, ored. */
enum {
    SIGNALS_STOP = 1,     /* TERM, INT, HUP, PIPE */
    SIGNALS_RESIZE = 2,   /* WINCH */
    SIGNALS_SUSPEND = 4,  /* TSTP */
    SIGNALS_CONTINUE = 8, /* CONT */
};

/* Blocks them and installs the handlers. HUP and TSTP stay ignored where they were. */
void signals_open(void);

/* For waiting: the mask with them let in. */
const sigset_t *signals_wait_mask(void);

/* The flags since the last call. */
unsigned signals_take(void);

/* Stops the process as ^Z does (the whole job when `job`), and returns when it goes on; at once
 * where nobody could make it go on. */
void signals_stop_process(bool job);

/* From now on a crash writes `bytes` (at most SIGNALS_RESCUE_MAX; copied) to `fd` and sets its
 * modes. An `fd` of -1: there is nothing to rescue. */
#define SIGNALS_RESCUE_MAX 256
void signals_set_rescue(int fd, const struct termios *modes, struct str bytes);

/* Does what a crash does, once, and goes on: for an end that may ask for no memory. */
void signals_rescue(void);

/* True when a signal that asks for the end came and was not taken yet. */
bool signals_ask_to_stop(void);

/* The last signal that asked for the end, 0 when none did. */
int signals_last_stop(void);

/* The handlers and the mask as they were before signals_open(). */
void signals_close(void);

#endif
