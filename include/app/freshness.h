/*
 * freshness: whether the files of the table are still what was read.
 *
 * They are watched, not asked for (base/watch.h), and no longer once one has changed: a file that grows all the
 * time costs nothing. What is told stays told until the files are read again. Not watched are pipes, tables of
 * other hosts, and everything in a restricted run.
 */
#ifndef DUBAN_APP_FRESHNESS_H
#define DUBAN_APP_FRESHNESS_H

#include "app/options.h"
#include "base/wake.h"
#include "base/watch.h"

struct watched_file;

struct freshness {
    struct watched_file *files;
    size_t count;
    bool is_stale;  /* a file has changed since it was read: written, replaced, deleted */
    bool was_stale; /* the same when it began to be read again */
};

/* Begins to watch the options' files. Before they are opened, so that nothing falls between. */
void freshness_begin(struct freshness *f, const struct options *o);

/* Reading them again has ended: with a table, or (failed, given up) with the old one kept. */
void freshness_end_reading(struct freshness *f, bool has_table);

/* Ends, and frees its memory. */
void freshness_release(struct freshness *f);

/* The descriptors that tell; and a look at them, which never waits: true when a file turns out to have
 * changed now. */
void freshness_add_wakes(const struct freshness *f, struct wake *w);
bool freshness_look(struct freshness *f);

#endif
