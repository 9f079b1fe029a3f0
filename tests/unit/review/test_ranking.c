/* Tests of review/ranking.h: ranks are the order of the collation keys, whatever the texts share and the slices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"
#include "review/ranking.h"

enum { TEXTS_MAX = 300 };

static uint32_t seed;

static uint32_t any(uint32_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

static int compare_keys(enum collation kind, struct str a, struct str b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    collate_append_key(&x, kind, a);
    collate_append_key(&y, kind, b);
    int order = str_compare(buf_str(&x), buf_str(&y));
    buf_release(&x);
    buf_release(&y);
    return order;
}

static void rank(struct ranking *k, const struct textset *texts, enum collation kind, size_t enough,
                 size_t slice)
{
    ranking_begin(k, texts, kind, enough);
    for (bool done = false; !done;) {
        struct work work = {slice};
        done = ranking_step(k, &work);
        assert_true(done || work.left < slice); /* it gets somewhere */
    }
}

/* Any two texts stand as their whole keys do; they may share a rank only where the ranking says that it is open. */
static void assert_ranks(const struct textset *texts, enum collation kind, size_t enough,
                         size_t slice)
{
    struct ranking k;
    rank(&k, texts, kind, enough, slice);
    for (uint32_t a = 0; a < texts->count; a++)
        for (uint32_t b = 0; b < texts->count; b++) {
            int order = compare_keys(kind, textset_text(texts, a), textset_text(texts, b));
            if (order < 0)
                assert_true(k.ranks[a] < k.ranks[b] || (k.is_open && k.ranks[a] == k.ranks[b]));
            else if (order == 0)
                assert_int_equal(k.ranks[a], k.ranks[b]);
        }
    ranking_release(&k);
}

static void fill(struct textset *texts, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        (void)textset_add(texts, str_from(words[i]), NULL);
}

static void texts_with_a_common_beginning_are_told_apart_by_what_follows(void **state)
{
    (void)state;
    static const char *const words[] = {
        "市公安局",   "市公安局1", "市公安局10", "市公安局9", "市公安局01",
        "市公安局 9", "市公安局①", "市公安局Ａ", "市公安局a", "市公安",
        "市濱河",     "市滨河",    "市",         "市１",
    };
    static const size_t enough[] = {1, 2, 8, 32, 1000};
    struct textset texts = TEXTSET_INIT;
    fill(&texts, words, COUNT_OF(words));
    for (size_t i = 0; i < COUNT_OF(enough); i++)
        for (size_t slice = 1; slice < 2000; slice = slice * 4 + 1)
            assert_ranks(&texts, COLLATE_TEXT, enough[i], slice);
    textset_release(&texts);
}

static void names_are_ranked_as_names(void **state)
{
    (void)state;
    static const char *const words[] = {"单雄信", "单县",   "丁　一", "丁一",
                                        "仇 英",  "尉迟恭", "尉健行"};
    struct textset texts = TEXTSET_INIT;
    fill(&texts, words, COUNT_OF(words));
    assert_ranks(&texts, COLLATE_NAME, 32, 5);
    assert_ranks(&texts, COLLATE_TEXT, 32, 5);
    textset_release(&texts);
}

static void any_texts_are_ranked(void **state)
{
    (void)state;
    static const char *const pieces[] = {"市", "濱", "滨", "1",  "0", "①",
                                         "２", " ",  "a",  "Ａ", "，"};
    static struct buf kept[TEXTS_MAX];
    seed = 3;
    for (int round = 0; round < 8; round++) {
        struct textset texts = TEXTSET_INIT;
        size_t count = 1 + any(round % 2 ? TEXTS_MAX : 20);
        for (size_t i = 0; i < count; i++) {
            kept[i] = (struct buf)BUF_INIT;
            buf_append_str(&kept[i], STR("完成投资12"));
            for (uint32_t n = any(9); n > 0; n--)
                buf_append_str(&kept[i], str_from(pieces[any(COUNT_OF(pieces))]));
            (void)textset_add(&texts, buf_str(&kept[i]), NULL);
        }
        assert_ranks(&texts, COLLATE_TEXT, 4 + any(30), 1 + any(500));
        for (size_t i = 0; i < count; i++)
            buf_release(&kept[i]);
        textset_release(&texts);
    }
}

static void it_is_open_only_where_more_bytes_may_decide(void **state)
{
    (void)state;
    static const char *const words[] = {"甲甲甲甲甲甲甲甲乙", "甲甲甲甲甲甲甲甲丙", "丁"};
    struct textset texts = TEXTSET_INIT;
    struct ranking k;
    fill(&texts, words, COUNT_OF(words));
    rank(&k, &texts, COLLATE_TEXT, 8, SIZE_MAX);
    assert_true(k.is_open);
    assert_int_equal(k.ranks[0], k.ranks[1]);
    assert_true(k.ranks[2] < k.ranks[0]);
    ranking_release(&k);
    rank(&k, &texts, COLLATE_TEXT, 32, SIZE_MAX);
    assert_false(k.is_open);
    assert_true(k.ranks[1] < k.ranks[0]);
    ranking_release(&k);
    textset_release(&texts);
}

static void a_ranking_can_be_given_up_anywhere(void **state)
{
    (void)state;
    static const char *const words[] = {"市公安局", "市教育局", "县", "区", "1", "a", "乙"};
    struct textset texts = TEXTSET_INIT;
    struct ranking k;
    fill(&texts, words, COUNT_OF(words));
    for (size_t work_done = 0; work_done < 300; work_done += 7) {
        ranking_begin(&k, &texts, COLLATE_TEXT, 32);
        (void)ranking_step(&k, &(struct work){work_done});
        ranking_release(&k);
    }
    ranking_release(&k); /* harmless once more */
    textset_release(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_with_a_common_beginning_are_told_apart_by_what_follows),
        cmocka_unit_test(names_are_ranked_as_names),
        cmocka_unit_test(any_texts_are_ranked),
        cmocka_unit_test(it_is_open_only_where_more_bytes_may_decide),
        cmocka_unit_test(a_ranking_can_be_given_up_anywhere),
    };
    return cmocka_run_group_tests_name("review/ranking", tests, NULL, NULL);
}
