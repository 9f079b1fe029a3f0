/*
 * leave: a child that is the last to let go.
 *
 * The one hard idea: an inotify descriptor takes the kernel 10 ms and more to close (it waits until no
 * processor can be looking at what was watched), and hundreds of megabytes take dozens to unmap. Both are
 * done by whoever lets go last. So a child that shares memory and descriptors with us, and does nothing but
 * live a moment longer, does it while the shell already shows its prompt. Where no child may be made,
 * we wait.
 */
#include "base/leave.h"

#include "base/base.h"

#if !defined(__SANITIZE_ADDRESS__) && !defined(COUNT_COVERAGE)

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdalign.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Runs on our memory while we still do: so it keeps to system calls, and its parent's end ends it. */
static int outlive(void *parent)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)setpriority(PRIO_PROCESS, 0, 19); /* nobody waits for this */
    while (syscall(SYS_getppid) == *(const pid_t *)parent)
        (void)syscall(SYS_ppoll, NULL, 0, NULL, NULL, 0);
    return 0;
}

/* Valgrind ends a program that makes such a child. It says of clone3() that there is no such call, where a
 * kernel that has it finds fault with what it is given. */
static bool child_is_possible(void)
{
    return syscall(SYS_clone3, NULL, (size_t)0) < 0 && errno == EINVAL;
}

void leave(bool may_make_child)
{
    static alignas(16) char stack[16 * 1024];
    static pid_t self;
    self = getpid();
    mem_end();
    if (may_make_child && child_is_possible())
        (void)clone(outlive, stack + sizeof stack, CLONE_VM, &self);
}

#else

void leave(bool may_make_child)
{
    (void)may_make_child;
}

#endif
