/*
 * wrap: breaks Chinese text into lines as a printer would.
 *
 * Where a line may end is linebreak.h's: mandatory, allowed, reluctant and forbidden places. Here
 * lines are filled: each takes as much as fits up to an allowed place. A reluctant place (2.5|亿元)
 * is used only
 *
 *     - when what it would part does not fit on a line of its own anyway, or
 *     - when the line has no allowed place at all,
 *
 * and a forbidden one only when a piece is longer than the width: nothing is ever hidden.
 *
 * A newline (LF, CR LF, CR, U+2028, U+2029) ends its line; one at the end of the text begins no
 * further line. LF and CR are not drawn, the other two show as their marks. Blanks at a line's end
 * hang: they belong to the line but not to its cells. The lines joined are the text, byte for byte.
 */
#ifndef DUBAN_TEXT_WRAP_H
#define DUBAN_TEXT_WRAP_H

#include "base/base.h"
#include "text/linebreak.h"

struct wrap_line {
    size_t off;       /* bytes of the text */
    size_t len;       /* with hanging blanks and the newline */
    size_t shown_len; /* without them: what to draw */
    uint32_t cells;   /* width of what is drawn */
};

/* Lines of one text at one width; reused from call to call. */
struct wrap {
    struct wrap_line *lines;
    size_t count; /* an empty text has one empty line */
    size_t cap;
    struct linebreaks breaks; /* of the last text; scratch */
};

#define WRAP_INIT                                                                                  \
    {                                                                                              \
        NULL, 0, 0, LINEBREAKS_INIT                                                                \
    }

/* Frees the lines; `w` is empty and usable again. */
void wrap_release(struct wrap *w);

/* Breaks `text` to `width_cells` (at least 1; a cluster wider than that gets a line of its own).
 * The result holds offsets only and lives until the next call or wrap_release. */
void wrap_text(struct wrap *w, struct str text, unsigned width_cells);

/* The same for a list of names with blanks between them (units): a name is broken only when it is longer
 * than a line. */
void wrap_names(struct wrap *w, struct str text, unsigned width_cells);

#endif
