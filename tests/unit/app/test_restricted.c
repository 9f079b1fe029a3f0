/*
 * A restricted run as its user meets it: what is off, what says so, what still works. That the kernel holds
 * it to that is shown by base/test_sandbox, and on the built program by screen/test_restricted.
 */
#include "app/restricted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/command.h"
#include "app/control.h"
#include "base/sandbox.h"
#include "review/notes.h"
#include "tests/unit/app/fixture.h"
#include "tests/unit/shared/folder.h"

#define RESTRICTED "--restricted=best-effort --lang=en "

/* ---- files ---- */

static void open_restricted(struct app *a, const char *words)
{
    char args[512];
    snprintf(args, sizeof args, RESTRICTED "%s", words);
    open_app(a, args, 30, 200);
    a->notice_kind = NOTICE_NONE; /* of what this kernel lacks */
}

/* ---- commands ---- */

static void assert_off(struct app *a, const char *key)
{
    play(a, key);
    assert_string_equal(buf_cstr(&a->notice), "off: restricted");
    assert_int_equal(a->notice_kind, NOTICE_INFO);
    assert_int_equal(a->prompt, PROMPT_NONE);
    assert_int_equal(a->page.kind, PAGE_NONE);
}

static void keys_that_write_or_open_files_say_that_they_are_off(void **state)
{
    static const char *const keys[] = {"w", "e", "x", "=", "＝"};
    struct app a;
    (void)state;
    open_restricted(&a, REAL_TABLE);
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        assert_off(&a, keys[i]);
    play(&a, "j");
    assert_int_equal(a.notice_kind, NOTICE_NONE);
    control_release(&a);
}

static void an_earlier_table_named_beforehand_is_compared_with(void **state)
{
    struct app a;
    (void)state;
    open_restricted(&a, "--against " REAL_TABLE " " REAL_TABLE);
    play(&a, "=");
    assert_int_equal(a.page.kind, PAGE_AGAINST);
    control_release(&a);
}

/* How many lines of the help end so. */
static size_t marked_lines(struct app *a)
{
    size_t count = 0;
    play(a, "?");
    for (size_t i = 0; i < a->page.count; i++) {
        struct str line =
            str_slice(buf_str(&a->page.text), a->page.lines[i].off, a->page.lines[i].len);
        count += str_ends_with(line, STR("(off: restricted)"));
    }
    play(a, "q");
    return count;
}

static void the_help_marks_what_is_off(void **state)
{
    struct app a;
    size_t rows, off = 0;
    (void)state;
    open_restricted(&a, REAL_TABLE);
    const struct command *commands = command_table(&rows);
    for (size_t i = 0; i < rows; i++)
        off += command_is_off(&commands[i], a.options);
    assert_true(off >= 4);
    assert_int_equal(marked_lines(&a), off);
    control_release(&a);

    open_app(&a, "--lang=en " REAL_TABLE, 30, 100);
    assert_int_equal(marked_lines(&a), 0);
    control_release(&a);
}

static void what_the_kernel_lacks_is_told_at_the_start(void **state)
{
    struct app a;
    struct options o;
    struct restricted r;
    struct diag d = {0};
    char *argv[] = {"duban", "--restricted=best-effort", "--lang=en", REAL_TABLE};
    (void)state;
    assert_int_equal(options_parse(&o, COUNT_OF(argv), argv, &d), ERR_NONE);
    assert_int_equal(restricted_open(&r, &o, &d), ERR_NONE);
    assert_int_equal(r.lacking, SANDBOX_ALL & ~sandbox_offered());
    r.lacking = SANDBOX_FILES;
    assert_int_equal(control_init(&a, &o, 30, 100, &d), ERR_NONE);
    assert_string_equal(buf_cstr(&a.notice), "restricted without the kernel's Landlock");
    control_release(&a);
    restricted_release(&r);
}

/* ---- reading again ---- */

static void reading_again_goes_through_the_file_that_was_opened(void **state)
{
    struct app a;
    (void)state;
    write_file(file, "序号\t目标\n1\t甲\n2\t乙\n");
    open_restricted(&a, file);
    assert_int_equal(table_rows(a.table), 2);
    write_file(other, "序号\t目标\n1\t别的\n");
    assert_int_equal(rename(other, file), 0);
    play(&a, "R");
    assert_int_equal(table_rows(a.table), 2);
    assert_int_equal(unlink(file), 0);
    play(&a, "R");
    assert_int_equal(table_rows(a.table), 2);
    assert_int_equal(a.notice_kind, NOTICE_INFO);
    control_release(&a);
}

static void reading_again_shows_what_was_written_into_it(void **state)
{
    struct app a;
    (void)state;
    write_file(file, "序号\t目标\n1\t甲\n2\t乙\n");
    open_restricted(&a, file);
    write_file(file, "序号\t目标\n1\t甲\n2\t乙\n3\t丙\n");
    play(&a, "R");
    assert_int_equal(table_rows(a.table), 3);
    control_release(&a);
}

static void another_encoding_is_read_too(void **state)
{
    struct app a;
    (void)state;
    open_restricted(&a, REAL_TABLE);
    play(&a, "E Down Down Enter");
    assert_string_equal(a.load.encoding.ptr, "GB18030");
    play(&a, "E Home Enter");
    assert_int_equal(table_rows(a.table), 53);
    control_release(&a);
}

/* ---- marks and remarks ---- */

static void make_review_file(void)
{
    struct app a;
    struct store *s;
    struct buf table = BUF_INIT, record = BUF_INIT;
    unlink(file);
    open_app(&a, REAL_TABLE, 30, 100);
    store_append_table_key(&table, a.table);
    store_append_record_key(&record, a.table, 0);
    assert_int_equal(store_open(&s, str_from(file), NULL), ERR_NONE);
    assert_int_equal(store_add_remark(s, buf_str(&table), buf_str(&record), STR("王"),
                                      STR("2026-11-24 14:03"), STR("请核实"), NULL),
                     ERR_NONE);
    store_close(s);
    buf_release(&table);
    buf_release(&record);
    control_release(&a);
}

static void remarks_of_the_file_are_shown_and_the_file_is_left_alone(void **state)
{
    struct app a;
    char words[256];
    struct stat before, after;
    size_t count;
    (void)state;
    make_review_file();
    assert_int_equal(stat(file, &before), 0);
    snprintf(words, sizeof words, "--review %s " REAL_TABLE, file);
    open_restricted(&a, words);
    const struct remark *remarks = notes_remarks(&a.review, 0, &count);
    assert_int_equal(count, 1);
    assert_true(str_equal(remarks[0].text, STR("请核实")));
    play(&a, "m m M y m");
    assert_off(&a, "e");
    assert_off(&a, "x");
    assert_int_equal(notebook_fd(&a.notebook), -1);
    control_release(&a);
    assert_int_equal(stat(file, &after), 0);
    assert_int_equal(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
    assert_int_equal(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
    assert_int_equal(after.st_size, before.st_size);
}

static void marks_last_until_the_end_and_say_so_once(void **state)
{
    struct app a;
    (void)state;
    open_restricted(&a, REAL_TABLE);
    play(&a, "m");
    assert_true(str_starts_with(buf_str(&a.notice), STR("marks end with this run.")));
    play(&a, "m");
    assert_int_equal(a.notice_kind, NOTICE_NONE);
    assert_int_equal(notes_mark_count(a.review.notes), 2);
    play(&a, "R");
    assert_int_equal(notes_mark_count(a.review.notes), 2);
    control_release(&a);
}

/* ---- what cannot be opened ---- */

static void what_cannot_be_opened_is_told_before_anything_is_shown(void **state)
{
    static const struct {
        const char *words[2];
        enum err err;
        int reason;
    } cases[] = {
        {{"caoxian:q3.tsv"}, ERR_USAGE, MSG_RESTRICTED_HOST},
        {{REAL_TABLE, "ssh://caoxian/q3.tsv"}, ERR_USAGE, MSG_RESTRICTED_HOST},
        {{"--against=caoxian:q3.tsv", REAL_TABLE}, ERR_USAGE, MSG_RESTRICTED_HOST},
        {{REAL_TABLE, "/no/such/table"}, ERR_OPEN, MSG_NONE},
        {{"--against=/no/such/table", REAL_TABLE}, ERR_OPEN, MSG_NONE},
        {{"--review=" REAL_TABLE, REAL_TABLE}, ERR_READ, MSG_STORE_NOT_OURS},
        {{"samples"}, ERR_KIND, MSG_IS_DIRECTORY},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char first[64], second[64], *argv[] = {"duban", "--restricted=best-effort", first, second};
        struct options o;
        struct restricted r;
        struct diag d = {0};
        int argc = cases[i].words[1] ? 4 : 3;
        snprintf(first, sizeof first, "%s", cases[i].words[0]);
        snprintf(second, sizeof second, "%s", argc == 4 ? cases[i].words[1] : "");
        assert_int_equal(options_parse(&o, argc, argv, &d), ERR_NONE);
        assert_int_equal(restricted_open(&r, &o, &d), cases[i].err);
        assert_int_equal(d.reason, cases[i].reason);
        restricted_release(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_that_write_or_open_files_say_that_they_are_off),
        cmocka_unit_test(an_earlier_table_named_beforehand_is_compared_with),
        cmocka_unit_test(the_help_marks_what_is_off),
        cmocka_unit_test(what_the_kernel_lacks_is_told_at_the_start),
        cmocka_unit_test(reading_again_goes_through_the_file_that_was_opened),
        cmocka_unit_test(reading_again_shows_what_was_written_into_it),
        cmocka_unit_test(another_encoding_is_read_too),
        cmocka_unit_test(remarks_of_the_file_are_shown_and_the_file_is_left_alone),
        cmocka_unit_test(marks_last_until_the_end_and_say_so_once),
        cmocka_unit_test(what_cannot_be_opened_is_told_before_anything_is_shown),
    };
    return cmocka_run_group_tests_name("restricted", tests, folder_make, folder_remove);
}
