/*
 * label: short names for several files, and the words that their titles share.
 */
#ifndef DUBAN_TABLE_LABEL_H
#define DUBAN_TABLE_LABEL_H

#include "base/base.h"

/* Appends the label of names[index]: the file's name without folder and suffix; where others have
 * the same, with its folder or host; where even that is the same, the whole name, and a number.
 *
 *     a/q3.tsv b/q3.tsv caoxian:q3.tsv x.csv x.csv    a/q3  b/q3  caoxian:q3  x.csv  x.csv (2)
 */
void label_append(struct buf *out, const struct str *names, size_t count, size_t index);

/* The beginning or end, whichever is longer, that two titles share: a part of `a`. An end does not
 * begin within a word if that can be told (县2023年 gives 2023年). "" when it is shorter than
 * LABEL_COMMON_MIN characters. */
#define LABEL_COMMON_MIN 4
struct str label_common_part(struct str a, struct str b);

#endif
