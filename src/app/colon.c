/*
 * colon: a table of words, and the number of a record for everything else.
 *
 * Another as-of date changes what the deadlines are held against, not what they mean: 月底 stays the
 * month's end of the report. Only a table that names no year at all takes it from here, and is read
 * again for it.
 */
#include "app/colon.h"

#include "app/asof.h"
#include "app/drill.h"
#include "app/find.h"
#include "app/reload.h"
#include "app/remake.h"
#include "text/cluster.h"
#include "text/fold.h"

/* ---- asof ---- */

static void refuse(struct app *a, struct str line, struct str argument, enum msg reason)
{
    (void)diag_set(&a->prompt_error, ERR_QUERY, 0, argument, (int)reason);
    a->prompt_error.off = (size_t)(argument.ptr - line.ptr);
}

/* A table without a year has deadlines without one; they get it from the date that was given. */
static void lend_year(struct app *a)
{
    bool can_read_again = !options_read_stdin(a->options) && a->load_state != LOAD_RUNNING;
    bool lacks_year =
        table_due_context(a->table).year == 0 || table_has_due_kind(a->table, DUE_YEARLESS);
    if (!lacks_year || !can_read_again)
        return;
    struct load_options load = a->load;
    load.as_of = a->as_of_asked;
    reload_begin(a, &load);
}

static void set_as_of(struct app *a, struct str line, struct str argument)
{
    struct date day = {0, 0, 0};
    if (argument.len > 0 && !asof_read(argument, table_due_context(a->table), &day)) {
        refuse(a, line, argument, MSG_COLON_NO_DAY);
        return;
    }
    a->as_of_asked = day;
    if (date_is_set(day))
        lend_year(a);
    app_set_as_of(a);
    remake_all(a);
    if (!date_is_set(a->review.as_of)) {
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_AS_OF);
        return;
    }
    char iso[DATE_ISO_SIZE];
    date_format_iso(a->review.as_of, iso);
    app_notice(a, NOTICE_INFO, MSG_TITLE_AS_OF, iso);
}

/* ---- the words ---- */

static const struct {
    const char *name;
    const char *zh;
    void (*run)(struct app *a, struct str line, struct str argument);
} words[] = {
    {"asof", "截至", set_as_of},
};

/* Splits the first word off; the rest is the argument. */
static struct str first_word(struct str line, struct str *rest)
{
    size_t blank = 0;
    while (blank < line.len && line.ptr[blank] != ' ')
        blank++;
    *rest = text_trim(str_slice(line, blank, SIZE_MAX));
    if (rest->len == 0)
        *rest = str_slice(line, line.len, 0);
    return str_slice(line, 0, blank);
}

/* `words_typed` is the line without the blanks around it. */
static bool run_word(struct app *a, struct str line, struct str words_typed)
{
    struct str argument, word = first_word(words_typed, &argument);
    struct buf scratch = BUF_INIT;
    struct str folded = fold_text(word, &scratch);
    size_t found = 0;
    while (found < COUNT_OF(words) && !str_equal(folded, str_from(words[found].name)) &&
           !str_equal(folded, str_from(words[found].zh)))
        found++;
    buf_release(&scratch);
    if (found == COUNT_OF(words))
        return false;
    words[found].run(a, line, argument);
    return true;
}

/* ---- the prompt ---- */

void colon_open(struct app *a)
{
    app_begin_prompt(a, PROMPT_GOTO, STR(""));
}

void colon_accepted(struct app *a, struct str line)
{
    struct str trimmed = text_trim(line);
    if (trimmed.len == 0 || run_word(a, line, trimmed))
        return;
    if (view_find_no(&a->view, a->table, trimmed) != POS_NONE)
        drill_leave_to_list(a);
    find_go_to(a, trimmed);
}
