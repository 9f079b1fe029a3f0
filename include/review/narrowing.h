/*
 * narrowing: whether words that were typed further want only records that they wanted before.
 */
#ifndef DUBAN_REVIEW_NARROWING_H
#define DUBAN_REVIEW_NARROWING_H

#include "base/base.h"

/* True when every record that the query `now` wants is one that `before` wanted, whatever the table: `now` is
 * `before` with more behind it, one word of Chinese characters, digits and letters. Each hit of it begins where one
 * of `before` does. False wherever the words alone do not make that certain: with blanks, | ! : quotes and
 * comparisons, and where more letters are looked for as pinyin in more columns (four in notes, three not). */
bool narrowing_is_certain(struct str before, struct str now);

#endif
