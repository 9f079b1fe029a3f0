/* Tests of base/watch.h. */
#include "base/watch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/shared/folder.h"
#include <cmocka.h>

static void append_to(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "x", 1), 1);
    close(fd);
}

static void a_write_is_told_once(void **state)
{
    (void)state;
    struct watch w = WATCH_INIT;
    append_to(file);
    watch_open(&w, str_from(file));
    assert_true(w.fd >= 0);
    assert_false(watch_take(&w));
    append_to(file);
    assert_true(watch_take(&w));
    assert_false(watch_take(&w));
    watch_close(&w);
    assert_int_equal(w.fd, -1);
}

static void a_file_that_is_not_there_yet_is_waited_for(void **state)
{
    (void)state;
    struct watch w = WATCH_INIT;
    watch_open(&w, str_from(file));
    assert_false(watch_take(&w));
    append_to(file);
    assert_true(watch_take(&w));
    append_to(file);
    assert_true(watch_take(&w));
    watch_close(&w);
}

/* Once the file is there its folder is of no interest. */
static void other_files_are_not_told(void **state)
{
    (void)state;
    struct watch w = WATCH_INIT;
    append_to(file);
    watch_open(&w, str_from(file));
    append_to(other);
    assert_false(watch_take(&w));
    watch_close(&w);
}

static void a_file_put_in_its_place_is_watched(void **state)
{
    (void)state;
    struct watch w = WATCH_INIT;
    append_to(file);
    watch_open(&w, str_from(file));
    append_to(other);
    assert_int_equal(rename(other, file), 0);
    assert_true(watch_take(&w));
    append_to(file);
    assert_true(watch_take(&w));
    watch_close(&w);
}

static void a_name_without_a_folder_is_in_the_current_one(void **state)
{
    (void)state;
    struct watch w = WATCH_INIT;
    watch_open(&w, STR("no-such-file-here"));
    assert_string_equal(buf_cstr(&w.folder), ".");
    assert_false(watch_take(&w));
    watch_close(&w);
}

static void a_closed_watch_tells_nothing(void **state)
{
    (void)state;
    struct watch w = WATCH_INIT;
    assert_false(watch_take(&w));
    watch_close(&w);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_make, folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_write_is_told_once),
        IN_FOLDER(a_file_that_is_not_there_yet_is_waited_for),
        IN_FOLDER(other_files_are_not_told),
        IN_FOLDER(a_file_put_in_its_place_is_watched),
        IN_FOLDER(a_name_without_a_folder_is_in_the_current_one),
        cmocka_unit_test(a_closed_watch_tells_nothing),
    };
    return cmocka_run_group_tests_name("base/watch", tests, NULL, NULL);
}
