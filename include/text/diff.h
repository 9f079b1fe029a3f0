/*
 * diff: what was added to a text and what was taken away, so that no character is torn.
 *
 *   before   完成投资12.45亿元          ->   完成投资[-12.45-]{+18.45+}亿元
 *   after    完成投资18.45亿元
 *
 * Texts are compared by tokens: a number with what belongs to it (1,234.5%), a Latin word with its
 * digits (G327), else one grapheme cluster. Tokens are equal when their bytes are. The shortest
 * edit (Myers, 1986) is then made readable: an edit that could stand in several places stands at
 * the beginning of a clause, and what is unchanged between two edits joins them where it is a
 * single character, or has fewer tokens than either edit.
 */
#ifndef DUBAN_TEXT_DIFF_H
#define DUBAN_TEXT_DIFF_H

#include "base/base.h"

/* Steps of the search, of a few nanoseconds each, after which a part of the texts that is still
 * being compared counts as replaced whole. Two notes of 1,000 characters that have nothing in
 * common need 2 million. */
#define DIFF_STEPS_MAX 4000000

enum diff_kind { DIFF_SAME, DIFF_ADDED, DIFF_TAKEN };

struct diff_piece {
    enum diff_kind kind;
    struct str text; /* never empty; of `after` for same and added, of `before` for taken */
};

struct diff {
    struct diff_piece *pieces; /* owned; in reading order, taken before added at one place */
    size_t count;
    size_t cap;
};

#define DIFF_INIT                                                                                  \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

/* Frees the pieces and makes the diff empty and usable again. */
void diff_release(struct diff *d);

/* Compares; what the diff held before is forgotten, the new pieces borrow both texts. The same and
 * added pieces joined are `after`, the same and taken ones `before`. Equal texts are one same piece
 * (none when empty), texts beyond DIFF_STEPS_MAX one taken and one added one between what they
 * begin and end with alike. Two pieces of one kind never follow each other. */
void diff_texts(struct diff *d, struct str before, struct str after);

#endif
