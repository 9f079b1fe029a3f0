/*
 * event: what happens to the program, from outside. screen/term makes them, control_handle() takes
 * them.
 */
#ifndef DUBAN_APP_EVENT_H
#define DUBAN_APP_EVENT_H

#include "base/base.h"

enum event_type {
    EVENT_NONE,   /* nothing came (a wait without waiting) */
    EVENT_KEY,    /* `key` (app/key.h) */
    EVENT_PASTE,  /* `text`: bracketed paste, raw bytes, whole */
    EVENT_RESIZE, /* `rows`, `cols` */
    EVENT_WIDTH,  /* the terminal showed how wide “ is: `wide` when it takes 2 cells */
    EVENT_STOP,   /* asked to end: SIGTERM, SIGINT, SIGHUP or the line dropped */
};

struct event {
    enum event_type type;
    uint32_t key;
    struct str text; /* borrowed until the next wait */
    int rows, cols;
    bool wide;
};

#endif
