/*
 * palette: see palette.h. Blanks are left out: a terminal need not keep the colour of nothing.
 */
#include "tests/screen/palette.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char flag_letters[] = ">MP!";

static bool is_blank(const struct shot_cell *cell)
{
    return cell->length == 0 || (cell->length == 1 && cell->text[0] == ' ');
}

static bool cell_agrees(struct palette *p, unsigned char letter, uint64_t look)
{
    if (strchr(flag_letters, letter))
        return !p->known['.'] || look != p->look['.'];
    if (!p->known[letter]) {
        p->known[letter] = true;
        p->look[letter] = look;
    }
    return p->look[letter] == look;
}

bool palette_agrees(struct palette *p, struct str block, const struct shot *seen)
{
    struct expected_row row;
    for (int y = 0; y < seen->rows && expected_next_row(&block, &row); y++)
        for (int x = 0; x < seen->cols; x++) {
            const struct shot_cell *cell = shot_at(seen, y, x);
            unsigned char letter =
                (size_t)x < row.letters.len ? (unsigned char)row.letters.ptr[x] : '.';
            if (letter < 128 && (is_blank(cell) || cell_agrees(p, letter, cell->look)))
                continue;
            printf("# row %d column %d: style '%c' looks like %" PRIx64 " here\n", y, x, letter,
                   cell->look);
            return false;
        }
    return true;
}
