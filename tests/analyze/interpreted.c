/*
 * interpreted: PCRE2 without its compiler (LD_PRELOAD), for memcheck.
 *
 * The code that PCRE2 makes reads text by whole registers, beyond its end, and forgets what it read there.
 * Memcheck minds, and such code has no name that a suppression could give. The interpreter finds the same,
 * and of it memcheck sees every byte.
 */
#include <stdint.h>

/* As where no code may be made: PCRE2_ERROR_NOMEMORY. */
int pcre2_jit_compile_8(void *code, uint32_t options);

int pcre2_jit_compile_8(void *code, uint32_t options)
{
    (void)code;
    (void)options;
    return -48;
}
