/*
 * state: the class of a state cell (是, 滞后, 已办结, 红灯).
 *
 * The words are data (src/table/), compared after folding, without blanks and bracketed remarks. A
 * cell that holds anything invisible is not equal to the word that it looks like, and stays
 * unknown.
 */
#ifndef DUBAN_TABLE_STATE_H
#define DUBAN_TABLE_STATE_H

#include "base/base.h"
#include "base/message.h"

/* In order of severity: how a state column sorts, the worst first. */
enum state {
    STATE_OVERDUE,
    STATE_LAG,
    STATE_NEAR_DUE,
    STATE_NOT_STARTED,
    STATE_STOPPED,
    STATE_UNKNOWN, /* nothing known of the word, or no word */
    STATE_IN_PROGRESS,
    STATE_RESUMED,
    STATE_STANDING,
    STATE_ON_TRACK,
    STATE_AHEAD,
    STATE_DONE,
    STATE_COUNT
};

/* What the counts make of a class. Every class is in exactly one group. */
enum state_group { GROUP_ON_SCHEDULE, GROUP_BEHIND, GROUP_NOT_STATED, GROUP_OTHER };

struct state_info {
    enum state state;
    const char *name; /* in JSON and in queries: "on_track" */
    enum msg title;
    enum state_group group;
};

/* The row of a class; for ever. */
const struct state_info *state_info(enum state state);

/* The class of a cell's text. `header` is the column's name: it turns the meaning of 是 and 否
 * round for headers that ask for the bad (是否逾期: 是 is overdue; 预警, 是否滞后, 有无问题: 是 is lag),
 * and of 是 for those that ask for the end (是否完成, 是否办结: 是 is done). */
enum state state_of(struct str cell, struct str header);

/* The same, and whether the word is in the list: false for a word to be warned of. An empty cell
 * and one that says nothing (无, /) are known and STATE_UNKNOWN. */
bool state_recognise(struct str cell, struct str header, enum state *state);

/* What a column's name makes of 是 and 否, and whether 有 and 无 are answers to it. */
struct state_question {
    enum state yes, no;
    bool is_of_having;
};

/* For whoever asks about many cells of one column: what its name asks, */
struct state_question state_question_of(struct str header);

/* and state_recognise() with that in place of the name. */
bool state_answers(struct str cell, const struct state_question *question, enum state *state);

/* Whether the folded name of a column asks for the state of a task: 是否滞后, 有无问题, but not 是否重大. */
bool state_is_asked(struct str key);

/* Whether a cell says a state whatever its column is called: 滞后, 已完成; not 是 or √, which answer, and not
 * 无. */
bool state_speaks_for_itself(struct str cell);

#endif
