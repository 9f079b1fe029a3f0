/*
 * check: looks at the records one by one, then at the table as a whole, and sorts what was found.
 *
 * The one hard idea is restraint: a list of a thousand lines is read by nobody. So a column that is
 * mostly empty is one finding, not one a record; of a pair of equal notes only the later one is
 * told; and what the loader said already is not said again.
 */
#include "review/check.h"

#include <assert.h>

#include "review/heap_sort.h"
#include "review/numbering.h"
#include "review/paired.h"
#include "review/seen.h"
#include "text/cluster.h"

enum {
    UNITS_MAX = 64,
    LONE_MARKS_MAX = 4,
    NEAR_CHARACTERS = 10,
    FEW_CELLS = 5,
    STATE_BYTES_MAX = 60,
    COST_RECORD =
        16, /* of the work that a number costs to be read or judged, or a finding to be sorted */
    COST_NUMBER = 1
};

/* In this order. What a phase needs is let go of before the next one. */
enum phase { PHASE_RECORDS, PHASE_NUMBERS, PHASE_JUDGING, PHASE_SORTING, PHASE_DONE };

struct check {
    const struct table *table;
    enum phase phase;
    uint32_t next_row;
    struct finding_list found;
    struct seen notes, targets;
    struct numbering *numbering;
    struct heap_sort sort;
    uint32_t column[ROLE_COUNT]; /* the first of each role */
    size_t notes_only;           /* findings that are notes */
};

struct check *check_new(const struct table *t)
{
    struct check *c = mem_zero(1, sizeof *c);
    c->table = t;
    c->numbering = numbering_new(t);
    finding_list_init(&c->found);
    for (int role = 0; role < ROLE_COUNT; role++)
        c->column[role] = table_find_role(t, (enum role)role);
    c->notes = (struct seen){.table = t, .column = c->column[ROLE_NOTE]};
    c->targets = (struct seen){.table = t, .column = c->column[ROLE_TARGET]};
    return c;
}

void check_free(struct check *c)
{
    if (!c)
        return;
    numbering_free(c->numbering);
    finding_list_release(&c->found);
    seen_release(&c->notes);
    seen_release(&c->targets);
    mem_free(c);
}

/* ---- a record ---- */

static struct str cell_of(const struct check *c, uint32_t row, enum role role)
{
    uint32_t column = c->column[role];
    return column == COLUMN_NONE ? STR("") : text_trim(table_cell(c->table, row, column));
}

static struct finding *add(struct check *c, enum finding_kind kind, uint32_t row)
{
    return finding_add(&c->found, kind, c->table, row);
}

/* Whether a text has at least so many characters. */
static bool is_as_long_as(struct str text, size_t characters)
{
    for (size_t off = 0; off < text.len && characters > 0; characters--)
        (void)utf8_decode(text, &off);
    return characters == 0;
}

/* `same_task` is the record that was told of already as the same task, or ROW_NONE. */
static void check_same_note(struct check *c, uint32_t row, uint32_t same_task)
{
    struct str note = cell_of(c, row, ROLE_NOTE);
    enum state state;
    bool is_word = !is_as_long_as(note, CHECK_NOTE_CHARACTERS_MIN) ||
                   (note.len <= STATE_BYTES_MAX && state_recognise(note, STR(""), &state));
    if (is_word)
        return;
    uint32_t before = seen_meet(&c->notes, row);
    if (before != ROW_NONE && before != same_task)
        add(c, FINDING_SAME_NOTE, row)->other = before;
}

/* Returns the earlier record that is the same task, or ROW_NONE. */
static uint32_t check_same_task(struct check *c, uint32_t row)
{
    if (cell_of(c, row, ROLE_TARGET).len == 0)
        return ROW_NONE;
    uint32_t before = seen_meet(&c->targets, row);
    if (before != ROW_NONE &&
        str_equal(cell_of(c, before, ROLE_UNITS), cell_of(c, row, ROLE_UNITS))) {
        add(c, FINDING_SAME_TASK, row)->other = before;
        return before;
    }
    return ROW_NONE;
}

/* A mark with what it opens behind it, or what it closes before it. */
static struct str near_mark(struct str text, const struct lone_mark *mark)
{
    size_t begin = mark->off;
    size_t end = mark->off + mark->len;
    for (int i = 0; i < NEAR_CHARACTERS; i++)
        if (mark->opens && end < text.len) {
            struct cluster cluster;
            end = cluster_at(text, end, &cluster);
        } else if (!mark->opens && begin > 0) {
            begin = cluster_before(text, begin);
        }
    return str_slice(text, begin, end - begin);
}

static void check_marks(struct check *c, uint32_t row, uint32_t column)
{
    struct lone_mark lone[LONE_MARKS_MAX];
    struct str cell = table_cell(c->table, row, column);
    size_t count = paired_find_lone(cell, lone, COUNT_OF(lone));
    for (size_t i = 0; i < count; i++) {
        struct finding *f = add(c, FINDING_UNPAIRED, row);
        f->column = column;
        f->text = near_mark(cell, &lone[i]);
    }
}

/* Whether all cells of a role are: of units there may be several, one of which is enough. */
static bool is_empty(const struct check *c, uint32_t row, enum role role)
{
    if (role != ROLE_UNITS)
        return cell_of(c, row, role).len == 0;
    for (uint32_t column = 0; column < table_columns(c->table); column++)
        if (table_column_role(c->table, column) == role &&
            text_trim(table_cell(c->table, row, column)).len > 0)
            return false;
    return true;
}

/* Cells that are not there at all are the loader's. */
static void check_empty_cells(struct check *c, uint32_t row)
{
    for (int role = 0; role < ROLE_COUNT; role++)
        if (role_is((enum role)role, ROLE_IS_REQUIRED) &&
            c->column[role] < table_row_fields(c->table, row) && is_empty(c, row, (enum role)role))
            add(c, FINDING_EMPTY_CELL, row)->column = c->column[role];
}

static void check_dates(struct check *c, uint32_t row)
{
    struct due_context context = table_due_context(c->table);
    struct str due = cell_of(c, row, ROLE_DUE);
    if (context.year != 0 && due.len > 0 && table_due(c->table, row).kind == DUE_NONE)
        add(c, FINDING_UNCLEAR_DUE, row)->text = due;
    struct str actual = cell_of(c, row, ROLE_ACTUAL_DATE);
    if (actual.len > 0 && due_parse(actual, context).kind == DUE_INVALID)
        add(c, FINDING_BAD_DATE, row)->text = actual;
}

/* ---- units ---- */

/* A separator that can be seen (a blank may stand beside any), or a mark that some take for one. */
static bool is_visible_separator(uint32_t c)
{
    return c == ',' || c == ';' || c == '/' || c == 0x3001 || c == 0xFF0C || c == 0xFF1B ||
           c == 0xFF0F || c == 0xFF64;
}

static bool is_no_separator(uint32_t c)
{
    return c == '|' || c == '+' || c == '&' || c == ':' || c == 0xFF1A || c == 0x3002 ||
           c == 0xFF5C || c == '\\';
}

/* Doubled (甲、、乙), dangling (甲、) or unknown (甲|乙) separators. */
static bool has_odd_separators(struct str cell)
{
    bool after_separator = true; /* the beginning of the cell is as good as one */
    for (size_t off = 0; off < cell.len;) {
        uint32_t ch = utf8_decode(cell, &off);
        if (is_no_separator(ch) || (after_separator && is_visible_separator(ch)))
            return true;
        if (is_visible_separator(ch))
            after_separator = true;
        else if (ch != ' ' && ch != 0x3000)
            after_separator = false;
    }
    return after_separator && cell.len > 0;
}

static void check_units(struct check *c, uint32_t row)
{
    struct str names[UNITS_MAX];
    size_t count = 0;
    struct units_walk walk = table_units(c->table, row);
    struct str unit;
    while (count < UNITS_MAX && units_next(&walk, &unit)) {
        for (size_t i = 0; i < count; i++)
            if (str_equal(names[i], unit)) {
                add(c, FINDING_SAME_UNIT, row)->text = unit;
                return;
            }
        names[count++] = unit;
    }
}

static void check_row(struct check *c, uint32_t row)
{
    check_empty_cells(c, row);
    check_dates(c, row);
    check_same_note(c, row, check_same_task(c, row));
    check_units(c, row);
    for (uint32_t column = 0; column < table_row_fields(c->table, row); column++) {
        check_marks(c, row, column);
        struct str cell = text_trim(table_cell(c->table, row, column));
        if (table_column_role(c->table, column) == ROLE_UNITS && has_odd_separators(cell))
            add(c, FINDING_ODD_UNITS, row)->text = cell;
    }
}

/* ---- the table as a whole ---- */

static bool is_mostly_empty(uint32_t empty, uint32_t rows)
{
    return empty > FEW_CELLS && empty > rows / 2;
}

/* Takes out the findings of cells in columns that are mostly empty. `empty` counts those of each
 * column of each source. */
static void drop_empty_cells(struct check *c, const uint32_t *empty, const uint32_t *rows)
{
    uint32_t columns = table_columns(c->table);
    size_t kept = 0;
    for (size_t i = 0; i < c->found.count; i++) {
        const struct finding *f = &c->found.items[i];
        bool is_cell = f->kind == FINDING_EMPTY_CELL;
        if (!is_cell || !is_mostly_empty(empty[f->source * columns + f->column], rows[f->source]))
            c->found.items[kept++] = *f;
    }
    c->found.count = kept;
}

/* Columns that are mostly empty in a source: their cells' findings become one. */
static void gather_empty_cells(struct check *c)
{
    uint32_t columns = table_columns(c->table);
    uint32_t sources = table_sources(c->table);
    uint32_t *empty = mem_zero((size_t)sources * columns + 1, sizeof *empty);
    uint32_t *rows = mem_zero(sources, sizeof *rows);
    for (uint32_t row = 0; row < table_rows(c->table); row++)
        rows[table_row_source(c->table, row)]++;
    for (size_t i = 0; i < c->found.count; i++) {
        const struct finding *f = &c->found.items[i];
        if (f->kind == FINDING_EMPTY_CELL)
            empty[f->source * columns + f->column]++;
    }
    drop_empty_cells(c, empty, rows);
    for (uint32_t i = 0; i < sources * columns; i++)
        if (is_mostly_empty(empty[i], rows[i / columns])) {
            struct finding *f = add(c, FINDING_EMPTY_COLUMN, ROW_NONE);
            f->source = i / columns;
            f->column = i % columns;
            f->number = empty[i];
            f->all = rows[i / columns];
        }
    mem_free(empty);
    mem_free(rows);
}

static void add_warnings(struct check *c)
{
    for (size_t i = 0; i < table_warnings_kept(c->table); i++) {
        const struct warning *w = table_warning(c->table, i);
        struct finding *f = add(c, FINDING_LOADED, w->row);
        f->line = w->line;
        f->source = table_warning_source(c->table, i);
        f->warning = w;
    }
}

/* By source and line; what is about a whole file first; equals by kind and column, then as they were found. */
static int compare_findings(const void *a, const void *b)
{
    const struct finding *x = a;
    const struct finding *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return x->found_as < y->found_as ? -1 : 1;
}

/* ---- phases ---- */

static void finish(struct check *c)
{
    for (size_t i = 0; i < c->found.count; i++)
        c->notes_only += finding_is_note(&c->found.items[i]);
    c->phase = PHASE_DONE;
}

/* Goes on through the rows; true at the end. */
static bool walk_rows(struct check *c, struct work *work, size_t cost,
                      void (*look)(struct check *, uint32_t))
{
    uint32_t rows = table_rows(c->table);
    while (c->next_row < rows && work_take(work, cost))
        look(c, c->next_row++);
    return c->next_row == rows;
}

static void read_number(struct check *c, uint32_t row)
{
    numbering_read(c->numbering, row);
}

static void begin_numbers(struct check *c)
{
    seen_release(&c->notes);
    seen_release(&c->targets);
    c->next_row = 0;
    c->phase = PHASE_NUMBERS;
}

static void begin_sorting(struct check *c)
{
    numbering_free(c->numbering);
    c->numbering = NULL;
    gather_empty_cells(c);
    add_warnings(c);
    c->sort =
        heap_sort_begin(c->found.items, c->found.count, sizeof *c->found.items, compare_findings);
    c->phase = PHASE_SORTING;
}

static bool step_phase(struct check *c, struct work *work)
{
    bool is_over = false;
    switch (c->phase) {
    case PHASE_RECORDS:
        is_over = walk_rows(c, work, COST_RECORD, check_row);
        if (is_over)
            begin_numbers(c);
        break;
    case PHASE_NUMBERS:
        is_over = walk_rows(c, work, COST_NUMBER, read_number);
        if (is_over)
            c->phase = PHASE_JUDGING;
        break;
    case PHASE_JUDGING:
        is_over = numbering_judge(c->numbering, work, &c->found);
        if (is_over)
            begin_sorting(c);
        break;
    case PHASE_SORTING:
        is_over = heap_sort_step(&c->sort, work);
        if (is_over)
            finish(c);
        break;
    case PHASE_DONE:
        break;
    }
    return is_over;
}

bool check_step(struct check *c, uint32_t rows)
{
    struct work work = {rows > 0 ? (size_t)rows * COST_RECORD : SIZE_MAX};
    while (step_phase(c, &work)) {
    }
    return c->phase == PHASE_DONE;
}

/* ---- asking ---- */

bool check_is_done(const struct check *c)
{
    return c->phase == PHASE_DONE;
}

size_t check_count(const struct check *c)
{
    return c->found.count;
}

const struct finding *check_finding(const struct check *c, size_t index)
{
    assert(index < c->found.count);
    return &c->found.items[index];
}

size_t check_total(const struct check *c)
{
    return c->found.count + table_warnings_total(c->table) - table_warnings_kept(c->table);
}

size_t check_serious(const struct check *c)
{
    return check_total(c) - c->notes_only;
}
