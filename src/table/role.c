/*
 * role: from the names and the cells of columns to what the columns mean.
 *
 * The one hard idea is the claim: a name may be known to several roles (进度 is a figure in one
 * table, a word in another and a note in a third). Each column first settles which of its claims
 * its cells look like; then each role that only one column may have goes to the column whose name
 * stands earliest in the role's list. The names are role_names.c's.
 */
#include "table/role.h"

#include <assert.h>
#include <string.h>

#include "table/due.h"
#include "table/role_names.h"
#include "table/state.h"
#include "table/words.h"
#include "text/cluster.h"
#include "text/fold.h"

/* Width in the list: at least, at most, share of the rest. */
#define NARROW 4, 8, 0
#define NAMES  6, 10, 0
#define DATES  6, 12, 0
#define FIGURE 4, 14, 0

/* clang-format off */
#define ROW(role, name, zh, type, pinyin, ...) \
    [ROLE_##role] = {ROLE_##role, name, zh, MSG_ROLE_##role, MSG_ROLE_HELP_##role, type, pinyin, \
                     __VA_ARGS__}
static const struct role_info infos[ROLE_COUNT] = {
    ROW(OTHER, "other", "其他", TYPE_TEXT, 4, 6, 24, 1),
    ROW(NO, "no", "序号 编号", TYPE_NUMBER, 0, NARROW),
    ROW(LEADER, "leader", "领导", TYPE_TEXT, 2, NAMES),
    ROW(TARGET, "target", "目标 责任目标", TYPE_TEXT, 2, 12, 60, 4),
    ROW(TARGET_VALUE, "target_value", "目标值", TYPE_NUMBER, 0, FIGURE),
    ROW(ACTUAL_VALUE, "actual_value", "实际值", TYPE_NUMBER, 0, FIGURE),
    ROW(PERCENT, "percent", "完成率", TYPE_NUMBER, 0, NARROW),
    ROW(DUE, "due", "时限 完成时限 deadline", TYPE_DUE, 0, DATES),
    ROW(ACTUAL_DATE, "actual_date", "办结日", TYPE_DUE, 0, DATES),
    ROW(NOTE, "note", "情况 完成情况", TYPE_TEXT, 4, 0, 0, 0),
    ROW(STATE, "state", "状态 进度", TYPE_STATE, 0, 4, 10, 0),
    ROW(UNITS, "units", "单位 责任单位 unit", TYPE_TEXT, 2, 10, 24, 2),
    ROW(PERSON, "person", "责任人", TYPE_TEXT, 2, NAMES),
    ROW(SOURCE, "source", "来源", TYPE_TEXT, 2, 10, 16, 0),
};
#undef ROW
/* clang-format on */

const struct role_info *role_info(enum role role)
{
    assert(role < ROLE_COUNT && infos[role].role == role);
    return &infos[role];
}

bool role_is_single(enum role role)
{
    return role == ROLE_NO || role == ROLE_LEADER || role == ROLE_TARGET || role == ROLE_DUE ||
           role == ROLE_NOTE || role == ROLE_STATE;
}

bool role_parse(struct str name, enum role *out)
{
    struct buf key = BUF_INIT;
    fold_append_key(&key, name);
    const struct role_info *found = NULL;
    for (size_t i = 0; i < ROLE_COUNT && !found; i++)
        if (str_equal(buf_str(&key), str_from(infos[i].name)) ||
            words_find(infos[i].other_names, buf_str(&key)) != SIZE_MAX)
            found = &infos[i];
    buf_release(&key);
    if (found)
        *out = found->role;
    return found != NULL;
}

/* ---- what a name may mean ---- */

enum { CLAIMS_MAX = 4, PART_RANK = 1000, NAME_KEY_BYTES_MAX = 60 };

struct claim {
    enum role role;
    size_t rank; /* place in the role's list: the lower, the likelier */
};

struct claims {
    struct claim list[CLAIMS_MAX];
    size_t count;
    bool rest_on_a_part; /* only the end of the name is known */
};

typedef size_t words_lookup(const char *words, struct str key);

static void claim_by(struct claims *claims, const struct role_names *names, size_t count,
                     words_lookup *lookup, struct str key, size_t base_rank)
{
    for (size_t i = 0; i < count && claims->count < CLAIMS_MAX; i++) {
        size_t place = lookup(names[i].names, key);
        if (place != SIZE_MAX)
            claims->list[claims->count++] = (struct claim){names[i].role, base_rank + place};
    }
}

/* 二季度完成情况, 1-8月进展情况, 截至9月底完成情况: the name behind the time. */
static struct str without_time(struct str key)
{
    static const char time_words[] =
        "0 1 2 3 4 5 6 7 8 9 - — ~ . 年 月 日 季度 一 二 三 四 五 六 "
        "七 八 九 十 上 下 半 前 第 截至 截止 目前 至 到 底 末 份 度 本 全";
    for (;;) {
        struct str rest = str_from(time_words);
        struct str word;
        bool found = false;
        while (!found && str_split(&rest, ' ', &word))
            found = str_starts_with(key, word);
        if (!found)
            return key;
        key = str_slice(key, word.len, SIZE_MAX);
    }
}

static void claim_by_key(struct claims *claims, struct str key)
{
    if (key.len > NAME_KEY_BYTES_MAX)
        return;
    claim_by(claims, role_names, role_names_count, words_find, key, 0);
    if (claims->count == 0)
        claim_by(claims, role_names, role_names_count, words_find, without_time(key), 0);
    if (claims->count == 0)
        claim_by(claims, role_beginnings, role_beginnings_count, words_find_beginning, key,
                 PART_RANK);
    if (claims->count > 0)
        return;
    claim_by(claims, role_endings, role_endings_count, words_find_ending, key, PART_RANK);
    claims->rest_on_a_part = true;
}

/* The last word of a name; of 投资 实际值, a part of a merged cell, it says what the column holds. */
static struct str last_word(struct str name)
{
    name = str_trim(name);
    size_t off = name.len;
    while (off > 0 && name.ptr[off - 1] != ' ')
        off--;
    return str_slice(name, off, SIZE_MAX);
}

static struct claims claims_of(struct str name)
{
    struct claims claims = {.count = 0};
    struct buf key = BUF_INIT;
    fold_append_key(&key, name);
    claim_by_key(&claims, buf_str(&key));
    if (claims.count == 0) {
        buf_clear(&key);
        fold_append_key(&key, last_word(name));
        claim_by_key(&claims, buf_str(&key));
        claims.rest_on_a_part = true;
    }
    buf_release(&key);
    return claims;
}

bool role_knows_header(struct str name)
{
    return claims_of(name).count > 0;
}

bool role_says_all_of(enum role role, struct str name)
{
    struct claims claims = claims_of(name);
    bool is_about_figures = !role_is_single(role) && role != ROLE_UNITS;
    return claims.count == 1 && claims.list[0].role == role && !claims.rest_on_a_part &&
           !is_about_figures;
}

/* ---- what cells look like ---- */

enum shape { SHAPE_NOTHING, SHAPE_FIGURES, SHAPE_PERCENTS, SHAPE_STATES, SHAPE_WORDS, SHAPE_TEXTS };

enum { SHAPES = SHAPE_TEXTS + 1, PREFERRED_MAX = 5, WORD_BYTES_MAX = 30, UNIT_BYTES_MAX = 12 };

/* Which of several roles cells of a shape speak for, the likeliest first. */
static const enum role preferred[SHAPES][PREFERRED_MAX] = {
    [SHAPE_NOTHING] = {ROLE_PERCENT, ROLE_STATE, ROLE_TARGET, ROLE_NOTE, ROLE_TARGET_VALUE},
    [SHAPE_FIGURES] = {ROLE_TARGET_VALUE, ROLE_ACTUAL_VALUE, ROLE_PERCENT},
    [SHAPE_PERCENTS] = {ROLE_PERCENT, ROLE_ACTUAL_VALUE, ROLE_TARGET_VALUE},
    [SHAPE_STATES] = {ROLE_STATE, ROLE_NOTE},
    [SHAPE_WORDS] = {ROLE_TARGET, ROLE_STATE, ROLE_NOTE},
    [SHAPE_TEXTS] = {ROLE_NOTE, ROLE_TARGET},
};

/* 15.6%, 1,234, 21.53亿元: a number and at most a short unit behind it. */
static bool is_figure(struct str cell)
{
    size_t off = cell.len > 0 && cell.ptr[0] == '-' ? 1 : 0;
    if (off >= cell.len || cell.ptr[off] < '0' || cell.ptr[off] > '9')
        return false;
    while (off < cell.len && memchr("0123456789.,", cell.ptr[off], 12))
        off++;
    struct str unit = str_slice(cell, off, SIZE_MAX);
    bool holds_digit = false;
    for (size_t i = 0; i < unit.len; i++)
        holds_digit |= unit.ptr[i] >= '0' && unit.ptr[i] <= '9';
    return unit.len <= UNIT_BYTES_MAX && !holds_digit;
}

struct tally {
    size_t cells, bytes, figures, percents, states;
};

static void tally_cell(struct tally *tally, struct str raw, struct str name, struct buf *scratch)
{
    struct str cell = text_trim(fold_text(raw, scratch));
    if (cell.len == 0)
        return;
    enum state state;
    tally->cells++;
    tally->bytes += cell.len;
    tally->figures += is_figure(cell);
    tally->percents += is_figure(cell) && str_ends_with(cell, STR("%"));
    tally->states += state_recognise(cell, name, &state);
}

static enum shape shape_of(const struct tally *tally)
{
    if (tally->cells == 0)
        return SHAPE_NOTHING;
    if (tally->percents * 2 > tally->cells)
        return SHAPE_PERCENTS;
    if (tally->figures * 2 > tally->cells)
        return SHAPE_FIGURES;
    if (tally->states * 2 > tally->cells)
        return SHAPE_STATES;
    return tally->bytes <= tally->cells * WORD_BYTES_MAX ? SHAPE_WORDS : SHAPE_TEXTS;
}

/* ---- one role a column ---- */

struct samples {
    struct str (*cell)(const void *ctx, size_t column, size_t i);
    const void *ctx;
    size_t rows;
};

static enum shape column_shape(const struct samples *samples, size_t column, struct str name)
{
    struct tally tally = {0};
    struct buf scratch = BUF_INIT;
    for (size_t i = 0; i < samples->rows; i++)
        tally_cell(&tally, samples->cell(samples->ctx, column, i), name, &scratch);
    buf_release(&scratch);
    return shape_of(&tally);
}

static struct claim claim_for(const struct claims *claims, enum role role)
{
    for (size_t i = 0; i < claims->count; i++)
        if (claims->list[i].role == role)
            return claims->list[i];
    return (struct claim){ROLE_OTHER, SIZE_MAX};
}

static struct claim settle(const struct claims *claims, const struct samples *samples,
                           size_t column, struct str name)
{
    if (claims->count == 0)
        return (struct claim){ROLE_OTHER, SIZE_MAX};
    if (claims->count > 1) {
        const enum role *role = preferred[column_shape(samples, column, name)];
        for (size_t i = 0; i < PREFERRED_MAX; i++) {
            struct claim claim = claim_for(claims, role[i]);
            if (claim.role != ROLE_OTHER)
                return claim;
        }
    }
    return claims->list[0];
}

/* Of two notes 上半年完成情况 and 三季度完成情况 the later time counts, of two without a time the
 * earlier column. The year is any: only the order matters. */
static bool reports_later(struct str name, struct str than)
{
    struct date a, b;
    return due_find_as_of(name, 2000, &a) && due_find_as_of(than, 2000, &b) &&
           date_compare(a, b) > 0;
}

/* Leaves a single role with the likeliest of the columns that claim it. */
static void keep_likeliest(enum role role, const struct claim *settled, const struct str *names,
                           size_t count, enum role *roles)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (settled[i].role != role)
            continue;
        roles[i] = ROLE_OTHER;
        if (best == SIZE_MAX || reports_later(names[i], names[best]) ||
            (settled[i].rank < settled[best].rank && !reports_later(names[best], names[i])))
            best = i;
    }
    if (best != SIZE_MAX)
        roles[best] = role;
}

void role_assign(const struct str *names, size_t count,
                 struct str (*sample)(const void *, size_t, size_t), const void *ctx,
                 size_t sample_rows, enum role *roles)
{
    const struct samples samples = {sample, ctx, sample_rows};
    struct claim *settled = mem_array(count, sizeof *settled);
    for (size_t i = 0; i < count; i++) {
        struct claims claims = claims_of(names[i]);
        settled[i] = settle(&claims, &samples, i, names[i]);
        roles[i] = settled[i].role;
    }
    for (enum role role = ROLE_OTHER; role < ROLE_COUNT; role++)
        if (role_is_single(role))
            keep_likeliest(role, settled, names, count, roles);
    mem_free(settled);
}
