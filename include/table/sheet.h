/*
 * sheet: tells what each row of a file is: title, header, record, or something to be left out and
 * reported, and fills a table with the records.
 *
 * Every line of the file ends up in exactly one of: a record, the title, the header, a warning that
 * names it. Rows wait until the header is found; from then on each is placed as it comes.
 */
#ifndef DUBAN_TABLE_SHEET_H
#define DUBAN_TABLE_SHEET_H

#include "table/load_options.h"
#include "table/table_store.h"
#include "table/tsv.h"

struct sheet;

/* A sheet that fills `t`; both arguments are borrowed for its life. */
struct sheet *sheet_new(struct table *t, const struct load_options *options);
void sheet_free(struct sheet *s);

/* Takes the next row. Fails when an override does not fit the table (ERR_USAGE) and at the limit of
 * rows (ERR_LIMIT). */
MUST_USE enum err sheet_add_row(struct sheet *s, const struct tsv_row *row, struct diag *d);

/* The end of the file: places what still waits and adds the warnings about the whole. ERR_EMPTY when
 * there is neither a header nor a record. */
MUST_USE enum err sheet_finish(struct sheet *s, struct diag *d);

/* True once the header is settled and the table may be shown. */
bool sheet_has_columns(const struct sheet *s);

#endif
