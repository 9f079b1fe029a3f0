/*
 * sheet: from rows to a table.
 *
 * The one hard idea is waiting: what the columns are called, which roles they have, and which year
 * deadlines lean on must be known before the first record is placed, so the first rows wait until
 * the header and some rows below it (for the ambiguous names) are there. The decision depends on
 * the rows only, never on how the file came in pieces. Finding the header is heading.c's, telling
 * rows apart row_kind.c's.
 */
#include "table/sheet.h"

#include <stdio.h>
#include <string.h>

#include "table/heading.h"
#include "table/row_kind.h"
#include "text/cluster.h"

enum {
    ROWS_TO_SEARCH = 128,      /* for a known header, before the shape of a table must do */
    ROWS_OF_TABLE = 64,        /* alike, that make one */
    ROWS_BELOW = 32,           /* that show what the columns hold */
    BYTES_TO_SEARCH = 2 << 20, /* that may wait: pages of prose above a table, too */
    TITLE_LINES_MAX = 8,
    SAID_BYTES_MAX =
        32 << 10, /* of what stands above, where the time of the report is looked for */
    NUMBER_SIZE = 24
};

struct sheet {
    struct table *table;
    const struct load_options *options;
    bool is_placing; /* the header is settled */

    struct arena arena; /* of the rows that wait */
    struct waiting_row *waiting;
    size_t waiting_count, waiting_cap;
    size_t waiting_bytes;
    size_t waiting_run; /* the last rows that have several cells, and the same number of them */
    size_t header;      /* of waiting, or HEADING_NONE while unknown */

    struct str
        *heading; /* the header's cells as written, in the table's arena; again is reported */
    size_t heading_count;
    size_t heading_lines;             /* of so many cells each, one behind the other */
    uint32_t blank_line, blank_lines; /* a run of blank lines that is not reported yet */
};

struct sheet *sheet_new(struct table *t, const struct load_options *options)
{
    struct sheet *s = mem_zero(1, sizeof *s);
    s->table = t;
    s->options = options;
    s->header = HEADING_NONE;
    arena_init(&s->arena, 0);
    return s;
}

static void forget_waiting(struct sheet *s)
{
    arena_release(&s->arena);
    mem_free(s->waiting);
    s->waiting = NULL;
    s->waiting_count = s->waiting_cap = 0;
    s->waiting_bytes = s->waiting_run = 0;
}

void sheet_free(struct sheet *s)
{
    if (!s)
        return;
    forget_waiting(s);
    mem_free(s->heading);
    mem_free(s);
}

bool sheet_has_columns(const struct sheet *s)
{
    return s->is_placing;
}

/* ---- warnings ---- */

static void warn_text(struct sheet *s, enum warning_kind kind, const struct waiting_row *row,
                      struct str text)
{
    table_warn(s->table, (struct warning){kind, row->line, ROW_NONE, 0, text_trim(text)});
}

static struct str first_text(const struct waiting_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (!heading_cell_is_blank(row->cells[i]))
            return row->cells[i];
    return STR("");
}

/* What a row without a record says: its longest cell, since a number may stand before it. */
static struct str longest_text(const struct waiting_row *row)
{
    struct str longest = STR("");
    for (size_t i = 0; i < row->count; i++)
        if (text_trim(row->cells[i]).len > longest.len)
            longest = text_trim(row->cells[i]);
    return longest;
}

static void report_blank_lines(struct sheet *s)
{
    if (s->blank_lines > 0)
        table_warn(s->table, (struct warning){WARNING_BLANK_LINES, s->blank_line, ROW_NONE,
                                              s->blank_lines, STR("")});
    s->blank_lines = 0;
}

static void add_blank_lines(struct sheet *s, const struct waiting_row *row)
{
    if (s->blank_lines == 0)
        s->blank_line = row->line;
    s->blank_lines += row->lines;
}

static bool holds_marks(struct str cell)
{
    for (size_t off = 0; off < cell.len;) {
        struct cluster cluster;
        bool is_break = cell.ptr[off] == '\n' || cell.ptr[off] == '\r' || cell.ptr[off] == '\t';
        off = cluster_at(cell, off, &cluster);
        if (cluster.is_mark && !is_break)
            return true;
    }
    return false;
}

/* Names the columns of a record whose cells hold what cannot be seen. */
static void report_hidden(struct sheet *s, const struct waiting_row *row, uint32_t record)
{
    for (size_t i = 0; i < row->count; i++)
        if (holds_marks(row->cells[i])) {
            struct str name = i < s->table->column_count ? s->table->columns[i].name : STR("");
            table_warn(s->table, (struct warning){WARNING_HIDDEN, row->line, record, 0, name});
        }
}

/* What there is to say of any row, whatever it is. `record` may be ROW_NONE. */
static void report_bytes(struct sheet *s, const struct waiting_row *row, uint32_t record)
{
    if (row->bad > 0)
        table_warn(s->table,
                   (struct warning){WARNING_BAD_BYTES, row->line, record, row->bad, STR("")});
    if (row->nuls > 0)
        table_warn(s->table,
                   (struct warning){WARNING_NUL_BYTES, row->line, record, row->nuls, STR("")});
    if (row->has_unseen)
        report_hidden(s, row, record);
}

/* ---- records ---- */

static enum err place_record(struct sheet *s, const struct waiting_row *row, struct diag *d)
{
    struct table *t = s->table;
    size_t usual = s->heading_count > 0 ? s->heading_count : t->column_count;
    if (t->rows == TABLE_ROWS_MAX) {
        diag_set(d, ERR_LIMIT, 0, t->source_name, MSG_TOO_MANY_ROWS);
        diag_set_detail(d, STR("4,294,967,294"));
        return ERR_LIMIT;
    }
    uint32_t record = table_add_record(t, row->cells, row->count, row->line);
    uint32_t fields = (uint32_t)row->count;
    if (row->count < usual)
        table_warn(t, (struct warning){WARNING_TOO_FEW_FIELDS, row->line, record, fields, STR("")});
    if (row->count > usual)
        table_warn(t,
                   (struct warning){WARNING_TOO_MANY_FIELDS, row->line, record, fields, STR("")});
    if (row->lines > 1)
        table_warn(t, (struct warning){WARNING_LINE_BREAK, row->line, record, 0, STR("")});
    report_bytes(s, row, record);
    return ERR_NONE;
}

/* The second line of a header that comes again; its first one is known by row_kind_of(). */
static bool is_further_line_of_header(const struct sheet *s, const struct waiting_row *row)
{
    for (size_t i = 1; i < s->heading_lines; i++)
        if (row_kind_is_header_again(s->heading + i * s->heading_count, s->heading_count,
                                     row->cells, row->count))
            return true;
    return false;
}

static enum err place_row(struct sheet *s, const struct waiting_row *row, struct diag *d)
{
    enum row_kind kind =
        row_kind_of(s->table, s->heading, s->heading_count, row->cells, row->count);
    if (is_further_line_of_header(s, row))
        kind = ROW_HEADER;
    if (kind == ROW_BLANK) {
        add_blank_lines(s, row);
        report_bytes(s, row, ROW_NONE);
        return ERR_NONE;
    }
    report_blank_lines(s);
    static const enum warning_kind reports[] = {[ROW_HEADER] = WARNING_REPEATED_HEADER,
                                                [ROW_TOTAL] = WARNING_TOTAL,
                                                [ROW_FOOTNOTE] = WARNING_FOOTNOTE,
                                                [ROW_STRAY] = WARNING_STRAY_LINE};
    if (kind == ROW_RECORD)
        return place_record(s, row, d);
    warn_text(s, reports[kind], row,
              kind == ROW_HEADER  ? STR("")
              : kind == ROW_STRAY ? longest_text(row)
                                  : first_text(row));
    report_bytes(s, row, ROW_NONE);
    return ERR_NONE;
}

/* ---- what stands above the records ---- */

/* Single cells are the title, blank lines blank, the rest is reported. Everything that is said there
 * goes to `said`, where the time of the report is looked for. */
static void place_above(struct sheet *s, const struct waiting_row *row, struct buf *title,
                        size_t *title_lines, struct buf *said)
{
    size_t filled = heading_filled_cells(row->cells, row->count, 2);
    report_bytes(s, row, ROW_NONE);
    if (filled == 0) {
        add_blank_lines(s, row);
        return;
    }
    report_blank_lines(s);
    for (size_t i = 0; i < row->count && said->len < SAID_BYTES_MAX; i++) {
        buf_append_byte(said, ' ');
        buf_append_str(said, row->cells[i]);
    }
    if (filled > 1 || *title_lines == TITLE_LINES_MAX) {
        warn_text(s, WARNING_STRAY_LINE, row, first_text(row));
        return;
    }
    if ((*title_lines)++ > 0)
        buf_append_byte(title, ' ');
    buf_append_str(title, text_trim(first_text(row)));
}

static struct str sample_cell(const void *ctx, size_t column, size_t i)
{
    const struct waiting_row *row = (const struct waiting_row *)ctx + i;
    return column < row->count ? row->cells[column] : STR("");
}

static enum err override_roles(struct sheet *s, struct diag *d)
{
    struct table *t = s->table;
    for (size_t i = 0; i < s->options->role_count; i++) {
        const struct load_role *wanted = &s->options->roles[i];
        uint32_t column = table_find_column(t, wanted->column);
        if (column == COLUMN_NONE && s->options->roles_may_lack)
            continue;
        if (column == COLUMN_NONE)
            return diag_set(d, ERR_USAGE, 0, wanted->column, MSG_NO_SUCH_COLUMN);
        if (role_is(wanted->role, ROLE_IS_SINGLE))
            for (uint32_t other = 0; other < t->column_count; other++)
                if (t->columns[other].role == wanted->role)
                    table_set_role(t, other, ROLE_OTHER);
        table_set_role(t, column, wanted->role);
    }
    return ERR_NONE;
}

static enum err assign_roles(struct sheet *s, const struct waiting_row *below, size_t count,
                             struct diag *d)
{
    struct table *t = s->table;
    size_t columns = t->column_count;
    if (t->has_header) {
        struct str *names = mem_array(columns, sizeof *names);
        enum role *roles = mem_array(columns, sizeof *roles);
        for (size_t i = 0; i < columns; i++)
            names[i] = t->columns[i].name;
        role_assign(names, columns, sample_cell, below, count < ROWS_BELOW ? count : ROWS_BELOW,
                    roles);
        table_set_roles(t, roles);
        mem_free(names);
        mem_free(roles);
    }
    return override_roles(s, d);
}

/* The time from the words above the header, then from the names of the columns that report. */
static void find_context(struct sheet *s, struct str said)
{
    static const enum role reporting[] = {ROLE_NOTE, ROLE_STATE, ROLE_ACTUAL_VALUE, ROLE_PERCENT};
    struct table *t = s->table;
    struct due_context context = {.year = due_find_year(said), .as_of = s->options->as_of};
    struct buf words = BUF_INIT;
    buf_append_str(&words, said);
    for (size_t i = 0; i < COUNT_OF(reporting); i++) {
        uint32_t column = table_find_role(t, reporting[i]);
        if (column == COLUMN_NONE)
            continue;
        buf_append_byte(&words, ' ');
        buf_append_str(&words, t->columns[column].name);
    }
    if (context.year == 0)
        context.year = due_find_year(buf_str(&words));
    if (!date_is_set(context.as_of))
        due_find_as_of(buf_str(&words), context.year, &context.as_of);
    if (context.year == 0)
        context.year = context.as_of.year;
    buf_release(&words);
    table_set_context(t, context);
}

/* ---- settling the header ---- */

/* Takes the names of a further line of the header into `names`: what stands below in a gap belongs to the
 * merged cell before it. */
static void go_on_with_names(struct sheet *s, struct waiting_row *names,
                             const struct waiting_row *below)
{
    struct str merged = STR("");
    for (size_t i = 0; i < names->count; i++) {
        if (!heading_cell_is_blank(names->cells[i]))
            merged = names->cells[i];
        if (heading_cell_is_blank(below->cells[i]))
            continue;
        struct buf name = BUF_INIT;
        buf_append_str(&name, text_trim(merged));
        buf_append_byte(&name, ' ');
        buf_append_str(&name, text_trim(below->cells[i]));
        names->cells[i] = arena_copy(&s->arena, buf_str(&name));
        buf_release(&name);
    }
}

/* Names the columns; returns how many lines of the header follow its first one. */
static size_t set_named_columns(struct sheet *s, const struct waiting_row *header)
{
    enum { FURTHER_LINES_MAX = 2 };
    const struct waiting_row *end = s->waiting + s->waiting_count;
    struct waiting_row names = *header;
    size_t further = 0;
    names.cells = mem_array(header->count, sizeof *names.cells);
    memcpy(names.cells, header->cells, header->count * sizeof *names.cells);
    while (further < FURTHER_LINES_MAX && header + further + 1 < end &&
           heading_goes_on(&names, header + further + 1))
        go_on_with_names(s, &names, header + ++further);
    table_set_header(s->table, names.cells, names.count);
    mem_free(names.cells);
    return further;
}

/* Keeps the cells of the header's lines, to know them again further down. */
static void keep_heading(struct sheet *s, const struct waiting_row *header, size_t lines)
{
    s->heading_lines = lines;
    s->heading_count = header->count;
    s->heading = mem_array(lines * header->count, sizeof *s->heading);
    for (size_t i = 0; i < lines * header->count; i++)
        s->heading[i] =
            arena_copy(&s->table->arena, header[i / header->count].cells[i % header->count]);
}

/* Rows above the first record when there is no header: the leading ones with a single cell. */
static size_t rows_above_without_header(const struct sheet *s, size_t fields)
{
    size_t above = 0;
    while (fields > 1 && above < s->waiting_count &&
           heading_filled_cells(s->waiting[above].cells, s->waiting[above].count, 2) < 2)
        above++;
    return above;
}

/* Settles columns from the waiting rows; `*above` gets how many stand above the records (the header
 * itself not counted), `*below` where the records begin. */
static void settle_columns(struct sheet *s, size_t *above, size_t *below)
{
    if (s->header == HEADING_NONE) {
        size_t fields = heading_common_fields(s->waiting, s->waiting_count);
        table_set_numbered_columns(s->table, fields);
        *above = *below = rows_above_without_header(s, fields);
        return;
    }
    const struct waiting_row *header = &s->waiting[s->header];
    size_t further = set_named_columns(s, header);
    keep_heading(s, header, 1 + further);
    *above = s->header;
    *below = s->header + 1 + further;
}

/* The header is known, or known not to be there: places everything that waited. */
static enum err settle(struct sheet *s, struct diag *d)
{
    struct buf title = BUF_INIT;
    struct buf said = BUF_INIT;
    size_t title_lines = 0;
    size_t above, below;
    settle_columns(s, &above, &below);
    for (size_t i = 0; i < above; i++)
        place_above(s, &s->waiting[i], &title, &title_lines, &said);
    for (size_t i = above; i < below; i++)
        report_bytes(s, &s->waiting[i], ROW_NONE);
    if (above < below)
        report_blank_lines(s);
    table_set_title(s->table, buf_str(&title));
    enum err err = assign_roles(s, s->waiting + below, s->waiting_count - below, d);
    find_context(s, buf_str(&said));
    s->is_placing = true;
    for (size_t i = below; i < s->waiting_count && err == ERR_NONE; i++)
        err = place_row(s, &s->waiting[i], d);
    buf_release(&title);
    buf_release(&said);
    forget_waiting(s);
    return err;
}

/* ---- waiting ---- */

static void keep_waiting(struct sheet *s, const struct waiting_row *row)
{
    s->waiting = mem_reserve(s->waiting, &s->waiting_cap, s->waiting_count + 1, sizeof *s->waiting);
    struct waiting_row *kept = &s->waiting[s->waiting_count++];
    *kept = *row;
    kept->cells = arena_alloc(&s->arena, row->count * sizeof *kept->cells);
    bool has_several = heading_filled_cells(row->cells, row->count, 2) == 2;
    if (!has_several || s->waiting_count < 2 || row->count != kept[-1].count)
        s->waiting_run = 0;
    s->waiting_run += has_several;
    s->waiting_bytes += sizeof *kept + row->count * sizeof *kept->cells;
    for (size_t i = 0; i < row->count; i++) {
        kept->cells[i] = arena_copy(&s->arena, row->cells[i]);
        s->waiting_bytes += row->cells[i].len;
    }
}

/* Whether the row that came last is the header, as far as that shows without the rows below. */
static bool is_header(const struct sheet *s, const struct waiting_row *row)
{
    int wanted = s->options->header_line;
    if (wanted == HEADER_AUTO)
        return heading_is_known(row);
    return wanted > 0 && row->line == (uint32_t)wanted && row->count > 0;
}

static bool has_seen_enough(const struct sheet *s)
{
    if (s->header != HEADING_NONE)
        return s->waiting_count - s->header > ROWS_BELOW || s->waiting_bytes > BYTES_TO_SEARCH;
    if (s->options->header_line > 0)
        return s->waiting[s->waiting_count - 1].line > (uint32_t)s->options->header_line;
    bool is_table = s->waiting_count >= ROWS_TO_SEARCH && s->waiting_run >= ROWS_OF_TABLE;
    return is_table || s->waiting_bytes > BYTES_TO_SEARCH;
}

/* Nothing more is waited for: the shape must do where no name is known. */
static enum err settle_at_last(struct sheet *s, struct diag *d)
{
    if (s->header == HEADING_NONE && s->options->header_line > 0) {
        char number[NUMBER_SIZE];
        snprintf(number, sizeof number, "%d", s->options->header_line);
        return diag_set(d, ERR_USAGE, 0, str_from(number), MSG_NO_SUCH_HEADER_LINE);
    }
    if (s->header == HEADING_NONE && s->options->header_line == HEADER_AUTO)
        s->header = heading_by_shape(s->waiting, s->waiting_count);
    return settle(s, d);
}

enum err sheet_add_row(struct sheet *s, const struct tsv_row *row, struct diag *d)
{
    const struct waiting_row seen = {(struct str *)(uintptr_t)row->cells,
                                     row->count,
                                     row->line,
                                     row->lines,
                                     row->bad,
                                     row->nuls,
                                     row->has_unseen};
    if (s->is_placing)
        return place_row(s, &seen, d);
    keep_waiting(s, &seen);
    if (s->header == HEADING_NONE && is_header(s, &seen))
        s->header = s->waiting_count - 1;
    return has_seen_enough(s) ? settle_at_last(s, d) : ERR_NONE;
}

/* ---- the end ---- */

static bool is_supervision_table(const struct table *t)
{
    return t->due_column != COLUMN_NONE || t->state_column != COLUMN_NONE;
}

enum err sheet_finish(struct sheet *s, struct diag *d)
{
    struct table *t = s->table;
    bool is_all_blank = true;
    for (size_t i = 0; i < s->waiting_count; i++)
        is_all_blank &= heading_filled_cells(s->waiting[i].cells, s->waiting[i].count, 1) == 0;
    if (!s->is_placing && is_all_blank)
        return diag_set(d, ERR_EMPTY, 0, t->source_name, MSG_NO_RECORDS);
    enum err err = s->is_placing ? ERR_NONE : settle_at_last(s, d);
    if (err != ERR_NONE)
        return err;
    report_blank_lines(s);
    if (!t->has_header && s->options->header_line == HEADER_AUTO)
        table_warn(t, (struct warning){WARNING_NO_HEADER, 0, ROW_NONE, 0, STR("")});
    if (!date_is_set(t->context.as_of) && is_supervision_table(t))
        table_warn(t, (struct warning){WARNING_NO_AS_OF, 0, ROW_NONE, 0, STR("")});
    if (table_lacks_states(t))
        table_warn(t, (struct warning){WARNING_NO_STATE, 0, ROW_NONE, 0, STR("")});
    return ERR_NONE;
}
