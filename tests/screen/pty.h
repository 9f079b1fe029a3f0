/*
 * pty: a program on a terminal of its own: forkpty, libvterm as the terminal, a judge on the line.
 *
 * Nothing here waits by the clock. pty_settle() knows when the program has taken in all that was
 * typed and sleeps for good: the terminal's input queue is empty, the kernel says that the program
 * is within a call that waits without a timeout, and all that it wrote has arrived. What is on the
 * screen then is what stays there, so one look is enough. For a program that is not our child
 * (behind ssh) or a kernel that does not tell, pty_wait_for() looks until the screen is as wanted
 * or the deadline is over.
 *
 * Every byte that the program writes is counted and goes through the judge (judge.h).
 */
#ifndef DUBAN_TESTS_PTY_H
#define DUBAN_TESTS_PTY_H

#include "tests/screen/judge.h"
#include "tests/screen/shot.h"

#include <sys/types.h>

/* The wall for every wait; reaching it is a failure. Generous, since machines are slow at times. */
#define PTY_DEADLINE_MS 30000

struct pty_options {
    const char *const *argv; /* NULL-terminated; argv[0] is looked for in PATH */
    int rows, cols;
    const char *term;       /* NULL: xterm-256color */
    const char *const *env; /* NULL-terminated "NAME=VALUE" on top of the pinned ones, "NAME" takes
                             * one away; NULL: none */
    const char *stdin_path; /* standard input comes from this file; NULL: from the terminal */
};

struct pty;

/* Starts the program. Its environment is pinned: PATH, HOME, TERM, LC_ALL=C.UTF-8, TZ=UTC, `env`.
 * Ends the test program with a message when there is no terminal to be had. */
struct pty *pty_start(const struct pty_options *options);

/* Kills the program if it still runs, and frees everything. Ends the test program with a message when the judge
 * minds any byte that came; a test that wanted such a byte begins the judge anew before. */
void pty_free(struct pty *p);

/* The program under test: the environment's DUBAN, else build/release/duban. */
const char *pty_program(void);

/* Sends bytes as a keyboard would; sends a key of app/key.h as the terminal encodes it now. */
void pty_type(struct pty *p, const char *bytes, size_t length);
void pty_key(struct pty *p, uint32_t key);

/* Gives the terminal another size, and the program its SIGWINCH. */
void pty_resize(struct pty *p, int rows, int cols);

/* Waits until the program rests (see above). False when it ended or the deadline passed. */
MUST_USE bool pty_settle(struct pty *p);

/* One look, after taking what there is: true when the program rests now. */
MUST_USE bool pty_rests(struct pty *p);

/* Reads until `words` stand on the screen. False when the program ended or the deadline passed. */
MUST_USE bool pty_wait_for(struct pty *p, const char *words);

/* Reads until the screen is `wanted`: text, looks and cursor. False likewise. */
MUST_USE bool pty_wait_for_screen(struct pty *p, const struct shot *wanted);

/* Reads until `is_wanted` says so of the screen. False likewise. */
typedef bool pty_is_wanted(const struct shot *shot, const void *wanted);
MUST_USE bool pty_wait_until(struct pty *p, pty_is_wanted *is_wanted, const void *wanted);

/* Waits until the program ended; its wait status. False when the deadline passed. */
MUST_USE bool pty_wait_exit(struct pty *p, int *status);

/* Reads for `ms` milliseconds whatever comes; the bytes that came. For showing that none do. */
size_t pty_listen(struct pty *p, int ms);

/* What the terminal shows now. */
void pty_look(struct pty *p, struct shot *out);

/* The child's process id; bytes written by it so far; the judge of them. */
pid_t pty_pid(const struct pty *p);
size_t pty_bytes(const struct pty *p);
struct judge *pty_judge(struct pty *p);

/* Everything the program wrote, from the start. Borrowed until the next call that reads. */
struct str pty_output(const struct pty *p);

/* True when the line is as it was before the program began: echo, canonical mode and the rest. */
bool pty_line_restored(const struct pty *p);

/* Voluntary context switches of the program so far: no new one means that it never ran. */
unsigned long pty_switches(const struct pty *p);

/* Microseconds from the program's start to the last byte that it wrote. */
int64_t pty_paint_us(const struct pty *p);

/* Microseconds since the program's start; to its end, once it ended. */
int64_t pty_age_us(const struct pty *p);

/* Calls of write and its kin that the program made so far. */
uint64_t pty_writes(const struct pty *p);

/* The most memory that the program had resident so far, in KiB; only while it runs. */
unsigned long pty_peak_kib(const struct pty *p);

/* True when the program is within a system call that waits without a timeout. */
bool pty_sleeps(const struct pty *p);

#endif
