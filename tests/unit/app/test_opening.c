/* How much of a file is read before its first screen. */
#include "app/opening.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "table/loader.h"
#include "tests/unit/shared/folder.h"

enum { SCREEN_ROWS = 36, SCREEN_COLS = 120 };

/* Writes a table of that many records, each with a note of that many characters. */
static void write_table(uint32_t records, uint32_t note_characters)
{
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t责任目标\t推进情况\t是否按计划\n"));
    for (uint32_t i = 0; i < records; i++) {
        buf_printf(&text, "%u\t任务\t", i + 1);
        for (uint32_t k = 0; k < note_characters; k++)
            buf_append_str(&text, STR("路"));
        buf_append_str(&text, STR("\t是\n"));
    }
    write_file(file, buf_cstr(&text));
    buf_release(&text);
}

/* Opens it as a run would. */
static void open_table(struct opening *o)
{
    static struct options options;
    char *argv[] = {"duban", file};
    struct diag d = {0};
    assert_int_equal(options_parse(&options, 2, argv, &d), ERR_NONE);
    assert_int_equal(opening_begin(o, &options, SCREEN_ROWS, SCREEN_COLS, &d), ERR_NONE);
    assert_true(opening_is_ready(o));
}

static void a_table_of_a_few_hundred_records_is_whole_at_once(void **state)
{
    (void)state;
    struct opening o;
    write_table(600, 100);
    open_table(&o);
    assert_true(o.is_whole);
    assert_int_equal(table_rows(loader_table(o.loader)), 600);
    opening_release(&o);
}

/* What is read before the first screen must not grow with the file. */
static void of_a_large_file_no_more_is_read_than_a_screen_needs(void **state)
{
    (void)state;
    struct opening o;
    uint64_t read_bytes, total_bytes;
    write_table(4000, 100);
    open_table(&o);
    loader_progress(o.loader, &read_bytes, &total_bytes);
    assert_false(o.is_whole);
    assert_true(table_rows(loader_table(o.loader)) >= SCREEN_ROWS);
    assert_true(total_bytes > 1000 * 1000);
    assert_in_range(read_bytes, 1, 64 * 1024);
    opening_release(&o);
}

static void where_notes_are_long_a_screenful_is_read_all_the_same(void **state)
{
    (void)state;
    struct opening o;
    write_table(400, 4000);
    open_table(&o);
    assert_false(o.is_whole);
    assert_in_range(table_rows(loader_table(o.loader)), SCREEN_ROWS, 2 * SCREEN_ROWS);
    opening_release(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_table_of_a_few_hundred_records_is_whole_at_once,
                                        folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(of_a_large_file_no_more_is_read_than_a_screen_needs,
                                        folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(where_notes_are_long_a_screenful_is_read_all_the_same,
                                        folder_make, folder_remove),
    };
    return cmocka_run_group_tests_name("app/opening", tests, NULL, NULL);
}
