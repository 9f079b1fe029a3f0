/* The quick way through a record against the plain one: every cell by itself, with all that a reader may mean. */
#include "review/query_term.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/narrowing.h"
#include "review/query.h"
#include "tests/unit/review/fixture.h"
#include "tests/unit/shared/memcheck.h"
#include "text/fold.h"

enum { TABLES = 20, ROWS = 12, QUERIES = 100 };

static uint32_t seed = 11;

static unsigned next_random(unsigned below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 16) % below;
}

/* What cells are made of: variants, full width, several characters in one, padding, several readings. */
static const char *const pieces[] = {
    "滨", "濱", "江", "复", "覆", "批", "麒", "交", "通", "运", "输", "局", "县", "長", "单",
    "Ａ", "a",  "G",  "ｇ", "d",  "1",  "２", "㎡", "m",  "2",  "J",  "t",  " ",  "　", "、",
};

/* What words are made of besides: letters for pinyin. */
static const char *const letters[] = {"j",    "t",    "y",   "s",  "b", "x",
                                      "xian", "jiao", "dan", "sh", "q"};

static void append_cell(struct buf *out, unsigned most)
{
    for (unsigned count = next_random(most + 1); count > 0; count--)
        buf_append_str(out, str_from(pieces[next_random(COUNT_OF(pieces))]));
}

static struct table *random_table(void)
{
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t领导\t责任目标\t完成时限\t推进情况\t责任单位\t备注二\n"));
    for (unsigned row = 0; row < ROWS; row++) {
        buf_printf(&text, "%u", row + 1);
        for (unsigned column = 1; column < 7; column++) {
            buf_append_byte(&text, '\t');
            append_cell(&text, column == 4 ? 14 : 5);
        }
        buf_append_byte(&text, '\n');
    }
    struct table *t = table_from(buf_cstr(&text));
    buf_release(&text);
    return t;
}

struct wanted {
    struct buf word;
    struct matcher *matchers[PADDING_COUNT]; /* of the word without that padding */
    bool is_negated;
    bool is_phrase;
    uint32_t column; /* COLUMN_NONE: any */
};

static void append_word(struct buf *out)
{
    bool is_spelled = next_random(3) == 0;
    for (unsigned count = 1 + next_random(next_random(2) ? 1 : 4); count > 0; count--) {
        const char *piece = is_spelled ? letters[next_random(COUNT_OF(letters))]
                                       : pieces[next_random(COUNT_OF(pieces))];
        buf_append_str(out, str_from(piece));
    }
}

static void make_wanted(struct wanted *w, struct buf *query)
{
    static const char *const roles[] = {"领导:", "责任目标:", "单位:"};
    static const uint32_t columns[] = {1, 2, 5};
    unsigned role = next_random(9);
    *w = (struct wanted){.is_negated = next_random(4) == 0, .column = COLUMN_NONE};
    append_word(&w->word);
    struct buf bare = BUF_INIT;
    for (int padding = 0; padding < PADDING_COUNT; padding++)
        w->matchers[padding] = matcher_new(
            MATCH_LITERAL, padding_strip(buf_str(&w->word), (enum padding)padding, &bare), NULL);
    buf_release(&bare);
    w->is_phrase = next_random(4) == 0 || strpbrk(buf_cstr(&w->word), " \t") ||
                   strstr(buf_cstr(&w->word), "　");
    if (role < COUNT_OF(roles))
        w->column = columns[role];
    buf_printf(query, "%s%s%s%s%s", w->is_negated ? "!" : "",
               role < COUNT_OF(roles) ? roles[role] : "", w->is_phrase ? "\"" : "",
               buf_cstr(&w->word), w->is_phrase ? "\"" : "");
}

static bool cell_holds(const struct wanted *w, const struct table *t, uint32_t row, uint32_t column)
{
    enum role role = table_column_role(t, column);
    struct buf bare = BUF_INIT, folded = BUF_INIT;
    struct str cell = padding_strip(table_cell(t, row, column), role_info(role)->padding, &bare);
    struct match_text text = {cell, fold_text(cell, &folded)};
    unsigned from_letters = w->is_phrase ? 0 : role_info(role)->pinyin_from_letters;
    bool holds =
        matcher_judge(w->matchers[role_info(role)->padding], text, from_letters) == ANSWER_YES;
    buf_release(&bare);
    buf_release(&folded);
    return holds;
}

static bool holds(const struct wanted *w, const struct table *t, uint32_t row)
{
    bool is_there = false;
    for (uint32_t column = 0; column < table_columns(t); column++)
        if (w->column == COLUMN_NONE || w->column == column)
            is_there = is_there || cell_holds(w, t, row, column);
    return is_there != w->is_negated;
}

static void release_wanted(struct wanted *w)
{
    buf_release(&w->word);
    for (size_t i = 0; i < PADDING_COUNT; i++)
        matcher_free(w->matchers[i]);
}

/* One word, or two that are joined by a blank or by |. */
static size_t ask(const struct table *t)
{
    struct wanted one, other;
    struct buf text = BUF_INIT;
    unsigned join = next_random(4); /* 0: both, 1: either */
    make_wanted(&one, &text);
    if (join < 2)
        buf_append_str(&text, join == 0 ? STR(" ") : STR(" | "));
    struct buf unused = BUF_INIT;
    make_wanted(&other, join < 2 ? &text : &unused);
    struct diag d = {0};
    struct query *q = query_parse(buf_str(&text), t, &d);
    struct review r = review_of(t);
    size_t found = 0;
    assert_non_null(q);
    for (uint32_t row = 0; row < table_rows(t); row++) {
        bool a = holds(&one, t, row), b = holds(&other, t, row);
        bool is_wanted = join == 0 ? a && b : join == 1 ? a || b : a;
        if (query_matches(q, &r, row) != is_wanted)
            fail_msg("%s in %.*s: %d (%d %d)", buf_cstr(&text), STR_ARG(table_row_text(t, row)),
                     is_wanted, a, b);
        found += is_wanted;
    }
    query_free(q);
    buf_release(&text);
    buf_release(&unused);
    release_wanted(&one);
    release_wanted(&other);
    return found;
}

static void random_words_are_found_where_looking_at_each_cell_finds_them(void **state)
{
    (void)state;
    size_t found = 0;
    for (unsigned tables = fewer_under_memcheck(TABLES); tables > 0; tables--) {
        struct table *t = random_table();
        assert_int_equal(table_rows(t), ROWS);
        for (unsigned i = 0; i < QUERIES; i++)
            found += ask(t);
        table_free(t);
    }
    assert_true(found > (size_t)fewer_under_memcheck(TABLES) * QUERIES);
}

static struct query *query_of(const struct table *t, struct str words)
{
    struct diag d = {0};
    return query_parse(words, t, &d);
}

/* How often the longer word was found. */
static size_t lengthen(const struct table *t, struct buf *words)
{
    struct review r = review_of(t);
    size_t found = 0, len = words->len;
    append_word(words);
    struct str narrow = buf_str(words), wide = str_slice(narrow, 0, len);
    struct query *first = query_of(t, wide), *then = query_of(t, narrow);
    bool is_certain = first && then && narrowing_is_certain(wide, narrow);
    for (uint32_t row = 0; is_certain && row < table_rows(t); row++) {
        uint32_t off = 0;
        enum answer before = query_judge_from(first, &r, row, &off);
        enum answer now = query_judge_from(then, &r, row, &off);
        assert_int_equal(now, query_judge(then, &r, row));
        assert_true(before == ANSWER_YES || now == ANSWER_NO);
        found += now == ANSWER_YES;
    }
    query_free(first);
    query_free(then);
    return found;
}

/* Looked for from where the shorter word began, a longer one is found where it is found from the beginning on. */
static void a_longer_word_is_sought_from_where_the_shorter_one_began(void **state)
{
    (void)state;
    struct buf words = BUF_INIT;
    size_t found = 0;
    for (unsigned tables = fewer_under_memcheck(TABLES); tables > 0; tables--) {
        struct table *t = random_table();
        for (unsigned i = 0; i < QUERIES * 3; i++) {
            buf_clear(&words);
            append_word(&words);
            found += lengthen(t, &words);
        }
        table_free(t);
    }
    assert_true(found > fewer_under_memcheck(100));
    buf_release(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_longer_word_is_sought_from_where_the_shorter_one_began),
        cmocka_unit_test(random_words_are_found_where_looking_at_each_cell_finds_them),
    };
    return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
