/* memcheck: see memcheck.h. Who runs it knows; asking valgrind itself would take its header for every build. */
#include "tests/unit/shared/memcheck.h"

#include <stdlib.h>
#include <string.h>

bool is_under_memcheck(void)
{
    const char *command = getenv("UNDER");
    return command && strstr(command, "valgrind") != NULL;
}

unsigned fewer_under_memcheck(unsigned count)
{
    return is_under_memcheck() ? count / 10 : count;
}
