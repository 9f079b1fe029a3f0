/*
 * scan: runs over UTF-8 at the speed of reading and stops only where there is something to look at.
 */
#ifndef DUBAN_TABLE_SCAN_H
#define DUBAN_TABLE_SCAN_H

#include "base/base.h"

/* The offset, at or after `off`, of the first byte that is not part of an ordinary character, or
 * text.len. Ordinary are tab, CR, LF, printable ASCII and the common well-formed Chinese: for those
 * the question is settled; where it stops the caller must decode and decide. */
size_t scan_ordinary(struct str text, size_t off);

/* True when the bytes from `off` on are the beginning of a well-formed sequence that needs more
 * bytes than there are. */
bool scan_is_cut_short(struct str text, size_t off);

#endif
