/*
 * checklist: the findings about a table as lines for people and for grep.
 *
 *     county.tsv:51: warning: 191 号:标点不成对,在“三季度完成情况”列:“市长杯”校园 [unpaired]
 *     county.tsv:38: note: 空行 1 行,未作为任务 [blank_lines]
 *
 * File, line (left out for what is about the whole file), warning or note, text, kind. All but the
 * text is the same in both languages.
 */
#ifndef DUBAN_REVIEW_CHECKLIST_H
#define DUBAN_REVIEW_CHECKLIST_H

#include <stdio.h>

#include "review/check.h"

/* Writes a line a finding of a check that is done; hostile code points as marks. Errors of writing
 * show in ferror(). */
void checklist_write(FILE *out, const struct check *c, const struct table *t, enum lang lang);

#endif
