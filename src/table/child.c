/*
 * child: fork, exec, and three descriptors to wait for.
 *
 * The one hard idea is that nothing is left behind, whatever happens: the child leads a process
 * group that can be ended as one, the kernel ends it when this program dies, and a timer that is
 * polled together with its output ends it when its time is over. What it says on standard error
 * stays in the pipe until it has ended; a child that says more than a pipe holds waits there until
 * its time is over.
 */
#include "table/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/message.h"

enum { GRACE_MS = 1000, ASK_MS = 10, SAID_BYTES_MAX = 1 << 16 };

struct child {
    struct buf name;
    unsigned limit_ms;
    pid_t pid;
    bool is_running; /* its status was not taken yet */
    int status;      /* as waitpid() has it */
    int out, err;    /* its output, read ends */
    int timer;       /* ready when its time is over */
    int ended;       /* ready when it has ended; -1 where the kernel cannot tell */
    int any;         /* ready when `out` or `timer` is */
};

/* ---- the other process ---- */

/* Everything between fork and exec; does not return. */
static _Noreturn void become(const char *const *argv, int out, int err, pid_t parent)
{
    sigset_t none;
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) /* it died before it could be watched */
        _exit(127);
    dup2(nothing, 0);
    dup2(out, 1);
    dup2(err, 2);
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    dprintf(2, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

static int new_timer(unsigned limit_ms)
{
    struct itimerspec when = {.it_value = {.tv_sec = (time_t)(limit_ms / 1000),
                                           .tv_nsec = (long)(limit_ms % 1000) * 1000000}};
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    if (fd >= 0)
        timerfd_settime(fd, 0, &when, NULL);
    return fd;
}

/* One descriptor that stands for both. */
static int new_any(int a, int b)
{
    int fd = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN};
    if (fd >= 0) {
        epoll_ctl(fd, EPOLL_CTL_ADD, a, &event);
        epoll_ctl(fd, EPOLL_CTL_ADD, b, &event);
    }
    return fd;
}

static int open_ended(pid_t pid)
{
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, pid, 0);
#else
    (void)pid;
    return -1;
#endif
}

static void close_if_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

static void launch(struct child *c, const char *const *argv)
{
    int out[2] = {-1, -1}, err[2] = {-1, -1};
    pid_t parent = getpid();
    c->pid = -1;
    c->ended = c->timer = c->any = -1;
    if (pipe2(out, O_CLOEXEC) == 0 && pipe2(err, O_CLOEXEC) == 0)
        c->pid = fork();
    if (c->pid == 0)
        become(argv, out[1], err[1], parent);
    close_if_open(out[1]);
    close_if_open(err[1]);
    c->out = out[0];
    c->err = err[0];
    c->is_running = c->pid > 0;
}

enum err child_start(struct child **out, const char *const *argv, unsigned limit_ms,
                     struct str name, struct diag *d)
{
    struct child *c = mem_zero(1, sizeof *c);
    buf_set(&c->name, name);
    c->limit_ms = limit_ms;
    launch(c, argv);
    if (c->is_running) {
        c->ended = open_ended(c->pid);
        c->timer = new_timer(limit_ms);
        c->any = new_any(c->out, c->timer);
    }
    if (c->timer < 0 || c->any < 0) {
        enum err err = diag_set(d, ERR_OPEN, errno, name, MSG_NONE);
        child_free(c);
        *out = NULL;
        return err;
    }
    fcntl(c->err, F_SETFL, O_NONBLOCK);
    *out = c;
    return ERR_NONE;
}

/* ---- its end ---- */

/* Waits until one of two descriptors is ready; true when the first one is. Negative ones never are.
 */
static bool wait_for(int fd, int other_fd, int timeout_ms)
{
    struct pollfd waiting[2] = {{.fd = fd, .events = POLLIN}, {.fd = other_fd, .events = POLLIN}};
    int n;
    do
        n = poll(waiting, 2, timeout_ms);
    while (n < 0 && errno == EINTR);
    return n > 0 && waiting[0].revents != 0;
}

/* Its status stays to be taken. */
static bool has_ended(const struct child *c)
{
    siginfo_t info = {0};
    return waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
}

/* Waits for its end; false when a descriptor or the time is first. A kernel before 5.3 has none that stands for a
 * process: it is asked again and again. */
static bool wait_for_end(const struct child *c, int other_fd, int timeout_ms)
{
    if (c->ended >= 0)
        return wait_for(c->ended, other_fd, timeout_ms);
    for (int waited_ms = 0; !has_ended(c); waited_ms += ASK_MS)
        if (wait_for(other_fd, -1, ASK_MS) || (timeout_ms >= 0 && waited_ms >= timeout_ms))
            return false;
    return true;
}

static void take_status(struct child *c)
{
    while (waitpid(c->pid, &c->status, 0) < 0 && errno == EINTR)
        ;
    c->is_running = false;
}

/* The group, and the child itself in case it had no time to lead one. */
static void send_signal(const struct child *c, int signal_number)
{
    kill(-c->pid, signal_number);
    kill(c->pid, signal_number);
}

/* Asks it to end and gives it some time for that; then nothing of its group goes on. Until its
 * status is taken no other process can have its number. */
static void end(struct child *c)
{
    if (!c->is_running)
        return;
    send_signal(c, SIGTERM);
    wait_for_end(c, -1, GRACE_MS);
    send_signal(c, SIGKILL);
    take_status(c);
}

void child_free(struct child *c)
{
    if (!c)
        return;
    end(c);
    close_if_open(c->out);
    close_if_open(c->err);
    close_if_open(c->timer);
    close_if_open(c->ended);
    close_if_open(c->any);
    buf_release(&c->name);
    mem_free(c);
}

/* ---- reading ---- */

/* The last line of what it said on standard error that is not blank; in `said`. */
static struct str last_words(const struct child *c, struct buf *said)
{
    char block[4096];
    ssize_t n;
    while (said->len < SAID_BYTES_MAX && (n = read(c->err, block, sizeof block)) > 0)
        buf_append(said, block, (size_t)n);
    struct str rest = buf_str(said), line, last = STR("");
    while (rest.len > 0 && str_split(&rest, '\n', &line))
        if (str_trim(line).len > 0)
            last = str_trim(line);
    return last;
}

static enum err fail_with(const struct child *c, int reason, struct str detail, struct diag *d)
{
    diag_set(d, ERR_READ, 0, buf_str(&c->name), reason);
    diag_set_detail(d, detail);
    return ERR_READ;
}

static enum err fail_by_time(struct child *c, struct diag *d)
{
    char seconds[24];
    end(c);
    snprintf(seconds, sizeof seconds, "%u", (c->limit_ms + 999) / 1000);
    return fail_with(c, MSG_CHILD_TOO_SLOW, str_from(seconds), d);
}

/* Its output has ended: so does it, and its status tells whether that was all. */
static enum err finish(struct child *c, struct diag *d)
{
    if (c->is_running && !wait_for_end(c, c->timer, -1))
        return fail_by_time(c, d);
    if (c->is_running)
        take_status(c);
    if (WIFEXITED(c->status) && WEXITSTATUS(c->status) == 0)
        return ERR_NONE;
    char number[24];
    struct buf said = BUF_INIT;
    struct str words = last_words(c, &said);
    snprintf(number, sizeof number, "%d",
             WIFEXITED(c->status) ? WEXITSTATUS(c->status) : 128 + WTERMSIG(c->status));
    enum err err = words.len > 0 ? fail_with(c, MSG_NONE, words, d)
                                 : fail_with(c, MSG_CHILD_FAILED, str_from(number), d);
    buf_release(&said);
    return err;
}

enum err child_read(struct child *c, char *to, size_t size, size_t *got, struct diag *d)
{
    *got = 0;
    for (;;) {
        if (wait_for(c->timer, c->out, -1)) /* whatever may still come */
            return fail_by_time(c, d);
        ssize_t n = read(c->out, to, size);
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (n < 0)
            return diag_set(d, ERR_READ, errno, buf_str(&c->name), MSG_NONE);
        *got = (size_t)n;
        return n > 0 ? ERR_NONE : finish(c, d);
    }
}

int child_fd(const struct child *c)
{
    return c->any;
}
