/* Reading what another program writes: its end, its last words, its time, and that nothing of it is left. */
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <cmocka.h>

#include "base/message.h"
#include "table/child.h"
#include "tests/unit/shared/memcheck.h"

enum { LONG_MS = 60000 };

static struct child *start(const char *script, unsigned limit_ms)
{
    const char *const argv[] = {"sh", "-c", script, NULL};
    struct child *c = NULL;
    assert_int_equal(child_start(&c, argv, limit_ms, STR("subject"), NULL), ERR_NONE);
    assert_non_null(c);
    return c;
}

/* Reads to the end; what was read is appended to `out`. */
static enum err read_all(struct child *c, struct buf *out, struct diag *d)
{
    char block[7];
    for (;;) {
        size_t got;
        enum err err = child_read(c, block, sizeof block, &got, d);
        if (err != ERR_NONE || got == 0)
            return err;
        buf_append(out, block, got);
    }
}

static void assert_no_child_is_left(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void output_is_read_to_its_end(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    struct diag d = {0};
    struct child *c = start("printf 'a long line\\n'; echo noise >&2; printf 'and more'", LONG_MS);
    assert_int_equal(read_all(c, &out, &d), ERR_NONE);
    assert_string_equal(buf_cstr(&out), "a long line\nand more");
    assert_int_equal(read_all(c, &out, &d), ERR_NONE); /* still at its end */
    child_free(c);
    buf_release(&out);
    assert_no_child_is_left();
}

static void nothing_is_on_its_standard_input(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    struct child *c = start("cat; echo end", LONG_MS);
    assert_int_equal(read_all(c, &out, NULL), ERR_NONE);
    assert_string_equal(buf_cstr(&out), "end\n");
    child_free(c);
    buf_release(&out);
}

static void one_that_ends_badly_is_named_with_its_last_words(void **state)
{
    (void)state;
    static const struct {
        const char *script, *detail;
        enum msg reason;
    } cases[] = {
        {"echo first >&2; echo 'ssh: no route' >&2; printf '\\r\\n\\n' >&2; exit 255",
         "ssh: no route", MSG_NONE},
        {"echo part; printf 'no newline\\r' >&2; exit 1", "no newline", MSG_NONE},
        {"exit 3", "3", MSG_CHILD_FAILED},
        {"kill -9 $$", "137", MSG_CHILD_FAILED},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf out = BUF_INIT;
        struct diag d = {0};
        struct child *c = start(cases[i].script, LONG_MS);
        assert_int_equal(read_all(c, &out, &d), ERR_READ);
        assert_string_equal(d.subject, "subject");
        assert_string_equal(d.detail, cases[i].detail);
        assert_int_equal(d.reason, cases[i].reason);
        child_free(c);
        buf_release(&out);
    }
    assert_no_child_is_left();
}

static void a_program_that_is_not_there_says_so(void **state)
{
    (void)state;
    const char *const argv[] = {"duban-no-such-program", NULL};
    struct buf out = BUF_INIT;
    struct diag d = {0};
    struct child *c = NULL;
    assert_int_equal(child_start(&c, argv, LONG_MS, STR("subject"), &d), ERR_NONE);
    assert_int_equal(read_all(c, &out, &d), ERR_READ);
    assert_string_equal(d.detail, "duban-no-such-program: No such file or directory");
    child_free(c);
    buf_release(&out);
}

/* `yes` would go on for ever, `tail -f` would say nothing for ever; one closes its output and stays. */
static void one_whose_time_is_over_is_ended(void **state)
{
    (void)state;
    static const char *const scripts[] = {"exec yes", "exec tail -f /dev/null",
                                          "exec >/dev/null; tail -f /dev/null",
                                          "trap '' TERM; tail -f /dev/null & wait"};
    for (size_t i = 0; i < COUNT_OF(scripts); i++) {
        struct buf out = BUF_INIT;
        struct diag d = {0};
        struct child *c = start(scripts[i], 50);
        assert_int_equal(read_all(c, &out, &d), ERR_READ);
        assert_int_equal(d.reason, MSG_CHILD_TOO_SLOW);
        assert_string_equal(d.detail, "1");
        child_free(c);
        buf_release(&out);
        assert_no_child_is_left();
    }
}

/* True when no such process runs; one that ended and was not yet asked for its status does not run. */
static bool is_gone(pid_t pid)
{
    char path[64], letter = 'X';
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return true;
    if (fscanf(file, "%*d %*[^)]) %c", &letter) != 1)
        letter = 'X';
    fclose(file);
    return letter == 'X' || letter == 'Z';
}

/* A signal takes its time. */
static bool is_gone_soon(pid_t pid)
{
    for (int tries = 0; tries < 500 && !is_gone(pid); tries++)
        poll(NULL, 0, 5);
    return is_gone(pid);
}

/* The child writes the number of a process of its own; both must be gone. */
static void letting_go_ends_it_and_what_it_started(void **state)
{
    (void)state;
    struct child *c = start("tail -f /dev/null & echo $!; wait", LONG_MS);
    char line[32] = "";
    size_t got;
    assert_int_equal(child_read(c, line, sizeof line - 1, &got, NULL), ERR_NONE);
    pid_t grandchild = (pid_t)atoi(line);
    assert_true(grandchild > 1);
    child_free(c);
    assert_no_child_is_left();
    assert_true(is_gone_soon(grandchild));
}

/* From here on pidfd_open() is as on a kernel before 5.3, where no descriptor stands for a process. */
static int make_kernel_old(void **state)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_pidfd_open, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof code / sizeof code[0], code};
    (void)state;
    if (is_under_memcheck()) /* it has neither pidfd_open() nor filters */
        return 0;
    bool is_set = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
    return is_set ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(output_is_read_to_its_end),
        cmocka_unit_test(nothing_is_on_its_standard_input),
        cmocka_unit_test(one_that_ends_badly_is_named_with_its_last_words),
        cmocka_unit_test(a_program_that_is_not_there_says_so),
        cmocka_unit_test(one_whose_time_is_over_is_ended),
        cmocka_unit_test(letting_go_ends_it_and_what_it_started),
    };
    int failed = cmocka_run_group_tests_name("child", tests, NULL, NULL);
    return failed + cmocka_run_group_tests_name("child, old kernel", tests, make_kernel_old, NULL);
}
