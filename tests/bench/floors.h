/*
 * floors: the least that a job can cost: small loops without a program around them.
 *
 * Each returns the microseconds it took. Files are read with read() in blocks, as the program reads
 * them; whatever works on memory is given the whole table, read before the clock starts.
 */
#ifndef DUBAN_TESTS_BENCH_FLOORS_H
#define DUBAN_TESTS_BENCH_FLOORS_H

#include "base/base.h"

/* libcsv over a file with callbacks that count; `encoding` (NULL: UTF-8) goes through iconv first.
 * `*rows` and `*cells` are what it counted. -1 when the file cannot be read. */
int64_t floor_parse(const char *path, const char *encoding, size_t *rows, size_t *cells);

/* memmem over the bytes, hit after hit; `*hits` counts them. */
int64_t floor_search(struct str bytes, const char *word, size_t *hits);

/* What a sort makes of a cell. */
enum floor_key {
    FLOOR_TEXT,  /* four characters in pinyin order, ties by the next four and so on */
    FLOOR_NUMBER /* the first number in it */
};

/* Makes a 64-bit key of every record's cell, sorts them with their rows, breaks ties. The records
 * are the lines of a plain table that begin with a digit; finding their cells is not in the time. */
int64_t floor_sort(struct str bytes, size_t column, enum floor_key kind);

#endif
