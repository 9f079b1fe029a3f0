/*
 * complete: reads the words before the cursor as a query does, and offers what fits the last one.
 *
 * The one hard idea: the line is read up to the cursor only, so that the word to be completed is the
 * one that reaches its end; whatever stands before it has been read as the query will read it, quotes
 * and operators included. Matching is that of a search: folded, and by pinyin.
 */
#include "app/complete.h"

#include "app/breakdown.h"
#include "review/condition.h"
#include "review/lexer.h"
#include "review/tally.h"
#include "text/cluster.h"
#include "text/fold.h"
#include "text/match.h"

/* ---- which word ---- */

/* What the last word is a part of. */
enum subject { SUBJECT_NOTHING, SUBJECT_NAME, SUBJECT_CONDITION, SUBJECT_STATE, SUBJECT_VALUE };

struct target {
    enum subject subject;
    struct rollup_by by; /* of a value: its column */
    struct str typed;    /* without an opening quote */
    size_t begin;        /* where the word begins in the line, its quote included */
};

/* Those of the query language, and whether the value itself is meant or its place in an order. */
static const struct {
    char marks[3];
    bool is_equal;
} relations[] = {
    {":=", false},
    {":", false},
    {"<=", false},
    {">=", false},
    {{MARK_AT_MOST}, false},
    {{MARK_AT_LEAST}, false},
    {"<>", true},
    {"!=", true},
    {"<", false},
    {">", false},
    {"=", true},
    {{MARK_UNEQUAL}, true},
};

/* Reads a relation if one stands next. */
static bool take_relation(struct lexer *l, bool *is_equal)
{
    size_t start = l->off;
    for (size_t i = 0; i < COUNT_OF(relations); i++) {
        const char *mark = relations[i].marks;
        while (*mark && lexer_take(l, *mark))
            mark++;
        *is_equal = relations[i].is_equal;
        if (!*mark)
            return true;
        l->off = start;
    }
    return false;
}

static bool names_condition(struct str name)
{
    struct buf scratch = BUF_INIT;
    bool is_name = str_equal(fold_text(name, &scratch), STR("is"));
    buf_release(&scratch);
    return is_name;
}

/* Reads a role and its relation; a word that only looks like one is left for a value. */
static void read_role(struct lexer *l, const struct table *t, struct target *out)
{
    size_t start = l->off;
    struct str name = lexer_before_mark(l);
    bool is_equal;
    l->off += name.len;
    out->subject = SUBJECT_NAME;
    if (name.len > 0 && take_relation(l, &is_equal)) {
        uint32_t column = review_find_column(t, name);
        if (names_condition(name)) {
            out->subject = SUBJECT_CONDITION;
            return;
        }
        if (column != COLUMN_NONE) {
            bool is_state = is_equal && table_column_role(t, column) == ROLE_STATE;
            out->subject = is_state ? SUBJECT_STATE : SUBJECT_VALUE;
            out->by = (struct rollup_by){column, review_names_lead(name)};
            return;
        }
    }
    l->off = start;
}

/* The word that reaches the end of `line`, which is cut at the cursor. */
static struct target find_target(struct str line, const struct table *t, struct arena *a)
{
    struct lexer l = {line, 0};
    for (;;) {
        struct target target = {.subject = SUBJECT_NAME};
        while (lexer_take(&l, MARK_BLANK) || lexer_take(&l, '|') || lexer_take(&l, '!')) {
        }
        read_role(&l, t, &target);
        target.begin = l.off;
        char mark = lexer_peek(&l);
        bool is_quoted = mark == '"' || mark == MARK_CURLY;
        struct lexer_value value;
        bool is_whole = lexer_read_value(&l, a, &value) == MSG_NONE;
        if (is_whole && l.off < line.len)
            continue;
        struct lexer inside = {line, target.begin};
        if (is_quoted)
            (void)lexer_take(&inside, mark);
        target.typed = str_slice(line, inside.off, SIZE_MAX);
        if (mark == '/' || (is_quoted && is_whole))
            target.subject = SUBJECT_NOTHING; /* a regular expression, a phrase that is closed */
        return target;
    }
}

/* ---- what fits it ---- */

/* How a text fits what was typed: not, somewhere inside, or from its beginning. */
enum fit { FIT_NONE, FIT_INSIDE, FIT_BEGINNING };

struct hunt {
    struct completion *out;
    struct str typed;
    struct matcher *matcher;
    struct buf scratch;
};

/* `by_pinyin` may be NULL. */
static enum fit fit_of(struct hunt *s, struct str text, bool *by_pinyin)
{
    if (s->typed.len == 0)
        return FIT_BEGINNING;
    struct match_text both = {text, fold_text(text, &s->scratch)};
    struct match_hit hit;
    if (!matcher_find(s->matcher, both, 0, 1, &hit))
        return FIT_NONE;
    if (by_pinyin)
        *by_pinyin = hit.by_pinyin;
    return hit.off == 0 ? FIT_BEGINNING : FIT_INSIDE;
}

static bool is_listed(const struct completion *c, struct str text)
{
    for (size_t i = 0; i < c->count; i++)
        if (str_equal(c->candidates[i].text, text))
            return true;
    return false;
}

/* Adds a candidate unless it is there; `text` is written in the query, then `tail`. */
static void add(struct completion *c, struct str shown, struct str text, struct str tail)
{
    struct buf whole = BUF_INIT;
    buf_append_str(&whole, text);
    buf_append_str(&whole, tail);
    if (!is_listed(c, buf_str(&whole))) {
        c->candidates = mem_reserve(c->candidates, &c->cap, c->count + 1, sizeof *c->candidates);
        struct candidate *new = &c->candidates[c->count++];
        new->text = arena_copy(&c->arena, buf_str(&whole));
        new->shown = tail.len > 0 ? new->text : arena_copy(&c->arena, shown);
    }
    buf_release(&whole);
}

/* ---- names ---- */

/* The best of the names of one thing: spelled as typed before read so in pinyin, then the shortest. */
struct best {
    struct str name; /* ptr NULL: none fits */
    bool by_pinyin;
    size_t cells;
};

static void consider(struct hunt *s, struct best *best, struct str name)
{
    bool by_pinyin = false;
    if (!lexer_is_name(name) || fit_of(s, name, &by_pinyin) != FIT_BEGINNING)
        return;
    size_t cells = text_cells(name);
    bool is_better = by_pinyin != best->by_pinyin ? best->by_pinyin : cells < best->cells;
    if (!best->name.ptr || is_better)
        *best = (struct best){name, by_pinyin, cells};
}

static void offer_best(struct hunt *s, const struct best *best)
{
    if (best->name.ptr)
        add(s->out, best->name, best->name, STR(":"));
}

/* One name for a column: with nothing typed the usual one of the language, else whatever fits best. */
static void offer_column(struct hunt *s, const struct table *t, uint32_t column, enum lang lang)
{
    const struct role_info *role = role_info(table_column_role(t, column));
    struct best best = {.name = {NULL, 0}};
    struct str rest = str_from(role->other_names), name;
    bool has_role = role->role != ROLE_OTHER, is_typed = s->typed.len > 0;
    if (has_role && (is_typed || lang == LANG_EN))
        consider(s, &best, str_from(role->name));
    for (bool is_first = true; has_role && str_split(&rest, ' ', &name); is_first = false)
        if (is_typed || (is_first && lang == LANG_ZH))
            consider(s, &best, name);
    if (!has_role || is_typed)
        consider(s, &best, text_trim(table_column_name(t, column)));
    offer_best(s, &best);
}

static void offer_names(struct hunt *s, const struct table *t, enum lang lang)
{
    struct best lead = {.name = {NULL, 0}}, is = {.name = {NULL, 0}};
    bool is_typed = s->typed.len > 0;
    for (uint32_t column = 0; column < table_columns(t); column++)
        offer_column(s, t, column, lang);
    if (is_typed || lang == LANG_ZH)
        consider(s, &lead, STR("牵头"));
    if (is_typed || lang == LANG_EN)
        consider(s, &lead, STR("lead"));
    if (table_find_role(t, ROLE_UNITS) != COLUMN_NONE)
        offer_best(s, &lead);
    consider(s, &is, STR("is"));
    offer_best(s, &is);
}

/* Of a condition or a state, which are known by an English and a Chinese name. */
static void offer_either(struct hunt *s, struct str english, struct str chinese, enum lang lang)
{
    bool both = s->typed.len > 0;
    if ((both || lang == LANG_ZH) && fit_of(s, chinese, NULL) == FIT_BEGINNING)
        add(s->out, chinese, chinese, STR(""));
    if ((both || lang == LANG_EN) && fit_of(s, english, NULL) == FIT_BEGINNING)
        add(s->out, english, english, STR(""));
}

static void offer_conditions(struct hunt *s, enum lang lang)
{
    size_t count;
    const struct condition *conditions = condition_table(&count);
    for (size_t i = 0; i < count; i++)
        offer_either(s, str_from(conditions[i].name), str_from(conditions[i].zh), lang);
}

static void offer_states(struct hunt *s, enum lang lang)
{
    for (int state = 0; state < STATE_COUNT; state++) {
        const struct state_info *info = state_info((enum state)state);
        offer_either(s, str_from(info->name), str_from(msg_text(LANG_ZH, info->title)), lang);
    }
}

/* ---- values ---- */

static void offer_lines(struct hunt *s, const struct rollup *values, enum fit wanted)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < values->count; i++) {
        struct str value = values->lines[i].value;
        if (value.len == 0 || fit_of(s, value, NULL) != wanted)
            continue;
        buf_clear(&text);
        lexer_append_value(&text, value);
        add(s->out, value, buf_str(&text), STR(""));
    }
    buf_release(&text);
}

static void offer_values(struct hunt *s, const struct review *r, struct rollup_by by)
{
    if (breakdown_is_individual(r->table, by.column))
        return; /* nobody picks one from such a list */
    struct view all = VIEW_INIT;
    struct rollup values;
    view_build(&all, r, NULL, NULL);
    rollup_build(&values, r, &all, by);
    offer_lines(s, &values, FIT_BEGINNING);
    offer_lines(s, &values, FIT_INSIDE);
    rollup_release(&values);
    view_release(&all);
}

/* A word without a role: whoever is responsible. */
static void offer_people_and_units(struct hunt *s, const struct review *r)
{
    static const enum role roles[] = {ROLE_UNITS, ROLE_LEADER, ROLE_PERSON};
    for (size_t i = 0; i < COUNT_OF(roles) && s->typed.len > 0; i++) {
        uint32_t column = table_find_role(r->table, roles[i]);
        if (column != COLUMN_NONE)
            offer_values(s, r, (struct rollup_by){column, false});
    }
}

/* ---- all of it ---- */

void completion_release(struct completion *c)
{
    mem_free(c->candidates);
    arena_release(&c->arena);
    *c = (struct completion){.count = 0};
}

static void offer(struct hunt *s, const struct target *target, const struct review *r,
                  enum lang lang)
{
    switch (target->subject) {
    case SUBJECT_NAME:
        offer_names(s, r->table, lang);
        if (s->out->count == 0)
            offer_people_and_units(s, r);
        break;
    case SUBJECT_CONDITION:
        offer_conditions(s, lang);
        break;
    case SUBJECT_STATE:
        offer_states(s, lang);
        break;
    case SUBJECT_VALUE:
        offer_values(s, r, target->by);
        break;
    case SUBJECT_NOTHING:
        break;
    }
}

void completion_find(struct completion *c, struct str line, size_t cursor, const struct review *r,
                     enum lang lang)
{
    completion_release(c);
    arena_init(&c->arena, 1024);
    struct arena scratch;
    arena_init(&scratch, 256);
    struct target target = find_target(str_slice(line, 0, cursor), r->table, &scratch);
    struct hunt s = {.out = c,
                     .typed = target.typed,
                     .matcher = matcher_new(MATCH_LITERAL, target.typed, NULL),
                     .scratch = BUF_INIT};
    c->begin = target.begin;
    offer(&s, &target, r, lang);
    matcher_free(s.matcher);
    buf_release(&s.scratch);
    arena_release(&scratch);
}
