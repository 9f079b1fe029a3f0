/* Key w: from the menu to the file, with every turn on the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/control.h"
#include "base/outfile.h"
#include "review/report.h"
#include "tests/unit/app/fixture.h"

#define BEHIND "samples/behind.tsv"

/* ---- a home of its own ---- */

static char home[64];
static struct options with_home;

static int make_home(void **state)
{
    (void)state;
    strcpy(home, "/tmp/test-save-XXXXXX");
    return mkdtemp(home) ? 0 : -1;
}

static int drop_home(void **state)
{
    (void)state;
    outfile_set_gate(NULL);
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", home);
    return system(command);
}

/* An app on 80x24 whose ~ is the home of this test. */
static void open_at_home(struct app *a, const char *args)
{
    open_app(a, args, 24, 80);
    with_home = *a->options;
    with_home.home = str_from(home);
    a->options = &with_home;
}

static void type(struct app *a, const char *text)
{
    struct event paste = {.type = EVENT_PASTE, .text = str_from(text)};
    play(a, "C-e C-u");
    control_handle(a, &paste);
}

/* Everything in a file of the home; fails the test when there is none. To be released. */
static struct buf read_home(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", home, name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    struct buf bytes = BUF_INIT;
    for (int c; (c = getc(f)) != EOF;)
        buf_append_byte(&bytes, (char)c);
    fclose(f);
    return bytes;
}

static bool is_in_home(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", home, name);
    return access(path, F_OK) == 0;
}

static void assert_home(const char *name, const char *expected)
{
    struct buf bytes = read_home(name);
    assert_string_equal(buf_cstr(&bytes), expected);
    buf_release(&bytes);
}

static void put_home(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", home, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

/* Goes to the line of the menu with this key and the words in its text. */
static void choose(struct app *a, const char *key, const char *words)
{
    play(a, "w");
    assert_int_equal(a->page.kind, PAGE_SAVE);
    for (size_t last = SIZE_MAX; a->page.cursor != last; play(a, "j")) {
        struct str line = page_line_text(&a->page, a->page.cursor);
        if (str_starts_with(line, str_from(key)) &&
            str_find(line, str_from(words), 0) != SIZE_MAX) {
            play(a, "Enter");
            assert_int_equal(a->prompt, PROMPT_FILE);
            return;
        }
        last = a->page.cursor;
    }
    fail_msg("no line %s %s", key, words);
}

/* ---- tests ---- */

static void the_circular_is_three_keys_and_a_name_away(void **state)
{
    (void)state;
    struct app a;
    open_at_home(&a, BEHIND);
    play(&a, "w Enter");
    assert_string_equal(buf_cstr(&a.line.text), "behind-通报.txt");
    type(&a, "~/通报.txt");
    play(&a, "Enter");
    assert_int_equal(a.prompt, PROMPT_NONE);
    assert_int_equal(a.page.kind, PAGE_NONE);
    assert_string_equal(buf_cstr(&a.notice), "已写入通报，滞后或逾期 7 项：~/通报.txt");
    struct buf text = read_home("通报.txt");
    static const char *const words[] = {
        "安澜市人民政府2023年",     "滞后和逾期事项通报",      "7 项滞后或逾期，按牵头单位列出",
        "一、市交通运输局（1 项）", " 2  改造农村公路300公里", "七、市投资促进局（1 项）"};
    size_t from = 0;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        from = str_find(buf_str(&text), str_from(words[i]), from);
        assert_true(from != SIZE_MAX);
    }
    buf_release(&text);
    control_release(&a);
}

static void the_view_is_written_with_its_filter_and_order(void **state)
{
    (void)state;
    struct app a;
    open_at_home(&a, BEHIND " --filter no<=3 --sort=-no");
    choose(&a, "tsv", "");
    assert_string_equal(buf_cstr(&a.line.text), "behind-导出.tsv");
    type(&a, "~/view.tsv");
    play(&a, "Enter");
    assert_string_equal(buf_cstr(&a.notice), "已写入 3 项：~/view.tsv");
    struct buf text = read_home("view.tsv");
    assert_true(str_starts_with(buf_str(&text), STR("序号\t市政府领导\t")));
    assert_true(str_find(buf_str(&text), STR("\n3\t周文海\t"), 0) <
                str_find(buf_str(&text), STR("\n1\t周文海\t"), 0));
    buf_release(&text);
    control_release(&a);
}

static void csv_says_how_many_cells_it_guarded(void **state)
{
    (void)state;
    struct app a;
    put_home("t.tsv", "序号\t责任目标内容\t责任单位\n"
                      "1\t=1+1\t交通局\n"
                      "2\t+加\t@局\n"
                      "3\t修路-架桥\t＝局\n");
    char args[128];
    snprintf(args, sizeof args, "%s/t.tsv", home);
    open_at_home(&a, args);
    choose(&a, "csv", "");
    type(&a, "~/t.csv");
    play(&a, "Enter");
    assert_string_equal(buf_cstr(&a.notice), "已写入 3 项，其中 4 格前加 ' 以防当作公式：~/t.csv");
    assert_home("t.csv", "\xEF\xBB\xBF\"序号\",\"责任目标内容\",\"责任单位\"\n"
                         "\"1\",\"'=1+1\",\"交通局\"\n"
                         "\"2\",\"'+加\",\"'@局\"\n"
                         "\"3\",\"修路-架桥\",\"'＝局\"\n");
    choose(&a, "tsv", "");
    type(&a, "~/u.tsv");
    play(&a, "Enter");
    struct buf before = read_home("t.tsv");
    assert_home("u.tsv", buf_cstr(&before));
    buf_release(&before);
    control_release(&a);
}

static void an_existing_file_is_asked_about(void **state)
{
    (void)state;
    struct app a;
    put_home("old.txt", "before");
    open_at_home(&a, BEHIND " --filter no:=2");
    play(&a, "w Enter");
    type(&a, "~/old.txt");
    play(&a, "Enter");
    assert_int_equal(a.prompt, PROMPT_REPLACE);
    assert_string_equal(buf_cstr(&a.line.text), "~/old.txt");
    /* Neither Enter nor any other key is a yes. */
    play(&a, "Enter Space x Down");
    type(&a, "y");
    assert_int_equal(a.prompt, PROMPT_REPLACE);
    assert_home("old.txt", "before");
    /* No leads back to the name; from there Esc leads back to the menu. */
    play(&a, "n");
    assert_int_equal(a.prompt, PROMPT_FILE);
    assert_string_equal(buf_cstr(&a.line.text), "~/old.txt");
    play(&a, "Enter Esc");
    assert_int_equal(a.prompt, PROMPT_FILE);
    play(&a, "Esc");
    assert_int_equal(a.prompt, PROMPT_NONE);
    assert_int_equal(a.page.kind, PAGE_SAVE);
    assert_home("old.txt", "before");
    /* Yes replaces it. */
    play(&a, "Enter Up"); /* from the history */
    assert_string_equal(buf_cstr(&a.line.text), "~/old.txt");
    play(&a, "Enter y");
    assert_int_equal(a.prompt, PROMPT_NONE);
    assert_string_equal(buf_cstr(&a.notice), "已写入通报，滞后或逾期 1 项：~/old.txt");
    struct buf text = read_home("old.txt");
    assert_true(str_starts_with(buf_str(&text), STR("安澜市")));
    buf_release(&text);
    control_release(&a);
}

static int disk_is_full(enum outfile_step step, size_t *bytes)
{
    (void)bytes;
    return step == OUTFILE_WRITE ? ENOSPC : 0;
}

static void when_writing_fails_the_name_stays_with_the_reason(void **state)
{
    (void)state;
    struct app a;
    put_home("old.txt", "before");
    open_at_home(&a, BEHIND);
    play(&a, "w Enter");
    type(&a, "~/none/x.txt");
    play(&a, "Enter");
    assert_int_equal(a.prompt, PROMPT_FILE);
    assert_int_equal(a.prompt_error.reason, MSG_NO_SUCH_FOLDER);
    outfile_set_gate(disk_is_full);
    type(&a, "~/new.txt");
    assert_int_equal(a.prompt_error.err, ERR_NONE);
    play(&a, "Enter");
    assert_int_equal(a.prompt, PROMPT_FILE);
    assert_int_equal(a.prompt_error.errnum, ENOSPC);
    assert_false(is_in_home("new.txt"));
    /* The same name again, and a replacement that fails, which leads back to the name. */
    play(&a, "Enter");
    assert_int_equal(a.prompt_error.errnum, ENOSPC);
    type(&a, "~/old.txt");
    outfile_set_gate(NULL);
    play(&a, "Enter");
    assert_int_equal(a.prompt, PROMPT_REPLACE);
    outfile_set_gate(disk_is_full);
    play(&a, "y");
    assert_int_equal(a.prompt, PROMPT_FILE);
    assert_int_equal(a.prompt_error.errnum, ENOSPC);
    assert_home("old.txt", "before");
    /* Room again: Enter is enough to try again. */
    outfile_set_gate(NULL);
    type(&a, "~/new.txt");
    play(&a, "Enter");
    assert_int_equal(a.prompt, PROMPT_NONE);
    assert_true(is_in_home("new.txt"));
    control_release(&a);
}

static void the_files_of_the_review_are_never_written(void **state)
{
    (void)state;
    struct app a;
    static const char table[] = "序号\t责任目标内容\n1\t修路\n";
    put_home("t.tsv", table);
    char args[256], link_path[128];
    put_home("old.tsv", table);
    snprintf(args, sizeof args, "%s/t.tsv --against %s/old.tsv", home, home);
    snprintf(link_path, sizeof link_path, "%s/link", home);
    assert_int_equal(symlink("t.tsv", link_path), 0);
    open_at_home(&a, args);
    static const char *const names[] = {"~/t.tsv", "~/./t.tsv", "~/link", "~/old.tsv"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        choose(&a, "tsv", "");
        type(&a, names[i]);
        play(&a, "Enter");
        assert_int_equal(a.prompt, PROMPT_FILE);
        assert_int_equal(a.prompt_error.reason, MSG_SAVE_IN_USE);
        play(&a, "Esc Esc");
    }
    assert_home("t.tsv", table);
    assert_home("old.tsv", table);
    control_release(&a);
}

static void nor_is_an_earlier_table_that_was_named_meanwhile(void **state)
{
    (void)state;
    struct app a;
    static const char table[] = "序号\t责任目标内容\n1\t修路\n";
    char args[128];
    put_home("t.tsv", table);
    put_home("older.tsv", table);
    snprintf(args, sizeof args, "%s/t.tsv", home);
    open_at_home(&a, args);
    play(&a, "=");
    type(&a, " ~/older.tsv ");
    play(&a, "Enter");
    while (!a.review.compare && control_is_busy(&a))
        control_work(&a);
    assert_non_null(a.review.compare);
    play(&a, "q");
    choose(&a, "tsv", "");
    type(&a, "~/older.tsv");
    play(&a, "Enter");
    assert_int_equal(a.prompt, PROMPT_FILE);
    assert_int_equal(a.prompt_error.reason, MSG_SAVE_IN_USE);
    assert_home("older.tsv", table);
    control_release(&a);
}

static void the_menu_offers_what_the_table_can_be_grouped_by(void **state)
{
    (void)state;
    struct app a;
    open_at_home(&a, BEHIND);
    play(&a, "w");
    assert_int_equal(a.page.count, 14);
    control_release(&a);
    put_home("plain.tsv", "序号\t责任目标内容\n1\t修路\n");
    char args[128];
    snprintf(args, sizeof args, "%s/plain.tsv", home);
    open_at_home(&a, args);
    play(&a, "w");
    assert_int_equal(a.page.count, 10); /* two circulars, not grouped */
    play(&a, "Enter");
    type(&a, "~/c.txt");
    play(&a, "Enter");
    assert_home("c.txt", "逾期事项通报\n"
                         "共 1 项：没有状态列，不能判断是否按计划\n"
                         "是否滞后没有依据。不知道截至哪一天，是否逾期没有依据。\n");
    control_release(&a);
}

static void an_empty_name_writes_nothing(void **state)
{
    (void)state;
    struct app a;
    open_at_home(&a, BEHIND);
    play(&a, "w Enter C-u Enter");
    assert_int_equal(a.prompt, PROMPT_NONE);
    assert_int_equal(a.page.kind, PAGE_SAVE);
    control_release(&a);
}

static void every_circular_of_the_menu_is_what_the_report_writes(void **state)
{
    (void)state;
    static const struct {
        const char *key, *words, *by;
        enum export_format format;
    } cases[] = {
        {"txt", "按牵头单位", "lead", EXPORT_TEXT}, {"txt", "按单位", "units", EXPORT_TEXT},
        {"txt", "按领导", "leader", EXPORT_TEXT},   {"md", "按牵头单位", "lead", EXPORT_MD},
        {"md", "按单位", "units", EXPORT_MD},       {"md", "按领导", "leader", EXPORT_MD},
    };
    struct app a;
    open_at_home(&a, BEHIND);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct report_options o = {.format = cases[i].format, .lang = LANG_ZH, .sanitise = true};
        assert_int_equal(rollup_parse_by(&o.by, str_from(cases[i].by), a.table, NULL), ERR_NONE);
        char *bytes = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&bytes, &len);
        assert_non_null(out);
        assert_int_equal(report_write(out, &a.review, &a.view, &o), 7);
        assert_int_equal(fclose(out), 0);
        choose(&a, cases[i].key, cases[i].words);
        type(&a, "~/circular");
        play(&a, i == 0 ? "Enter" : "Enter y");
        assert_int_equal(a.prompt, PROMPT_NONE);
        assert_home("circular", bytes);
        free(bytes);
    }
    control_release(&a);
}

#define AT_HOME(test) cmocka_unit_test_setup_teardown(test, make_home, drop_home)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_HOME(the_circular_is_three_keys_and_a_name_away),
        AT_HOME(the_view_is_written_with_its_filter_and_order),
        AT_HOME(csv_says_how_many_cells_it_guarded),
        AT_HOME(an_existing_file_is_asked_about),
        AT_HOME(when_writing_fails_the_name_stays_with_the_reason),
        AT_HOME(the_files_of_the_review_are_never_written),
        AT_HOME(nor_is_an_earlier_table_that_was_named_meanwhile),
        AT_HOME(the_menu_offers_what_the_table_can_be_grouped_by),
        AT_HOME(an_empty_name_writes_nothing),
        AT_HOME(every_circular_of_the_menu_is_what_the_report_writes),
    };
    return cmocka_run_group_tests_name("save", tests, NULL, NULL);
}
