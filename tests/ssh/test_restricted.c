/*
 * Restricted logins, as README.md tells how to make them: its lines are taken from there, given to a real
 * sshd, and what the login must not do is tried. The same is tried on a server without those lines, where
 * it must work: so nothing is refused here for a reason of its own.
 */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/key.h"
#include "tests/screen/pty.h"
#include "tests/ssh/sshd.h"

#define TABLE "samples/heze-2023-q3.tsv"
#define ROWS  30
#define COLS  100

/* What the README writes where a reader puts his own. */
#define README_USER    "reviewer"
#define README_PROGRAM "/usr/local/bin/duban"
#define README_TABLE   "/srv/duban/2023-q3.tsv"
#define README_KEY     " ssh-ed25519 AAAA..."

/* ---- the lines of the README ---- */

/* The block of README.md between ```NAME and ```, without its line end. To be released. */
static struct buf readme_block(const char *name)
{
    char line[1024], fence[64];
    struct buf block = BUF_INIT;
    bool is_inside = false;
    FILE *f = fopen("README.md", "r");
    assert_non_null(f);
    snprintf(fence, sizeof fence, "```%s\n", name);
    while (fgets(line, sizeof line, f)) {
        if (is_inside && strcmp(line, "```\n") == 0)
            break;
        if (is_inside)
            buf_append_str(&block, str_from(line));
        is_inside |= strcmp(line, fence) == 0;
    }
    fclose(f);
    assert_true(block.len > 0);
    return block;
}

/* Puts a word in the place of another, which must be there. */
static void put(struct buf *text, const char *word, const char *instead)
{
    size_t off = str_find(buf_str(text), str_from(word), 0);
    if (off == SIZE_MAX)
        fail_msg("README.md: no %s", word);
    buf_remove(text, off, strlen(word));
    buf_insert(text, off, str_from(instead));
}

static void put_places(struct buf *text)
{
    char program[4096], table[4096];
    assert_non_null(realpath(pty_program(), program));
    assert_non_null(realpath(TABLE, table));
    put(text, README_PROGRAM, program);
    put(text, README_TABLE, table);
}

static const char *user_name(void)
{
    const struct passwd *user = getpwuid(geteuid());
    return user ? user->pw_name : "root";
}

/* ---- three servers: free, and restricted in both ways ---- */

enum { FREE, BY_USER, BY_KEY, SERVER_COUNT };

static const char *const server_names[SERVER_COUNT] = {"free", "sshd_config", "authorized_keys"};
static struct sshd servers[SERVER_COUNT];
static char folder[64], secret[96], made[96];

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* By this the clients know the server as "there". */
static const char *client_config(int server)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, server_names[server]);
    return path;
}

static void write_client_config(int server)
{
    const struct sshd *s = &servers[server];
    char text[1024];
    snprintf(text, sizeof text,
             "Host there\nHostName 127.0.0.1\nPort %d\nUser %s\nIdentityFile %s/user\n"
             "IdentitiesOnly yes\nIdentityAgent none\nBatchMode yes\nStrictHostKeyChecking yes\n"
             "UserKnownHostsFile %s/known\nLogLevel ERROR\n",
             s->port, user_name(), s->folder, s->folder);
    write_file(client_config(server), text);
}

static int start_servers(void **state)
{
    (void)state;
    struct buf config = readme_block("sshd_config"), key = readme_block("authorized_keys");
    put(&config, README_USER, user_name());
    put_places(&config);
    put(&key, README_KEY, "");
    put(&key, "\n", "");
    put_places(&key);
    sshd_start(&servers[FREE]);
    sshd_start_with(&servers[BY_USER], buf_cstr(&config), "");
    sshd_start_with(&servers[BY_KEY], "", buf_cstr(&key));
    buf_release(&config);
    buf_release(&key);
    snprintf(folder, sizeof folder, "/tmp/duban-logins-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(secret, sizeof secret, "%s/secret", folder);
    snprintf(made, sizeof made, "%s/made", folder);
    write_file(secret, "secret-42\n");
    for (int i = 0; i < SERVER_COUNT; i++)
        write_client_config(i);
    return 0;
}

static int stop_servers(void **state)
{
    (void)state;
    unlink(secret);
    unlink(made);
    for (int i = SERVER_COUNT; i-- > 0;) { /* the first has made what all of them need */
        sshd_stop(&servers[i]);
        unlink(client_config(i));
    }
    return rmdir(folder);
}

/* ---- attempts ---- */

/* Runs a script of the shell with $CONFIG, $SECRET, $MADE and $PORT; what it wrote, to be released. */
static struct buf run(int server, const char *script)
{
    struct buf said = BUF_INIT;
    char bytes[4096], port[16];
    ssize_t got;
    int ends[2], status;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        snprintf(port, sizeof port, "%d", servers[server].port);
        setenv("CONFIG", client_config(server), 1);
        setenv("SECRET", secret, 1);
        setenv("MADE", made, 1);
        setenv("PORT", port, 1);
        dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        execl("/bin/sh", "sh", "-c", script, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    while ((got = read(ends[0], bytes, sizeof bytes)) > 0)
        buf_append(&said, bytes, (size_t)got);
    close(ends[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return said;
}

static const struct attempt {
    const char *name, *script;
    const char *proof; /* stands in what is said when it worked */
} attempts[] = {
    {"a command", "ssh -F $CONFIG there 'echo done-$((40+2))'", "done-42"},
    {"a shell", "echo 'echo done-$((40+2))' | ssh -F $CONFIG there", "done-42"},
    {"another file", "ssh -F $CONFIG there cat $SECRET", "secret-42"},
    {"another table", "ssh -F $CONFIG there duban $SECRET; ssh -F $CONFIG there cat $SECRET",
     "secret-42"},
    {"a file made by a command", "ssh -F $CONFIG there touch $MADE; ls $MADE && echo there-is-one",
     "there-is-one"},
    {"scp from there", "scp -q -F $CONFIG there:$SECRET $MADE; cat $MADE", "secret-42"},
    {"scp to there", "scp -q -F $CONFIG $SECRET there:$MADE; cat $MADE", "secret-42"},
    {"the old scp from there", "scp -O -q -F $CONFIG there:$SECRET $MADE; cat $MADE", "secret-42"},
    {"the old scp to there", "scp -O -q -F $CONFIG $SECRET there:$MADE; cat $MADE", "secret-42"},
    {"sftp", "echo \"get $SECRET $MADE\" | sftp -q -F $CONFIG -b - there; cat $MADE", "secret-42"},
    {"a port from here", "ssh -F $CONFIG -W 127.0.0.1:$PORT there", "SSH-2.0-"},
    {"a port from there",
     "ssh -F $CONFIG -o ExitOnForwardFailure=yes -R 0:127.0.0.1:$PORT there true && echo forwarded",
     "forwarded"},
};

static bool works(int server, const struct attempt *a)
{
    unlink(made);
    struct buf said = run(server, a->script);
    bool does = str_find(buf_str(&said), str_from(a->proof), 0) != SIZE_MAX;
    if (!does && server == FREE)
        print_message("%s: %s\n", a->name, buf_cstr(&said));
    buf_release(&said);
    return does;
}

static void what_is_tried_works_on_a_server_without_the_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(attempts); i++)
        if (!works(FREE, &attempts[i]))
            fail_msg("%s does not work at all", attempts[i].name);
}

static void assert_all_refused(int server)
{
    for (size_t i = 0; i < COUNT_OF(attempts); i++)
        if (works(server, &attempts[i]))
            fail_msg("%s: %s works", server_names[server], attempts[i].name);
}

static void the_lines_of_sshd_config_refuse_all_of_it(void **state)
{
    (void)state;
    assert_all_refused(BY_USER);
}

static void the_line_of_authorized_keys_refuses_all_of_it(void **state)
{
    (void)state;
    assert_all_refused(BY_KEY);
}

/* Where no terminal was asked for, the table is written as text, whatever the command. */
static void without_a_terminal_the_table_is_written(void **state)
{
    (void)state;
    for (int server = BY_USER; server <= BY_KEY; server++) {
        struct buf said = run(server, "ssh -F $CONFIG there rm -r /tmp/x");
        assert_true(str_find(buf_str(&said), STR("肖友华"), 0) != SIZE_MAX);
        buf_release(&said);
    }
}

/* ---- on the screen ---- */

/* As somebody who would like to be free. */
static struct pty *log_in(int server)
{
    const char *argv[] = {"ssh",
                          "-tt",
                          "-q",
                          "-e",
                          "none",
                          "-F",
                          client_config(server),
                          "-o",
                          "SetEnv=DUBAN_RESTRICTED=0",
                          "there",
                          NULL};
    return pty_start(&(struct pty_options){.argv = argv, .rows = ROWS, .cols = COLS});
}

static void review_on_the_screen(int server)
{
    static const char *const off[] = {"w", "e", "="};
    int status;
    struct pty *there = log_in(server);
    assert_true(pty_wait_for(there, "肖友华"));
    assert_true(pty_wait_for(there, "帮助"));
    for (size_t i = 0; i < COUNT_OF(off); i++) {
        pty_type(there, off[i], strlen(off[i]));
        assert_true(pty_wait_for(there, "受限模式，不可用"));
        pty_type(there, "j", 1);
        assert_true(pty_wait_for(there, "j/k 移动"));
    }
    pty_type(there, "181G", 4);
    assert_true(pty_wait_for(there, "34/53"));
    pty_type(there, "R", 1);
    assert_true(pty_wait_for(there, "已重新读取，共 53 项"));
    pty_type(there, "Q", 1);
    assert_true(pty_wait_exit(there, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_null(judge_offence(pty_judge(there), true));
    pty_free(there);
}

static void the_table_is_reviewed_and_nothing_more(void **state)
{
    (void)state;
    review_on_the_screen(BY_USER);
    review_on_the_screen(BY_KEY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_tried_works_on_a_server_without_the_lines),
        cmocka_unit_test(the_lines_of_sshd_config_refuse_all_of_it),
        cmocka_unit_test(the_line_of_authorized_keys_refuses_all_of_it),
        cmocka_unit_test(without_a_terminal_the_table_is_written),
        cmocka_unit_test(the_table_is_reviewed_and_nothing_more),
    };
    return cmocka_run_group_tests_name("restricted logins", tests, start_servers, stop_servers);
}
