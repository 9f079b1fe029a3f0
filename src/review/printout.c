/*
 * printout: the few things that every format says in the same words.
 *
 * The counts name how many of the table's records are shown, for a page of paper does not tell that
 * a filter was on. Layout is the formats' own.
 */
#include "review/printout.h"

#include "review/compare.h"
#include "review/tally.h"

void printout_put(const struct printout *p, struct str s)
{
    (void)fwrite(s.ptr, 1, s.len, p->out);
}

struct str printout_cell(const struct printout *p, uint32_t row, size_t index)
{
    return table_cell(p->review->table, row, p->columns[index]);
}

void printout_append_as_of(const struct printout *p, struct buf *out)
{
    struct date as_of = p->review->as_of;
    if (!date_is_set(as_of))
        return;
    char iso[DATE_ISO_SIZE];
    date_format_iso(as_of, iso);
    msg_append(out, p->lang, MSG_PRINT_AS_OF, iso, review_pro_rata(p->review));
}

void printout_append_counts(const struct printout *p, struct buf *out)
{
    struct tally t = tally_view(p->review, p->view);
    uint32_t all = table_rows(p->review->table);
    if (t.records == all)
        msg_append(out, p->lang, MSG_PRINT_RECORDS, all);
    else
        msg_append(out, p->lang, MSG_PRINT_RECORDS_OF, t.records, all);
    if (table_find_role(p->review->table, ROLE_STATE) == COLUMN_NONE) {
        msg_append(out, p->lang, MSG_PRINT_NO_STATES);
        return;
    }
    struct buf percent = BUF_INIT;
    tally_append_percent(&percent, &t);
    msg_append(out, p->lang, MSG_PRINT_COUNTS, t.on_schedule, buf_cstr(&percent), t.behind,
               t.not_stated, t.other);
    buf_release(&percent);
}

void printout_append_deadlines(const struct printout *p, struct buf *out)
{
    bool has_deadlines = table_find_role(p->review->table, ROLE_DUE) != COLUMN_NONE;
    if (!has_deadlines || !date_is_set(p->review->as_of))
        return;
    struct tally t = tally_view(p->review, p->view);
    msg_append(out, p->lang, MSG_PRINT_DEADLINES, t.overdue, t.due, t.due_next_quarter, t.standing);
}

void printout_append_comparison(const struct printout *p, struct buf *out)
{
    if (!p->review->compare)
        return;
    const struct table *before = compare_before(p->review->compare);
    struct buf name = BUF_INIT;
    buf_append_str(&name, table_source_name(before));
    struct compare_counts counts =
        compare_count_rows(p->review->compare, p->view->rows, p->view->count);
    msg_append(out, p->lang, MSG_AGAINST_NAME, buf_cstr(&name));
    if (date_is_set(table_as_of(before))) {
        char iso[DATE_ISO_SIZE];
        date_format_iso(table_as_of(before), iso);
        msg_append(out, p->lang, MSG_AGAINST_AS_OF, iso);
    }
    buf_append_str(out, str_from(msg_text(p->lang, MSG_COLON)));
    msg_append(out, p->lang, MSG_AGAINST_COUNTS, counts.of[CHANGE_CHANGED], counts.of[CHANGE_SAME],
               counts.of[CHANGE_NEW], counts.of[CHANGE_GONE], counts.same_notes, counts.renumbered);
    buf_release(&name);
}
