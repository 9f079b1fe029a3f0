/*
 * state: from the word in a cell to its class.
 *
 * The one hard idea is that the column's name can turn an answer round: 是 under 是否逾期 is bad
 * news and 是 under 是否办结 is the end of the task. The words themselves are state_words.c's;
 * folding is the text layer's.
 */
#include "table/state.h"

#include <assert.h>

#include "table/state_words.h"
#include "table/words.h"
#include "text/cluster.h"
#include "text/fold.h"

static const struct state_info infos[STATE_COUNT] = {
    {STATE_OVERDUE, "overdue", MSG_STATE_OVERDUE, GROUP_BEHIND},
    {STATE_LAG, "lag", MSG_STATE_LAG, GROUP_BEHIND},
    {STATE_NEAR_DUE, "near_due", MSG_STATE_NEAR_DUE, GROUP_OTHER},
    {STATE_NOT_STARTED, "not_started", MSG_STATE_NOT_STARTED, GROUP_OTHER},
    {STATE_STOPPED, "stopped", MSG_STATE_STOPPED, GROUP_OTHER},
    {STATE_UNKNOWN, "unknown", MSG_STATE_UNKNOWN, GROUP_NOT_STATED},
    {STATE_IN_PROGRESS, "in_progress", MSG_STATE_IN_PROGRESS, GROUP_OTHER},
    {STATE_RESUMED, "resumed", MSG_STATE_RESUMED, GROUP_OTHER},
    {STATE_STANDING, "standing", MSG_STATE_STANDING, GROUP_OTHER},
    {STATE_ON_TRACK, "on_track", MSG_STATE_ON_TRACK, GROUP_ON_SCHEDULE},
    {STATE_AHEAD, "ahead", MSG_STATE_AHEAD, GROUP_ON_SCHEDULE},
    {STATE_DONE, "done", MSG_STATE_DONE, GROUP_ON_SCHEDULE},
};

const struct state_info *state_info(enum state state)
{
    assert(state < STATE_COUNT && infos[state].state == state);
    return &infos[state];
}

/* ---- what a column asks ---- */

enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO };

struct question {
    const char *about; /* a part of the header's name; the first row that is found in it counts */
    enum state yes;
    enum state no;
};

/* 序时 and 按计划 come first: 是否按计划完成进度 asks about progress, though it says 完成. */
static const struct question questions[] = {
    {"序时", STATE_ON_TRACK, STATE_LAG},     {"按计划", STATE_ON_TRACK, STATE_LAG},
    {"逾期", STATE_OVERDUE, STATE_ON_TRACK}, {"超期", STATE_OVERDUE, STATE_ON_TRACK},
    {"超时", STATE_OVERDUE, STATE_ON_TRACK}, {"延期", STATE_OVERDUE, STATE_ON_TRACK},
    {"滞后", STATE_LAG, STATE_ON_TRACK},     {"办结", STATE_DONE, STATE_LAG},
    {"完成", STATE_DONE, STATE_LAG},         {"销号", STATE_DONE, STATE_LAG},
    {"完结", STATE_DONE, STATE_LAG},         {"竣工", STATE_DONE, STATE_LAG},
    {"", STATE_ON_TRACK, STATE_LAG},
};

static enum answer answer_of(struct str key)
{
    if (words_find("是 y yes √ ✓ ✔", key) != SIZE_MAX)
        return ANSWER_YES;
    if (words_find("否 n no × ✗ ✕", key) != SIZE_MAX)
        return ANSWER_NO;
    return ANSWER_NONE;
}

static enum state state_of_answer(enum answer answer, struct str header)
{
    struct buf key = BUF_INIT;
    fold_append_key(&key, header);
    const struct question *question = questions;
    while (str_find(buf_str(&key), str_from(question->about), 0) == SIZE_MAX)
        question++;
    buf_release(&key);
    return answer == ANSWER_YES ? question->yes : question->no;
}

/* ---- the words ---- */

/* Zero-width and other unseen code points. A variation selector behind an emoji is seen. */
static bool holds_hidden(struct str text)
{
    for (size_t off = 0; off < text.len;) {
        struct cluster cluster;
        off = cluster_at(text, off, &cluster);
        if (cluster.is_mark)
            return true;
    }
    return false;
}

static bool find_word(struct str key, enum state *state)
{
    for (size_t i = 0; i < state_words_count; i++)
        if (words_find(state_words[i].words, key) != SIZE_MAX) {
            *state = state_words[i].state;
            return true;
        }
    return false;
}

bool state_recognise(struct str cell, struct str header, enum state *state)
{
    *state = STATE_UNKNOWN;
    if (holds_hidden(text_trim(cell)))
        return false;
    struct buf key = BUF_INIT;
    fold_append_key(&key, cell);
    enum answer answer = answer_of(buf_str(&key));
    bool known = key.len == 0 || find_word(buf_str(&key), state);
    buf_release(&key);
    if (answer != ANSWER_NONE)
        *state = state_of_answer(answer, header);
    return known;
}

enum state state_of(struct str cell, struct str header)
{
    enum state state;
    state_recognise(cell, header, &state);
    return state;
}
