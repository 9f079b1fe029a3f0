/*
 * markdown: the view as a pipe table (GitHub's Markdown) under its title and counts.
 */
#ifndef DUBAN_REVIEW_MARKDOWN_H
#define DUBAN_REVIEW_MARKDOWN_H

#include "review/printout.h"

/* Appends a text on one line, as nothing but text: markup is escaped, line breaks become <br>,
 * hostile code points become marks where the printout asks for it. */
void markdown_append_text(struct buf *out, const struct printout *p, struct str text);

/* Writes the view. Whatever Markdown or HTML would take for markup stays the text that it is; a
 * line break in a cell becomes <br>. */
void markdown_write_view(const struct printout *p);

#endif
