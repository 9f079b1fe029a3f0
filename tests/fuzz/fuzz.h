/*
 * fuzz: what the fuzz targets share: an input read from its front, and checks that end the run.
 *
 * A target is a file fuzz_X.c with fuzz_one(), which takes any bytes and must neither crash nor break a
 * check. It is built twice: with libFuzzer (`make fuzz`, clang), which looks for new inputs, and with
 * replay.c and any compiler (`make check`), which plays those in corpus/X again, and random ones.
 */
#ifndef DUBAN_TESTS_FUZZ_H
#define DUBAN_TESTS_FUZZ_H

#include "base/base.h"

/* The target: the input's bytes are borrowed for the call. */
void fuzz_one(struct str input);

/* Before the first input; for what is opened once. */
void fuzz_begin(void);

/* The longest input that random ones are made up to, in bytes. */
extern const size_t fuzz_random_bytes;

/* The bytes of an input that were not read yet. */
struct fuzz_input {
    struct str rest;
};

/* The next byte, 0 behind the end; a number below `limit` (at most 256) from one byte; two bytes as a
 * number. */
uint8_t fuzz_byte(struct fuzz_input *in);
unsigned fuzz_below(struct fuzz_input *in, unsigned limit);
unsigned fuzz_number(struct fuzz_input *in);

/* The next bytes up to a zero byte or the end; the zero byte is read. */
struct str fuzz_text(struct fuzz_input *in);

/* Ends the program with `what` when `holds` is false: the fuzzer keeps the input. */
#define FUZZ_CHECK(holds) fuzz_check((holds), #holds, __FILE__, __LINE__)
void fuzz_check(bool holds, const char *what, const char *file, int line);

#endif
