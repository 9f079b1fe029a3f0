/* The store among several processes: nobody's remark is lost, whoever is killed, whoever they are. */
#include "review/store.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "tests/unit/review/store_fixture.h"

/* ---- writers that are killed ---- */

/* Runs `work` in a child, which ends with its answer, and returns the child. */
static pid_t start_child(int (*work)(int), int argument)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(work(argument));
    return child;
}

static int end_of(pid_t child)
{
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static int acknowledge[2]; /* a pipe: one byte for each remark that was reported as written */

static size_t padding_bytes; /* of each remark, where writing one shall take a while */

/* The i-th remark of a writer. */
static struct buf text_of(int i)
{
    struct buf text = BUF_INIT;
    buf_printf(&text, "%d%*s", i, (int)padding_bytes, "");
    return text;
}

/* Writes remark 0, 1, ... as reviewer a or b; b acknowledges each. 0 when all went well. */
static int write_numbers(int count, const char *who)
{
    struct store *s;
    struct diag why = {0};
    enum err opened = store_open(&s, str_from(file), &why);
    while (opened != ERR_NONE && why.errnum == EBUSY)
        opened = store_open(&s, str_from(file), &why);
    if (opened != ERR_NONE)
        return 1;
    for (int i = 0; i < count; i++) {
        struct buf text = text_of(i);
        struct diag d = {0};
        enum err err = add(s, who, buf_str(&text), &d);
        while (err != ERR_NONE &&
               d.errnum == EBUSY) /* told, not lost: a slow disk; a person tries again too */
            err = add(s, who, buf_str(&text), &d);
        buf_release(&text);
        if (err != ERR_NONE)
            return 2;
        if (who[0] == 'b' && write(acknowledge[1], "+", 1) != 1)
            return 3;
    }
    store_close(s);
    return 0;
}

static int write_as_a(int count)
{
    return write_numbers(count, "a");
}

static int write_as_b(int count)
{
    close(acknowledge[0]);
    return write_numbers(count, "b");
}

/* Counts the remarks of `who` and checks that they are 0, 1, 2 ... */
static int count_numbers(const char *who)
{
    struct store *s = open_store();
    struct reading r = read_remarks(s);
    int count = 0;
    for (size_t i = 0; i < r.count; i++) {
        if (!str_equal(r.remarks[i].who, str_from(who)))
            continue;
        struct buf text = text_of(count++);
        assert_true(str_equal(r.remarks[i].text, buf_str(&text)));
        buf_release(&text);
    }
    arena_release(&r.arena);
    store_close(s);
    return count;
}

/* Kills the writer after so many acknowledged remarks; returns how many it acknowledged in all. */
static int kill_after(pid_t writer, int count, int idle_turns)
{
    int acknowledged = 0;
    char byte;
    close(acknowledge[1]);
    while (acknowledged < count && read(acknowledge[0], &byte, 1) == 1)
        acknowledged++;
    for (volatile int i = 0; i < idle_turns; i++)
        continue;
    kill(writer, SIGKILL);
    while (read(acknowledge[0], &byte, 1) == 1)
        acknowledged++;
    close(acknowledge[0]);
    assert_int_equal(end_of(writer), -SIGKILL);
    return acknowledged;
}

static void two_write_a_thousand_remarks_at_once_and_one_is_killed(void **state)
{
    (void)state;
    enum { REMARKS = 1000 };
    assert_int_equal(pipe(acknowledge), 0);
    pid_t a = start_child(write_as_a, REMARKS), b = start_child(write_as_b, REMARKS);
    int acknowledged = kill_after(b, REMARKS / 2, 0);
    assert_int_equal(end_of(a), 0);
    assert_int_equal(count_numbers("a"), REMARKS);
    assert_in_range(count_numbers("b"), acknowledged, acknowledged + 1);
    assert_sound();
}

static void a_writer_killed_at_any_moment_leaves_a_sound_file(void **state)
{
    (void)state;
    padding_bytes = 300000;
    for (int round = 0; round < 40; round++) {
        unlink(file);
        assert_int_equal(pipe(acknowledge), 0);
        pid_t b = start_child(write_as_b, 1000000);
        int acknowledged = kill_after(b, round % 5, round * 7919 % 200000);
        if (access(file, F_OK) != 0)
            continue;
        assert_in_range(count_numbers("b"), acknowledged, acknowledged + 1);
        assert_sound();
    }
    padding_bytes = 0;
}

static int die_with_a_hot_journal(int argument)
{
    (void)argument;
    sqlite3 *db;
    sqlite3_open(file, &db);
    sqlite3_exec(db, "PRAGMA cache_size = 1; BEGIN IMMEDIATE; DELETE FROM remark", NULL, NULL,
                 NULL);
    for (int i = 0; i < 100; i++)
        sqlite3_exec(db,
                     "INSERT INTO remark(tab, record, who, at, text)"
                     " VALUES('表', 'r', 'w', 'n', hex(randomblob(2000)))",
                     NULL, NULL, NULL);
    return raise(SIGKILL);
}

static void what_a_killed_process_left_half_written_is_taken_back(void **state)
{
    (void)state;
    struct store *s = open_store();
    must_add(s, "a", "kept");
    assert_int_equal(end_of(start_child(die_with_a_hot_journal, 0)), -SIGKILL);
    assert_int_equal(access(in_folder("review.db-journal"), F_OK), 0);
    must_add(s, "a", "on");
    assert_texts(s, "kept on");
    store_close(s);
    assert_sound();
}

/* ---- logins ---- */

enum { GROUP = 60001, FIRST_LOGIN = 60002 };

/* True when this process now is that login, whose only tie to the others is the group. Only root
 * can be several people; for anybody else the tests are about one login's processes. */
static bool become(int login)
{
    gid_t group = GROUP;
    return geteuid() != 0 ||
           (setgroups(1, &group) == 0 && setgid((gid_t)login) == 0 && setuid((uid_t)login) == 0);
}

static int write_as_login(int login)
{
    umask(077);
    return become(login) ? write_numbers(50, login == FIRST_LOGIN ? "first" : "second") : 9;
}

static int die_as_login(int login)
{
    umask(077);
    return become(login) ? die_with_a_hot_journal(0) : 9;
}

static int read_only_as_login(int login)
{
    struct store *s;
    struct diag d;
    if (!become(login) || store_open(&s, str_from(file), &d) != ERR_NONE)
        return 1;
    struct arena arena;
    struct remark *remarks;
    size_t count = 0;
    arena_init(&arena, 0);
    if (store_remarks(s, TABLE, &arena, &remarks, &count, &d) != ERR_NONE || count != 1)
        return 2;
    if (add(s, "x", STR("no"), &d) != ERR_WRITE || d.reason != MSG_STORE_READ_ONLY)
        return 3;
    arena_release(&arena);
    store_close(s);
    return 0;
}

static void logins_of_one_group_share_a_file(void **state)
{
    (void)state;
    gid_t group = geteuid() == 0 ? GROUP : getegid();
    assert_int_equal(chown(folder, geteuid(), group), 0);
    assert_int_equal(chmod(folder, 02770), 0);
    write_file(file, "", 0);
    assert_int_equal(chown(file, geteuid(), group), 0);
    assert_int_equal(chmod(file, 0660), 0);
    pid_t first = start_child(write_as_login, FIRST_LOGIN);
    pid_t second = start_child(write_as_login, FIRST_LOGIN + 1);
    assert_int_equal(end_of(first), 0);
    assert_int_equal(end_of(second), 0);
    /* What the first leaves behind, the second can take back. */
    assert_int_equal(end_of(start_child(die_as_login, FIRST_LOGIN)), -SIGKILL);
    assert_int_equal(mode_of(in_folder("review.db-journal")), 0660);
    assert_int_equal(end_of(start_child(write_as_login, FIRST_LOGIN + 2)), 0);
    assert_int_equal(count_numbers("first"), 50);
    assert_sound();
}

static void a_file_that_cannot_be_written_can_be_read(void **state)
{
    (void)state;
    struct store *s = open_store();
    must_add(s, "a", "one");
    store_close(s);
    assert_int_equal(chmod(folder, 0555), 0);
    assert_int_equal(chmod(file, 0444), 0);
    assert_int_equal(end_of(start_child(read_only_as_login, FIRST_LOGIN)), 0);
    /* The file may be written, its folder not: no journal, no write. */
    assert_int_equal(chmod(file, 0666), 0);
    assert_int_equal(end_of(start_child(read_only_as_login, FIRST_LOGIN)), 0);
    assert_int_equal(chmod(folder, 0755), 0);
}

static int write_beyond_the_limit(int limit)
{
    struct store *s = open_store();
    struct rlimit bytes = {(rlim_t)limit, (rlim_t)limit};
    signal(SIGXFSZ, SIG_IGN);
    char *text = mem_alloc(500000);
    memset(text, 'x', 500000);
    struct diag d;
    if (setrlimit(RLIMIT_FSIZE, &bytes) != 0)
        return 1;
    enum err err = add(s, "a", (struct str){text, 500000}, &d);
    if (err != ERR_WRITE || d.errnum == 0)
        return 2;
    if (add(s, "a", STR("small"), &d) != ERR_NONE)
        return 3;
    mem_free(text);
    store_close(s);
    return 0;
}

static void a_write_that_the_disk_refuses_leaves_the_rest(void **state)
{
    (void)state;
    struct store *s = open_store();
    must_add(s, "a", "one");
    store_close(s);
    assert_int_equal(end_of(start_child(write_beyond_the_limit, 100000)), 0);
    s = open_store();
    assert_texts(s, "one small");
    store_close(s);
    assert_sound();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(two_write_a_thousand_remarks_at_once_and_one_is_killed),
        IN_FOLDER(a_writer_killed_at_any_moment_leaves_a_sound_file),
        IN_FOLDER(what_a_killed_process_left_half_written_is_taken_back),
        IN_FOLDER(logins_of_one_group_share_a_file),
        IN_FOLDER(a_file_that_cannot_be_written_can_be_read),
        IN_FOLDER(a_write_that_the_disk_refuses_leaves_the_rest),
    };
    return cmocka_run_group_tests_name("store_sharing", tests, NULL, NULL);
}
