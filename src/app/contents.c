/*
 * contents: what the pages say. Each kind has one builder, found in a table by its kind; all write
 * lines through page_add(), which wraps. They are built anew at each settling, so a resize or a
 * changed table needs no care; but for pages that end in a long list, which goes on where it was.
 */
#include "app/contents.h"

#include "app/command.h"
#include "app/comparison.h"
#include "app/save.h"
#include "text/cluster.h"

#define KEYS_CELLS    16
#define LINE_CELLS    12
#define HEADING_CELLS 0
#define SLICE_LINES   2000

static void add_command(struct app *a, const struct command *c)
{
    struct buf help = BUF_INIT;
    buf_append_str(&help, str_from(msg_text(a->lang, c->help)));
    if (command_is_off(c, a->options))
        buf_append_str(&help, str_from(msg_text(a->lang, MSG_RESTRICTED_HELP)));
    page_add(&a->page, PAGE_TEXT, str_from(c->keys), KEYS_CELLS, buf_str(&help), app_page_cells(a),
             PAGE_NO_TARGET);
    buf_release(&help);
}

static void add_group(struct app *a, enum command_group group)
{
    size_t count;
    const struct command *commands = command_table(&count);
    if (group != 0) {
        page_add(&a->page, PAGE_TEXT, STR(""), HEADING_CELLS, STR(""), app_page_cells(a),
                 PAGE_NO_TARGET);
    }
    page_add(&a->page, PAGE_HEADING, STR(""), HEADING_CELLS,
             str_from(msg_text(a->lang, command_group_title(group))), app_page_cells(a),
             PAGE_NO_TARGET);
    for (size_t i = 0; i < count; i++)
        if (commands[i].group == group)
            add_command(a, &commands[i]);
}

static void build_help(struct app *a)
{
    for (int group = 0; group < KEYS_COUNT; group++)
        add_group(a, (enum command_group)group);
}

static void add_finding(struct app *a, size_t index, struct buf *key, struct buf *text)
{
    const struct finding *f = check_finding(a->check, index);
    buf_clear(key);
    buf_clear(text);
    if (f->line > 0)
        msg_append(key, a->lang, MSG_PAGE_LINE, f->line);
    if (table_is_joined(a->table)) {
        buf_append_str(text, table_source(a->table, f->source).label);
        buf_append_byte(text, ' ');
    }
    finding_append(text, a->lang, f, a->table);
    page_add(&a->page, PAGE_TEXT, buf_str(key), LINE_CELLS, buf_str(text), app_page_cells(a),
             (uint32_t)index);
}

/* The check whose findings can be listed, or NULL. */
static const struct check *listed_check(const struct app *a)
{
    return a->check && check_is_done(a->check) ? a->check : NULL;
}

static void add_remark(struct app *a, struct str text)
{
    page_add(&a->page, PAGE_TEXT, STR(""), 0, text, app_page_cells(a), PAGE_NO_TARGET);
}

static void build_warnings(struct app *a)
{
    const struct check *check = listed_check(a);
    if (!check || check_count(check) == 0)
        add_remark(
            a, str_from(msg_text(a->lang, check ? MSG_PAGE_NO_WARNINGS : MSG_PAGE_NOT_CHECKED)));
}

static const void *findings_of(const struct app *a)
{
    return listed_check(a);
}

static size_t count_findings(const struct app *a)
{
    return check_count(a->check);
}

static void end_findings(struct app *a)
{
    size_t more = check_total(a->check) - check_count(a->check);
    struct buf text = BUF_INIT;
    msg_append(&text, a->lang, MSG_PAGE_MORE_WARNINGS, (unsigned)more);
    if (more > 0)
        add_remark(a, buf_str(&text));
    buf_release(&text);
}

static void build_sort(struct app *a)
{
    unsigned key_cells = a->order.count > 0 ? LINE_CELLS : 0; /* the names stand at the left */
    page_add(&a->page, PAGE_TEXT, STR(""), key_cells,
             str_from(msg_text(a->lang, MSG_SORT_FILE_ORDER)), app_page_cells(a), COLUMN_NONE);
    struct buf key = BUF_INIT;
    for (uint32_t column = 0; column < table_columns(a->table); column++) {
        int rank = order_find(&a->order, column);
        buf_clear(&key);
        if (rank >= 0) {
            enum msg way =
                a->order.keys[rank].descending ? MSG_SORT_DESCENDING : MSG_SORT_ASCENDING;
            buf_printf(&key, "%d %s", rank + 1, msg_text(a->lang, way));
        }
        page_add(&a->page, PAGE_TEXT, buf_str(&key), key_cells,
                 text_trim(table_column_name(a->table, column)), app_page_cells(a), column);
    }
    buf_release(&key);
}

static void build_encodings(struct app *a)
{
    for (size_t i = 0; app_encoding_choice(i); i++) {
        struct str name = str_from(app_encoding_choice(i));
        bool is_now = str_equal(name, a->load.encoding);
        page_add(&a->page, PAGE_TEXT, str_from(is_now ? msg_text(a->lang, MSG_ENCODING_NOW) : ""),
                 LINE_CELLS, name.len ? name : str_from(msg_text(a->lang, MSG_ENCODING_AUTO)),
                 app_page_cells(a), (uint32_t)i);
    }
}

static void build_groupings(struct app *a)
{
    struct rollup_by *all = mem_array(table_columns(a->table) + 1, sizeof *all);
    size_t count = breakdown_groupings(a->table, all);
    struct buf name = BUF_INIT;
    for (size_t i = 0; i < count; i++) {
        bool is_now = breakdown_by_equal(all[i], a->breakdown.chosen.by);
        buf_clear(&name);
        rollup_append_name(&name, a->table, all[i], a->lang);
        page_add(&a->page, PAGE_TEXT, str_from(is_now ? msg_text(a->lang, MSG_GROUPING_NOW) : ""),
                 LINE_CELLS, buf_str(&name), app_page_cells(a), (uint32_t)i);
    }
    buf_release(&name);
    mem_free(all);
}

static const void *gone_of(const struct app *a)
{
    return a->review.compare;
}

static size_t count_gone(const struct app *a)
{
    return compare_gone_count(a->review.compare);
}

/* ---- the pages ---- */

/* A list at the end of a page that may be long. */
struct list {
    const void *(*of)(const struct app *a); /* what it is of; NULL: there is none now */
    size_t (*count)(const struct app *a);
    void (*add)(struct app *a, size_t index, struct buf *key, struct buf *text);
    void (*end)(struct app *a); /* what stands below it; may be NULL */
};

static const struct list findings = {findings_of, count_findings, add_finding, end_findings};
static const struct list gone = {gone_of, count_gone, comparison_add_gone, NULL};

static const struct content {
    void (*build)(struct app *a);
    enum msg title;
    bool choosable;
    const struct list *list; /* may be NULL */
} contents[] = {
    [PAGE_HELP] = {build_help, MSG_PAGE_HELP, false, NULL},
    [PAGE_WARNINGS] = {build_warnings, MSG_PAGE_WARNINGS, true, &findings},
    [PAGE_ENCODING] = {build_encodings, MSG_PAGE_ENCODING, true, NULL},
    [PAGE_SAVE] = {save_build_menu, MSG_PAGE_SAVE, true, NULL},
    [PAGE_SORT] = {build_sort, MSG_PAGE_SORT, true, NULL},
    [PAGE_AGAINST] = {comparison_build_page, MSG_PAGE_AGAINST, true, &gone},
    [PAGE_GROUPINGS] = {build_groupings, MSG_PAGE_GROUPINGS, true, NULL},
};

/* Adds a slice of the list, and as much as the cursor needs. */
static void add_entries(struct app *a, const struct list *list)
{
    struct buf key = BUF_INIT, text = BUF_INIT;
    size_t count = list->count(a), end = a->page.count + SLICE_LINES;
    size_t wanted = a->page.cursor + (size_t)a->layout.list.height;
    for (; a->page.listed < count && (a->page.count < end || a->page.count < wanted);
         a->page.listed++)
        list->add(a, a->page.listed, &key, &text);
    if (a->page.listed == count && list->end)
        list->end(a);
    buf_release(&key);
    buf_release(&text);
}

/* The list of the page when what is there of it is of the one that is wanted; else NULL. */
static const struct list *standing_list(const struct app *a)
{
    const struct list *list = a->page.kind == PAGE_NONE ? NULL : contents[a->page.kind].list;
    bool stands =
        list && a->page.of && a->page.of == list->of(a) && a->page.cells == app_page_cells(a);
    return stands ? list : NULL;
}

bool contents_is_busy(const struct app *a)
{
    const struct list *list = standing_list(a);
    return !a->layout.too_small && list && a->page.listed < list->count(a);
}

void contents_build(struct app *a)
{
    const struct content *content = &contents[a->page.kind];
    const struct list *list = standing_list(a);
    if (list) {
        if (contents_is_busy(a))
            add_entries(a, list);
        return;
    }
    page_begin(&a->page, a->page.kind, content->choosable);
    content->build(a);
    if (!content->list)
        return;
    a->page.of = content->list->of(a);
    a->page.cells = app_page_cells(a);
    if (a->page.of)
        add_entries(a, content->list);
}

void contents_append_title(const struct app *a, struct buf *out)
{
    if (a->page.kind == PAGE_NONE)
        return;
    const struct check *check = listed_check(a);
    msg_append(out, a->lang, contents[a->page.kind].title, check ? (unsigned)check_total(check) : 0,
               check ? (unsigned)check_serious(check) : 0);
}
