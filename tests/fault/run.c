/*
 * run: fork, exec, and files in memory for what the program writes. The count of calls lies in a page that the
 * shim shares, so that it is known whatever end the program meets.
 */
#include "tests/fault/run.h"

#include "tests/screen/pty.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARGUMENTS_MAX 16

static volatile uint64_t *count;
static char preload[4096], wish[64], count_path[64];
static const char *environment[] = {preload, wish, count_path, NULL};

static const char *shim_path(void)
{
    const char *path = getenv("SHIM");
    return path ? path : "build/release/test/fault/shim.so";
}

/* A page of memory that has a name in /proc. */
static void share_count(void)
{
    if (count)
        return;
    int fd = memfd_create("count", 0);
    if (fd < 0 || ftruncate(fd, sizeof *count) != 0)
        abort();
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    snprintf(count_path, sizeof count_path, "FAULT_COUNT=/proc/%d/fd/%d", (int)getpid(), fd);
    char *shim = realpath(shim_path(), NULL);
    if (count == MAP_FAILED || !shim) {
        printf("Bail out! no %s\n", shim_path());
        exit(99);
    }
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", shim);
    free(shim);
}

const char *const *run_environment(const char *fault)
{
    share_count();
    *count = 0;
    snprintf(wish, sizeof wish, "FAULT=%s", fault);
    return environment;
}

uint64_t run_calls(void)
{
    return *count;
}

uint64_t run_next(uint64_t n, uint64_t step)
{
    return n < 100 || getenv("FAULT_EVERY") ? n + 1 : n + step;
}

void run_release(struct run *r)
{
    buf_release(&r->out);
    buf_release(&r->err);
}

static void take_file(struct buf *out, int fd)
{
    char bytes[65536];
    ssize_t got;
    buf_clear(out);
    lseek(fd, 0, SEEK_SET);
    while ((got = read(fd, bytes, sizeof bytes)) > 0)
        buf_append(out, bytes, (size_t)got);
    close(fd);
}

_Noreturn static void run_child(char *words, int out, int err, uint64_t limit_bytes)
{
    char *argv[ARGUMENTS_MAX + 2] = {(char *)(uintptr_t)pty_program()};
    size_t argc = 1;
    for (char *word = strtok(words, " "); word && argc <= ARGUMENTS_MAX; word = strtok(NULL, " "))
        argv[argc++] = word;
    for (size_t i = 0; environment[i]; i++)
        putenv((char *)(uintptr_t)environment[i]);
    struct rlimit no_core = {0, 0}, space = {limit_bytes, limit_bytes};
    setrlimit(RLIMIT_CORE, &no_core);
    if (limit_bytes > 0)
        setrlimit(RLIMIT_AS, &space);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    execvp(argv[0], argv);
    _exit(127);
}

void run_program(struct run *r, const char *arguments, const char *fault, const char *out_path,
                 uint64_t limit_bytes)
{
    char words[512];
    snprintf(words, sizeof words, "%s", arguments);
    run_environment(fault);
    int out = out_path ? open(out_path, O_WRONLY | O_CLOEXEC) : memfd_create("out", MFD_CLOEXEC);
    if (out < 0)
        abort();
    int err = memfd_create("err", MFD_CLOEXEC);
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        run_child(words, out, err, limit_bytes);
    if (pid < 0 || waitpid(pid, &r->status, 0) != pid)
        abort();
    r->calls = *count;
    take_file(&r->out, out);
    take_file(&r->err, err);
}
