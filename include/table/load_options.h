/*
 * load_options: what the user says about a file instead of leaving it to be recognised.
 */
#ifndef DUBAN_TABLE_LOAD_OPTIONS_H
#define DUBAN_TABLE_LOAD_OPTIONS_H

#include "base/base.h"
#include "base/date.h"
#include "table/role.h"

struct load_role {
    struct str column; /* as table_find_column() takes it */
    enum role role;
};

struct held; /* table/held.h */

#define HEADER_AUTO 0
#define HEADER_NONE (-1)

/* What the command line overrides. All zero means: recognise everything. The strs are copied. */
struct load_options {
    struct str encoding; /* "" recognised, else a name that iconv knows */
    char delimiter;      /* 0 recognised */
    int header_line;     /* HEADER_AUTO, HEADER_NONE, or the line of the header in the file */
    const struct load_role *roles; /* borrowed until loader_free */
    size_t role_count;
    bool roles_may_lack;     /* a table without such a column is none the worse: one of several */
    struct date as_of;       /* unset: from title or header */
    const struct held *held; /* the only files to be read, opened before; NULL: any file */
    size_t block_bytes;      /* read size, for tests; 0 the usual */
};

#endif
