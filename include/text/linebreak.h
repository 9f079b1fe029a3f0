/*
 * linebreak: where a line of text may end, and how gladly.
 *
 * Ground: Unicode line breaking (UAX #14) by libunistring, tailored for Chinese office prose. The
 * place before a cluster is
 *
 *     mandatory    behind LF, CR, CR LF, U+2028, U+2029
 *     allowed      between Han characters, after closing marks, at blanks, beside a mark as
 *                  cluster.h makes them; after ASCII , and ; before a digit unless digits stand
 *                  on both sides (1,234), before a Latin letter unless a word does (a,b)
 *     reluctant    between a number and its unit, inside the unit, inside a range:
 *                  2.5|亿|元   10|根   27.50|个|百|分|点   22 |km   3—|5   第|3
 *     forbidden    before a closing mark and behind an opening one, with blanks between them
 *                  or not (full-width and half-width; · ～ % … and a single — are closing,
 *                  “ ‘ open, ” ’ close); inside —— and ……; inside a number (1,234.5 87.3%)
 *                  and a Latin word (G327, e.g.), in full-width letters as well
 *
 * Everything else is as libunistring has it. Sources: GB/T 15834-2011 for marks at line ends; the
 * real table, on which UAX #14 alone parts 290 numbers from their units at 20 to 80 cells.
 */
#ifndef DUBAN_TEXT_LINEBREAK_H
#define DUBAN_TEXT_LINEBREAK_H

#include "base/base.h"

enum linebreak { BREAK_FORBIDDEN, BREAK_RELUCTANT, BREAK_ALLOWED, BREAK_MANDATORY };

/* A cluster as line breaking sees it. */
struct linebreak_piece {
    uint8_t len;    /* bytes */
    uint8_t cells;  /* of what is drawn; 0 for LF and CR, which are not */
    uint8_t before; /* enum linebreak: the place before it; the first piece has BREAK_FORBIDDEN */
    bool is_blank;
};

/* The pieces of one text, in order; `codes` and `marks` are scratch. Reused from call to call. */
struct linebreaks {
    struct linebreak_piece *pieces;
    size_t count;
    size_t cap;
    uint32_t *codes;
    char *marks;
};

#define LINEBREAKS_INIT                                                                            \
    {                                                                                              \
        NULL, 0, 0, NULL, NULL                                                                     \
    }

/* Frees the pieces; `l` is empty and usable again. */
void linebreak_release(struct linebreaks *l);

/* Fills `l` for `text`, in time linear in its length. The pieces joined are the text. */
void linebreak_find(struct linebreaks *l, struct str text);

#endif
