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

/* Of the columns below several go together: what texts are, and in the list the width at least, at most, and the
 * share of the rest. */
#define WORDS  PADDING_NONE, COLLATE_TEXT
#define NAMES  PADDING_NAME, COLLATE_NAME
#define BODIES PADDING_LETTERS, COLLATE_TEXT

#define NARROW_CELLS 4, 8, 0
#define NAME_CELLS   6, 10, 0
#define DATE_CELLS   6, 12, 0
#define FIGURE_CELLS 4, 14, 0

#define MAIN       (ROLE_IS_SINGLE | ROLE_IS_REQUIRED)
#define INDIVIDUAL (MAIN | ROLE_IS_INDIVIDUAL)

/* clang-format off */
#define ROW(role, name, zh, type, facts, ...) \
    [ROLE_##role] = {ROLE_##role, name, zh, MSG_ROLE_##role, MSG_ROLE_HELP_##role, type, facts, \
                     __VA_ARGS__}
static const struct role_info infos[ROLE_COUNT] = {
    ROW(OTHER, "other", "其他", TYPE_TEXT, 0, WORDS, 4, 6, 24, 1),
    ROW(NO, "no", "序号 编号", TYPE_NUMBER, INDIVIDUAL, WORDS, 0, NARROW_CELLS),
    ROW(LEADER, "leader", "领导", TYPE_TEXT, MAIN, NAMES, 2, NAME_CELLS),
    ROW(TARGET, "target", "目标 责任目标", TYPE_TEXT, INDIVIDUAL, WORDS, 2, 12, 60, 4),
    ROW(TARGET_VALUE, "target_value", "目标值", TYPE_NUMBER, 0, WORDS, 0, FIGURE_CELLS),
    ROW(ACTUAL_VALUE, "actual_value", "实际值", TYPE_NUMBER, 0, WORDS, 0, FIGURE_CELLS),
    ROW(PERCENT, "percent", "完成率", TYPE_NUMBER, 0, WORDS, 0, NARROW_CELLS),
    ROW(DUE, "due", "时限 完成时限 deadline", TYPE_DUE, MAIN, WORDS, 0, DATE_CELLS),
    ROW(ACTUAL_DATE, "actual_date", "办结日", TYPE_DUE, 0, WORDS, 0, DATE_CELLS),
    ROW(NOTE, "note", "情况 完成情况", TYPE_TEXT, INDIVIDUAL, WORDS, 4, 0, 0, 0),
    ROW(STATE, "state", "状态 进度", TYPE_STATE, MAIN, WORDS, 0, 4, 10, 0),
    ROW(UNITS, "units", "单位 责任单位 unit", TYPE_TEXT, ROLE_IS_REQUIRED, BODIES, 2, 10, 24, 2),
    ROW(PERSON, "person", "责任人", TYPE_TEXT, 0, NAMES, 2, NAME_CELLS),
    ROW(SOURCE, "source", "来源", TYPE_TEXT, 0, WORDS, 2, 10, 16, 0),
};
#undef ROW
/* clang-format on */

const struct role_info *role_info(enum role role)
{
    assert(role < ROLE_COUNT && infos[role].role == role);
    return &infos[role];
}

bool role_is(enum role role, unsigned facts)
{
    return (role_info(role)->facts & facts) == facts;
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

#define NO_CLAIM ((struct claim){ROLE_OTHER, SIZE_MAX})

enum { CLAIMS_MAX = 5, PART_RANK = 1000, NAME_KEY_BYTES_MAX = 60 };

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
    if (claims->count == 0 && words_find_beginning(role_not_of_the_report, key) != SIZE_MAX)
        claims->list[claims->count++] = (struct claim){ROLE_OTHER, PART_RANK};
    if (claims->count == 0)
        claim_by(claims, role_names, role_names_count, words_find, without_time(key), 0);
    if (claims->count == 0 && state_is_asked(key))
        claims->list[claims->count++] = (struct claim){ROLE_STATE, PART_RANK};
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

/* All but the last word: of 完成情况 三季度 the merged cell says what it is. */
static struct str first_words(struct str name)
{
    name = str_trim(name);
    return str_slice(name, 0, name.len - last_word(name).len);
}

static struct claims claims_of(struct str name)
{
    struct str parts[] = {name, last_word(name), first_words(name)};
    struct claims claims = {.count = 0};
    struct buf key = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(parts) && claims.count == 0; i++) {
        buf_clear(&key);
        fold_append_key(&key, parts[i]);
        claim_by_key(&claims, buf_str(&key));
        claims.rest_on_a_part |= i > 0;
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
    bool is_about_figures = !role_is(role, ROLE_IS_SINGLE) && role != ROLE_UNITS;
    return claims.count == 1 && claims.list[0].role == role && !claims.rest_on_a_part &&
           !is_about_figures;
}

/* ---- what cells look like ---- */

enum shape { SHAPE_NOTHING, SHAPE_FIGURES, SHAPE_PERCENTS, SHAPE_STATES, SHAPE_WORDS, SHAPE_TEXTS };

enum { SHAPES = SHAPE_TEXTS + 1, PREFERRED_MAX = 5, WORD_BYTES_MAX = 30, UNIT_BYTES_MAX = 12 };

/* What is longer is a note, even where a state and a remark in brackets are all of it. */
enum { STATE_BYTES_MAX = 120 };

/* Which of several roles cells of a shape speak for, the likeliest first. */
static const enum role preferred[SHAPES][PREFERRED_MAX] = {
    [SHAPE_NOTHING] = {ROLE_PERCENT, ROLE_STATE, ROLE_TARGET, ROLE_NOTE, ROLE_TARGET_VALUE},
    [SHAPE_FIGURES] = {ROLE_TARGET_VALUE, ROLE_ACTUAL_VALUE, ROLE_PERCENT},
    [SHAPE_PERCENTS] = {ROLE_PERCENT, ROLE_ACTUAL_VALUE, ROLE_TARGET_VALUE},
    [SHAPE_STATES] = {ROLE_STATE, ROLE_NOTE, ROLE_TARGET},
    [SHAPE_WORDS] = {ROLE_TARGET, ROLE_NOTE, ROLE_STATE},
    [SHAPE_TEXTS] = {ROLE_NOTE, ROLE_TARGET},
};

static bool holds_digit(struct str cell)
{
    for (size_t i = 0; i < cell.len; i++)
        if (cell.ptr[i] >= '0' && cell.ptr[i] <= '9')
            return true;
    return false;
}

/* 15.6%, 1,234, 21.53亿元: a number and at most a short unit behind it. */
static bool is_figure(struct str cell)
{
    size_t off = cell.len > 0 && cell.ptr[0] == '-' ? 1 : 0;
    if (off >= cell.len || cell.ptr[off] < '0' || cell.ptr[off] > '9')
        return false;
    while (off < cell.len && memchr("0123456789.,", cell.ptr[off], 12))
        off++;
    struct str unit = str_slice(cell, off, SIZE_MAX);
    return unit.len <= UNIT_BYTES_MAX && !holds_digit(unit);
}

struct tally {
    size_t cells, bytes, figures, percents;
    size_t with_digit;
    size_t measures; /* 公里, 万人 */
    size_t states;   /* these two by tally_states() */
    size_t words;    /* that need no question: 滞后, but not 是 */
};

static void tally_cell(struct tally *tally, struct str cell)
{
    tally->cells++;
    tally->bytes += cell.len;
    tally->figures += is_figure(cell);
    tally->percents += is_figure(cell) && str_ends_with(cell, STR("%"));
    tally->with_digit += holds_digit(cell);
    tally->measures += words_find(role_measures, cell) != SIZE_MAX;
}

static void tally_state(struct tally *tally, struct str cell, const struct state_question *asked)
{
    enum state state;
    bool is_state = cell.len <= STATE_BYTES_MAX && state_answers(cell, asked, &state);
    tally->states += is_state;
    tally->words += is_state && state_speaks_for_itself(cell);
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

/* What is known of the columns of a table while their roles are decided. */
struct candidates {
    const struct samples *samples;
    const struct str *names;
    size_t count;
    struct claims *claims;
    struct tally *tallies;
    struct claim *settled;
};

/* Counts what the sampled cells of a column look like that are not blank; with a question, how many of
 * them are states. */
static void tally_column(const struct candidates *c, size_t column,
                         const struct state_question *asked, struct tally *tally)
{
    const struct samples *samples = c->samples;
    struct buf scratch = BUF_INIT;
    for (size_t i = 0; i < samples->rows; i++) {
        struct str cell = samples->cell(samples->ctx, column, i);
        cell = text_trim(fold_text(cell, &scratch));
        if (cell.len > 0 && asked)
            tally_state(tally, cell, asked);
        else if (cell.len > 0)
            tally_cell(tally, cell);
    }
    buf_release(&scratch);
}

static void tally_states(const struct candidates *c, size_t column, struct tally *tally)
{
    struct state_question asked = state_question_of(c->names[column]);
    tally_column(c, column, &asked, tally);
}

static struct claim claim_for(const struct claims *claims, enum role role)
{
    for (size_t i = 0; i < claims->count; i++)
        if (claims->list[i].role == role)
            return claims->list[i];
    return NO_CLAIM;
}

/* 单位 is no unit where it is the unit of measure, what holds no figures is no figure (下半年计划), and
 * 序时进度 is no state where it is 75%. */
static bool fits(enum role role, const struct tally *tally)
{
    if (role == ROLE_UNITS)
        return tally->measures * 2 <= tally->cells;
    if (role == ROLE_STATE)
        return tally->states > 0 || tally->percents * 2 <= tally->cells;
    bool is_figure = role == ROLE_TARGET_VALUE || role == ROLE_ACTUAL_VALUE || role == ROLE_PERCENT;
    return !is_figure || tally->cells == 0 || tally->with_digit * 2 > tally->cells;
}

/* Looking each cell up among the states takes longer than all the rest: only where they decide. */
static struct claim settle(const struct candidates *c, size_t column)
{
    const struct claims *claims = &c->claims[column];
    struct tally *tally = &c->tallies[column];
    if (claims->count == 0)
        return NO_CLAIM;
    if (claims->count > 1 || claims->list[0].role == ROLE_STATE)
        tally_states(c, column, tally);
    if (claims->count > 1) {
        const enum role *role = preferred[shape_of(tally)];
        for (size_t i = 0; i < PREFERRED_MAX; i++) {
            struct claim claim = claim_for(claims, role[i]);
            if (claim.role != ROLE_OTHER)
                return claim;
        }
    }
    return fits(claims->list[0].role, tally) ? claims->list[0] : NO_CLAIM;
}

/* Of two notes 上半年完成情况 and 三季度完成情况 the later time counts, of two without a time the
 * earlier column. The year is any: only the order matters. */
static bool reports_later(struct str name, struct str than)
{
    struct date a, b;
    int year = due_find_year(name);
    int other_year = due_find_year(than);
    if (year > 0 && other_year > 0 && year != other_year)
        return year > other_year;
    return due_find_as_of(name, 2000, &a) && due_find_as_of(than, 2000, &b) &&
           date_compare(a, b) > 0;
}

static bool may_be_a_day_of_completion(const struct claims *claims)
{
    return claim_for(claims, ROLE_ACTUAL_DATE).role == ROLE_ACTUAL_DATE;
}

/* A column that nobody filled in yet (the fourth quarter's) is the least likely, and 完成时间 is less likely a
 * deadline than 整改时限. */
static bool is_likelier(const struct candidates *c, size_t i, size_t than)
{
    bool may_be_of_past = may_be_a_day_of_completion(&c->claims[i]);
    if ((c->tallies[i].cells == 0) != (c->tallies[than].cells == 0))
        return c->tallies[i].cells > 0;
    if (may_be_of_past != may_be_a_day_of_completion(&c->claims[than]))
        return !may_be_of_past;
    return reports_later(c->names[i], c->names[than]) ||
           (c->settled[i].rank < c->settled[than].rank &&
            !reports_later(c->names[than], c->names[i]));
}

/* The likeliest of the columns that settled for a role, or SIZE_MAX. */
static size_t likeliest(const struct candidates *c, enum role role)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < c->count; i++)
        if (c->settled[i].role == role && (best == SIZE_MAX || is_likelier(c, i, best)))
            best = i;
    return best;
}

/* Leaves a single role with the likeliest of the columns that claim it. Beside a deadline 办结时间 is
 * the day on which it was done. */
static void keep_likeliest(struct candidates *c, enum role role)
{
    size_t best = likeliest(c, role);
    for (size_t i = 0; i < c->count; i++)
        if (i != best && c->settled[i].role == role)
            c->settled[i] =
                role == ROLE_DUE ? claim_for(&c->claims[i], ROLE_ACTUAL_DATE) : NO_CLAIM;
}

static bool name_holds(struct str name, const char *words)
{
    struct buf key = BUF_INIT;
    size_t len;
    fold_append_key(&key, name);
    bool holds = words_find_within(words, buf_str(&key), &len) != SIZE_MAX;
    buf_release(&key);
    return holds;
}

static bool name_ends_with(struct str name, const char *words)
{
    struct buf key = BUF_INIT;
    fold_append_key(&key, name);
    bool ends = words_find_ending(words, buf_str(&key)) != SIZE_MAX;
    buf_release(&key);
    return ends;
}

static void keep_answering_units(struct candidates *c)
{
    bool has_answering = false;
    for (size_t i = 0; i < c->count; i++)
        has_answering |=
            c->settled[i].role == ROLE_UNITS && name_holds(c->names[i], role_answering_units);
    for (size_t i = 0; i < c->count && has_answering; i++)
        if (c->settled[i].role == ROLE_UNITS && !name_holds(c->names[i], role_answering_units) &&
            !name_holds(c->names[i], role_helping_units))
            c->settled[i] = NO_CLAIM;
}

/* Whether cells hold nearly nothing but states: of five one may be something else, or of a few. */
static bool says_states(const struct candidates *c, size_t column)
{
    enum { A_FEW = 3 };
    struct tally states = {0};
    tally_states(c, column, &states);
    size_t cells = c->tallies[column].cells, odd = cells - states.words;
    return states.words > 0 && (odd * 5 <= cells || (odd == 1 && states.words >= A_FEW));
}

/* Where no name says that a column is the state, one whose cells say nothing else is: the note, or
 * the only one with a name that may mean it. */
static void find_state_by_words(struct candidates *c)
{
    size_t found = SIZE_MAX;
    size_t of_no_role = 0;
    for (size_t i = 0; i < c->count; i++) {
        enum role role = c->settled[i].role;
        bool may_be = role == ROLE_NOTE || (role == ROLE_OTHER && c->claims[i].count == 0 &&
                                            name_ends_with(c->names[i], role_names_of_words));
        if (!may_be || !says_states(c, i))
            continue;
        of_no_role += role == ROLE_OTHER;
        if (found == SIZE_MAX || (role == ROLE_NOTE && (c->settled[found].role == ROLE_OTHER ||
                                                        is_likelier(c, i, found))))
            found = i;
    }
    if (found != SIZE_MAX && (c->settled[found].role == ROLE_NOTE || of_no_role == 1))
        c->settled[found] = (struct claim){ROLE_STATE, 0};
}

void role_assign(const struct str *names, size_t count,
                 struct str (*sample)(const void *, size_t, size_t), const void *ctx,
                 size_t sample_rows, enum role *roles)
{
    const struct samples samples = {sample, ctx, sample_rows};
    struct candidates c = {&samples,
                           names,
                           count,
                           mem_array(count, sizeof *c.claims),
                           mem_zero(count, sizeof *c.tallies),
                           mem_array(count, sizeof *c.settled)};
    for (size_t i = 0; i < count; i++) {
        c.claims[i] = claims_of(names[i]);
        tally_column(&c, i, NULL, &c.tallies[i]);
        c.settled[i] = settle(&c, i);
    }
    keep_answering_units(&c);
    if (likeliest(&c, ROLE_STATE) == SIZE_MAX)
        find_state_by_words(&c);
    for (enum role role = ROLE_OTHER; role < ROLE_COUNT; role++)
        if (role_is(role, ROLE_IS_SINGLE))
            keep_likeliest(&c, role);
    for (size_t i = 0; i < count; i++)
        roles[i] = c.settled[i].role;
    mem_free(c.claims);
    mem_free(c.tallies);
    mem_free(c.settled);
}
