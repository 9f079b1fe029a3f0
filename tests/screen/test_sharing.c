/*
 * Two reviewers on one review file, each in a terminal: what one writes, the other sees without a key, and
 * neither makes a system call in between.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screen/pty.h"

#define TABLE "samples/behind.tsv"

static char folder[64], file[96], option[128];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/duban-sharing-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(file, sizeof file, "%s/review.db", folder);
    snprintf(option, sizeof option, "--review=%s", file);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(file);
    return rmdir(folder);
}

static struct pty *start(void)
{
    const char *argv[] = {pty_program(), option, TABLE, NULL};
    struct pty *p = pty_start(&(struct pty_options){.argv = argv, .rows = 24, .cols = 80});
    assert_true(pty_settle(p));
    return p;
}

static void type(struct pty *p, const char *bytes)
{
    pty_type(p, bytes, strlen(bytes));
    assert_true(pty_settle(p));
}

static bool shows(struct pty *p, const char *words)
{
    struct shot shot = SHOT_INIT;
    pty_look(p, &shot);
    bool found = shot_has(&shot, words);
    shot_release(&shot);
    return found;
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

#define SOON_MS 2000

static void a_remark_appears_in_the_other_terminal_without_a_key(void **state)
{
    (void)state;
    struct pty *one = start(), *other = start();
    type(one, "e请说明原因\r");
    int64_t written = now_ms();
    assert_true(pty_wait_for(other, "请说明原因"));
    int64_t took = now_ms() - written;
    print_message("# %d ms, %d allowed\n", (int)took, SOON_MS);
    assert_in_range(took, 0, SOON_MS);
    type(other, "j");
    type(other, "e第二条\r");
    assert_true(pty_wait_for(one, "\"    2"));
    assert_null(judge_offence(pty_judge(one), false));
    assert_null(judge_offence(pty_judge(other), false));
    pty_free(one);
    pty_free(other);
}

/* The watch is a descriptor in the call that waits for keys. */
static void waiting_for_others_costs_no_system_call(void **state)
{
    (void)state;
    struct pty *p = start();
    type(p, "m");
    unsigned long switches = pty_switches(p);
    assert_true(pty_sleeps(p));
    assert_int_equal(pty_listen(p, 500), 0);
    assert_true(pty_sleeps(p));
    assert_int_equal(pty_switches(p), switches);
    pty_free(p);
}

static void looking_makes_no_file(void **state)
{
    (void)state;
    struct pty *p = start();
    type(p, "jjG");
    type(p, "'");
    assert_int_equal(access(file, F_OK), -1);
    int status;
    pty_type(p, "q", 1);
    assert_true(pty_wait_exit(p, &status));
    pty_free(p);
    assert_int_equal(access(file, F_OK), -1);
}

/* A mark is one's own: but both terminals here belong to one user. */
static void a_mark_made_elsewhere_by_the_same_user_appears_too(void **state)
{
    (void)state;
    struct pty *one = start(), *other = start();
    type(one, "m");
    assert_true(pty_wait_for(other, "*    1"));
    type(one, "My");
    assert_true(pty_settle(other));
    assert_true(shows(one, "1 周文海"));
    pty_free(one);
    pty_free(other);
}

/* The library is looked for when it is needed; a file that is none stands in its way here. */
static void without_sqlite_marks_are_kept_for_the_run(void **state)
{
    (void)state;
    char library[96], env_entry[128];
    snprintf(library, sizeof library, "%s/libsqlite3.so.0", folder);
    snprintf(env_entry, sizeof env_entry, "LD_LIBRARY_PATH=%s", folder);
    FILE *none = fopen(library, "w");
    assert_non_null(none);
    assert_int_equal(fclose(none), 0);
    const char *argv[] = {pty_program(), option, TABLE, NULL}, *env[] = {env_entry, NULL};
    struct pty *p =
        pty_start(&(struct pty_options){.argv = argv, .rows = 24, .cols = 120, .env = env});
    assert_true(pty_settle(p));
    assert_false(shows(p, "SQLite"));
    type(p, "m");
    assert_true(shows(p, "系统中没有 SQLite 库"));
    type(p, "kk");
    assert_true(shows(p, "*    1"));
    pty_free(p);
    unlink(library);
    assert_int_equal(access(file, F_OK), -1);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_remark_appears_in_the_other_terminal_without_a_key),
        IN_FOLDER(waiting_for_others_costs_no_system_call),
        IN_FOLDER(looking_makes_no_file),
        IN_FOLDER(a_mark_made_elsewhere_by_the_same_user_appears_too),
        IN_FOLDER(without_sqlite_marks_are_kept_for_the_run),
    };
    return cmocka_run_group_tests_name("screen/sharing", tests, NULL, NULL);
}
