/*
 * The real thing: log in to a real sshd with a key, run the program there with `ssh -tt`, review
 * the table.
 *
 * What must be seen is what the program shows on a terminal of this machine: after every step both
 * screens are compared, cell by cell.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screen/proc.h"
#include "tests/screen/pty.h"
#include "tests/ssh/sshd.h"

#define TABLE "samples/heze-2023-q3.tsv"
#define ROWS  30
#define COLS  100

static struct sshd server;

static int start_server(void **state)
{
    (void)state;
    sshd_start(&server);
    return 0;
}

static int stop_server(void **state)
{
    (void)state;
    sshd_stop(&server);
    return 0;
}

/* "cd HERE && exec PROGRAM TABLE" with what must come before it. Marks and remarks are those of the
 * home folder here, not of whoever runs the test. */
static const char *remote_command(const char *before)
{
    static char command[4096];
    char here[2048];
    assert_non_null(getcwd(here, sizeof here));
    snprintf(command, sizeof command, "cd '%s' && export HOME='%s' && %s exec %s %s", here,
             getenv("HOME"), before, pty_program(), TABLE);
    return command;
}

static struct pty *log_in(const char *set_env, const char *before)
{
    const char *argv[SSHD_CLIENT_ARGS];
    sshd_client(&server, set_env, remote_command(before), argv);
    return pty_start(&(struct pty_options){.argv = argv, .rows = ROWS, .cols = COLS});
}

static struct pty *start_here(const char *set_env)
{
    const char *argv[] = {pty_program(), TABLE, NULL}, *env[] = {"LC_ALL", set_env, NULL};
    return pty_start(&(struct pty_options){.argv = argv, .rows = ROWS, .cols = COLS, .env = env});
}

/* Both must show the same; what is shown here is awaited there. */
static void assert_same_screen(struct pty *here, struct pty *there)
{
    struct shot wanted = SHOT_INIT;
    assert_true(pty_settle(here));
    pty_look(here, &wanted);
    bool same = pty_wait_for_screen(there, &wanted);
    if (!same) {
        struct shot seen = SHOT_INIT;
        struct buf text = BUF_INIT;
        pty_look(there, &seen);
        shot_append(&wanted, &text);
        shot_append(&seen, &text);
        print_message("%s", buf_cstr(&text));
        buf_release(&text);
        shot_release(&seen);
    }
    shot_release(&wanted);
    assert_true(same);
}

static void review_through(const char *set_env)
{
    static const char *const steps[] = {"j",   "j", "J", "/高速\r", "n", "G",
                                        "20G", "k", " ", "&公路\r", "j", "&\025\r"};
    struct shot shot = SHOT_INIT;
    struct pty *here = start_here(set_env), *there = log_in(set_env, "");
    assert_same_screen(here, there);
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        pty_type(here, steps[i], strlen(steps[i]));
        pty_type(there, steps[i], strlen(steps[i]));
        assert_same_screen(here, there);
    }
    pty_look(there, &shot);
    assert_true(shot_has(&shot, "肖友华"));
    pty_resize(here, 24, 80);
    pty_resize(there, 24, 80);
    assert_same_screen(here, there);

    int status;
    char left[128];
    pty_type(there, "Q", 1);
    assert_true(pty_wait_exit(there, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_string_equal(judge_modes_left(pty_judge(there), left, sizeof left), "");
    assert_null(judge_offence(pty_judge(there), true));
    shot_release(&shot);
    pty_free(here);
    pty_free(there);
}

static void the_table_is_reviewed_without_any_locale(void **state)
{
    (void)state;
    review_through(NULL);
}

static void the_table_is_reviewed_with_the_c_locale(void **state)
{
    (void)state;
    review_through("LC_ALL=C");
}

static void the_table_is_reviewed_with_the_locale_that_a_mac_sends(void **state)
{
    (void)state;
    review_through("LC_CTYPE=UTF-8");
}

static void the_table_is_reviewed_with_a_locale_that_the_server_lacks(void **state)
{
    (void)state;
    review_through("LANG=xx_XX.UTF-8");
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void a_client_that_dies_leaves_no_process_behind(void **state)
{
    char path[SSHD_PATH + 32], before[SSHD_PATH + 64];
    long pid = 0;
    (void)state;
    snprintf(path, sizeof path, "%s/pid", server.folder);
    snprintf(before, sizeof before, "echo $$ >'%s' &&", path);
    struct pty *there = log_in(NULL, before);
    assert_true(pty_wait_for(there, "肖友华"));
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld", &pid), 1);
    fclose(file);
    unlink(path);
    assert_false(proc_is_gone((pid_t)pid));

    kill(pty_pid(there), SIGKILL);
    int64_t deadline = now_ms() + 2500;
    while (!proc_is_gone((pid_t)pid) && now_ms() < deadline)
        pty_listen(there, 10);
    assert_true(proc_is_gone((pid_t)pid));
    pty_free(there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_reviewed_without_any_locale),
        cmocka_unit_test(the_table_is_reviewed_with_the_c_locale),
        cmocka_unit_test(the_table_is_reviewed_with_the_locale_that_a_mac_sends),
        cmocka_unit_test(the_table_is_reviewed_with_a_locale_that_the_server_lacks),
        cmocka_unit_test(a_client_that_dies_leaves_no_process_behind),
    };
    return cmocka_run_group_tests_name("ssh", tests, start_server, stop_server);
}
