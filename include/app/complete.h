/*
 * complete: what could stand where the cursor is in a query (review/query.h), for Tab.
 *
 *     un          unit:                   names of the roles that the table has: English, Chinese, headers
 *     dw          单位:                    ... found by pinyin, too
 *     is:be       is:behind
 *     unit:jtys   unit:市交通运输局       values of the table, by their letters or by pinyin, wherever in
 *                                         the value; those that begin so come first
 *     jtys        市交通运输局            the same without a role, where no name fits
 *
 * Users often have no input method at hand: what they mean is completed from a few Latin letters.
 */
#ifndef DUBAN_APP_COMPLETE_H
#define DUBAN_APP_COMPLETE_H

#include "base/arena.h"
#include "base/message.h"
#include "review/review.h"

/* One thing that could stand there. */
struct candidate {
    struct str shown; /* as it is listed: 市交通运输局, is: */
    struct str text;  /* as it is written in a query: quoted where it must be */
};

/* All that could; the first is the likeliest. All zero is none. */
struct completion {
    struct arena arena; /* life of the candidates */
    struct candidate *candidates;
    size_t count, cap;
    size_t begin; /* byte of the line where each of them would begin */
};

/* Frees its memory and makes it none. */
void completion_release(struct completion *c);

/* Finds what could stand before `cursor` (a byte of the line) in place of the word there. Values are
 * those of the whole table. Names that could be typed in several languages are listed in `lang`
 * where nothing was typed. */
void completion_find(struct completion *c, struct str line, size_t cursor, const struct review *r,
                     enum lang lang);

#endif
