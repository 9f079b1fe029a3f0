/*
 * state: from the word in a cell to its class.
 *
 * The one hard idea is that the column's name can turn an answer round: 是 under 是否逾期 is bad
 * news and 是 under 是否办结 is the end of the task. So the header is read as a question: what stands
 * behind 是否, which of the known matters it is about, and whether it is denied. The words themselves
 * are state_words.c's; folding is the text layer's.
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
    const char *about; /* a word of these stands in what is asked; the first row that fits counts */
    enum state yes;
    enum state no;
};

/* The bad comes first (是否滞后序时进度), then progress: 是否按计划完成进度 says 完成 without asking for the
 * end. What may go along with a task (问题) comes behind what becomes of it (问题是否解决). */
static const struct question questions[] = {
    {"超序时 超时序", STATE_AHEAD, STATE_LAG},
    {"逾期 超期 超时 延期 延误 拖延", STATE_OVERDUE, STATE_ON_TRACK},
    {"滞后 落后 缓慢 欠序时 欠进度 慢序时 预警 告警 报警 亮牌 红灯 黄灯 红牌 黄牌 红码 黄码",
     STATE_LAG, STATE_ON_TRACK},
    {"序时 时序 按计划 正常 达标", STATE_ON_TRACK, STATE_LAG},
    {"办结 完成 销号 完结 竣工 解决 整改到位 落实到位", STATE_DONE, STATE_LAG},
    {"开工 动工 启动", STATE_IN_PROGRESS, STATE_NOT_STARTED},
    {"异常 问题 困难 风险 障碍 偏差", STATE_LAG, STATE_ON_TRACK},
};
static const struct question usual_question = {"", STATE_ON_TRACK, STATE_LAG};

static const char asking_words[] = "是否 有无 有没有 是不是 能否";
static const char denying_words[] = "未 未达 未达到 未按 未能 无 没 没有 不 不能 非";

/* What a header asks: what stands behind 是否, or all of it. */
struct asked {
    struct str text;
    bool is_question;  /* there is such a word */
    bool is_of_having; /* 有无问题, 是否存在问题: 有 and 无 are answers */
};

/* Up to the next mark: 是否按序时推进,如滞后请说明原因 asks for the first only. */
static struct str clause_from(struct str key, size_t off)
{
    struct str text = str_slice(key, off, SIZE_MAX);
    size_t len;
    size_t end = words_find_within(", ; 。", text, &len);
    return str_slice(text, 0, end);
}

static struct asked asked_in(struct str key)
{
    size_t len;
    size_t at = words_find_within(asking_words, key, &len);
    struct asked asked = {.text = key, .is_question = at != SIZE_MAX};
    if (!asked.is_question)
        return asked;
    struct str word = str_slice(key, at, len);
    if (at + len < key.len)
        asked.text = clause_from(key, at + len);
    asked.is_of_having = words_find("有无 有没有", word) != SIZE_MAX ||
                         words_find_beginning("存在 有", asked.text) != SIZE_MAX;
    return asked;
}

/* 是否未按计划完成: within a question a denial counts wherever it stands, elsewhere just before the
 * word, since a name may hold its character (未央区完成进度). */
static bool is_denied(const struct asked *asked, struct str before)
{
    size_t len;
    if (asked->is_question)
        return words_find_within(denying_words, before, &len) != SIZE_MAX;
    struct str rest = str_from(denying_words);
    struct str word;
    bool denies = false;
    while (!denies && str_split(&rest, ' ', &word))
        denies = str_ends_with(before, word);
    return denies;
}

/* The matter that is asked about, or NULL; `*at` gets its place. */
static const struct question *question_in(struct str text, size_t *at)
{
    size_t len;
    for (size_t i = 0; i < COUNT_OF(questions); i++)
        if ((*at = words_find_within(questions[i].about, text, &len)) != SIZE_MAX)
            return &questions[i];
    return NULL;
}

struct state_question state_question_of(struct str header)
{
    struct buf key = BUF_INIT;
    fold_append_key(&key, header);
    struct asked asked = asked_in(buf_str(&key));
    size_t at;
    const struct question *question = question_in(asked.text, &at);
    bool is_denial = question && is_denied(&asked, str_slice(asked.text, 0, at));
    if (!question)
        question = &usual_question;
    buf_release(&key);
    return (struct state_question){.yes = is_denial ? question->no : question->yes,
                                   .no = is_denial ? question->yes : question->no,
                                   .is_of_having = asked.is_of_having};
}

/* Where nothing asks for having, 无 says nothing. */
static enum answer answer_of(struct str key, bool is_of_having)
{
    if (words_find("是 y yes √ ✓ ✔", key) != SIZE_MAX ||
        (is_of_having && words_find("有 存在", key) != SIZE_MAX))
        return ANSWER_YES;
    if (words_find("否 n no x × ✗ ✕", key) != SIZE_MAX ||
        (is_of_having && words_find("无 没有 不存在", key) != SIZE_MAX))
        return ANSWER_NO;
    return ANSWER_NONE;
}

/* 是否需协调解决, 是否纳入完成率考核 ask for something else than the task's state. */
static const char other_matters[] = "需 申请 提请 纳入 列入 涉及 属";

bool state_is_asked(struct str key)
{
    struct asked asked = asked_in(key);
    size_t at;
    bool begins_so = asked.is_question && words_find_beginning(asking_words, key) != SIZE_MAX;
    return begins_so && words_find_beginning(other_matters, asked.text) == SIZE_MAX &&
           question_in(asked.text, &at) != NULL;
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

bool state_answers(struct str cell, const struct state_question *question, enum state *state)
{
    *state = STATE_UNKNOWN;
    if (holds_hidden(text_trim(cell)))
        return false;
    struct buf key = BUF_INIT;
    fold_append_key(&key, cell);
    enum answer answer = answer_of(buf_str(&key), question->is_of_having);
    bool is_known = true;
    if (answer != ANSWER_NONE)
        *state = answer == ANSWER_YES ? question->yes : question->no;
    else
        is_known = key.len == 0 || find_word(buf_str(&key), state);
    buf_release(&key);
    return is_known;
}

bool state_recognise(struct str cell, struct str header, enum state *state)
{
    struct state_question question = state_question_of(header);
    return state_answers(cell, &question, state);
}

bool state_speaks_for_itself(struct str cell)
{
    enum state state;
    struct buf key = BUF_INIT;
    fold_append_key(&key, cell);
    bool is_answer = answer_of(buf_str(&key), false) != ANSWER_NONE;
    buf_release(&key);
    return !is_answer && state_recognise(cell, STR(""), &state) && state != STATE_UNKNOWN;
}

enum state state_of(struct str cell, struct str header)
{
    enum state state;
    state_recognise(cell, header, &state);
    return state;
}
