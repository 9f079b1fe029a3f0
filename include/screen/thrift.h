/*
 * thrift: the same picture for fewer bytes.
 *
 * Curses changes looks one property at a time, says what a reset says once more, and names the row of a place
 * when the cursor is in it. What it writes goes through here, a frame at a time. Meant are terminals that
 * understand what xterm does: \033[...m, \033[y;xH, \033[xG and \033[nC.
 */
#ifndef DUBAN_SCREEN_THRIFT_H
#define DUBAN_SCREEN_THRIFT_H

#include "base/base.h"

/* How characters look: flags of the attributes that are on; colours from 0 to 7, -1 the terminal's own. */
struct thrift_look {
    unsigned attributes;
    int fg, bg;
};

struct thrift {
    struct thrift_look sent, wanted;
    bool is_off; /* all passes as it is, since there was a look that is not known here, or ever */
};

/* For a terminal that was sent nothing yet. One that would not understand is sent everything as it is. */
void thrift_init(struct thrift *t, bool is_understood);

/* Appends what does to the terminal what `bytes` would do. Where they began, the cursor could be anywhere; a sequence
 * is never torn between two calls. `cols` are the terminal's. */
void thrift_append(struct thrift *t, struct str bytes, int cols, struct buf *out);

#endif
