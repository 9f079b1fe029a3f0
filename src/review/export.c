/*
 * export: chooses the writer of a format, and writes the two formats that are only cells, tsv and
 * csv.
 *
 * The one hard idea is when tsv quotes. A reader (ours among them) takes quotes as quoting only if
 * every quote of the file is well formed; so either no cell is quoted and all bytes stand as they
 * are, or, once one cell needs it, every cell with a quote in it is. Quotes that were text in the
 * file stay text: a quote at a cell's beginning needs it only in a table that was read unquoted.
 */
#include "review/export.h"

#include <csv.h>
#include <string.h>

#include "review/chart.h"
#include "review/json.h"
#include "review/markdown.h"
#include "review/paper.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum { USUAL_CELLS = 80 };

/* ---- tsv ---- */

/* Writes one cell of a row and what ends it. Returns how many cells it guarded: 0 or 1. */
typedef size_t put_cell(const struct printout *p, struct str cell, bool quoting, bool is_last);

static bool has_any(struct str s, const char *bytes)
{
    for (; *bytes; bytes++)
        if (s.len > 0 && memchr(s.ptr, *bytes, s.len))
            return true;
    return false;
}

static bool needs_quotes(const struct table *t, struct str cell)
{
    bool begins_with_quote = cell.len > 0 && cell.ptr[0] == '"';
    return (begins_with_quote && table_was_unquoted(t)) || has_any(cell, "\t\n\r");
}

static bool view_needs_quotes(const struct printout *p)
{
    const struct table *t = p->review->table;
    for (size_t i = 0; i < p->column_count; i++) {
        if (table_has_header(t) && needs_quotes(t, table_column_name(t, p->columns[i])))
            return true;
        for (size_t pos = 0; pos < p->view->count; pos++)
            if (needs_quotes(t, printout_cell(p, p->view->rows[pos], i)))
                return true;
    }
    return false;
}

static size_t put_tsv_cell(const struct printout *p, struct str cell, bool quoting, bool is_last)
{
    if (quoting && has_any(cell, "\"\t\n\r"))
        (void)csv_fwrite2(p->out, cell.ptr, cell.len, '"');
    else
        printout_put(p, cell);
    (void)putc(is_last ? '\n' : '\t', p->out);
    return 0;
}

/* ---- csv ---- */

static size_t skip_digits(struct str s, size_t off)
{
    while (off < s.len && s.ptr[off] >= '0' && s.ptr[off] <= '9')
        off++;
    return off;
}

/* True for a figure that is only that: -5, +3, -1,234.5, -5%. A spreadsheet takes it for a number. */
static bool is_plain_figure(struct str cell)
{
    struct str s = str_trim(cell);
    if (s.ptr != cell.ptr || s.len == 0 || (s.ptr[0] != '-' && s.ptr[0] != '+'))
        return false;
    size_t off = 1, end = skip_digits(s, off);
    for (; end > off && end < s.len && s.ptr[end] == ','; end = skip_digits(s, off))
        off = end + 1;
    if (end > off && end < s.len && s.ptr[end] == '.') {
        off = end + 1;
        end = skip_digits(s, off);
    }
    struct str rest = str_slice(s, end, SIZE_MAX);
    return end > off && (rest.len == 0 || str_equal(rest, STR("%")) || str_equal(rest, STR("‰")));
}

/* True for a cell that a spreadsheet would take for a formula. Source: OWASP, "CSV Injection". */
static bool runs_in_spreadsheet(struct str cell)
{
    if (is_plain_figure(cell))
        return false;
    static const uint32_t starts[] = {'=',  '+',    '-',    '@',    '\t',
                                      '\r', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
    size_t off = 0;
    uint32_t first = cell.len > 0 ? utf8_decode(cell, &off) : 0;
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (first == starts[i])
            return true;
    return false;
}

static size_t put_csv_cell(const struct printout *p, struct str cell, bool quoting, bool is_last)
{
    (void)quoting; /* always */
    bool is_guarded = runs_in_spreadsheet(cell);
    struct buf guarded = BUF_INIT;
    if (is_guarded) {
        buf_append_byte(&guarded, '\'');
        buf_append_str(&guarded, cell);
        cell = buf_str(&guarded);
    }
    (void)csv_fwrite2(p->out, cell.ptr, cell.len, '"');
    (void)putc(is_last ? '\n' : ',', p->out);
    buf_release(&guarded);
    return is_guarded;
}

/* ---- rows of cells ---- */

/* Writes header and records; returns how many cells were guarded. */
static size_t put_rows(const struct printout *p, put_cell *put, bool quoting)
{
    const struct table *t = p->review->table;
    size_t guarded = 0, last = p->column_count - 1;
    for (size_t i = 0; table_has_header(t) && i < p->column_count; i++)
        guarded += put(p, table_column_name(t, p->columns[i]), quoting, i == last);
    for (size_t pos = 0; pos < p->view->count; pos++)
        for (size_t i = 0; i < p->column_count; i++)
            guarded += put(p, printout_cell(p, p->view->rows[pos], i), quoting, i == last);
    return guarded;
}

static size_t write_tsv(const struct printout *p)
{
    return put_rows(p, put_tsv_cell, view_needs_quotes(p));
}

static size_t write_csv(const struct printout *p)
{
    if (p->with_bom)
        printout_put(p, STR("\xEF\xBB\xBF"));
    return put_rows(p, put_csv_cell, true);
}

static size_t write_json(const struct printout *p)
{
    json_write_view(p);
    return 0;
}

static size_t write_markdown(const struct printout *p)
{
    markdown_write_view(p);
    return 0;
}

static size_t write_text(const struct printout *p)
{
    paper_write_view(p);
    return 0;
}

/* ---- the formats ---- */

static const struct {
    const char *name;
    size_t (*write)(const struct printout *p); /* returns how many cells were guarded */
} formats[] = {
    [EXPORT_TSV] = {"tsv", write_tsv},    [EXPORT_CSV] = {"csv", write_csv},
    [EXPORT_JSON] = {"json", write_json}, [EXPORT_MD] = {"md", write_markdown},
    [EXPORT_TEXT] = {"text", write_text},
};

bool export_parse_format(struct str name, enum export_format *out)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        if (str_equal(name, str_from(formats[i].name))) {
            *out = (enum export_format)i;
            return true;
        }
    }
    return false;
}

enum err export_parse_columns(uint32_t **out, size_t *count, struct str text, const struct table *t,
                              struct diag *d)
{
    uint32_t *columns = NULL;
    size_t cap = 0;
    struct str rest = text, part;
    for (*count = 0; str_split(&rest, ',', &part); (*count)++) {
        struct str name = text_trim(part);
        uint32_t column = review_find_column(t, name);
        if (column == COLUMN_NONE) {
            mem_free(columns);
            (void)diag_set(d, ERR_USAGE, 0, name, MSG_NO_SUCH_COLUMN);
            if (d)
                d->off = (size_t)(name.ptr - text.ptr);
            return ERR_USAGE;
        }
        columns = mem_reserve(columns, &cap, *count + 1, sizeof *columns);
        columns[*count] = column;
    }
    *out = columns;
    return ERR_NONE;
}

/* A printout of what the options ask for. `*all` is to be freed after it. */
static struct printout printout_of(FILE *out, const struct review *r, const struct view *v,
                                   const struct export_options *o, uint32_t **all)
{
    unsigned cells = o->width_cells > 0 ? o->width_cells : USUAL_CELLS;
    struct printout p = {.out = out,
                         .review = r,
                         .view = v,
                         .columns = o->columns,
                         .column_count = o->column_count,
                         .lang = o->lang,
                         .width_cells = cells > PRINTOUT_CELLS_MIN ? cells : PRINTOUT_CELLS_MIN,
                         .with_bom = o->with_bom,
                         .sanitise = o->sanitise};
    *all = NULL;
    if (!o->columns) {
        p.column_count = table_columns(r->table);
        *all = mem_array(p.column_count, sizeof **all);
        for (uint32_t column = 0; column < p.column_count; column++)
            (*all)[column] = column;
        p.columns = *all;
    }
    return p;
}

struct export_result export_view(FILE *out, const struct review *r, const struct view *v,
                                 const struct export_options *options)
{
    uint32_t *all;
    struct printout p = printout_of(out, r, v, options, &all);
    struct export_result result = {.records = v->count};
    if (p.column_count > 0)
        result.guarded_cells = formats[options->format].write(&p);
    mem_free(all);
    return result;
}

void export_summary(FILE *out, const struct review *r, const struct view *v,
                    const struct rollup_by *by, const struct export_options *options)
{
    uint32_t *all;
    struct printout p = printout_of(out, r, v, options, &all);
    struct summary summary;
    summary_build(&summary, r, v, by);
    if (options->format == EXPORT_JSON)
        json_write_summary(&p, &summary);
    else
        chart_write_summary(&p, &summary);
    summary_release(&summary);
    mem_free(all);
}
