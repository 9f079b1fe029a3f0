/*
 * What takes long: keys are answered meanwhile, whatever is waited for, and every way out works.
 *
 * Pipes are held open by the test, which lets go of them when it has seen enough; nothing waits by the clock.
 */
#include <fcntl.h>
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

static char folder[] = "/tmp/duban-waiting-XXXXXX";
static char pipe_path[64], file_path[64];

static int make_pipe(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(pipe_path, sizeof pipe_path, "%s/pipe", folder);
    return mkfifo(pipe_path, 0600);
}

static int remove_pipe(void **state)
{
    (void)state;
    unlink(pipe_path);
    return rmdir(folder);
}

/* The program on a pipe whose other end is `*end`. */
static struct pty *start_on_pipe(int *end)
{
    const char *argv[] = {pty_program(), "--lang=zh", NULL};
    struct pty_options options = {.argv = argv, .rows = 24, .cols = 100, .stdin_path = pipe_path};
    *end = open(pipe_path, O_RDWR | O_CLOEXEC);
    assert_true(*end >= 0);
    return pty_start(&options);
}

static void assert_shows(struct pty *p, const char *words)
{
    struct shot shot = SHOT_INIT;
    pty_look(p, &shot);
    if (!shot_has(&shot, words))
        fail_msg("“%s” is not on the screen", words);
    shot_release(&shot);
}

/* What waitpid says of an end by exit and of one by a signal. */
#define BY_EXIT(status)   ((status) << 8)
#define BY_SIGNAL(number) (number)

static void assert_ends(struct pty *p, int wanted)
{
    char left[128];
    int status;
    assert_true(pty_wait_exit(p, &status));
    assert_int_equal(status, wanted);
    const char *offence = judge_offence(pty_judge(p), true);
    assert_string_equal(offence ? offence : "", "");
    assert_string_equal(judge_modes_left(pty_judge(p), left, sizeof left), "");
    assert_true(pty_line_restored(p));
}

static void a_pipe_that_gives_nothing_is_waited_for_on_the_screen(void **state)
{
    static const char *const ways_out[] = {"q", "Q", "\003"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ways_out); i++) {
        int end;
        struct pty *p = start_on_pipe(&end);
        assert_true(pty_settle(p));
        assert_shows(p, "正在读取管道 …（q 退出）");
        pty_type(p, "j\033/x", 4); /* no key is echoed, Esc is no way out */
        pty_resize(p, 10, 40);
        assert_true(pty_settle(p));
        assert_shows(p, "正在读取管道 …（q 退出）");
        pty_type(p, ways_out[i], 1);
        assert_ends(p, BY_EXIT(0));
        close(end);
        pty_free(p);
    }
}

static void a_signal_ends_the_waiting(void **state)
{
    (void)state;
    int end;
    struct pty *p = start_on_pipe(&end);
    assert_true(pty_settle(p));
    kill(pty_pid(p), SIGTERM);
    assert_ends(p, BY_SIGNAL(SIGTERM));
    close(end);
    pty_free(p);
}

static void a_pipe_that_comes_to_its_end_is_shown(void **state)
{
    (void)state;
    int end;
    char bytes[65536];
    FILE *table = fopen(TABLE, "r");
    assert_non_null(table);
    size_t len = fread(bytes, 1, sizeof bytes, table);
    fclose(table);
    struct pty *p = start_on_pipe(&end);
    assert_true(pty_settle(p));
    assert_int_equal(write(end, bytes, 3000), 3000);
    assert_true(pty_settle(p));
    assert_shows(p, "正在读取管道 …");
    assert_int_equal(write(end, bytes + 3000, len - 3000), (ssize_t)(len - 3000));
    close(end);
    assert_true(pty_wait_for(p, "53/53"));
    assert_true(pty_settle(p));
    pty_type(p, "G", 1);
    assert_true(pty_settle(p));
    assert_shows(p, "200");
    pty_type(p, "q", 1);
    assert_ends(p, BY_EXIT(0));
    pty_free(p);
}

static void a_pipe_without_a_table_gives_the_terminal_back_and_says_so(void **state)
{
    (void)state;
    int end;
    struct pty *p = start_on_pipe(&end);
    assert_true(pty_settle(p));
    close(end);
    assert_ends(p, BY_EXIT(2));
    struct str output = pty_output(p);
    size_t said = str_find(output, STR("duban: 没有内容"), 0);
    assert_true(said != SIZE_MAX);
    assert_int_equal(str_find(output, STR("\033"), said), SIZE_MAX); /* behind everything else */
    pty_free(p);
}

/* ---- large files ---- */

#define LARGE_ROWS 200000

static struct buf large_table(int rows)
{
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("某市2023年三季度情况\n序号\t责任目标\t责任单位\n"));
    for (int i = 1; i <= rows; i++)
        buf_printf(&text, "%d\t建设%s道路\t市公路局\n", i, i % 5 == 0 ? "曹县" : "东明");
    return text;
}

static struct pty *start_on_large_file(void)
{
    const char *argv[] = {pty_program(), "--lang=zh", file_path, NULL};
    struct pty *p = pty_start(&(struct pty_options){.argv = argv, .rows = 24, .cols = 100});
    assert_true(pty_wait_for(p, "责任单位"));
    return p;
}

static int write_large_file(void **state)
{
    struct buf text = large_table(LARGE_ROWS);
    snprintf(file_path, sizeof file_path, "%s/large.tsv", folder);
    FILE *file = fopen(file_path, "w");
    (void)state;
    bool is_written = file && fwrite(text.ptr, 1, text.len, file) == text.len;
    buf_release(&text);
    return is_written && fclose(file) == 0 ? 0 : -1;
}

static int remove_large_file(void **state)
{
    (void)state;
    return unlink(file_path);
}

static void what_is_typed_while_a_file_is_read_is_of_all_of_it_in_the_end(void **state)
{
    (void)state;
    struct pty *p = start_on_large_file();
    pty_type(p, "/曹县\r", 8);
    assert_true(pty_settle(p));
    assert_shows(p, "搜索 曹县 1/40000");
    assert_shows(p, "5/200000");
    pty_type(p, "&曹县\rG", 9);
    assert_true(pty_settle(p));
    assert_shows(p, "40000/40000");
    pty_type(p, "&\025\r[", 4); /* all again, sorted by the column of the hit */
    assert_true(pty_settle(p));
    assert_shows(p, "/200000");
    pty_type(p, "Q", 1);
    assert_ends(p, BY_EXIT(0));
    pty_free(p);
}

static void a_file_being_read_can_be_left(void **state)
{
    (void)state;
    struct pty *p = start_on_large_file();
    pty_type(p, "Q", 1);
    assert_ends(p, BY_EXIT(0));
    pty_free(p);
}

/* Writes all of it, however little the pipe holds at a time. */
static void write_all(int end, struct str text)
{
    while (text.len > 0) {
        ssize_t written = write(end, text.ptr, text.len);
        assert_true(written > 0);
        text = str_slice(text, (size_t)written, text.len);
    }
}

static void a_pipe_that_goes_on_is_searched_as_far_as_it_came(void **state)
{
    (void)state;
    int end;
    struct buf text = large_table(50000);
    size_t half = str_find(buf_str(&text), STR("\n30001\t"), 0) + 1;
    struct pty *p = start_on_pipe(&end);
    write_all(end, str_slice(buf_str(&text), 0, half));
    assert_true(pty_settle(p));
    pty_type(p, "/曹县\r", 8);
    assert_true(pty_settle(p));
    assert_shows(p, "读取中");
    assert_shows(p, "搜索 曹县 1/");
    pty_type(p, "G", 1); /* far down: nothing is waited for */
    assert_true(pty_settle(p));
    write_all(end, str_slice(buf_str(&text), half, text.len));
    assert_true(pty_settle(p));
    pty_type(p, "g", 1);
    close(end);
    assert_true(pty_wait_for(p, "搜索 曹县 0/10000"));
    assert_true(pty_settle(p));
    assert_shows(p, "1/50000");
    pty_type(p, "Q", 1);
    assert_ends(p, BY_EXIT(0));
    buf_release(&text);
    pty_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pipe_that_gives_nothing_is_waited_for_on_the_screen),
        cmocka_unit_test(a_signal_ends_the_waiting),
        cmocka_unit_test(a_pipe_that_comes_to_its_end_is_shown),
        cmocka_unit_test_setup_teardown(
            what_is_typed_while_a_file_is_read_is_of_all_of_it_in_the_end, write_large_file,
            remove_large_file),
        cmocka_unit_test_setup_teardown(a_file_being_read_can_be_left, write_large_file,
                                        remove_large_file),
        cmocka_unit_test(a_pipe_that_goes_on_is_searched_as_far_as_it_came),
        cmocka_unit_test(a_pipe_without_a_table_gives_the_terminal_back_and_says_so),
    };
    return cmocka_run_group_tests_name("waiting", tests, make_pipe, remove_pipe);
}
