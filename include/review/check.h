/*
 * check: everything about a table that a careful clerk would report, in the order of its lines.
 *
 * The loader's warnings come first among equals; to them is added what only shows in the finished
 * table: numbers that stand twice or are left out, marks without their partner, notes that are word
 * for word the same, cells that must not be empty, deadlines that cannot be held against a day.
 *
 * A note counts as the same from CHECK_NOTE_CHARACTERS_MIN characters on, and when it is more than
 * a word of state (已完成).
 */
#ifndef DUBAN_REVIEW_CHECK_H
#define DUBAN_REVIEW_CHECK_H

#include "review/finding.h"

#define CHECK_NOTE_CHARACTERS_MIN 6

struct check;

/* Begins to check a table, which must be whole and outlive the check. */
struct check *check_new(const struct table *t);
void check_free(struct check *c);

/* Looks at `rows` records more (0: all that are left). True when all is done: then, and only then,
 * the functions below may be asked. */
bool check_step(struct check *c, uint32_t rows);
bool check_is_done(const struct check *c);

/* How many findings are listed, and the one at `index`. */
size_t check_count(const struct check *c);
const struct finding *check_finding(const struct check *c, size_t index);

/* How many there are in all (the loader keeps no more than WARNINGS_KEPT_MAX), and how many of them
 * are more than a note (finding_is_note): those make --check exit with 1. */
size_t check_total(const struct check *c);
size_t check_serious(const struct check *c);

#endif
