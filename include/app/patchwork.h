/*
 * patchwork: a text put together from pieces of others, so that it can be wrapped as one text and each
 * piece still knows where it came from.
 *
 *     完成投资【旧 8.2】【新 12.45】亿元      pieces: of the cell, of the earlier cell, signs between
 */
#ifndef DUBAN_APP_PATCHWORK_H
#define DUBAN_APP_PATCHWORK_H

#include "base/base.h"

/* What a piece of the card is. */
enum card_style {
    CARD_LABEL,
    CARD_VALUE,
    CARD_TARGET,
    CARD_STATE,
    CARD_EMPTY,
    CARD_ADDED,    /* of the cell, not in the earlier one */
    CARD_TAKEN,    /* of the earlier cell, not in this one */
    CARD_REMARK,   /* of a reviewer */
    CARD_OVERDUE,  /* how a deadline stands: gone by */
    CARD_STANDING, /* or in any other way */
};

struct patch {
    struct str text; /* borrowed from where it came from; never empty */
    uint32_t column; /* of the present table; COLUMN_NONE for what is not of its cell */
    size_t off;      /* of `text` in that cell */
    uint8_t style;   /* enum card_style */
};

struct patchwork {
    struct buf text; /* all pieces joined */
    struct patch *patches;
    size_t count;
    size_t cap;
};

#define PATCHWORK_INIT                                                                             \
    {                                                                                              \
        BUF_INIT, NULL, 0, 0                                                                       \
    }

/* Frees its memory; empties it and keeps the memory. */
void patchwork_release(struct patchwork *p);
void patchwork_clear(struct patchwork *p);

/* Adds a piece behind the others; an empty one is left out. */
void patchwork_add(struct patchwork *p, struct patch patch);

#endif
