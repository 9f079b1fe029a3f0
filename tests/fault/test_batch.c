/*
 * Without a screen: whatever fails, the program writes all that it was asked for, or nothing and why.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "tests/fault/run.h"
#include "tests/screen/pty.h"

#define TABLE "samples/heze-2023-q3.tsv"

static const char *const commands[] = {
    "--print=json --sort units " TABLE,
    "--print=csv --filter jtysj|/高速.*路/ " TABLE,
    "--print=text --lang zh " TABLE,
    "--print=md samples/gb18030.tsv",
    "--summary " TABLE,
    "--summary=json --filter note:完成 samples/unicode-text.tsv",
    "--report --by units samples/behind.tsv",
    "--check samples/totals-and-notes.tsv",
    "--print=tsv --against samples/behind-q2.tsv --filter is:changed samples/behind.tsv",
    "--summary samples/county-a.tsv samples/county-b.tsv",
};

/* What a run under faults may be: the same as without, or a failure that says so and nothing more. */
static void assert_whole_or_nothing(const struct run *wanted, const struct run *seen,
                                    const char *command, const char *fault)
{
    if (!WIFEXITED(seen->status))
        fail_msg("%s %s: signal %d", fault, command, WTERMSIG(seen->status));
    if (WEXITSTATUS(seen->status) == 2) {
        if (seen->out.len > 0)
            fail_msg("%s %s: %zu bytes before it failed", fault, command, seen->out.len);
        if (!str_starts_with(buf_str(&seen->err), STR("duban: ")))
            fail_msg("%s %s: no word", fault, command);
        return;
    }
    if (seen->status != wanted->status || !str_equal(buf_str(&wanted->out), buf_str(&seen->out)))
        fail_msg("%s %s: other than without (status %d, %zu bytes, %.*s)", fault, command,
                 WEXITSTATUS(seen->status), seen->out.len, STR_ARG(buf_str(&seen->err)));
}

/* Every command, with each call of the kind failing in turn, alone and with all later ones. */
static void fail_each(const char *kind)
{
    struct run wanted = RUN_INIT, seen = RUN_INIT;
    uint64_t calls = 0, failed = 0;
    for (size_t i = 0; i < COUNT_OF(commands); i++, calls += wanted.calls) {
        char fault[48];
        snprintf(fault, sizeof fault, "%s:0", kind);
        run_program(&wanted, commands[i], fault, NULL, 0);
        assert_true(WIFEXITED(wanted.status) && WEXITSTATUS(wanted.status) < 2);
        assert_true(wanted.out.len > 0 && wanted.calls > 0);
        for (uint64_t n = 1; n <= wanted.calls; n = run_next(n, 37), failed++)
            for (int later = 0; later < 2; later++) {
                snprintf(fault, sizeof fault, "%s:%llu%s", kind, (unsigned long long)n,
                         later ? "+" : "");
                run_program(&seen, commands[i], fault, NULL, 0);
                assert_whole_or_nothing(&wanted, &seen, commands[i], fault);
            }
    }
    printf("# %s: %llu of %llu calls failed, alone and with all later ones\n", kind,
           (unsigned long long)failed, (unsigned long long)calls);
    run_release(&wanted);
    run_release(&seen);
}

static void every_request_for_memory_may_fail(void **state)
{
    (void)state;
    fail_each("memory");
}

static void every_read_may_fail(void **state)
{
    (void)state;
    fail_each("read");
}

static void every_descriptor_may_be_refused(void **state)
{
    (void)state;
    fail_each("open");
}

static void reads_that_give_little_or_are_interrupted_lose_nothing(void **state)
{
    static const char *const faults[] = {"short:1", "torn:1"};
    (void)state;
    struct run wanted = RUN_INIT, seen = RUN_INIT;
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        for (size_t j = 0; j < COUNT_OF(faults); j++) {
            run_program(&wanted, commands[i], "", NULL, 0);
            run_program(&seen, commands[i], faults[j], NULL, 0);
            assert_true(seen.calls > 1);
            assert_int_equal(seen.status, wanted.status);
            assert_true(str_equal(buf_str(&seen.out), buf_str(&wanted.out)));
        }
    run_release(&wanted);
    run_release(&seen);
}

static void output_that_cannot_be_written_is_told(void **state)
{
    (void)state;
    struct run seen = RUN_INIT;
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        run_program(&seen, commands[i], "", "/dev/full", 0);
        assert_true(WIFEXITED(seen.status));
        assert_int_equal(WEXITSTATUS(seen.status), 2);
        assert_true(str_starts_with(buf_str(&seen.err), STR("duban: ")));
    }
    run_release(&seen);
}

/* Without standard output, input or error from the beginning, their numbers fall to files that are opened: nothing is
 * written into those. */
static void closed_descriptors_harm_nothing(void **state)
{
    static const struct {
        const char *redirections;
        int status;
    } cases[] = {{">&-", 2}, {"2>&- >/dev/null", 0}, {"<&- >/dev/null", 0}, {"<&- >&- 2>&-", 2}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char command[256];
        snprintf(command, sizeof command, "'%s' --print=csv samples/plain.csv %s", pty_program(),
                 cases[i].redirections);
        int status = system(command);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), cases[i].status);
    }
}

/* The address space grows from far too little to enough. */
static void any_limit_of_memory_is_survived(void **state)
{
    (void)state;
    struct run wanted = RUN_INIT, seen = RUN_INIT;
    bool fitted = false;
    run_program(&wanted, commands[0], "", NULL, 0);
    for (uint64_t mib = 12; mib <= 40; mib++) {
        char limit[32];
        snprintf(limit, sizeof limit, "%llu MiB", (unsigned long long)mib);
        run_program(&seen, commands[0], "", NULL, mib << 20);
        if (WIFEXITED(seen.status) && WEXITSTATUS(seen.status) == 127)
            continue; /* the dynamic linker had not enough for the libraries */
        assert_whole_or_nothing(&wanted, &seen, commands[0], limit);
        fitted |= WEXITSTATUS(seen.status) == 0;
    }
    assert_true(fitted);
    run_release(&wanted);
    run_release(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_request_for_memory_may_fail),
        cmocka_unit_test(every_read_may_fail),
        cmocka_unit_test(every_descriptor_may_be_refused),
        cmocka_unit_test(reads_that_give_little_or_are_interrupted_lose_nothing),
        cmocka_unit_test(output_that_cannot_be_written_is_told),
        cmocka_unit_test(closed_descriptors_harm_nothing),
        cmocka_unit_test(any_limit_of_memory_is_survived),
    };
    return cmocka_run_group_tests_name("faults without a screen", tests, NULL, NULL);
}
