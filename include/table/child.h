/*
 * child: another program whose standard output is read.
 *
 * It runs in a session of its own with nothing on its standard input, so that it can ask nobody
 * anything and takes no keys. It is given a time to finish; it is ended when that is over, when the
 * reader lets go of it, and when the reader itself dies. No shell is involved.
 */
#ifndef DUBAN_TABLE_CHILD_H
#define DUBAN_TABLE_CHILD_H

#include "base/base.h"

struct child;

/* Starts `argv` (argv[0] is looked for in PATH, NULL behind the last word). `name` is the subject of
 * its failures. ERR_OPEN when no process can be made; a program that is not there shows when it is
 * read. On failure `*out` is NULL. */
MUST_USE enum err child_start(struct child **out, const char *const *argv, unsigned limit_ms,
                              struct str name, struct diag *d);

/* Reads at most `size` bytes of its output, waiting for some; `*got` 0 means that it ended well.
 * ERR_READ when it ended badly (what it said last on standard error is the detail) or was ended
 * because its time was over. */
MUST_USE enum err child_read(struct child *c, char *to, size_t size, size_t *got, struct diag *d);

/* A descriptor that can be polled for reading: ready when child_read() would not wait. */
int child_fd(const struct child *c);

/* Ends it if it still runs, takes its status, frees everything. NULL is allowed. */
void child_free(struct child *c);

#endif
