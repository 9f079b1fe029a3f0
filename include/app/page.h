/*
 * page: a text that takes the room of list and detail: help, warnings, a menu.
 *
 * Lines are built once for a width (again after a resize) and scrolled; lines that can be chosen
 * carry a target. The cursor stands on lines of a choosable page and is the first line shown
 * otherwise.
 */
#ifndef DUBAN_APP_PAGE_H
#define DUBAN_APP_PAGE_H

#include "base/base.h"

enum page_kind { PAGE_NONE, PAGE_HELP, PAGE_WARNINGS, PAGE_SORT };

/* A line that leads nowhere. */
#define PAGE_NO_TARGET UINT32_MAX

enum page_style { PAGE_TEXT, PAGE_HEADING, PAGE_CONTINUED };

struct page_line {
    size_t off, len; /* in the page's text */
    uint32_t
        target; /* what Enter on it means, by kind: a warning's index, a column; UINT32_MAX none */
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
};

void page_release(struct page *p);

/* Empties it and gives it a kind; cursor and top are kept when the kind stays the same (a rebuild).
 */
void page_begin(struct page *p, enum page_kind kind, bool choosable);

/* Adds a line. `key` is the first column, "" for none; it is padded to `key_cells`. Text wider than
 * what is left of `width_cells` continues on further lines, indented; all carry `target`. */
void page_add(struct page *p, enum page_style style, struct str key, unsigned key_cells,
              struct str text, unsigned width_cells, uint32_t target);

/* Moves the cursor (choosable) or the top by lines, within the page as seen through `height` rows.
 */
void page_move(struct page *p, long lines, unsigned height);
void page_move_to(struct page *p, size_t line, unsigned height);

/* Keeps cursor and top within bounds, the cursor's whole entry on the screen. */
void page_settle(struct page *p, unsigned height);

struct str page_line_text(const struct page *p, size_t line);

#endif
