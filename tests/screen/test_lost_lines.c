/*
 * Lines that nobody reads any more, and lines that are gone: the program ends, at once, and turns no circles.
 *
 * Nothing is read from these terminals, so that a large screen fills the line. A program that waits without a
 * limit of time then waits for the line (its screen was large) or for keys.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

#include "tests/screen/proc.h"
#include "tests/screen/pty.h"

#define TABLE      "samples/heze-2023-q3.tsv"
#define GONE_MS    100 /* the promise */
#define TRIES      5   /* whose median keeps it: disks and others may have held one up */
#define STALL_ROWS 200
#define STALL_COLS 500

struct line {
    pid_t pid;
    int master, end; /* `end` can be read when the program ended */
    int feed;        /* the writing end of its standard input, -1 where that is the terminal */
    struct termios before;
};

enum input { KEYS, ENDLESS_PIPE };

_Noreturn static void run_child(int slave, const int *pipe_ends, bool ignores_hang_up)
{
    login_tty(slave);
    if (pipe_ends) {
        dup2(pipe_ends[0], STDIN_FILENO);
        close(pipe_ends[0]);
        close(pipe_ends[1]);
    }
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    if (ignores_hang_up)
        signal(SIGHUP, SIG_IGN);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    execl(pty_program(), "duban", pipe_ends ? "-" : TABLE, (char *)NULL);
    _exit(127);
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Starts the program and lets it come to rest. */
static struct line start(int rows, int cols, enum input input, bool ignores_hang_up)
{
    struct line l = {.feed = -1};
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    int slave, ends[2];
    assert_int_equal(openpty(&l.master, &slave, NULL, NULL, &size), 0);
    fcntl(l.master, F_SETFD, FD_CLOEXEC);
    tcgetattr(slave, &l.before);
    if (input == ENDLESS_PIPE)
        assert_int_equal(pipe2(ends, 0), 0);
    fflush(NULL);
    l.pid = fork();
    if (l.pid == 0)
        run_child(slave, input == ENDLESS_PIPE ? ends : NULL, ignores_hang_up);
    close(slave);
    if (input == ENDLESS_PIPE) {
        static const char begun[] = "序号\t责任目标\n1\t加快修路\n2\t开工";
        close(ends[0]);
        l.feed = ends[1];
        assert_true(write(l.feed, begun, sizeof begun - 1) > 0);
    }
    l.end = (int)syscall(SYS_pidfd_open, l.pid, 0);
    assert_true(l.end >= 0);
    int64_t deadline = now_ms() + PTY_DEADLINE_MS;
    for (struct pollfd end = {.fd = l.end, .events = POLLIN}; !proc_sleeps(l.pid);)
        if (poll(&end, 1, 1) > 0 || now_ms() > deadline)
            fail_msg("it does not come to rest");
    return l;
}

static void hang_up(struct line *l)
{
    close(l->master);
    l->master = -1;
}

/* Milliseconds in which it or this test had no processor to run on. */
static int64_t starved_ms(const struct line *l)
{
    return proc_starved_ms(l->pid) + proc_starved_ms(getpid());
}

/* Waits for its end and frees everything; returns how long it took but for what others took, with what it used since
 * its start. */
static int64_t wait_for_end(struct line *l, int *status, struct rusage *used)
{
    int64_t begin = now_ms() - starved_ms(l);
    struct pollfd end = {.fd = l->end, .events = POLLIN};
    bool ended = poll(&end, 1, PTY_DEADLINE_MS) > 0;
    int64_t took = now_ms() - starved_ms(l) - begin;
    if (!ended)
        kill(l->pid, SIGKILL);
    assert_int_equal(wait4(l->pid, status, 0, used), l->pid);
    close(l->end);
    if (l->master >= 0)
        close(l->master);
    if (l->feed >= 0)
        close(l->feed);
    assert_true(ended);
    return took > 0 ? took : 0; /* both may starve at the same time */
}

static int by_size(const void *a, const void *b)
{
    return (*(const int64_t *)a > *(const int64_t *)b) -
           (*(const int64_t *)a < *(const int64_t *)b);
}

static int64_t median(int64_t *took, size_t count)
{
    qsort(took, count, sizeof took[0], by_size);
    return took[count / 2];
}

/* The line is dropped, TRIES times: the median of what it takes the program to be gone. */
static int64_t median_to_end(int rows, int cols, enum input input, bool ignores_hang_up)
{
    int64_t took[TRIES];
    for (int i = 0; i < TRIES; i++) {
        int status;
        struct rusage used;
        struct line l = start(rows, cols, input, ignores_hang_up);
        hang_up(&l);
        took[i] = wait_for_end(&l, &status, &used);
        assert_int_equal(status, ignores_hang_up ? (128 + SIGHUP) << 8 : SIGHUP);
    }
    return median(took, TRIES);
}

static void a_dropped_line_ends_it_at_once(void **state)
{
    (void)state;
    assert_in_range(median_to_end(24, 80, KEYS, false), 0, GONE_MS);
}

static void a_dropped_line_ends_it_though_hang_ups_are_ignored(void **state)
{
    (void)state;
    assert_in_range(median_to_end(24, 80, KEYS, true), 0, GONE_MS);
}

static void a_dropped_line_ends_it_while_a_pipe_is_being_read(void **state)
{
    (void)state;
    assert_in_range(median_to_end(24, 80, ENDLESS_PIPE, false), 0, GONE_MS);
    assert_in_range(median_to_end(24, 80, ENDLESS_PIPE, true), 0, GONE_MS);
}

static void a_dropped_line_ends_it_while_the_line_takes_nothing(void **state)
{
    (void)state;
    assert_in_range(median_to_end(STALL_ROWS, STALL_COLS, KEYS, false), 0, 2 * GONE_MS);
    assert_in_range(median_to_end(STALL_ROWS, STALL_COLS, KEYS, true), 0, 2 * GONE_MS);
}

static void signals_end_it_while_the_line_takes_nothing(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV};
    int64_t took[COUNT_OF(signals)];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        int status;
        struct rusage used;
        struct line l = start(STALL_ROWS, STALL_COLS, KEYS, false);
        struct termios now;
        assert_int_equal(tcgetattr(l.master, &now), 0);
        assert_int_not_equal(now.c_lflag, l.before.c_lflag);
        int master = dup(l.master);
        kill(l.pid, signals[i]);
        took[i] = wait_for_end(&l, &status, &used);
        assert_int_equal(tcgetattr(master, &now), 0);
        assert_int_equal(now.c_lflag, l.before.c_lflag);
        assert_int_equal(now.c_iflag, l.before.c_iflag);
        assert_int_equal(now.c_oflag, l.before.c_oflag);
        close(master);
    }
    assert_in_range(median(took, COUNT_OF(took)), 0, 1000);
}

static void a_dropped_line_costs_no_time(void **state)
{
    (void)state;
    struct rusage quit, dropped;
    int status;
    struct line l = start(24, 80, KEYS, true);
    assert_int_equal(write(l.master, "Q", 1), 1);
    wait_for_end(&l, &status, &quit);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    l = start(24, 80, KEYS, true);
    hang_up(&l);
    wait_for_end(&l, &status, &dropped);
    assert_true(dropped.ru_utime.tv_sec == 0 && dropped.ru_stime.tv_sec == 0);
    long extra = dropped.ru_utime.tv_usec + dropped.ru_stime.tv_usec - quit.ru_utime.tv_usec -
                 quit.ru_stime.tv_usec;
    assert_true(extra < 50000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dropped_line_ends_it_at_once),
        cmocka_unit_test(a_dropped_line_ends_it_though_hang_ups_are_ignored),
        cmocka_unit_test(a_dropped_line_ends_it_while_a_pipe_is_being_read),
        cmocka_unit_test(a_dropped_line_ends_it_while_the_line_takes_nothing),
        cmocka_unit_test(signals_end_it_while_the_line_takes_nothing),
        cmocka_unit_test(a_dropped_line_costs_no_time),
    };
    return cmocka_run_group_tests_name("lost lines", tests, NULL, NULL);
}
