/*
 * outfile: writes a whole file, or leaves everything as it was.
 *
 * The bytes go to a temporary file in the target's own folder (.duban-PID-N.tmp), which gets the
 * target's name only once they are safely on the disk:
 *
 *     create, write, fsync, rename, fsync the folder
 *
 * Whatever fails before the rename, the old file is intact and no temporary file stays behind.
 * Written in place, a good file is lost on a full disk.
 */
#ifndef DUBAN_BASE_OUTFILE_H
#define DUBAN_BASE_OUTFILE_H

#include "base/base.h"

/* Writes `bytes` to the file at `path`. An existing file is replaced only if `may_replace`; else
 * the failure is ERR_WRITE with errnum EEXIST, which the caller can ask about.
 *
 * A new file gets its mode from the umask. A replaced one keeps its mode and its group (where the
 * group cannot be kept, its rights go), gets the caller as owner, and parts from its hard links; a
 * symbolic link stays one and its target is replaced. A file that the caller may not write is
 * refused, though the folder would allow it.
 *
 * Failures: ERR_KIND for what is no ordinary file, else ERR_WRITE; the subject is `path`. */
MUST_USE enum err outfile_write(struct str path, struct str bytes, bool may_replace,
                                struct diag *d);

/* ---- for tests that let the disk fail ---- */

enum outfile_step {
    OUTFILE_FOLDER, /* opening the folder */
    OUTFILE_CREATE,
    OUTFILE_WRITE,
    OUTFILE_SYNC,
    OUTFILE_CLOSE,
    OUTFILE_RENAME,
    OUTFILE_SYNC_FOLDER
};

/* `fails` is asked before each call of the system: the errno to fail with, or 0. Of a write it may
 * lessen `*bytes`, which then are all that are taken (at least 1). NULL, the state at the start,
 * asks nobody. */
void outfile_set_gate(int (*fails)(enum outfile_step step, size_t *bytes));

#endif
