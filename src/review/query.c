/*
 * query: reads the query language and asks its groups of records.
 *
 * The one hard idea: a word is a role only if what follows it is a relation and the table knows the
 * name; everything else is a value. So http://x and 10:30 are words, and nothing needs escaping
 * that looks natural. Marks and quoting are the lexer's, what a term means for a record is
 * query_term.c's.
 */
#include "review/query.h"

#include <stdlib.h>

#include "base/arena.h"
#include "review/lexer.h"
#include "review/naming.h"
#include "review/number.h"
#include "review/query_term.h"
#include "text/cluster.h"
#include "text/fold.h"

/* Terms [first, first + count) must all hold; they are bytes [start, end) of the query's text. */
struct group {
    size_t first;
    size_t count;
    size_t start;
    size_t end;
};

struct query {
    struct arena arena;  /* life of the columns and unescaped phrases */
    struct str doubtful; /* the first word that stands like a role and is none; "" */
    struct query_term *terms;
    size_t term_count;
    size_t term_cap;
    struct group *groups;
    size_t group_count;
    size_t group_cap;
};

struct parser {
    struct lexer lexer;
    const struct table *table;
    struct query *query;
    struct diag *diag;
};

/* Always false, so that a caller can return it. What is wrong stands at `off`. */
static bool fail(struct parser *p, size_t off, enum msg reason)
{
    struct str text = p->lexer.text;
    (void)diag_set(p->diag, ERR_QUERY, 0, str_slice(text, off, text.len), (int)reason);
    if (p->diag)
        p->diag->off = off;
    return false;
}

static bool read_value(struct parser *p, struct lexer_value *out)
{
    enum msg reason = lexer_read_value(&p->lexer, &p->query->arena, out);
    return reason == MSG_NONE || fail(p, p->lexer.off, reason);
}

/* ---- roles and relations ---- */

static const struct relation {
    char marks[3];
    bool is_whole;
    unsigned signs; /* 0: no comparison */
    bool is_negated;
} relations[] = {
    {":=", true, 0, false},
    {":", false, 0, false},
    {"<=", false, SIGN_LESS | SIGN_EQUAL, false},
    {{MARK_AT_MOST}, false, SIGN_LESS | SIGN_EQUAL, false},
    {">=", false, SIGN_GREATER | SIGN_EQUAL, false},
    {{MARK_AT_LEAST}, false, SIGN_GREATER | SIGN_EQUAL, false},
    {"<>", false, SIGN_EQUAL, true},
    {"!=", false, SIGN_EQUAL, true},
    {{MARK_UNEQUAL}, false, SIGN_EQUAL, true},
    {"<", false, SIGN_LESS, false},
    {">", false, SIGN_GREATER, false},
    {"=", false, SIGN_EQUAL, false},
};

static const struct relation *take_relation(struct lexer *l)
{
    size_t start = l->off;
    for (size_t i = 0; i < COUNT_OF(relations); i++) {
        const char *mark = relations[i].marks;
        while (*mark && lexer_take(l, *mark))
            mark++;
        if (!*mark)
            return &relations[i];
        l->off = start;
    }
    return NULL;
}

/* The columns that a name means, and how they compare. */
struct place {
    enum query_term_scope scope;
    uint32_t *columns;
    size_t count;
    enum role_type type;
};

static void place_role(const struct parser *p, enum role role, struct place *out)
{
    uint32_t all = table_columns(p->table);
    out->columns = arena_alloc(&p->query->arena, (all + 1) * sizeof *out->columns);
    for (uint32_t column = 0; column < all; column++)
        if (table_column_role(p->table, column) == role)
            out->columns[out->count++] = column;
    out->type = role_info(role)->type;
}

static void place_column(const struct parser *p, uint32_t column, struct place *out)
{
    out->columns = arena_alloc(&p->query->arena, sizeof *out->columns);
    out->columns[0] = column;
    out->count = 1;
    out->type = role_info(table_column_role(p->table, column))->type;
}

/* False when the name is no role and no header. A role that the table lacks has no columns. A header that has the
 * name of a role, but not that role, is the column's own name: the table's words come first. */
static bool find_place(const struct parser *p, struct str name, struct place *out)
{
    *out = (struct place){.scope = SCOPE_COLUMNS};
    if (review_names_lead(name)) {
        out->scope = SCOPE_LEAD;
        place_role(p, ROLE_UNITS, out);
        return true;
    }
    enum role role;
    bool is_role = role_parse(name, &role);
    uint32_t column = table_find_column(p->table, name);
    if (column != COLUMN_NONE && !(is_role && table_column_role(p->table, column) == role))
        place_column(p, column, out);
    else if (is_role)
        place_role(p, role, out);
    return is_role || out->count > 0;
}

/* ---- compiling a term ---- */

static bool compile_text(struct parser *p, struct query_term *t, const struct lexer_value *v)
{
    t->kind = TERM_TEXT;
    t->is_literal = v->form != VALUE_WORD;
    t->is_regex = v->form == VALUE_REGEX;
    t->is_solid = !t->is_regex && !padding_has_blank(v->text);
    t->matcher = matcher_new(t->is_regex ? MATCH_REGEX : MATCH_LITERAL, v->text, p->diag);
    struct buf bare = BUF_INIT;
    for (int padding = PADDING_NONE + 1; padding < PADDING_COUNT && !t->is_regex; padding++) {
        struct str text = padding_strip(v->text, (enum padding)padding, &bare);
        if (text.len < v->text.len)
            t->bare_matchers[padding] = matcher_new(MATCH_LITERAL, text, NULL);
    }
    buf_release(&bare);
    if (!t->matcher && p->diag)
        p->diag->off += v->off;
    if (t->matcher)
        query_term_make_sieve(t);
    return t->matcher != NULL;
}

/* The comparisons return what to say of a value that cannot be compared, else MSG_NONE. */

static enum msg compile_number(const struct parser *p, struct query_term *t,
                               const struct lexer_value *v)
{
    (void)p;
    struct buf scratch = BUF_INIT;
    bool is_number = number_parse(fold_text(v->text, &scratch), &t->number);
    buf_release(&scratch);
    t->kind = TERM_NUMBER;
    return is_number ? MSG_NONE : MSG_QUERY_NOT_NUMBER;
}

/* Days have an order, with a year or without one; the other kinds of deadline can only be equal. */
static enum msg compile_due(const struct parser *p, struct query_term *t,
                            const struct lexer_value *v)
{
    t->kind = TERM_DUE;
    t->due = due_parse(v->text, table_due_context(p->table));
    switch (t->due.kind) {
    case DUE_DATE:
        return table_has_due_kind(p->table, DUE_YEARLESS) ? MSG_QUERY_DUE_YEARLESS : MSG_NONE;
    case DUE_YEARLESS:
        return table_has_due_kind(p->table, DUE_DATE) ? MSG_QUERY_DUE_YEARLESS : MSG_NONE;
    case DUE_NONE:
    case DUE_EMPTY:
    case DUE_INVALID:
        return MSG_QUERY_NOT_DATE;
    default:
        return t->signs == SIGN_EQUAL ? MSG_NONE : MSG_QUERY_NOT_DATE;
    }
}

static bool names_state(struct str folded, const struct state_info *info)
{
    return str_equal(folded, str_from(info->name)) ||
           str_equal(folded, str_from(msg_text(LANG_ZH, info->title))) ||
           str_equal(folded, str_from(msg_text(LANG_EN, info->title)));
}

static enum msg compile_state(const struct parser *p, struct query_term *t,
                              const struct lexer_value *v)
{
    (void)p;
    struct buf scratch = BUF_INIT;
    struct str folded = fold_text(v->text, &scratch);
    bool is_known = false;
    for (int state = 0; state < STATE_COUNT && !is_known; state++) {
        is_known = names_state(folded, state_info((enum state)state));
        t->state = (enum state)state;
    }
    buf_release(&scratch);
    t->kind = TERM_STATE;
    return is_known && t->signs == SIGN_EQUAL ? MSG_NONE : MSG_QUERY_NO_ORDER;
}

/* How the columns of a type compare, and what to say of an expression. */
static const struct {
    enum msg (*compile)(const struct parser *p, struct query_term *t, const struct lexer_value *v);
    enum msg complaint;
} comparisons[] = {
    [TYPE_TEXT] = {compile_number, MSG_QUERY_NOT_NUMBER},
    [TYPE_NUMBER] = {compile_number, MSG_QUERY_NOT_NUMBER},
    [TYPE_DUE] = {compile_due, MSG_QUERY_NOT_DATE},
    [TYPE_STATE] = {compile_state, MSG_QUERY_NO_ORDER},
};

static bool compile_comparison(struct parser *p, struct query_term *t, const struct lexer_value *v,
                               enum role_type type)
{
    enum msg complaint = t->scope != SCOPE_COLUMNS ? MSG_QUERY_NO_ORDER
                         : v->form == VALUE_REGEX  ? comparisons[type].complaint
                                                   : comparisons[type].compile(p, t, v);
    if (complaint == MSG_NONE)
        return true;
    if (t->signs != SIGN_EQUAL)
        return fail(p, v->off, complaint);
    t->is_whole = true;
    return compile_text(p, t, v);
}

static bool compile_condition(struct parser *p, struct query_term *t, const struct lexer_value *v)
{
    t->kind = TERM_IS;
    t->condition = condition_find(v->text);
    return t->condition || fail(p, v->off, MSG_QUERY_IS_UNKNOWN);
}

/* ---- the grammar ---- */

static bool is_condition_prefix(struct str name, const struct relation *relation)
{
    struct buf scratch = BUF_INIT;
    bool is_prefix = relation->marks[0] == ':' && str_equal(fold_text(name, &scratch), STR("is"));
    buf_release(&scratch);
    return is_prefix;
}

/* What stands before a value. */
struct prefix {
    const struct relation *relation; /* NULL: nothing, the value stands alone */
    bool is_condition;
    struct place place;
};

/* Reads the prefix if one stands here. A word that only looks like one is left for a value. */
static bool read_prefix(struct parser *p, struct prefix *out)
{
    *out = (struct prefix){.place.scope = SCOPE_ANY};
    size_t start = p->lexer.off;
    struct str name = lexer_before_mark(&p->lexer);
    p->lexer.off += name.len;
    const struct relation *relation = name.len > 0 ? take_relation(&p->lexer) : NULL;
    struct place place;
    out->is_condition = relation && is_condition_prefix(name, relation);
    if (out->is_condition)
        return true;
    if (!relation || !find_place(p, name, &place)) {
        if (relation && p->query->doubtful.len == 0 && lexer_peek(&p->lexer) != '/' &&
            naming_is_plausible(name))
            p->query->doubtful = arena_copy(&p->query->arena, name);
        p->lexer.off = start;
        return true;
    }
    out->relation = relation;
    out->place = place;
    return place.count > 0 || fail(p, start, MSG_NO_SUCH_COLUMN);
}

/* `role:=value` in a column of units wants one of them. */
static bool is_by_unit(const struct parser *p, const struct query_term *t)
{
    return t->is_whole && t->scope == SCOPE_COLUMNS &&
           table_column_role(p->table, t->columns[0]) == ROLE_UNITS;
}

static bool fill_term(struct parser *p, struct query_term *t)
{
    struct prefix prefix;
    struct lexer_value value;
    if (!read_prefix(p, &prefix) || !read_value(p, &value))
        return false;
    if (prefix.is_condition)
        return compile_condition(p, t, &value);
    t->scope = prefix.place.scope;
    t->columns = prefix.place.columns;
    t->column_count = prefix.place.count;
    if (prefix.relation) {
        t->signs = prefix.relation->signs;
        t->is_whole = prefix.relation->is_whole;
        t->is_negated ^= prefix.relation->is_negated;
    }
    if (t->signs)
        return compile_comparison(p, t, &value, prefix.place.type);
    if (is_by_unit(p, t))
        t->scope = SCOPE_UNITS;
    return compile_text(p, t, &value);
}

static bool read_term(struct parser *p)
{
    struct query *q = p->query;
    struct query_term term = {.kind = TERM_TEXT};
    if (q->term_count == QUERY_TERMS_MAX)
        return fail(p, p->lexer.off, MSG_QUERY_TOO_MANY);
    while (lexer_take(&p->lexer, '!'))
        term.is_negated = !term.is_negated;
    if (!fill_term(p, &term)) {
        query_term_release(&term);
        return false;
    }
    q->terms = mem_reserve(q->terms, &q->term_cap, q->term_count + 1, sizeof *q->terms);
    q->terms[q->term_count++] = term;
    return true;
}

/* Cheap questions first; equal ones as written. */
static void sort_terms(struct query_term *terms, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct query_term term = terms[i];
        size_t place = i;
        for (; place > 0 && query_term_rank(&terms[place - 1]) > query_term_rank(&term); place--)
            terms[place] = terms[place - 1];
        terms[place] = term;
    }
}

static bool read_group(struct parser *p)
{
    struct query *q = p->query;
    struct lexer *l = &p->lexer;
    lexer_skip_blanks(l);
    struct group group = {.first = q->term_count, .start = l->off};
    for (;; lexer_skip_blanks(l)) {
        if (l->off >= l->text.len || lexer_peek(l) == '|')
            break;
        if (!read_term(p))
            return false;
        group.end = l->off;
    }
    group.count = q->term_count - group.first;
    if (group.count == 0)
        return fail(p, l->off, MSG_QUERY_VALUE_MISSING);
    sort_terms(q->terms + group.first, group.count);
    q->groups = mem_reserve(q->groups, &q->group_cap, q->group_count + 1, sizeof *q->groups);
    q->groups[q->group_count++] = group;
    return true;
}

static uint32_t characters_before(struct str text, size_t end)
{
    uint32_t count = 0;
    for (size_t off = 0; off < end && off < text.len; count++)
        (void)utf8_decode(text, &off);
    return count;
}

struct query *query_parse(struct str text, const struct table *t, struct diag *d)
{
    struct query *q = mem_zero(1, sizeof *q);
    arena_init(&q->arena, 256);
    struct parser p = {{text, 0}, t, q, d};
    lexer_skip_blanks(&p.lexer);
    bool is_good = true;
    if (p.lexer.off < text.len)
        do {
            is_good = read_group(&p);
        } while (is_good && lexer_take(&p.lexer, '|'));
    if (is_good)
        return q;
    query_free(q);
    if (d)
        d->place = 1 + characters_before(text, d->off);
    return NULL;
}

bool query_read(struct query **out, struct str text, const struct review *r, bool awaits_earlier,
                struct diag *d)
{
    struct query *q = query_parse(text, r->table, d);
    *out = NULL;
    if (!q)
        return false;
    bool asks_earlier = query_asks(q, ASKS_COMPARISON) || query_asks(q, ASKS_GONE);
    bool is_good = r->compare || awaits_earlier || !asks_earlier;
    if (!is_good)
        (void)diag_set(d, ERR_QUERY, 0, text, MSG_QUERY_NO_EARLIER);
    if (is_good && !query_is_empty(q))
        *out = q;
    else
        query_free(q);
    return is_good;
}

void query_free(struct query *q)
{
    if (!q)
        return;
    for (size_t i = 0; i < q->term_count; i++)
        query_term_release(&q->terms[i]);
    mem_free(q->terms);
    mem_free(q->groups);
    arena_release(&q->arena);
    mem_free(q);
}

bool query_is_empty(const struct query *q)
{
    return q->group_count == 0;
}

bool query_append_doubt(struct buf *out, const struct query *q, const struct table *t,
                        enum lang lang)
{
    if (q->doubtful.len == 0)
        return false;
    struct str nearest = naming_nearest(t, q->doubtful);
    msg_append(out, lang, nearest.len > 0 ? MSG_QUERY_NAME_MEANT : MSG_QUERY_NO_NAME,
               STR_ARG(q->doubtful), STR_ARG(nearest));
    return true;
}

void query_rest(const struct query *q)
{
    for (size_t i = 0; i < q->term_count; i++)
        if (q->terms[i].kind == TERM_TEXT)
            matcher_rest(q->terms[i].matcher);
}

/* ---- asking ---- */

static enum answer judge_group(const struct query *q, const struct group *g, const struct review *r,
                               uint32_t row)
{
    enum answer answer = ANSWER_YES;
    for (size_t i = g->first; i < g->first + g->count && answer != ANSWER_NO; i++)
        answer = answer_both(answer, query_term_judge(&q->terms[i], r, row));
    return answer;
}

bool query_asks(const struct query *q, enum condition_asks what)
{
    for (size_t i = 0; i < q->term_count; i++)
        if (q->terms[i].kind == TERM_IS && q->terms[i].condition->asks == what)
            return true;
    return false;
}

enum answer query_judge(const struct query *q, const struct review *r, uint32_t row)
{
    enum answer answer = q->group_count == 0 ? ANSWER_YES : ANSWER_NO;
    for (size_t i = 0; i < q->group_count && answer != ANSWER_YES; i++)
        answer = answer_either(answer, judge_group(q, &q->groups[i], r, row));
    return answer;
}

enum answer query_judge_from(const struct query *q, const struct review *r, uint32_t row,
                             uint32_t *off)
{
    if (q->term_count == 1)
        return query_term_judge_from(&q->terms[0], r, row, off);
    *off = 0;
    return query_judge(q, r, row);
}

size_t query_cost(const struct query *q)
{
    size_t cost = 1;
    for (size_t i = 0; i < q->term_count; i++)
        cost += query_term_cost(&q->terms[i]);
    return cost;
}

bool query_matches(const struct query *q, const struct review *r, uint32_t row)
{
    return query_judge(q, r, row) == ANSWER_YES;
}

static int compare_hits(const void *a, const void *b)
{
    const struct match_hit *x = a, *y = b;
    return (x->off > y->off) - (x->off < y->off);
}

/* Puts hits in order and melts those that overlap; returns how many of `out` were filled. */
static size_t straighten(struct hit_list *list, struct match_hit *out, size_t max)
{
    if (list->count > 0)
        qsort(list->hits, list->count, sizeof *list->hits, compare_hits);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct match_hit hit = list->hits[i];
        struct match_hit *last = count > 0 ? &out[count - 1] : NULL;
        if (last && hit.off < last->off + last->len) {
            size_t end = hit.off + hit.len;
            if (end > last->off + last->len)
                last->len = end - last->off;
            last->by_pinyin = last->by_pinyin && hit.by_pinyin;
        } else if (count < max) {
            out[count++] = hit;
        } else {
            break;
        }
    }
    return count;
}

size_t query_hits(const struct query *q, const struct review *r, uint32_t row, uint32_t column,
                  struct match_hit *hits, size_t max)
{
    struct hit_list list = {NULL, 0, 0};
    for (size_t i = 0; i < q->group_count; i++) {
        const struct group *g = &q->groups[i];
        if (judge_group(q, g, r, row) != ANSWER_YES)
            continue;
        for (size_t k = g->first; k < g->first + g->count; k++)
            query_term_append_hits(&q->terms[k], r, row, column, &list, max);
    }
    size_t count = straighten(&list, hits, max);
    mem_free(list.hits);
    return count;
}

/* ---- writing ---- */

void query_append_cell(struct buf *out, const struct table *t, uint32_t column, struct str value)
{
    struct buf scratch = BUF_INIT;
    naming_append_column(out, t, column);
    buf_append_str(out, STR(":="));
    lexer_append_value(out, review_value(table_column_role(t, column), value, &scratch));
    buf_release(&scratch);
}

static bool ends_with_term(struct str words, struct str term)
{
    if (!str_ends_with(words, term))
        return false;
    struct str before = str_slice(words, 0, words.len - term.len), last = text_trim(before);
    return before.len == 0 || last.ptr + last.len < before.ptr + before.len;
}

static void append_group(struct buf *out, struct str words, struct str term)
{
    if (out->len > 0)
        buf_append_str(out, STR(" | "));
    buf_append_str(out, words);
    if (ends_with_term(words, term))
        return;
    if (words.len > 0)
        buf_append_byte(out, ' ');
    buf_append_str(out, term);
}

void query_append_narrowed(struct buf *out, struct str old, struct str term, const struct table *t)
{
    struct buf words = BUF_INIT;
    struct query *q = query_parse(old, t, NULL);
    for (size_t i = 0; q && i < q->group_count; i++) {
        const struct group *g = &q->groups[i];
        append_group(&words, str_slice(old, g->start, g->end - g->start), term);
    }
    if (words.len == 0)
        append_group(&words, text_trim(old), term);
    buf_append_str(out, buf_str(&words));
    buf_release(&words);
    query_free(q);
}
