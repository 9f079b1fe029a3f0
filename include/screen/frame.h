/*
 * frame: a picture of the screen in memory: a grid of cells, each a cluster, its width and a style.
 *
 *   y 0   [督][督'][办][办'][ ][5][3]      督' continues a wide cluster: width 0, no bytes
 *
 * A style is a meaning (a state behind, a hit, the cursor), never a colour; term decides what it
 * looks like. Drawing clips to a rectangle and never cuts a wide cluster (a blank is put where half
 * of one would stand; overwriting half of one blanks the other half). Text enters through
 * cluster_at(), so hostile code points become marks and bytes of a file cannot drive the terminal:
 * every cell holds printable text.
 */
#ifndef DUBAN_SCREEN_FRAME_H
#define DUBAN_SCREEN_FRAME_H

#include "app/layout.h"
#include "base/base.h"
#include "text/match.h"

/* A base style, with the flags below ored in. */
enum style {
    STYLE_TEXT,
    STYLE_TITLE,
    STYLE_HEADER,
    STYLE_HEADER_CURRENT, /* the current column's */
    STYLE_LABEL,
    STYLE_TARGET,
    STYLE_GOOD, /* on schedule */
    STYLE_BEHIND,
    STYLE_UNSURE, /* not stated, unknown */
    STYLE_RULE,
    STYLE_STATUS,
    STYLE_STATUS_BAD, /* a part of the status bar that wants attention */
    STYLE_HINT_KEY,
    STYLE_HINT,
    STYLE_PROMPT,
    STYLE_ERROR,
    STYLE_HEADING, /* of a page */
    STYLE_ADDED,   /* not in the earlier table */
    STYLE_TAKEN,   /* of the earlier table only */
    STYLE_REMARK,  /* a reviewer's words */
    STYLE_COUNT
};
enum {
    STYLE_CURSOR = 0x40,  /* flag: on the row of the cursor */
    STYLE_MATCH = 0x80,   /* flag: part of a hit */
    STYLE_PINYIN = 0x100, /* flag, with STYLE_MATCH: a hit by pinyin */
    STYLE_MARK = 0x200,   /* flag: a visible mark that stands for a hostile code point */
};

/* A base and 4 combining marks, or an emoji sequence; of a longer one its beginning is kept. */
#define FRAME_CELL_BYTES 32

struct frame_cell {
    char bytes[FRAME_CELL_BYTES]; /* UTF-8, `len` of them */
    uint8_t len;                  /* 0 for a continuation */
    uint8_t cells;                /* 1, 2; 0 for a continuation */
    uint16_t style;
};

struct frame {
    int rows, cols;
    struct frame_cell *cells; /* row by row; frame_at() */
    int cursor_y, cursor_x;   /* where the terminal's cursor stands; -1: hidden */
};

/* An empty frame of 0 x 0; frame_reset() gives it a size. */
void frame_init(struct frame *f);
void frame_release(struct frame *f);

/* Sets the size and fills it with blanks of STYLE_TEXT; hides the cursor. */
void frame_reset(struct frame *f, int rows, int cols);

/* The cell at (y, x), which must lie within the frame. */
struct frame_cell *frame_at(const struct frame *f, int y, int x);

/* True when both show the same. */
bool frame_cells_equal(const struct frame_cell *a, const struct frame_cell *b);

/* Fills a rectangle with blanks. */
void frame_fill(struct frame *f, struct rect r, unsigned style);

/* Draws text at (y, x), at most `cells` wide and within the frame. What does not fit is left out at
 * a cluster's end. Returns the cells used. */
int frame_put(struct frame *f, int y, int x, int cells, struct str text, unsigned style);

/* The same, with a mark (… or, in ASCII, ~) in the last cell when something was cut. */
int frame_put_cut(struct frame *f, int y, int x, int cells, struct str text, unsigned style,
                  bool ascii);

/* A text of the table with hits to paint over it. */
struct painted {
    struct str text; /* a cell of the table, or a part of it */
    size_t off;      /* of the part in the cell: hits count from the cell's beginning */
    const struct match_hit *hits; /* in order, not overlapping; borrowed */
    size_t hit_count;
    size_t focus_off; /* of the hit to bring into view, of the cell; SIZE_MAX: none */
    unsigned style;
};

/* Draws it with clusters that a hit touches flagged STYLE_MATCH. Where the text is too long, and
 * the hit at focus_off would not be seen, its beginning is left out, with a mark at the left too.
 */
int frame_put_painted(struct frame *f, int y, int x, int cells, const struct painted *p,
                      bool ascii);

/* Adds style flags to cells already drawn. */
void frame_add_style(struct frame *f, int y, int x, int cells, unsigned flags);

/* As text: each row its characters without trailing blanks and a newline; and with `styles` a line
 * beneath it of one letter a cell (two for a wide one), without trailing dots, for rows that have
 * any style. */
void frame_dump(const struct frame *f, struct buf *out, bool styles);

/* The letter of a style: '.' plain text, small letters for the others (t title, h header, H header
 * of the current column, g good, b behind, u unsure, ...; frame.c has the list); '>' on the
 * cursor's row, 'M' a hit, 'P' a hit by pinyin, '!' a mark. */
char frame_style_letter(unsigned style);

#endif
