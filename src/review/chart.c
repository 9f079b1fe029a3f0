/*
 * chart: lays out a summary as text.
 *
 * The one hard idea: widths are shared out before anything is written: figures get what they need, the
 * value what it wants, the bar what is left. A table without states has no classes to count: then the
 * bar follows the records. Bars are bar.c's, cells and alignment the grid's.
 */
#include "review/chart.h"

#include "base/arena.h"
#include "review/bar.h"
#include "review/compare.h"
#include "review/grid.h"
#include "review/paper.h"
#include "text/cluster.h"

enum { BAR_CELLS_MIN = 10, BAR_CELLS_MAX = 40, VALUE_CELLS_MIN = 12 };

/* Columns of a section: its value, all records, the classes, the share, the bar. */
enum {
    COLUMN_VALUE,
    COLUMN_RECORDS,
    COLUMN_CLASSES,
    COLUMN_SHARE = COLUMN_CLASSES + BAR_CLASSES,
    CHART_COLUMNS = COLUMN_SHARE + 2 /* and the bar */
};

/* ---- a section ---- */

/* One section being laid out. */
struct chart {
    const struct printout *p;
    const struct summary_section *section;
    struct arena arena; /* life of the texts below */
    struct grid grid;
    uint32_t most; /* records of the longest line */
    bool has_states;
    size_t bar; /* the bar's column: what is before it are the value and the figures */
};

static struct str figure(struct arena *a, unsigned value)
{
    char text[16];
    int len = snprintf(text, sizeof text, "%u", value);
    return arena_copy(a, (struct str){text, (size_t)len});
}

static struct str percent(struct arena *a, const struct tally *t)
{
    struct buf shown = BUF_INIT;
    tally_append_percent(&shown, t);
    struct str text = arena_copy(a, buf_str(&shown));
    buf_release(&shown);
    return text;
}

static struct str section_title(struct chart *c)
{
    const struct summary_section *s = c->section;
    struct buf text = BUF_INIT;
    if (s->title != MSG_NONE) {
        buf_append_str(&text, str_from(msg_text(c->p->lang, s->title)));
    } else {
        struct buf name = BUF_INIT;
        rollup_append_name(&name, c->p->review->table, s->by, c->p->lang);
        msg_append(&text, c->p->lang, MSG_SUMMARY_BY, buf_cstr(&name));
        buf_release(&name);
    }
    struct str title = arena_copy(&c->arena, buf_str(&text));
    buf_release(&text);
    return title;
}

static void fill_titles(struct chart *c, struct str texts[CHART_COLUMNS])
{
    enum lang lang = c->p->lang;
    texts[COLUMN_VALUE] = section_title(c);
    texts[COLUMN_RECORDS] = str_from(msg_text(lang, MSG_SUMMARY_RECORDS));
    if (c->has_states) {
        for (size_t i = 0; i < BAR_CLASSES; i++)
            texts[COLUMN_CLASSES + i] = str_from(msg_text(lang, bar_class(i)->title));
        texts[COLUMN_SHARE] = str_from(msg_text(lang, MSG_SUMMARY_SHARE));
    }
    texts[c->bar] = STR("");
}

static struct str bar_text(struct chart *c, const struct tally *t)
{
    struct buf bar = BUF_INIT;
    const struct tally undivided = {.records = t->records, .other = t->records};
    bar_append(&bar, c->has_states ? t : &undivided, c->most, c->grid.columns[c->bar].cells);
    struct str text = arena_copy(&c->arena, buf_str(&bar));
    buf_release(&bar);
    return text;
}

static void fill_line(struct chart *c, const struct rollup_line *line,
                      struct str texts[CHART_COLUMNS])
{
    const struct tally *t = &line->tally;
    texts[COLUMN_VALUE] =
        line->value.len > 0 ? line->value : str_from(msg_text(c->p->lang, MSG_SUMMARY_EMPTY));
    texts[COLUMN_RECORDS] = figure(&c->arena, t->records);
    if (c->has_states) {
        for (size_t i = 0; i < BAR_CLASSES; i++)
            texts[COLUMN_CLASSES + i] = figure(&c->arena, bar_count(t, i));
        texts[COLUMN_SHARE] = percent(&c->arena, t);
    }
    texts[c->bar] = c->grid.count > c->bar ? bar_text(c, t) : STR("");
}

static unsigned widest_value(const struct chart *c)
{
    size_t widest = VALUE_CELLS_MIN;
    for (size_t i = 0; i < c->section->rollup.count; i++) {
        size_t cells = text_cells(c->section->rollup.lines[i].value);
        widest = cells > widest ? cells : widest;
    }
    return widest < c->p->width_cells ? (unsigned)widest : c->p->width_cells;
}

/* Widths: figures as their titles or their largest need it, the value what it wants and gets, the
 * bar the rest. Without room for a bar there is none. */
static void size_columns(struct chart *c, const struct str titles[CHART_COLUMNS])
{
    struct grid_column *columns = c->grid.columns;
    size_t figure_cells = figure(&c->arena, c->most).len;
    unsigned used = 0;
    for (size_t i = COLUMN_RECORDS; i < c->bar; i++) {
        size_t title = text_cells(titles[i]);
        columns[i].cells = (unsigned)(title > figure_cells ? title : figure_cells);
        columns[i].is_right = true;
        used += columns[i].cells + GRID_GAP;
    }
    unsigned room = c->p->width_cells > used ? c->p->width_cells - used : 0;
    unsigned wanted = widest_value(c);
    unsigned bar = GRID_GAP + BAR_CELLS_MIN;
    unsigned most = room > bar + VALUE_CELLS_MIN ? room - bar : room;
    columns[COLUMN_VALUE].cells = most < VALUE_CELLS_MIN ? VALUE_CELLS_MIN
                                  : wanted < most        ? wanted
                                                         : most;
    unsigned value = columns[COLUMN_VALUE].cells + GRID_GAP;
    unsigned left = room > value ? room - value : 0;
    columns[c->bar].cells = left < BAR_CELLS_MAX ? left : BAR_CELLS_MAX;
    c->grid.count = left >= BAR_CELLS_MIN ? c->bar + 1 : c->bar;
}

static bool has_states(const struct printout *p)
{
    return table_find_role(p->review->table, ROLE_STATE) != COLUMN_NONE;
}

static void write_section(const struct printout *p, const struct summary_section *s)
{
    struct chart c = {.p = p, .section = s, .has_states = has_states(p)};
    c.bar = c.has_states ? COLUMN_SHARE + 1 : COLUMN_CLASSES;
    struct str texts[CHART_COLUMNS];
    arena_init(&c.arena, 0);
    grid_init(&c.grid, CHART_COLUMNS, p->sanitise);
    for (size_t i = 0; i < s->rollup.count; i++)
        if (s->rollup.lines[i].tally.records > c.most)
            c.most = s->rollup.lines[i].tally.records;
    fill_titles(&c, texts);
    size_columns(&c, texts);
    grid_put_row(&c.grid, p->out, texts);
    grid_put_rule(p->out, grid_cells(&c.grid));
    for (size_t i = 0; i < s->rollup.count; i++) {
        fill_line(&c, &s->rollup.lines[i], texts);
        grid_put_row(&c.grid, p->out, texts);
    }
    printout_put(p, STR("\n"));
    c.grid.count = CHART_COLUMNS; /* what is to be released */
    grid_release(&c.grid);
    arena_release(&c.arena);
}

/* The tasks of the earlier table that are in no roll-up: number and target. */
static void write_gone(const struct printout *p)
{
    enum { NO_CELLS = 6 };
    const struct compare *c = p->review->compare;
    if (!c || compare_gone_count(c) == 0)
        return;
    const struct table *before = compare_before(c);
    uint32_t target = table_find_role(before, ROLE_TARGET);
    struct grid g;
    grid_init(&g, 2, p->sanitise);
    g.columns[0] = (struct grid_column){NO_CELLS, true};
    g.columns[1].cells = p->width_cells - NO_CELLS - GRID_GAP;
    printout_put(p, str_from(msg_text(p->lang, MSG_AGAINST_GONE)));
    printout_put(p, STR("\n"));
    for (size_t i = 0; i < compare_gone_count(c); i++) {
        uint32_t row = compare_gone_row(c, i);
        struct str texts[2] = {table_no(before, row), STR("")};
        if (target != COLUMN_NONE)
            texts[1] = text_trim(table_cell(before, row, target));
        grid_put_row(&g, p->out, texts);
    }
    printout_put(p, STR("\n"));
    grid_release(&g);
}

/* How the deadlines stand, wrapped, and a blank line. */
static void write_deadlines(const struct printout *p)
{
    struct buf words = BUF_INIT;
    printout_append_deadlines(p, &words);
    struct str text = buf_str(&words);
    struct grid g;
    grid_init(&g, 1, p->sanitise);
    g.columns[0].cells = p->width_cells;
    if (text.len > 0) {
        grid_put_row(&g, p->out, &text);
        printout_put(p, STR("\n"));
    }
    grid_release(&g);
    buf_release(&words);
}

void chart_write_summary(const struct printout *p, const struct summary *s)
{
    static const int order[] = {SUMMARY_BY_ASKED, SUMMARY_BY_SOURCE,    SUMMARY_BY_LEADER,
                                SUMMARY_BY_UNIT,  SUMMARY_BY_LEAD_UNIT, SUMMARY_BY_DUE,
                                SUMMARY_BY_STATE};
    paper_write_head(p);
    write_deadlines(p);
    for (size_t i = 0; i < COUNT_OF(order); i++)
        if (s->sections[order[i]].rollup.count > 0)
            write_section(p, &s->sections[order[i]]);
    write_gone(p);
    if (!has_states(p))
        return;
    printout_put(p, str_from(msg_text(p->lang, MSG_SUMMARY_LEGEND)));
    printout_put(p, STR("\n"));
}
