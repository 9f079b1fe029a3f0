/* Tables read again, and earlier ones read, between keys. Other hosts answer when the test lets them. */
#include <setjmp.h>
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

#include "app/activity.h"
#include "app/control.h"
#include "tests/unit/app/fixture.h"

static char folder[] = "/tmp/duban-reload-XXXXXX";
static char program[64], gate[64], file_name[64];

/* A program named ssh, first in PATH. While the gate stands it waits there; then it runs the command here. */
static int put_ssh_in_path(void **state)
{
    char path[4096];
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(program, sizeof program, "%s/ssh", folder);
    snprintf(gate, sizeof gate, "%s/gate", folder);
    snprintf(file_name, sizeof file_name, "%s/table.tsv", folder);
    FILE *file = fopen(program, "w");
    if (!file)
        return -1;
    fprintf(file,
            "#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done\n"
            "[ ! -p %s ] || read word < %s\nexec sh -c \"$3\"\n",
            gate, gate);
    snprintf(path, sizeof path, "%s:%s", folder, getenv("PATH"));
    return fclose(file) == 0 && chmod(program, 0700) == 0 ? setenv("PATH", path, 1) : -1;
}

static int remove_ssh(void **state)
{
    (void)state;
    unlink(program);
    unlink(file_name);
    return rmdir(folder);
}

static void close_gate(void)
{
    assert_int_equal(mkfifo(gate, 0600), 0);
}

/* Lets whoever waits at the gate through. */
static void open_gate(void)
{
    FILE *fifo = fopen(gate, "w");
    assert_non_null(fifo);
    assert_true(fputs("go\n", fifo) > 0);
    assert_int_equal(fclose(fifo), 0);
    unlink(gate);
}

/* What the loop does until nothing is waited for. */
static void work_to_the_end(struct app *a)
{
    struct wake wake = WAKE_INIT;
    for (;;) {
        while (control_is_busy(a))
            control_work(a);
        wake_clear(&wake);
        control_add_wakes(a, &wake);
        if (!a->reload && !a->against.gather && a->load_state != LOAD_RUNNING)
            break;
        wake_sleep(&wake);
    }
    wake_release(&wake);
}

static void assert_activity(const struct app *a, const char *wanted)
{
    struct buf text = BUF_INIT;
    activity_append(a, &text);
    assert_string_equal(buf_cstr(&text), wanted);
    buf_release(&text);
}

static void assert_no_child(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void keys_work_while_a_host_is_asked_again(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "--lang=zh one:samples/heze-2023-q3.tsv", 24, 80);
    work_to_the_end(&a);
    close_gate();
    play(&a, "j j R");
    const struct table *old = a.table;
    assert_false(control_is_busy(&a));
    assert_true(wakes_of(&a) > 0);
    assert_activity(&a, "正在连接 one …（Esc 取消）");
    play(&a, "j & 市 Enter");
    control_work(&a); /* woken by something else: does not wait */
    assert_ptr_equal(a.table, old);
    char no[64];
    strcpy(no, no_under_cursor(&a));
    size_t count = a.view.count;
    open_gate();
    work_to_the_end(&a);
    assert_ptr_not_equal(a.table, old);
    assert_string_equal(no_under_cursor(&a), no);
    assert_int_equal(a.view.count, count);
    assert_activity(&a, "");
    assert_no_child();
    control_release(&a);
}

static void esc_gives_a_reload_up(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "one:samples/heze-2023-q3.tsv", 24, 80);
    work_to_the_end(&a);
    close_gate();
    play(&a, "/ 市 Enter R");
    const struct table *old = a.table;
    play(&a, "Esc");
    assert_ptr_equal(a.table, old);
    assert_non_null(a.search.query); /* one Esc, one thing */
    assert_activity(&a, "");
    assert_int_equal(wakes_of(&a), 0);
    assert_no_child();
    play(&a, "Esc");
    assert_null(a.search.query);
    unlink(gate);
    control_release(&a);
}

static void a_host_asked_for_an_earlier_table_holds_nobody_up(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "--lang=zh " REAL_TABLE, 24, 80);
    close_gate();
    play(&a, "= 10:30.tsv Enter"); /* a date, as somebody might name a file */
    assert_activity(&a, "正在连接 10 …（Esc 取消）");
    play(&a, "j");
    assert_int_equal(a.cursor, 1);
    play(&a, "Esc");
    assert_activity(&a, "");
    assert_no_child();
    play(&a, "= one:samples/heze-2023-q3.tsv Enter j");
    open_gate();
    work_to_the_end(&a);
    assert_int_equal(a.page.kind, PAGE_AGAINST);
    assert_non_null(a.review.compare);
    control_release(&a);
}

static void a_host_that_refuses_leaves_the_old_table(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "one:samples/heze-2023-q3.tsv", 24, 80);
    work_to_the_end(&a);
    close_gate();
    play(&a, "R");
    play(&a, "= one:samples/none.tsv Enter");
    play(&a, "Esc"); /* the reload, which began first */
    open_gate();
    work_to_the_end(&a);
    assert_int_equal(a.notice_kind, NOTICE_ERROR);
    assert_non_null(strstr(buf_cstr(&a.notice), "none.tsv"));
    assert_int_equal(table_rows(a.table), 53);
    control_release(&a);
}

static void write_table(int rows, const char *word)
{
    FILE *file = fopen(file_name, "w");
    assert_non_null(file);
    fputs("序号\t责任目标\n", file);
    for (int i = 1; i <= rows; i++)
        fprintf(file, "%d\t%s第%d条道路,年内建成通车\n", i, word, i);
    assert_int_equal(fclose(file), 0);
}

static void a_large_file_is_read_again_between_keys(void **state)
{
    (void)state;
    struct app a;
    write_table(40000, "加快建设");
    open_app(&a, file_name, 24, 80);
    play(&a, "/ 年内 Enter ] 3 G j");
    write_table(50000, "加快修复");
    play(&a, "R");
    const struct table *old = a.table;
    struct buf text = BUF_INIT;
    activity_append(&a, &text);
    assert_non_null(strstr(buf_cstr(&text), "table.tsv"));
    buf_release(&text);
    assert_true(control_is_busy(&a));
    play(&a, "j R"); /* again: from the beginning */
    char no[64];
    strcpy(no, no_under_cursor(&a));
    control_work(&a);
    assert_ptr_equal(a.table, old);
    while (control_is_busy(&a))
        control_work(&a);
    assert_int_equal(table_rows(a.table), 50000);
    assert_int_equal(a.view.count, 50000);
    assert_int_equal(a.search.hits.count, 50000);
    assert_string_equal(no_under_cursor(&a), no);
    control_release(&a);
}

static void another_day_asked_for_meanwhile_holds_for_the_new_table(void **state)
{
    (void)state;
    struct app a;
    char args[128];
    FILE *file = fopen(file_name, "w");
    assert_non_null(file);
    fputs("序号\t责任目标\t完成时限\t状态\n", file);
    for (int i = 1; i <= 2000; i++)
        fprintf(file, "%d\t修路\t2023年%d月底\t是\n", i, i % 2 ? 6 : 9);
    assert_int_equal(fclose(file), 0);
    snprintf(args, sizeof args, "--as-of 2023-07-31 --filter is:overdue %s", file_name);
    open_app(&a, args, 24, 80);
    assert_int_equal(a.view.count, 1000);
    a.slice_units = 300;
    const struct table *old = a.table;
    play(&a, "R : a s o f Space 2 0 2 3 - 1 0 - 3 1 Enter");
    assert_ptr_equal(a.table, old); /* the day was asked for before the new table was taken over */
    while (control_is_busy(&a))
        control_work(&a);
    assert_ptr_not_equal(a.table, old);
    assert_int_equal(a.view.count, 2000);
    control_release(&a);
}

static void an_encoding_is_taken_over_with_its_table(void **state)
{
    (void)state;
    struct app a;
    write_table(10, "加快建设");
    open_app(&a, file_name, 24, 80);
    unlink(file_name);
    play(&a, "E j j j j Enter"); /* UTF-16LE */
    assert_int_equal(a.notice_kind, NOTICE_ERROR);
    assert_int_equal(a.view.count, 10);
    assert_int_equal(a.load.encoding.len, 0);
    write_table(11, "加快建设");
    play(&a, "E j Enter"); /* UTF-8 */
    assert_int_equal(a.view.count, 11);
    assert_true(str_equal(a.load.encoding, STR("UTF-8")));
    control_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_work_while_a_host_is_asked_again),
        cmocka_unit_test(esc_gives_a_reload_up),
        cmocka_unit_test(a_host_asked_for_an_earlier_table_holds_nobody_up),
        cmocka_unit_test(a_host_that_refuses_leaves_the_old_table),
        cmocka_unit_test(a_large_file_is_read_again_between_keys),
        cmocka_unit_test(another_day_asked_for_meanwhile_holds_for_the_new_table),
        cmocka_unit_test(an_encoding_is_taken_over_with_its_table),
    };
    return cmocka_run_group_tests_name("reload", tests, put_ssh_in_path, remove_ssh);
}
