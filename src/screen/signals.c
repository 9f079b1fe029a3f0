/*
 * signals: flags, and the rescue.
 *
 * The one hard idea: a handler may do next to nothing, so it does next to nothing: it sets a flag,
 * or, in a crash, writes bytes that were prepared while all was well, and lets the signal have its
 * usual end. What a flag means for the screen is left to term.c.
 */
#include "screen/signals.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FULL_LINE_MS 100 /* so long a line that takes no more is waited for in a crash */

static const struct {
    int signal;
    unsigned flag;
    bool stays_ignored; /* where it was ignored at the start: nohup, no job control */
} told[] = {
    {SIGTERM, SIGNALS_STOP, false},     {SIGINT, SIGNALS_STOP, false},
    {SIGHUP, SIGNALS_STOP, true},       {SIGPIPE, SIGNALS_STOP, false},
    {SIGWINCH, SIGNALS_RESIZE, false},  {SIGTSTP, SIGNALS_SUSPEND, true},
    {SIGCONT, SIGNALS_CONTINUE, false}, {SIGXFSZ, 0, true}, /* a write fails, and says so */
};
/* Everything else that ends a process: crashes, limits, and signals that nobody should send. */
static const int fatal[] = {SIGSEGV, SIGBUS,  SIGABRT, SIGFPE,    SIGILL,  SIGQUIT, SIGSYS,
                            SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGALRM, SIGXCPU};

static volatile sig_atomic_t flags, last_stop;
static struct sigaction told_before[COUNT_OF(told)];
static struct sigaction fatal_before[COUNT_OF(fatal)];
static sigset_t mask_before, wait_mask;

static struct {
    volatile sig_atomic_t fd;
    struct termios modes;
    size_t len;
    char bytes[SIGNALS_RESCUE_MAX];
} rescue = {.fd = -1};

/* As much as a handler needs, whatever the program did with its own stack. */
static char crash_stack[32768];

static void tell(int signal)
{
    for (size_t i = 0; i < COUNT_OF(told); i++)
        if (told[i].signal == signal) {
            flags |= (int)told[i].flag;
            last_stop = told[i].flag == SIGNALS_STOP ? signal : last_stop;
        }
}

void signals_rescue(void)
{
    int fd = rescue.fd;
    rescue.fd = -1;
    if (fd < 0)
        return;
    struct pollfd line = {.fd = fd, .events = POLLOUT};
    for (size_t off = 0; off < rescue.len;) {
        ssize_t written = write(fd, rescue.bytes + off, rescue.len - off);
        if (written < 0 && (errno != EAGAIN || poll(&line, 1, FULL_LINE_MS) <= 0))
            break;
        off += written > 0 ? (size_t)written : 0;
    }
    tcsetattr(fd, TCSANOW, &rescue.modes);
}

/* Installed with SA_RESETHAND and SA_NODEFER: raised again, the signal ends the process. */
static void crash(int signal)
{
    signals_rescue();
    raise(signal);
}

static void install(int signal, void (*handler)(int), int how, struct sigaction *before)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = how};
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, before);
}

static sigset_t told_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < COUNT_OF(told); i++)
        sigaddset(&set, told[i].signal);
    return set;
}

void signals_open(void)
{
    sigset_t ours = told_signals();
    sigprocmask(SIG_BLOCK, &ours, &mask_before);
    wait_mask = mask_before;
    for (size_t i = 0; i < COUNT_OF(told); i++) {
        install(told[i].signal, tell, 0, &told_before[i]);
        if (told[i].stays_ignored && told_before[i].sa_handler == SIG_IGN)
            sigaction(told[i].signal, &told_before[i], NULL);
        sigdelset(&wait_mask, told[i].signal);
    }
    stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < COUNT_OF(fatal); i++)
        install(fatal[i], crash, (int)(SA_ONSTACK | SA_RESETHAND | SA_NODEFER), &fatal_before[i]);
}

const sigset_t *signals_wait_mask(void)
{
    return &wait_mask;
}

bool signals_ask_to_stop(void)
{
    return (flags & SIGNALS_STOP) != 0;
}

int signals_last_stop(void)
{
    return last_stop;
}

unsigned signals_take(void)
{
    unsigned taken = (unsigned)flags;
    flags = 0; /* nothing comes in between: they are blocked */
    return taken;
}

void signals_stop_process(bool job)
{
    struct sigaction ours;
    sigset_t only_stop, only_continue;
    sigaction(SIGTSTP, NULL, &ours);
    if (ours.sa_handler == SIG_IGN)
        return;
    install(SIGTSTP, SIG_DFL, 0, NULL);
    kill(job ? 0 : getpid(), SIGTSTP);
    sigemptyset(&only_stop);
    sigaddset(&only_stop, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &only_stop, NULL); /* stops here */
    sigprocmask(SIG_BLOCK, &only_stop, NULL);
    sigaction(SIGTSTP, &ours, NULL);
    sigemptyset(&only_continue);
    sigaddset(&only_continue, SIGCONT);
    sigtimedwait(&only_continue, NULL, &(struct timespec){0}); /* the caller knows */
}

void signals_set_rescue(int fd, const struct termios *modes, struct str bytes)
{
    rescue.fd = -1;
    if (fd < 0)
        return;
    rescue.len = bytes.len < sizeof rescue.bytes ? bytes.len : sizeof rescue.bytes;
    memcpy(rescue.bytes, bytes.ptr, rescue.len);
    rescue.modes = *modes;
    rescue.fd = fd;
}

void signals_close(void)
{
    signals_set_rescue(-1, NULL, STR(""));
    sigset_t ours = told_signals();
    while (sigtimedwait(&ours, NULL, &(struct timespec){0}) > 0)
        continue; /* what came while the end was made is told enough */
    for (size_t i = 0; i < COUNT_OF(told); i++)
        sigaction(told[i].signal, &told_before[i], NULL);
    for (size_t i = 0; i < COUNT_OF(fatal); i++)
        sigaction(fatal[i], &fatal_before[i], NULL);
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    sigprocmask(SIG_SETMASK, &mask_before, NULL);
}
