/*
 * seen: in which record a text stood last, of the texts of one column.
 *
 * Keeps eight bytes a slot and no text: what a record holds is looked up in the table again. For texts that are
 * numbered, or stand elsewhere, see textset.h.
 */
#ifndef DUBAN_REVIEW_SEEN_H
#define DUBAN_REVIEW_SEEN_H

#include "table/table.h"

/* Begin with a table, which must be whole and outlive it, a column of it, and the rest zero. */
struct seen {
    const struct table *table;
    uint32_t column;
    struct seen_slot *slots; /* owned; a power of two of them */
    size_t slot_count;
    size_t count; /* distinct texts */
};

/* Frees what it remembers, and makes it empty and usable again. */
void seen_release(struct seen *s);

/* The record that held the column's text of `row`, blanks at its ends aside, before; it is `row`
 * from now on. ROW_NONE when the text is new. */
uint32_t seen_meet(struct seen *s, uint32_t row);

#endif
