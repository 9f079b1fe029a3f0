/*
 * lineedit: the line that is typed at a prompt, edited by character.
 *
 * Knows text and keys, not the screen: it says where the cursor stands in bytes and what to show
 * for a width. History is kept for the run, one for each prompt that asks for it.
 */
#ifndef DUBAN_APP_LINEEDIT_H
#define DUBAN_APP_LINEEDIT_H

#include "app/key.h"
#include "base/base.h"

struct history {
    struct buf *entries; /* oldest first, no entry twice in a row */
    size_t count;
    size_t cap;
};

#define HISTORY_INIT                                                                               \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

#define HISTORY_MAX 100

/* Frees the entries and makes it empty and usable again. */
void history_release(struct history *h);

/* Adds a copy of the line as the newest entry; an empty line, or the newest entry again, adds
 * nothing. Beyond HISTORY_MAX the oldest goes. */
void history_add(struct history *h, struct str line);

struct lineedit {
    struct buf text;         /* valid UTF-8, no control characters */
    size_t cursor;           /* byte offset, at a cluster's beginning or the end */
    struct history *history; /* borrowed, may be NULL */
    size_t history_at;       /* entry shown; history->count means the line being typed */
    struct buf typed;        /* the line being typed while history is shown */
};

/* An empty line. `history` must outlive it. */
void lineedit_init(struct lineedit *e, struct history *history);

/* Frees the text; the history is its owner's. */
void lineedit_release(struct lineedit *e);

/* Empties it, or fills it with `text`, made clean as pasted text is, and puts the cursor at the
 * end.
 */
void lineedit_set(struct lineedit *e, struct str text);

/* What a key did: nothing, it is the caller's; it was taken and the text is the same; the text
 * changed. */
enum lineedit_result { LINEEDIT_IGNORED, LINEEDIT_MOVED, LINEEDIT_CHANGED };

/* Characters are inserted; Backspace, Delete; Left, Right; Home, End; C-u to the beginning, C-k to the end, C-w the
 * word before; Up, Down history. Everything else is the caller's: LINEEDIT_IGNORED. (That other keys do the same is
 * for the command table to say.) Text stays below LINEEDIT_MAX_BYTES; a character that has no room is taken and
 * dropped. */
#define LINEEDIT_MAX_BYTES 4096
enum lineedit_result lineedit_key(struct lineedit *e, uint32_t key);

/* Inserts pasted text: line breaks and tabs become blanks, other control characters are left out,
 * invalid bytes become U+FFFD; what has no room is left out. */
enum lineedit_result lineedit_paste(struct lineedit *e, struct str text);

/* Puts `text`, made clean as pasted text is, in place of the bytes from `from`, the beginning of a
 * cluster, up to the cursor, which stands behind it then. */
void lineedit_replace_before(struct lineedit *e, size_t from, struct str text);

/* The part to show in `cells` so that the cursor is inside, with the cluster it stands on or, at
 * the end, a blank for it; `*cursor_cells` is the cursor's place in it. It moves by halves of the
 * width, so that it does not slide with every key. Borrowed until the line changes. */
struct str lineedit_window(const struct lineedit *e, unsigned cells, unsigned *cursor_cells);

#endif
