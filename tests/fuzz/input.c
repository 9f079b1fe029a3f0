/*
 * input: see fuzz.h: reading an input from its front, failing, and the entry points that libFuzzer calls.
 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint8_t fuzz_byte(struct fuzz_input *in)
{
    if (in->rest.len == 0)
        return 0;
    uint8_t byte = (uint8_t)in->rest.ptr[0];
    in->rest = str_slice(in->rest, 1, SIZE_MAX);
    return byte;
}

unsigned fuzz_below(struct fuzz_input *in, unsigned limit)
{
    return fuzz_byte(in) % limit;
}

unsigned fuzz_number(struct fuzz_input *in)
{
    unsigned high = fuzz_byte(in);
    return high << 8 | fuzz_byte(in);
}

struct str fuzz_text(struct fuzz_input *in)
{
    const char *end = in->rest.len > 0 ? memchr(in->rest.ptr, 0, in->rest.len) : NULL;
    size_t len = end ? (size_t)(end - in->rest.ptr) : in->rest.len;
    struct str text = str_slice(in->rest, 0, len);
    in->rest = str_slice(in->rest, len + (end != NULL), SIZE_MAX);
    return text;
}

void fuzz_check(bool holds, const char *what, const char *file, int line)
{
    if (holds)
        return;
    printf("# %s:%d: does not hold: %s\n", file, line, what);
    fflush(stdout);
    abort();
}

/* What libFuzzer looks for by name. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    fuzz_begin();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    fuzz_one((struct str){(const char *)bytes, len});
    return 0;
}
