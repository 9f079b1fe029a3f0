/* Tests of app/freshness.h: the app on a file that others change. */
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
#include "tests/unit/shared/folder.h"

static void write_table(const char *path, const char *how, int rows)
{
    FILE *out = fopen(path, how);
    assert_non_null(out);
    if (*how == 'w')
        fputs("序号\t责任目标\t进度\n", out);
    for (int i = 1; i <= rows; i++)
        fprintf(out, "%d\t加快修路\t是\n", i);
    assert_int_equal(fclose(out), 0);
}

/* As the loop does when a descriptor is readable. */
static void work(struct app *a)
{
    control_work(a);
    while (control_is_busy(a))
        control_work(a);
}

static void grow(void)
{
    write_table(file, "a", 1);
}

static void truncate_it(void)
{
    assert_int_equal(truncate(file, 10), 0);
}

static void replace(void)
{
    write_table(other, "w", 5);
    assert_int_equal(rename(other, file), 0);
}

static void take_away(void)
{
    assert_int_equal(unlink(file), 0);
}

/* Its old self lives on under another name: nothing but the number of names changes. */
static void replace_what_has_two_names(void)
{
    char twin[128];
    snprintf(twin, sizeof twin, "%s.twin", file);
    assert_int_equal(link(file, twin), 0);
    replace();
    assert_int_equal(unlink(twin), 0);
}

static void a_change_is_told_and_the_old_table_kept(void **state)
{
    static void (*const changes[])(void) = {grow, truncate_it, replace, take_away,
                                            replace_what_has_two_names};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct app a;
        write_table(file, "w", 3);
        open_app(&a, file, 24, 80);
        work(&a);
        assert_false(a.freshness.is_stale);
        assert_int_equal(wakes_of(&a), 1);
        changes[i]();
        work(&a);
        assert_true(a.freshness.is_stale);
        assert_int_equal(a.notice_kind, NOTICE_INFO);
        assert_int_equal(a.view.count, 3);
        assert_int_equal(wakes_of(&a), 0); /* told once: what comes next costs nothing */
        play(&a, "j");
        assert_true(a.freshness.is_stale);
        control_release(&a);
    }
}

static void reading_it_again_makes_it_fresh_and_watched_anew(void **state)
{
    (void)state;
    struct app a;
    write_table(file, "w", 3);
    open_app(&a, file, 24, 80);
    for (uint32_t rows = 4; rows < 7; rows++) {
        grow();
        work(&a);
        assert_true(a.freshness.is_stale);
        play(&a, "R");
        work(&a);
        assert_false(a.freshness.is_stale);
        assert_int_equal(table_rows(a.table), rows);
    }
    control_release(&a);
}

static void a_reload_that_fails_leaves_it_stale(void **state)
{
    (void)state;
    struct app a;
    write_table(file, "w", 3);
    open_app(&a, file, 24, 80);
    take_away();
    work(&a);
    play(&a, "R");
    work(&a);
    assert_int_equal(a.notice_kind, NOTICE_ERROR);
    assert_true(a.freshness.is_stale);
    assert_int_equal(a.view.count, 3);
    write_table(file, "w", 4);
    play(&a, "R");
    work(&a);
    assert_false(a.freshness.is_stale);
    assert_int_equal(a.view.count, 4);
    control_release(&a);
}

static void rights_and_names_are_no_change(void **state)
{
    (void)state;
    struct app a;
    write_table(file, "w", 3);
    open_app(&a, file, 24, 80);
    assert_int_equal(chmod(file, 0640), 0);
    assert_int_equal(link(file, other), 0);
    assert_int_equal(unlink(other), 0);
    work(&a);
    assert_false(a.freshness.is_stale);
    grow();
    work(&a);
    assert_true(a.freshness.is_stale);
    control_release(&a);
}

static void each_of_several_files_is_watched(void **state)
{
    (void)state;
    struct app a;
    char args[256];
    write_table(file, "w", 3);
    write_table(other, "w", 3);
    snprintf(args, sizeof args, "%s %s", file, other);
    open_app(&a, args, 24, 80);
    assert_int_equal(wakes_of(&a), 2);
    write_table(other, "a", 1);
    work(&a);
    assert_true(a.freshness.is_stale);
    control_release(&a);
}

static void a_restricted_run_watches_nothing(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "--restricted=best-effort " REAL_TABLE, 24, 80);
    assert_int_equal(wakes_of(&a), 0);
    control_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_change_is_told_and_the_old_table_kept, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(reading_it_again_makes_it_fresh_and_watched_anew,
                                        folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(a_reload_that_fails_leaves_it_stale, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(rights_and_names_are_no_change, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(each_of_several_files_is_watched, folder_make,
                                        folder_remove),
        cmocka_unit_test(a_restricted_run_watches_nothing),
    };
    return cmocka_run_group_tests_name("freshness", tests, NULL, NULL);
}
