/*
 * output: bytes to the terminal, over a line that may take none for a long time.
 *
 * A network that hangs, or a terminal that nobody reads, stops the writing; the signals that ask for the end must
 * be heard then, too.
 */
#ifndef DUBAN_SCREEN_OUTPUT_H
#define DUBAN_SCREEN_OUTPUT_H

#include "base/base.h"

struct output {
    int fd;
    bool is_stopping; /* a signal that asks for the end came while the line took nothing */
};

/* Takes the terminal on standard output. */
void output_open(struct output *o);
void output_close(struct output *o);

/* Sends all of it, and waits where it must; but once a signal asks for the end only a moment, and leaves
 * out the rest. So it does when the line is gone. */
void output_send(struct output *o, struct str bytes);

#endif
