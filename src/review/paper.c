/*
 * paper: lays out a view as text.
 *
 *     序号  领导    时限  状态  责任单位            short columns: a grid row
 *     ------------------------------------
 *      150  肖友华  年底  是    市公路事业发展中心
 *           目标  加快建设济宁至商丘高速公路成武至    long columns: paragraphs with a label,
 *                 曹县段                              or grid columns where there is room
 *           情况  已取得施工许可;主体工程已开工,
 *                 ...
 *
 * The one hard idea: the layout is decided once, from the widest cell of every column. A column is
 * long when it is a target or a note or wider than SHORT_CELLS; when the short ones do not fit side
 * by side, the widest give way, and the last of them become paragraphs too.
 */
#include "review/paper.h"

#include "review/grid.h"
#include "text/cluster.h"

enum {
    SHORT_CELLS = 24, /* wider columns are paragraphs */
    TITLE_CELLS = 8,  /* a longer header name gives way to the role's short one */
    FIRST_CELLS = 6,  /* no column is squeezed below */
    ASIDE_CELLS = 40, /* what a long column needs at least to stand beside the others */
    INDENT_CELLS = 6, /* of paragraphs, at most */
};

struct paper_column {
    enum role role;
    struct str title;
    unsigned widest; /* cell of the view, as far as the width of the whole */
    unsigned cells;
    bool is_long;
};

struct paper {
    const struct printout *p;
    struct paper_column *columns;
    size_t count;
    size_t short_count;
    bool is_aside; /* long columns stand beside the short ones */
};

/* ---- deciding ---- */

/* The header's name, or the short one where that is too long for its column. */
static struct str short_title(const struct printout *p, uint32_t column)
{
    const struct table *t = p->review->table;
    struct str name = text_trim(table_column_name(t, column));
    bool is_fine = name.len > 0 && text_cells(name) <= TITLE_CELLS;
    return is_fine ? name : table_column_short(t, column, p->lang);
}

/* Cells of the widest cell; one that fills a whole line is as good as any wider. */
static unsigned widest_cell(const struct printout *p, size_t index)
{
    size_t widest = 1;
    for (size_t pos = 0; pos < p->view->count && widest < p->width_cells; pos++) {
        size_t cells = text_cells(text_trim(printout_cell(p, p->view->rows[pos], index)));
        widest = cells > widest ? cells : widest;
    }
    return widest < p->width_cells ? (unsigned)widest : p->width_cells;
}

static unsigned title_cells(const struct paper_column *c)
{
    size_t cells = text_cells(c->title);
    return (unsigned)(cells < TITLE_CELLS ? cells : TITLE_CELLS);
}

/* Units are many in one cell and few in most: they wrap in their column. */
static void measure(struct paper *paper)
{
    const struct printout *p = paper->p;
    for (size_t i = 0; i < paper->count; i++) {
        struct paper_column *c = &paper->columns[i];
        c->role = table_column_role(p->review->table, p->columns[i]);
        c->title = short_title(p, p->columns[i]);
        c->widest = widest_cell(p, i);
        c->is_long = c->role == ROLE_TARGET || c->role == ROLE_NOTE ||
                     (c->widest > SHORT_CELLS && c->role != ROLE_UNITS);
        unsigned title = title_cells(c), cells = c->widest > title ? c->widest : title;
        c->cells = cells < SHORT_CELLS ? cells : SHORT_CELLS;
        paper->short_count += !c->is_long;
    }
}

/* True for what stands side by side, not in a paragraph. */
static bool is_in_row(const struct paper *paper, const struct paper_column *c)
{
    return paper->is_aside || !c->is_long;
}

/* Cells of a whole row. */
static unsigned row_cells(const struct paper *paper)
{
    unsigned cells = 0;
    for (size_t i = 0; i < paper->count; i++)
        if (is_in_row(paper, &paper->columns[i]))
            cells += paper->columns[i].cells + (cells > 0 ? GRID_GAP : 0);
    return cells;
}

/* Takes a cell from the widest short column; false when all are as narrow as may be. */
static bool squeeze(struct paper *paper)
{
    struct paper_column *widest = NULL;
    for (size_t i = 0; i < paper->count; i++) {
        struct paper_column *c = &paper->columns[i];
        if (!c->is_long && c->cells > FIRST_CELLS && (!widest || c->cells > widest->cells))
            widest = c;
    }
    if (widest)
        widest->cells--;
    return widest != NULL;
}

static void demote_last(struct paper *paper)
{
    size_t last = paper->count;
    while (paper->columns[last - 1].is_long)
        last--;
    paper->columns[last - 1].is_long = true;
    paper->short_count--;
}

static void fit_short(struct paper *paper)
{
    while (row_cells(paper) > paper->p->width_cells) {
        if (squeeze(paper))
            continue;
        if (paper->short_count <= 1)
            return;
        demote_last(paper);
    }
}

/* What a long column gets of the room for all of them: notes the most. */
static unsigned weight_of(const struct paper_column *c)
{
    return c->role == ROLE_NOTE ? 3 : 2;
}

/* The long column that should have the next cell: the one with least for its weight among those
 * that want more. NULL when all have what they want. */
static struct paper_column *neediest(const struct paper *paper)
{
    struct paper_column *found = NULL;
    for (size_t i = 0; i < paper->count; i++) {
        struct paper_column *c = &paper->columns[i];
        if (c->is_long && c->cells < c->widest &&
            (!found || c->cells * weight_of(found) < found->cells * weight_of(c)))
            found = c;
    }
    return found;
}

/* Sets the long columns beside the short ones if that leaves each ASIDE_CELLS on average. */
static void try_aside(struct paper *paper)
{
    size_t long_count = paper->count - paper->short_count;
    unsigned used = row_cells(paper) + (unsigned)(long_count * GRID_GAP);
    if (long_count == 0 || used + long_count * ASIDE_CELLS > paper->p->width_cells)
        return;
    for (size_t i = 0; i < paper->count; i++) {
        struct paper_column *c = &paper->columns[i];
        if (!c->is_long)
            continue;
        c->cells = title_cells(c);
        used += c->cells;
    }
    for (struct paper_column *c; used < paper->p->width_cells && (c = neediest(paper)); used++)
        c->cells++;
    paper->is_aside = true;
}

/* Lets the last column of short cells have what room is left and it can use: mostly the units. */
static void stretch_last(struct paper *paper)
{
    struct paper_column *last = NULL;
    for (size_t i = 0; i < paper->count; i++)
        if (!paper->columns[i].is_long)
            last = &paper->columns[i];
    unsigned used = row_cells(paper), width = paper->p->width_cells;
    if (!last || used >= width || last->cells >= last->widest)
        return;
    unsigned room = width - used, wanted = last->widest - last->cells;
    last->cells += wanted < room ? wanted : room;
}

/* ---- writing ---- */

/* The grid of what stands side by side. */
static void init_row_grid(const struct paper *paper, struct grid *g)
{
    grid_init(g, paper->is_aside ? paper->count : paper->short_count, paper->p->sanitise);
    size_t place = 0;
    for (size_t i = 0; i < paper->count; i++) {
        const struct paper_column *c = &paper->columns[i];
        if (is_in_row(paper, c))
            g->columns[place++] =
                (struct grid_column){c->cells, role_info(c->role)->type == TYPE_NUMBER};
    }
}

/* The grid of paragraphs: a label and the text. */
static void init_paragraph_grid(const struct paper *paper, struct grid *g)
{
    unsigned label = 1;
    for (size_t i = 0; i < paper->count; i++) {
        unsigned cells = title_cells(&paper->columns[i]);
        if (paper->columns[i].is_long && cells > label)
            label = cells;
    }
    grid_init(g, 2, paper->p->sanitise);
    if (paper->short_count > 0) {
        unsigned first = GRID_GAP;
        for (size_t i = 0; i < paper->count && first == GRID_GAP; i++)
            first += paper->columns[i].is_long ? 0 : paper->columns[i].cells;
        g->indent = first < INDENT_CELLS ? first : INDENT_CELLS;
    }
    unsigned used = g->indent + label + GRID_GAP, width = paper->p->width_cells;
    g->columns[0].cells = label;
    g->columns[1].cells = width > used + FIRST_CELLS ? width - used : FIRST_CELLS;
}

static void put_header(const struct paper *paper, struct grid *g, struct str *texts)
{
    size_t place = 0;
    for (size_t i = 0; i < paper->count; i++)
        if (is_in_row(paper, &paper->columns[i]))
            texts[place++] = paper->columns[i].title;
    grid_put_row(g, paper->p->out, texts);
    grid_put_rule(paper->p->out, paper->is_aside || paper->short_count == paper->count
                                     ? grid_cells(g)
                                     : paper->p->width_cells);
}

static void put_record(const struct paper *paper, uint32_t row, struct grid *row_grid,
                       struct grid *paragraphs, struct str *texts)
{
    size_t place = 0;
    for (size_t i = 0; i < paper->count; i++)
        if (is_in_row(paper, &paper->columns[i]))
            texts[place++] = printout_cell(paper->p, row, i);
    if (place > 0)
        grid_put_row(row_grid, paper->p->out, texts);
    for (size_t i = 0; i < paper->count; i++) {
        struct str text = text_trim(printout_cell(paper->p, row, i));
        if (is_in_row(paper, &paper->columns[i]) || text.len == 0)
            continue;
        struct str pair[2] = {paper->columns[i].title, text};
        grid_put_row(paragraphs, paper->p->out, pair);
    }
}

static void put_wrapped(const struct printout *p, struct str text)
{
    struct grid g;
    grid_init(&g, 1, p->sanitise);
    g.columns[0].cells = p->width_cells;
    if (text.len > 0)
        grid_put_row(&g, p->out, &text);
    grid_release(&g);
}

void paper_write_head(const struct printout *p)
{
    struct buf line = BUF_INIT;
    put_wrapped(p, table_title(p->review->table));
    printout_append_as_of(p, &line);
    put_wrapped(p, buf_str(&line));
    buf_clear(&line);
    printout_append_counts(p, &line);
    put_wrapped(p, buf_str(&line));
    buf_clear(&line);
    printout_append_comparison(p, &line);
    put_wrapped(p, buf_str(&line));
    printout_put(p, STR("\n"));
    buf_release(&line);
}

static void write_records(const struct paper *paper)
{
    const struct printout *p = paper->p;
    struct grid row_grid, paragraphs;
    init_row_grid(paper, &row_grid);
    init_paragraph_grid(paper, &paragraphs);
    struct str *texts = mem_array(paper->count, sizeof *texts);
    bool is_plain = paper->short_count == paper->count;
    if (row_grid.count > 0)
        put_header(paper, &row_grid, texts);
    for (size_t pos = 0; pos < p->view->count; pos++) {
        if (pos > 0 && !is_plain)
            printout_put(p, STR("\n"));
        put_record(paper, p->view->rows[pos], &row_grid, &paragraphs, texts);
    }
    mem_free(texts);
    grid_release(&row_grid);
    grid_release(&paragraphs);
}

void paper_write_view(const struct printout *p)
{
    struct paper paper = {.p = p, .count = p->column_count};
    paper.columns = mem_zero(paper.count, sizeof *paper.columns);
    measure(&paper);
    fit_short(&paper);
    try_aside(&paper);
    stretch_last(&paper);
    paper_write_head(p);
    write_records(&paper);
    mem_free(paper.columns);
}
