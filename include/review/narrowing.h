/*
 * narrowing: whether words that were typed further want only records that they wanted before.
 */
#ifndef DUBAN_REVIEW_NARROWING_H
#define DUBAN_REVIEW_NARROWING_H

#include "base/base.h"

/* True when every record that the query `now` wants is one that `before` wanted, whatever the table: `now` is
 * `before` with more behind it, one word of Chinese characters and digits. False wherever the words alone do not
 * make that certain: with blanks, | ! : quotes and comparisons, and for Latin letters, which are pinyin too
 * (three are looked for in fewer columns than four; xia is no part of 县, but xian is). */
bool narrowing_is_certain(struct str before, struct str now);

#endif
