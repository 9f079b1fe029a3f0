/*
 * sandbox: the two lists, and how they are handed to the kernel.
 *
 * The one hard idea is that a filter sees numbers, not what they point to. So what is allowed is decided by
 * numbers alone: descriptors are trusted because they can only be those that were open before, a
 * request to a terminal by its number, memory by its protection. Numbers that the kernel cuts to 32
 * bits are compared whole where they allow, and cut where they refuse: 0x100005412 is TIOCSTI too.
 *
 * Landlock is called by number, with constants of our own: the headers of Debian 12 are older than many
 * kernels that this runs on. What must be open before is the caller's business.
 */
#include "base/sandbox.h"

#include <asm/termbits.h>
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <asm/ioctls.h>
#include <linux/seccomp.h>

/* ---- builds that are examined ---- */

/* At its end such a process is looked at by another, or writes down what was counted. In the sandbox it can
 * neither be nor do that: the examination of it ends here. */
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#define REFUSE_TRACING

static bool is_examined = true;

int __lsan_is_turned_off(void)
{
    return !is_examined;
}

static void end_examination(void)
{
    is_examined = false;
}
#else
#define REFUSE_TRACING SCMP_SYS(ptrace),

static void end_examination(void)
{
#if defined(COUNT_COVERAGE)
    extern void __gcov_dump(void);
    __gcov_dump();
#endif
}
#endif

/* ---- Landlock ---- */

/* The same numbers on every architecture that has it but alpha. Source: linux/landlock.h of Linux 6.15. */
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self  446
#endif
#define LANDLOCK_ASK_VERSION 1U

struct ruleset {
    uint64_t files, net, scopes;
};

/* What each version of Landlock made known, version 1 first; all of it is handled, so all is refused. */
static const struct ruleset made_known[] = {
    {0x1FFF, 0, 0}, /* execute, read, write, list, remove, make of every kind */
    {0x2000, 0, 0}, /* link and rename between folders */
    {0x4000, 0, 0}, /* truncate */
    {0, 0x3, 0},    /* bind and connect TCP */
    {0x8000, 0, 0}, /* requests to devices opened later */
    {0, 0, 0x1}, /* abstract sockets of others; signals (0x2) are left to seccomp, for ^Z's sake */
};

static long landlock_version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_ASK_VERSION);
}

static bool close_files(void)
{
    struct ruleset all = {0, 0, 0};
    long version = landlock_version();
    for (long i = 0; i < version && i < (long)COUNT_OF(made_known); i++) {
        all.files |= made_known[i].files;
        all.net |= made_known[i].net;
        all.scopes |= made_known[i].scopes;
    }
    long fd = syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0U);
    if (fd < 0)
        return false;
    bool is_in_force = syscall(SYS_landlock_restrict_self, (int)fd, 0U) == 0;
    int errnum = errno;
    close((int)fd);
    errno = errnum;
    return is_in_force;
}

/* ---- seccomp: what is allowed ---- */

static const int allowed_calls[] = {
    /* descriptors that are open */
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(lseek),
    SCMP_SYS(fstat), SCMP_SYS(close), SCMP_SYS(poll), SCMP_SYS(ppoll),
    /* memory; that which makes it accessible stands below */
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
    /* signals and the end */
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigtimedwait),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall), SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    /* what a C library asks for itself */
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getpid), SCMP_SYS(gettid),
    SCMP_SYS(getrandom), SCMP_SYS(sysinfo), /* qsort() */
};

/* Settings and size of a terminal. */
static const unsigned allowed_requests[] = {
    TCGETS,  TCSETS,  TCSETSW,  TCSETSF,  TIOCGWINSZ,
#ifdef TCGETS2 /* what newer C libraries use */
    TCGETS2, TCSETS2, TCSETSW2, TCSETSF2,
#endif
};

static int allow_if(scmp_filter_ctx filter, int call, struct scmp_arg_cmp condition)
{
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition);
}

static int allow_calls(scmp_filter_ctx filter)
{
    int failed = 0;
    for (size_t i = 0; i < COUNT_OF(allowed_calls) && failed == 0; i++)
        failed = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, allowed_calls[i], 0, NULL);
    for (size_t i = 0; i < COUNT_OF(allowed_requests) && failed == 0; i++)
        failed = allow_if(filter, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, allowed_requests[i]));
    return failed;
}

/* Memory, but none that can be run: machine code cannot be brought in, nor made (PCRE2 then interprets). */
static int allow_memory(scmp_filter_ctx filter)
{
    struct scmp_arg_cmp not_run = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    int failed = allow_if(filter, SCMP_SYS(mmap), not_run);
    if (failed == 0)
        failed = allow_if(filter, SCMP_SYS(mmap2), not_run);
    return failed == 0 ? allow_if(filter, SCMP_SYS(mprotect), not_run) : failed;
}

/* Signals to oneself (a crash, raise()) and to one's own job (^Z). fstat() is a form of newfstatat. */
static int allow_oneself(scmp_filter_ctx filter)
{
    scmp_datum_t self = (scmp_datum_t)getpid();
    int failed = allow_if(filter, SCMP_SYS(kill), SCMP_A0(SCMP_CMP_EQ, 0));
    if (failed == 0)
        failed = allow_if(filter, SCMP_SYS(kill), SCMP_A0(SCMP_CMP_EQ, self));
    if (failed == 0)
        failed = allow_if(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, self));
    if (failed == 0)
        failed = allow_if(filter, SCMP_SYS(newfstatat), SCMP_A3(SCMP_CMP_EQ, AT_EMPTY_PATH));
    return failed;
}

/* ---- seccomp: what is refused where everything else stays allowed ---- */

static const int refused_calls[] = {
    /* other processes */
    REFUSE_TRACING SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(kcmp),
    /* keys of the kernel, its programs, its wide interfaces */
    SCMP_SYS(add_key),
    SCMP_SYS(keyctl),
    SCMP_SYS(request_key),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    /* administration */
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(acct),
    SCMP_SYS(quotactl),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
};

/* They put words into the mouth of whoever sits at the terminal. */
static const unsigned refused_requests[] = {TIOCSTI, TIOCLINUX};

static int refuse_unneeded(scmp_filter_ctx filter)
{
    int failed = 0;
    for (size_t i = 0; i < COUNT_OF(refused_calls) && failed == 0; i++)
        failed = seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), refused_calls[i], 0, NULL);
    for (size_t i = 0; i < COUNT_OF(refused_requests) && failed == 0; i++) {
        struct scmp_arg_cmp is_it = SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, refused_requests[i]);
        failed = seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1, &is_it);
    }
    return failed;
}

/* ---- seccomp: into force ---- */

/* Hands a filter of these rules to the kernel, which then grants no new privileges either. */
static bool enforce(uint32_t otherwise, int (*const rules[])(scmp_filter_ctx filter))
{
    scmp_filter_ctx filter = seccomp_init(otherwise);
    if (!filter)
        mem_fail();
    /* No foreign code runs here that would have to be kept from measuring. */
    (void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_SSB, 1);
    int failed = 0;
    for (size_t i = 0; rules[i] && failed == 0; i++)
        failed = rules[i](filter);
    if (failed == 0)
        failed = seccomp_load(filter);
    seccomp_release(filter);
    errno = -failed;
    return failed == 0;
}

static bool close_calls(void)
{
    static int (*const rules[])(scmp_filter_ctx) = {allow_calls, allow_memory, allow_oneself, NULL};
    return enforce(SCMP_ACT_ERRNO(EPERM), rules);
}

/* ---- what others call ---- */

unsigned sandbox_offered(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;
    bool has_seccomp = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0U, &action) == 0;
    return (landlock_version() > 0 ? SANDBOX_FILES : 0U) | (has_seccomp ? SANDBOX_CALLS : 0U);
}

bool sandbox_enter(unsigned parts)
{
    static const struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || setrlimit(RLIMIT_NPROC, &none) != 0 ||
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    end_examination();
    return (!(parts & SANDBOX_FILES) || close_files()) &&
           (!(parts & SANDBOX_CALLS) || close_calls());
}

void sandbox_drop_unneeded(bool starts_ssh)
{
    static int (*const rules[])(scmp_filter_ctx) = {refuse_unneeded, NULL};
    (void)setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    if (!starts_ssh)
        (void)enforce(SCMP_ACT_ALLOW, rules);
}

const char *sandbox_parts_name(unsigned parts)
{
    static const char *const names[] = {"", "Landlock", "seccomp", "Landlock + seccomp"};
    return names[parts & SANDBOX_ALL];
}
