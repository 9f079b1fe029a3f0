/*
 * json: the view and the summary as JSON objects; their members are a contract with scripts, and stand in README,
 * "Without a screen". Always UTF-8; a record, a warning or a roll-up's line takes a line.
 */
#ifndef DUBAN_REVIEW_JSON_H
#define DUBAN_REVIEW_JSON_H

#include "review/printout.h"
#include "review/summary.h"

/* Asks the system for what jansson wants of it once (chance, for its hashes), so that writing opens no
 * file. */
void json_prepare(void);

/* Writes title, as_of, encoding, delimiter, columns, records, warnings. */
void json_write_view(const struct printout *p);

/* Writes title, as_of, the counts, by_leader ... by_state; and `by` when a column was asked for. */
void json_write_summary(const struct printout *p, const struct summary *s);

#endif
