/*
 * padding: blanks that only make a name as wide as its neighbours: 张　三 and 张 三 are 张三.
 *
 * Chinese tables pad names of two characters to the width of three, and the units of a form letter by
 * letter (市 教 育 局). Such blanks do not count wherever names are compared; what is shown keeps them.
 */
#ifndef DUBAN_TEXT_PADDING_H
#define DUBAN_TEXT_PADDING_H

#include "base/base.h"
#include "text/sieve.h"

/* Which blanks are taken for padding. */
enum padding {
    PADDING_NONE,
    PADDING_NAME,    /* all between two Chinese characters */
    PADDING_LETTERS, /* those between two Chinese characters that each stand alone: between blanks,
                        commas and the like */
    PADDING_COUNT
};

/* True when a blank that could be padding stands anywhere in the text. */
bool padding_has_blank(struct str text);

/* `text` without its padding: itself where there is none, else bytes in `scratch`, which is cleared
 * first. Blanks at the ends stay. Fast on text without blanks. */
struct str padding_strip(struct str text, enum padding how, struct buf *scratch);

/* Marks padding as what may stand second in a word, behind its first character (text/sieve.h). */
void padding_mark(struct sieve *s);

/* Bytes of the characters that stand alone one by one at the beginning of `text`, with the blanks between
 * them (市 教 育 局); 0 when there are not at least two. */
size_t padding_letters_length(struct str text);

/* The bytes of `text` whose stripped form covers [off, off+len) of the stripped text: how a hit there
 * is found back in what is shown; padding within it included. `*source_off` gets the offset in `text`,
 * the return value is the length. */
size_t padding_source_span(struct str text, enum padding how, size_t off, size_t len,
                           size_t *source_off);

#endif
