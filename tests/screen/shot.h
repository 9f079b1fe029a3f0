/*
 * shot: a whole screen, as a scenario expects it, as the frame has it, or as the terminal shows it.
 *
 *   |序号▲ 领导    责任目标内容              |      text between bars, as wide as the screen
 *   :hhhhhhhhhhhhhh:                                letters of styles, one a cell, for rows that
 * have any
 *
 * Text compares as bytes. What a cell looks like is a number, `look`: in process it is the frame's
 * style letter, on a terminal it is bold, reverse, colours. A palette learns which look a letter
 * has and says so when the same letter looks different elsewhere; so one expectation serves both.
 */
#ifndef DUBAN_TESTS_SHOT_H
#define DUBAN_TESTS_SHOT_H

#include "base/base.h"

#define SHOT_CELL_BYTES 32

/* One cell; a wide character's second cell has no text. */
struct shot_cell {
    char text[SHOT_CELL_BYTES];
    uint8_t length;
    uint64_t look;
};

struct shot {
    int rows, cols;
    int cursor_y, cursor_x; /* -1: hidden */
    struct shot_cell *cells;
};

#define SHOT_INIT                                                                                  \
    {                                                                                              \
        0, 0, -1, -1, NULL                                                                         \
    }

/* Sets the size and blanks every cell. */
void shot_reset(struct shot *s, int rows, int cols);
void shot_release(struct shot *s);

/* The cell at y, x. */
struct shot_cell *shot_at(const struct shot *s, int y, int x);

/* Appends a row's text without bars. */
void shot_append_row(const struct shot *s, int y, struct buf *out);

/* True when `words` stand in some row. */
bool shot_has(const struct shot *s, const char *words);

/* True when size, text, looks and cursor are the same. */
bool shot_equal(const struct shot *a, const struct shot *b);

/* Appends the screen with bars, a line a row, for messages. */
void shot_append(const struct shot *s, struct buf *out);

#endif
