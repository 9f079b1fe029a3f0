/*
 * palette: see palette.h. Of a blank only what can be seen is compared: a background, reverse, a line.
 */
#include "tests/screen/palette.h"

#include <inttypes.h>
#include <stdio.h>

#include "screen/style.h"
#include "tests/screen/look.h"

static bool is_blank(const struct shot_cell *cell)
{
    return cell->length == 0 || (cell->length == 1 && cell->text[0] == ' ');
}

/* Colours need no translation: both count them in ANSI order and call the terminal's own -1. */
static uint64_t look_number(unsigned style)
{
    struct look look = style_look(style, true);
    unsigned flags = (look.attributes & LOOK_BOLD ? SEEN_BOLD : 0) |
                     (look.attributes & LOOK_UNDERLINE ? SEEN_UNDERLINE : 0) |
                     (look.attributes & LOOK_REVERSE ? SEEN_REVERSE : 0);
    return seen_number(flags, look.fg, look.bg);
}

/* True when a style of this letter looks like the cell. */
static bool cell_agrees(char letter, const struct shot_cell *cell)
{
    static const unsigned flags[] = {STYLE_CURSOR, STYLE_MATCH, STYLE_PINYIN, STYLE_MARK};
    uint64_t mask = is_blank(cell) ? seen_mask_of_blank() : UINT64_MAX;
    for (unsigned base = 0; base < STYLE_COUNT; base++)
        for (unsigned set = 0; set < 1u << COUNT_OF(flags); set++) {
            unsigned style = base;
            for (size_t i = 0; i < COUNT_OF(flags); i++)
                style |= set & 1u << i ? flags[i] : 0;
            if ((style & (STYLE_MATCH | STYLE_PINYIN)) == STYLE_PINYIN)
                continue; /* there is no such style */
            if (frame_style_letter(style) == letter && !((look_number(style) ^ cell->look) & mask))
                return true;
        }
    return false;
}

bool palette_agrees(struct str block, const struct shot *seen)
{
    struct expected_row row;
    for (int y = 0; y < seen->rows && expected_next_row(&block, &row); y++)
        for (int x = 0; x < seen->cols; x++) {
            char letter = (size_t)x < row.letters.len ? row.letters.ptr[x] : '.';
            if (cell_agrees(letter, shot_at(seen, y, x)))
                continue;
            printf("# row %d column %d: not how style '%c' looks (%" PRIx64 ")\n", y, x, letter,
                   shot_at(seen, y, x)->look);
            return false;
        }
    return true;
}
