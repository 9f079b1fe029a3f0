/*
 * pinyin: finds Chinese text by what is typed on a Latin keyboard.
 *
 * A typed word (letters a-z; v or u for lü's vowel) matches a run of characters when it can be cut
 * into one part a character, each part an initial (j, or the two letters of zh ch sh), a full
 * syllable (jiao) or, for the last character only, the beginning of one (jia). Mixes are allowed:
 *
 *     jtysj      交 通 运 输 局      j|t|y|s|j
 *     jiaotong   交 通              jiao|tong
 *     jtongys    交 通 运 输         j|tong|y|s
 *
 * A character has every reading a dictionary gives it (单: dan, shan, chan). Readings are the union of
 * kTGHZ2013, kXHC1983, kMandarin, kHanyuPinlu, and kHanyuPinyin where none of them has one, generated
 * at build time; tones are dropped. Letters and digits in the text match themselves (fold first).
 */
#ifndef DUBAN_TEXT_PINYIN_H
#define DUBAN_TEXT_PINYIN_H

#include "base/base.h"

/* A word compiled for searching; plain data, copies freely. */
#define PINYIN_WORD_MAX 64
struct pinyin_word {
    uint8_t len; /* letters; 0 matches nothing */
    char letters[PINYIN_WORD_MAX];
};

/* False when `word` is not made of 1..64 ASCII letters (any case): it cannot be pinyin. Digits are
 * allowed behind the first letter, for names such as g327. */
bool pinyin_compile(struct str word, struct pinyin_word *out);

/* First match in `text` at or after byte `from`: true, and its bytes in `*off`, `*len`. At least one
 * Chinese character must take part. The longest match at the first place. */
bool pinyin_find(const struct pinyin_word *word, struct str text, size_t from, size_t *off,
                 size_t *len);

/* The readings of a code point, most usual first: a static array of NUL-terminated syllables
 * ("jiao", "lv"), `*count` of them; 0 for what is not read in pinyin. */
const char *const *pinyin_readings(uint32_t code_point, size_t *count);

#endif
