/*
 * The harness itself: it waits for as long as a program works and no longer, and it sees what is
 * wrong. The programs are small shell scripts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "tests/screen/pty.h"

static struct pty *start(const char *script)
{
    const char *argv[] = {"sh", "-c", script, NULL};
    return pty_start(&(struct pty_options){.argv = argv, .rows = 5, .cols = 20});
}

static bool shows(struct pty *p, const char *words)
{
    struct shot shot = SHOT_INIT;
    pty_look(p, &shot);
    bool found = shot_has(&shot, words);
    shot_release(&shot);
    return found;
}

static void what_was_typed_has_been_answered_when_the_program_rests(void **state)
{
    (void)state;
    struct pty *p = start("stty raw -echo; exec cat");
    assert_true(pty_settle(p));
    for (int i = 0; i < 50; i++) {
        size_t before = pty_bytes(p);
        pty_type(p, "督", 3);
        assert_true(pty_settle(p));
        assert_int_equal(pty_bytes(p), before + 3);
    }
    assert_true(shows(p, "督督督督"));
    assert_true(pty_sleeps(p));
    pty_free(p);
}

static void a_program_that_works_is_waited_for(void **state)
{
    (void)state;
    struct pty *p = start("stty raw -echo; read x; i=0; "
                          "while [ $i -lt 100000 ]; do i=$((i + 1)); done; echo done; exec cat");
    assert_true(pty_settle(p));
    pty_type(p, "x\n", 2);
    assert_true(pty_settle(p));
    assert_true(shows(p, "done"));
    pty_free(p);
}

static void a_program_that_ended_does_not_rest(void **state)
{
    int status;
    (void)state;
    struct pty *p = start("exit 3");
    assert_false(pty_settle(p));
    assert_true(pty_wait_exit(p, &status));
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_true(pty_line_restored(p));
    pty_free(p);
}

static void a_line_left_raw_is_seen(void **state)
{
    int status;
    (void)state;
    struct pty *p = start("stty raw");
    assert_true(pty_wait_exit(p, &status));
    assert_false(pty_line_restored(p));
    pty_free(p);
}

static void a_mode_left_on_and_a_forbidden_byte_are_seen(void **state)
{
    int status;
    char left[128];
    (void)state;
    struct pty *p = start("printf '\\033[?25l\\033]0;title\\007'");
    assert_true(pty_wait_exit(p, &status));
    assert_string_equal(judge_modes_left(pty_judge(p), left, sizeof left), "cursor hidden");
    assert_non_null(judge_offence(pty_judge(p), true));
    judge_init(pty_judge(p)); /* which pty_free() would mind */
    pty_free(p);
}

static void looks_and_the_cursor_are_seen(void **state)
{
    struct shot shot = SHOT_INIT;
    (void)state;
    struct pty *p = start("stty raw -echo; printf 'a\\033[1mb\\033[31mc\\033[m办d'; exec cat");
    assert_true(pty_settle(p));
    pty_look(p, &shot);
    assert_true(shot_at(&shot, 0, 0)->look != shot_at(&shot, 0, 1)->look);
    assert_true(shot_at(&shot, 0, 1)->look != shot_at(&shot, 0, 2)->look);
    assert_true(shot_at(&shot, 0, 0)->look == shot_at(&shot, 0, 3)->look);
    assert_int_equal(shot_at(&shot, 0, 4)->length, 0); /* the second half of 办 */
    assert_int_equal(shot.cursor_y, 0);
    assert_int_equal(shot.cursor_x, 6);
    shot_release(&shot);
    pty_free(p);
}

static void a_character_that_comes_in_pieces_is_whole(void **state)
{
    (void)state;
    struct pty *p = start("stty raw -echo; exec cat");
    assert_true(pty_settle(p));
    static const char *const pieces[] = {"a\xe7", "\x9d", "\xa3 \xe5\x8a", "\x9e\xc3", "\xa9"};
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        pty_type(p, pieces[i], strlen(pieces[i]));
        assert_true(pty_settle(p));
    }
    assert_true(shows(p, "a督 办é"));
    pty_free(p);
}

static void a_new_size_reaches_the_program(void **state)
{
    (void)state;
    struct pty *p = start("stty raw -echo; trap 'stty size' WINCH; echo ready; "
                          "while :; do read x; done");
    assert_true(pty_wait_for(p, "ready"));
    pty_resize(p, 7, 30);
    assert_true(pty_wait_for(p, "7 30"));
    pty_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_typed_has_been_answered_when_the_program_rests),
        cmocka_unit_test(a_program_that_works_is_waited_for),
        cmocka_unit_test(a_program_that_ended_does_not_rest),
        cmocka_unit_test(a_line_left_raw_is_seen),
        cmocka_unit_test(a_mode_left_on_and_a_forbidden_byte_are_seen),
        cmocka_unit_test(looks_and_the_cursor_are_seen),
        cmocka_unit_test(a_character_that_comes_in_pieces_is_whole),
        cmocka_unit_test(a_new_size_reaches_the_program),
    };
    return cmocka_run_group_tests_name("pty", tests, NULL, NULL);
}
