/*
 * watch: tells when a file is written, without asking again and again (inotify).
 *
 * The file need not exist yet: then its folder is watched until it does. Only what happens on this
 * host is seen; a file on a server that other hosts write to is not.
 */
#ifndef DUBAN_BASE_WATCH_H
#define DUBAN_BASE_WATCH_H

#include "base/base.h"

struct watch {
    int fd; /* readable when something happened; -1: not watching */
    int folder_wd;
    struct buf path;
    struct buf folder;
};

#define WATCH_INIT                                                                                 \
    {                                                                                              \
        -1, -1, BUF_INIT, BUF_INIT                                                                 \
    }

/* Begins. Where the system has no watches left nothing will ever be told. */
void watch_open(struct watch *w, struct str path);

/* Ends, and frees its memory. */
void watch_close(struct watch *w);

/* True when the file was (or may have been) written since the last call. Never waits. */
bool watch_take(struct watch *w);

#endif
