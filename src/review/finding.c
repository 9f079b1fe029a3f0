/*
 * finding: the kinds of findings, one row a kind.
 *
 * Nothing hard: each row names its message and what the message's conversions stand for. What is
 * found is check.c's.
 */
#include "review/finding.h"

#include "text/cluster.h"

enum { TEXT_BYTES_MAX = 120 };

void finding_list_init(struct finding_list *list)
{
    *list = (struct finding_list){.items = NULL};
    arena_init(&list->arena, 0);
}

void finding_list_release(struct finding_list *list)
{
    arena_release(&list->arena);
    mem_free(list->items);
    *list = (struct finding_list){.items = NULL};
}

struct finding *finding_add(struct finding_list *list, enum finding_kind kind,
                            const struct table *t, uint32_t row)
{
    list->items = mem_reserve(list->items, &list->cap, list->count + 1, sizeof *list->items);
    struct finding *f = &list->items[list->count++];
    *f = (struct finding){.kind = kind, .row = row, .column = COLUMN_NONE};
    f->found_as = (uint32_t)(list->count - 1);
    f->line = row == ROW_NONE ? 0 : table_line(t, row);
    f->source = row == ROW_NONE ? 0 : table_row_source(t, row);
    f->text = STR("");
    return f;
}

/* ---- the kinds ---- */

/* What a kind's message asks for, in the order of its conversions. */
enum argument {
    ARGUMENT_TEXT,
    ARGUMENT_OTHER,
    ARGUMENT_COLUMN,
    ARGUMENT_COLUMN_TEXT,
    ARGUMENT_ALL
};

static const struct finding_info {
    const char *name;
    enum msg text;
    enum argument argument;
} infos[FINDING_KIND_COUNT] = {
    [FINDING_DUPLICATE_NO] = {"duplicate_no", MSG_FIND_DUPLICATE_NO, ARGUMENT_OTHER},
    [FINDING_MISSING_NO] = {"missing_no", MSG_FIND_MISSING_NO, ARGUMENT_TEXT},
    [FINDING_EMPTY_CELL] = {"empty_cell", MSG_FIND_EMPTY_CELL, ARGUMENT_COLUMN},
    [FINDING_EMPTY_COLUMN] = {"empty_column", MSG_FIND_EMPTY_COLUMN, ARGUMENT_ALL},
    [FINDING_UNPAIRED] = {"unpaired", MSG_FIND_UNPAIRED, ARGUMENT_COLUMN_TEXT},
    [FINDING_SAME_NOTE] = {"same_note", MSG_FIND_SAME_NOTE, ARGUMENT_OTHER},
    [FINDING_SAME_TASK] = {"same_task", MSG_FIND_SAME_TASK, ARGUMENT_OTHER},
    [FINDING_UNCLEAR_DUE] = {"unclear_due", MSG_FIND_UNCLEAR_DUE, ARGUMENT_TEXT},
    [FINDING_BAD_DATE] = {"bad_actual_date", MSG_WARN_BAD_DATE, ARGUMENT_TEXT},
    [FINDING_ODD_UNITS] = {"odd_units", MSG_FIND_ODD_UNITS, ARGUMENT_TEXT},
    [FINDING_SAME_UNIT] = {"same_unit", MSG_FIND_SAME_UNIT, ARGUMENT_TEXT},
};

const char *finding_name(const struct finding *f)
{
    return f->kind == FINDING_LOADED ? warning_name(f->warning->kind) : infos[f->kind].name;
}

bool finding_is_note(const struct finding *f)
{
    return f->kind == FINDING_LOADED && warning_is_note(f->warning->kind);
}

/* How another record is named: by its number if it has one, and by its line; by its source if that
 * is another one. */
static void append_record(struct buf *out, enum lang lang, const struct finding *f,
                          const struct table *t)
{
    uint32_t row = f->other;
    struct str no = table_no(t, row);
    if (table_row_source(t, row) != f->source) {
        buf_append_str(out, table_source(t, table_row_source(t, row)).label);
        buf_append_byte(out, ' ');
    }
    if (no.len > 0)
        msg_append(out, lang, MSG_FIND_RECORD, STR_ARG(no), table_line(t, row));
    else
        msg_append(out, lang, MSG_PAGE_LINE, table_line(t, row));
}

static void append_text(struct buf *out, enum lang lang, const struct finding *f,
                        const struct table *t)
{
    const struct finding_info *info = &infos[f->kind];
    bool has_text = info->argument == ARGUMENT_TEXT || info->argument == ARGUMENT_COLUMN_TEXT;
    struct str text = has_text ? utf8_clip(f->text, TEXT_BYTES_MAX) : STR("");
    struct str column = f->column == COLUMN_NONE ? STR("") : table_column_name(t, f->column);
    column = utf8_clip(text_trim(column), TEXT_BYTES_MAX);
    struct buf other = BUF_INIT;
    switch (info->argument) {
    case ARGUMENT_TEXT:
        msg_append(out, lang, info->text, STR_ARG(text));
        break;
    case ARGUMENT_OTHER:
        append_record(&other, lang, f, t);
        msg_append(out, lang, info->text, buf_cstr(&other));
        break;
    case ARGUMENT_COLUMN:
        msg_append(out, lang, info->text, STR_ARG(column));
        break;
    case ARGUMENT_COLUMN_TEXT:
        msg_append(out, lang, info->text, STR_ARG(column), STR_ARG(text));
        break;
    case ARGUMENT_ALL:
        msg_append(out, lang, info->text, STR_ARG(column), f->number, f->all);
        break;
    }
    buf_release(&other);
}

void finding_append(struct buf *out, enum lang lang, const struct finding *f, const struct table *t)
{
    struct str no = f->row == ROW_NONE ? STR("") : table_no(t, f->row);
    if (no.len > 0)
        msg_append(out, lang, MSG_FIND_ABOUT, STR_ARG(utf8_clip(no, TEXT_BYTES_MAX)));
    if (f->kind == FINDING_LOADED)
        warning_append(out, lang, f->warning);
    else
        append_text(out, lang, f, t);
}
