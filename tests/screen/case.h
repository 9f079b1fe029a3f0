/*
 * case: a scenario: what is typed, and the whole screens that must be seen. One file serves both
 * drivers: drive_core plays it in process, drive_pty on the built program in a terminal.
 *
 *   # anything behind a hash at a line's start is a remark; blank lines too
 *   size 80x24                       columns x rows to begin with
 *   file samples/heze-2023-q3.tsv
 *   arg --sort=due                   one argument a line, taken as it stands; any number of them
 *   keys j j Down C-f                keys by their written names (app/key.h), with blanks between
 *   type 高速 路                     the rest of the line, character by character
 *   paste 高速                       the same as one bracketed paste; \n stands for a line end
 *   resize 30x8
 *   screen                           what must be on the screen now:
 *   |序号▲ 领导    ...        |      every row between bars, as wide as the screen
 *   :hhhhhh...                       beneath it, where a row has styles: a letter a cell
 *   cursor 23 4                      row and column from 0; left out where it is hidden
 *   ended 0                          the program ended with this status
 *
 * Every play has an empty folder of its own as its home, so that files can be written to ~/NAME.
 *
 * `make golden` writes the screens anew; read the difference before you commit it.
 */
#ifndef DUBAN_TESTS_CASE_H
#define DUBAN_TESTS_CASE_H

#include "base/base.h"
#include "tests/screen/shot.h"

enum step_kind { STEP_KEYS, STEP_PASTE, STEP_RESIZE, STEP_SCREEN, STEP_ENDED };

#define CASE_STEP_KEYS 256

struct case_step {
    enum step_kind kind;
    int line; /* in the file, from 1 */
    uint32_t keys[CASE_STEP_KEYS];
    size_t key_count;
    struct buf text; /* of a paste */
    int rows, cols;
    int status;
    struct str screen; /* the block behind "screen", its lines whole */
};

#define CASE_ARGS 32

struct scenario {
    const char *path;
    char home[40];    /* a folder of its own, empty at the beginning: what ~ is */
    struct buf bytes; /* of the file; everything borrowed lives here */
    int rows, cols;
    char *argv[CASE_ARGS + 3]; /* "duban", the arguments, the file, NULL */
    int argc;
    struct case_step *steps;
    size_t count, cap;
};

/* Reads a case file. A mistake in it ends the program with its line: a case that cannot be read
 * must not pass. Release with scenario_release(). */
void scenario_load(struct scenario *s, const char *path);
void scenario_release(struct scenario *s);

/* Writes the file anew with `screens`, one block for each STEP_SCREEN in order; only if it changed.
 * True when it did. */
bool scenario_write(const struct scenario *s, const struct buf *screens);

/* ---- blocks of a screen ---- */

/* One row of a block; `letters` is empty where the row has none. */
struct expected_row {
    struct str text, letters;
};

/* Takes the next row from a block. False at its end. */
bool expected_next_row(struct str *block, struct expected_row *row);

/* Appends a block without its lines of letters: what a terminal can be compared with. */
void expected_append_plain(struct str block, struct buf *out);

/* Appends the block of a screen. With `letters` the looks are taken as style letters ('.' is
 * plain). */
void expected_append_shot(const struct shot *s, bool letters, struct buf *out);

/* Prints the lines in which two blocks differ, as TAP remarks. */
void expected_print_difference(struct str wanted, struct str seen);

#endif
