/* What the command line names, as one table: files of this host, and other hosts through a stand-in for ssh. */
#include "tests/unit/table/fixture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "table/gather.h"

static char folder[] = "/tmp/duban-gather-XXXXXX";
static char program[64];

/* A program named ssh, first in PATH: it runs the command for HOST here, as the host's shell would;
 * the host "refusing" refuses, "breaking" ends in the middle. */
static int put_ssh_in_path(void **state)
{
    static const char script[] =
        "#!/bin/sh\n"
        "while [ \"$1\" != -- ]; do shift; done\n"
        "case $2 in\n"
        "refusing) echo \"ssh: connect to host $2 port 22: Connection refused\" >&2; "
        "exit 255 ;;\n"
        "breaking) head -c 300 samples/county-a.tsv; exit 255 ;;\n"
        "esac\n"
        "exec sh -c \"$3\"\n";
    char path[4096];
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(program, sizeof program, "%s/ssh", folder);
    FILE *file = fopen(program, "w");
    if (!file || fputs(script, file) < 0 || fclose(file) != 0 || chmod(program, 0700) != 0)
        return -1;
    snprintf(path, sizeof path, "%s:%s", folder, getenv("PATH"));
    return setenv("PATH", path, 1);
}

static int remove_ssh(void **state)
{
    (void)state;
    unlink(program);
    return rmdir(folder);
}

/* Reads the blank-separated names. */
static enum err gather(struct table **out, const char *names, struct diag *d)
{
    struct str list[8], rest = str_from(names);
    size_t count = 0;
    while (count < 8 && rest.len > 0 && str_split(&rest, ' ', &list[count]))
        count++;
    struct load_options options = {.header_line = HEADER_AUTO};
    enum err err = gather_tables(out, list, count, &options, LANG_EN, d);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left */
    assert_int_equal(errno, ECHILD);
    return err;
}

static struct table *gathered(const char *names)
{
    struct table *t = NULL;
    struct diag d = {0};
    if (gather(&t, names, &d) != ERR_NONE)
        fail_msg("%s: %d %s %s", names, d.reason, d.subject, d.detail);
    return t;
}

static void assert_missing(const struct table *t, const char *wanted)
{
    struct buf text = BUF_INIT;
    gather_append_missing(&text, t, LANG_EN);
    assert_string_equal(buf_cstr(&text), wanted);
    buf_release(&text);
}

static void one_file_is_as_it_is(void **state)
{
    (void)state;
    struct table *t = gathered("samples/county-a.tsv");
    assert_false(table_is_joined(t));
    assert_int_equal(table_rows(t), 5);
    table_free(t);
}

static void several_files_are_joined(void **state)
{
    (void)state;
    struct table *t = gathered("samples/county-a.tsv samples/county-b.tsv samples/gb18030.tsv");
    assert_int_equal(table_sources(t), 3);
    assert_same_text("first", table_cell(t, 0, 0), STR("county-a"));
    assert_same_text("encodings", str_from(table_encoding(t)), STR("UTF-8+GB18030"));
    assert_missing(t, "");
    table_free(t);
}

/* Of the two tables only the second has this column. */
static void a_role_holds_for_the_tables_that_have_the_column(void **state)
{
    static const struct str files[] = {STR_INIT("samples/county-a.tsv"),
                                       STR_INIT("samples/county-b.tsv")};
    static const struct load_role roles[] = {{STR_INIT("责任领导"), ROLE_PERSON},
                                             {STR_INIT("无此列"), ROLE_PERSON}};
    (void)state;
    struct table *t = NULL;
    struct diag d = {0};
    struct load_options options = {.roles = roles, .role_count = 1};
    assert_int_equal(gather_tables(&t, files, 2, &options, LANG_EN, &d), ERR_NONE);
    assert_int_not_equal(table_find_role(t, ROLE_PERSON), COLUMN_NONE);
    assert_int_not_equal(table_find_role(t, ROLE_LEADER), COLUMN_NONE);
    table_free(t);
    assert_int_equal(gather_tables(&t, files, 1, &options, LANG_EN, &d), ERR_USAGE);
    options.role_count = 2;
    assert_int_equal(gather_tables(&t, files, 2, &options, LANG_EN, &d), ERR_USAGE);
    assert_string_equal(d.subject, "无此列");
    assert_null(t);
}

static void a_file_that_is_not_there_is_a_failure(void **state)
{
    (void)state;
    struct table *t = NULL;
    struct diag d = {0};
    assert_int_equal(gather(&t, "samples/county-a.tsv samples/none.tsv", &d), ERR_OPEN);
    assert_string_equal(d.subject, "samples/none.tsv");
    assert_int_equal(gather(&t, "samples/county-a.tsv samples/binary.tsv", &d), ERR_BINARY);
    assert_null(t);
}

static void other_hosts_are_read_like_files(void **state)
{
    (void)state;
    struct table *t = gathered("one:samples/county-a.tsv two:samples/county-b.tsv");
    assert_int_equal(table_rows(t), 8);
    assert_same_text("label", table_source(t, 1).label, STR("county-b"));
    assert_missing(t, "");
    table_free(t);
    t = gathered("one:samples/heze-2023-q3.tsv");
    assert_int_equal(table_rows(t), 53);
    table_free(t);
}

static void a_host_that_fails_is_named_and_the_others_are_there(void **state)
{
    (void)state;
    struct table *t =
        gathered("one:samples/county-a.tsv refusing:samples/county-b.tsv samples/county-b.tsv");
    assert_int_equal(table_rows(t), 8);
    assert_missing(t,
                   "“refusing:samples/county-b.tsv”: this table was not read: ssh: connect to host "
                   "refusing port 22: Connection refused");
    table_free(t);
    /* What came before it failed is not shown as if it were all. */
    t = gathered("breaking:samples/county-a.tsv samples/county-b.tsv");
    assert_int_equal(table_rows(t), 3);
    table_free(t);
    t = gathered("one:samples/none.tsv samples/county-b.tsv one:samples/binary.tsv");
    struct buf text = BUF_INIT;
    assert_int_equal(gather_append_missing(&text, t, LANG_EN), 2);
    assert_non_null(strstr(buf_cstr(&text), "No such file or directory\n“one:samples/binary.tsv”"));
    buf_release(&text);
    table_free(t);
}

static void it_is_a_failure_when_no_host_is_left(void **state)
{
    (void)state;
    struct table *t = NULL;
    struct diag d = {0};
    assert_int_equal(gather(&t, "refusing:a breaking:b", &d), ERR_READ);
    assert_null(t);
    assert_int_equal(gather(&t, "refusing:a", &d), ERR_READ);
    assert_string_equal(d.subject, "refusing:a");
    assert_string_equal(d.detail, "ssh: connect to host refusing port 22: Connection refused");
}

static void a_host_that_must_not_be_asked_is_a_failure(void **state)
{
    (void)state;
    struct table *t = NULL;
    struct diag d = {0};
    assert_int_equal(gather(&t, "samples/county-a.tsv -oProxyCommand=x:b", &d), ERR_USAGE);
    assert_string_equal(d.subject, "-oProxyCommand=x:b");
}

/* More than a pipe holds comes from each at the same time. */
static void large_tables_from_several_hosts_do_not_wait_for_each_other(void **state)
{
    (void)state;
    char path[64], names[256];
    snprintf(path, sizeof path, "%s/large.tsv", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("序号\t责任目标\n", file);
    for (int i = 1; i <= 20000; i++)
        fprintf(file, "%d\t加快建设第%d项工程\n", i, i);
    fclose(file);
    snprintf(names, sizeof names, "one:%s two:%s three:%s", path, path, path);
    struct table *t = gathered(names);
    assert_int_equal(table_rows(t), 60000);
    assert_same_text("label", table_source(t, 2).label, STR("three:large"));
    assert_int_equal(table_row_source(t, 40000), 2);
    table_free(t);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_file_is_as_it_is),
        cmocka_unit_test(several_files_are_joined),
        cmocka_unit_test(a_role_holds_for_the_tables_that_have_the_column),
        cmocka_unit_test(a_file_that_is_not_there_is_a_failure),
        cmocka_unit_test(other_hosts_are_read_like_files),
        cmocka_unit_test(a_host_that_fails_is_named_and_the_others_are_there),
        cmocka_unit_test(it_is_a_failure_when_no_host_is_left),
        cmocka_unit_test(a_host_that_must_not_be_asked_is_a_failure),
        cmocka_unit_test(large_tables_from_several_hosts_do_not_wait_for_each_other),
    };
    return cmocka_run_group_tests_name("gather", tests, put_ssh_in_path, remove_ssh);
}
