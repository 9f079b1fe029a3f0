/*
 * shim: makes calls of the system fail in a program that knows nothing of it (LD_PRELOAD).
 *
 *     FAULT=memory:7     the 7th request for memory after main has begun fails, by whichever library
 *     FAULT=memory:7+    that one and all later ones
 *     FAULT=read:7, 7+   the same of read and pread: EIO
 *     FAULT=write:7, 7+  the same of write and pwrite, and of the calls that make written bytes last: ENOSPC
 *     FAULT=open:7, 7+   the same of everything that gives a descriptor: EMFILE
 *     FAULT=short:1      reads give a few bytes at a time
 *     FAULT=torn:1       every other read of a descriptor, from its first, is interrupted (EINTR)
 *     FAULT_COUNT=FILE   8 bytes that hold the number of such calls so far, whatever end the program meets
 *
 * The one hard idea is to count from main on: what the loader and the C library need before it is nobody's to
 * mend. The C library's own calls of read and write within stdio are not seen here; /dev/full serves for those.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* The C library's own allocator, which base.c asks for everybody; so it is here that memory can end. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

typedef int main_function(int argc, char **argv, char **env);
int __libc_start_main(main_function *main, int argc, char **argv, main_function *init,
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end);

static enum { NOTHING, MEMORY, READ, WRITE, OPEN, SHORT, TORN } what;
static uint64_t failing; /* the call, from 1 */
static bool and_later;
static uint64_t own_count;
static volatile uint64_t *count = &own_count;

static main_function *real_main;

static void read_wish(const char *wish)
{
    static const struct {
        const char *name;
        int what;
    } kinds[] = {{"memory:", MEMORY}, {"read:", READ},   {"write:", WRITE},
                 {"open:", OPEN},     {"short:", SHORT}, {"torn:", TORN}};
    for (size_t i = 0; wish && i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t len = strlen(kinds[i].name);
        if (strncmp(wish, kinds[i].name, len) != 0)
            continue;
        failing = strtoull(wish + len, NULL, 10);
        and_later = strchr(wish, '+') != NULL;
        what = kinds[i].what;
    }
}

static void share_count(const char *path)
{
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *page =
        fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page != MAP_FAILED)
        count = page;
    if (fd >= 0)
        close(fd);
}

static int begin(int argc, char **argv, char **env)
{
    share_count(getenv("FAULT_COUNT"));
    read_wish(getenv("FAULT"));
    return real_main(argc, argv, env);
}

int __libc_start_main(main_function *main, int argc, char **argv, main_function *init,
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
    typeof(&__libc_start_main) real;
    *(void **)&real = dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = main;
    return real(begin, argc, argv, init, fini, rtld_fini, stack_end);
}

static bool fails(int kind)
{
    if ((int)what != kind)
        return false;
    uint64_t n = ++*count;
    return n == failing || (and_later && n > failing);
}

/* ---- memory ---- */

static void *no_memory(void)
{
    errno = ENOMEM;
    return NULL;
}

/* The function that this one stands in front of. */
#define REAL(name)                                                                                 \
    static typeof(&name) real;                                                                     \
    if (!real)                                                                                     \
    *(void **)&real = dlsym(RTLD_NEXT, #name)

void *__libc_malloc(size_t size)
{
    REAL(__libc_malloc);
    return fails(MEMORY) ? no_memory() : real(size);
}

void *__libc_calloc(size_t number, size_t size)
{
    REAL(__libc_calloc);
    return fails(MEMORY) ? no_memory() : real(number, size);
}

void *__libc_realloc(void *old, size_t size)
{
    REAL(__libc_realloc);
    return fails(MEMORY) ? no_memory() : real(old, size);
}

/* ---- reads ---- */

/* By descriptor: were all reads counted together, two in one round of a loop would interrupt the same one for ever,
 * which no system does. */
static bool was_interrupted[1024];

static bool *last_of(int fd)
{
    return &was_interrupted[(size_t)fd % (sizeof was_interrupted / sizeof was_interrupted[0])];
}

static bool is_interrupted(int fd)
{
    return *last_of(fd) = !*last_of(fd);
}

/* The bytes that a read may take; 0: it fails with errno. */
static size_t allowed(int fd, size_t size)
{
    if (fails(READ)) {
        errno = EIO;
        return 0;
    }
    if (what == SHORT && size > 0) {
        uint64_t n = ++*count;
        size_t most = 1 + (size_t)(n * 7 % 13);
        return size < most ? size : most;
    }
    if (what == TORN && ++*count && is_interrupted(fd)) {
        errno = EINTR;
        return 0;
    }
    return size;
}

ssize_t read(int fd, void *to, size_t size)
{
    REAL(read);
    size_t most = allowed(fd, size);
    return most == 0 && size > 0 ? -1 : real(fd, to, most);
}

ssize_t pread(int fd, void *to, size_t size, off_t off)
{
    REAL(pread);
    size_t most = allowed(fd, size);
    return most == 0 && size > 0 ? -1 : real(fd, to, most, off);
}

ssize_t pread64(int fd, void *to, size_t size, off64_t off)
{
    return pread(fd, to, size, off);
}

/* ---- writes, and what makes them last ---- */

/* A terminal is never full, and who cannot write there cannot put it back. */
static bool is_full(int fd)
{
    if (what != WRITE || isatty(fd) || !fails(WRITE))
        return false;
    errno = ENOSPC;
    return true;
}

ssize_t write(int fd, const void *from, size_t size)
{
    REAL(write);
    return is_full(fd) ? -1 : real(fd, from, size);
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t off)
{
    REAL(pwrite);
    return is_full(fd) ? -1 : real(fd, from, size, off);
}

ssize_t pwrite64(int fd, const void *from, size_t size, off64_t off)
{
    return pwrite(fd, from, size, off);
}

int fsync(int fd)
{
    REAL(fsync);
    return is_full(fd) ? -1 : real(fd);
}

int fdatasync(int fd)
{
    REAL(fdatasync);
    return is_full(fd) ? -1 : real(fd);
}

int ftruncate(int fd, off_t size)
{
    REAL(ftruncate);
    return is_full(fd) ? -1 : real(fd, size);
}

int ftruncate64(int fd, off64_t size)
{
    return ftruncate(fd, size);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
    REAL(renameat);
    return is_full(to_fd) ? -1 : real(from_fd, from, to_fd, to);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    REAL(renameat2);
    return is_full(to_fd) ? -1 : real(from_fd, from, to_fd, to, flags);
}

int mkdir(const char *path, mode_t mode)
{
    REAL(mkdir);
    return is_full(-1) ? -1 : real(path, mode);
}

/* ---- descriptors ---- */

static bool is_without_descriptors(void)
{
    if (!fails(OPEN))
        return false;
    errno = EMFILE;
    return true;
}

/* The mode is read even where the caller gave none: then nobody looks at it. */
#define MODE_OF(flags)                                                                             \
    va_list rest;                                                                                  \
    va_start(rest, flags);                                                                         \
    mode_t mode = va_arg(rest, mode_t);                                                            \
    va_end(rest)

int openat(int folder, const char *path, int flags, ...)
{
    REAL(openat);
    MODE_OF(flags);
    return is_without_descriptors() ? -1 : real(folder, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    MODE_OF(flags);
    return openat(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE_OF(flags);
    return openat(AT_FDCWD, path, flags, mode);
}

int memfd_create(const char *name, unsigned flags)
{
    REAL(memfd_create);
    return is_without_descriptors() ? -1 : real(name, flags);
}

int inotify_init1(int flags)
{
    REAL(inotify_init1);
    return is_without_descriptors() ? -1 : real(flags);
}

int epoll_create1(int flags)
{
    REAL(epoll_create1);
    return is_without_descriptors() ? -1 : real(flags);
}

int timerfd_create(clockid_t clock, int flags)
{
    REAL(timerfd_create);
    return is_without_descriptors() ? -1 : real(clock, flags);
}

int pipe2(int ends[2], int flags)
{
    REAL(pipe2);
    return is_without_descriptors() ? -1 : real(ends, flags);
}

int close(int fd)
{
    REAL(close);
    *last_of(fd) = false;
    return real(fd);
}
