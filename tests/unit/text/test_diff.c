/* Diffs: what the header promises for every pair of texts, and what a reader of notes should see.
 */
#include "text/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tests/unit/shared/cpu_time.h"
#include "text/cluster.h"

/* ---- how a diff is written down: 完成[-12-]{+18+}亿元 ---- */

static void write_pieces(struct buf *out, const struct diff *d)
{
    static const char *const marks[][2] = {
        [DIFF_SAME] = {"", ""}, [DIFF_ADDED] = {"{+", "+}"}, [DIFF_TAKEN] = {"[-", "-]"}};
    for (size_t i = 0; i < d->count; i++)
        buf_printf(out, "%s%.*s%s", marks[d->pieces[i].kind][0], STR_ARG(d->pieces[i].text),
                   marks[d->pieces[i].kind][1]);
}

struct diff_case {
    const char *before, *after, *expected;
};

static void assert_cases(const struct diff_case *cases, size_t count)
{
    struct diff d = DIFF_INIT;
    struct buf written = BUF_INIT;
    for (size_t i = 0; i < count; i++) {
        diff_texts(&d, str_from(cases[i].before), str_from(cases[i].after));
        buf_clear(&written);
        write_pieces(&written, &d);
        assert_string_equal(buf_cstr(&written), cases[i].expected);
    }
    buf_release(&written);
    diff_release(&d);
}

/* ---- examples ---- */

static void numbers_and_words_are_replaced_whole(void **state)
{
    (void)state;
    static const struct diff_case cases[] = {
        {"完成投资12.45亿元", "完成投资18.45亿元", "完成投资[-12.45-]{+18.45+}亿元"},
        {"占61.03%;", "占61.13%;", "占[-61.03%-]{+61.13%+};"},
        {"占61%;", "占61;", "占[-61%-]{+61+};"},
        {"投资1,234万元", "投资1,235万元", "投资[-1,234-]{+1,235+}万元"},
        {"桩基10根,承台9个", "桩基10根,承台19个", "桩基10根,承台[-9-]{+19+}个"},
        {"完成１２．５％", "完成１２．６％", "完成[-１２．５％-]{+１２．６％+}"},
        {"完成3.", "完成3.5", "完成[-3.-]{+3.5+}"},
        {"改造G327线", "改造G328线", "改造[-G327-]{+G328+}线"},
        {"便道22km", "便道22m", "便道22[-km-]{+m+}"},
        {"约3‰", "约4‰", "约[-3‰-]{+4‰+}"},
    };
    assert_cases(cases, COUNT_OF(cases));
}

static void no_character_is_torn(void **state)
{
    (void)state;
    static const struct diff_case cases[] = {
        /* e with acute as two code points against a plain e: one character, not an added mark */
        {"一e\xCC\x81二", "一e\xCC\x80二", "一[-e\xCC\x81-]{+e\xCC\x80+}二"},
        {"一👨‍👩‍👧二", "一👨‍👩‍👦二",
         "一[-👨‍👩‍👧-]{+👨‍👩‍👦+}二"},
        {"一\xFF二", "一\xFE二", "一[-\xFF-]{+\xFE+}二"},
    };
    assert_cases(cases, COUNT_OF(cases));
}

static void what_did_not_change_is_one_piece(void **state)
{
    (void)state;
    static const struct diff_case cases[] = {
        {"", "", ""},
        {"规划方案待省批复", "规划方案待省批复", "规划方案待省批复"},
        {"", "已开工", "{+已开工+}"},
        {"已开工", "", "[-已开工-]"},
    };
    assert_cases(cases, COUNT_OF(cases));
}

static void an_added_clause_stands_as_a_clause(void **state)
{
    (void)state;
    static const struct diff_case cases[] = {
        {"累计完成桩基,累计完成盖梁", "累计完成桩基,累计完成承台,累计完成盖梁",
         "累计完成桩基,{+累计完成承台,+}累计完成盖梁"},
        {"已完工;在建;已完工", "已完工;已完工", "已完工;[-在建;-]已完工"},
        {"已完工。", "已完工。已验收。", "已完工。{+已验收。+}"},
    };
    assert_cases(cases, COUNT_OF(cases));
}

static void scattered_characters_do_not_chop_up_what_was_reworded(void **state)
{
    (void)state;
    static const struct diff_case cases[] = {
        /* 的 alone is unchanged */
        {"谋划的事", "推进的活", "[-谋划的事-]{+推进的活+}"},
        /* fewer tokens than either edit */
        {"甲乙丙工程丁戊己", "子丑寅工程卯辰巳", "[-甲乙丙工程丁戊己-]{+子丑寅工程卯辰巳+}"},
        /* as many: they stay */
        {"推进项目建设", "加快项目竣工", "[-推进-]{+加快+}项目[-建设-]{+竣工+}"},
        /* a figure that stayed is never shown as a new one */
        {"共5座", "有5个", "[-共-]{+有+}5[-座-]{+个+}"},
        /* figures between words that stayed */
        {"投资1.8亿元,占12.5%", "投资2.4亿元,占15.6%",
         "投资[-1.8-]{+2.4+}亿元,占[-12.5%-]{+15.6%+}"},
    };
    assert_cases(cases, COUNT_OF(cases));
}

/* ---- properties ---- */

static uint32_t random_state = 20230930;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)random_state * limit) >> 32);
}

/* Few enough that texts have much in common, with every kind of token among them. */
static const char *const alphabet[] = {
    "完",   "成",       "投", "资",        ",",
    "。",   "1",        "2",  ".",         "%",
    "k",    "m",        " ",  "e\xCC\x81", "👨‍👩‍👧",
    "\xFF", "\xE4\xB8", "（", "\xC2\xA0",  "\n",
    "Ａ",
};

static void append_random_text(struct buf *out, uint32_t max_parts)
{
    for (uint32_t n = random_below(max_parts + 1); n > 0; n--) {
        const char *part = alphabet[random_below(COUNT_OF(alphabet))];
        buf_append(out, part, strlen(part));
    }
}

/* `source` with a few parts put in and a few bytes' worth taken out. */
static void append_edited(struct buf *out, struct str source)
{
    for (size_t off = 0; off < source.len;) {
        struct cluster c;
        size_t end = cluster_at(source, off, &c);
        if (random_below(10) > 0)
            buf_append_str(out, c.bytes);
        if (random_below(10) == 0)
            append_random_text(out, 3);
        off = end;
    }
}

static void assert_no_cluster_torn(struct str text, const char *at)
{
    size_t off = 0;
    while (off < (size_t)(at - text.ptr)) {
        struct cluster c;
        off = cluster_at(text, off, &c);
    }
    assert_ptr_equal(text.ptr + off, at);
}

static void assert_promises(const struct diff *d, struct str before, struct str after)
{
    struct buf old = BUF_INIT, new = BUF_INIT;
    for (size_t i = 0; i < d->count; i++) {
        const struct diff_piece *p = &d->pieces[i];
        assert_true(p->text.len > 0);
        struct str source = p->kind == DIFF_TAKEN ? before : after;
        assert_true(p->text.ptr >= source.ptr);
        assert_true(p->text.ptr + p->text.len <= source.ptr + source.len);
        assert_no_cluster_torn(source, p->text.ptr);
        if (p->kind != DIFF_ADDED)
            buf_append_str(&old, p->text);
        if (p->kind != DIFF_TAKEN)
            buf_append_str(&new, p->text);
        if (i == 0)
            continue;
        assert_int_not_equal(p->kind, d->pieces[i - 1].kind);
        assert_false(p->kind == DIFF_TAKEN && d->pieces[i - 1].kind == DIFF_ADDED);
    }
    assert_true(str_equal(buf_str(&old), before));
    assert_true(str_equal(buf_str(&new), after));
    buf_release(&old);
    buf_release(&new);
}

static void pieces_rejoin_to_both_texts_whatever_they_hold(void **state)
{
    (void)state;
    struct diff d = DIFF_INIT;
    struct buf before = BUF_INIT, after = BUF_INIT;
    for (int round = 0; round < 5000; round++) {
        buf_clear(&before);
        buf_clear(&after);
        append_random_text(&before, 40);
        if (round % 2 == 0)
            append_edited(&after, buf_str(&before));
        else
            append_random_text(&after, 40);
        diff_texts(&d, buf_str(&before), buf_str(&after));
        assert_promises(&d, buf_str(&before), buf_str(&after));
        diff_texts(&d, buf_str(&after), buf_str(&after));
        assert_true(d.count == (after.len > 0));
    }
    buf_release(&before);
    buf_release(&after);
    diff_release(&d);
}

/* `count` Chinese characters of a run of `kinds`. */
static void append_characters(struct buf *out, size_t count, uint32_t kinds)
{
    for (size_t i = 0; i < count; i++) {
        char bytes[4];
        buf_append(out, bytes, utf8_encode(0x4E00 + random_below(kinds), bytes));
    }
}

static void the_edit_found_is_the_shortest(void **state)
{
    (void)state;
    /* All characters differ, so the shortest edit is known: what was replaced, and nothing else. */
    struct diff d = DIFF_INIT;
    struct buf before = BUF_INIT, after = BUF_INIT, expected = BUF_INIT;
    for (uint32_t i = 0; i < 3000; i++) {
        char old[4], new[4];
        size_t old_len = utf8_encode(0x4E00 + i, old), new_len = utf8_encode(0xAC00 + i, new);
        bool is_replaced = i % 7 == 3;
        buf_append(&before, old, old_len);
        buf_append(&after, is_replaced ? new : old, is_replaced ? new_len : old_len);
        if (is_replaced)
            buf_printf(&expected, "[-%.*s-]{+%.*s+}", (int)old_len, old, (int)new_len, new);
        else
            buf_append(&expected, old, old_len);
    }
    diff_texts(&d, buf_str(&before), buf_str(&after));
    struct buf written = BUF_INIT;
    write_pieces(&written, &d);
    assert_string_equal(buf_cstr(&written), buf_cstr(&expected));
    buf_release(&written);
    buf_release(&expected);
    buf_release(&before);
    buf_release(&after);
    diff_release(&d);
}

static void the_cost_of_unlike_texts_has_a_limit(void **state)
{
    (void)state;
    static const uint32_t kinds[] = {20000, 200, 2};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct diff d = DIFF_INIT;
        struct buf before = BUF_INIT, after = BUF_INIT;
        buf_append_str(&before, STR("开头"));
        buf_append_str(&after, STR("开头"));
        append_characters(&before, 100000, kinds[i]);
        append_characters(&after, 100000, kinds[i]);
        double start = cpu_seconds();
        diff_texts(&d, buf_str(&before), buf_str(&after));
        double seconds = cpu_seconds() - start;
        print_message("%u kinds: %.0f ms, %zu pieces\n", kinds[i], seconds * 1e3, d.count);
        if (cpu_time_is_fair())
            assert_true(seconds < 0.1);
        assert_int_equal(d.pieces[0].kind, DIFF_SAME);
        assert_true(str_starts_with(d.pieces[0].text, STR("开头")));
        struct buf old = BUF_INIT, new = BUF_INIT;
        for (size_t p = 0; p < d.count; p++) {
            if (d.pieces[p].kind != DIFF_ADDED)
                buf_append_str(&old, d.pieces[p].text);
            if (d.pieces[p].kind != DIFF_TAKEN)
                buf_append_str(&new, d.pieces[p].text);
        }
        assert_true(str_equal(buf_str(&old), buf_str(&before)));
        assert_true(str_equal(buf_str(&new), buf_str(&after)));
        buf_release(&old);
        buf_release(&new);
        buf_release(&before);
        buf_release(&after);
        diff_release(&d);
    }
}

static void a_few_changes_in_a_long_text_are_all_found(void **state)
{
    (void)state;
    struct diff d = DIFF_INIT;
    struct buf before = BUF_INIT, after = BUF_INIT;
    append_characters(&before, 100000, 5000);
    for (size_t i = 0; i < 100000; i++) {
        buf_append_str(&after, str_slice(buf_str(&before), i * 3, 3));
        if (i % 1000 == 500)
            buf_append_str(&after, STR("가"));
    }
    diff_texts(&d, buf_str(&before), buf_str(&after));
    assert_int_equal(d.count, 201);
    buf_release(&before);
    buf_release(&after);
    diff_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_words_are_replaced_whole),
        cmocka_unit_test(no_character_is_torn),
        cmocka_unit_test(what_did_not_change_is_one_piece),
        cmocka_unit_test(an_added_clause_stands_as_a_clause),
        cmocka_unit_test(scattered_characters_do_not_chop_up_what_was_reworded),
        cmocka_unit_test(pieces_rejoin_to_both_texts_whatever_they_hold),
        cmocka_unit_test(the_edit_found_is_the_shortest),
        cmocka_unit_test(the_cost_of_unlike_texts_has_a_limit),
        cmocka_unit_test(a_few_changes_in_a_long_text_are_all_found),
    };
    return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
