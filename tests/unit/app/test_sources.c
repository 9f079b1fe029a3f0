/* The list of findings, and several tables as one, on the screen. */
#include <fcntl.h>
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

#include "app/control.h"
#include "tests/unit/app/fixture.h"

#define COUNTIES "samples/county-a.tsv samples/county-b.tsv"

static void assert_source(const struct app *a, const char *wanted)
{
    struct str label = table_source(a->table, table_row_source(a->table, app_row(a))).label;
    assert_int_equal(label.len, strlen(wanted));
    assert_memory_equal(label.ptr, wanted, label.len);
}

static void a_finding_leads_to_its_record_and_to_the_place_in_its_note(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "W G Enter");
    assert_int_equal(a.page.kind, PAGE_NONE);
    assert_string_equal(no_under_cursor(&a), "191");
    size_t line = card_find_line(&a.card, table_find_role(a.table, ROLE_NOTE), 0);
    assert_true(a.card_top <= line);
    control_release(&a);
}

static void the_list_of_findings_opens_again_where_it_was_left(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "W j j Enter");
    assert_string_equal(no_under_cursor(&a), "157");
    play(&a, "W j Enter");
    assert_string_equal(no_under_cursor(&a), "159");
    play(&a, "R W");
    assert_int_equal(a.page.cursor, 0); /* another table: another list */
    control_release(&a);
}

static void what_is_about_no_record_leads_nowhere(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "W Enter");
    assert_int_equal(a.page.kind, PAGE_WARNINGS);
    control_release(&a);
}

static void several_files_are_one_list_with_a_column_for_the_source(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, COUNTIES, 24, 80);
    assert_int_equal(a.view.count, 8);
    assert_int_equal(table_column_role(a.table, 0), ROLE_SOURCE);
    play(&a, "& 来源:=county-b Enter");
    assert_int_equal(a.view.count, 3);
    play(&a, "& C-u source:county-a Enter");
    assert_int_equal(a.view.count, 5);
    control_release(&a);
}

static void a_number_that_several_tables_have_is_found_in_each(void **state)
{
    (void)state;
    static const char *const wanted[] = {"county-a", "county-b", "county-a"};
    struct app a;
    open_app(&a, COUNTIES, 24, 80);
    play(&a, "G");
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        play(&a, i == 1 ? ": 2 Enter" : "2 G");
        assert_string_equal(no_under_cursor(&a), "2");
        assert_source(&a, wanted[i]);
    }
    play(&a, "2 R"); /* not the second table alone */
    assert_string_equal(buf_cstr(&a.notice), msg_text(a.lang, MSG_NOTICE_NO_COUNT));
    assert_int_equal(table_sources(a.table), 2);
    control_release(&a);
}

static void a_reload_finds_the_record_of_the_same_source_again(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, COUNTIES, 24, 80);
    play(&a, "j");
    assert_string_equal(no_under_cursor(&a), "2");
    assert_source(&a, "county-a");
    play(&a, "j j j j j");
    assert_string_equal(no_under_cursor(&a), "2");
    assert_source(&a, "county-b");
    play(&a, "R");
    assert_string_equal(no_under_cursor(&a), "2");
    assert_source(&a, "county-b");
    control_release(&a);
}

/* A host that is not there, by way of an ssh that only says so. */
static void a_table_that_was_not_read_is_told_at_once_and_after_a_reload(void **state)
{
    (void)state;
    char folder[] = "/tmp/duban-sources-XXXXXX", program[64], path[4096];
    const char *before = getenv("PATH");
    assert_non_null(mkdtemp(folder));
    snprintf(program, sizeof program, "%s/ssh", folder);
    FILE *file = fopen(program, "w");
    assert_non_null(file);
    fputs("#!/bin/sh\necho 'ssh: no route to host' >&2\nexit 255\n", file);
    fclose(file);
    chmod(program, 0700);
    snprintf(path, sizeof path, "%s:%s", folder, before);
    char *kept = strdup(before);
    setenv("PATH", path, 1);

    struct app a;
    open_app(&a, "--lang=en samples/county-a.tsv far:county-c.tsv", 24, 80);
    assert_int_equal(a.notice_kind, NOTICE_ERROR);
    assert_string_equal(buf_cstr(&a.notice), "not read: county-c: ssh: no route to host");
    assert_int_equal(a.view.count, 5);
    play(&a, "j");
    assert_int_equal(a.notice_kind, NOTICE_NONE);
    play(&a, "R");
    assert_string_equal(buf_cstr(&a.notice), "not read: county-c: ssh: no route to host");
    control_release(&a);
    open_app(&a, "--lang=en far:county-b.tsv samples/county-a.tsv far:county-c.tsv", 24, 80);
    assert_string_equal(buf_cstr(&a.notice),
                        "not read: county-b: ssh: no route to host; tables missing: 2, see W");
    control_release(&a);

    setenv("PATH", kept, 1);
    free(kept);
    unlink(program);
    rmdir(folder);
}

/* A quote that is malformed far down makes the loader begin again while the table is shown, wherever in
 * a step that is. */
static void a_table_that_begins_again_is_shown_on(void **state)
{
    (void)state;
    enum { ROWS = 40000, LINE_BYTES = 30 };
    for (int at = 10000; at < ROWS; at += 1700) {
        char name[] = "/tmp/duban-again-XXXXXX";
        FILE *file = fdopen(mkstemp(name), "w");
        assert_non_null(file);
        fputs("2023年三季度一览表\n序号\t责任目标\t完成情况\n", file);
        for (int i = 0; i < ROWS; i++)
            fputs(i == at ? "1\t\"坏\"了\"\t路\n" : "1\t\"加快\"\t修路\n", file);
        fclose(file);
        struct app a;
        open_app(&a, name, 24, 80);
        assert_int_equal(a.view.count, ROWS);
        assert_int_equal(table_rows(a.table), ROWS);
        control_release(&a);
        unlink(name);
    }
}

/* The writer of a pipe takes its time: what came is shown, and keys are answered meanwhile. */
static void a_pipe_that_has_nothing_yet_holds_nobody_up(void **state)
{
    (void)state;
    enum { ROWS = 8000, PIPE_BYTES = 1 << 18 };
    struct buf text = BUF_INIT;
    int ends[2];
    char name[32];
    struct app a;
    buf_append_str(&text, STR("序号\t责任目标\n"));
    for (int i = 1; i <= ROWS; i++)
        buf_printf(&text, "%d\t加快修路\n", i);
    assert_int_equal(pipe(ends), 0);
    assert_true(fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES) >= PIPE_BYTES);
    assert_int_equal(write(ends[1], text.ptr, text.len), text.len);
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);

    open_app(&a, name, 24, 80);
    assert_int_equal(a.load_state, LOAD_RUNNING);
    assert_false(control_is_busy(&a));
    assert_int_equal(wakes_of(&a), 1);
    play(&a, "G");
    assert_true(a.view.count > ROWS / 2);
    assert_int_equal(a.cursor, a.view.count - 1);
    control_work(&a); /* woken by something else: does not wait */

    assert_int_equal(write(ends[1], "9999\t架桥\n", 12), 12);
    close(ends[1]);
    while (control_is_busy(&a))
        control_work(&a);
    assert_int_equal(a.load_state, LOAD_DONE);
    assert_int_equal(a.view.count, ROWS + 1);
    control_release(&a);
    close(ends[0]);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_leads_to_its_record_and_to_the_place_in_its_note),
        cmocka_unit_test(the_list_of_findings_opens_again_where_it_was_left),
        cmocka_unit_test(what_is_about_no_record_leads_nowhere),
        cmocka_unit_test(several_files_are_one_list_with_a_column_for_the_source),
        cmocka_unit_test(a_number_that_several_tables_have_is_found_in_each),
        cmocka_unit_test(a_reload_finds_the_record_of_the_same_source_again),
        cmocka_unit_test(a_table_that_begins_again_is_shown_on),
        cmocka_unit_test(a_pipe_that_has_nothing_yet_holds_nobody_up),
        cmocka_unit_test(a_table_that_was_not_read_is_told_at_once_and_after_a_reload),
    };
    return cmocka_run_group_tests_name("sources", tests, NULL, NULL);
}
