/*
 * What the three parts of the table generator share: the data as it was read, all of it static and
 * indexed by code point, and the few verbs for reading and writing. A failure ends the program with
 * one line on standard error: the build stops there.
 */
#ifndef DUBAN_GEN_UNIHAN_H
#define DUBAN_GEN_UNIHAN_H

#include <stdbool.h>
#include <stdint.h>

#define POINTS     0x32400u /* code points looked at: all of Unihan 15 and what comes before it */
#define STRING_MAX 8        /* code points that one may fold to */

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Properties of Unihan that are kept, as written there. */
enum prop {
    SIMPLIFIED,
    SEMANTIC,
    ZVARIANT,
    MANDARIN,
    PINLU,
    XHC,
    TGHZ,
    HANYU,
    STROKES,
    TGH,
    GB0,
    PROP_COUNT
};

struct string {
    unsigned count;
    uint32_t points[STRING_MAX];
};

extern char *unihan[PROP_COUNT][POINTS];
extern char *decomposition[POINTS];    /* as UnicodeData.txt writes it */
extern uint32_t lower[POINTS];         /* simple case folding, or 0 */
extern bool is_space[POINTS];          /* White_Space */
extern struct string override[POINTS]; /* of fold.tsv; count 0: none */
extern struct string folded[POINTS];   /* filled by fold_all() */

/* Ends the program with a line on standard error. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The code point at `*s`, which moves behind it. The input is trusted to be UTF-8. */
uint32_t decode(const char **s);

/* The next code point written in hexadecimal, "U+4E00<kFenn U+4E01" or "0061 0308", or 0. */
uint32_t next_hex(const char **s);

/* Splits `line` at `separator` into at most `max` fields, without the line's end. */
unsigned split(char *line, char separator, char **fields, unsigned max);

/* Calls `read_line` for every line of folder/name. */
void read_file(const char *folder, const char *name, void (*read_line)(char *line));

/* Writes "static const DECLARATION = {", numbers, "};". */
void begin_array(const char *declaration);
void put_number(unsigned long number);
void end_array(void);

/* True for the characters of the common table of 2013 and of GB 2312. */
bool is_standard(uint32_t point);

/* Decides for every code point; then writes the tables. */
void fold_all(void);
void put_fold_tables(void);

/* Reads readings.tsv in `corrections`; writes readings and order. */
void put_pinyin_tables(const char *corrections);

#endif
