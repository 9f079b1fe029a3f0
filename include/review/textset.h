/*
 * textset: gives each distinct text a small number, in the order in which they come first.
 *
 * How roll-ups gather lines and how a sort finds out that a million cells hold a dozen values. The
 * set borrows the texts that it is given: they live at least as long as the set.
 */
#ifndef DUBAN_REVIEW_TEXTSET_H
#define DUBAN_REVIEW_TEXTSET_H

#include "base/base.h"

struct textset {
    struct textset_member *members; /* owned; by number */
    size_t count;
    size_t cap;
    uint32_t *slots; /* owned; number + 1, or 0 for free; a power of two of them */
    size_t slot_count;
};

#define TEXTSET_INIT                                                                               \
    {                                                                                              \
        NULL, 0, 0, NULL, 0                                                                        \
    }

/* Frees the set and makes it empty and usable again. */
void textset_release(struct textset *s);

/* Forgets the texts and keeps the memory. */
void textset_clear(struct textset *s);

/* The number of `text`, which is added when it is new: `*is_new` (may be NULL) says so. */
uint32_t textset_add(struct textset *s, struct str text, bool *is_new);

/* The number of `text` when the set has it. */
bool textset_find(const struct textset *s, struct str text, uint32_t *number);

/* The text with that number, below `count`. */
struct str textset_text(const struct textset *s, uint32_t number);

/* Lets the set borrow equal bytes that live elsewhere (longer) from now on. */
void textset_move(struct textset *s, uint32_t number, struct str same);

/* A hash of the bytes: quick, not for hostile use across programs. */
uint64_t textset_hash(struct str text);

#endif
