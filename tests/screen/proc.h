/*
 * proc: what the kernel says about another process, from /proc. Everything is as if unknown ("", 0, false) where
 * there is no such process, or where the kernel does not tell.
 */
#ifndef DUBAN_TESTS_PROC_H
#define DUBAN_TESTS_PROC_H

#include "base/base.h"

#include <sys/types.h>

/* Reads /proc/PID/NAME into `out`, which is returned. */
const char *proc_read(pid_t pid, const char *name, char *out, size_t size);

/* The number behind `label` in /proc/PID/NAME. */
uint64_t proc_counter(pid_t pid, const char *name, const char *label);

/* True when the process is within a system call that waits without a limit of time: for keys, a line, a pipe. */
bool proc_sleeps(pid_t pid);

/* Milliseconds that it could have run and got no processor, since its start: others had them. */
int64_t proc_starved_ms(pid_t pid);

/* True when no such process runs; one that ended and was not yet asked for its status does not run. */
bool proc_is_gone(pid_t pid);

/* Appends what it does now, in words: "sleeps in call 271 ..." */
void proc_append_doing(struct buf *out, pid_t pid);

#endif
