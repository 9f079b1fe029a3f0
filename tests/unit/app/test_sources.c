/* The list of findings, and several tables as one, on the screen. */
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
    app_release(&a);
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
    app_release(&a);
}

static void what_is_about_no_record_leads_nowhere(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "W Enter");
    assert_int_equal(a.page.kind, PAGE_WARNINGS);
    app_release(&a);
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
    app_release(&a);
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
    app_release(&a);
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
    app_release(&a);
    open_app(&a, "--lang=en far:county-b.tsv samples/county-a.tsv far:county-c.tsv", 24, 80);
    assert_string_equal(buf_cstr(&a.notice),
                        "not read: county-b: ssh: no route to host; 2 tables in all, see W");
    app_release(&a);

    setenv("PATH", kept, 1);
    free(kept);
    unlink(program);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_leads_to_its_record_and_to_the_place_in_its_note),
        cmocka_unit_test(the_list_of_findings_opens_again_where_it_was_left),
        cmocka_unit_test(what_is_about_no_record_leads_nowhere),
        cmocka_unit_test(several_files_are_one_list_with_a_column_for_the_source),
        cmocka_unit_test(a_reload_finds_the_record_of_the_same_source_again),
        cmocka_unit_test(a_table_that_was_not_read_is_told_at_once_and_after_a_reload),
    };
    return cmocka_run_group_tests_name("sources", tests, NULL, NULL);
}
