/*
 * The built program in --restricted: what it asks of the kernel while every key of the command table is
 * pressed in every context where it applies, and what it does where the kernel lacks a part.
 *
 * The hard part is pressing a key where it applies. The same keys go to an app in process, which knows
 * which context it is in; nothing is guessed from the screen.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <cmocka.h>

#include "app/command.h"
#include "app/control.h"
#include "app/copy.h"
#include "app/restricted.h"
#include "app/verb.h"
#include "base/sandbox.h"
#include "tests/screen/pty.h"

#define TABLE "samples/heze-2023-q3.tsv"
#define ROWS  30
#define COLS  100

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif

static char folder[64], log_path[96], review_path[96], small_path[96];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/duban-restricted-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(log_path, sizeof log_path, "%s/log", folder);
    snprintf(review_path, sizeof review_path, "%s/review.db", folder);
    snprintf(small_path, sizeof small_path, "%s/small", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(log_path);
    unlink(review_path);
    unlink(small_path);
    return rmdir(folder);
}

/* ---- two that are driven by the same keys ---- */

struct pair {
    struct pty *pty;
    struct app app;
    struct options options;
    struct restricted restricted;
    size_t pressed;
};

static char *words[] = {
    "duban",        "--restricted=best-effort", "--against", TABLE, "--review", review_path,
    (char[]){TABLE}};

static void make_review(void)
{
    struct store *s;
    assert_int_equal(store_open(&s, str_from(review_path), NULL), ERR_NONE);
    store_close(s);
}

static void work(struct pair *p)
{
    while (control_is_busy(&p->app))
        control_work(&p->app);
}

static void begin(struct pair *p)
{
    const char *argv[16] = {"strace", "-D", "-o", log_path, pty_program()};
    struct diag d = {0};
    *p = (struct pair){0};
    make_review();
    for (size_t i = 1; i < COUNT_OF(words); i++)
        argv[4 + i] = words[i];
    p->pty = pty_start(&(struct pty_options){.argv = argv, .rows = ROWS, .cols = COLS});
    assert_int_equal(options_parse(&p->options, COUNT_OF(words), words, &d), ERR_NONE);
    assert_int_equal(restricted_open(&p->restricted, &p->options, &d), ERR_NONE);
    assert_int_equal(control_init(&p->app, &p->options, ROWS, COLS, &d), ERR_NONE);
    work(p);
    assert_true(pty_wait_for(p->pty, "肖友华"));
    assert_true(pty_settle(p->pty));
}

static void press(struct pair *p, uint32_t key)
{
    const struct command *c = command_find(app_context(&p->app), key);
    if (c && (c->run == copy_cell || c->run == copy_record))
        judge_allow_copy(pty_judge(p->pty));
    control_handle(&p->app, &(struct event){.type = EVENT_KEY, .key = key});
    work(p);
    assert_false(p->app.wants_quit);
    pty_key(p->pty, key);
    p->pressed++;
    if (key == K_ESC)
        assert_true(pty_settle(p->pty)); /* else it would be the beginning of the next key */
}

static void press_all(struct pair *p, const char *keys)
{
    struct str rest = str_from(keys), name;
    uint32_t key;
    while (rest.len > 0 && str_split(&rest, ' ', &name)) {
        assert_true(key_parse(name, &key));
        press(p, key);
    }
}

/* The list with all records. */
static void back_to_list(struct pair *p)
{
    while (app_context(&p->app) != CONTEXT_LIST)
        press(p, app_context(&p->app) == CONTEXT_PROMPT ? K_CTRL('c') : 'q');
    if (p->app.filter_text.len > 0)
        press_all(p, "& C-u Enter");
}

/* ---- every key everywhere ---- */

static const struct {
    enum context context;
    const char *keys;
} places[] = {
    {CONTEXT_LIST, ""},    {CONTEXT_DETAIL, "Enter"}, {CONTEXT_PAGE, "?"},
    {CONTEXT_PAGE, "s"},   {CONTEXT_PAGE, "E"},       {CONTEXT_PAGE, "W"},
    {CONTEXT_PAGE, "="},   {CONTEXT_ROLLUP, "F"},     {CONTEXT_ROLLUP, "F s Down Enter"},
    {CONTEXT_PROMPT, "/"}, {CONTEXT_PROMPT, "&"},     {CONTEXT_PROMPT, ":"},
};

static bool ends_the_program(const struct command *c, enum context context)
{
    return c->run == verb_quit || (c->run == verb_back && context == CONTEXT_LIST);
}

/* The key, and an answer to what it asks. */
static void press_and_answer(struct pair *p, uint32_t key)
{
    bool was_asked = app_context(&p->app) == CONTEXT_PROMPT;
    press(p, key);
    if (!was_asked && app_context(&p->app) == CONTEXT_PROMPT)
        press_all(p, "1 5 Enter");
    if (!was_asked && app_context(&p->app) == CONTEXT_PROMPT)
        press(p, 'y');
}

static void press_where_it_applies(struct pair *p, const struct command *c, size_t place)
{
    struct str rest = str_from(c->keys), name;
    uint32_t key;
    while (rest.len > 0 && str_split(&rest, ' ', &name)) {
        assert_true(key_parse(name, &key));
        back_to_list(p);
        press_all(p, places[place].keys);
        assert_int_equal(app_context(&p->app), places[place].context);
        assert_ptr_equal(command_find(places[place].context, key), c);
        press_and_answer(p, key);
    }
}

static void press_every_key(struct pair *p)
{
    size_t count;
    const struct command *commands = command_table(&count);
    for (size_t place = 0; place < COUNT_OF(places); place++) {
        for (size_t i = 0; i < count; i++)
            if ((commands[i].contexts & places[place].context) &&
                !ends_the_program(&commands[i], places[place].context))
                press_where_it_applies(p, &commands[i], place);
        back_to_list(p);
        assert_true(pty_settle(p->pty));
    }
}

static void end(struct pair *p)
{
    int status;
    pty_resize(p->pty, 8, 30);
    assert_true(pty_settle(p->pty));
    pty_resize(p->pty, 1, 1);
    assert_true(pty_settle(p->pty));
    pty_type(p->pty, "Q", 1);
    assert_true(pty_wait_exit(p->pty, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(pty_line_restored(p->pty));
    pty_free(p->pty);
    control_release(&p->app);
    restricted_release(&p->restricted);
}

/* ---- what strace saw ---- */

/* The whole log; strace writes its end a moment after the program's. */
static struct buf read_log(void)
{
    struct buf text = BUF_INIT;
    for (int tries = 0; str_find(buf_str(&text), STR("+++ exited"), 0) == SIZE_MAX; tries++) {
        char bytes[4096];
        size_t got;
        FILE *f = fopen(log_path, "rb");
        assert_non_null(f);
        assert_true(tries < 1000000);
        buf_clear(&text);
        while ((got = fread(bytes, 1, sizeof bytes, f)) > 0)
            buf_append(&text, bytes, got);
        fclose(f);
    }
    return text;
}

/* What comes behind the last filter that was taken. */
static struct str behind_filter(struct str log)
{
    struct str rest = log, line, behind = STR("");
    while (rest.len > 0 && str_split(&rest, '\n', &line))
        if (str_starts_with(line, STR("seccomp(SECCOMP_SET_MODE_FILTER")) &&
            str_ends_with(line, STR(" = 0")))
            behind = rest;
    return behind;
}

static bool is_any_of(struct str call, const char *names)
{
    struct str rest = str_from(names), name;
    while (rest.len > 0 && str_split(&rest, ' ', &name))
        if (str_equal(name, call))
            return true;
    return false;
}

static bool is_forbidden(struct str call)
{
    return is_any_of(call, "open openat openat2 creat open_by_handle_at memfd_create") ||
           is_any_of(call, "socket socketpair connect bind listen accept accept4 sendto sendmsg") ||
           is_any_of(call, "execve execveat fork vfork clone clone3 pipe pipe2 dup dup2 dup3") ||
           is_any_of(call, "unlink unlinkat rename renameat renameat2 link linkat symlink") ||
           is_any_of(call, "mkdir mkdirat rmdir truncate ftruncate chmod fchmod chown fchown") ||
           is_any_of(call, "stat lstat access faccessat faccessat2 readlink readlinkat getdents64");
}

/* PCRE2 asks for memory to run its code in, does not get it, and interprets. */
static bool is_refused_jit(struct str line)
{
    return str_find(line, STR("PROT_EXEC"), 0) != SIZE_MAX;
}

static void assert_asks_for_nothing(struct str log)
{
    struct str rest = behind_filter(log), line;
    size_t calls = 0;
    while (rest.len > 0 && str_split(&rest, '\n', &line)) {
        struct str call = str_slice(line, 0, str_find(line, STR("("), 0));
        bool is_refused = str_ends_with(line, STR("EPERM (Operation not permitted)"));
        if (is_forbidden(call) || (is_refused && !is_refused_jit(line)))
            fail_msg("in the sandbox: %.*s", STR_ARG(line));
        calls += str_find(line, STR("("), 0) != SIZE_MAX;
    }
    assert_true(calls > 1000);
}

static void every_key_everywhere_opens_starts_and_changes_nothing(void **state)
{
    struct pair p;
    struct stat before, after;
    (void)state;
    begin(&p);
    assert_int_equal(stat(review_path, &before), 0);
    press_every_key(&p);
    press_all(&p, "/ / ( 高 | 低 ) . * 路 / Enter");
    assert_true(pty_settle(p.pty));
    print_message("%zu keys\n", p.pressed);
    end(&p);
    struct buf log = read_log();
    if (sandbox_offered() & SANDBOX_CALLS)
        assert_asks_for_nothing(buf_str(&log));
    buf_release(&log);
    assert_int_equal(stat(review_path, &after), 0);
    assert_int_equal(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
    assert_int_equal(after.st_size, before.st_size);
}

/* ---- what the kernel says of the process ---- */

/* The value behind "LABEL" in a file of /proc/PID, "" when it is not there. */
static const char *proc_value(pid_t pid, const char *name, const char *label)
{
    static char line[256];
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f))
        if (strncmp(line, label, strlen(label)) == 0) {
            fclose(f);
            line[strcspn(line, "\n")] = '\0';
            return line + strlen(label) + strspn(line + strlen(label), " \t");
        }
    fclose(f);
    return "";
}

static void assert_held(const char *option, const char *filtered)
{
    const char *argv[] = {pty_program(), option, TABLE, NULL};
    struct pty *p = pty_start(&(struct pty_options){.argv = argv, .rows = ROWS, .cols = COLS});
    assert_true(pty_settle(p));
    assert_string_equal(proc_value(pty_pid(p), "status", "Seccomp:"), filtered);
    assert_string_equal(proc_value(pty_pid(p), "status", "NoNewPrivs:"), "1");
    assert_int_equal(strtol(proc_value(pty_pid(p), "limits", "Max core file size"), NULL, 10), 0);
    pty_free(p);
}

static void the_kernel_confirms_it(void **state)
{
    const char *filtered = sandbox_offered() & SANDBOX_CALLS ? "2" : "0";
    (void)state;
    assert_held("--restricted=best-effort", filtered);
}

static void a_free_run_leaves_no_core_and_gains_no_privileges(void **state)
{
    (void)state;
    if (sandbox_offered() & SANDBOX_CALLS)
        assert_held("--ascii", "2");
}

/* ---- kernels that lack something ---- */

/* From here on the calls, two at most, are unknown in this process and those that it starts. */
static void lack(int call, int other)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)other, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {COUNT_OF(code), code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        _exit(99);
}

struct outcome {
    int status;
    struct buf out, err;
};

static struct buf read_file(FILE *f)
{
    struct buf text = BUF_INIT;
    char bytes[4096];
    size_t got;
    rewind(f);
    while ((got = fread(bytes, 1, sizeof bytes, f)) > 0)
        buf_append(&text, bytes, got);
    fclose(f);
    return text;
}

/* Runs the program without a screen on a kernel that lacks the parts. */
static struct outcome run_without(unsigned parts, const char *option)
{
    FILE *out = tmpfile(), *err = tmpfile();
    struct outcome o = {0};
    assert_true(out && err);
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(fileno(out), STDOUT_FILENO);
        dup2(fileno(err), STDERR_FILENO);
        if (parts != 0)
            lack(parts & SANDBOX_FILES ? SYS_landlock_create_ruleset : SYS_seccomp,
                 parts & SANDBOX_CALLS ? SYS_seccomp : SYS_landlock_create_ruleset);
        execl(pty_program(), "duban", "--lang=en", "--print=tsv", option, TABLE, (char *)NULL);
        _exit(99);
    }
    assert_int_equal(waitpid(pid, &o.status, 0), pid);
    assert_true(WIFEXITED(o.status));
    o.status = WEXITSTATUS(o.status);
    o.out = read_file(out);
    o.err = read_file(err);
    return o;
}

static void outcome_release(struct outcome *o)
{
    buf_release(&o->out);
    buf_release(&o->err);
}

static void assert_refused(const struct outcome *o, unsigned lacking)
{
    struct buf wanted = BUF_INIT;
    buf_printf(&wanted,
               "duban: cannot run restricted: the kernel has no %s (--restricted=best-effort does "
               "without)\n",
               sandbox_parts_name(lacking));
    assert_int_equal(o->status, 2);
    assert_int_equal(o->out.len, 0);
    assert_string_equal(buf_cstr(&o->err), buf_cstr(&wanted));
    buf_release(&wanted);
}

static void assert_ran(const struct outcome *o)
{
    assert_int_equal(o->status, 0);
    assert_int_equal(o->err.len, 0);
    assert_true(str_find(buf_str(&o->out), STR("肖友华"), 0) != SIZE_MAX);
}

/* Where the kernel that runs the test lacks a part itself, it is among those that are missing. */
static void a_kernel_that_lacks_a_part_is_refused_unless_best_effort_does(void **state)
{
    (void)state;
    for (unsigned parts = 0; parts <= SANDBOX_ALL; parts++) {
        unsigned lacking = parts | (SANDBOX_ALL & ~sandbox_offered());
        if (parts != 0 && !(sandbox_offered() & SANDBOX_CALLS))
            continue; /* it cannot be made to lack more */
        struct outcome strict = run_without(parts, "--restricted");
        struct outcome best = run_without(parts, "--restricted=best-effort");
        if (lacking != 0)
            assert_refused(&strict, lacking);
        else
            assert_ran(&strict);
        assert_ran(&best);
        outcome_release(&strict);
        outcome_release(&best);
    }
}

static void the_environment_restricts_as_the_option_does(void **state)
{
    (void)state;
    setenv("DUBAN_RESTRICTED", "1", 1);
    struct outcome o = run_without(0, "--against=caoxian:q2.tsv");
    unsetenv("DUBAN_RESTRICTED");
    unsigned lacking = SANDBOX_ALL & ~sandbox_offered();
    if (lacking != 0)
        assert_refused(&o, lacking);
    else
        assert_true(str_find(buf_str(&o.err), STR("a restricted run reads from no other host"),
                             0) != SIZE_MAX);
    assert_int_equal(o.status, 2);
    outcome_release(&o);
}

/* ---- a table that turns out to be none ---- */

static void a_file_that_is_no_table_is_refused_on_an_untouched_terminal(void **state)
{
    static const char *const texts[] = {"", "\x01\x02\x03\x04"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const char *argv[] = {pty_program(), "--restricted=best-effort", small_path, NULL};
        FILE *f = fopen(small_path, "wb");
        int status;
        assert_non_null(f);
        fputs(texts[i], f);
        fclose(f);
        struct pty *p = pty_start(&(struct pty_options){.argv = argv, .rows = ROWS, .cols = COLS});
        assert_true(pty_wait_exit(p, &status));
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 2);
        struct str said = pty_output(p);
        assert_true(str_starts_with(said, STR("duban: ")));
        assert_true(str_find(said, STR("\n"), 0) == said.len - 1);
        assert_true(str_find(said, STR("\033"), 0) == SIZE_MAX);
        assert_true(pty_line_restored(p));
        pty_free(p);
    }
}

static void a_signal_has_its_usual_end(void **state)
{
    static const int numbers[] = {SIGTERM, SIGHUP, SIGSEGV};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        const char *argv[] = {pty_program(), "--restricted=best-effort", TABLE, NULL};
        struct pty *p = pty_start(&(struct pty_options){.argv = argv, .rows = ROWS, .cols = COLS});
        int status;
        assert_true(pty_settle(p));
        kill(pty_pid(p), numbers[i]);
        assert_true(pty_wait_exit(p, &status));
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), numbers[i]);
        assert_true(pty_line_restored(p));
        pty_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_everywhere_opens_starts_and_changes_nothing),
        cmocka_unit_test(the_kernel_confirms_it),
        cmocka_unit_test(a_free_run_leaves_no_core_and_gains_no_privileges),
        cmocka_unit_test(a_kernel_that_lacks_a_part_is_refused_unless_best_effort_does),
        cmocka_unit_test(the_environment_restricts_as_the_option_does),
        cmocka_unit_test(a_signal_has_its_usual_end),
        cmocka_unit_test(a_file_that_is_no_table_is_refused_on_an_untouched_terminal),
    };
    return cmocka_run_group_tests_name("restricted", tests, make_folder, remove_folder);
}
