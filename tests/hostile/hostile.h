/*
 * hostile: a corpus of files that try to drive the terminal, hide something or miscount, made anew by each
 * test run into a folder, with what each must show beside it.
 *
 *     folder/NAME.tsv     the table
 *     folder/NAME.shows   what must be seen, a line each:
 *
 *         screen TEXT     TEXT stands on the screen of 160x50 at once
 *         count NAME N    --summary=json says so of the member NAME
 *
 * Bytes that cannot stand in a source file are written out in hostile.c.
 */
#ifndef DUBAN_TESTS_HOSTILE_H
#define DUBAN_TESTS_HOSTILE_H

#include "base/base.h"

/* Writes the corpus into `folder`, which exists. Returns how many tables there are; hostile_name() has their
 * names. Ends the program when a file cannot be written. */
size_t hostile_make(const char *folder);
const char *hostile_name(size_t index);

/* ---- every code point ---- */

/* A plane is a table of its own, POINTS_A_ROW code points a row behind the first one's number in
 * hexadecimal. Left out are the four that end a cell (TAB, LF, CR) or quote one; surrogates are written as
 * the three bytes that they would be. */
#define POINTS_PLANES 17
#define POINTS_A_ROW  8
#define POINTS_ROWS   (0x10000 / POINTS_A_ROW)
void hostile_append_plane(struct buf *out, unsigned plane);

/* True for those left out; their cells are empty. */
bool hostile_is_left_out(uint32_t point);

/* Appends the only two texts that a terminal may be sent for a code point: itself where that is harmless, else
 * "", and its mark. Which are harmless is taken from libunistring here, and not asked of the program. */
void hostile_append_itself(struct buf *out, uint32_t point);
void hostile_append_mark(struct buf *out, uint32_t point);

/* True for a code point that is invisible, turns text, or means nothing: never to be sent. */
bool hostile_is_forbidden(uint32_t point);

/* A table of all 256 bytes, each alone in a cell behind its number in hexadecimal but for those left out. */
void hostile_append_bytes(struct buf *out);

/* Writes a file of the corpus, a table or another one. Ends the program when it cannot. */
void hostile_write(const char *folder, const char *name, struct str bytes);

#endif
