/*
 * save: what key w writes, as a table of outputs, and the way from the menu to the file.
 *
 *     menu -> name -> (exists? -> replace it?) -> written
 *               ^          | n                      | fails
 *               +----------+------------------------+
 *
 * The one hard idea: whether there is a file of that name is not asked beforehand. It is written without
 * leave to replace; only when that fails because there is one already is the question put. So what
 * was asked about is what is replaced. Safe writing is base/outfile.h's, the formats are review's.
 */
#include "app/save.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/outfile.h"
#include "review/report.h"
#include "text/cluster.h"

enum { KEY_CELLS = 6, TEXT_CELLS = 80 };

/* ---- what can be written ---- */

enum grouping { NO_CIRCULAR, BY_LEAD_UNIT, BY_UNITS, BY_LEADER, UNGROUPED };

static const struct output {
    enum grouping grouping; /* of the circular; NO_CIRCULAR: the view */
    enum export_format format;
    const char *ending;
    enum msg text;
} outputs[] = {
    {BY_LEAD_UNIT, EXPORT_TEXT, "txt", MSG_SUMMARY_BY_LEAD_UNIT},
    {BY_UNITS, EXPORT_TEXT, "txt", MSG_SUMMARY_BY_UNIT},
    {BY_LEADER, EXPORT_TEXT, "txt", MSG_SUMMARY_BY_LEADER},
    {UNGROUPED, EXPORT_TEXT, "txt", MSG_SAVE_UNGROUPED},
    {BY_LEAD_UNIT, EXPORT_MD, "md", MSG_SUMMARY_BY_LEAD_UNIT},
    {BY_UNITS, EXPORT_MD, "md", MSG_SUMMARY_BY_UNIT},
    {BY_LEADER, EXPORT_MD, "md", MSG_SUMMARY_BY_LEADER},
    {UNGROUPED, EXPORT_MD, "md", MSG_SAVE_UNGROUPED},
    {NO_CIRCULAR, EXPORT_CSV, "csv", MSG_SAVE_CSV},
    {NO_CIRCULAR, EXPORT_TSV, "tsv", MSG_SAVE_TSV},
    {NO_CIRCULAR, EXPORT_TEXT, "txt", MSG_SAVE_TEXT},
    {NO_CIRCULAR, EXPORT_MD, "md", MSG_SAVE_MD},
    {NO_CIRCULAR, EXPORT_JSON, "json", MSG_SAVE_JSON},
};

/* True when the table has what the grouping needs; where it has neither units nor leaders, the
 * circular is not grouped. */
static bool is_offered(const struct table *t, enum grouping grouping)
{
    bool has_units = table_find_role(t, ROLE_UNITS) != COLUMN_NONE;
    bool has_leader = table_find_role(t, ROLE_LEADER) != COLUMN_NONE;
    switch (grouping) {
    case BY_LEAD_UNIT:
    case BY_UNITS:
        return has_units;
    case BY_LEADER:
        return has_leader;
    case UNGROUPED:
        return !has_units && !has_leader;
    case NO_CIRCULAR:
        break;
    }
    return true;
}

static struct rollup_by rollup_by_of(const struct table *t, enum grouping grouping)
{
    enum role role = grouping == BY_LEADER ? ROLE_LEADER : ROLE_UNITS;
    return (struct rollup_by){table_find_role(t, role), grouping == BY_LEAD_UNIT};
}

/* ---- the menu ---- */

void save_open_menu(struct app *a, int unused)
{
    (void)unused;
    if (a->load_state == LOAD_RUNNING)
        app_notice(a, NOTICE_ERROR, MSG_SAVE_TOO_EARLY);
    else
        page_open(&a->page, PAGE_SAVE);
}

static void add_heading(struct app *a, struct str text)
{
    if (a->page.count > 0)
        page_add(&a->page, PAGE_TEXT, STR(""), 0, STR(""), app_page_cells(a), PAGE_NO_TARGET);
    page_add(&a->page, PAGE_HEADING, STR(""), 0, text, app_page_cells(a), PAGE_NO_TARGET);
}

void save_build_menu(struct app *a)
{
    struct buf heading = BUF_INIT;
    bool was_circular = false;
    for (size_t i = 0; i < COUNT_OF(outputs); i++) {
        const struct output *o = &outputs[i];
        if (!is_offered(a->table, o->grouping))
            continue;
        bool is_circular = o->grouping != NO_CIRCULAR;
        if (a->page.count == 0 || is_circular != was_circular) {
            buf_clear(&heading);
            msg_append(&heading, a->lang, is_circular ? MSG_SAVE_CIRCULAR : MSG_SAVE_VIEW,
                       (unsigned)a->view.count);
            add_heading(a, buf_str(&heading));
        }
        was_circular = is_circular;
        page_add(&a->page, PAGE_TEXT, str_from(o->ending), KEY_CELLS,
                 str_from(msg_text(a->lang, o->text)), app_page_cells(a), (uint32_t)i);
    }
    buf_release(&heading);
}

/* ---- the name ---- */

/* The name of the table's file without folders and ending. */
static struct str stem_of(struct str file)
{
    size_t begin = file.len;
    while (begin > 0 && file.ptr[begin - 1] != '/')
        begin--;
    struct str name = str_slice(file, begin, SIZE_MAX);
    size_t dot = name.len;
    while (dot > 0 && name.ptr[dot - 1] != '.')
        dot--;
    struct str stem = dot > 1 ? str_slice(name, 0, dot - 1) : name;
    return stem.len == 0 || str_equal(stem, STR("-")) ? STR("duban") : stem;
}

void save_choose(struct app *a, uint32_t target)
{
    if (target >= COUNT_OF(outputs))
        return;
    const struct output *o = &outputs[target];
    a->save_output = target;
    struct buf name = BUF_INIT;
    msg_append(&name, a->lang,
               o->grouping == NO_CIRCULAR ? MSG_SAVE_NAME_VIEW : MSG_SAVE_NAME_CIRCULAR,
               STR_ARG(stem_of(a->options->file)), o->ending);
    app_begin_prompt(a, PROMPT_FILE, buf_str(&name));
    buf_release(&name);
}

/* ---- writing ---- */

/* What is to be written, in memory, and its figures. */
struct product {
    char *bytes; /* of the C library */
    size_t len;
    struct export_result result;
};

static void write_product(FILE *out, const struct app *a, struct product *p)
{
    const struct output *o = &outputs[a->save_output];
    bool is_read_by_people = o->format == EXPORT_TEXT || o->format == EXPORT_MD;
    if (o->grouping == NO_CIRCULAR) {
        struct export_options eo = {.format = o->format,
                                    .lang = a->lang,
                                    .width_cells = TEXT_CELLS,
                                    .with_bom = true,
                                    .sanitise = is_read_by_people};
        p->result = export_view(out, &a->review, &a->view, &eo);
        return;
    }
    struct report_options ro = {.format = o->format,
                                .by = rollup_by_of(a->table, o->grouping),
                                .lang = a->lang,
                                .width_cells = TEXT_CELLS,
                                .sanitise = true};
    p->result.records = report_write(out, &a->review, &a->view, &ro);
}

static struct product make_product(const struct app *a)
{
    struct product p = {0};
    FILE *out = open_memstream(&p.bytes, &p.len);
    if (!out)
        mem_fail();
    write_product(out, a, &p);
    bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed)
        mem_fail(); /* nothing else can be wrong with a file in memory */
    return p;
}

static void say_written(struct app *a, struct str name, const struct export_result *result)
{
    unsigned records = (unsigned)result->records, guarded = (unsigned)result->guarded_cells;
    if (outputs[a->save_output].grouping != NO_CIRCULAR)
        app_notice(a, NOTICE_INFO, MSG_SAVE_DONE_CIRCULAR, records, STR_ARG(name));
    else if (guarded > 0)
        app_notice(a, NOTICE_INFO, MSG_SAVE_DONE_GUARDED, records, guarded, STR_ARG(name));
    else
        app_notice(a, NOTICE_INFO, MSG_SAVE_DONE, records, STR_ARG(name));
}

static bool is_same_file(const char *path, struct str name)
{
    struct buf other = BUF_INIT;
    struct stat here, there;
    buf_set(&other, name);
    bool is_same = stat(path, &here) == 0 && stat(buf_cstr(&other), &there) == 0 &&
                   here.st_dev == there.st_dev && here.st_ino == there.st_ino;
    buf_release(&other);
    return is_same;
}

/* True for the files of this review: they are not written over, whatever is answered. */
static bool is_in_use(const struct app *a, const char *path)
{
    const struct options *o = a->options;
    const struct against *earlier = &a->against;
    bool is_found = is_same_file(path, o->against) || is_same_file(path, a->notebook.file) ||
                    (earlier->table && is_same_file(path, table_source_name(earlier->table))) ||
                    (earlier->gather && is_same_file(path, gather_waits_for(earlier->gather)));
    for (size_t i = 0; i < o->file_count; i++)
        is_found |= is_same_file(path, o->files[i]);
    return is_found;
}

static enum err save(struct app *a, struct str name, bool may_replace, struct diag *d)
{
    struct buf path = BUF_INIT;
    options_append_path(&path, a->options, name);
    enum err err;
    if (is_in_use(a, buf_cstr(&path))) {
        err = diag_set(d, ERR_WRITE, 0, name, MSG_SAVE_IN_USE);
    } else {
        struct product p = make_product(a);
        err = outfile_write(buf_str(&path), (struct str){p.bytes, p.len}, may_replace, d);
        if (err == ERR_NONE) {
            a->page.kind = PAGE_NONE;
            say_written(a, name, &p.result);
        }
        free(p.bytes);
    }
    buf_release(&path);
    return err;
}

/* Asks another question about the same name, which lies in the line of the last one. */
static void ask_about(struct app *a, enum prompt_kind kind, struct str name)
{
    struct buf copy = BUF_INIT;
    buf_append_str(&copy, name);
    app_begin_prompt(a, kind, buf_str(&copy));
    buf_release(&copy);
}

void save_name_typed(struct app *a, struct str name)
{
    if (text_trim(name).len == 0)
        return;
    struct diag d = {0};
    if (save(a, name, false, &d) == ERR_NONE)
        return;
    if (d.errnum == EEXIST)
        ask_about(a, PROMPT_REPLACE, name);
    else
        a->prompt_error = d;
}

void save_replace(struct app *a, struct str name)
{
    struct diag d = {0};
    if (save(a, name, true, &d) == ERR_NONE)
        return;
    ask_about(a, PROMPT_FILE, name);
    a->prompt_error = d;
}

void save_keep(struct app *a)
{
    ask_about(a, PROMPT_FILE, buf_str(&a->line.text));
}
