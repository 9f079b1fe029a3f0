/*
 * sandbox: the process gives up, for good, what it does not need, and the kernel holds it to that.
 *
 * Two parts, each of which stands without the other:
 *
 *   SANDBOX_FILES   Landlock with an empty set of rules: no path can be opened, made, renamed, removed or
 *                   run, no TCP port bound or connected to. Descriptors that are open stay usable.
 *   SANDBOX_CALLS   seccomp with a list of what may be called: reading and writing open descriptors,
 *                   memory that is never executable, waiting, signals to oneself, the settings of the
 *                   terminal. Everything else fails with EPERM: open, socket, exec, fork, TIOCSTI...
 *
 * A refused call fails instead of killing the process, since a killed one would leave a terminal in raw
 * mode behind, and a call that fails gives an attacker as little. Calls of another architecture's
 * numbering do kill it.
 *
 * Whatever has to be opened is opened before: files, locale, terminfo, iconv's modules.
 */
#ifndef DUBAN_BASE_SANDBOX_H
#define DUBAN_BASE_SANDBOX_H

#include "base/base.h"

enum sandbox_part { SANDBOX_FILES = 1, SANDBOX_CALLS = 2, SANDBOX_ALL = 3 };

/* The parts that this kernel can enforce, ored. */
unsigned sandbox_offered(void);

/* Enforces the parts, on this process and for its whole life, and lets it start no process and leave no core
 * file. False with errno when the kernel refuses; some of it may be in force then. */
MUST_USE bool sandbox_enter(unsigned parts);

/* For a run without a sandbox: gives up what neither duban nor the ssh client that it may start has a use
 * for: core files (they would hold the table), putting keys into a terminal (TIOCSTI, TIOCLINUX), looking
 * into other processes, the calls that administer a system. No privileges can be gained afterwards, which
 * a helper of ssh's may need, so leave it out where ssh is sure to be started: `starts_ssh` then drops the core
 * files alone. Where the kernel cannot do it nothing happens. */
void sandbox_drop_unneeded(bool starts_ssh);

/* "Landlock", "seccomp", or both: the parts as an administrator knows them. */
const char *sandbox_parts_name(unsigned parts);

#endif
