/*
 * Copying on the built program: which bytes go to which terminal at key y, and that none go without
 * it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/screen/pty.h"

#define TABLE "samples/heze-2023-q3.tsv"

/* base64 of 加快济广高速菏泽段改扩建, the target of the first record */
#define BASE64 "5Yqg5b+r5rWO5bm/6auY6YCf6I+P5rO95q615pS55omp5bu6"
#define COPY   "\033]52;c;" BASE64 "\a"

static struct pty *start(const char *term, const char *const *env)
{
    const char *argv[] = {pty_program(), TABLE, NULL};
    struct pty_options options = {.argv = argv, .rows = 24, .cols = 80, .term = term, .env = env};
    struct pty *p = pty_start(&options);
    assert_true(pty_settle(p));
    return p;
}

static size_t times_in(struct str bytes, struct str word)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find(bytes, word, at)) != SIZE_MAX; at += word.len)
        count++;
    return count;
}

/* The judge knows no wrapping: what comes before and behind it is judged anew. */
static void judge_around(struct pty *p, struct str wrapping)
{
    struct str said = pty_output(p);
    size_t at = str_find(said, wrapping, 0);
    judge_init(pty_judge(p));
    judge_feed(pty_judge(p), said.ptr, at);
    judge_feed(pty_judge(p), said.ptr + at + wrapping.len, said.len - at - wrapping.len);
}

static void end(struct pty *p)
{
    int status;
    pty_type(p, "Q", 1);
    assert_true(pty_wait_exit(p, &status));
    pty_free(p);
}

static void a_copy_goes_out_once_and_only_at_its_key(void **state)
{
    (void)state;
    struct pty *p = start("xterm-256color", NULL);
    pty_type(p, "jkjkll", 6);
    assert_true(pty_settle(p));
    assert_int_equal(times_in(pty_output(p), STR("\033]")), 0);
    pty_type(p, "hhy", 3);
    judge_allow_copy(pty_judge(p));
    assert_true(pty_wait_for(p, "已发送到终端剪贴板：148 号 责任目标内容"));
    assert_int_equal(times_in(pty_output(p), STR(COPY)), 1);
    pty_type(p, "j\f/y", 4); /* a redraw and a y at a prompt send nothing again */
    assert_true(pty_settle(p));
    assert_int_equal(times_in(pty_output(p), STR("\033]")), 1);
    pty_type(p, "\033", 1);
    assert_true(pty_settle(p));
    assert_null(judge_offence(pty_judge(p), false));
    end(p);
}

static void inside_tmux_and_screen_it_is_wrapped(void **state)
{
    (void)state;
    static const char *const tmux[] = {"TMUX=/tmp/tmux-0/default,1,0", NULL};
    static const char *const screen[] = {"STY=1.pts-0.host", NULL};
    static const struct {
        const char *term;
        const char *const *env;
        const char *bytes;
    } cases[] = {
        {"tmux-256color", tmux, COPY "\033Ptmux;\033" COPY "\033\\"},
        {"screen-256color", tmux, COPY "\033Ptmux;\033" COPY "\033\\"},
        {"screen-256color", screen, "\033P" COPY "\033\\"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct pty *p = start(cases[i].term, cases[i].env);
        pty_type(p, "y", 1);
        assert_true(pty_settle(p));
        assert_int_equal(times_in(pty_output(p), str_from(cases[i].bytes)), 1);
        judge_around(p, str_from(cases[i].bytes));
        end(p);
    }
}

static void terminals_without_a_clipboard_get_a_word_and_no_byte(void **state)
{
    (void)state;
    static const char *const terms[] = {"vt100", "linux"};
    for (size_t i = 0; i < COUNT_OF(terms); i++) {
        struct pty *p = start(terms[i], NULL);
        pty_type(p, "y", 1);
        assert_true(pty_wait_for(p, "没有发送：这种终端没有剪贴板"));
        assert_null(judge_offence(pty_judge(p), false));
        end(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_goes_out_once_and_only_at_its_key),
        cmocka_unit_test(inside_tmux_and_screen_it_is_wrapped),
        cmocka_unit_test(terminals_without_a_clipboard_get_a_word_and_no_byte),
    };
    return cmocka_run_group_tests_name("copying", tests, NULL, NULL);
}
