/*
 * export: the view as tsv, csv, json, Markdown or plain text, and the summary as text or json.
 *
 *   tsv    the header row and the cells byte for byte. A cell that holds a tab or a line break, or
 *          begins with a quote in a table whose cells were unquoted when it was read, is quoted as
 *          Excel does, and then so is every cell that holds a quote
 *   csv    as RFC 4180 has it, through libcsv, UTF-8, every cell quoted, lines ended by LF (Excel
 *          and WPS read both ends, scripts expect this one). Cells that a spreadsheet would run
 *          (= + - @ TAB CR and full-width twins at the start) get a leading apostrophe, and the
 *          caller is told how many; plain figures (-5, +3, -1,234.5, -5%) do not. On demand a
 *          byte order mark stands first, without which Chinese Excel reads GBK
 *   json   the members that review/json.h has; ends with a newline
 *   md     a pipe table under the title
 *   text   a table fitted to a width, target and note wrapped below each record
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
    const uint32_t *columns; /* which, in order; NULL: all. JSON's `fields`, `columns` too */
    size_t column_count;
    unsigned width_cells; /* of text; 0: 80 */
    bool with_bom;        /* csv: for people who open it in Excel; scripts want none */
    bool sanitise;        /* text and md: hostile code points as marks (always, on a terminal) */
};

struct export_result {
    size_t records;
    size_t guarded_cells; /* csv: cells that got an apostrophe */
};

/* Reads "no,leader,#3" into an array of columns (owned by the caller, mem_free). ERR_USAGE with the
 * bad name as subject and its place as `off`. */
MUST_USE enum err export_parse_columns(uint32_t **out, size_t *count, struct str text,
                                       const struct table *t, struct diag *d);

/* Writes the view. */
struct export_result export_view(FILE *out, const struct review *r, const struct view *v,
                                 const struct export_options *options);

/* Writes the counts of the view: in all, by leader, unit, lead unit, deadline and state, and by
 * `by` when given (NULL: none); text in `lang`, but JSON for EXPORT_JSON, with these members:
 *
 *     title, as_of
 *     records                                  of the table; all counts below are of the view
 *     shown, on_schedule, behind, not_stated, other
 *     overdue                                  due before the as-of date and not done
 *     due                                      due by the as-of date and not done, the overdue ones too
 *     due_next_quarter                         due in the three months after it and not done
 *     standing                                 without an end (长期坚持)
 *     hinted                                   0 until there are hints
 *     by_leader, by_unit, by_lead_unit, by_due, by_state
 *                                              arrays of {value, records, on_schedule, behind,
 *                                              not_stated}
 *     by                                       for the column asked, only then: {column, role, values}:
 *                                              its header, its role ("lead" for lead units), and such
 *                                              an array */
void export_summary(FILE *out, const struct review *r, const struct view *v,
                    const struct rollup_by *by, const struct export_options *options);

#endif
