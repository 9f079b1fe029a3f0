/*
 * contents: what the pages say. Each kind has one builder, found in a table by its kind; all write
 * lines through page_add(), which wraps. They are built anew at each settling, so a resize or a
 * changed table needs no care.
 */
#include "app/contents.h"

#include "app/command.h"

#define KEYS_CELLS    16
#define LINE_CELLS    12
#define HEADING_CELLS 0

static unsigned page_width(const struct app *a)
{
    return a->layout.list.width > 1 ? (unsigned)a->layout.list.width - 1 : 1;
}

static void add_group(struct app *a, enum command_group group)
{
    size_t count;
    const struct command *commands = command_table(&count);
    if (group != 0) {
        page_add(&a->page, PAGE_TEXT, STR(""), HEADING_CELLS, STR(""), page_width(a),
                 PAGE_NO_TARGET);
    }
    page_add(&a->page, PAGE_HEADING, STR(""), HEADING_CELLS,
             str_from(msg_text(a->lang, command_group_title(group))), page_width(a),
             PAGE_NO_TARGET);
    for (size_t i = 0; i < count; i++) {
        if (commands[i].group == group) {
            page_add(&a->page, PAGE_TEXT, str_from(commands[i].keys), KEYS_CELLS,
                     str_from(msg_text(a->lang, commands[i].help)), page_width(a), PAGE_NO_TARGET);
        }
    }
}

static void build_help(struct app *a)
{
    for (int group = 0; group < KEYS_COUNT; group++)
        add_group(a, (enum command_group)group);
}

static void add_warning(struct app *a, size_t index, struct buf *key, struct buf *text)
{
    const struct warning *w = table_warning(a->table, index);
    buf_clear(key);
    buf_clear(text);
    if (w->line > 0)
        msg_append(key, a->lang, MSG_PAGE_LINE, w->line);
    warning_append(text, a->lang, w);
    page_add(&a->page, PAGE_TEXT, buf_str(key), LINE_CELLS, buf_str(text), page_width(a),
             (uint32_t)index);
}

static void build_warnings(struct app *a)
{
    struct buf key = BUF_INIT, text = BUF_INIT;
    size_t kept = table_warnings_kept(a->table), total = table_warnings_total(a->table);
    for (size_t i = 0; i < kept; i++)
        add_warning(a, i, &key, &text);
    if (kept == 0) {
        page_add(&a->page, PAGE_TEXT, STR(""), 0, str_from(msg_text(a->lang, MSG_PAGE_NO_WARNINGS)),
                 page_width(a), PAGE_NO_TARGET);
    }
    if (total > kept) {
        buf_clear(&text);
        msg_append(&text, a->lang, MSG_PAGE_MORE_WARNINGS, (unsigned)(total - kept));
        page_add(&a->page, PAGE_TEXT, STR(""), 0, buf_str(&text), page_width(a), PAGE_NO_TARGET);
    }
    buf_release(&key);
    buf_release(&text);
}

static void build_sort(struct app *a)
{
    page_add(&a->page, PAGE_TEXT, STR(""), LINE_CELLS,
             str_from(msg_text(a->lang, MSG_SORT_FILE_ORDER)), page_width(a), COLUMN_NONE);
    struct buf key = BUF_INIT;
    for (uint32_t column = 0; column < table_columns(a->table); column++) {
        int rank = order_find(&a->order, column);
        buf_clear(&key);
        if (rank >= 0) {
            enum msg way =
                a->order.keys[rank].descending ? MSG_SORT_DESCENDING : MSG_SORT_ASCENDING;
            buf_printf(&key, "%d %s", rank + 1, msg_text(a->lang, way));
        }
        page_add(&a->page, PAGE_TEXT, buf_str(&key), LINE_CELLS,
                 table_column_name(a->table, column), page_width(a), column);
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
                 page_width(a), (uint32_t)i);
    }
}

static const struct content {
    void (*build)(struct app *a);
    enum msg title;
    bool choosable;
} contents[] = {
    [PAGE_HELP] = {build_help, MSG_PAGE_HELP, false},
    [PAGE_WARNINGS] = {build_warnings, MSG_PAGE_WARNINGS, true},
    [PAGE_ENCODING] = {build_encodings, MSG_PAGE_ENCODING, true},
    [PAGE_SORT] = {build_sort, MSG_PAGE_SORT, true},
};

void contents_build(struct app *a)
{
    const struct content *content = &contents[a->page.kind];
    page_begin(&a->page, a->page.kind, content->choosable);
    content->build(a);
}

void contents_append_title(const struct app *a, struct buf *out)
{
    if (a->page.kind != PAGE_NONE) {
        msg_append(out, a->lang, contents[a->page.kind].title,
                   (unsigned)table_warnings_total(a->table));
    }
}
