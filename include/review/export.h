/*
 * export: the view as tsv, csv, json, Markdown or plain text, and the summary as text or json.
 *
 *   tsv    the header row and the cells byte for byte; a cell that holds a tab, a line break or
 * begins with a quote is quoted as Excel does, so that nothing can be taken for another cell csv
 * RFC 4180 through libcsv, UTF-8; cells a spreadsheet would run (= + - @ TAB CR and full-width
 * twins at the start) get a leading apostrophe, and the caller is told how many json   the members
 * of product.md, "The command line"; ends with a newline md     a pipe table under the title; text
 * a table fitted to a width, the note wrapped below
 *
 * Output goes to a FILE that the caller opened and closes; errors of writing show in ferror()
 * there.
 */
#ifndef DUBAN_REVIEW_EXPORT_H
#define DUBAN_REVIEW_EXPORT_H

#include <stdio.h>

#include "review/tally.h"

enum export_format { EXPORT_TSV, EXPORT_CSV, EXPORT_JSON, EXPORT_MD, EXPORT_TEXT };

/* "tsv", "csv", "json", "md", "text". */
bool export_parse_format(struct str name, enum export_format *out);

struct export_options {
    enum export_format format;
    enum lang lang;
    const uint32_t
        *columns; /* which, in order; NULL: all. JSON's `fields` and `columns` follow it too */
    size_t column_count;
    unsigned width_cells; /* of text; 0: 80 */
    bool sanitise; /* text and md: show hostile code points as marks (always, on a terminal) */
};

struct export_result {
    size_t records;
    size_t guarded_cells; /* csv: cells that got an apostrophe */
};

/* Reads "no,leader,#3" into an array of columns (owned by the caller, mem_free). ERR_USAGE with the
 * bad name. */
MUST_USE enum err export_parse_columns(uint32_t **out, size_t *count, struct str text,
                                       const struct table *t, struct diag *d);

/* Writes the view. */
struct export_result export_view(FILE *out, const struct review *r, const struct view *v,
                                 const struct export_options *options);

/* Writes the counts of the view: in all, by leader, unit, lead unit, deadline and state, and by
 * `by` when given (NULL: none). JSON members as product.md lists them: records, shown, on_schedule,
 * behind, not_stated, other, hinted (0 until there are hints), by_leader, by_unit, by_lead_unit,
 * by_due, by_state; `as_of` and `title` too. Text has the same, in `lang`. */
void export_summary(FILE *out, const struct review *r, const struct view *v,
                    const struct rollup_by *by, const struct export_options *options);

#endif
