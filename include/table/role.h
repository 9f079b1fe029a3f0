/*
 * role: what a column means. One row a role declares its names and how the program treats it.
 *
 * A header name is recognised through the list in src/table/ (from the vocabulary of real tables),
 * compared as fold_append_key() makes it. Some names belong to several roles (进度, 目标任务,
 * 办理结果): role_assign() decides by the other columns and by what the cells hold.
 */
#ifndef DUBAN_TABLE_ROLE_H
#define DUBAN_TABLE_ROLE_H

#include "base/base.h"
#include "base/message.h"
#include "text/collate.h"
#include "text/padding.h"

enum role {
    ROLE_OTHER = 0, /* nothing known: a plain column */
    ROLE_NO,
    ROLE_LEADER,
    ROLE_TARGET,
    ROLE_TARGET_VALUE,
    ROLE_ACTUAL_VALUE,
    ROLE_PERCENT,
    ROLE_DUE,
    ROLE_ACTUAL_DATE,
    ROLE_NOTE,
    ROLE_STATE,
    ROLE_UNITS,
    ROLE_PERSON,
    ROLE_SOURCE, /* which of several joined tables: never recognised, see join.h */
    ROLE_COUNT
};

/* How cells of a role compare. */
enum role_type { TYPE_TEXT, TYPE_NUMBER, TYPE_DUE, TYPE_STATE };

/* More facts about a role, as bits. */
enum {
    ROLE_IS_SINGLE = 1,     /* at most one column has it */
    ROLE_IS_REQUIRED = 2,   /* its cells must not be empty */
    ROLE_IS_INDIVIDUAL = 4, /* its cells are of one task each: nobody counts by them unless asked */
};

struct role_info {
    enum role role;
    const char *name;        /* in queries, --role, JSON: "leader" */
    const char *other_names; /* likewise, blank-separated, the Chinese one first: "单位 unit" */
    enum msg
        title;     /* how a column is called whose own name is too long: see table_column_short() */
    enum msg help; /* one line for README and the man page */
    enum role_type type;
    unsigned facts;               /* ROLE_IS_... */
    enum padding padding;         /* the blanks that do not count in its cells */
    enum collation collation;     /* how its texts are put in order */
    unsigned pinyin_from_letters; /* shortest pinyin word looked for here; 0 never */
    uint8_t list_min_cells;       /* width in the list: at least, */
    uint8_t list_max_cells;       /* at most before others are satisfied, */
    uint8_t list_weight; /* share of what is left; 0 takes none. A note is not listed: 0/0/0 */
};

/* The row of a role; for ever. */
const struct role_info *role_info(enum role role);

/* The role named so in English or Chinese (folded), as in a query or in --role. False when none. */
bool role_parse(struct str name, enum role *out);

/* How many roles know this header name: 0 means unknown. Used to find the header row. */
bool role_knows_header(struct str name);

/* True when the role's title can stand for this header name and nothing is lost: all of the name is known, to
 * this role alone, and it is no figure, of which a table has several kinds (年度计划投资 is more than 目标值). */
bool role_says_all_of(enum role role, struct str name);

/* Whether all of the facts, ROLE_IS_... bits, are true of the role. */
bool role_is(enum role role, unsigned facts);

/* Decides the role of each of `count` columns. `names` are the header cells; `sample(ctx, column,
 * i)` gives the i-th of `sample_rows` cells of a column, for the ambiguous names. A role that is
 * ROLE_IS_SINGLE is given at most once (to the likeliest column), others to as many columns as
 * claim them. */
void role_assign(const struct str *names, size_t count,
                 struct str (*sample)(const void *, size_t, size_t), const void *ctx,
                 size_t sample_rows, enum role *roles);

#endif
