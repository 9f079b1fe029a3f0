/*
 * collate: the order in which a Chinese reader expects texts, whatever locale the host has.
 *
 * Blank texts first; digits by value (2号 before 10号); Latin (case ignored) before Chinese;
 * Chinese by reading (letters, then tone), then strokes, then code point, one character after the
 * other; everything else by code point behind. A blank inside sorts before any character, blanks at
 * the ends do not count. Equal keys mean texts that fold to the same; ties are the caller's (keep
 * file order).
 *
 * The character's place is pinyin_order(), by the first of its readings: where the database puts a
 * rare one first (长 zhang, 地 de), src/gen/readings.tsv says which one GB 2312 sorts it by.
 *
 * Names of people have rules of their own: the first character is read as a family name (单 shan, 仇
 * qiu), and padding (text/padding.h) does not count.
 */
#ifndef DUBAN_TEXT_COLLATE_H
#define DUBAN_TEXT_COLLATE_H

#include "base/base.h"

enum collation { COLLATE_TEXT, COLLATE_NAME };

/* Appends a key to `out`: keys compare with str_compare() as their texts should be ordered. The key
 * of a blank text is empty. */
void collate_append_key(struct buf *out, enum collation kind, struct str text);

/* Appends the beginning of that key: whole elements, `enough` bytes or more of them, or the whole key
 * where it is shorter. Costs as much as `enough` asks for, however long the text is; so a sort need
 * not read a page to tell two notes apart. Beginnings with the same `enough` compare as keys do, as
 * far as they go. */
void collate_append_beginning(struct buf *out, enum collation kind, struct str text, size_t enough);

#endif
