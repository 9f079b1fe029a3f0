/*
 * pinyin: finds Chinese text by what is typed on a Latin keyboard.
 *
 * A typed word (letters a-z; v or u for lü's vowel) matches a run of characters when it can be cut
 * into one part a character, each part an initial (j, or the two letters of zh ch sh), a full
 * syllable (jiao) or, for the last character only, the beginning of one (jia). Mixes are allowed:
 *
 *     jtysj      交 通 运 输 局      j|t|y|s|j
 *     jiaotong   交 通               jiao|tong
 *     jtongys    交 通 运 输         j|tong|y|s
 *     g327x      Ｇ ３ ２ ７ 县      g|3|2|7|x
 *
 * A character has every reading a dictionary gives it (单: dan, shan, chan) and those of the
 * character that it folds to. Readings are the union of kMandarin, kHanyuPinlu, kXHC1983 and
 * kTGHZ2013, and kHanyuPinyin where none of them has one, with the reviewed corrections of
 * src/gen/readings.tsv, generated at build time; tones are dropped.
 *
 * Look in the original text, not in its folded form: folding makes 乾 (qian) one with 干 (gan).
 * Letters and digits of the text match themselves, in any case and width. Nothing is passed over:
 * a blank or a mark between two characters ends the run.
 */
#ifndef DUBAN_TEXT_PINYIN_H
#define DUBAN_TEXT_PINYIN_H

#include "base/base.h"
#include "text/sieve.h"

#define PINYIN_LETTERS_MAX 64

/* A word compiled for searching. */
struct pinyin;

/* Compiles a word; the caller frees it with pinyin_free(). NULL when it is not 1..64 ASCII letters
 * (of any case) and digits, a letter first: it cannot be pinyin. Digits are for names such as g327.
 * Takes a tenth of a millisecond: once a word, not once a text. */
MUST_USE struct pinyin *pinyin_new(struct str word);

/* Frees the word; NULL is allowed. */
void pinyin_free(struct pinyin *word);

/* First match in `text` that begins at or after byte `from`: true, and its bytes in `*off`, `*len`.
 * At least one Chinese character takes part. The longest match at the first place. Malformed text
 * is harmless, but next to its bad bytes a match may be missed. */
bool pinyin_find(const struct pinyin *word, struct str text, size_t from, size_t *off, size_t *len);

/* The places where matches may begin, for looking through many texts; and whether one does begin at `off`, the
 * beginning of a code point. */
const struct sieve *pinyin_sieve(const struct pinyin *word);
bool pinyin_begins(const struct pinyin *word, struct str text, size_t off);

#define PINYIN_READINGS_MAX 8

/* The readings of a code point, most usual first: syllables that stay ("jiao", "lv") go to `out`.
 * Returns how many; 0 for what is not read in pinyin. */
size_t pinyin_readings(uint32_t code_point, const char *out[PINYIN_READINGS_MAX]);

/* Place of a character in the order of a Chinese dictionary: by first reading (letters, then tone),
 * strokes (kTotalStrokes), code point. From 1, below 0x8000, no two alike; 0 for what has none. */
uint32_t pinyin_order(uint32_t code_point);

/* The same of a character that begins a person's name, before `next` (0: nothing): by its reading as a
 * family name where that is another (单 shan, 仇 qiu; 尉 yu in 尉迟), from src/gen/readings.tsv. */
uint32_t pinyin_surname_order(uint32_t code_point, uint32_t next);

#endif
