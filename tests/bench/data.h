/*
 * data: the tables that benches are run on, made once by the Makefile (generate.c).
 */
#ifndef DUBAN_TESTS_BENCH_DATA_H
#define DUBAN_TESTS_BENCH_DATA_H

#include "base/base.h"

#define DATA_REAL           "samples/heze-2023-q3.tsv"
#define DATA_FOLDER         "build/bench/data/"
#define DATA_THOUSAND       DATA_FOLDER "plain-1000.tsv"
#define DATA_100K           DATA_FOLDER "plain-100000.tsv"
#define DATA_100K_GB18030   DATA_FOLDER "plain-100000.GB18030.tsv"
#define DATA_100K_UTF_16    DATA_FOLDER "plain-100000.UTF-16LE.tsv"
#define DATA_MILLION        DATA_FOLDER "plain-1000000.tsv"
#define DATA_MILLION_QUOTED DATA_FOLDER "quoted-1000000.tsv"

/* Their records. */
enum { REAL_ROWS = 53, THOUSAND = 1000, HUNDRED_THOUSAND = 100000, MILLION = 1000000 };

/* Stands in the record at 99 % of a generated table and nowhere else; nor does its first character. */
#define DATA_RARE_WORD "麒麟桥"

/* Reads a whole file. False with a word on standard error when it cannot. */
MUST_USE bool data_read(const char *path, struct buf *out);

#endif
