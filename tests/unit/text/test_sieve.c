/* The places where a word may stand, against looking everywhere. */
#include "text/sieve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/fold.h"
#include "text/match.h"
#include "text/utf8.h"

static void a_place_is_where_a_second_follows_the_first_or_one_stands_alone(void **state)
{
    (void)state;
    struct sieve *s = mem_zero(1, sizeof *s);
    struct str text = STR("交X通交通X县\xF0\xA0\x80\x80");
    sieve_mark(s, 0x4EA4, SIEVE_FIRST);
    sieve_mark(s, 0x901A, SIEVE_SECOND);
    sieve_mark(s, 0x53BF, SIEVE_ALONE);
    sieve_settle(s);
    assert_int_equal(sieve_next(s, text, 0), 7);
    assert_int_equal(sieve_next(s, text, 10), 14);
    assert_int_equal(sieve_next(s, text, 17), text.len);
    sieve_mark(s, 0x20000, SIEVE_ALONE);
    sieve_settle(s);
    assert_int_equal(sieve_next(s, text, 17), 17);
    assert_int_equal(sieve_next(s, STR(""), 0), 0);
    mem_free(s);
}

static void one_that_begins_alone_is_a_place_whatever_follows(void **state)
{
    (void)state;
    struct sieve *s = mem_zero(1, sizeof *s);
    struct str text = STR("交麒交麒麟");
    sieve_mark(s, 0x9E92, SIEVE_FIRST);
    sieve_mark(s, 0x9E9F, SIEVE_SECOND);
    sieve_settle(s);
    assert_int_equal(s->only_bytes, 3);
    assert_int_equal(sieve_next(s, text, 0), 3);
    assert_int_equal(sieve_next(s, text, 6), 9);
    assert_int_equal(sieve_next(s, text, 12), text.len);
    assert_int_equal(sieve_next(s, text, text.len), text.len);
    assert_int_equal(sieve_next(s, STR("麒"), 0), 0);
    mem_free(s);
}

/* What texts and words are made of: each folds, is read or is parted in its own way. */
static const char *const pieces[] = {
    "滨",
    "濱",
    "江",
    "复",
    "覆",
    "復",
    "批",
    "麒",
    "交",
    "通",
    "县",
    "長",
    "ａ",
    "A",
    "a",
    "g",
    "Ｇ",
    "d",
    "p",
    "1",
    "１",
    "①",
    "㎡",
    "m",
    "2",
    "²",
    "㎞",
    "k",
    "ℎ",
    "j",
    "t",
    "ｊ",
    " ",
    "　",
    "（",
    "(",
    "\xF0\x9D\x90\xA3",
    "\xF0\xA0\x80\x80",
    "é",
};

static unsigned next_random(uint32_t *seed, unsigned below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 16) % below;
}

static void append_pieces(struct buf *out, uint32_t *seed, unsigned count)
{
    buf_clear(out);
    for (unsigned i = 0; i < count; i++)
        buf_append_str(out, str_from(pieces[next_random(seed, COUNT_OF(pieces))]));
}

static bool begins_at_a_place(const struct matcher *m, const struct sieve *s, struct str text)
{
    for (size_t at = 0; (at = sieve_next(s, text, at)) < text.len; (void)utf8_decode(text, &at))
        if (matcher_begins(m, text, at, 2))
            return true;
    return false;
}

static void what_a_matcher_finds_begins_at_a_place_and_nothing_else_does(void **state)
{
    (void)state;
    uint32_t seed = 3;
    struct buf word = BUF_INIT, text = BUF_INIT, folded = BUF_INIT;
    size_t hits = 0;
    for (unsigned round = 0; round < 1500; round++) {
        append_pieces(&word, &seed, 1 + next_random(&seed, 3));
        struct matcher *m = matcher_new(MATCH_LITERAL, buf_str(&word), NULL);
        struct sieve *s = matcher_sieve_new(m, 2);
        for (unsigned i = 0; i < 30; i++) {
            append_pieces(&text, &seed, next_random(&seed, 12));
            struct match_text both = {buf_str(&text), fold_text(buf_str(&text), &folded)};
            bool is_hit = matcher_judge(m, both, 2) == ANSWER_YES;
            if (begins_at_a_place(m, s, buf_str(&text)) != is_hit)
                fail_msg("%s in %s", buf_cstr(&word), buf_cstr(&text));
            hits += is_hit;
        }
        mem_free(s);
        matcher_free(m);
    }
    assert_true(hits > 1000);
    buf_release(&word);
    buf_release(&text);
    buf_release(&folded);
}

static void what_may_be_anywhere_has_no_sieve(void **state)
{
    (void)state;
    struct matcher *regex = matcher_new(MATCH_REGEX, STR("a"), NULL);
    struct matcher *empty = matcher_new(MATCH_LITERAL, STR(""), NULL);
    assert_null(matcher_sieve_new(regex, 2));
    assert_null(matcher_sieve_new(empty, 2));
    matcher_free(regex);
    matcher_free(empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_where_a_second_follows_the_first_or_one_stands_alone),
        cmocka_unit_test(one_that_begins_alone_is_a_place_whatever_follows),
        cmocka_unit_test(what_a_matcher_finds_begins_at_a_place_and_nothing_else_does),
        cmocka_unit_test(what_may_be_anywhere_has_no_sieve),
    };
    return cmocka_run_group_tests_name("sieve", tests, NULL, NULL);
}
