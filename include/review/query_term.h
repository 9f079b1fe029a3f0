/*
 * query_term: one thing that a query asks of a record, compiled: words in some columns, a comparison, or
 * a condition. The parser (query.c) makes terms, this module answers them.
 *
 *     高速           TERM_TEXT    scope any
 *     leader:刘      TERM_TEXT    scope columns (all columns of the role)
 *     units:=市公安局 TERM_TEXT   scope units, whole
 *     lead:交通      TERM_TEXT    scope lead
 *     no>=160        TERM_NUMBER  scope columns
 *     due<=9月底     TERM_DUE     scope columns
 *     state=lag      TERM_STATE   scope columns
 *     is:behind      TERM_IS
 */
#ifndef DUBAN_REVIEW_QUERY_TERM_H
#define DUBAN_REVIEW_QUERY_TERM_H

#include "review/condition.h"
#include "text/match.h"

/* In the order of what they cost, cheapest first: how the terms of a group are asked. */
enum query_term_kind { TERM_IS, TERM_STATE, TERM_DUE, TERM_NUMBER, TERM_TEXT };

/* Which text of a record is looked at. */
enum query_term_scope {
    SCOPE_COLUMNS, /* the cells of `columns` */
    SCOPE_LEAD,    /* the first-named unit */
    SCOPE_UNITS,   /* each unit by itself, and the whole cell */
    SCOPE_ANY,     /* every cell */
};

/* Which signs of cell - value are wanted; a comparison is a set of them. */
enum {
    SIGN_LESS = 1,
    SIGN_EQUAL = 2,
    SIGN_GREATER = 4,
};

/* Borrows `columns`, owns the matchers; the query that holds the term frees them. */
struct query_term {
    enum query_term_kind kind;
    enum query_term_scope scope;
    bool is_negated;
    bool is_whole;   /* TERM_TEXT: the whole cell or unit, blanks at the ends ignored */
    bool is_literal; /* TERM_TEXT: never tried as pinyin */
    bool is_regex;   /* TERM_TEXT: looked for in the cells as they are written, padding included */
    bool is_solid;   /* TERM_TEXT: without blanks, so that where it stands no padding is */
    unsigned signs;  /* TERM_DUE, TERM_NUMBER */
    const uint32_t *columns;
    size_t column_count;
    struct matcher *matcher;                      /* TERM_TEXT */
    struct matcher *bare_matchers[PADDING_COUNT]; /* without that padding, where it has some */
    struct sieve *sieve;               /* TERM_TEXT, a plain word for every column; or NULL */
    const struct condition *condition; /* TERM_IS */
    double number;                     /* TERM_NUMBER */
    struct due due;                    /* TERM_DUE */
    enum state state;                  /* TERM_STATE */
};

/* Makes the sieve of a term that is otherwise complete, if it is one that can have it. Without one the answers
 * are the same, only later. */
void query_term_make_sieve(struct query_term *t);

/* Frees what the term owns. */
void query_term_release(struct query_term *t);

/* Whether the record is as the term wants it, negation included. */
enum answer query_term_judge(const struct query_term *t, const struct review *r, uint32_t row);

/* The same; of a term with a sieve nothing before `*off` in the record's text is looked at, and `*off` gets where the
 * first hit begins. 0 for other terms. */
enum answer query_term_judge_from(const struct query_term *t, const struct review *r, uint32_t row,
                                  uint32_t *off);

/* Terms are asked in rising order of this, the cheapest first. */
int query_term_rank(const struct query_term *t);

/* What asking costs (review/work.h). */
size_t query_term_cost(const struct query_term *t);

/* Hits that grow; in no order and overlapping until query_hits() puts them straight. */
struct hit_list {
    struct match_hit *hits; /* owned */
    size_t count;
    size_t cap;
};

/* Appends at most `max` places of the cell that a positive TERM_TEXT hits; nothing for others. */
void query_term_append_hits(const struct query_term *t, const struct review *r, uint32_t row,
                            uint32_t column, struct hit_list *out, size_t max);

#endif
