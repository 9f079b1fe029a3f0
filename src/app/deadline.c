/*
 * deadline: one row for each way of standing. What stands where is review.c's.
 */
#include "app/deadline.h"

#include <stdlib.h>

#include "text/cluster.h"

static const struct {
    enum msg mark;  /* in the list */
    enum msg words; /* in the card; holds the days where there are any */
} rows[] = {
    [STANDING_NONE] = {MSG_NONE, MSG_NONE},
    [STANDING_OVERDUE] = {MSG_STANDING_OVERDUE, MSG_STANDING_OVERDUE_BY},
    [STANDING_DUE] = {MSG_STANDING_DUE, MSG_STANDING_DUE_ON_THE_DAY},
    [STANDING_NEXT_QUARTER] = {MSG_NONE, MSG_STANDING_DAYS_LEFT},
    [STANDING_LATER] = {MSG_NONE, MSG_STANDING_DAYS_LEFT},
    [STANDING_MET] = {MSG_NONE, MSG_NONE},
};

enum msg deadline_mark(const struct review *r, uint32_t row)
{
    return rows[review_standing(r, row)].mark;
}

static unsigned mark_cells(enum standing standing, enum lang lang)
{
    return 1 + (unsigned)text_cells(str_from(msg_text(lang, rows[standing].mark)));
}

unsigned deadline_mark_cells(const struct tally *t, enum lang lang)
{
    unsigned overdue = t->overdue > 0 ? mark_cells(STANDING_OVERDUE, lang) : 0;
    unsigned due = t->due > t->overdue ? mark_cells(STANDING_DUE, lang) : 0;
    return overdue > due ? overdue : due;
}

void deadline_append_words(struct buf *out, const struct review *r, uint32_t row, enum lang lang)
{
    enum msg words = rows[review_standing(r, row)].words;
    int days = 0;
    if (words != MSG_NONE && review_days_left(r, row, &days))
        msg_append(out, lang, words, abs(days));
}
