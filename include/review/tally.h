/*
 * tally: the counts. on schedule + behind + not stated + other = records, always. Beside these, what
 * the deadlines say.
 *
 * A roll-up counts the records of a view by the value of a column: by leader, by lead unit, by each
 * unit named (a record with three units counts in three lines, so those lines add up to more than
 * the records), by deadline as written, by state as written. Values that fold to the same are one
 * line, shown as first written; an empty value is a line of its own.
 */
#ifndef DUBAN_REVIEW_TALLY_H
#define DUBAN_REVIEW_TALLY_H

#include "base/arena.h"
#include "review/view.h"
#include "review/work.h"

struct tally {
    uint32_t records;
    uint32_t on_schedule;
    uint32_t behind;
    uint32_t not_stated;
    uint32_t other;
    /* Against the as-of date (review/review.h), whatever the classes above: */
    uint32_t overdue;          /* due before it and not done */
    uint32_t due;              /* due by it and not done: the overdue ones among them */
    uint32_t due_next_quarter; /* due in the three months after it and not done */
    uint32_t standing;         /* without an end */
};

/* Counts one record in. */
void tally_add(struct tally *t, const struct review *r, uint32_t row);

/* Counts the records of a view. */
struct tally tally_view(const struct review *r, const struct view *v);

/* on_schedule / records in percent, to the nearest as a circular gives it (3 of 7 is 43), but 100 only
 * where it is all and 0 only where it is none; 0 of nothing. */
int tally_percent(const struct tally *t);

/* Appends it as it is shown: "43%", and "—" of nothing. */
void tally_append_percent(struct buf *out, const struct tally *t);

/* What a roll-up groups by. */
struct rollup_by {
    uint32_t column;
    bool lead_only; /* units: only the first-named */
};

/* Reads a role or header name, "lead" for the lead unit. ERR_USAGE with the word as subject. */
MUST_USE enum err rollup_parse_by(struct rollup_by *out, struct str word, const struct table *t,
                                  struct diag *d);

/* Appends what a roll-up groups by, for a heading: the column's name, or the word for lead units. */
void rollup_append_name(struct buf *out, const struct table *t, struct rollup_by by,
                        enum lang lang);

/* Appends the words of a filter for just the records that one of its lines counts: 领导:=肖友华,
 * 牵头:=市公安局. */
void rollup_append_term(struct buf *out, const struct table *t, struct rollup_by by,
                        struct str value);

struct rollup_line {
    struct str value; /* review_value() as first written; of the table or of the roll-up's arena */
    struct tally tally;
};

struct rollup {
    struct arena arena; /* life of the lines */
    struct rollup_line *lines;
    size_t count;
};

/* Lines ordered by records (most first), ties in order of first appearance; deadlines in time
 * order. Free with rollup_release(). */
void rollup_build(struct rollup *out, const struct review *r, const struct view *v,
                  struct rollup_by by);
void rollup_release(struct rollup *ro);

/* The same in steps: begins to roll up the records of a view, which must stay as it is; goes on until the work
 * is used up or every record is counted (true then); stores the lines, once that is so; frees. */
struct rolling;
struct rolling *rolling_new(const struct review *r, const struct view *v, struct rollup_by by);
bool rolling_step(struct rolling *g, struct work *work);
unsigned rolling_percent(const struct rolling *g);
void rolling_take(struct rolling *g, struct rollup *out);
void rolling_free(struct rolling *g); /* NULL is allowed */

#endif
