/*
 * comparison: the page of the key = and what leads to it.
 *
 * The counts are of the whole tables, so a line sets the filter anew instead of narrowing it: what the
 * page says is what the list then shows. Each line is a condition of the query language; matching
 * records is review/compare.h's.
 */
#include "app/comparison.h"

#include "app/drill.h"
#include "app/gutter.h"
#include "app/remake.h"
#include "review/condition.h"
#include "text/cluster.h"

#define COUNT_CELLS 8

/* ---- the earlier table ---- */

/* Two tables can be compared: the earlier one has come, the present one is whole. */
static bool can_compare(const struct app *a)
{
    return a->against.fresh && a->load_state == LOAD_DONE;
}

/* Goes on comparing, and puts the comparison in use when it is made. */
static void compare_on(struct app *a, struct work work)
{
    if (!against_compare(&a->against, a->owned, &work))
        return;
    a->review.compare = a->against.compare;
    a->page.of = NULL; /* the list of what is gone is another one now */
    if (app_asks(a, ASKS_COMPARISON) || app_asks(a, ASKS_GONE))
        remake_all(a);
}

enum err comparison_begin(struct app *a, struct diag *d)
{
    if (a->options->against.len == 0)
        return ERR_NONE;
    struct load_options options = options_load_earlier(a->options);
    enum err err = against_open(&a->against, a->options->against, &options, d);
    if (err != ERR_NONE || a->load_state != LOAD_DONE)
        return err;
    err = against_read(&a->against, LOADER_FIRST_BYTES, d);
    if (can_compare(a))
        compare_on(a, remake_first_work(a));
    return err;
}

/* The present table goes first, unless it has to be waited for. */
bool comparison_is_busy(const struct app *a)
{
    bool is_first_busy = a->load_state == LOAD_RUNNING && loader_is_ready(a->loader);
    bool can_read = a->against.gather && gather_is_ready(a->against.gather);
    return !is_first_busy && (can_read || can_compare(a));
}

void comparison_add_wakes(const struct app *a, struct wake *w)
{
    if (a->against.gather)
        gather_add_wakes(a->against.gather, w);
}

static void open_page(struct app *a)
{
    page_begin(&a->page, PAGE_NONE, false);
    page_begin(&a->page, PAGE_AGAINST, true);
}

void comparison_work(struct app *a)
{
    struct diag d = {0};
    enum err err = ERR_NONE;
    if (!comparison_is_busy(a))
        return;
    if (a->against.gather)
        err = against_read(&a->against, LOADER_SLICE_BYTES, &d);
    else
        compare_on(a, remake_slice_work(a));
    if (err != ERR_NONE)
        app_notice_diag(a, &d);
    if (against_is_coming(&a->against))
        return;
    if (a->comparison_asked && err == ERR_NONE)
        open_page(a);
    a->comparison_asked = false;
}

bool comparison_cancel(struct app *a)
{
    bool was_coming = against_cancel(&a->against);
    a->comparison_asked = a->comparison_asked && !was_coming;
    return was_coming;
}

/* ---- the key and the prompt ---- */

void comparison_show(struct app *a, int unused)
{
    (void)unused;
    if (a->page.kind == PAGE_AGAINST)
        a->page.kind = PAGE_NONE;
    else if (a->review.compare)
        open_page(a);
    else if (against_is_coming(&a->against))
        app_notice(a, NOTICE_INFO, MSG_AGAINST_READING);
    else
        app_begin_prompt(a, PROMPT_AGAINST, STR(""));
}

void comparison_open_prompt(struct app *a)
{
    app_begin_prompt(a, PROMPT_AGAINST, STR(""));
}

void comparison_name_accepted(struct app *a, struct str line)
{
    struct buf file = BUF_INIT;
    struct load_options options = options_load_earlier(a->options);
    options_append_path(&file, a->options, line);
    if (file.len > 0 &&
        against_open(&a->against, buf_str(&file), &options, &a->prompt_error) == ERR_NONE)
        a->comparison_asked = true;
    buf_release(&file);
}

/* ---- the page ---- */

/* The lines that count records: each is a condition of the query language, named as one types it. */
static const struct line {
    const char *condition;
    enum change change; /* CHANGE_COUNT: it has no sign of its own, */
    bool is_same_note;  /* or this one */
    size_t count_off;   /* of the count in struct compare_counts */
} lines[] = {
    {"changed", CHANGE_CHANGED, false, offsetof(struct compare_counts, of[CHANGE_CHANGED])},
    {"same", CHANGE_SAME, false, offsetof(struct compare_counts, of[CHANGE_SAME])},
    {"new", CHANGE_NEW, false, offsetof(struct compare_counts, of[CHANGE_NEW])},
    {"same-note", CHANGE_COUNT, true, offsetof(struct compare_counts, same_notes)},
    {"renumbered", CHANGE_COUNT, false, offsetof(struct compare_counts, renumbered)},
};

static const char *condition_name(const struct app *a, const struct line *line)
{
    const struct condition *condition = condition_find(str_from(line->condition));
    return a->lang == LANG_ZH ? condition->zh : condition->name;
}

static void add_text(struct app *a, enum page_style style, struct str text)
{
    page_add(&a->page, style, STR(""), 0, text, app_page_cells(a), PAGE_NO_TARGET);
}

static void add_names(struct app *a, struct buf *text)
{
    const struct table *before = a->against.table;
    struct buf name = BUF_INIT;
    buf_append_str(&name, table_source_name(before));
    buf_clear(text);
    msg_append(text, a->lang, MSG_AGAINST_NAME, buf_cstr(&name));
    if (date_is_set(table_as_of(before))) {
        char iso[DATE_ISO_SIZE];
        date_format_iso(table_as_of(before), iso);
        msg_append(text, a->lang, MSG_AGAINST_AS_OF, iso);
    }
    msg_append(text, a->lang, MSG_AGAINST_SIZES, table_rows(before), table_rows(a->table));
    add_text(a, PAGE_TEXT, buf_str(text));
    add_text(a, PAGE_TEXT, STR(""));
    buf_release(&name);
}

static void add_counts(struct app *a, struct buf *key, struct buf *text)
{
    struct compare_counts counts = compare_counts(a->review.compare);
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        uint32_t count = *(const uint32_t *)((const char *)&counts + lines[i].count_off);
        buf_clear(key);
        buf_clear(text);
        buf_printf(key, "%*u", COUNT_CELLS - 2, count);
        buf_printf(text, "%c %s", gutter_change_sign(lines[i].change, lines[i].is_same_note),
                   condition_name(a, &lines[i]));
        page_add(&a->page, PAGE_TEXT, buf_str(key), COUNT_CELLS, buf_str(text), app_page_cells(a),
                 (uint32_t)i);
    }
}

/* The cells of a task that is gone: its target, and in brackets what else was said of it. */
static void append_gone(struct buf *out, const struct table *before, uint32_t row)
{
    uint32_t target = table_find_role(before, ROLE_TARGET);
    if (target != COLUMN_NONE)
        buf_append_str(out, text_trim(table_cell(before, row, target)));
    for (uint32_t column = 0; column < table_row_fields(before, row); column++) {
        struct str cell = text_trim(table_cell(before, row, column));
        if (column == target || cell.len == 0 || table_column_role(before, column) == ROLE_NO)
            continue;
        buf_append_str(out, out->len > 0 ? STR(" | ") : STR(""));
        buf_append_str(out, cell);
    }
}

static void add_gone_heading(struct app *a, struct buf *text)
{
    buf_clear(text);
    msg_append(text, a->lang, MSG_AGAINST_GONE_COUNT,
               (unsigned)compare_gone_count(a->review.compare));
    add_text(a, PAGE_TEXT, STR(""));
    add_text(a, PAGE_HEADING, buf_str(text));
}

void comparison_add_gone(struct app *a, size_t index, struct buf *key, struct buf *text)
{
    uint32_t row = compare_gone_row(a->review.compare, index);
    struct str no = table_no(a->against.table, row);
    buf_clear(key);
    buf_clear(text);
    buf_printf(key, "%*s", (int)(no.len < COUNT_CELLS - 2 ? COUNT_CELLS - 2 - no.len : 0), "");
    buf_append_str(key, no);
    append_gone(text, a->against.table, row);
    page_add(&a->page, PAGE_TEXT, buf_str(key), COUNT_CELLS, buf_str(text), app_page_cells(a),
             (uint32_t)(COUNT_OF(lines) + index));
}

void comparison_build_page(struct app *a)
{
    if (!a->review.compare)
        return;
    struct buf key = BUF_INIT, text = BUF_INIT;
    add_names(a, &text);
    add_counts(a, &key, &text);
    add_gone_heading(a, &text);
    buf_release(&key);
    buf_release(&text);
}

void comparison_choose(struct app *a, uint32_t target)
{
    if (target >= COUNT_OF(lines)) {
        app_notice(a, NOTICE_INFO, MSG_AGAINST_IS_GONE);
        return;
    }
    struct buf words = BUF_INIT;
    buf_printf(&words, "is:%s", condition_name(a, &lines[target]));
    drill_to_list(a, buf_str(&words));
    buf_release(&words);
}
