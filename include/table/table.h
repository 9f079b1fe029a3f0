/*
 * table: one loaded file: title, columns, records, warnings.
 *
 *   line 3   title     菏泽市人民政府2023年...一览表
 *   line 5   header    序号 | 市政府领导 | 责任目标内容 | ...        column 0, 1, 2 ...
 *   line 6   record    148  | 肖友华     | 加快济广高速...           row 0
 *   line 39  (header again: a warning, not a record)
 *   line 40  record    180  | ...                                     row 32
 *
 * Words: `row` counts records from 0 in file order, `column` from 0, `line` from 1 in the file.
 * A table is read-only for everybody but its loader, which only adds records behind the last one
 * while the file is read; everything handed out lives as long as the table, but for folded forms.
 * How cells are kept is hidden here, so that a million records stay near the size of their file.
 */
#ifndef DUBAN_TABLE_TABLE_H
#define DUBAN_TABLE_TABLE_H

#include "base/base.h"
#include "base/date.h"
#include "base/message.h"
#include "table/due.h"
#include "table/role.h"
#include "table/state.h"

#define ROW_NONE    UINT32_MAX
#define COLUMN_NONE UINT32_MAX

struct table;

/* ---- shape ---- */

/* How many records, and how many columns: the header's, and those of rows that are longer. */
uint32_t table_rows(const struct table *t);
uint32_t table_columns(const struct table *t);

/* Changes when rows that were handed out are no longer what they were (the loader had to begin
 * again with other quoting or encoding): views must be built anew then. */
uint32_t table_generation(const struct table *t);

/* ---- what stands above the records ---- */

/* The title's lines joined by a blank; "" when the file has none. */
struct str table_title(const struct table *t);

/* Header cell as written; with --header none the column's number from 1. */
struct str table_column_name(const struct table *t, uint32_t column);
bool table_has_header(const struct table *t);
enum role table_column_role(const struct table *t, uint32_t column);

/* What to call a column where there is little room. The words over columns are the table's own, in its own
 * language, whatever the interface speaks: the header cell without the blanks around it, or, where that says
 * no more and no other column is called so, the shorter title of its role in the language of the header. A
 * column without a name has its role's title in `lang`. Lives as long as the table. */
struct str table_column_short(const struct table *t, uint32_t column, enum lang lang);

/* The first column of that role, or COLUMN_NONE. */
uint32_t table_find_role(const struct table *t, enum role role);

/* The column meant by a word of the user: the one with this header name (whole, folded, then also without
 * blanks), else the first one of the role of this name, else the one of this number from 1, as "#3",
 * else the one header that begins with it. COLUMN_NONE when none or several. */
uint32_t table_find_column(const struct table *t, struct str word);

/* The day the table reports on (given, else from title or header); unset when unknown. */
struct date table_as_of(const struct table *t);
struct due_context table_due_context(const struct table *t);

/* How the file was read: the name it was opened by, "UTF-8", "GB18030"...; ',' or '\t'. */
struct str table_source_name(const struct table *t);
const char *table_encoding(const struct table *t);
bool table_has_bom(const struct table *t);
char table_delimiter(const struct table *t);

/* True when quotes were read as quoting (all of them well formed), not as text. */
bool table_was_unquoted(const struct table *t);

/* True for a supervision table (two or more of number, leader, target, deadline, units) without a column of
 * states: nothing says what is behind then, and nothing may look as if nothing were. */
bool table_lacks_states(const struct table *t);

/* True when the header is mostly Chinese: the interface then speaks Chinese where the locale is
 * silent. */
bool table_header_is_chinese(const struct table *t);

/* ---- records ---- */

/* The cell exactly as in the file (after quoting and decoding); "" where a row has too few fields.
 * A row with too many fields has them as cells of the unnamed columns behind the header's. */
struct str table_cell(const struct table *t, uint32_t row, uint32_t column);

/* The number of fields the row has in the file; at most table_columns(). */
uint32_t table_row_fields(const struct table *t, uint32_t row);

/* The cell's folded form; the cell's own bytes when folding changes nothing. It lives until a cell of another row
 * is asked for folded; whoever needs single cells of many rows folds them by himself, which is cheaper. */
struct str table_folded(const struct table *t, uint32_t row, uint32_t column);

/* All cells of the row one behind the other as they are in the file: table_cell() gives slices of it. */
struct str table_row_text(const struct table *t, uint32_t row);

/* Says that byte `off` of that text will be read soon: memory that is far away is fetched meanwhile. For loops that
 * leap through a large table. */
void table_expect(const struct table *t, uint32_t row, size_t off);

/* The same of a cell. What says where it lies is read now, and is far away, too: a while before that byte 0 of its
 * row is expected. */
void table_expect_cell(const struct table *t, uint32_t row, uint32_t column);

/* First line of the record in its file. */
uint32_t table_line(const struct table *t, uint32_t row);

/* Number column, trimmed; "" without one. */
struct str table_no(const struct table *t, uint32_t row);

/* The deadline and the state class, read from the columns of those roles: DUE_EMPTY and STATE_UNKNOWN
 * where there is no such column. */
struct due table_due(const struct table *t, uint32_t row);
enum state table_state(const struct table *t, uint32_t row);

/* True when a record so far has a deadline of this kind. */
bool table_has_due_kind(const struct table *t, enum due_kind kind);

/* Walks the units named by a record: every column of role units, cut at blanks 、 , ; / and their
 * full-width twins outside brackets. The first one leads.
 *
 *     struct units_walk walk = table_units(t, row);
 *     struct str unit;
 *     while (units_next(&walk, &unit)) ... */
struct units_walk {
    const struct table *table;
    struct str rest;
    uint32_t row;
    uint32_t column; /* the next column to look at */
};
/* A walk that stands before the first unit; and its next unit, false behind the last one. */
struct units_walk table_units(const struct table *t, uint32_t row);
bool units_next(struct units_walk *walk, struct str *unit);

/* ---- sources ---- */

/* Where records come from: the one file, or the several that were joined into one table (join.h).
 * `label` tells joined tables apart and is the cell of their records in the column of
 * ROLE_SOURCE; it is "" for a table that is one file. */
struct table_source {
    struct str name;   /* as it was opened: a path, HOST:PATH, "-" */
    struct str label;  /* county-a */
    struct date as_of; /* the day it reports on by itself; unset when unknown or not read */
};

/* How many there are, at least 1 for a table that was loaded; and one of them. */
uint32_t table_sources(const struct table *t);
struct table_source table_source(const struct table *t, uint32_t index);

/* True for a table that was joined from several, even if all but one could not be read. */
bool table_is_joined(const struct table *t);

/* The source of a record, and of the warning at `index`. */
uint32_t table_row_source(const struct table *t, uint32_t row);
uint32_t table_warning_source(const struct table *t, size_t index);

/* ---- warnings ---- */

/* What the loader has to say; the JSON name and the text of each kind stand in one table. */
enum warning_kind {
    WARNING_REPEATED_HEADER, /* a header row again: left out */
    WARNING_BLANK_LINES,     /* blank lines between records: left out; number = how many */
    WARNING_TOTAL,           /* 合计, 小计: left out; text = its first cells */
    WARNING_FOOTNOTE,        /* 注: 备注: left out; text */
    WARNING_STRAY_LINE,      /* a single cell among records (a section heading): left out; text */
    WARNING_TOO_FEW_FIELDS,  /* kept; number = fields */
    WARNING_TOO_MANY_FIELDS, /* kept; number = fields */
    WARNING_OPEN_QUOTE, /* a quote opens here that never closes well: quotes were read as text */
    WARNING_UNQUOTED,   /* the file's quotes were read as quoting; number = cells */
    WARNING_LINE_BREAK, /* a cell holds a line break */
    WARNING_BAD_BYTES,  /* bytes that are not text in the encoding: U+FFFD; number = how many in the
                           line */
    WARNING_NUL_BYTES,  /* NULs in the text */
    WARNING_NO_HEADER,  /* no header row found */
    WARNING_NO_AS_OF, /* roles of a supervision table, but no time found: deadlines lack their year
                       */
    WARNING_NO_STATE, /* a supervision table without a column of states: table_lacks_states() */
    WARNING_BAD_DATE, /* a day that does not exist; text */
    WARNING_UNKNOWN_STATE, /* a state word that is not in the list; text */
    WARNING_HIDDEN,        /* a cell holds invisible or control code points; text = column name */
    WARNING_GUESS,         /* the encoding was not certain; text = its name */
    WARNING_FILE_CHANGED,  /* the file was changed while it was read */
    WARNING_NOT_READ,      /* of several tables this one was not read; text = why */
    WARNING_OTHER_AS_OF,   /* of several tables this one reports on an earlier day; text = it */
    WARNING_KIND_COUNT
};

struct warning {
    enum warning_kind kind;
    uint32_t line;   /* 0: the whole file */
    uint32_t row;    /* the record it is about, or ROW_NONE */
    uint32_t number; /* as the kind says, else 0 */
    struct str text; /* as the kind says, else "" */
};

/* All that were kept, in file order (at most WARNINGS_KEPT_MAX a table); the count of all. */
#define WARNINGS_KEPT_MAX 100000
size_t table_warnings_kept(const struct table *t);
size_t table_warnings_total(const struct table *t);

/* True when there is one of that kind, kept or not. */
bool table_has_warning(const struct table *t, enum warning_kind kind);
const struct warning *table_warning(const struct table *t, size_t index);

/* "too_few_fields": for JSON. */
const char *warning_name(enum warning_kind kind);

/* True for what only tells that something was left out or read as it should be (repeated headers,
 * blank lines); false for what a reviewer must look at. */
bool warning_is_note(enum warning_kind kind);

/* Appends the warning's text without its line, in one sentence. Holds bytes of the file: show it
 * through the sanitiser. */
void warning_append(struct buf *out, enum lang lang, const struct warning *w);

/* Frees it and everything it handed out; NULL is allowed. */
void table_free(struct table *t);

#endif
