/*
 * timeless: a title or header without its words of time, so that the tables of two quarters know
 * each other.
 *
 *     菏泽市人民政府2023年经济社会发展责任目标三季度工作推进情况一览表
 *     菏泽市人民政府    经济社会发展责任目标      工作推进情况一览表
 *
 * Words of time are years, months, days, quarters and halves as titles write them (三季度, 第3季度,
 * 前三季度, 1-8月, 上半年, 截至9月30日, 2023年度, 2023-09-30, Q3), alone and in ranges, with what
 * leans on them (截至, 第, 前, 底, 末). A word that only looks like one (十四五, 三年行动) stays.
 */
#ifndef DUBAN_REVIEW_TIMELESS_H
#define DUBAN_REVIEW_TIMELESS_H

#include "base/base.h"

/* Appends the folded form of `text` without words of time, blanks, and brackets left empty. */
void timeless_append_key(struct buf *out, struct str text);

#endif
