/*
 * folder: one at a time, under /tmp.
 */
#include "tests/unit/shared/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

char folder[64], file[96], other[96];

void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

int folder_make(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/duban-unit-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(file, sizeof file, "%s/file", folder);
    snprintf(other, sizeof other, "%s/other", folder);
    return 0;
}

int folder_remove(void **state)
{
    (void)state;
    unlink(file);
    unlink(other);
    return rmdir(folder);
}
