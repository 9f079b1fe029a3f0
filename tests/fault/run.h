/*
 * run: runs the built program without a terminal, with one kind of call failing (shim.c), and keeps all
 * that came of it.
 */
#ifndef DUBAN_TESTS_FAULT_RUN_H
#define DUBAN_TESTS_FAULT_RUN_H

#include "base/base.h"

struct run {
    int status;          /* of waitpid */
    uint64_t calls;      /* of the kind that was to fail, all counted */
    struct buf out, err; /* standard output, standard error */
};

#define RUN_INIT                                                                                   \
    {                                                                                              \
        0, 0, BUF_INIT, BUF_INIT                                                                   \
    }

void run_release(struct run *r);

/* Runs the program with `arguments` (words apart by one blank). `fault` is as FAULT of shim.c has it, ""
 * for none. Standard output goes to the file `out_path`, NULL: it is kept in `r`. `limit_bytes` of address
 * space, 0 for no limit. */
void run_program(struct run *r, const char *arguments, const char *fault, const char *out_path,
                 uint64_t limit_bytes);

/* Environment for a program in a terminal: LD_PRELOAD=..., FAULT=..., FAULT_COUNT=..., NULL; and how many
 * calls it made since. Valid until the next. */
const char *const *run_environment(const char *fault);
uint64_t run_calls(void);

/* The next call to fail after `n`: each of the first hundred, then those `step` apart; every one when the environment
 * has FAULT_EVERY. */
uint64_t run_next(uint64_t n, uint64_t step);

#endif
