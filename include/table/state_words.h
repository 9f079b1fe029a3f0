/*
 * state_words: which words mean which state class; see words.h for their form.
 */
#ifndef DUBAN_TABLE_STATE_WORDS_H
#define DUBAN_TABLE_STATE_WORDS_H

#include "base/base.h"
#include "table/state.h"

struct state_words {
    enum state state;
    const char *words;
};

/* One row a class. */
extern const struct state_words state_words[];
/* How many rows. */
extern const size_t state_words_count;

#endif
