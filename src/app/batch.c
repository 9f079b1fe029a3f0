/*
 * batch: load, view, write. The whole of a run without a screen, in the order in which things can
 * fail: nothing is written before the table, the filter, the sort and the columns have all been
 * understood.
 */
#include "app/batch.h"

#include <errno.h>
#include <stdlib.h>

#include "app/notebook.h"
#include "review/checklist.h"
#include "review/compare.h"
#include "review/export.h"
#include "review/report.h"
#include "table/gather.h"
#include "text/cluster.h"

/* What a run holds; released as one. */
struct batch {
    struct table *table;
    struct table *earlier;   /* of --against, or NULL */
    struct compare *compare; /* with it, or NULL */
    struct notebook notebook;
    struct query *filter;
    struct view view;
    uint32_t *columns;
    struct rollup_by by;
};

static void batch_release(struct batch *b)
{
    mem_free(b->columns);
    view_release(&b->view);
    query_free(b->filter);
    notebook_release(&b->notebook);
    compare_free(b->compare);
    table_free(b->earlier);
    table_free(b->table);
}

static enum err load(struct batch *b, const struct options *o, struct diag *d)
{
    enum err err = gather_tables(&b->table, o->files, o->file_count, &o->load, options_lang(o), d);
    if (err != ERR_NONE || o->against.len == 0)
        return err;
    struct load_options earlier = options_load_earlier(o);
    err = table_load(&b->earlier, o->against, &earlier, d);
    if (err == ERR_NONE)
        b->compare = compare_new(b->table, b->earlier);
    return err;
}

/* Marks and remarks, where something asks for them. A file that --review names must be readable; the usual one
 * is no reason not to write a table. */
static enum err look_into_notebook(struct batch *b, const struct options *o, struct diag *d)
{
    bool is_asked = o->mode == RUN_REPORT || (b->filter && query_asks(b->filter, ASKS_NOTES));
    if (!is_asked && o->review.len == 0)
        return ERR_NONE;
    enum err err = notebook_look(&b->notebook, b->table, d);
    return o->review.len > 0 ? err : ERR_NONE;
}

static enum err understand_filter(struct batch *b, const struct options *o, struct diag *d)
{
    struct review review = {.table = b->table, .compare = b->compare};
    return query_read(&b->filter, o->filter, &review, false, d) ? ERR_NONE : d->err;
}

/* Reads all words of the command line that need the table. */
static enum err understand(struct batch *b, const struct options *o, struct order *order,
                           struct export_options *eo, struct diag *d)
{
    enum err err = order_parse(order, o->sort, b->table, d);
    if (err == ERR_NONE && o->columns.len > 0) {
        err = export_parse_columns(&b->columns, &eo->column_count, o->columns, b->table, d);
        eo->columns = b->columns;
    }
    if (err == ERR_NONE && o->by.len > 0)
        err = rollup_parse_by(&b->by, o->by, b->table, d);
    return err == ERR_NONE ? understand_filter(b, o, d) : err;
}

static void remark(struct batch_outcome *outcome, enum lang lang, enum msg msg, size_t count)
{
    if (count == 0)
        return;
    msg_append(&outcome->remarks, lang, msg, (unsigned)count);
    buf_append_byte(&outcome->remarks, '\n');
}

/* What could not be told, and why nothing may have been found. */
static void remark_on_filter(const struct batch *b, enum lang lang, struct batch_outcome *outcome)
{
    outcome->is_undecided = b->view.undecided > 0;
    remark(outcome, lang, MSG_QUERY_UNDECIDED, b->view.undecided);
    if (b->view.count == 0 && b->filter &&
        query_append_doubt(&outcome->remarks, b->filter, b->table, lang))
        buf_append_byte(&outcome->remarks, '\n');
}

/* Returns how many records the output is about. */
static size_t write_out(const struct batch *b, const struct review *r, const struct options *o,
                        const struct export_options *eo, FILE *out, struct batch_outcome *outcome)
{
    if (o->mode == RUN_SUMMARY) {
        export_summary(out, r, &b->view, o->by.len > 0 ? &b->by : NULL, eo);
        return b->view.count;
    }
    if (o->mode != RUN_REPORT) {
        struct export_result result = export_view(out, r, &b->view, eo);
        remark(outcome, eo->lang, MSG_BATCH_GUARDED, result.guarded_cells);
        return result.records;
    }
    struct report_options ro = {
        .format = eo->format,
        .by = o->by.len > 0 ? b->by : report_usual_by(b->table),
        .lang = eo->lang,
        .width_cells = eo->width_cells,
        .sanitise = eo->sanitise,
    };
    return report_write(out, r, &b->view, &ro);
}

/* Returns how many findings are more than a note. */
static size_t write_check(const struct batch *b, enum lang lang, FILE *out)
{
    struct check *c = check_new(b->table);
    check_step(c, 0);
    checklist_write(out, c, b->table, lang);
    size_t serious = check_serious(c);
    check_free(c);
    return serious;
}

/* Writes what was asked for; true when that is less than was hoped for. */
static bool write_what(const struct batch *b, const struct review *r, const struct options *o,
                       const struct export_options *eo, FILE *out, struct batch_outcome *outcome)
{
    return o->mode == RUN_CHECK ? write_check(b, eo->lang, out) > 0
                                : write_out(b, r, o, eo, out, outcome) == 0;
}

/* Puts out lines, and cells of them, with hostile code points as marks. */
static void put_shown(FILE *out, struct str written)
{
    struct buf shown = BUF_INIT;
    for (size_t off = 0, end; off < written.len; off = end + 1) {
        for (end = off; end < written.len && written.ptr[end] != '\n' && written.ptr[end] != '\t';)
            end++;
        buf_clear(&shown);
        text_append_shown(&shown, str_slice(written, off, end - off));
        if (end < written.len)
            buf_append_byte(&shown, written.ptr[end]);
        (void)fwrite(buf_cstr(&shown), 1, shown.len, out);
    }
    buf_release(&shown);
}

/* The same to a terminal, which nothing in the data may drive, in whatever format. */
static bool write_to_terminal(const struct batch *b, const struct review *r,
                              const struct options *o, const struct export_options *eo, FILE *out,
                              struct batch_outcome *outcome)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *memory = open_memstream(&bytes, &len);
    if (!memory)
        mem_fail();
    bool falls_short = write_what(b, r, o, eo, memory, outcome);
    if (fclose(memory) != 0)
        mem_fail();
    put_shown(out, (struct str){bytes, len});
    free(bytes);
    return falls_short;
}

enum err batch_run(const struct options *options, FILE *out, unsigned terminal_cols,
                   struct batch_outcome *outcome, struct diag *d)
{
    struct batch b = {.view = VIEW_INIT};
    notebook_init(&b.notebook, options);
    enum err err = load(&b, options, d);
    if (err != ERR_NONE) {
        batch_release(&b);
        return err;
    }
    struct export_options eo = {
        .format = options->format,
        .lang = options->lang_given                ? options->lang
                : table_header_is_chinese(b.table) ? LANG_ZH
                                                   : LANG_EN,
        .width_cells = terminal_cols,
        /* Text is for people: through ssh it is a pipe here and their terminal there. */
        .sanitise = terminal_cols > 0 || options->format == EXPORT_TEXT,
    };
    gather_append_missing(&outcome->remarks, b.table, eo.lang);
    struct order order = {.count = 0};
    err = understand(&b, options, &order, &eo, d);
    if (err == ERR_NONE)
        err = look_into_notebook(&b, options, d);
    if (err == ERR_NONE) {
        struct review review = review_of(b.table);
        review.compare = b.compare;
        review.notes = notebook_notes(&b.notebook);
        view_build(&b.view, &review, b.filter, &order);
        remark_on_filter(&b, eo.lang, outcome);
        outcome->falls_short =
            (eo.sanitise ? write_to_terminal : write_what)(&b, &review, options, &eo, out, outcome);
        if (fflush(out) != 0 || ferror(out))
            err = diag_set(d, ERR_WRITE, errno, STR(""), 0);
    }
    batch_release(&b);
    return err;
}
