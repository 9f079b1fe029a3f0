/*
 * ranking: the order of distinct texts, as numbers that a sort can use for keys; made in steps.
 */
#ifndef DUBAN_REVIEW_RANKING_H
#define DUBAN_REVIEW_RANKING_H

#include "base/arena.h"
#include "review/textset.h"
#include "review/work.h"
#include "text/collate.h"

struct ranked;

struct ranking {
    const struct textset *texts;
    enum collation kind;
    size_t enough;       /* bytes of the keys that are compared */
    int stage;           /* index of what is being done now */
    size_t at;           /* how far that is */
    size_t common;       /* bytes that all texts seen so far begin with */
    size_t skipped;      /* bytes of them that no key looks at */
    struct arena keys;   /* life of the keys */
    struct buf scratch;  /* one key */
    struct ranked *all;  /* one a text, in the order of the moment */
    struct ranked *next; /* room for the next pass of the merging */
    size_t width;        /* runs of so many are in order */
    size_t a, b;         /* where the two runs stand that are being merged */
    uint32_t *ranks; /* the result: by number of the text, from 0; texts with equal keys alike */
    bool is_open;    /* the result: some rank is shared by texts that may differ further on */
};

/* Begins to rank the texts of the set, at least one, which must stay as it is. Only `enough` bytes of the keys
 * are compared, from where the texts begin to differ; when the result is open the caller asks again for the
 * texts of one rank alone, with more bytes. */
void ranking_begin(struct ranking *k, const struct textset *texts, enum collation kind,
                   size_t enough);

/* Goes on until the work is used up or all are ranked: true then. */
bool ranking_step(struct ranking *k, struct work *work);

/* Frees everything, whether all were ranked or not. */
void ranking_release(struct ranking *k);

#endif
