/*
 * review: where a record stands against the as-of date, and the one role that is no column.
 *
 * The rules are the field's: a deadline that falls on the as-of date is due, not overdue, and what
 * a meeting looks ahead to is the quarter that follows. What a deadline is, due.c reads.
 */
#include "review/review.h"

#include "text/cluster.h"
#include "text/fold.h"

struct review review_of(const struct table *table)
{
    return (struct review){.table = table, .as_of = table_as_of(table)};
}

/* The same day three months later; the end of a month stays the end of one. */
static struct date quarter_later(struct date d)
{
    int month = d.month + 3;
    int year = d.year + (month > 12);
    month = month > 12 ? month - 12 : month;
    struct date end = date_end_of_month(year, month);
    bool is_end_of_month = d.day == date_days_in_month(d.year, d.month);
    if (!is_end_of_month && d.day < end.day)
        end.day = d.day;
    return end;
}

enum standing review_standing(const struct review *r, uint32_t row)
{
    if (table_state(r->table, row) == STATE_DONE)
        return STANDING_MET;
    struct due due = table_due(r->table, row);
    if (due.kind == DUE_DONE)
        return STANDING_MET;
    if (due.kind != DUE_DATE || !date_is_set(r->as_of))
        return STANDING_NONE;
    int later = date_compare(due.date, r->as_of);
    if (later <= 0)
        return later < 0 ? STANDING_OVERDUE : STANDING_DUE;
    return date_compare(due.date, quarter_later(r->as_of)) <= 0 ? STANDING_NEXT_QUARTER
                                                                : STANDING_LATER;
}

bool review_fell_due(const struct review *r, uint32_t row)
{
    enum standing standing = review_standing(r, row);
    return standing == STANDING_OVERDUE || standing == STANDING_DUE;
}

bool review_is_standing(const struct review *r, uint32_t row)
{
    return table_due(r->table, row).kind == DUE_STANDING ||
           table_state(r->table, row) == STATE_STANDING;
}

bool review_days_left(const struct review *r, uint32_t row, int *days)
{
    struct due due = table_due(r->table, row);
    if (due.kind != DUE_DATE || !date_is_set(r->as_of))
        return false;
    *days = date_days_between(r->as_of, due.date);
    return true;
}

int review_pro_rata(const struct review *r)
{
    int year = table_due_context(r->table).year;
    if (year != 0 && year != r->as_of.year)
        return year < r->as_of.year ? 100 : 0;
    return date_pro_rata_percent(r->as_of);
}

bool review_names_lead(struct str word)
{
    static const struct str names[] = {STR_INIT("lead"), STR_INIT("牵头")};
    struct buf scratch = BUF_INIT;
    struct str folded = fold_text(word, &scratch);
    bool is_lead = false;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        is_lead |= str_equal(folded, names[i]);
    buf_release(&scratch);
    return is_lead;
}

struct str review_value(enum role role, struct str text, struct buf *scratch)
{
    return padding_strip(text_trim(text), role_info(role)->padding, scratch);
}

uint32_t review_find_column(const struct table *t, struct str word)
{
    return review_names_lead(word) ? table_find_role(t, ROLE_UNITS) : table_find_column(t, word);
}
