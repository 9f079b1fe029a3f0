/*
 * collate: the order in which a Chinese reader expects texts, whatever locale the host has.
 *
 * Blank texts first; digits by value (2号 before 10号); Latin (case ignored) before Chinese; Chinese by
 * reading (tones counted after letters), then strokes, then code point; everything else by code
 * point behind. Equal keys mean texts that fold to the same; ties are the caller's (keep file order).
 *
 * Readings are the first of pinyin_readings() with about twenty overrides (长 as chang, 地 as di), since
 * the database files some characters under a rare reading. Strokes are kTotalStrokes.
 */
#ifndef DUBAN_TEXT_COLLATE_H
#define DUBAN_TEXT_COLLATE_H

#include "base/base.h"

/* Appends a key to `out`: keys compare with str_compare() as their texts should be ordered. */
void collate_append_key(struct buf *out, struct str text);

#endif
