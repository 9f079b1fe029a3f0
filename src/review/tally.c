/*
 * tally: counts records, in all and by the value of a column.
 *
 * The one hard idea: a line is found by the folded value (textset), and remembers the row that
 * counted last, so that a record which names one unit twice counts once. Which lines a cell names is worked
 * out once and remembered with its bytes. What a state counts as is the state table's.
 */
#include "review/tally.h"

#include <stdlib.h>

#include "review/lexer.h"
#include "review/textset.h"
#include "text/cluster.h"
#include "text/fold.h"

/* ---- counting ---- */

static void count_deadline(struct tally *t, const struct review *r, uint32_t row)
{
    enum standing standing = review_standing(r, row);
    t->overdue += standing == STANDING_OVERDUE;
    t->due += standing == STANDING_OVERDUE || standing == STANDING_DUE;
    t->due_next_quarter += standing == STANDING_NEXT_QUARTER;
    t->standing += review_is_standing(r, row);
}

void tally_add(struct tally *t, const struct review *r, uint32_t row)
{
    t->records++;
    count_deadline(t, r, row);
    switch (state_info(table_state(r->table, row))->group) {
    case GROUP_ON_SCHEDULE:
        t->on_schedule++;
        break;
    case GROUP_BEHIND:
        t->behind++;
        break;
    case GROUP_NOT_STATED:
        t->not_stated++;
        break;
    case GROUP_OTHER:
        t->other++;
        break;
    }
}

struct tally tally_view(const struct review *r, const struct view *v)
{
    struct tally t = {0};
    for (size_t pos = 0; pos < v->count; pos++)
        tally_add(&t, r, v->rows[pos]);
    return t;
}

int tally_percent(const struct tally *t)
{
    if (t->on_schedule == 0)
        return 0;
    if (t->on_schedule == t->records)
        return 100;
    uint64_t nearest = ((uint64_t)t->on_schedule * 200 + t->records) / (2 * (uint64_t)t->records);
    return nearest < 1 ? 1 : nearest > 99 ? 99 : (int)nearest;
}

void tally_append_percent(struct buf *out, const struct tally *t)
{
    if (t->records > 0)
        buf_printf(out, "%d%%", tally_percent(t));
    else
        buf_append_str(out, STR("—"));
}

/* ---- roll-up ---- */

enum err rollup_parse_by(struct rollup_by *out, struct str word, const struct table *t,
                         struct diag *d)
{
    struct str name = text_trim(word);
    uint32_t column = review_find_column(t, name);
    if (column == COLUMN_NONE)
        return diag_set(d, ERR_USAGE, 0, name, MSG_NO_SUCH_COLUMN);
    *out = (struct rollup_by){column, review_names_lead(name)};
    return ERR_NONE;
}

void rollup_append_name(struct buf *out, const struct table *t, struct rollup_by by, enum lang lang)
{
    if (by.lead_only)
        buf_append_str(out, str_from(msg_text(lang, MSG_SUMMARY_LEAD)));
    else
        buf_append_str(out, text_trim(table_column_name(t, by.column)));
}

void rollup_append_term(struct buf *out, const struct table *t, struct rollup_by by,
                        struct str value)
{
    bool names_no_unit = value.len == 0 && table_column_role(t, by.column) == ROLE_UNITS;
    if (!by.lead_only && !names_no_unit) {
        query_append_cell(out, t, by.column, value);
        return;
    }
    buf_append_str(out, table_header_is_chinese(t) ? STR("牵头:=") : STR("lead:="));
    lexer_append_value(out, value);
}

/* What a line keeps while lines are gathered; `lines` and `marks` grow together. */
struct mark {
    uint32_t last_row; /* that was counted in it */
    uint32_t first;    /* its place by first appearance */
    struct due due;    /* of the record that made it */
};

/* Cells that are remembered: a large table says the same again and again. */
enum { CELLS_KEPT_MAX = 16384, COST_ROW = 4, EXPECT_AHEAD = 8 };

/* Lines [first, first + count) of those that were noted. */
struct run {
    uint32_t first;
    uint32_t count;
};

struct rolling {
    struct rollup out;
    struct review review;
    const struct view *view;
    struct rollup_by by;
    size_t at; /* place in the view that is counted next */
    struct textset values;
    struct mark *marks;
    size_t line_cap;
    size_t mark_cap;
    bool has_one_cell; /* each record names its values in one cell */
    struct textset cells;
    struct run *runs; /* of each of the cells, among the lines noted */
    size_t run_cap;
    uint32_t *noted; /* lines */
    size_t noted_count;
    size_t noted_cap;
    enum role role;    /* of the column */
    struct buf bare;   /* a value without its padding */
    struct buf folded; /* a value in folded form */
};

/* The same bytes; those that lie in a buffer are copied to where the lines live. */
static struct str keep(struct rolling *g, const struct buf *buffer, struct str s)
{
    return s.len > 0 && s.ptr == buffer->ptr ? arena_copy(&g->out.arena, s) : s;
}

static void add_line(struct rolling *g, struct str value, struct str folded, uint32_t number)
{
    struct rollup *ro = &g->out;
    ro->lines = mem_reserve(ro->lines, &g->line_cap, number + 1, sizeof *ro->lines);
    g->marks = mem_reserve(g->marks, &g->mark_cap, number + 1, sizeof *g->marks);
    value = keep(g, &g->bare, value);
    ro->lines[number] = (struct rollup_line){.value = value};
    g->marks[number] = (struct mark){.last_row = ROW_NONE, .first = number};
    ro->count = number + 1;
    textset_move(&g->values, number,
                 folded.ptr == g->bare.ptr ? value : keep(g, &g->folded, folded));
}

/* Notes the line of a value. */
static void note_value(struct rolling *g, struct str text, uint32_t row)
{
    struct str value = review_value(g->role, text, &g->bare);
    struct str folded = fold_text(value, &g->folded);
    bool is_new;
    uint32_t number = textset_add(&g->values, folded, &is_new);
    if (is_new) {
        add_line(g, value, folded, number);
        g->marks[number].due = table_due(g->review.table, row);
    }
    g->noted = mem_reserve(g->noted, &g->noted_cap, g->noted_count + 1, sizeof *g->noted);
    g->noted[g->noted_count++] = number;
}

static void note_units(struct rolling *g, uint32_t row)
{
    struct units_walk walk = table_units(g->review.table, row);
    struct str unit;
    bool has_unit = units_next(&walk, &unit);
    note_value(g, has_unit ? unit : STR(""), row);
    while (has_unit && !g->by.lead_only && units_next(&walk, &unit))
        note_value(g, unit, row);
}

static struct run note_row(struct rolling *g, uint32_t row)
{
    uint32_t first = (uint32_t)g->noted_count;
    if (g->role == ROLE_UNITS)
        note_units(g, row);
    else
        note_value(g, table_cell(g->review.table, row, g->by.column), row);
    return (struct run){first, (uint32_t)g->noted_count - first};
}

/* The lines of a record: those of the same cell before, if there was one. */
static struct run lines_of(struct rolling *g, uint32_t row)
{
    struct str cell = table_cell(g->review.table, row, g->by.column);
    uint32_t number;
    if (g->has_one_cell && textset_find(&g->cells, cell, &number))
        return g->runs[number];
    struct run run = note_row(g, row);
    if (!g->has_one_cell || g->cells.count == CELLS_KEPT_MAX) {
        g->noted_count = run.first; /* read before more is noted */
        return run;
    }
    number = textset_add(&g->cells, cell, NULL);
    g->runs = mem_reserve(g->runs, &g->run_cap, number + 1, sizeof *g->runs);
    g->runs[number] = run;
    return run;
}

/* Counts a record, once in each line. */
static void count_row(struct rolling *g, uint32_t row)
{
    struct run run = lines_of(g, row);
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        uint32_t number = g->noted[i];
        if (g->marks[number].last_row == row)
            continue;
        g->marks[number].last_row = row;
        tally_add(&g->out.lines[number].tally, &g->review, row);
    }
}

/* ---- ordering the lines ---- */

struct sortable {
    struct rollup_line line;
    struct mark mark;
};

static int compare_first(const struct sortable *x, const struct sortable *y)
{
    return (x->mark.first > y->mark.first) - (x->mark.first < y->mark.first);
}

static int by_records(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    int fewer = (x->line.tally.records < y->line.tally.records) -
                (x->line.tally.records > y->line.tally.records);
    return fewer ? fewer : compare_first(x, y);
}

static int by_time(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    int later = due_compare(x->mark.due, y->mark.due);
    return later ? later : compare_first(x, y);
}

static void sort_lines(struct rolling *g, int (*compare)(const void *, const void *))
{
    size_t count = g->out.count;
    struct sortable *all = mem_array(count, sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[i] = (struct sortable){g->out.lines[i], g->marks[i]};
    if (count > 0)
        qsort(all, count, sizeof *all, compare);
    for (size_t i = 0; i < count; i++)
        g->out.lines[i] = all[i].line;
    mem_free(all);
}

/* ---- the whole ---- */

static size_t role_columns(const struct table *t, enum role role)
{
    size_t count = 0;
    for (uint32_t column = 0; column < table_columns(t); column++)
        count += table_column_role(t, column) == role;
    return count;
}

struct rolling *rolling_new(const struct review *r, const struct view *v, struct rollup_by by)
{
    struct rolling *g = mem_zero(1, sizeof *g);
    arena_init(&g->out.arena, 0);
    g->review = *r;
    g->view = v;
    g->by = by;
    g->role = table_column_role(r->table, by.column);
    g->has_one_cell = g->role != ROLE_UNITS || role_columns(r->table, ROLE_UNITS) == 1;
    return g;
}

/* Records are far apart in memory: first where the cell lies is fetched, then the cell. */
static void expect_rows(const struct rolling *g)
{
    const struct table *t = g->review.table;
    const uint32_t *rows = g->view->rows + g->at;
    size_t left = g->view->count - g->at;
    if (left > 2 * EXPECT_AHEAD)
        table_expect(t, rows[2 * EXPECT_AHEAD], 0);
    if (left > EXPECT_AHEAD)
        table_expect_cell(t, rows[EXPECT_AHEAD], g->by.column);
}

bool rolling_step(struct rolling *g, struct work *work)
{
    for (; g->at < g->view->count && work_take(work, COST_ROW); g->at++) {
        expect_rows(g);
        count_row(g, g->view->rows[g->at]);
    }
    return g->at == g->view->count;
}

unsigned rolling_percent(const struct rolling *g)
{
    return g->view->count > 0 ? (unsigned)(g->at * 100 / g->view->count) : 100;
}

void rolling_take(struct rolling *g, struct rollup *out)
{
    bool by_due = g->by.column == table_find_role(g->review.table, ROLE_DUE);
    sort_lines(g, by_due ? by_time : by_records);
    *out = g->out;
    g->out = (struct rollup){.count = 0};
    arena_init(&g->out.arena, 0);
}

void rolling_free(struct rolling *g)
{
    if (!g)
        return;
    rollup_release(&g->out);
    textset_release(&g->values);
    textset_release(&g->cells);
    mem_free(g->marks);
    mem_free(g->runs);
    mem_free(g->noted);
    buf_release(&g->bare);
    buf_release(&g->folded);
    mem_free(g);
}

void rollup_build(struct rollup *out, const struct review *r, const struct view *v,
                  struct rollup_by by)
{
    struct work work = WORK_ENDLESS;
    struct rolling *g = rolling_new(r, v, by);
    while (!rolling_step(g, &work)) {
    }
    rolling_take(g, out);
    rolling_free(g);
}

void rollup_release(struct rollup *ro)
{
    mem_free(ro->lines);
    arena_release(&ro->arena);
    *ro = (struct rollup){.count = 0};
}
