/*
 * sieve: finds in one walk over a text the few places where a word may stand, however it is spelled there.
 *
 * A sieve knows of each code point whether it may stand first or second in the word, or may be all of it.
 * What passes is a place; a place is not yet a hit, but where there is no place there is none:
 *
 *     word jtys    经 济 交 通 运 输 局
 *                        ^ first, and 通 may stand second
 *
 * Who knows how a word may be spelled (fold.h, pinyin.h) marks its code points; several may mark one sieve.
 */
#ifndef DUBAN_TEXT_SIEVE_H
#define DUBAN_TEXT_SIEVE_H

#include "base/base.h"

enum {
    SIEVE_FIRST = 1,  /* a hit may begin here, if a second one follows */
    SIEVE_SECOND = 2, /* may follow the first */
    SIEVE_ALONE = 4,  /* a hit may begin here, whatever follows */
};

/* All zero at first: nothing passes. Marking is followed by sieve_settle(). */
struct sieve {
    unsigned char marks[0x10000]; /* by code point */
    unsigned char marks_beyond;   /* of all code points beyond the basic plane */
    char only[4];                 /* where one code point alone can begin a hit: its bytes */
    size_t only_bytes;            /* 0: several can */
};

/* Adds marks to a code point. */
void sieve_mark(struct sieve *s, uint32_t point, unsigned marks);

/* Adds the marks of another sieve. */
void sieve_join(struct sieve *s, const struct sieve *other);

/* Prepares for looking, when all is marked. */
void sieve_settle(struct sieve *s);

/* The first place at or after byte `from` of a text, or the text's length. The text is well formed, as a
 * table's cells are; next to malformed bytes a place may be passed over. */
size_t sieve_next(const struct sieve *s, struct str text, size_t from);

#endif
