/*
 * Killed in the middle of whatever it does, the program leaves the terminal as it found it.
 *
 * Random sessions (a fixed seed) of keys, pastes, resizes and torn sequences; without waiting for the
 * program to have taken them in, one of the signals that end a process is sent. Where it hits differs from run
 * to run: that is the point.
 */
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screen/pty.h"

#define SESSIONS 200
#define STEPS    24

static const int signals[] = {SIGTERM, SIGINT,  SIGQUIT, SIGHUP,  SIGPIPE, SIGSEGV,
                              SIGBUS,  SIGABRT, SIGFPE,  SIGILL,  SIGUSR1, SIGUSR2,
                              SIGALRM, SIGXCPU, SIGSYS,  SIGTRAP, SIGPROF, SIGVTALRM};

/* All of it is UTF-8: what comes too late for the program is echoed by the line itself. */
static const char *const words[] = {
    "j",         "k",
    "G",         "g",
    " ",         "\033[A",
    "\033[B",    "\033",
    "\r",        "\t",
    "/",         "&",
    "高速",      "jtysj\r",
    "?",         "F",
    "W",         "s",
    "[",         "]",
    "m",         "J",
    "K",         "\033[200~",
    "\033[201~", "\033[",
    "\302\240",  "\014",
    "181G",      "z",
    "E",         "l",
    "h",         "\033[200~x\033[201~",
};

static void play_at_random(struct pty *p, unsigned *seed)
{
    int steps = rand_r(seed) % STEPS;
    for (int i = 0; i < steps; i++) {
        if (rand_r(seed) % 8 == 0) {
            pty_resize(p, 1 + rand_r(seed) % 60, 1 + rand_r(seed) % 200);
        } else {
            const char *word = words[(size_t)rand_r(seed) % COUNT_OF(words)];
            if (strchr(word, 'y')) /* which copies, unless at a prompt */
                judge_allow_copy(pty_judge(p));
            pty_type(p, word, strlen(word));
        }
    }
}

static void assert_restored(struct pty *p, const char *name, int number)
{
    char left[128];
    const char *modes = judge_modes_left(pty_judge(p), left, sizeof left);
    if (*modes || !pty_line_restored(p))
        fail_msg("%s, signal %d: %s%s", name, number, modes, pty_line_restored(p) ? "" : " line");
}

static void random_sessions_killed_anywhere_leave_the_terminal_as_it_was(void **state)
{
    (void)state;
    unsigned seed = 20231231;
    char name[32];
    for (int i = 0; i < SESSIONS; i++) {
        const char *argv[] = {pty_program(), "samples/heze-2023-q3.tsv", NULL};
        struct pty_options options = {.argv = argv, .rows = 24, .cols = 80};
        struct pty *p = pty_start(&options);
        if (i % 4 != 0)
            assert_true(pty_settle(p));
        else /* every fourth while it still paints its first screen */
            while (pty_bytes(p) == 0)
                pty_listen(p, 1);
        play_at_random(p, &seed);
        int number = signals[(size_t)i % COUNT_OF(signals)], status;
        judge_allow_tear(pty_judge(p));
        kill(pty_pid(p), number);
        assert_true(pty_wait_exit(p, &status));
        snprintf(name, sizeof name, "session %d", i);
        assert_restored(p, name, number);
        pty_free(p);
    }
}

/* Writes blanks to the terminal until its line takes no more. */
static void fill_line(struct pty *p)
{
    static const char blanks[] = "                                ";
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/1", (int)pty_pid(p));
    int line = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    assert_true(line >= 0);
    /* What has been written moves on within the line, sooner or later, and makes room once more. */
    struct pollfd room = {.fd = line, .events = POLLOUT};
    do {
        while (write(line, blanks, sizeof blanks - 1) > 0 || write(line, blanks, 1) > 0)
            continue;
    } while (poll(&room, 1, 50) > 0 || write(line, blanks, 1) > 0);
    close(line);
}

static void the_end_waits_for_a_line_that_is_full_for_the_moment(void **state)
{
    static const int numbers[] = {SIGSEGV, SIGABRT, SIGTERM, SIGHUP};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        const char *argv[] = {pty_program(), "samples/heze-2023-q3.tsv", NULL};
        struct pty *p = pty_start(&(struct pty_options){.argv = argv, .rows = 24, .cols = 80});
        int status;
        assert_true(pty_settle(p));
        fill_line(p);
        kill(pty_pid(p), numbers[i]);
        assert_true(pty_wait_exit(p, &status)); /* reads again */
        assert_restored(p, "a full line", numbers[i]);
        pty_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_end_waits_for_a_line_that_is_full_for_the_moment),
        cmocka_unit_test(random_sessions_killed_anywhere_leave_the_terminal_as_it_was),
    };
    return cmocka_run_group_tests_name("killed", tests, NULL, NULL);
}
