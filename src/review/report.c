/*
 * report: gathers the tasks behind, groups them, and has them written in one of two forms.
 *
 * The one hard idea: the circular is a sequence of four kinds of parts (title, paragraph, heading,
 * task), so a form is a row of four functions, and what is said is decided once for
 * all forms. Order and names of the groups are the roll-up's; which tasks a group holds is found
 * here, by the folded value.
 */
#include "review/report.h"

#include "review/condition.h"
#include "review/grid.h"
#include "review/markdown.h"
#include "review/notes.h"
#include "review/textset.h"
#include "text/cluster.h"
#include "text/fold.h"

enum { USUAL_CELLS = 80, NO_CELLS_MAX = 12, LABEL_CELLS_MAX = 8, TEXT_CELLS_MIN = 8 };

/* ---- which tasks ---- */

struct rollup_by report_usual_by(const struct table *t)
{
    uint32_t units = table_find_role(t, ROLE_UNITS);
    if (units != COLUMN_NONE)
        return (struct rollup_by){units, true};
    return (struct rollup_by){table_find_role(t, ROLE_LEADER), false};
}

static void gather(struct view *wanted, const struct review *r, const struct view *v)
{
    const struct condition *behind = condition_find(STR("behind"));
    const struct condition *overdue = condition_find(STR("overdue"));
    *wanted = (struct view)VIEW_INIT;
    for (size_t pos = 0; pos < v->count; pos++) {
        uint32_t row = v->rows[pos];
        if (!behind->holds(r, row) && !overdue->holds(r, row))
            continue;
        wanted->rows =
            mem_reserve(wanted->rows, &wanted->cap, wanted->count + 1, sizeof *wanted->rows);
        wanted->rows[wanted->count++] = row;
    }
}

/* ---- groups ---- */

/* The rows of one group follow each other in `rows`, groups in the order of the roll-up. */
struct groups {
    struct rollup rollup;
    enum role role;        /* of the column that groups */
    struct buf bare;       /* a value without its padding */
    struct textset values; /* folded; numbered as the lines of the roll-up */
    struct arena folded;
    uint32_t *rows;
    struct group {
        size_t begin, end; /* in rows */
    } * groups;            /* by line of the roll-up */
};

static void groups_release(struct groups *g)
{
    rollup_release(&g->rollup);
    buf_release(&g->bare);
    textset_release(&g->values);
    arena_release(&g->folded);
    mem_free(g->rows);
    mem_free(g->groups);
}

/* Puts a row behind those that its group has; one that names its unit twice is there once. */
static void add_to_group(struct groups *g, struct str value, uint32_t row, struct buf *scratch)
{
    uint32_t line;
    struct str bare = review_value(g->role, value, &g->bare);
    if (!textset_find(&g->values, fold_text(bare, scratch), &line))
        return;
    struct group *group = &g->groups[line];
    if (group->end > group->begin && g->rows[group->end - 1] == row)
        return;
    g->rows[group->end++] = row;
}

static void add_units(struct groups *g, const struct table *t, uint32_t row, bool lead_only,
                      struct buf *scratch)
{
    struct units_walk walk = table_units(t, row);
    struct str unit;
    bool has_unit = units_next(&walk, &unit);
    add_to_group(g, has_unit ? unit : STR(""), row, scratch);
    while (has_unit && !lead_only && units_next(&walk, &unit))
        add_to_group(g, unit, row, scratch);
}

/* The lines of the roll-up as a set, and room for the rows of each. */
static void prepare_groups(struct groups *g, struct buf *scratch)
{
    size_t room = 0;
    g->groups = mem_array(g->rollup.count, sizeof *g->groups);
    for (size_t i = 0; i < g->rollup.count; i++) {
        struct str folded = fold_text(g->rollup.lines[i].value, scratch);
        (void)textset_add(&g->values, arena_copy(&g->folded, folded), NULL);
        g->groups[i] = (struct group){room, room};
        room += g->rollup.lines[i].tally.records;
    }
    g->rows = mem_array(room, sizeof *g->rows);
}

static void groups_build(struct groups *g, const struct review *r, const struct view *wanted,
                         struct rollup_by by)
{
    struct buf scratch = BUF_INIT;
    *g = (struct groups){.values = TEXTSET_INIT};
    arena_init(&g->folded, 0);
    rollup_build(&g->rollup, r, wanted, by);
    prepare_groups(g, &scratch);
    g->role = table_column_role(r->table, by.column);
    bool by_unit = g->role == ROLE_UNITS;
    for (size_t pos = 0; pos < wanted->count; pos++) {
        uint32_t row = wanted->rows[pos];
        if (by_unit)
            add_units(g, r->table, row, by.lead_only, &scratch);
        else
            add_to_group(g, table_cell(r->table, row, by.column), row, &scratch);
    }
    buf_release(&scratch);
}

/* ---- the two forms ---- */

/* A labelled text of a task; the label may be empty. */
struct piece {
    struct str label, text;
};

/* How each kind of piece is written. */
struct form {
    void (*title)(const struct printout *p, struct str text);
    void (*paragraph)(const struct printout *p, struct str text);
    void (*heading)(const struct printout *p, struct str text);
    void (*task)(const struct printout *p, unsigned no_cells, struct piece head,
                 const struct piece *pieces, size_t count);
};

static void put_text_paragraph(const struct printout *p, struct str text)
{
    struct grid g;
    grid_init(&g, 1, p->sanitise);
    g.columns[0].cells = p->width_cells;
    grid_put_row(&g, p->out, &text);
    grid_release(&g);
}

static void put_text_heading(const struct printout *p, struct str text)
{
    printout_put(p, STR("\n"));
    put_text_paragraph(p, text);
}

/* One row of two columns behind an indent; the second takes what is left of the width. */
static void put_pair(const struct printout *p, unsigned indent, unsigned cells, bool is_right,
                     struct piece pair)
{
    struct grid g;
    grid_init(&g, 2, p->sanitise);
    unsigned used = indent + cells + GRID_GAP;
    g.indent = indent;
    g.columns[0] = (struct grid_column){cells, is_right};
    g.columns[1].cells =
        p->width_cells > used + TEXT_CELLS_MIN ? p->width_cells - used : TEXT_CELLS_MIN;
    grid_put_row(&g, p->out, (const struct str[]){pair.label, pair.text});
    grid_release(&g);
}

static void put_text_task(const struct printout *p, unsigned no_cells, struct piece head,
                          const struct piece *pieces, size_t count)
{
    printout_put(p, STR("\n"));
    put_pair(p, 0, no_cells, true, head);
    unsigned label_cells = 1;
    for (size_t i = 0; i < count; i++) {
        unsigned cells = (unsigned)text_cells(pieces[i].label);
        label_cells = cells > label_cells ? cells : label_cells;
    }
    label_cells = label_cells < LABEL_CELLS_MAX ? label_cells : LABEL_CELLS_MAX;
    for (size_t i = 0; i < count; i++)
        put_pair(p, no_cells + GRID_GAP, label_cells, false, pieces[i]);
}

/* Writes `before`, the text as Markdown, `behind`. */
static void put_marked(const struct printout *p, const char *before, struct str text,
                       const char *behind)
{
    struct buf line = BUF_INIT;
    buf_append_str(&line, str_from(before));
    markdown_append_text(&line, p, text);
    buf_append_str(&line, str_from(behind));
    printout_put(p, buf_str(&line));
    buf_release(&line);
}

static void put_md_title(const struct printout *p, struct str text)
{
    put_marked(p, "# ", text, "\n\n");
}

static void put_md_paragraph(const struct printout *p, struct str text)
{
    put_marked(p, "", text, "\n\n");
}

static void put_md_heading(const struct printout *p, struct str text)
{
    put_marked(p, "## ", text, "\n\n");
}

/* An item of a list; its lines are kept apart by two blanks at their ends. */
static void put_md_task(const struct printout *p, unsigned no_cells, struct piece head,
                        const struct piece *pieces, size_t count)
{
    (void)no_cells;
    put_marked(p, "- **", head.label, " ");
    put_marked(p, "", head.text, "**");
    for (size_t i = 0; i < count; i++) {
        put_marked(p, "  \n  ", pieces[i].label, " ");
        put_marked(p, "", pieces[i].text, "");
    }
    printout_put(p, STR("\n\n"));
}

static const struct form text_form = {put_text_paragraph, put_text_paragraph, put_text_heading,
                                      put_text_task};
static const struct form md_form = {put_md_title, put_md_paragraph, put_md_heading, put_md_task};

/* ---- what is said of a task ---- */

enum { PIECES_MAX = 64 }; /* the facts and many remarks */

struct report {
    struct printout p;
    struct form form;
    struct rollup_by by;
    unsigned no_cells; /* of the widest number */
    struct buf deadline, units, line;
};

static struct str cell_of(const struct report *rep, uint32_t row, enum role role)
{
    const struct table *t = rep->p.review->table;
    uint32_t column = table_find_role(t, role);
    return column == COLUMN_NONE ? STR("") : text_trim(table_cell(t, row, column));
}

/* The deadline as written and, when it has gone by, for how long. */
static struct str deadline_of(struct report *rep, uint32_t row)
{
    int days = 0;
    buf_set(&rep->deadline, cell_of(rep, row, ROLE_DUE));
    if (review_standing(rep->p.review, row) == STANDING_OVERDUE &&
        review_days_left(rep->p.review, row, &days))
        msg_append(&rep->deadline, rep->p.lang, MSG_REPORT_GONE_BY, -days);
    return buf_str(&rep->deadline);
}

static struct str units_of(struct report *rep, uint32_t row)
{
    struct units_walk walk = table_units(rep->p.review->table, row);
    struct str unit;
    buf_clear(&rep->units);
    while (units_next(&walk, &unit)) {
        if (rep->units.len > 0)
            buf_append_str(&rep->units, rep->p.lang == LANG_ZH ? STR("、") : STR(", "));
        buf_append_str(&rep->units, text_trim(unit));
    }
    return buf_str(&rep->units);
}

/* Adds a piece unless it is empty or all pieces are used up. */
static size_t add_piece(const struct report *rep, struct piece *pieces, size_t count,
                        enum msg label, struct str text)
{
    if (text.len == 0 || count == PIECES_MAX)
        return count;
    pieces[count] = (struct piece){str_from(msg_text(rep->p.lang, label)), text};
    return count + 1;
}

static void put_task(struct report *rep, uint32_t row)
{
    const struct review *r = rep->p.review;
    struct piece pieces[PIECES_MAX],
        head = {text_trim(table_no(r->table, row)), cell_of(rep, row, ROLE_TARGET)};
    size_t n = 0, remark_count = 0;
    bool by_leader = rep->by.column == table_find_role(r->table, ROLE_LEADER);
    n = add_piece(rep, pieces, n, MSG_ROLE_DUE, deadline_of(rep, row));
    n = add_piece(rep, pieces, n, MSG_ROLE_STATE, cell_of(rep, row, ROLE_STATE));
    if (!by_leader)
        n = add_piece(rep, pieces, n, MSG_ROLE_LEADER, cell_of(rep, row, ROLE_LEADER));
    n = add_piece(rep, pieces, n, MSG_ROLE_UNITS, units_of(rep, row));
    n = add_piece(rep, pieces, n, MSG_ROLE_NOTE, cell_of(rep, row, ROLE_NOTE));
    const struct remark *remarks = notes_remarks(r, row, &remark_count);
    for (size_t i = 0; i < remark_count; i++)
        n = add_piece(rep, pieces, n, MSG_REPORT_REMARK, text_trim(remarks[i].text));
    rep->form.task(&rep->p, rep->no_cells, head, pieces, n);
}

/* ---- the whole ---- */

/* 1 to 99 as headings are numbered in documents (一 十 十一 二十 九十九), beyond in figures. */
static void append_ordinal(struct buf *out, enum lang lang, size_t number)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (lang != LANG_ZH || number > 99) {
        buf_printf(out, "%zu", number);
        return;
    }
    if (number >= 20)
        buf_append_str(out, str_from(digits[number / 10]));
    if (number >= 10)
        buf_append_str(out, STR("十"));
    buf_append_str(out, str_from(digits[number % 10]));
}

static void put_groups(struct report *rep, const struct groups *g)
{
    struct buf ordinal = BUF_INIT;
    for (size_t i = 0; i < g->rollup.count; i++) {
        const struct rollup_line *line = &g->rollup.lines[i];
        struct str name =
            line->value.len > 0 ? line->value : str_from(msg_text(rep->p.lang, MSG_SUMMARY_EMPTY));
        buf_clear(&rep->line);
        buf_clear(&ordinal);
        append_ordinal(&ordinal, rep->p.lang, i + 1);
        msg_append(&rep->line, rep->p.lang, MSG_REPORT_GROUP, buf_cstr(&ordinal), STR_ARG(name),
                   line->tally.records);
        rep->form.heading(&rep->p, buf_str(&rep->line));
        for (size_t k = g->groups[i].begin; k < g->groups[i].end; k++)
            put_task(rep, g->rows[k]);
    }
    buf_release(&ordinal);
}

static bool has_states(const struct report *rep)
{
    return table_find_role(rep->p.review->table, ROLE_STATE) != COLUMN_NONE;
}

/* Nothing was found; said only of what there is a basis for: states, and a day for the deadlines. */
static void append_nothing(struct report *rep)
{
    bool has_day = date_is_set(rep->p.review->as_of);
    if (has_states(rep))
        msg_append(&rep->line, rep->p.lang, has_day ? MSG_REPORT_NONE : MSG_REPORT_NONE_BEHIND);
    else if (has_day)
        msg_append(&rep->line, rep->p.lang, MSG_REPORT_NONE_OVERDUE);
    if (!has_day)
        msg_append(&rep->line, rep->p.lang, MSG_REPORT_NO_DAY);
}

/* "8 项滞后或逾期,按牵头单位列出" */
static void append_found(struct report *rep, size_t count)
{
    const struct table *t = rep->p.review->table;
    if (!has_states(rep))
        msg_append(&rep->line, rep->p.lang, MSG_REPORT_NO_STATES);
    if (count == 0) {
        append_nothing(rep);
        return;
    }
    msg_append(&rep->line, rep->p.lang, has_states(rep) ? MSG_REPORT_FOUND : MSG_REPORT_OVERDUE,
               (unsigned)count);
    if (rep->by.column == COLUMN_NONE)
        return;
    struct str name = rep->by.lead_only ? str_from(msg_text(rep->p.lang, MSG_SUMMARY_LEAD))
                                        : text_trim(table_column_name(t, rep->by.column));
    bool repeats = table_column_role(t, rep->by.column) == ROLE_UNITS && !rep->by.lead_only;
    msg_append(&rep->line, rep->p.lang, repeats ? MSG_REPORT_BY_EACH : MSG_REPORT_BY,
               STR_ARG(name));
}

static void put_head(struct report *rep, size_t count)
{
    struct str title = text_trim(table_title(rep->p.review->table));
    if (title.len > 0)
        rep->form.title(&rep->p, title);
    enum msg kind = has_states(rep) ? MSG_REPORT_TITLE : MSG_REPORT_OVERDUE_TITLE;
    rep->form.paragraph(&rep->p, str_from(msg_text(rep->p.lang, kind)));
    void (*const appends[])(const struct printout *, struct buf *) = {
        printout_append_as_of, printout_append_counts, printout_append_comparison};
    for (size_t i = 0; i < COUNT_OF(appends); i++) {
        buf_clear(&rep->line);
        appends[i](&rep->p, &rep->line);
        if (rep->line.len > 0)
            rep->form.paragraph(&rep->p, buf_str(&rep->line));
    }
    buf_clear(&rep->line);
    append_found(rep, count);
    rep->form.paragraph(&rep->p, buf_str(&rep->line));
}

static unsigned widest_no(const struct table *t, const struct view *wanted)
{
    size_t widest = 1;
    for (size_t pos = 0; pos < wanted->count && widest < NO_CELLS_MAX; pos++) {
        size_t cells = text_cells(text_trim(table_no(t, wanted->rows[pos])));
        widest = cells > widest ? cells : widest;
    }
    return (unsigned)(widest < NO_CELLS_MAX ? widest : NO_CELLS_MAX);
}

static void put_tasks(struct report *rep, const struct view *wanted)
{
    if (rep->by.column == COLUMN_NONE) {
        for (size_t pos = 0; pos < wanted->count; pos++)
            put_task(rep, wanted->rows[pos]);
        return;
    }
    struct groups g;
    groups_build(&g, rep->p.review, wanted, rep->by);
    put_groups(rep, &g);
    groups_release(&g);
}

size_t report_write(FILE *out, const struct review *r, const struct view *v,
                    const struct report_options *options)
{
    struct view wanted;
    gather(&wanted, r, v);
    unsigned cells = options->width_cells > 0 ? options->width_cells : USUAL_CELLS;
    struct report rep = {
        .p = {.out = out,
              .review = r,
              .view = v,
              .lang = options->lang,
              .width_cells = cells > PRINTOUT_CELLS_MIN ? cells : PRINTOUT_CELLS_MIN,
              .sanitise = options->sanitise},
        .form = options->format == EXPORT_MD ? md_form : text_form,
        .by = options->by,
        .no_cells = widest_no(r->table, &wanted),
    };
    put_head(&rep, wanted.count);
    put_tasks(&rep, &wanted);
    size_t count = wanted.count;
    buf_release(&rep.deadline);
    buf_release(&rep.units);
    buf_release(&rep.line);
    view_release(&wanted);
    return count;
}
