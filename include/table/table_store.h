/*
 * table_store: how a table is kept and filled. Only the table layer's own files include this.
 *
 * A record is one piece of an arena of its own:
 *
 *     line | fields | end[0] end[1] ... end[fields-1] | bytes of all cells, one after another
 *
 * `end` are offsets into the bytes, so a cell costs 4 bytes besides its text. The facts of a record
 * are its deadline and state class, read once, when the record comes in; they stand side by side,
 * so that counting a million rows does not go to a million places of the memory. Folded forms are made
 * when asked for, a record at a time and only of the cells that folding changes, and kept within a limit.
 */
#ifndef DUBAN_TABLE_TABLE_STORE_H
#define DUBAN_TABLE_TABLE_STORE_H

#include "base/arena.h"
#include "table/table.h"

/* Stated limits: Excel's own number of columns; five hundred times the text of its fullest cell, which a screen
 * can still wrap between two keys. */
#define TABLE_FIELDS_MAX    16384u
#define TABLE_ROW_BYTES_MAX (16u << 20)
#define TABLE_ROWS_MAX      (UINT32_MAX - 1)

struct record {
    uint32_t line;
    uint32_t fields;
    uint32_t end[];
};

struct column {
    struct str name;
    enum role role;
    bool can_be_short; /* its role's title says as much as its name */
};

/* Folded cells: ends, then bytes, as in a record; a cell without bytes is as in the table. */
struct folded_record {
    uint32_t fields;
    uint32_t end[];
};

/* What is kept of them: some ten thousand records of the usual length, a fiftieth of a large table. */
#define FOLDED_ROWS_MAX  (128u << 10)
#define FOLDED_BYTES_MAX ((size_t)8 << 20)

struct fold_cache {
    struct arena arena;                /* of those that are kept */
    const struct folded_record **kept; /* by row; NULL: not kept */
    size_t count, cap;
    struct buf last; /* a folded record, the one that was asked for last of those not kept */
    uint32_t last_row;
};

/* What a short cell was read as, so that 年底 is read once and not a million times. */
struct memo {
    struct str text; /* in the arena */
    uint32_t facts;
    bool is_known;
};

#define MEMO_SLOTS 256

/* One of several tables that were joined: its records and warnings begin there and end where those
 * of the next one begin. */
struct part {
    struct table_source source;
    uint32_t first_row;
    size_t first_warning;
};

struct table {
    struct arena arena;         /* of texts */
    struct arena records_arena; /* in pieces of whole uint32_t: aligned without gaps */
    const struct record **records;
    uint32_t *facts; /* of each record */
    size_t rows, records_cap, facts_cap;
    struct column *columns;
    size_t column_count, columns_cap;
    struct warning *warnings;
    size_t warning_count, warnings_cap, warnings_total;
    struct part *parts; /* none for a table that is one file */
    size_t part_count, parts_cap;
    struct fold_cache *folds; /* filled behind a const table: what it hands out never changes */
    struct memo due_memo[MEMO_SLOTS], state_memo[MEMO_SLOTS];
    struct str title, source_name, encoding;
    struct due_context context;
    uint32_t generation;
    uint32_t warning_kinds; /* those that there are: bits by enum warning_kind */
    uint32_t due_kinds;     /* those that were met: bits by enum due_kind */
    uint32_t due_column, state_column, no_column; /* COLUMN_NONE without one */
    char delimiter;
    bool has_bom, has_header, was_unquoted, header_is_chinese;
};

/* An empty table without columns, to be freed with table_free(). */
struct table *table_new(void);

/* Empties it for a fresh beginning; its generation changes. */
void table_begin_again(struct table *t);

/* How the file is read. The strs are copied. */
void table_set_source(struct table *t, struct str name, struct str encoding, bool has_bom,
                      char delimiter);
void table_set_unquoted(struct table *t);

/* What stands above the records; to be set before the first record is added. Strs are copied. */
void table_set_title(struct table *t, struct str title);
void table_set_header(struct table *t, const struct str *names, size_t count);
void table_set_numbered_columns(struct table *t, size_t count);
void table_set_role(struct table *t, uint32_t column, enum role role);
void table_set_roles(struct table *t, const enum role *roles); /* one a column */
void table_set_context(struct table *t, struct due_context context);

/* Adds a record with copies of its cells, warns of an odd deadline or state, and returns its row.
 * `count` and the bytes of the row are within the limits above. */
uint32_t table_add_record(struct table *t, const struct str *cells, size_t count, uint32_t line);

/* Begins the next of several tables that are joined: the records and warnings added from now on are
 * from there. */
void table_begin_part(struct table *t, struct table_source source);

/* Adds a record whose facts (line, deadline, state) are those of a record of another table. */
void table_add_known_record(struct table *t, const struct str *cells, size_t count,
                            const struct table *from, uint32_t row);

/* Keeps a warning (up to the limit) with a copy of its text, cut to a length fit for a line. */
void table_warn(struct table *t, struct warning warning);

#endif
