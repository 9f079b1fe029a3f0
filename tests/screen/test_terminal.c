/*
 * The terminal always comes back, and is left alone where there is nothing to show.
 *
 * Each test starts the built program in a terminal of its own and looks at the line's settings, at
 * the modes that the bytes switched, and at the exit status.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/key.h"
#include "tests/screen/pty.h"

#define TABLE "samples/heze-2023-q3.tsv"

static struct pty *start(const char *term, const char *const *env, const char *argument)
{
    const char *argv[] = {pty_program(), argument, NULL};
    struct pty_options options = {.argv = argv, .rows = 24, .cols = 80, .term = term, .env = env};
    return pty_start(&options);
}

/* Nothing is left behind: modes, line, and no byte that should not have been sent. */
static void assert_restored(struct pty *p)
{
    char left[128];
    const char *offence = judge_offence(pty_judge(p), true);
    assert_string_equal(offence ? offence : "", "");
    assert_string_equal(judge_modes_left(pty_judge(p), left, sizeof left), "");
    assert_true(pty_line_restored(p));
}

static int wait_status(struct pty *p)
{
    int status;
    assert_true(pty_wait_exit(p, &status));
    return status;
}

/* ---- ways out ---- */

static void quit_restores_the_terminal(void **state)
{
    (void)state;
    struct pty *p = start(NULL, NULL, TABLE);
    assert_true(pty_settle(p));
    assert_true(pty_judge(p)->modes & JUDGE_ALTERNATE_SCREEN);
    assert_false(pty_line_restored(p));
    pty_type(p, "Q", 1);
    int status = wait_status(p);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_restored(p);
    pty_free(p);
}

/* Whoever waits for the program learns of the signal. */
static void assert_signal_restores(int number)
{
    struct pty *p = start(NULL, NULL, TABLE);
    assert_true(pty_settle(p));
    assert_true(pty_judge(p)->modes & JUDGE_ALTERNATE_SCREEN);
    kill(pty_pid(p), number);
    int status = wait_status(p);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
    assert_restored(p);
    pty_free(p);
}

static void signals_that_ask_to_end_restore_the_terminal(void **state)
{
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGPIPE};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        assert_signal_restores(numbers[i]);
}

/* SIGABRT is how a failed assertion ends the program. */
static void an_assertion_and_other_crashes_restore_the_terminal(void **state)
{
    static const int numbers[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        assert_signal_restores(numbers[i]);
}

static void interrupt_key_quits_and_escape_does_not(void **state)
{
    (void)state;
    struct pty *p = start(NULL, NULL, TABLE);
    assert_true(pty_settle(p));
    pty_key(p, K_ESC);
    assert_true(pty_settle(p));
    pty_type(p, "\003", 1);
    int status = wait_status(p);
    assert_true(WIFEXITED(status));
    assert_restored(p);
    pty_free(p);
}

/* ---- terminals ---- */

static void every_terminal_shows_the_table_and_is_restored(void **state)
{
    static const char *const terms[] = {"xterm-256color",  "xterm",         "vt100", "linux",
                                        "screen-256color", "tmux-256color", "screen"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(terms); i++) {
        struct shot shot = SHOT_INIT;
        struct pty *p = start(terms[i], NULL, TABLE);
        assert_true(pty_settle(p));
        pty_look(p, &shot);
        assert_true(shot_has(&shot, "肖友华"));
        pty_type(p, "Q", 1);
        wait_status(p);
        assert_restored(p);
        shot_release(&shot);
        pty_free(p);
    }
}

static void terminals_that_cannot_show_a_screen_are_refused_in_one_line(void **state)
{
    static const char *const terms[] = {"dumb", "no-such-terminal", ""};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(terms); i++) {
        struct pty *p = start(terms[i], NULL, TABLE);
        int status = wait_status(p);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 2);
        struct str said = pty_output(p);
        assert_true(str_starts_with(said, STR("duban: ")));
        assert_true(str_find(said, STR("\n"), 0) == said.len - 1);
        assert_true(str_find(said, STR("\033"), 0) == SIZE_MAX);
        assert_true(pty_line_restored(p));
        pty_free(p);
    }
}

static void chinese_shows_whatever_the_locale(void **state)
{
    static const char *const unset[] = {"LC_ALL", NULL};
    static const char *const c[] = {"LC_ALL=C", NULL};
    static const char *const foreign[] = {"LC_ALL", "LANG=xx_XX.UTF-8", NULL};
    static const char *const mac[] = {"LC_ALL", "LC_CTYPE=UTF-8", NULL};
    static const char *const *const all[] = {unset, c, foreign, mac};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        struct shot shot = SHOT_INIT;
        struct pty *p = start(NULL, all[i], TABLE);
        assert_true(pty_settle(p));
        pty_look(p, &shot);
        assert_true(shot_has(&shot, "市交通运输局"));
        shot_release(&shot);
        pty_free(p);
    }
}

/* ---- nothing to show ---- */

/* One clear line on standard error, exit 2, and not one escape sequence. */
static void assert_refused(const char *argument, const char *mentioned)
{
    struct pty *p = start(NULL, NULL, argument);
    int status = wait_status(p);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 2);
    struct str said = pty_output(p);
    assert_true(str_starts_with(said, STR("duban: ")));
    assert_true(str_find(said, str_from(mentioned), 0) != SIZE_MAX);
    assert_true(str_find(said, STR("\n"), 0) == said.len - 1);
    assert_true(str_find(said, STR("\033"), 0) == SIZE_MAX);
    assert_true(pty_line_restored(p));
    pty_free(p);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void what_cannot_be_shown_leaves_the_terminal_untouched(void **state)
{
    char folder[] = "/tmp/duban-test-XXXXXX", empty[64], nuls[64], missing[64];
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(empty, sizeof empty, "%s/empty.tsv", folder);
    snprintf(nuls, sizeof nuls, "%s/nuls.tsv", folder);
    snprintf(missing, sizeof missing, "%s/missing.tsv", folder);
    write_file(empty, "", 0);
    write_file(nuls, (const char[64]){0}, 64);

    assert_refused("--no-such-option", "--no-such-option");
    assert_refused(missing, "missing.tsv");
    assert_refused(folder, "duban-test-");
    assert_refused(empty, "empty.tsv");
    assert_refused(nuls, "nuls.tsv");
    if (geteuid() != 0) { /* root may read everything */
        assert_int_equal(chmod(nuls, 0), 0);
        assert_refused(nuls, "nuls.tsv");
    }
    assert_int_equal(unlink(empty), 0);
    assert_int_equal(unlink(nuls), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* ---- a table from a pipe, keys from the terminal ---- */

static void a_table_on_standard_input_leaves_the_keys_to_the_terminal(void **state)
{
    (void)state;
    const char *argv[] = {pty_program(), NULL};
    struct pty_options options = {.argv = argv, .rows = 24, .cols = 80, .stdin_path = TABLE};
    struct shot shot = SHOT_INIT;
    struct pty *p = pty_start(&options);
    assert_true(pty_settle(p));
    pty_key(p, 'G');
    assert_true(pty_settle(p));
    pty_look(p, &shot);
    assert_true(shot_has(&shot, "200"));
    pty_type(p, "Q", 1);
    int status = wait_status(p);
    assert_true(WIFEXITED(status));
    assert_restored(p);
    shot_release(&shot);
    pty_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quit_restores_the_terminal),
        cmocka_unit_test(signals_that_ask_to_end_restore_the_terminal),
        cmocka_unit_test(an_assertion_and_other_crashes_restore_the_terminal),
        cmocka_unit_test(interrupt_key_quits_and_escape_does_not),
        cmocka_unit_test(every_terminal_shows_the_table_and_is_restored),
        cmocka_unit_test(terminals_that_cannot_show_a_screen_are_refused_in_one_line),
        cmocka_unit_test(chinese_shows_whatever_the_locale),
        cmocka_unit_test(what_cannot_be_shown_leaves_the_terminal_untouched),
        cmocka_unit_test(a_table_on_standard_input_leaves_the_keys_to_the_terminal),
    };
    return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
