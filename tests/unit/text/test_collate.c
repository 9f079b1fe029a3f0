/* Order: what a Chinese reader expects, checked on words, on numbers and against GB 2312. */
#include "text/collate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <iconv.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/pinyin.h"
#include "text/utf8.h"

static enum collation kind = COLLATE_TEXT;

static int order_of(const char *a, const char *b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    collate_append_key(&x, kind, str_from(a));
    collate_append_key(&y, kind, str_from(b));
    int order = str_compare(buf_str(&x), buf_str(&y));
    buf_release(&x);
    buf_release(&y);
    return order;
}

/* Every text of the list comes before every later one. */
static void assert_ordered(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            if ((order_of(texts[i], texts[j]) < 0) != (i < j) ||
                (order_of(texts[i], texts[j]) > 0) != (i > j))
                fail_msg("wrong order of '%s' and '%s'", texts[i], texts[j]);
}

static void kinds_of_text_follow_each_other(void **state)
{
    (void)state;
    static const char *const texts[] = {"",   "0",  "2号",  "10号", "a", "É",
                                        "安", "龙", "𰻝", "—",    "。"};
    static const char *const mixed[] = {"a b", "a1", "ab", "a安", "a。"};
    assert_ordered(texts, COUNT_OF(texts));
    assert_ordered(mixed, COUNT_OF(mixed));
}

static void numbers_inside_sort_by_value(void **state)
{
    (void)state;
    static const char *const texts[] = {"1",     "01",    "2",      "9",     "10",
                                        "10号",  "010",   "99",     "100",   "18446744073709551616",
                                        "G2线",  "G10线", "G327线", "八1号", "八2号",
                                        "八10号"};
    assert_ordered(texts, COUNT_OF(texts));
    char nines[600], power[601];
    memset(nines, '9', sizeof nines);
    memset(power, '0', sizeof power);
    nines[599] = '\0';
    power[0] = '1';
    power[600] = '\0';
    assert_true(order_of(nines, power) < 0);
    assert_true(order_of(power, nines) > 0);
}

static void chinese_sorts_by_reading_tone_and_strokes(void **state)
{
    (void)state;
    static const char *const leaders[] = {"姜凌刚", "刘连栋", "肖友华"};
    static const char *const units[] = {"财政局",   "长江路",   "成武县",   "单县",   "地方金融局",
                                        "定陶区",   "东明县",   "教育局",   "牡丹区", "人行",
                                        "市城管局", "市公路局", "市交通局", "郓城县", "住建局"};
    static const char *const tones[] = {"妈", "麻", "马", "骂"};
    static const char *const strokes[] = {"一", "衣", "医", "依"};
    static const char *const vowels[] = {"路", "绿", "乱", "略", "论", "罗"};
    assert_ordered(leaders, COUNT_OF(leaders));
    assert_ordered(units, COUNT_OF(units));
    assert_ordered(tones, COUNT_OF(tones));
    assert_ordered(strokes, COUNT_OF(strokes));
    assert_ordered(vowels, COUNT_OF(vowels));
}

static void a_beginning_comes_before_what_goes_on(void **state)
{
    (void)state;
    static const char *const texts[] = {"市", "市 局", "市1", "市A", "市安", "市局", "市局长"};
    assert_ordered(texts, COUNT_OF(texts));
}

static void texts_that_fold_to_the_same_are_equal(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"濱江路", "滨江路"}, {"ＧＤＰ", "gdp"}, {"批覆", "批复"}, {"　是 ", "是"}, {" ", ""},
        {"10", "１０"},       {"長江", "长江"},
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        assert_int_equal(order_of(pairs[i][0], pairs[i][1]), 0);
}

static void the_locale_has_no_say(void **state)
{
    (void)state;
    static const char *const locales[] = {"C", "C.UTF-8", "zh_CN.UTF-8", "en_US.UTF-8"};
    for (size_t i = 0; i < COUNT_OF(locales); i++) {
        (void)setlocale(LC_ALL, locales[i]); /* may not be there: then the one before stays */
        assert_true(order_of("姜", "刘") < 0 && order_of("刘", "肖") < 0);
    }
    setlocale(LC_ALL, "C");
}

/* The first level of GB 2312 (rows 16 to 55) is in pinyin order: an order that others have made.
 * Counts the characters that pinyin_order() puts before the character that stands before them. */
static void the_first_level_of_gb2312_is_in_order_but_for_a_few(void **state)
{
    (void)state;
    iconv_t converter = iconv_open("UTF-8", "GB2312");
    assert_true(converter != (iconv_t)-1);
    uint32_t before = 0;
    const char *syllable_before = "a";
    unsigned count = 0, steps_back = 0;
    for (unsigned row = 16; row <= 55; row++) {
        for (unsigned cell = 1; cell <= (row == 55 ? 89 : 94); cell++) {
            char in[2] = {(char)(0xA0 + row), (char)(0xA0 + cell)}, out[4];
            char *from = in, *to = out;
            size_t left = sizeof in, room = sizeof out, off = 0;
            assert_int_equal(iconv(converter, &from, &left, &to, &room), 0);
            uint32_t point = utf8_decode((struct str){out, sizeof out - room}, &off);
            const char *readings[PINYIN_READINGS_MAX];
            assert_true(pinyin_readings(point, readings) > 0);
            steps_back += pinyin_order(point) < before && strcmp(readings[0], syllable_before) != 0;
            before = pinyin_order(point);
            syllable_before = readings[0];
            count++;
        }
    }
    iconv_close(converter);
    assert_int_equal(count, 3755);
    print_message("%u of %u characters step back\n", steps_back, count);
    assert_in_range(steps_back, 0, 30);
}

static void any_bytes_give_a_key(void **state)
{
    (void)state;
    uint32_t seed = 5;
    char bytes[20];
    for (unsigned round = 0; round < 20000; round++) {
        struct buf key = BUF_INIT;
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        collate_append_key(&key, COLLATE_TEXT, (struct str){bytes, round % sizeof bytes});
        assert_true(key.len <= 5 * sizeof bytes);
        buf_release(&key);
    }
}

static void a_beginning_is_that_of_the_key_wherever_the_text_is_cut(void **state)
{
    (void)state;
    static const char *const pieces[] = {"市", "a", "7", "0", " ", "，", "濱", "é", "\xe3\x80\x80"};
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        struct buf text = BUF_INIT, key = BUF_INIT, beginning = BUF_INIT;
        for (uint32_t parts = seed % 60 + 1; parts > 0; parts--) {
            seed = seed * 1664525 + 1013904223;
            const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof pieces[0])];
            for (uint32_t i = 0; i <= (seed >> 8) % 30; i++)
                buf_append_str(&text, str_from(piece));
        }
        size_t enough = seed >> 20 & 63;
        collate_append_key(&key, COLLATE_TEXT, buf_str(&text));
        collate_append_beginning(&beginning, COLLATE_TEXT, buf_str(&text), enough);
        assert_true(str_starts_with(buf_str(&key), buf_str(&beginning)));
        assert_true(beginning.len >= enough || beginning.len == key.len);
        assert_true(key.len > 0 || beginning.len == 0);
        buf_release(&text);
        buf_release(&key);
        buf_release(&beginning);
    }
}

static void names_sort_by_their_family_name_and_without_padding(void **state)
{
    (void)state;
    static const char *const names[] = {"",       "3号",    "Bo",     "卜一",   "丁二",   "丁　一",
                                        "华一",   "缪一",   "区一",   "欧阳一", "覃一",   "仇 英",
                                        "任一",   "单雄信", "尉健行", "解缙",   "尉迟恭", "员一",
                                        "曾国藩", "查良镛", "翟一",   "赵四"};
    static const char *const same[][2] = {
        {"张三", "张　三"}, {"张三", " 张 三 "}, {"尉迟恭", "尉 迟 恭"}, {"單雄信", "单雄信"}};
    kind = COLLATE_NAME;
    assert_ordered(names, COUNT_OF(names));
    for (size_t i = 0; i < COUNT_OF(same); i++)
        assert_int_equal(order_of(same[i][0], same[i][1]), 0);
    kind = COLLATE_TEXT;
    assert_true(order_of("单县", "丁一") < 0);
    assert_true(order_of("张三", "张　三") != 0);
}

static void the_beginning_of_a_name_agrees_with_its_key(void **state)
{
    (void)state;
    static const char *const names[] = {"单雄信", "尉 迟恭", "B单", "", "3单", "\xE5"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        for (size_t enough = 0; enough < 12; enough++) {
            struct buf key = BUF_INIT, beginning = BUF_INIT;
            collate_append_key(&key, COLLATE_NAME, str_from(names[i]));
            collate_append_beginning(&beginning, COLLATE_NAME, str_from(names[i]), enough);
            assert_true(str_starts_with(buf_str(&key), buf_str(&beginning)));
            assert_true(beginning.len >= enough || beginning.len == key.len);
            buf_release(&key);
            buf_release(&beginning);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_of_text_follow_each_other),
        cmocka_unit_test(numbers_inside_sort_by_value),
        cmocka_unit_test(chinese_sorts_by_reading_tone_and_strokes),
        cmocka_unit_test(a_beginning_comes_before_what_goes_on),
        cmocka_unit_test(texts_that_fold_to_the_same_are_equal),
        cmocka_unit_test(the_locale_has_no_say),
        cmocka_unit_test(the_first_level_of_gb2312_is_in_order_but_for_a_few),
        cmocka_unit_test(any_bytes_give_a_key),
        cmocka_unit_test(a_beginning_is_that_of_the_key_wherever_the_text_is_cut),
        cmocka_unit_test(names_sort_by_their_family_name_and_without_padding),
        cmocka_unit_test(the_beginning_of_a_name_agrees_with_its_key),
    };
    return cmocka_run_group_tests_name("collate", tests, NULL, NULL);
}
