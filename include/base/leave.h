/*
 * leave: the end of a process that need not wait for what the system takes long to take back.
 */
#ifndef DUBAN_BASE_LEAVE_H
#define DUBAN_BASE_LEAVE_H

#include <stdbool.h>

/* Call when nothing is left to do but to return from main(): memory is not freed one by one any more, and whoever
 * waits for this process does not wait for the system to clear up behind it. Does nothing in builds that are
 * examined for leaks or coverage. A run that gave up making processes says so. */
void leave(bool may_make_child);

#endif
