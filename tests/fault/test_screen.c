/*
 * On the screen: whatever fails, the terminal comes back, the reason is told, and a file that was being
 * written is whole or as before.
 */
#include <dirent.h>
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

#include "tests/fault/run.h"
#include "tests/screen/pty.h"

#define TABLE "samples/heze-2023-q3.tsv"

/* Opens, searches, filters, pages, goes through panes, help, roll-up, warnings and menus, marks, sorts, reads
 * again, saves over a file, quits. */
static const char session[] = "jj /高速\rn&jtysj\r&\r \rJq\tj?\033" /* */
                              "F\rqqW\033s\033m[E\033R"             /* */
                              "w\r\025~/saved.tsv\ry\003\003";

static char home[] = "/tmp/duban-fault-XXXXXX";
static char saved[64], home_word[64];
#define BEFORE "what was there before\n"

static int make_home(void **state)
{
    (void)state;
    if (!mkdtemp(home))
        return -1;
    snprintf(saved, sizeof saved, "%s/saved.tsv", home);
    snprintf(home_word, sizeof home_word, "HOME=%s", home);
    return 0;
}

static int remove_home(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", home);
    return system(command);
}

static void read_file(struct buf *out, const char *path)
{
    char bytes[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    buf_clear(out);
    while (file && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_append(out, bytes, got);
    if (file)
        fclose(file);
}

static void put_before(void)
{
    FILE *file = fopen(saved, "wb");
    assert_non_null(file);
    fputs(BEFORE, file);
    assert_int_equal(fclose(file), 0);
}

/* No temporary file stays in the folder. */
static void assert_no_leftovers(const char *fault)
{
    DIR *folder = opendir(home);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (strncmp(entry->d_name, ".duban-", 7) == 0)
            fail_msg("%s: %s stays behind", fault, entry->d_name);
    closedir(folder);
}

static struct pty *start(const char *fault)
{
    const char *argv[] = {pty_program(), TABLE, NULL};
    const char *env[8] = {home_word};
    const char *const *faults = run_environment(fault);
    for (size_t i = 0; faults[i]; i++)
        env[i + 1] = faults[i];
    struct pty_options options = {.argv = argv, .rows = 24, .cols = 80, .env = env};
    return pty_start(&options);
}

/* Whether the session that was played last was as without a fault: nothing told of, every byte on the terminal whole. */
static bool went_well;

static bool is_untroubled(struct pty *p)
{
    return str_find(pty_output(p), STR("失败"), 0) == SIZE_MAX &&
           !judge_offence(pty_judge(p), true) &&
           (pty_judge(p)->modes_seen & JUDGE_ALTERNATE_SCREEN);
}

/* Plays the session. True when the program went through all of it, false when it gave up with exit 2
 * and its reason, or for want of a line; anything else is a failure. */
static bool play(const char *fault)
{
    int status;
    char left[128];
    put_before();
    struct pty *p = start(fault);
    if (pty_settle(p)) /* it may have ended already */
        pty_type(p, session, sizeof session - 1);
    if (!pty_wait_exit(p, &status))
        fail_msg("%s: it hangs", fault);
    /* A line that cannot be read is one that is gone. */
    bool is_hang_up = strncmp(fault, "read:", 5) == 0 && status == SIGHUP;
    if (!WIFEXITED(status) && !is_hang_up)
        fail_msg("%s: signal %d", fault, WTERMSIG(status));
    int code = WEXITSTATUS(status);
    if (code != 0 && code != 2)
        fail_msg("%s: exit %d", fault, code);
    if (code == 2 && str_find(pty_output(p), STR("duban: "), 0) == SIZE_MAX)
        fail_msg("%s: no word", fault);
    const char *modes = judge_modes_left(pty_judge(p), left, sizeof left);
    if (*modes || !pty_line_restored(p))
        fail_msg("%s: %s%s", fault, modes, pty_line_restored(p) ? "" : " line");
    went_well = is_untroubled(p);
    pty_free(p);
    return code == 0 && !is_hang_up;
}

/* Plays the session with the n-th call failing, for n that are `step` apart, alone and with all later ones. */
static void fail_each(const char *kind, uint64_t step)
{
    char fault[48];
    struct buf whole = BUF_INIT, now = BUF_INIT;
    snprintf(fault, sizeof fault, "%s:0", kind);
    assert_true(play(fault));
    uint64_t calls = run_calls(), failed = 0;
    read_file(&whole, saved);
    assert_false(str_equal(buf_str(&whole), STR(BEFORE)));
    for (uint64_t n = 1; n <= calls; n = run_next(n, step), failed++)
        for (int later = 0; later < 2; later++) {
            snprintf(fault, sizeof fault, "%s:%llu%s", kind, (unsigned long long)n,
                     later ? "+" : "");
            play(fault);
            read_file(&now, saved);
            if (!str_equal(buf_str(&now), buf_str(&whole)) &&
                !str_equal(buf_str(&now), STR(BEFORE)))
                fail_msg("%s: half a file", fault);
            assert_no_leftovers(fault);
        }
    printf("# %s: %llu of %llu calls failed, alone and with all later ones\n", kind,
           (unsigned long long)failed, (unsigned long long)calls);
    buf_release(&whole);
    buf_release(&now);
}

static void every_request_for_memory_may_fail(void **state)
{
    (void)state;
    fail_each("memory", 97);
}

static void every_read_may_fail(void **state)
{
    (void)state;
    fail_each("read", 1);
}

static void every_write_to_a_file_may_fail(void **state)
{
    (void)state;
    fail_each("write", 1);
}

static void every_descriptor_may_be_refused(void **state)
{
    (void)state;
    fail_each("open", 1);
}

static void short_and_interrupted_reads_change_nothing(void **state)
{
    static const char *const faults[] = {"short:1", "torn:1"};
    struct buf whole = BUF_INIT, now = BUF_INIT;
    (void)state;
    assert_true(play(""));
    read_file(&whole, saved);
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        assert_true(play(faults[i]));
        assert_true(went_well);
        read_file(&now, saved);
        assert_true(str_equal(buf_str(&now), buf_str(&whole)));
    }
    buf_release(&whole);
    buf_release(&now);
}

/* Even what curses writes is a file, in memory. Half a screen would be a wrong one. */
static void without_leave_to_write_files_there_is_a_word_and_no_screen(void **state)
{
    static const char *const limits[] = {"0", "1"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        char command[512], left[128];
        int status;
        snprintf(command, sizeof command, "ulimit -f %s && exec '%s' %s", limits[i], pty_program(),
                 TABLE);
        const char *argv[] = {"sh", "-c", command, NULL};
        struct pty *p = pty_start(&(struct pty_options){.argv = argv, .rows = 24, .cols = 80});
        assert_true(pty_wait_exit(p, &status));
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 2);
        assert_true(str_starts_with(pty_output(p), STR("duban: ")));
        assert_string_equal(judge_modes_left(pty_judge(p), left, sizeof left), "");
        assert_true(pty_line_restored(p));
        pty_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_request_for_memory_may_fail),
        cmocka_unit_test(every_read_may_fail),
        cmocka_unit_test(every_write_to_a_file_may_fail),
        cmocka_unit_test(every_descriptor_may_be_refused),
        cmocka_unit_test(short_and_interrupted_reads_change_nothing),
        cmocka_unit_test(without_leave_to_write_files_there_is_a_word_and_no_screen),
    };
    return cmocka_run_group_tests_name("faults on the screen", tests, make_home, remove_home);
}
