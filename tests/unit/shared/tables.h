/*
 * tables: tables for tests of the layers above the table's own.
 */
#ifndef DUBAN_TESTS_UNIT_SHARED_TABLES_H
#define DUBAN_TESTS_UNIT_SHARED_TABLES_H

#include "table/load_options.h"
#include "table/table.h"

#define SAMPLE "samples/heze-2023-q3.tsv"

/* A table read from `text`, its header recognised or on its first line; to be freed with table_free(). Fails the
 * test if it cannot be read. */
struct table *table_from(const char *text);
struct table *table_with_header(const char *text);

/* A file; the real table. */
struct table *table_of_file(const char *path);
struct table *table_sample(void);

/* For cmocka's groups: `*state` is the real table while they run. */
int tables_open_sample(void **state);
int tables_close_sample(void **state);

#endif
