/*
 * shim: makes calls of the system fail in a program that knows nothing of it (LD_PRELOAD).
 *
 *     FAULT=memory:7     the 7th request for memory after main has begun fails, by whichever library
 *     FAULT=memory:7+    that one and all later ones
 *     FAULT=read:7, 7+   the same of read and pread: EIO
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
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The C library's own allocator, which base.c asks for everybody; so it is here that memory can end. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

typedef int main_function(int argc, char **argv, char **env);
int __libc_start_main(main_function *main, int argc, char **argv, main_function *init,
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end);

static enum { NOTHING, MEMORY, READ, SHORT, TORN } what;
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
    } kinds[] = {{"memory:", MEMORY}, {"read:", READ}, {"short:", SHORT}, {"torn:", TORN}};
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

int close(int fd)
{
    REAL(close);
    *last_of(fd) = false;
    return real(fd);
}
