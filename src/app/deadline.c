/*
 * deadline: one row for each way of standing. What stands where is review.c's.
 */
#include "app/deadline.h"

#include <stdlib.h>

#include "text/cluster.h"

static const struct {
    enum msg mark;  /* in the list */
    enum msg words; /* in the card; holds the days where there are any */
} ways[] = {
    [STANDING_NONE] = {MSG_NONE, MSG_NONE},
    [STANDING_OVERDUE] = {MSG_STANDING_OVERDUE, MSG_STANDING_OVERDUE_BY},
    [STANDING_DUE] = {MSG_STANDING_DUE, MSG_STANDING_DUE_ON_THE_DAY},
    [STANDING_NEXT_QUARTER] = {MSG_NONE, MSG_STANDING_DAYS_LEFT},
    [STANDING_LATER] = {MSG_NONE, MSG_STANDING_DAYS_LEFT},
    [STANDING_MET] = {MSG_NONE, MSG_NONE},
};

enum msg deadline_mark(const struct review *r, uint32_t row)
{
    return ways[review_standing(r, row)].mark;
}

unsigned deadline_marked_cells(const struct review *r, const struct view *v, size_t rows,
                               enum lang lang)
{
    uint32_t column = table_find_role(r->table, ROLE_DUE);
    size_t widest = 0;
    for (size_t pos = 0; column != COLUMN_NONE && pos < v->count && pos < rows; pos++) {
        enum msg mark = deadline_mark(r, v->rows[pos]);
        if (mark == MSG_NONE)
            continue;
        size_t cells = text_cells(text_trim(table_cell(r->table, v->rows[pos], column))) + 1 +
                       text_cells(str_from(msg_text(lang, mark)));
        widest = cells > widest ? cells : widest;
    }
    return (unsigned)widest;
}

void deadline_append_words(struct buf *out, const struct review *r, uint32_t row, enum lang lang)
{
    enum msg words = ways[review_standing(r, row)].words;
    int days = 0;
    if (words != MSG_NONE && review_days_left(r, row, &days))
        msg_append(out, lang, words, abs(days));
}
