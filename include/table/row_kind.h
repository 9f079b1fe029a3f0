/*
 * row_kind: what a row below the header is, judged by its words.
 */
#ifndef DUBAN_TABLE_ROW_KIND_H
#define DUBAN_TABLE_ROW_KIND_H

#include "base/base.h"
#include "table/table_store.h"

enum row_kind { ROW_RECORD, ROW_BLANK, ROW_HEADER, ROW_TOTAL, ROW_FOOTNOTE, ROW_STRAY };

/* `heading` and `heading_count` are the header's cells as written; count 0 without a header. */
enum row_kind row_kind_of(const struct table *t, const struct str *heading, size_t heading_count,
                          const struct str *cells, size_t count);

/* Whether a row is a line of the header once more, whatever blanks and brackets stand in its cells. */
bool row_kind_is_header_again(const struct str *heading, size_t heading_count,
                              const struct str *cells, size_t count);

#endif
