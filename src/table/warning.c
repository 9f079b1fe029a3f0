/*
 * warning: the kinds of warnings, one row a kind, and the list of those that a table has.
 *
 * The names are for scripts and never change; the texts are in the message table.
 */
#include <assert.h>

#include "table/table_store.h"

/* What the kind's text asks for. */
enum argument { ARGUMENT_NONE, ARGUMENT_NUMBER, ARGUMENT_TEXT };

struct warning_info {
    const char *name;
    enum msg text;
    enum argument argument;
    bool is_note;
};

static const struct warning_info infos[WARNING_KIND_COUNT] = {
    [WARNING_REPEATED_HEADER] = {"repeated_header", MSG_WARN_REPEATED_HEADER, ARGUMENT_NONE, true},
    [WARNING_BLANK_LINES] = {"blank_lines", MSG_WARN_BLANK_LINES, ARGUMENT_NUMBER, true},
    [WARNING_TOTAL] = {"total", MSG_WARN_TOTAL, ARGUMENT_TEXT, true},
    [WARNING_FOOTNOTE] = {"footnote", MSG_WARN_FOOTNOTE, ARGUMENT_TEXT, true},
    [WARNING_STRAY_LINE] = {"stray_line", MSG_WARN_STRAY_LINE, ARGUMENT_TEXT, false},
    [WARNING_TOO_FEW_FIELDS] = {"too_few_fields", MSG_WARN_TOO_FEW_FIELDS, ARGUMENT_NUMBER, false},
    [WARNING_TOO_MANY_FIELDS] = {"too_many_fields", MSG_WARN_TOO_MANY_FIELDS, ARGUMENT_NUMBER,
                                 false},
    [WARNING_OPEN_QUOTE] = {"open_quote", MSG_WARN_OPEN_QUOTE, ARGUMENT_NONE, false},
    [WARNING_UNQUOTED] = {"unquoted", MSG_WARN_UNQUOTED, ARGUMENT_NUMBER, true},
    [WARNING_LINE_BREAK] = {"line_break", MSG_WARN_LINE_BREAK, ARGUMENT_NONE, true},
    [WARNING_BAD_BYTES] = {"bad_bytes", MSG_WARN_BAD_BYTES, ARGUMENT_NUMBER, false},
    [WARNING_NUL_BYTES] = {"nul_bytes", MSG_WARN_NUL_BYTES, ARGUMENT_NUMBER, false},
    [WARNING_NO_HEADER] = {"no_header", MSG_WARN_NO_HEADER, ARGUMENT_NONE, false},
    [WARNING_NO_AS_OF] = {"no_as_of", MSG_WARN_NO_AS_OF, ARGUMENT_NONE, false},
    [WARNING_NO_STATE] = {"no_state", MSG_WARN_NO_STATE, ARGUMENT_NONE, false},
    [WARNING_BAD_DATE] = {"bad_date", MSG_WARN_BAD_DATE, ARGUMENT_TEXT, false},
    [WARNING_UNKNOWN_STATE] = {"unknown_state", MSG_WARN_UNKNOWN_STATE, ARGUMENT_TEXT, false},
    [WARNING_HIDDEN] = {"hidden", MSG_WARN_HIDDEN, ARGUMENT_TEXT, false},
    [WARNING_GUESS] = {"guess", MSG_WARN_GUESS, ARGUMENT_TEXT, false},
    [WARNING_NOT_READ] = {"not_read", MSG_WARN_NOT_READ, ARGUMENT_TEXT, false},
    [WARNING_OTHER_AS_OF] = {"other_as_of", MSG_WARN_OTHER_AS_OF, ARGUMENT_TEXT, false},
    [WARNING_FILE_CHANGED] = {"file_changed", MSG_WARN_FILE_CHANGED, ARGUMENT_NONE, false},
};

size_t table_warnings_kept(const struct table *t)
{
    return t->warning_count;
}

size_t table_warnings_total(const struct table *t)
{
    return t->warnings_total;
}

bool table_has_warning(const struct table *t, enum warning_kind kind)
{
    return (t->warning_kinds >> kind & 1) != 0;
}

const struct warning *table_warning(const struct table *t, size_t index)
{
    assert(index < t->warning_count);
    return &t->warnings[index];
}

const char *warning_name(enum warning_kind kind)
{
    return infos[kind].name;
}

bool warning_is_note(enum warning_kind kind)
{
    return infos[kind].is_note;
}

void warning_append(struct buf *out, enum lang lang, const struct warning *w)
{
    const struct warning_info *info = &infos[w->kind];
    switch (info->argument) {
    case ARGUMENT_NONE:
        msg_append(out, lang, info->text);
        break;
    case ARGUMENT_NUMBER:
        msg_append(out, lang, info->text, w->number);
        break;
    case ARGUMENT_TEXT:
        msg_append(out, lang, info->text, STR_ARG(w->text));
        break;
    }
}
