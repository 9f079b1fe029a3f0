/* Pairing: each member at most once, in the order of the lists, at a cost that does not explode. */
#include "review/pairing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* Members are letters; a blank takes no part. */
struct lists {
    const char *of[2];
    long *asked; /* how often two members were compared */
};

static bool letter_hash(const void *ctx, int side, uint32_t index, uint64_t *hash)
{
    const struct lists *lists = ctx;
    *hash = (unsigned char)lists->of[side][index];
    return *hash != ' ';
}

static bool all_agree(const void *ctx, uint32_t left, uint32_t right)
{
    (void)left;
    (void)right;
    ++*((const struct lists *)ctx)->asked;
    return true;
}

/* Letters of one hash that still are strangers to each other. */
static bool none_agrees(const void *ctx, uint32_t left, uint32_t right)
{
    return !all_agree(ctx, left, right);
}

/* A blunt hash under which only equal letters agree. */
static bool one_hash(const void *ctx, int side, uint32_t index, uint64_t *hash)
{
    bool takes_part = letter_hash(ctx, side, index, hash);
    *hash = 7;
    return takes_part;
}

static bool equals_agree(const void *ctx, uint32_t left, uint32_t right)
{
    const struct lists *lists = ctx;
    return lists->of[0][left] == lists->of[1][right];
}

static const struct pairing_rule by_letter = {letter_hash, all_agree};

static struct pairing pair_letters(const struct lists *lists, const struct pairing_rule *rule)
{
    struct pairing p;
    pairing_init(&p, (uint32_t)strlen(lists->of[0]), (uint32_t)strlen(lists->of[1]));
    pairing_apply(&p, rule, lists);
    return p;
}

/* The partners of the left, a digit each, - for none. */
static void assert_partners(const struct pairing *p, const char *expected)
{
    char written[64];
    assert_true(p->count[0] < sizeof written);
    for (uint32_t i = 0; i < p->count[0]; i++) {
        uint32_t partner = p->partner[0][i];
        written[i] = partner == PAIRING_NONE ? '-' : (char)('0' + partner);
        if (partner != PAIRING_NONE)
            assert_int_equal(p->partner[1][partner], i);
    }
    written[p->count[0]] = '\0';
    assert_string_equal(written, expected);
}

static void members_are_paired_once_and_in_order(void **state)
{
    (void)state;
    static const struct {
        const char *left, *right, *partners;
    } cases[] = {
        {"abc", "cab", "120"}, {"aab", "ba", "1-0"}, {"ab", "aaab", "03"},
        {"a a", " a ", "1--"}, {"", "abc", ""},      {"abc", "", "---"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        long asked = 0;
        struct lists lists = {{cases[i].left, cases[i].right}, &asked};
        struct pairing p = pair_letters(&lists, &by_letter);
        assert_partners(&p, cases[i].partners);
        pairing_release(&p);
    }
}

static void a_later_rule_leaves_partners_alone(void **state)
{
    (void)state;
    static const struct pairing_rule blunt = {one_hash, all_agree};
    long asked = 0;
    struct lists lists = {{"axb", "yab"}, &asked};
    struct pairing p = pair_letters(&lists, &by_letter);
    assert_partners(&p, "1-2");
    pairing_apply(&p, &blunt, &lists);
    assert_partners(&p, "102");
    pairing_release(&p);
}

static void members_of_one_hash_need_not_agree(void **state)
{
    (void)state;
    static const struct pairing_rule rule = {one_hash, equals_agree};
    long asked = 0;
    struct lists lists = {{"abcx", "cbya"}, &asked};
    struct pairing p = pair_letters(&lists, &rule);
    assert_partners(&p, "310-");
    pairing_release(&p);
}

static void many_alike_cost_no_more_than_many_different(void **state)
{
    (void)state;
    static const struct pairing_rule stranger = {letter_hash, none_agrees};
    enum { COUNT = 100000 };
    char *many = mem_alloc(COUNT + 1);
    memset(many, 'a', COUNT);
    many[COUNT] = '\0';
    long asked = 0;
    struct lists lists = {{many, many}, &asked};
    struct pairing p = pair_letters(&lists, &by_letter);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(p.partner[0][i], i);
    assert_int_equal(asked, COUNT);
    pairing_release(&p);

    asked = 0;
    p = pair_letters(&lists, &stranger);
    assert_int_equal(asked, (long)COUNT * PAIRING_TRIES_MAX);
    pairing_release(&p);
    mem_free(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_paired_once_and_in_order),
        cmocka_unit_test(a_later_rule_leaves_partners_alone),
        cmocka_unit_test(members_of_one_hash_need_not_agree),
        cmocka_unit_test(many_alike_cost_no_more_than_many_different),
    };
    return cmocka_run_group_tests_name("pairing", tests, NULL, NULL);
}
