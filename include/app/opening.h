/*
 * opening: the time before there is a table to show: files are opened, pipes and hosts waited for.
 *
 *   opening_begin --> (while it waits: a screen that says for what) --> control_begin
 *
 * What fails at once fails before the terminal is touched; what has to be waited for is waited for with the
 * terminal up, so that no key is echoed and every way out works.
 */
#ifndef DUBAN_APP_OPENING_H
#define DUBAN_APP_OPENING_H

#include "app/event.h"
#include "app/freshness.h"
#include "app/layout.h"
#include "app/options.h"
#include "base/wake.h"
#include "table/gather.h"

struct opening {
    const struct options *options; /* borrowed */
    enum lang lang;
    int rows, cols;
    struct layout layout;
    struct loader *loader; /* of the only file: its table can be shown while it grows */
    struct gather *gather; /* of several, which are read whole */
    struct freshness freshness;
    bool is_whole;
    bool wants_quit;
};

/* Opens the options' files and reads what there is without waiting. On failure it is released already. */
MUST_USE enum err opening_begin(struct opening *o, const struct options *options, int rows,
                                int cols, struct diag *d);
void opening_release(struct opening *o);

/* True when control_begin() can take it: a table with rows for the screen, or all there is (of a pipe: for
 * now). */
bool opening_is_ready(const struct opening *o);

/* True when a step would read something; the descriptors that tell; and the step, which waits for nothing. */
bool opening_is_busy(const struct opening *o);
void opening_add_wakes(const struct opening *o, struct wake *w);
MUST_USE enum err opening_step(struct opening *o, struct diag *d);

/* Takes an event. Only keys that end the program, and sizes, mean something. */
void opening_handle(struct opening *o, const struct event *e);

/* Appends what is being waited for, and which key ends it. The bytes may be hostile. */
void opening_append(const struct opening *o, struct buf *out);

#endif
