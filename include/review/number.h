/*
 * number: figures as people write them in cells: 160, 1,234.5, 14.5%, -3.
 *
 * Only the figure at the beginning of a text counts: "14.5% 以上" is 14.5, "约3公里" has none. A
 * comma is part of a number only where three digits follow it; a percent sign is read and means
 * nothing more. The locale has no say.
 */
#ifndef DUBAN_REVIEW_NUMBER_H
#define DUBAN_REVIEW_NUMBER_H

#include "base/base.h"

/* Record numbers (1.9 before 1.10) are read up to the point; amounts are read through it. */
enum number_form { NUMBER_WHOLE, NUMBER_DECIMAL };

/* The number at the beginning of `folded` (folded text: full-width digits are digits there), blanks
 * before it skipped. Returns the bytes read, 0 when there is none; `*value` is left alone then. */
size_t number_read(struct str folded, enum number_form form, double *value);

/* True when `folded` is one decimal number and nothing else but blanks. */
bool number_parse(struct str folded, double *value);

#endif
