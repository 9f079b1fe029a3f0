/*
 * gutter: what stands at the left of a record in the list, a cell each, to be read without colour.
 *
 *     >*"= 150  肖友华      the cursor; marked; remarked; compared with the earlier table
 *
 *     *   marked                        ~   changed since the earlier table
 *     "   has remarks                   =   its note is word for word the earlier one
 *                                       +   new
 *
 * A sign takes a cell only while there is something that it could say: a table without marks, remarks
 * and earlier table has the cursor and a blank.
 */
#ifndef DUBAN_APP_GUTTER_H
#define DUBAN_APP_GUTTER_H

#include "app/app.h"
#include "review/compare.h"

#define GUTTER_SIGNS_MAX 3

/* Cells before the first column: the cursor's, the signs, a blank. */
unsigned gutter_cells(const struct app *a);

/* The signs of a record, from the second cell on; a blank for none. Returns how many. */
size_t gutter_signs(const struct app *a, uint32_t row, char signs[GUTTER_SIGNS_MAX]);

/* The sign of the comparison that stands for a kind of record. */
char gutter_change_sign(enum change change, bool note_is_same);

#endif
