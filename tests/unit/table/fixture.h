/*
 * fixture: tables read from text in pieces of any size, and what is in them as one string.
 */
#ifndef DUBAN_TESTS_UNIT_TABLE_FIXTURE_H
#define DUBAN_TESTS_UNIT_TABLE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "table/loader.h"

#define SAMPLE "samples/heze-2023-q3.tsv"

/* All bytes of a file; to be released. */
struct buf file_bytes(const char *path);

/* The text in another encoding, through iconv; to be released. What the encoding lacks is left out. */
struct buf converted(struct str text, const char *encoding);

/* A way to save a table. */
struct form {
    const char *iconv_name;
    const char *bom;
    size_t bom_len;
    const char *name; /* as what it is to be recognised */
    bool lacks_some;  /* of the real table's characters */
};

/* All ways in which offices do. */
extern const struct form forms[];
extern const size_t form_count;

/* The text in that form; to be released. */
struct buf form_bytes(const struct form *f, struct str text);

/* A table from bytes, read in pieces of `block_bytes` (0 the usual). Fails the test if it cannot be
 * read. */
struct table *table_of(struct str bytes, struct load_options options, size_t block_bytes);

/* How reading such bytes fails; ERR_NONE when it does not. */
enum err failure_of(struct str bytes, struct load_options options, struct diag *d);

/* Everything a table says, a line a thing; to be released. Without the encoding's name, so that the
 * same table in two encodings says the same. */
struct buf table_dump(const struct table *t);

/* Kinds and lines of the warnings: "blank_lines@4 total@7"; to be released. */
struct buf warnings_dump(const struct table *t);

/* Fails the test, showing both, unless they are equal. */
void assert_same_text(const char *what, struct str is, struct str wanted);

/* The text of a literal, NULs and all. */
#define BYTES(literal) ((struct str){(literal), sizeof(literal) - 1})

#endif
