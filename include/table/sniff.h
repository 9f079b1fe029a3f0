/*
 * sniff: finds the delimiter of a table by its first rows.
 */
#ifndef DUBAN_TABLE_SNIFF_H
#define DUBAN_TABLE_SNIFF_H

#include "base/base.h"

/* So much of the text is looked at. */
#define SNIFF_BYTES 16384

struct sniffed {
    char delimiter;  /* '\t', ',', ';' or '|'; '\t' when the text shows none */
    size_t fields;   /* of most rows; 1 without a delimiter */
    bool is_certain; /* most rows agree, and this is a table, not prose above one */
};

/* `given` is 0, or the delimiter that was asked for: then only the fields are counted. `is_whole`:
 * the text ends here, so its last line counts. */
struct sniffed sniff_delimiter(struct str text, char given, bool is_whole);

#endif
