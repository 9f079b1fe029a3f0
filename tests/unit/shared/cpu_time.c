/* cpu_time: see cpu_time.h. */
#include "tests/unit/shared/cpu_time.h"

#include <time.h>

#include "tests/unit/shared/memcheck.h"

double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool cpu_time_is_fair(void)
{
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
    return !is_under_memcheck();
#else
    return false;
#endif
}
