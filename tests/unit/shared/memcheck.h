/*
 * memcheck: whether a test runs under valgrind's memcheck (make valgrind), which does not know every call of the
 * system, ends every process in its own way, and is no place to measure speed.
 */
#ifndef DUBAN_TESTS_UNIT_SHARED_MEMCHECK_H
#define DUBAN_TESTS_UNIT_SHARED_MEMCHECK_H

#include <stdbool.h>

/* As tests/run tells in UNDER, the command that every test runs under. */
bool is_under_memcheck(void);

/* How many of many alike to make or try: `count`, a tenth of it where each takes fifty times as long. */
unsigned fewer_under_memcheck(unsigned count);

#endif
