/*
 * cpu_time: for tests that hold a promise about speed against what the processor was given, so that other work on the
 * machine does not count.
 */
#ifndef DUBAN_TESTS_UNIT_SHARED_CPU_TIME_H
#define DUBAN_TESTS_UNIT_SHARED_CPU_TIME_H

#include <stdbool.h>

/* What this process has had so far. */
double cpu_seconds(void);

/* Whether speed may be judged here: sanitizers, coverage and memcheck cost a factor, and promises are about the
 * release build. */
bool cpu_time_is_fair(void);

#endif
