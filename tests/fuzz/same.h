/*
 * same: holds two tables, or one table and itself, against what every table promises.
 */
#ifndef DUBAN_TESTS_SAME_H
#define DUBAN_TESTS_SAME_H

#include "table/table.h"

/* Checks that both are the same in all that can be asked: shape, cells, facts, warnings. */
void check_same_table(const struct table *a, const struct table *b);

/* Checks what holds for every table: cells are valid UTF-8, lines rise, classes add up, every finding has
 * a text. */
void check_table(const struct table *t);

#endif
