/* Opening and reading: what is refused at once, pipes, files that change, reading again. */
#include "table/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "fixture.h"
#include "tests/unit/shared/memcheck.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s", "/tmp/duban-source-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"file", "fifo", "loop", "socket", "link"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *bytes)
{
    FILE *f = fopen(path_of("file"), "wb");
    assert_non_null(f);
    fputs(bytes, f);
    fclose(f);
}

static struct source *open_source(const char *path)
{
    struct source *s;
    struct diag d = {0};
    if (source_open(&s, str_from(path), &d) != ERR_NONE)
        fail_msg("%s: %d", path, (int)d.err);
    return s;
}

/* Reads to the end, `size` bytes at most at a time. */
static struct buf read_all(struct source *s, size_t size)
{
    struct buf all = BUF_INIT;
    char block[64];
    size_t got;
    do {
        assert_int_equal(source_read(s, block, size, &got, NULL), ERR_NONE);
        buf_append(&all, block, got);
    } while (got > 0);
    return all;
}

static void check_refused(const char *path, enum err err, int errnum, int reason)
{
    struct source *s;
    struct diag d = {0};
    assert_int_equal(source_open(&s, str_from(path), &d), err);
    assert_null(s);
    assert_int_equal(d.err, err);
    assert_int_equal(d.errnum, errnum);
    assert_int_equal(d.reason, reason);
    assert_string_equal(d.subject, path);
}

static void what_is_no_table_is_refused_at_once(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(path_of("fifo"), 0600), 0);
    assert_int_equal(symlink(path_of("loop"), path_of("loop")), 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *socket_path = path_of("socket");
    assert_true(strlen(socket_path) < sizeof address.sun_path);
    memcpy(address.sun_path, socket_path, strlen(socket_path));
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    close(fd);

    check_refused(folder, ERR_KIND, 0, MSG_IS_DIRECTORY);
    check_refused("/dev/null", ERR_KIND, 0, MSG_IS_DEVICE);
    check_refused("/dev/zero", ERR_KIND, 0, MSG_IS_DEVICE);
    check_refused(path_of("fifo"), ERR_KIND, 0, MSG_IS_NAMED_PIPE);
    check_refused(path_of("socket"), ERR_KIND, 0, MSG_IS_SOCKET);
    check_refused(path_of("loop"), ERR_OPEN, ELOOP, MSG_NONE);
    check_refused(path_of("nothing"), ERR_OPEN, ENOENT, MSG_NONE);
    check_refused("", ERR_OPEN, ENOENT, MSG_NONE);
}

static void a_file_is_read_as_often_as_needed(void **state)
{
    (void)state;
    write_file("0123456789");
    for (size_t size = 1; size < 12; size += 5) {
        struct source *s = open_source(path_of("file"));
        assert_int_equal(source_total_bytes(s), 10);
        assert_int_equal(source_fd(s), -1);
        for (int i = 0; i < 3; i++) {
            struct buf all = read_all(s, size);
            assert_string_equal(buf_cstr(&all), "0123456789");
            buf_release(&all);
            source_rewind(s);
        }
        source_close(s);
    }
}

static void memory_is_read_like_a_file(void **state)
{
    (void)state;
    struct source *s = source_from_bytes(STR("0123456789"), STR("name"));
    assert_int_equal(source_total_bytes(s), 10);
    for (int i = 0; i < 2; i++) {
        struct buf all = read_all(s, 3);
        assert_string_equal(buf_cstr(&all), "0123456789");
        buf_release(&all);
        source_rewind(s);
    }
    assert_same_text("name", source_name(s), STR("name"));
    assert_false(source_has_changed(s));
    source_close(s);
}

/* A pipe under the name that a shell gives it in <(command). */
static void a_pipe_with_both_ends_is_kept_for_reading_again(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    char path[32];
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    struct source *s = open_source(path);
    assert_int_equal(write(ends[1], "0123", 4), 4);
    char block[8];
    size_t got;
    assert_true(source_fd(s) >= 0);
    assert_int_equal(source_total_bytes(s), 0);
    assert_int_equal(source_read(s, block, 3, &got, NULL), ERR_NONE);
    assert_int_equal(got, 3);
    source_rewind(s);
    assert_int_equal(write(ends[1], "4567", 4), 4);
    close(ends[1]);
    for (int i = 0; i < 2; i++) {
        struct buf all = read_all(s, 5);
        assert_string_equal(buf_cstr(&all), "01234567");
        buf_release(&all);
        source_rewind(s);
    }
    source_close(s);
    close(ends[0]);
}

static void a_file_cut_short_ends_early_and_is_told(void **state)
{
    (void)state;
    write_file("0123456789");
    struct source *s = open_source(path_of("file"));
    char block[8];
    size_t got;
    assert_int_equal(source_read(s, block, 4, &got, NULL), ERR_NONE);
    assert_false(source_has_changed(s));
    assert_int_equal(truncate(path_of("file"), 6), 0);
    struct buf rest = read_all(s, 4);
    assert_string_equal(buf_cstr(&rest), "45");
    assert_true(source_has_changed(s));
    buf_release(&rest);
    source_close(s);
}

static void a_file_that_grows_is_read_to_its_new_end(void **state)
{
    (void)state;
    write_file("0123");
    struct source *s = open_source(path_of("file"));
    FILE *f = fopen(path_of("file"), "ab");
    fputs("4567", f);
    fclose(f);
    struct buf all = read_all(s, 64);
    assert_string_equal(buf_cstr(&all), "01234567");
    assert_true(source_has_changed(s));
    buf_release(&all);
    source_close(s);
}

/* Reading to where no memory is fails like a disk that fails, with another errno. */
static void a_failing_read_says_why(void **state)
{
    (void)state;
    if (is_under_memcheck()) /* which tells of just that */
        skip();
    write_file("0123");
    struct source *s = open_source(path_of("file"));
    struct diag d = {0};
    size_t got;
    assert_int_equal(source_read(s, (char *)1, 4, &got, &d), ERR_READ);
    assert_int_equal(d.errnum, EFAULT);
    assert_string_equal(d.subject, path_of("file"));
    source_close(s);
}

static void standard_input_is_read_from_where_it_stands(void **state)
{
    (void)state;
    write_file("0123456789");
    int kept = dup(STDIN_FILENO);
    int fd = open(path_of("file"), O_RDONLY);
    assert_int_equal(lseek(fd, 3, SEEK_SET), 3);
    dup2(fd, STDIN_FILENO);
    close(fd);
    struct source *s = open_source("-");
    assert_int_equal(source_total_bytes(s), 7);
    struct buf all = read_all(s, 64);
    source_close(s);
    dup2(kept, STDIN_FILENO);
    close(kept);
    assert_string_equal(buf_cstr(&all), "3456789");
    buf_release(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_table_is_refused_at_once),
        cmocka_unit_test(a_file_is_read_as_often_as_needed),
        cmocka_unit_test(memory_is_read_like_a_file),
        cmocka_unit_test(a_pipe_with_both_ends_is_kept_for_reading_again),
        cmocka_unit_test(a_file_cut_short_ends_early_and_is_told),
        cmocka_unit_test(a_file_that_grows_is_read_to_its_new_end),
        cmocka_unit_test(a_failing_read_says_why),
        cmocka_unit_test(standard_input_is_read_from_where_it_stands),
    };
    return cmocka_run_group_tests_name("table/source", tests, make_folder, remove_folder);
}
