/*
 * proc: see proc.h. The one hard thing is to know a sleep without an end from one that ends by itself: the
 * kernel tells the number of the call and its arguments, and which of them is the limit differs.
 */
#include "tests/screen/proc.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

const char *proc_read(pid_t pid, const char *name, char *out, size_t size)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? 0 : read(fd, out, size - 1);
    if (fd >= 0)
        close(fd);
    out[got > 0 ? got : 0] = '\0';
    return out;
}

uint64_t proc_counter(pid_t pid, const char *name, const char *label)
{
    char text[4096];
    const char *at = strstr(proc_read(pid, name, text, sizeof text), label);
    return at ? strtoull(at + strlen(label), NULL, 10) : 0;
}

/* "NUMBER ARG0 ARG1 ARG2 ARG3 ARG4 ARG5 SP PC", or "running". */
bool proc_sleeps(pid_t pid)
{
    char text[256];
    long number = -1;
    uint64_t args[6] = {0};
    if (sscanf(proc_read(pid, "syscall", text, sizeof text),
               "%ld %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64, &number,
               &args[0], &args[1], &args[2], &args[3], &args[4], &args[5]) < 7)
        return false;
    switch (number) {
    case SYS_pselect6:
        return args[4] == 0;
    case SYS_ppoll:
        return args[2] == 0;
#ifdef SYS_poll
    case SYS_poll:
        return (int)args[2] < 0;
#endif
#ifdef SYS_select
    case SYS_select:
        return args[4] == 0;
#endif
    case SYS_read:
        return args[0] == 0;
    default:
        return false;
    }
}

/* "RAN STARVED SLICES", the times in nanoseconds. */
int64_t proc_starved_ms(pid_t pid)
{
    char text[128];
    int64_t starved_ns = 0;
    if (sscanf(proc_read(pid, "schedstat", text, sizeof text), "%*d %" SCNd64, &starved_ns) != 1)
        return 0;
    return starved_ns / 1000000;
}

/* "PID (NAME) STATE ...", where the name may hold anything. */
static char state_of(pid_t pid)
{
    char text[1024];
    const char *behind = strrchr(proc_read(pid, "stat", text, sizeof text), ')');
    return behind && behind[1] == ' ' ? behind[2] : 'X';
}

bool proc_is_gone(pid_t pid)
{
    return state_of(pid) == 'X' || state_of(pid) == 'Z';
}

void proc_append_doing(struct buf *out, pid_t pid)
{
    char call[256], place[128];
    if (proc_is_gone(pid)) {
        buf_append_str(out, STR("is gone"));
        return;
    }
    proc_read(pid, "syscall", call, sizeof call);
    call[strcspn(call, "\n")] = '\0';
    buf_printf(out,
               "is in state %c, %s, call \"%s\" at \"%s\", having read %" PRIu64
               " bytes in %" PRIu64 " calls",
               state_of(pid), proc_sleeps(pid) ? "asleep for good" : "not asleep for good", call,
               proc_read(pid, "wchan", place, sizeof place), proc_counter(pid, "io", "rchar:"),
               proc_counter(pid, "io", "syscr:"));
}
