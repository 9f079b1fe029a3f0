/*
 * Matching: see text/match.h.
 *
 * The hard idea is that a hit is found where finding is fast, in the folded text, but is wanted
 * where it is shown, in the original: only hits are led back, never texts. Pinyin and regular
 * expressions look in the original at once, pinyin since folding joins characters that are read
 * differently.
 *
 * The second is what to do with an expression that backtracks without end (([^q]+)+q on a text
 * without q): PCRE2's other algorithm follows all alternatives at once. With .*? put before the
 * pattern one walk over the text tries all places, too; so it is slow only by the square of the
 * text's length where backtracking doubles with each character. It says whether, not where.
 *
 * It leaves folding, pinyin and the working of PCRE2 to those who know them. The limits keep any
 * pattern on any cell within a few milliseconds, and on all cells together within a second.
 */
#include "text/match.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>

#include "base/message.h"
#include "text/cluster.h"
#include "text/fold.h"
#include "text/pinyin.h"

#define MATCH_LIMIT         100000
#define TIRED_MATCH_LIMIT   1000
#define PATIENCE_TEXTS      64
#define HEAP_LIMIT_KIB      8192
#define PATTERN_BYTES_MAX   4096
#define JIT_STACK_BYTES     (32 * 1024)
#define JIT_STACK_BYTES_MAX (512 * 1024)
#define AUTOMATON_INTS      8192
#define AUTOMATON_COST_MAX  100000000u /* of a matcher: a second at the very worst */

struct regex {
    struct buf pattern;
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    unsigned limit_hits; /* texts that ended at the limit */
    bool has_automaton;  /* it was made, or cannot be */
    pcre2_code *automaton;
    pcre2_match_context *automaton_context;
    int *workspace;
    uint64_t automaton_cost; /* bytes squared of the texts that it was asked of */
};

struct matcher {
    struct regex *regex;   /* NULL for a literal */
    struct buf folded;     /* the literal */
    struct pinyin *pinyin; /* NULL when it cannot be pinyin */
    unsigned letters;      /* of the pinyin word, without its digits */
};

/* ---- making ---- */

static struct matcher *literal_new(struct str pattern)
{
    struct matcher *m = mem_zero(1, sizeof *m);
    fold_append(&m->folded, pattern);
    m->pinyin = pinyin_new(buf_str(&m->folded)); /* of full-width letters too */
    for (size_t i = 0; i < m->folded.len; i++)
        m->letters += m->folded.ptr[i] >= 'a' && m->folded.ptr[i] <= 'z';
    return m;
}

static void *not_null(void *p)
{
    if (p == NULL)
        mem_fail();
    return p;
}

/* What people get wrong; the rest is told by its number and in PCRE2's own words, which are English. */
static const struct {
    int error;
    enum msg reason;
} complaints[] = {
    {PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS, MSG_REGEX_NO_PARENTHESIS},
    {PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS, MSG_REGEX_LONE_PARENTHESIS},
    {PCRE2_ERROR_MISSING_SQUARE_BRACKET, MSG_REGEX_NO_BRACKET},
    {PCRE2_ERROR_QUANTIFIER_INVALID, MSG_REGEX_NOTHING_TO_REPEAT},
    {PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER, MSG_REGEX_COUNTS},
    {PCRE2_ERROR_QUANTIFIER_TOO_BIG, MSG_REGEX_COUNT_TOO_LARGE},
    {PCRE2_ERROR_CLASS_RANGE_ORDER, MSG_REGEX_RANGE},
    {PCRE2_ERROR_CLASS_INVALID_RANGE, MSG_REGEX_RANGE_OF_CLASS},
    {PCRE2_ERROR_END_BACKSLASH, MSG_REGEX_END_BACKSLASH},
    {PCRE2_ERROR_UNKNOWN_ESCAPE, MSG_REGEX_UNKNOWN_ESCAPE},
    {PCRE2_ERROR_UNSUPPORTED_ESCAPE_SEQUENCE, MSG_REGEX_UNKNOWN_ESCAPE},
    {PCRE2_ERROR_ESCAPE_INVALID_IN_CLASS, MSG_REGEX_UNKNOWN_ESCAPE},
    {PCRE2_ERROR_INVALID_AFTER_PARENS_QUERY, MSG_REGEX_UNKNOWN_GROUP},
    {PCRE2_ERROR_UNRECOGNIZED_AFTER_QUERY_P, MSG_REGEX_UNKNOWN_GROUP},
    {PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE, MSG_REGEX_NO_GROUP},
    {PCRE2_ERROR_DUPLICATE_SUBPATTERN_NAME, MSG_REGEX_SAME_NAME},
    {PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH, MSG_REGEX_LOOKBEHIND},
    {PCRE2_ERROR_UNKNOWN_POSIX_CLASS, MSG_REGEX_UNKNOWN_CLASS},
    {PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY, MSG_REGEX_UNKNOWN_PROPERTY},
    {PCRE2_ERROR_MALFORMED_UNICODE_PROPERTY, MSG_REGEX_UNKNOWN_PROPERTY},
    {PCRE2_ERROR_BACKSLASH_C_CALLER_DISABLED, MSG_REGEX_NO_C},
    {PCRE2_ERROR_PATTERN_STRING_TOO_LONG, MSG_REGEX_TOO_LONG},
    {PCRE2_ERROR_PATTERN_TOO_LARGE, MSG_REGEX_TOO_LONG},
    {PCRE2_ERROR_PATTERN_TOO_COMPLICATED, MSG_REGEX_TOO_LONG},
    {PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP, MSG_REGEX_TOO_LONG},
};

static enum msg complaint_of(int error)
{
    for (size_t i = 0; i < COUNT_OF(complaints); i++)
        if (complaints[i].error == error)
            return complaints[i].reason;
    return error <= PCRE2_ERROR_UTF8_ERR1 && error >= PCRE2_ERROR_UTF8_ERR21 ? MSG_REGEX_NOT_UTF8
                                                                             : MSG_BAD_REGEX;
}

static void explain(struct diag *d, struct str pattern, int error, size_t off)
{
    enum msg reason = complaint_of(error);
    diag_set(d, ERR_QUERY, 0, pattern, (int)reason);
    if (d == NULL)
        return;
    d->off = off < pattern.len ? off : pattern.len;
    if (reason != MSG_BAD_REGEX)
        return;
    int used = snprintf(d->detail, sizeof d->detail, "%d: ", error);
    pcre2_get_error_message(error, (PCRE2_UCHAR *)d->detail + used,
                            sizeof d->detail - (size_t)used);
}

/* `more` are options beside those that every pattern has. NULL with the reason in `*d`. */
static pcre2_code *compile(struct str pattern, uint32_t more, struct diag *d)
{
    pcre2_compile_context *limits = not_null(pcre2_compile_context_create(NULL));
    pcre2_set_max_pattern_length(limits, PATTERN_BYTES_MAX);
    int error = 0;
    PCRE2_SIZE off = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)(pattern.ptr != NULL ? pattern.ptr : ""), pattern.len,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C | more,
                      &error, &off, limits);
    pcre2_compile_context_free(limits);
    if (code == NULL && error == PCRE2_ERROR_HEAP_FAILED)
        mem_fail();
    if (code == NULL)
        explain(d, pattern, error, off);
    return code;
}

static pcre2_match_context *context_new(void)
{
    pcre2_match_context *context = not_null(pcre2_match_context_create(NULL));
    pcre2_set_match_limit(context, MATCH_LIMIT);
    pcre2_set_depth_limit(context, MATCH_LIMIT);
    pcre2_set_heap_limit(context, HEAP_LIMIT_KIB);
    return context;
}

static struct matcher *regex_new(struct str pattern, struct diag *d)
{
    pcre2_code *code = compile(pattern, PCRE2_MATCH_INVALID_UTF, d);
    if (code == NULL)
        return NULL;
    struct regex *r = mem_zero(1, sizeof *r);
    r->code = code;
    buf_append_str(&r->pattern, pattern);
    r->data = not_null(pcre2_match_data_create(1, NULL));
    r->context = context_new();
    /* Where there is no JIT, pcre2_match() interprets. */
    if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0) {
        r->stack = not_null(pcre2_jit_stack_create(JIT_STACK_BYTES, JIT_STACK_BYTES_MAX, NULL));
        pcre2_jit_stack_assign(r->context, NULL, r->stack);
    }
    struct matcher *m = mem_zero(1, sizeof *m);
    m->regex = r;
    return m;
}

static void regex_free(struct regex *r)
{
    if (r == NULL)
        return;
    pcre2_code_free(r->code);
    pcre2_match_data_free(r->data);
    pcre2_match_context_free(r->context);
    pcre2_jit_stack_free(r->stack);
    pcre2_code_free(r->automaton);
    pcre2_match_context_free(r->automaton_context);
    mem_free(r->workspace);
    buf_release(&r->pattern);
    mem_free(r);
}

struct matcher *matcher_new(enum match_kind kind, struct str pattern, struct diag *d)
{
    return kind == MATCH_REGEX ? regex_new(pattern, d) : literal_new(pattern);
}

void matcher_free(struct matcher *m)
{
    if (m == NULL)
        return;
    buf_release(&m->folded);
    pinyin_free(m->pinyin);
    regex_free(m->regex);
    mem_free(m);
}

void matcher_rest(const struct matcher *m)
{
    if (m->regex == NULL)
        return;
    m->regex->limit_hits = 0;
    m->regex->automaton_cost = 0;
    pcre2_set_match_limit(m->regex->context, MATCH_LIMIT);
}

/* ---- answers ---- */

enum answer answer_either(enum answer a, enum answer b)
{
    return a > b ? a : b;
}

enum answer answer_both(enum answer a, enum answer b)
{
    return a < b ? a : b;
}

enum answer answer_not(enum answer a)
{
    return (enum answer)(ANSWER_YES - a);
}

static enum answer answer_of(bool is_so)
{
    return is_so ? ANSWER_YES : ANSWER_NO;
}

/* ---- looking ---- */

/* A pattern that goes on ending at the limit gets less to spend, so that a whole table of such
 * texts takes moments too. */
static void count_limit_hit(struct regex *r)
{
    if (++r->limit_hits == PATIENCE_TEXTS)
        pcre2_set_match_limit(r->context, TIRED_MATCH_LIMIT);
}

static PCRE2_SPTR bytes_of(struct str text)
{
    return (PCRE2_SPTR)(text.ptr != NULL ? text.ptr : "");
}

/* What pcre2_match() returns. A text too long for JIT's stack is interpreted. */
static int backtrack(struct regex *r, struct str text, size_t from, uint32_t options)
{
    int count = pcre2_match(r->code, bytes_of(text), text.len, from, options, r->data, r->context);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT)
        count = pcre2_match(r->code, bytes_of(text), text.len, from, options | PCRE2_NO_JIT,
                            r->data, r->context);
    return count;
}

static bool is_stuck(int count)
{
    return count < 0 && count != PCRE2_ERROR_NOMATCH;
}

/* PCRE2_NOTEMPTY speaks of the whole match, .*? included: what may be empty cannot be asked so. */
static bool may_be_empty(const pcre2_code *code)
{
    uint32_t may = 1;
    pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &may);
    return may != 0;
}

static void make_automaton(struct regex *r)
{
    struct buf pattern = BUF_INIT;
    buf_printf(&pattern, "(?s:.*?)(?:%.*s)", STR_ARG(buf_str(&r->pattern)));
    r->has_automaton = true;
    if (!may_be_empty(r->code))
        r->automaton = compile(buf_str(&pattern), 0, NULL);
    r->automaton_context = context_new();
    r->workspace = mem_array(AUTOMATON_INTS, sizeof *r->workspace);
    buf_release(&pattern);
}

static enum answer ask_automaton(struct regex *r, struct str text)
{
    if (!r->has_automaton)
        make_automaton(r);
    uint64_t cost = (uint64_t)text.len * text.len;
    if (r->automaton == NULL || cost > AUTOMATON_COST_MAX - r->automaton_cost)
        return ANSWER_UNDECIDED;
    r->automaton_cost += cost;
    int count = pcre2_dfa_match(r->automaton, bytes_of(text), text.len, 0,
                                PCRE2_ANCHORED | PCRE2_DFA_SHORTEST, r->data, r->automaton_context,
                                r->workspace, AUTOMATON_INTS);
    return is_stuck(count) ? ANSWER_UNDECIDED : answer_of(count >= 0);
}

static enum answer regex_find(struct regex *r, struct str text, size_t from, uint32_t options,
                              struct match_hit *hit)
{
    int count = backtrack(r, text, from, options);
    if (is_stuck(count)) {
        count_limit_hit(r);
        return ANSWER_UNDECIDED;
    }
    if (count < 0)
        return ANSWER_NO;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(r->data);
    if (ends[1] < ends[0])
        return ANSWER_NO;
    *hit = (struct match_hit){ends[0], ends[1] - ends[0], false};
    return ANSWER_YES;
}

static bool literal_find(const struct matcher *m, struct match_text text, size_t from,
                         struct match_hit *hit)
{
    bool is_same = text.folded.ptr == text.original.ptr && text.folded.len == text.original.len;
    size_t folded_from = is_same ? from : fold_length(str_slice(text.original, 0, from));
    size_t off = str_find(text.folded, buf_str(&m->folded), folded_from);
    if (off == SIZE_MAX)
        return false;
    *hit = (struct match_hit){off, m->folded.len, false};
    if (!is_same)
        hit->len = fold_source_span(text.original, off, m->folded.len, &hit->off);
    return true;
}

static bool tries_pinyin(const struct matcher *m, unsigned from_letters)
{
    return m->pinyin != NULL && from_letters > 0 && m->letters >= from_letters;
}

static bool is_in(const struct matcher *m, struct str folded)
{
    return str_find(folded, buf_str(&m->folded), 0) != SIZE_MAX;
}

bool matcher_find(const struct matcher *m, struct match_text text, size_t from,
                  unsigned pinyin_from_letters, struct match_hit *hit)
{
    if (from > text.original.len)
        return false;
    if (m->regex != NULL)
        return regex_find(m->regex, text.original, from, PCRE2_NOTEMPTY, hit) == ANSWER_YES;
    if (literal_find(m, text, from, hit))
        return true;
    if (!tries_pinyin(m, pinyin_from_letters) || (from > 0 && is_in(m, text.folded)))
        return false;
    hit->by_pinyin = true;
    return pinyin_find(m->pinyin, text.original, from, &hit->off, &hit->len);
}

enum answer matcher_judge(const struct matcher *m, struct match_text text,
                          unsigned pinyin_from_letters)
{
    struct match_hit hit;
    if (m->regex != NULL) {
        enum answer answer = regex_find(m->regex, text.original, 0, PCRE2_NOTEMPTY, &hit);
        return answer == ANSWER_UNDECIDED ? ask_automaton(m->regex, text.original) : answer;
    }
    return answer_of(is_in(m, text.folded) ||
                     (tries_pinyin(m, pinyin_from_letters) &&
                      pinyin_find(m->pinyin, text.original, 0, &hit.off, &hit.len)));
}

struct sieve *matcher_sieve_new(const struct matcher *m, unsigned pinyin_from_letters)
{
    if (m->regex != NULL || m->folded.len == 0)
        return NULL;
    struct sieve *s = mem_zero(1, sizeof *s);
    fold_mark(s, buf_str(&m->folded));
    if (tries_pinyin(m, pinyin_from_letters))
        sieve_join(s, pinyin_sieve(m->pinyin));
    sieve_settle(s);
    return s;
}

bool matcher_begins(const struct matcher *m, struct str original, size_t off,
                    unsigned pinyin_from_letters)
{
    return fold_begins(original, off, buf_str(&m->folded)) ||
           (tries_pinyin(m, pinyin_from_letters) && pinyin_begins(m->pinyin, original, off));
}

enum answer matcher_judge_whole(const struct matcher *m, struct match_text text)
{
    struct match_hit hit;
    if (m->regex != NULL)
        return regex_find(m->regex, text_trim(text.original), 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED,
                          &hit);
    return answer_of(str_equal(str_trim(text.folded), str_trim(buf_str(&m->folded))));
}
