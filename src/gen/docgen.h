/* What the parts of docgen share. */
#ifndef DUBAN_GEN_DOCGEN_H
#define DUBAN_GEN_DOCGEN_H

#include "base/base.h"

/* "docgen: what: why" on standard error, and the end. */
_Noreturn void die(const char *what, const char *why);

/* Appends a line for every module of the tree in the current folder, layer by layer. */
void append_map(struct buf *out);

#endif
