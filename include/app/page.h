/*
 * page: a text that takes the room of list and detail: help, warnings, a menu.
 *
 * Lines are built once for a width (again after a resize) and scrolled. What was added at once is
 * an entry: its first line and, where it was too wide, the lines that continue it.
 *
 *     C-f PgDn   向下一页          entry, key_cells 11
 *     &          筛选:只看含有     entry,
 *                这些词的任务        continued (PAGE_CONTINUED)
 *
 * On a choosable page the cursor stands on the first line of an entry with a target, if there is
 * any; else it is the first line shown, so that cursor equals top.
 */
#ifndef DUBAN_APP_PAGE_H
#define DUBAN_APP_PAGE_H

#include "base/base.h"

enum page_kind {
    PAGE_NONE,
    PAGE_HELP,
    PAGE_WARNINGS,
    PAGE_SORT,
    PAGE_AGAINST,
    PAGE_ENCODING,
    PAGE_SAVE,
    PAGE_GROUPINGS
};

/* A line that leads nowhere. (UINT32_MAX itself is a target: no column, the file's own order.) */
#define PAGE_NO_TARGET (UINT32_MAX - 1)

enum page_style { PAGE_TEXT, PAGE_HEADING, PAGE_CONTINUED };

struct page_line {
    size_t off, len;    /* in the page's text */
    uint32_t target;    /* what Enter on it means, by kind: a warning's index, a column */
    uint16_t key_cells; /* cells of the first column (a key's name), drawn apart; 0 none */
    uint8_t style;      /* enum page_style */
};

struct page {
    enum page_kind kind;
    bool choosable;
    struct buf text;
    struct page_line *lines;
    size_t count, cap;
    size_t cursor; /* line */
    size_t top;    /* first line shown */

    /* Of a list so long that it is built in slices: */
    const void *of; /* what it lists, as long as that is the same; NULL: another */
    unsigned cells; /* the width that it is built for */
    size_t listed;  /* entries so far */
};

/* Frees its memory and makes it an empty page of no kind. */
void page_release(struct page *p);

/* Empties it and gives it a kind; cursor and top are kept when the kind stays the same (a rebuild).
 */
void page_begin(struct page *p, enum page_kind kind, bool choosable);

/* Opens a page of a kind at its first line; it is filled when the state settles. */
void page_open(struct page *p, enum page_kind kind);

/* Adds an entry. `key` is the first column, "" for none: it is padded to `key_cells`, where the
 * text begins, on further lines too. What is too wide for `width_cells` continues on further lines.
 * A key too long for its column has a line of its own, with the text below; so has every key, the
 * text indented a little, where the column would leave too little room. All lines carry `target`.
 * Both texts are copied. */
void page_add(struct page *p, enum page_style style, struct str key, unsigned key_cells,
              struct str text, unsigned width_cells, uint32_t target);

/* Moves by lines within the page as seen through `height` rows: the top, or on a choosable page the
 * cursor, which goes on to the next entry that can be chosen (so 1 is the next, however long). */
void page_move(struct page *p, long lines, unsigned height);

/* The same, to a line; beyond the end means the last. */
void page_move_to(struct page *p, size_t line, unsigned height);

/* Keeps cursor and top within bounds and the cursor's whole entry on the screen (its beginning, if
 * it is higher than `height`). Headings above the first entry come into view with it. */
void page_settle(struct page *p, unsigned height);

/* The bytes of a line, borrowed until the page changes. `line` must be below count. */
struct str page_line_text(const struct page *p, size_t line);

#endif
