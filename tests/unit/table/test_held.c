/* Files that are opened once: read again and again, written into, replaced, refused. */
#include "table/held.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/message.h"
#include "base/sandbox.h"
#include "fixture.h"
#include "table/encoding.h"
#include "tests/unit/shared/folder.h"

static struct held *hold(const char *path)
{
    struct held *h = held_new();
    assert_int_equal(held_add(h, str_from(path), NULL), ERR_NONE);
    return h;
}

static void assert_reads(const struct held *h, const char *path, const char *wanted)
{
    struct source *s;
    char bytes[64];
    size_t got;
    assert_int_equal(held_source(&s, h, str_from(path), NULL), ERR_NONE);
    assert_string_equal(source_name(s).ptr, path);
    assert_int_equal(source_read(s, bytes, sizeof bytes, &got, NULL), ERR_NONE);
    assert_int_equal(got, strlen(wanted));
    assert_memory_equal(bytes, wanted, got);
    assert_int_equal(source_total_bytes(s), got);
    assert_false(source_has_changed(s));
    source_close(s);
}

static void a_file_is_read_as_often_as_wanted(void **state)
{
    (void)state;
    write_file(file, "first");
    struct held *h = hold(file);
    assert_reads(h, file, "first");
    assert_reads(h, file, "first");
    held_free(h);
}

static void what_is_written_into_it_is_read(void **state)
{
    (void)state;
    write_file(file, "first");
    struct held *h = hold(file);
    assert_reads(h, file, "first");
    write_file(file, "and second");
    assert_reads(h, file, "and second");
    held_free(h);
}

static void what_takes_its_name_is_not(void **state)
{
    (void)state;
    write_file(file, "first");
    struct held *h = hold(file);
    write_file(other, "another");
    assert_int_equal(rename(other, file), 0);
    assert_reads(h, file, "first");
    assert_int_equal(unlink(file), 0);
    assert_reads(h, file, "first");
    held_free(h);
}

static void readers_do_not_disturb_each_other(void **state)
{
    (void)state;
    struct source *a, *b;
    char byte;
    size_t got;
    write_file(file, "ab");
    struct held *h = hold(file);
    assert_int_equal(held_source(&a, h, str_from(file), NULL), ERR_NONE);
    assert_int_equal(held_source(&b, h, str_from(file), NULL), ERR_NONE);
    for (char wanted = 'a'; wanted <= 'b'; wanted++) {
        assert_int_equal(source_read(a, &byte, 1, &got, NULL), ERR_NONE);
        assert_int_equal(byte, wanted);
        assert_int_equal(source_read(b, &byte, 1, &got, NULL), ERR_NONE);
        assert_int_equal(byte, wanted);
    }
    source_close(a);
    source_close(b);
    held_free(h);
}

static void what_came_through_a_pipe_is_read_again_too(void **state)
{
    (void)state;
    int ends[2], before = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "piped", 5), 5);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    struct held *h = hold("-");
    dup2(before, STDIN_FILENO);
    close(ends[0]);
    close(before);
    assert_reads(h, "-", "piped");
    assert_reads(h, "-", "piped");
    held_free(h);
}

static void no_other_file_is_opened(void **state)
{
    (void)state;
    struct diag d = {0};
    struct loader *l;
    write_file(file, "first");
    write_file(other, "another");
    struct held *h = hold(file);
    struct load_options options = {.held = h};
    assert_int_equal(loader_open(&l, str_from(other), &options, &d), ERR_OPEN);
    assert_null(l);
    assert_int_equal(d.reason, MSG_RESTRICTED_FILE);
    assert_string_equal(d.subject, other);
    held_free(h);
}

static void other_hosts_and_what_is_no_file_are_refused(void **state)
{
    (void)state;
    struct diag d = {0};
    struct held *h = held_new();
    assert_int_equal(held_add(h, STR("caoxian:q3.tsv"), &d), ERR_USAGE);
    assert_int_equal(d.reason, MSG_RESTRICTED_HOST);
    assert_int_equal(held_add(h, STR("ssh://caoxian/q3.tsv"), &d), ERR_USAGE);
    assert_int_equal(held_add(h, str_from(folder), &d), ERR_KIND);
    assert_int_equal(held_add(h, str_from("/no/such/file"), &d), ERR_OPEN);
    held_free(h);
}

/* What the child found wrong, as its exit status. */
static int load_inside(const struct held *h, const char *const *encodings)
{
    if (!sandbox_enter(sandbox_offered()))
        return 100;
    for (int i = 0; encodings[i]; i++) {
        struct decoder *decoder;
        struct load_options options = {.held = h};
        struct table *table;
        if (decoder_new(&decoder, str_from(encodings[i]), NULL) != ERR_NONE)
            return 1 + i;
        decoder_free(decoder);
        if (table_load(&table, STR(SAMPLE), &options, NULL) != ERR_NONE)
            return 101;
        table_free(table);
    }
    return 0;
}

static void in_the_sandbox_tables_are_read_in_every_encoding(void **state)
{
    static const char *const encodings[] = {"UTF-8",    "GB18030",  "Big5",   "UTF-16LE",
                                            "UTF-16BE", "UTF-32LE", "GBK",    "CP936",
                                            "GB2312",   "Big5",     "EUC-JP", NULL};
    int status;
    (void)state;
    struct held *h = hold(SAMPLE);
    encoding_hold(STR("EUC-JP"));
    pid_t pid = fork();
    if (pid == 0)
        _exit(load_inside(h, encodings));
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
    held_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_as_often_as_wanted),
        cmocka_unit_test(what_is_written_into_it_is_read),
        cmocka_unit_test(what_takes_its_name_is_not),
        cmocka_unit_test(readers_do_not_disturb_each_other),
        cmocka_unit_test(what_came_through_a_pipe_is_read_again_too),
        cmocka_unit_test(no_other_file_is_opened),
        cmocka_unit_test(other_hosts_and_what_is_no_file_are_refused),
        cmocka_unit_test(in_the_sandbox_tables_are_read_in_every_encoding),
    };
    return cmocka_run_group_tests_name("held", tests, folder_make, folder_remove);
}
