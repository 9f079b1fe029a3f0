/*
 * source: where the bytes of a table come from: a file, a pipe, another host, or memory.
 *
 * A source can be read from its beginning again, because a loader may find out late that it took
 * the wrong encoding: a file is read again from the same descriptor, what came through a pipe or
 * from another host is kept in memory for as long as the source lives. Files are read, not mapped,
 * so one that is cut short by another program ends early instead of being a bus error.
 */
#ifndef DUBAN_TABLE_SOURCE_H
#define DUBAN_TABLE_SOURCE_H

#include "base/base.h"

struct source;

/* Opens `path`; "-" is standard input. Refused at once (ERR_KIND): a directory, a device, a socket
 * and a named pipe in the file system, which nobody may ever write to. A pipe that already has its
 * two ends is welcome under any name: -, /dev/stdin, <(command); so is a socket as standard input,
 * which is what sshd gives. A looping link is ERR_OPEN with ELOOP. A name as in remote.h begins
 * to be read through ssh; that it cannot be shows when it is read. On failure `*out` is NULL. */
MUST_USE enum err source_open(struct source **out, struct str path, struct diag *d);

/* The same over bytes in memory, which must outlive the source. */
struct source *source_from_bytes(struct str bytes, struct str name);

/* Another source over the file that `of`, a source of this host that must outlive it, has open: reads from the
 * same beginning what is there now, whatever bears the name meanwhile. Of a pipe it gives what `of` has
 * read. */
MUST_USE enum err source_share(struct source **out, const struct source *of, struct diag *d);

/* Closes and frees it; standard input stays open. NULL is allowed. */
void source_close(struct source *s);

/* Reads at most `size` bytes; `*got` 0 means the end. Waits for a pipe that has nothing yet. */
MUST_USE enum err source_read(struct source *s, char *to, size_t size, size_t *got, struct diag *d);

/* True when the next read will not wait. */
bool source_is_ready(const struct source *s);

/* The next read begins at the beginning again. */
void source_rewind(struct source *s);

/* The name it was opened by, as long as the source lives. */
struct str source_name(const struct source *s);

/* The descriptor to wait for before reading, -1 when reading never waits. */
int source_fd(const struct source *s);

/* Bytes in all, 0 when unknown (a pipe, another host). */
uint64_t source_total_bytes(const struct source *s);

/* True when a file's size or time of change is no longer what it was when it was opened. */
bool source_has_changed(const struct source *s);

#endif
