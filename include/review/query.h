/*
 * query: the words of a filter or a search, read once and asked of many records.
 *
 *     query   := group { "|" group }                 either
 *     group   := term { blank term }                 all of them
 *     term    := { "!" } ( value | role ":" [ "=" ] value | role op value | "is:" name )
 *     op      := "<=" | ">=" | "<" | ">" | "=" | "!=" | "<>"
 *     value   := word | "phrase" | /regex/
 *     role    := English or Chinese role name | "lead" | 牵头 | a header name of the table
 *                (unique beginning)
 *
 * Full-width ： ｜ ！ （＂） ＜ ＞ ＝ ／ stand for their twins, ≤ ≥ ≠ for <= >= !=, and “ ” quote a phrase as " " do.
 * In a phrase a backslash stands before a quote or a backslash that is meant. A regex ends at the
 * first / with a blank, a | or nothing behind it.
 *
 * A word is looked for in every column, also as pinyin; a phrase as it is written. `role:word`
 * looks in the columns of one role; `role:=word` wants the whole cell (units: one whole unit);
 * `lead:` looks at the first-named unit. Numbers and deadlines compare as such (due<=9月底,
 * due<=2023-09-30, no>=160, percent<75); a record without a value there is no match. `=` takes a
 * state class (state=lag), an equal number or day, else the whole cell; `!=` holds wherever `=` does
 * not, in empty cells too. A word that only looks like a role (http://x, 10:30) is a plain word: the part
 * before ":" must be a role. is: names are those of review/condition.h; unknown ones are errors that list the known.
 *
 * The same in the prompts / and & and in --filter; README, "Filter and search", teaches it.
 */
#ifndef DUBAN_REVIEW_QUERY_H
#define DUBAN_REVIEW_QUERY_H

#include "review/condition.h"
#include "review/review.h"
#include "text/match.h"

/* Conditions of a query: more are refused (MSG_QUERY_TOO_MANY says how many), since each is made anew at every key. */
#define QUERY_TERMS_MAX 100

struct query;

/* Reads `text` for a table (whose headers may be used as role names). NULL on failure with `*d`
 * saying why (ERR_QUERY, `off` and `place` where) so that the prompt can point at it. Blank text gives a query
 * that matches all. A query is for that table only. */
MUST_USE struct query *query_parse(struct str text, const struct table *t, struct diag *d);

/* Reads a query that is to be asked of a review: `*out` is to be freed, and NULL for one without terms. False
 * with `*d` (may be NULL) when it cannot be read, or when it asks about an earlier table and the review has
 * none (`awaits_earlier`: not yet). */
MUST_USE bool query_read(struct query **out, struct str text, const struct review *r,
                         bool awaits_earlier, struct diag *d);

/* Frees a query; NULL is allowed. */
void query_free(struct query *q);

/* True when the query has no terms. */
bool query_is_empty(const struct query *q);

/* For a query that finds nothing: appends one sentence when one of its words stands like a role and is
 * none (unts:公安 looks for just these letters), with the name that may be meant. False without one. */
bool query_append_doubt(struct buf *out, const struct query *q, const struct table *t,
                        enum lang lang);

/* Begins a new round of questions: regular expressions get their allowance (text/match.h) anew, so that
 * the same records are decided each time. */
void query_rest(const struct query *q);

/* True when one of its conditions needs that knowledge: is:changed an earlier table (without one whoever asks
 * should be told), is:marked the notes (when they change the answer does). */
bool query_asks(const struct query *q, enum condition_asks what);

/* Whether the record holds what the query wants. Undecided where a regular expression could not be
 * tried to the end (text/match.h) and nothing else decides. */
enum answer query_judge(const struct query *q, const struct review *r, uint32_t row);

/* The same where records are asked of one word after another, each narrower than the last one (narrowing.h): `*off`
 * is where the hit of the word before began (0: not known), and gets where this one begins. Nothing before it
 * is looked at. */
enum answer query_judge_from(const struct query *q, const struct review *r, uint32_t row,
                             uint32_t *off);

/* What it costs to ask one record (review/work.h). */
size_t query_cost(const struct query *q);

/* True when query_judge() says yes. */
bool query_matches(const struct query *q, const struct review *r, uint32_t row);

/* The places in one cell that the query's positive terms hit, for highlighting: in order, not
 * overlapping, at most `max`; returns how many. Only terms of groups that the record matches count.
 * Comparisons and is: have no places. */
size_t query_hits(const struct query *q, const struct review *r, uint32_t row, uint32_t column,
                  struct match_hit *hits, size_t max);

/* A query for one cell, as the key @ writes it: `role:=value` (for units: one unit), with quotes
 * and escapes where the value needs them. The role's name is Chinese where the table's header is.
 * query_parse() reads it back to the same cell. */
void query_append_cell(struct buf *out, const struct table *t, uint32_t column, struct str value);

/* The words of `old` narrowed by one more term: `term` joins every group of `old`, so that it holds
 * whichever of them matches ("a | b" and "c" give "a c | b c"). A term that every group ends with
 * already is not added again. */
void query_append_narrowed(struct buf *out, struct str old, struct str term, const struct table *t);

#endif
