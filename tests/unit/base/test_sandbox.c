/*
 * Tests of base/sandbox.h. What is tried is tried by a child that first makes sure that it can, then enters
 * the sandbox, and tries again: so nothing passes because it never worked.
 *
 * Where the kernel lacks a part, entering it must fail, and that is what is asserted then.
 */
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"
#include "tests/unit/shared/memcheck.h"

/* ---- what is open before ---- */

static char folder[64], file[96], other[96];
static int table_fd, pipe_ends[2], terminal_fd, keyboard_fd;

static int prepare(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/duban-sandbox-XXXXXX");
    keyboard_fd = posix_openpt(O_RDWR | O_NOCTTY);
    if (!mkdtemp(folder) || pipe(pipe_ends) != 0 || grantpt(keyboard_fd) != 0 ||
        unlockpt(keyboard_fd) != 0)
        return -1;
    terminal_fd = open(ptsname(keyboard_fd), O_RDWR | O_NOCTTY);
    snprintf(file, sizeof file, "%s/table", folder);
    snprintf(other, sizeof other, "%s/other", folder);
    table_fd = open(file, O_RDWR | O_CREAT, 0600);
    return terminal_fd >= 0 && table_fd >= 0 && write(table_fd, "text", 4) == 4 ? 0 : -1;
}

static int tidy(void **state)
{
    (void)state;
    unlink(file);
    unlink(other);
    return rmdir(folder);
}

/* ---- attempts: each is true when the kernel let it happen, and then undoes it ---- */

static bool worked(long result)
{
    return result >= 0;
}

static bool closed(int fd)
{
    return fd >= 0 && close(fd) == 0;
}

static bool opens_to_read(void)
{
    return closed(open(file, O_RDONLY));
}

static bool opens_below_a_folder(void)
{
    return closed(openat(AT_FDCWD, file, O_RDONLY));
}

static bool opens_by_another_call(void)
{
    uint64_t how[3] = {O_RDONLY, 0, 0};
    return closed((int)syscall(SYS_openat2, AT_FDCWD, file, how, sizeof how));
}

static bool makes_a_file(void)
{
    return closed(open(other, O_WRONLY | O_CREAT, 0600)) && unlink(other) == 0;
}

static bool removes_a_file(void)
{
    return worked(unlink(file)) && closed(open(file, O_WRONLY | O_CREAT, 0600));
}

static bool renames_a_file(void)
{
    return worked(rename(file, other)) && worked(rename(other, file));
}

static bool links_a_file(void)
{
    return worked(link(file, other)) && worked(unlink(other));
}

static bool makes_a_folder(void)
{
    return worked(mkdir(other, 0700)) && worked(rmdir(other));
}

static bool cuts_a_file(void)
{
    return worked(truncate(file, 4));
}

static bool changes_a_mode(void)
{
    return worked(chmod(file, 0600));
}

static bool makes_a_socket(void)
{
    return closed(socket(AF_INET, SOCK_STREAM, 0));
}

static bool makes_a_pair_of_sockets(void)
{
    int ends[2];
    return worked(socketpair(AF_UNIX, SOCK_STREAM, 0, ends)) && closed(ends[0]) && closed(ends[1]);
}

static bool runs_a_process(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    return worked(pid) && worked(waitpid(pid, NULL, 0));
}

/* In a process of its own where there may be one, since it does not come back. */
static bool runs_a_program(void)
{
    char name[] = "true", *const argv[] = {name, NULL};
    int status = -1;
    pid_t pid = fork();
    if (pid > 0)
        return worked(waitpid(pid, &status, 0)) && status == 0;
    execv("/bin/true", argv);
    if (pid == 0)
        _exit(1);
    return false;
}

static bool types_into_the_terminal(void)
{
    char key = 'x';
    return worked(ioctl(STDIN_FILENO, TIOCSTI, &key));
}

/* As above, behind a number that the kernel cuts to TIOCSTI. */
static bool types_by_a_longer_number(void)
{
    char key = 'x';
    return worked(syscall(SYS_ioctl, STDIN_FILENO, TIOCSTI | 1UL << 32, &key));
}

static bool makes_code(void)
{
    void *page =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED && munmap(page, 4096) == 0;
}

static bool makes_memory_code(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return worked(mprotect(page, 4096, PROT_READ | PROT_EXEC)) && munmap(page, 4096) == 0;
}

static bool signals_its_parent(void)
{
    return worked(kill(getppid(), 0));
}

static bool looks_into_itself(void)
{
    char from[4] = "abc", to[4];
    struct iovec here = {to, 4}, there = {from, 4};
    return worked(process_vm_readv(getpid(), &here, 1, &there, 1, 0));
}

static bool changes_its_limits(void)
{
    struct rlimit limit;
    return worked(getrlimit(RLIMIT_NOFILE, &limit)) && worked(setrlimit(RLIMIT_NOFILE, &limit));
}

static bool maps_the_table(void)
{
    void *page = mmap(NULL, 4, PROT_READ, MAP_PRIVATE, table_fd, 0);
    return page != MAP_FAILED && munmap(page, 4) == 0;
}

static bool reads_the_table(void)
{
    char bytes[4];
    struct stat status;
    return pread(table_fd, bytes, 4, 0) == 4 && lseek(table_fd, 0, SEEK_SET) == 0 &&
           read(table_fd, bytes, 4) == 4 && fstat(table_fd, &status) == 0 && status.st_size == 4;
}

static bool writes_to_the_terminal(void)
{
    return write(terminal_fd, "x", 1) == 1;
}

static bool sets_up_the_terminal(void)
{
    struct termios modes;
    struct winsize size;
    return isatty(terminal_fd) && worked(tcgetattr(terminal_fd, &modes)) &&
           worked(tcsetattr(terminal_fd, TCSADRAIN, &modes)) &&
           worked(tcsetattr(terminal_fd, TCSANOW, &modes)) &&
           worked(ioctl(terminal_fd, TIOCGWINSZ, &size));
}

static bool takes_memory(void)
{
    char *small = malloc(100), *large = malloc(50 << 20);
    bool is_there = small && large && (large = realloc(large, 100 << 20)) != NULL;
    free(small);
    free(large);
    return is_there;
}

static bool signals_itself(void)
{
    return signal(SIGUSR1, SIG_IGN) != SIG_ERR && worked(raise(SIGUSR1)) &&
           worked(kill(getpid(), SIGUSR1));
}

static bool signals_its_job(void)
{
    return worked(kill(0, SIGURG)); /* which is ignored by everybody */
}

static bool closes_a_descriptor(void)
{
    return worked(close(pipe_ends[0]));
}

/* ---- what is to happen ---- */

#define FILES SANDBOX_FILES
#define CALLS SANDBOX_CALLS
#define NONE  0U

static const struct attempt {
    const char *name;
    bool (*happens)(void);
    unsigned refused_by; /* the parts, each by itself */
    bool by_other_runs;  /* sandbox_drop_unneeded() refuses it too */
} attempts[] = {
    {"open", opens_to_read, FILES | CALLS, false},
    {"openat", opens_below_a_folder, FILES | CALLS, false},
    {"openat2", opens_by_another_call, FILES | CALLS, false},
    {"make a file", makes_a_file, FILES | CALLS, false},
    {"remove a file", removes_a_file, FILES | CALLS, false},
    {"rename a file", renames_a_file, FILES | CALLS, false},
    {"link a file", links_a_file, FILES | CALLS, false},
    {"make a folder", makes_a_folder, FILES | CALLS, false},
    {"truncate", cuts_a_file, CALLS, false}, /* and FILES from version 3 on */
    {"chmod", changes_a_mode, CALLS, false},
    {"socket", makes_a_socket, CALLS, false},
    {"socketpair", makes_a_pair_of_sockets, CALLS, false},
    {"fork", runs_a_process, CALLS, false},
    {"exec", runs_a_program, FILES | CALLS, false},
    {"TIOCSTI", types_into_the_terminal, CALLS, true},
    {"TIOCSTI by a longer number", types_by_a_longer_number, CALLS, true},
    {"executable mmap", makes_code, CALLS, false},
    {"executable mprotect", makes_memory_code, CALLS, false},
    {"signal to another", signals_its_parent, CALLS, false},
    {"process_vm_readv", looks_into_itself, CALLS, true},
    {"setrlimit", changes_its_limits, CALLS, false},
    {"read the table", reads_the_table, NONE, false},
    {"map the table", maps_the_table, NONE, false},
    {"write to the terminal", writes_to_the_terminal, NONE, false},
    {"settings of the terminal", sets_up_the_terminal, NONE, false},
    {"memory", takes_memory, NONE, false},
    {"signal to oneself", signals_itself, NONE, false},
    {"signal to the job", signals_its_job, NONE, false},
    {"close", closes_a_descriptor, NONE, false},
};

/* ---- the child ---- */

/* Typing into a terminal takes one's own. */
static void take_terminal(void)
{
    if (setsid() >= 0 && ioctl(terminal_fd, TIOCSCTTY, 0) == 0)
        dup2(terminal_fd, STDIN_FILENO);
}

/* Does something with the attempt in a child; how that ended. The child's limits are its own. */
static int in_child(int (*act)(const struct attempt *a, unsigned parts), const struct attempt *a,
                    unsigned parts)
{
    int status = -1;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        take_terminal();
        _exit(act(a, parts));
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

enum { REFUSED, HAPPENED, NOT_ENTERED };

static int just_try(const struct attempt *a, unsigned parts)
{
    (void)parts;
    return a->happens() ? HAPPENED : REFUSED;
}

static int enter_and_try(const struct attempt *a, unsigned parts)
{
    return sandbox_enter(parts) ? just_try(a, parts) : NOT_ENTERED;
}

static int drop_and_try(const struct attempt *a, unsigned starts_ssh)
{
    sandbox_drop_unneeded(starts_ssh != 0);
    return just_try(a, 0);
}

static void assert_outcome(const struct attempt *a, int status, int expected)
{
    if (!WIFEXITED(status) || WEXITSTATUS(status) != expected)
        fail_msg("%s: status %x, expected %d", a->name, (unsigned)status, expected);
}

/* What a kernel allows is asked of a kernel: memcheck stands in front of it, without openat2, seccomp and Landlock. */
static void need_kernel(void)
{
    if (is_under_memcheck())
        skip();
}

/* Some kernels let nobody type into a terminal (sysctl dev.tty.legacy_tiocsti). */
static bool can_happen(const struct attempt *a)
{
    int status = in_child(just_try, a, 0);
    bool happened = WIFEXITED(status) && WEXITSTATUS(status) == HAPPENED;
    if (!happened && strstr(a->name, "TIOCSTI") == NULL)
        fail_msg("%s: does not happen without a sandbox", a->name);
    if (!happened)
        print_message("%s: this kernel refuses it to everybody\n", a->name);
    return happened;
}

/* Root alone may have more processes than its limit says. */
static bool is_beyond_limits(const struct attempt *a)
{
    return a->happens == runs_a_process && geteuid() != 0;
}

static void try_all(unsigned parts)
{
    need_kernel();
    bool is_offered = (sandbox_offered() & parts) == parts;
    for (size_t i = 0; i < COUNT_OF(attempts); i++) {
        const struct attempt *a = &attempts[i];
        bool should = can_happen(a) && (a->refused_by & parts) == 0 && !is_beyond_limits(a);
        bool may_either_way = parts == FILES && strcmp(a->name, "truncate") == 0;
        int status = in_child(enter_and_try, a, parts);
        if (!is_offered)
            assert_outcome(a, status, NOT_ENTERED);
        else if (!may_either_way)
            assert_outcome(a, status, should ? HAPPENED : REFUSED);
    }
}

/* ---- the tests ---- */

static void both_parts_refuse_all_but_what_is_open(void **state)
{
    (void)state;
    try_all(SANDBOX_ALL);
}

static void seccomp_alone_refuses_it_too(void **state)
{
    (void)state;
    try_all(SANDBOX_CALLS);
}

static void landlock_alone_refuses_every_path(void **state)
{
    (void)state;
    try_all(SANDBOX_FILES);
}

static int connect_in_landlock(const struct attempt *a, unsigned version)
{
    (void)a;
    (void)version;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (!sandbox_enter(SANDBOX_FILES))
        return NOT_ENTERED;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    bool is_bound = worked(bind(fd, (struct sockaddr *)&at, sizeof at));
    return is_bound || errno != EACCES ? HAPPENED : REFUSED;
}

static void landlock_alone_refuses_ports_where_it_knows_them(void **state)
{
    (void)state;
    long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, 1U);
    int expected = version < 1 ? NOT_ENTERED : version < 4 ? HAPPENED : REFUSED;
    int status = in_child(connect_in_landlock, &attempts[0], 0);
    assert_outcome(&attempts[0], status, expected);
}

static int look_at_limits(const struct attempt *a, unsigned parts)
{
    struct rlimit core, processes;
    (void)a;
    if (!sandbox_enter(parts) || getrlimit(RLIMIT_CORE, &core) != 0 ||
        getrlimit(RLIMIT_NPROC, &processes) != 0)
        return NOT_ENTERED;
    return core.rlim_max == 0 && processes.rlim_max == 0 &&
                   prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1
               ? REFUSED
               : HAPPENED;
}

static void without_any_part_the_limits_hold_all_the_same(void **state)
{
    (void)state;
    assert_outcome(&attempts[0], in_child(look_at_limits, &attempts[0], 0), REFUSED);
}

static int abort_inside(const struct attempt *a, unsigned parts)
{
    (void)a;
    if (!sandbox_enter(parts))
        return NOT_ENTERED;
    abort();
}

static void an_abort_is_still_one(void **state)
{
    (void)state;
    int status = in_child(abort_inside, &attempts[0], sandbox_offered());
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    assert_false(WCOREDUMP(status));
}

static void an_ordinary_run_loses_nothing_that_it_or_ssh_needs(void **state)
{
    (void)state;
    need_kernel();
    bool is_offered = sandbox_offered() & SANDBOX_CALLS;
    for (size_t i = 0; i < COUNT_OF(attempts); i++) {
        const struct attempt *a = &attempts[i];
        bool should = can_happen(a) && !(a->by_other_runs && is_offered);
        assert_outcome(a, in_child(drop_and_try, a, false), should ? HAPPENED : REFUSED);
    }
}

static void a_run_that_starts_ssh_loses_its_core_files_alone(void **state)
{
    (void)state;
    need_kernel();
    for (size_t i = 0; i < COUNT_OF(attempts); i++) {
        const struct attempt *a = &attempts[i];
        assert_outcome(a, in_child(drop_and_try, a, true), can_happen(a) ? HAPPENED : REFUSED);
    }
}

static void the_parts_have_names(void **state)
{
    (void)state;
    assert_string_equal(sandbox_parts_name(SANDBOX_FILES), "Landlock");
    assert_string_equal(sandbox_parts_name(SANDBOX_CALLS), "seccomp");
    assert_string_equal(sandbox_parts_name(SANDBOX_ALL), "Landlock + seccomp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_parts_refuse_all_but_what_is_open),
        cmocka_unit_test(seccomp_alone_refuses_it_too),
        cmocka_unit_test(landlock_alone_refuses_every_path),
        cmocka_unit_test(landlock_alone_refuses_ports_where_it_knows_them),
        cmocka_unit_test(without_any_part_the_limits_hold_all_the_same),
        cmocka_unit_test(an_abort_is_still_one),
        cmocka_unit_test(an_ordinary_run_loses_nothing_that_it_or_ssh_needs),
        cmocka_unit_test(a_run_that_starts_ssh_loses_its_core_files_alone),
        cmocka_unit_test(the_parts_have_names),
    };
    return cmocka_run_group_tests_name("sandbox", tests, prepare, tidy);
}
