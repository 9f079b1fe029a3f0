/*
 * outfile: a new file beside the old one, then one rename.
 *
 * The one hard idea is that the folder is opened once and everything happens relative to it, so
 * that the temporary file, the rename and the final sync are about the same folder whatever becomes
 * of the path meanwhile. What is in the bytes is the caller's.
 */
#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"

#define NAMES_TRIED 100 /* temporary names that others left behind or are using */

static int (*gate)(enum outfile_step step, size_t *bytes);

void outfile_set_gate(int (*fails)(enum outfile_step step, size_t *bytes))
{
    gate = fails;
}

/* True, with errno set, when the gate lets this step fail. */
static bool is_to_fail(enum outfile_step step, size_t *bytes)
{
    int errnum = gate ? gate(step, bytes) : 0;
    errno = errnum;
    return errnum != 0;
}

/* ---- the target ---- */

struct target {
    char *path;       /* of the file itself, no link */
    const char *name; /* its last part */
    int folder_fd;    /* -1: not open */
    bool exists;
    struct stat old; /* when it exists */
};

static void target_close(struct target *t)
{
    if (t->folder_fd >= 0)
        (void)close(t->folder_fd);
    free(t->path); /* of the C library */
}

/* The path with its links resolved; of a file that is not there yet, the path itself. NULL with
 * errno set for a link that leads nowhere. */
static char *real_path(const char *path, bool *exists)
{
    struct stat link;
    *exists = lstat(path, &link) == 0;
    if (*exists)
        return realpath(path, NULL);
    return errno == ENOENT ? strdup(path) : NULL;
}

/* Opens the folder of t->path and sets t->name. */
static enum err open_folder(struct target *t, struct str path, struct diag *d)
{
    char *slash = strrchr(t->path, '/');
    t->name = slash ? slash + 1 : t->path;
    if (*t->name == '\0') /* of a file there would be no name; folders were refused before */
        return diag_set(d, ERR_WRITE, ENOENT, path, MSG_NO_SUCH_FOLDER);
    struct buf folder = BUF_INIT;
    buf_set(&folder, slash ? (struct str){t->path, (size_t)(slash - t->path) + 1} : STR("."));
    if (!is_to_fail(OUTFILE_FOLDER, NULL))
        t->folder_fd = open(buf_cstr(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int errnum = errno;
    buf_release(&folder);
    if (t->folder_fd >= 0)
        return ERR_NONE;
    return diag_set(d, ERR_WRITE, errnum, path, errnum == ENOENT ? MSG_NO_SUCH_FOLDER : MSG_NONE);
}

/* Finds out what the path leads to and whether it may be written. */
static enum err examine(struct target *t, struct str path, bool may_replace, struct diag *d)
{
    if (t->exists && fstatat(t->folder_fd, t->name, &t->old, AT_SYMLINK_NOFOLLOW) != 0)
        return diag_set(d, ERR_WRITE, errno, path, MSG_NONE);
    if (!t->exists)
        return ERR_NONE;
    if (!S_ISREG(t->old.st_mode))
        return diag_set(d, ERR_KIND, 0, path,
                        S_ISDIR(t->old.st_mode) ? MSG_IS_DIRECTORY : MSG_NOT_ORDINARY_FILE);
    if (faccessat(t->folder_fd, t->name, W_OK, AT_EACCESS) != 0)
        return diag_set(d, ERR_WRITE, errno, path, MSG_NONE);
    return may_replace ? ERR_NONE : diag_set(d, ERR_WRITE, EEXIST, path, MSG_NONE);
}

static enum err target_open(struct target *t, struct str path, bool may_replace, struct diag *d)
{
    *t = (struct target){.folder_fd = -1};
    struct buf name = BUF_INIT;
    buf_set(&name, path);
    bool is_path = path.len > 0 && !memchr(path.ptr, '\0', path.len);
    errno = ENOENT;
    t->path = is_path ? real_path(buf_cstr(&name), &t->exists) : NULL;
    int errnum = errno;
    buf_release(&name);
    if (!t->path)
        return diag_set(d, ERR_WRITE, errnum, path, MSG_NONE);
    struct stat whole;
    if (t->exists && stat(t->path, &whole) == 0 && S_ISDIR(whole.st_mode))
        return diag_set(d, ERR_KIND, 0, path, MSG_IS_DIRECTORY);
    enum err err = open_folder(t, path, d);
    return err == ERR_NONE ? examine(t, path, may_replace, d) : err;
}

/* ---- the temporary file ---- */

/* Big enough for the longest: .duban-PID-N.tmp */
enum { TEMPORARY_SIZE = 40 };

/* Creates it; -1 with errno set. */
static int create_temporary(const struct target *t, char name[TEMPORARY_SIZE])
{
    if (is_to_fail(OUTFILE_CREATE, NULL))
        return -1;
    mode_t mode = t->exists ? 0600 : 0666;
    int fd = -1;
    for (int i = 0; i < NAMES_TRIED && fd < 0 && (i == 0 || errno == EEXIST); i++) {
        (void)snprintf(name, TEMPORARY_SIZE, ".duban-%ld-%d.tmp", (long)getpid(), i);
        fd = openat(t->folder_fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    }
    return fd;
}

static bool put_bytes(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        size_t wanted = bytes.len;
        if (is_to_fail(OUTFILE_WRITE, &wanted))
            return false;
        ssize_t written = write(fd, bytes.ptr, wanted);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            errno = written < 0 ? errno : EIO;
            return false;
        }
        bytes = str_slice(bytes, (size_t)written, SIZE_MAX);
    }
    return true;
}

/* Gives it the rights of the file that it will replace. */
static bool take_rights(int fd, const struct target *t)
{
    if (!t->exists)
        return true;
    mode_t mode = t->old.st_mode & 0777;
    if (fchown(fd, (uid_t)-1, t->old.st_gid) != 0)
        mode &= ~(mode_t)070; /* they were meant for another group */
    return fchmod(fd, mode) == 0;
}

/* Writes, syncs and closes; false with errno set. `fd` is closed in any case. */
static bool fill(int fd, const struct target *t, struct str bytes)
{
    bool is_whole = put_bytes(fd, bytes) && take_rights(fd, t) && !is_to_fail(OUTFILE_SYNC, NULL) &&
                    fsync(fd) == 0;
    int errnum = errno;
    bool is_closed = close(fd) == 0 || errno == EINTR;
    if (!is_whole) {
        errno = errnum;
        return false;
    }
    return is_closed && !is_to_fail(OUTFILE_CLOSE, NULL);
}

/* ---- the whole ---- */

/* Gives the temporary file its name; without leave to replace, it fails with EEXIST when a file of
 * that name has come in between. */
static bool put_in_place(const struct target *t, const char *temporary, bool may_replace)
{
    if (is_to_fail(OUTFILE_RENAME, NULL))
        return false;
    int fd = t->folder_fd;
    if (!may_replace) {
        if (renameat2(fd, temporary, fd, t->name, RENAME_NOREPLACE) == 0)
            return true;
        if (errno != EINVAL && errno != ENOSYS)
            return false;
        /* This file system cannot do it in one step. */
        struct stat other;
        if (fstatat(fd, t->name, &other, AT_SYMLINK_NOFOLLOW) == 0) {
            errno = EEXIST;
            return false;
        }
    }
    return renameat(fd, temporary, fd, t->name) == 0;
}

static enum err write_target(const struct target *t, struct str path, struct str bytes,
                             bool may_replace, struct diag *d)
{
    char temporary[TEMPORARY_SIZE];
    int fd = create_temporary(t, temporary);
    if (fd < 0)
        return diag_set(d, ERR_WRITE, errno, path, MSG_NONE);
    if (!fill(fd, t, bytes) || !put_in_place(t, temporary, may_replace)) {
        int errnum = errno;
        (void)unlinkat(t->folder_fd, temporary, 0);
        return diag_set(d, ERR_WRITE, errnum, path, MSG_NONE);
    }
    /* Some file systems have no sync for folders (EINVAL), and then need none. */
    if (is_to_fail(OUTFILE_SYNC_FOLDER, NULL) || (fsync(t->folder_fd) != 0 && errno != EINVAL))
        return diag_set(d, ERR_WRITE, errno, path, MSG_NOT_CONFIRMED);
    return ERR_NONE;
}

enum err outfile_write(struct str path, struct str bytes, bool may_replace, struct diag *d)
{
    /* A file size limit (ulimit -f) is to fail the write, not to end the program. */
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    bool is_ignored = sigaction(SIGXFSZ, &ignore, &before) == 0;
    struct target t;
    enum err err = target_open(&t, path, may_replace, d);
    if (err == ERR_NONE)
        err = write_target(&t, path, bytes, may_replace, d);
    target_close(&t);
    if (is_ignored)
        (void)sigaction(SIGXFSZ, &before, NULL);
    return err;
}
