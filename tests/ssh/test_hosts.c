/*
 * Three hosts, one of which refuses: a real sshd on 127.0.0.1 and 127.0.0.2, nobody on 127.0.0.3.
 *
 * The program runs the system's own ssh, by way of a script of that name that adds a configuration
 * (port, key, known host) and nothing else.
 */
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

#include "tests/screen/pty.h"
#include "tests/ssh/sshd.h"

#define ROWS 24
#define COLS 100

static struct sshd server;
static char script[SSHD_PATH + 32], config[SSHD_PATH + 32], path[SSHD_PATH + 4096];
static char here[2048];

static void write_text(const char *name, const char *text, mode_t mode)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(name, mode), 0);
}

static int start_server(void **state)
{
    char text[1024];
    (void)state;
    sshd_start(&server);
    assert_non_null(getcwd(here, sizeof here));
    snprintf(script, sizeof script, "%s/ssh", server.folder);
    snprintf(config, sizeof config, "%s/client", server.folder);
    snprintf(path, sizeof path, "PATH=%s:%s", server.folder, getenv("PATH"));
    snprintf(text, sizeof text, "#!/bin/sh\nPATH=${PATH#*:}\nexec ssh -F '%s' \"$@\"\n", config);
    write_text(script, text, 0700);
    snprintf(text, sizeof text,
             "Host *\nPort %d\nIdentityFile %s/user\nIdentitiesOnly yes\n"
             "StrictHostKeyChecking yes\nUserKnownHostsFile %s/known\n",
             server.port, server.folder, server.folder);
    write_text(config, text, 0600);
    return 0;
}

static int stop_server(void **state)
{
    (void)state;
    unlink(script);
    unlink(config);
    sshd_stop(&server);
    return 0;
}

/* 127.0.0.HOST:HERE/samples/NAME; one of a few static buffers. */
static const char *remote(int host, const char *name)
{
    static char texts[4][4096];
    static size_t next;
    char *text = texts[next++ % 4];
    snprintf(text, sizeof texts[0], "127.0.0.%d:%s/samples/%s", host, here, name);
    return text;
}

static struct pty *review_counties(void)
{
    const char *argv[] = {pty_program(), remote(1, "county-a.tsv"), remote(3, "county-c.tsv"),
                          remote(2, "county-b.tsv"), NULL};
    const char *env[] = {path, "LC_ALL=C.UTF-8", NULL};
    return pty_start(&(struct pty_options){.argv = argv, .rows = ROWS, .cols = COLS, .env = env});
}

static void two_hosts_are_shown_and_the_third_is_named_with_sshs_reason(void **state)
{
    (void)state;
    struct pty *p = review_counties();
    assert_true(pty_wait_for(p, "county-c"));
    assert_true(pty_wait_for(p, "ssh: connect to host 127.0.0.3"));
    assert_true(pty_wait_for(p, "Connection refused"));
    assert_true(pty_wait_for(p, "程立言"));
    assert_true(pty_wait_for(p, "严守诚"));
    assert_true(pty_wait_for(p, "6/8"));
    pty_type(p, "W", 1);
    assert_true(pty_wait_for(p, "这张表没有读到"));
    pty_type(p, "q", 1);
    assert_true(pty_wait_for(p, "程立言")); /* the list, without the notice */
    pty_type(p, "R", 1);                    /* all are read again */
    assert_true(pty_wait_for(p, "ssh: connect to host 127.0.0.3"));
    pty_type(p, "Q", 1);
    int status;
    assert_true(pty_wait_exit(p, &status));
    assert_int_equal(status, 0);
    pty_free(p);
}

/* Runs the program without a screen; its output and, behind it, what it said on standard error. */
static int run(const char *arguments, struct buf *out)
{
    char command[16384], block[4096];
    size_t n;
    snprintf(command, sizeof command, "env '%s' LC_ALL=C.UTF-8 %s %s 2>&1", path, pty_program(),
             arguments);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    while ((n = fread(block, 1, sizeof block, pipe)) > 0)
        buf_append(out, block, n);
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void without_a_screen_the_third_is_named_on_standard_error(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    char arguments[8192];
    snprintf(arguments, sizeof arguments, "--summary=json '%s' '%s' '%s'",
             remote(1, "county-a.tsv"), remote(2, "county-b.tsv"), remote(3, "county-c.tsv"));
    assert_int_equal(run(arguments, &out), 0);
    assert_non_null(strstr(buf_cstr(&out), "\"records\": 8"));
    assert_non_null(strstr(buf_cstr(&out), "{\"value\": \"county-a\", \"records\": 5"));
    assert_non_null(strstr(buf_cstr(&out), "duban: “127.0.0.3:"));
    assert_non_null(strstr(buf_cstr(&out), "Connection refused\n"));
    buf_release(&out);
}

static void one_host_alone_is_read_by_its_url(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    char arguments[8192];
    snprintf(arguments, sizeof arguments, "--print 'ssh://127.0.0.2:%d%s/samples/county-b.tsv'",
             server.port, here);
    assert_int_equal(run(arguments, &out), 0);
    assert_non_null(strstr(buf_cstr(&out), "粮食储备库扩建"));
    buf_release(&out);
}

static void what_cannot_be_read_at_all_is_trouble(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    char arguments[8192];
    snprintf(arguments, sizeof arguments, "--print '%s'", remote(1, "none.tsv"));
    assert_int_equal(run(arguments, &out), 2);
    assert_non_null(strstr(buf_cstr(&out), "none.tsv: No such file or directory\n"));
    buf_clear(&out);
    snprintf(arguments, sizeof arguments, "--print '%s' '%s'", remote(3, "a.tsv"),
             remote(3, "b.tsv"));
    assert_int_equal(run(arguments, &out), 2);
    assert_non_null(strstr(buf_cstr(&out), "Connection refused\n"));
    buf_release(&out);
}

static void a_path_is_nothing_but_a_path_over_there(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    char arguments[8192], trap[SSHD_PATH + 32];
    snprintf(trap, sizeof trap, "%s/trap", server.folder);
    snprintf(arguments, sizeof arguments, "--print \"127.0.0.1:x'; touch '%s'; echo '\"", trap);
    assert_int_equal(run(arguments, &out), 2);
    assert_int_equal(access(trap, F_OK), -1);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hosts_are_shown_and_the_third_is_named_with_sshs_reason),
        cmocka_unit_test(without_a_screen_the_third_is_named_on_standard_error),
        cmocka_unit_test(one_host_alone_is_read_by_its_url),
        cmocka_unit_test(what_cannot_be_read_at_all_is_trouble),
        cmocka_unit_test(a_path_is_nothing_but_a_path_over_there),
    };
    return cmocka_run_group_tests_name("hosts", tests, start_server, stop_server);
}
