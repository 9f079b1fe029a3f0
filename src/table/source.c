/*
 * source: opens what may be a table and reads it, in pieces, as often as needed.
 *
 * The one hard idea is opening without being held up: O_NONBLOCK keeps open() from waiting for the
 * other end of a named pipe, then fstat() says what it is, and only a pipe that is nowhere in a
 * file system (pipefs) has its other end for certain. What the bytes mean is encoding.c's; how
 * another host is asked is remote.c's and child.c's.
 */
#include "table/source.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/message.h"
#include "table/child.h"
#include "table/remote.h"

#ifndef PIPEFS_MAGIC
#define PIPEFS_MAGIC 0x50495045
#endif

struct source {
    struct buf name;
    int fd;              /* -1 for memory and for another host */
    struct child *child; /* that reads from another host, else NULL */
    bool owns_fd;
    bool is_file;
    struct stat opened;
    off_t begin;      /* where a file was positioned when it was opened */
    uint64_t at;      /* bytes handed out since the beginning */
    struct str bytes; /* memory */
    struct buf kept;  /* what came through a pipe */
};

static struct source *source_new(struct str name, int fd)
{
    struct source *s = mem_zero(1, sizeof *s);
    s->fd = fd;
    buf_set(&s->name, name);
    return s;
}

struct source *source_from_bytes(struct str bytes, struct str name)
{
    struct source *s = source_new(name, -1);
    s->bytes = bytes;
    return s;
}

void source_close(struct source *s)
{
    if (!s)
        return;
    child_free(s->child);
    if (s->owns_fd)
        close(s->fd);
    buf_release(&s->name);
    buf_release(&s->kept);
    mem_free(s);
}

/* ---- opening ---- */

static bool is_named_pipe(int fd)
{
    struct statfs fs;
    return fstatfs(fd, &fs) == 0 && fs.f_type != PIPEFS_MAGIC;
}

static bool is_socket(const struct source *s)
{
    struct stat seen;
    return stat(buf_cstr(&s->name), &seen) == 0 && S_ISSOCK(seen.st_mode);
}

/* Why this kind of file is refused, or MSG_NONE. */
static enum msg refusal_of(const struct source *s)
{
    mode_t mode = s->opened.st_mode;
    if (S_ISREG(mode))
        return MSG_NONE;
    if (S_ISFIFO(mode))
        return s->owns_fd && is_named_pipe(s->fd) ? MSG_IS_NAMED_PIPE : MSG_NONE;
    if (S_ISSOCK(mode))
        return s->owns_fd ? MSG_IS_SOCKET : MSG_NONE;
    return S_ISDIR(mode) ? MSG_IS_DIRECTORY : MSG_IS_DEVICE;
}

static enum err examine(struct source *s, struct diag *d)
{
    if (fstat(s->fd, &s->opened) != 0)
        return diag_set(d, ERR_OPEN, errno, buf_str(&s->name), MSG_NONE);
    enum msg refusal = refusal_of(s);
    if (refusal != MSG_NONE)
        return diag_set(d, ERR_KIND, 0, buf_str(&s->name), (int)refusal);
    s->is_file = S_ISREG(s->opened.st_mode);
    if (s->is_file) {
        off_t at = lseek(s->fd, 0, SEEK_CUR);
        s->begin = at > 0 ? at : 0;
    } else if (s->owns_fd) {
        fcntl(s->fd, F_SETFL, fcntl(s->fd, F_GETFL) & ~O_NONBLOCK);
    }
    return ERR_NONE;
}

static enum err open_remote(struct source **out, struct str name, struct diag *d)
{
    struct remote remote;
    const char *words[REMOTE_WORDS_MAX];
    struct child *child = NULL;
    enum err err = remote_parse(&remote, name, d);
    if (err == ERR_NONE) {
        remote_words(&remote, words);
        err = child_start(&child, words, REMOTE_SECONDS * 1000, name, d);
    }
    remote_release(&remote);
    if (err != ERR_NONE)
        return err;
    *out = source_new(name, -1);
    (*out)->child = child;
    return ERR_NONE;
}

enum err source_open(struct source **out, struct str path, struct diag *d)
{
    bool is_stdin = str_equal(path, STR("-"));
    *out = NULL;
    if (!is_stdin && remote_is_named(path))
        return open_remote(out, path, d);
    struct source *s = source_new(path, STDIN_FILENO);
    enum err err = ERR_NONE;
    if (!is_stdin) {
        do
            s->fd = open(buf_cstr(&s->name), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
        while (s->fd < 0 && errno == EINTR);
        s->owns_fd = s->fd >= 0;
        if (s->fd < 0 &&
            errno == ENXIO) /* a socket, or a device that is not there, as /dev/tty may be */
            err = diag_set(d, ERR_KIND, 0, path, is_socket(s) ? MSG_IS_SOCKET : MSG_IS_DEVICE);
        else if (s->fd < 0)
            err = diag_set(d, ERR_OPEN, errno, path, MSG_NONE);
    }
    if (err == ERR_NONE)
        err = examine(s, d);
    if (err != ERR_NONE) {
        source_close(s);
        return err;
    }
    *out = s;
    return ERR_NONE;
}

enum err source_share(struct source **out, const struct source *of, struct diag *d)
{
    if (!of->is_file) {
        *out = source_from_bytes(buf_str(&of->kept), buf_str(&of->name));
        return ERR_NONE;
    }
    struct source *s = source_new(buf_str(&of->name), of->fd);
    enum err err = examine(s, d);
    s->begin = of->begin;
    *out = err == ERR_NONE ? s : NULL;
    if (err != ERR_NONE)
        source_close(s);
    return err;
}

/* ---- reading ---- */

static void wait_until_readable(int fd)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    poll(&waiting, 1, -1);
}

/* One read that is not stopped by a signal, nor by a pipe that somebody set to non-blocking. */
static ssize_t read_some(const struct source *s, char *to, size_t size)
{
    for (;;) {
        ssize_t n =
            s->is_file ? pread(s->fd, to, size, s->begin + (off_t)s->at) : read(s->fd, to, size);
        if (n >= 0 || (errno != EINTR && errno != EAGAIN))
            return n;
        if (errno == EAGAIN)
            wait_until_readable(s->fd);
    }
}

static bool is_memory(const struct source *s)
{
    return s->fd < 0 && !s->child;
}

/* Bytes that are in memory already: all of them, or what a pipe gave before a rewind. */
static struct str in_memory(const struct source *s)
{
    struct str all = is_memory(s) ? s->bytes : buf_str(&s->kept);
    return str_slice(all, (size_t)s->at, SIZE_MAX);
}

static enum err read_more(struct source *s, char *to, size_t size, size_t *got, struct diag *d)
{
    *got = 0;
    if (s->child)
        return child_read(s->child, to, size, got, d);
    ssize_t n = read_some(s, to, size);
    if (n < 0)
        return diag_set(d, ERR_READ, errno, buf_str(&s->name), MSG_NONE);
    *got = (size_t)n;
    return ERR_NONE;
}

enum err source_read(struct source *s, char *to, size_t size, size_t *got, struct diag *d)
{
    struct str ready = str_slice(in_memory(s), 0, size);
    *got = ready.len;
    enum err err = ERR_NONE;
    if (ready.len > 0) {
        memcpy(to, ready.ptr, ready.len);
    } else if (!is_memory(s)) {
        err = read_more(s, to, size, got, d);
        if (!s->is_file)
            buf_append(&s->kept, to, *got);
    }
    s->at += *got;
    return err;
}

bool source_is_ready(const struct source *s)
{
    if (source_fd(s) < 0 || in_memory(s).len > 0)
        return true;
    struct pollfd waiting = {.fd = source_fd(s), .events = POLLIN};
    return poll(&waiting, 1, 0) != 0;
}

void source_rewind(struct source *s)
{
    s->at = 0;
}

/* ---- asking ---- */

struct str source_name(const struct source *s)
{
    return buf_str(&s->name);
}

int source_fd(const struct source *s)
{
    if (s->child)
        return child_fd(s->child);
    return s->is_file ? -1 : s->fd;
}

uint64_t source_total_bytes(const struct source *s)
{
    if (is_memory(s))
        return s->bytes.len;
    return s->is_file && s->opened.st_size > s->begin ? (uint64_t)(s->opened.st_size - s->begin)
                                                      : 0;
}

bool source_has_changed(const struct source *s)
{
    struct stat now;
    return s->is_file && fstat(s->fd, &now) == 0 &&
           (now.st_size != s->opened.st_size || now.st_mtim.tv_sec != s->opened.st_mtim.tv_sec ||
            now.st_mtim.tv_nsec != s->opened.st_mtim.tv_nsec);
}
