/*
 * review: what a reviewer holds in hand: the table and what is known beside it.
 *
 * Every function of this layer takes a `const struct review *`, so that a new kind of knowledge (an
 * earlier table to compare with, hints, marks and remarks) is a member here and not a parameter
 * everywhere. All members are borrowed and live at least as long as the review is used.
 */
#ifndef DUBAN_REVIEW_REVIEW_H
#define DUBAN_REVIEW_REVIEW_H

#include "base/date.h"
#include "table/table.h"
#include "text/collate.h"
#include "text/padding.h"

struct compare;
struct notes;

struct review {
    const struct table *table;
    struct date as_of;             /* the day deadlines are held against; unset when unknown */
    const struct compare *compare; /* with an earlier table (review/compare.h); NULL: none */
    const struct notes *notes;     /* marks and remarks (review/notes.h); NULL: none */
};

/* A review of a table on the day that the table itself reports on. */
struct review review_of(const struct table *table);

/* Where a deadline stands against the as-of date, for a record that is not done:
 *
 *     ---- OVERDUE ----|DUE|---- NEXT_QUARTER ----|---- LATER ---->
 *                    as-of                  three months on
 *
 * Only the deadline and whether the record is done decide: a state cell that says 逾期 is behind, which
 * is another question. */
enum standing {
    STANDING_NONE,         /* no day, or no as-of date */
    STANDING_OVERDUE,      /* due before the as-of date */
    STANDING_DUE,          /* due on it */
    STANDING_NEXT_QUARTER, /* due in the three months after it */
    STANDING_LATER,        /* due after that */
    STANDING_MET,          /* done, whenever it was due */
};

/* How a record stands. */
enum standing review_standing(const struct review *r, uint32_t row);

/* True for what fell due by the as-of date and is not done: overdue or due on the day. */
bool review_fell_due(const struct review *r, uint32_t row);

/* True for a task without an end (长期坚持), by its deadline or its state. */
bool review_is_standing(const struct review *r, uint32_t row);

/* The days from the as-of date to the record's deadline, negative for one gone by: true when both are
 * known. */
bool review_days_left(const struct review *r, uint32_t row, int *days);

/* The pro rata share (序时进度) in percent, as base/date.h has it, of the year that the table is about: 100
 * after it, 0 before. The as-of date must be set. */
int review_pro_rata(const struct review *r);

/* True for the words that mean the first-named unit where a role is asked for: lead, 牵头. */
bool review_names_lead(struct str word);

/* A cell, or a unit of one, as a value among others: without blanks at its ends and without padding. A
 * slice of `text`, or bytes in `scratch`, which is cleared first. Values are equal when they fold to the
 * same. */
struct str review_value(enum role role, struct str text, struct buf *scratch);

/* The column that a word of the user means: as table_find_column() has it, and the units' for the
 * words of review_names_lead(). COLUMN_NONE when none or several. */
uint32_t review_find_column(const struct table *t, struct str word);

#endif
