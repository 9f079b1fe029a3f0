/*
 * Terminals of any size, lines that tear sequences, and whatever a keyboard or a clipboard may send: the program
 * lives, obeys, and shows the right screen in the end.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "tests/screen/pty.h"

#define TABLE   "samples/heze-2023-q3.tsv"
#define RESIZES 2000
#define PAIRS   4000
#define PASTE_BYTES                                                                                \
    (8u << 20) /* 100 MiB go the same way, and take 17 s: a line takes 6 MiB a second */

/* Restricted: what is typed at random must not write files. */
static struct pty *start(int rows, int cols)
{
    const char *argv[] = {pty_program(), "--restricted=best-effort", TABLE, NULL};
    struct pty_options options = {.argv = argv, .rows = rows, .cols = cols};
    struct pty *p = pty_start(&options);
    assert_true(pty_settle(p));
    return p;
}

static void type(struct pty *p, const char *keys)
{
    pty_type(p, keys, strlen(keys));
}

/* It still does what it is told: ^C leaves what is open, then ends the program. */
static void quit(struct pty *p)
{
    int status;
    char left[128];
    for (int i = 0; i < 4 && pty_settle(p); i++) {
        pty_listen(p, 30); /* a hand is slower than a paste */
        type(p, "\003");
    }
    assert_true(pty_wait_exit(p, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    const char *offence = judge_offence(pty_judge(p), true);
    assert_string_equal(offence ? offence : "", "");
    assert_string_equal(judge_modes_left(pty_judge(p), left, sizeof left), "");
    assert_true(pty_line_restored(p));
    pty_free(p);
}

static void assert_same_screen(struct pty *p, struct pty *other)
{
    struct shot a = SHOT_INIT, b = SHOT_INIT;
    struct buf seen = BUF_INIT, wanted = BUF_INIT;
    pty_look(p, &a);
    pty_look(other, &b);
    shot_append(&a, &seen);
    shot_append(&b, &wanted);
    assert_string_equal(buf_cstr(&seen), buf_cstr(&wanted));
    assert_true(shot_equal(&a, &b));
    buf_release(&seen);
    buf_release(&wanted);
    shot_release(&a);
    shot_release(&b);
}

/* ---- sizes ---- */

static void every_size_is_drawn(void **state)
{
    static const int sizes[][2] = {{0, 0},  {1, 1},     {1, 500}, {500, 1}, {2, 2},      {3, 10},
                                   {8, 30}, {500, 500}, {0, 80},  {24, 0},  {500, 1000}, {24, 80}};
    (void)state;
    struct pty *p = start(24, 80);
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        pty_resize(p, sizes[i][0], sizes[i][1]);
        assert_true(pty_settle(p));
        type(p, "jlJ?\033 F\033");
        assert_true(pty_settle(p));
    }
    quit(p);
}

static void a_terminal_may_begin_with_any_size(void **state)
{
    static const int sizes[][2] = {{0, 0}, {1, 1}, {500, 1000}, {1, 1000}, {500, 1}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct pty *p = start(sizes[i][0], sizes[i][1]);
        type(p, "jlJ");
        quit(p);
    }
}

/* As fast as the system takes them. */
static void a_storm_of_resizes_ends_with_the_right_screen(void **state)
{
    (void)state;
    unsigned seed = 800;
    struct pty *p = start(24, 80), *calm = start(24, 80);
    for (int i = 0; i < RESIZES; i++) {
        pty_resize(p, 1 + rand_r(&seed) % 60, 1 + rand_r(&seed) % 200);
        pty_listen(p, i % 4 == 0);
    }
    pty_resize(p, 24, 80);
    assert_true(pty_settle(p));
    assert_same_screen(p, calm);
    quit(p);
    quit(calm);
}

/* ---- the keyboard ---- */

static void arrows_torn_by_the_line_are_arrows(void **state)
{
    static const int gaps_ms[] = {60, 150};
    static const char *const parts[][3] = {
        {"\033", "[B", ""}, {"\033[", "B", ""}, {"\033", "[", "B"}, {"\033", "OB", ""}};
    (void)state;
    struct pty *p = start(24, 80), *whole = start(24, 80);
    for (size_t i = 0; i < COUNT_OF(gaps_ms); i++)
        for (size_t j = 0; j < COUNT_OF(parts); j++) {
            for (size_t k = 0; k < 3 && *parts[j][k]; k++) {
                type(p, parts[j][k]);
                pty_listen(p, gaps_ms[i]);
            }
            type(whole, "\033[B");
        }
    assert_true(pty_settle(p) && pty_settle(whole));
    assert_same_screen(p, whole);
    quit(p);
    quit(whole);
}

/* The keys that end it, wherever they come. */
static bool ends_it(unsigned char byte)
{
    return byte == 'q' || byte == 'Q' || byte == 3 || byte == 26;
}

static void each_byte_may_come_from_the_keyboard(void **state)
{
    (void)state;
    struct pty *p = start(24, 80);
    for (int byte = 0; byte < 256; byte++) {
        judge_allow_copy(pty_judge(p)); /* should it be y */
        if (!ends_it((unsigned char)byte))
            pty_type(p, (const char[]){(char)byte}, 1);
        if (byte % 32 == 31)
            assert_true(pty_settle(p));
    }
    quit(p);
}

static void pairs_of_bytes_at_random_neither_end_nor_wedge_it(void **state)
{
    (void)state;
    unsigned seed = 65536;
    struct pty *p = start(24, 80);
    for (int i = 0; i < PAIRS; i++) {
        char pair[2];
        for (size_t k = 0; k < sizeof pair; k++)
            do
                pair[k] = (char)(rand_r(&seed) % 4 == 0 ? 27 : rand_r(&seed));
            while (ends_it((unsigned char)pair[k]));
        judge_allow_copy(pty_judge(p)); /* should it be y */
        pty_type(p, pair, sizeof pair);
        pty_listen(p, 0);
    }
    quit(p);
}

/* "高速公路" as a keyboard set to GBK sends it: some of its bytes are ASCII letters or begin UTF-8. */
static void bytes_of_another_encoding_do_not_wedge_it(void **state)
{
    (void)state;
    struct pty *p = start(24, 80), *calm = start(24, 80);
    type(p, "/\270\337\313\331\271\253\302\267\202\102\377\376\r\033");
    assert_true(pty_settle(p));
    type(p, "\033gjj");
    type(calm, "jj");
    assert_true(pty_settle(p) && pty_settle(calm));
    struct shot a = SHOT_INIT, b = SHOT_INIT;
    pty_look(p, &a);
    pty_look(calm, &b);
    assert_true(shot_has(&a, "> 150") || shot_has(&a, ">  150"));
    assert_true(shot_has(&b, "> 150") || shot_has(&b, ">  150"));
    shot_release(&a);
    shot_release(&b);
    quit(p);
    quit(calm);
}

static void stopping_the_output_by_key_does_not_freeze_it(void **state)
{
    (void)state;
    struct pty *p = start(24, 80), *calm = start(24, 80);
    type(p, "\023jj");
    type(calm, "jj");
    assert_true(pty_settle(p) && pty_settle(calm));
    assert_same_screen(p, calm);
    quit(p);
    quit(calm);
}

/* ---- pastes ---- */

static void a_paste_outside_of_a_prompt_runs_nothing(void **state)
{
    (void)state;
    struct pty *p = start(24, 80), *calm = start(24, 80);
    type(p, "\033[200~Qq\r\n\003\033OA\033[Bjjj\033[200~GG\007\033]0;x\007\033[201~");
    assert_true(pty_settle(p));
    assert_same_screen(p, calm);
    quit(p);
    quit(calm);
}

static void a_huge_paste_takes_no_memory(void **state)
{
    (void)state;
    static char part[1 << 16];
    memset(part, 'Q', sizeof part);
    part[100] = '\033';
    part[2000] = '\003';
    part[3000] = '\r';
    struct pty *p = start(24, 80);
    type(p, "/\033[200~");
    for (size_t sent = 0; sent < PASTE_BYTES; sent += sizeof part)
        pty_type(p, part, sizeof part);
    type(p, "\033[201~");
    assert_true(pty_settle(p));
    assert_true(pty_peak_kib(p) < 32 * 1024);
    type(p, "\033");
    quit(p);
}

/* ---- a shell ---- */

static void stop_and_go_on(const char *term)
{
    const char *argv[] = {"bash", "--norc", "--noprofile", "--noediting", "-i", NULL};
    const char *env[] = {"PS1=ready$ ", "LC_ALL=C.UTF-8", NULL};
    struct pty_options options = {.argv = argv, .rows = 24, .cols = 80, .term = term, .env = env};
    struct pty *p = pty_start(&options);
    char command[512];
    snprintf(command, sizeof command, "'%s' %s\n", pty_program(), TABLE);
    assert_true(pty_wait_for(p, "ready$"));
    type(p, command);
    for (int i = 0; i < 3; i++) {
        assert_true(pty_wait_for(p, "肖友华"));
        assert_true(pty_judge(p)->modes & JUDGE_CURSOR_HIDDEN);
        type(p, "j\032");
        assert_true(pty_wait_for(p, "Stopped"));
        char left[128];
        assert_string_equal(judge_modes_left(pty_judge(p), left, sizeof left), "");
        type(p, "clear; echo cooked $((40 + 2))\n");
        assert_true(pty_wait_for(p, "cooked 42"));
        type(p, "fg\n");
    }
    assert_true(pty_wait_for(p, "152"));
    type(p, "Q");
    assert_true(pty_wait_for(p, "ready$"));
    if (pty_judge(p)->modes_seen & JUDGE_ALTERNATE_SCREEN)
        assert_true(pty_wait_for(p, "cooked 42")); /* the shell's own screen is back */
    type(p, "clear; echo over $?\n");
    assert_true(pty_wait_for(p, "over 0"));
    type(p, "exit\n");
    int status;
    assert_true(pty_wait_exit(p, &status));
    pty_free(p);
}

static void it_stops_and_goes_on_under_a_shell(void **state)
{
    static const char *const terms[] = {"xterm-256color", "linux", "tmux-256color"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(terms); i++)
        stop_and_go_on(terms[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_is_drawn),
        cmocka_unit_test(a_terminal_may_begin_with_any_size),
        cmocka_unit_test(a_storm_of_resizes_ends_with_the_right_screen),
        cmocka_unit_test(arrows_torn_by_the_line_are_arrows),
        cmocka_unit_test(each_byte_may_come_from_the_keyboard),
        cmocka_unit_test(pairs_of_bytes_at_random_neither_end_nor_wedge_it),
        cmocka_unit_test(bytes_of_another_encoding_do_not_wedge_it),
        cmocka_unit_test(stopping_the_output_by_key_does_not_freeze_it),
        cmocka_unit_test(a_paste_outside_of_a_prompt_runs_nothing),
        cmocka_unit_test(a_huge_paste_takes_no_memory),
        cmocka_unit_test(it_stops_and_goes_on_under_a_shell),
    };
    return cmocka_run_group_tests_name("bad lines", tests, NULL, NULL);
}
