/*
 * markdown: the view as a pipe table (GitHub's Markdown) under its title and counts.
 */
#ifndef DUBAN_REVIEW_MARKDOWN_H
#define DUBAN_REVIEW_MARKDOWN_H

#include "review/printout.h"

/* Writes the view. Whatever Markdown or HTML would take for markup stays the text that it is; a
 * line break in a cell becomes <br>. */
void markdown_write_view(const struct printout *p);

#endif
