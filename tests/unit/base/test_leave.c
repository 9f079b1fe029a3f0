/* Tests of base/leave.h. */
#include "base/leave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <sys/wait.h>

#include <cmocka.h>

#include "base/base.h"
#include "tests/unit/shared/memcheck.h"

/* A process that leaves holding a pipe; returns the end that can be read. */
static int start(pid_t *pid)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    *pid = fork();
    assert_true(*pid >= 0);
    if (*pid == 0) {
        close(ends[0]);
        leave(true);
        mem_free(mem_alloc(1));
        _exit(7);
    }
    close(ends[1]);
    return ends[0];
}

static void the_status_is_the_process_s_own(void **state)
{
    (void)state;
    if (is_under_memcheck()) /* memory is left to the system, and memcheck makes that the status */
        skip();
    pid_t pid;
    int fd = start(&pid), status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    close(fd);
}

static void nothing_stays_behind(void **state)
{
    (void)state;
    char byte;
    pid_t pid;
    int fd = start(&pid);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    alarm(20); /* whoever still held the pipe would hold this up */
    assert_int_equal(read(fd, &byte, 1), 0);
    alarm(0);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_status_is_the_process_s_own),
        cmocka_unit_test(nothing_stays_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
