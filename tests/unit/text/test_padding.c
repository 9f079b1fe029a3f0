/* Blanks that pad names. */
#include "text/padding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *text, *name, *letters;
} cases[] = {
    {"张三", "张三", "张三"},
    {"张 三", "张三", "张三"},
    {"张　三", "张三", "张三"},
    {"张\xC2\xA0 \t三", "张三", "张三"},
    {" 张  三 ", " 张三 ", " 张三 "},
    {"欧阳 锋", "欧阳锋", "欧阳 锋"},
    {"刘连栋 肖友华", "刘连栋肖友华", "刘连栋 肖友华"},
    {"市 教 育 局", "市教育局", "市教育局"},
    {"市 教 育 局 市公安局", "市教育局市公安局", "市教育局 市公安局"},
    {"市公安局、市 教 育 局,县 委", "市公安局、市教育局,县委", "市公安局、市教育局,县委"},
    {"市公安局 县", "市公安局县", "市公安局 县"},
    {"王 B", "王 B", "王 B"},
    {"A B", "A B", "A B"},
    {"张、 三", "张、 三", "张、 三"},
    {"〇 二", "〇二", "〇二"},
    {"", "", ""},
    {" ", " ", " "},
    {"张 ", "张 ", "张 "},
    {"\xE5\xBC 三", "\xE5\xBC 三", "\xE5\xBC 三"},
};

static void names_lose_their_padding(void **state)
{
    (void)state;
    struct buf scratch = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str text = str_from(cases[i].text);
        struct str name = padding_strip(text, PADDING_NAME, &scratch);
        if (!str_equal(name, str_from(cases[i].name)))
            fail_msg("%s as a name: “%.*s”", cases[i].text, STR_ARG(name));
        assert_int_equal(name.ptr == text.ptr, name.len == text.len);
        struct str letters = padding_strip(text, PADDING_LETTERS, &scratch);
        if (!str_equal(letters, str_from(cases[i].letters)))
            fail_msg("%s as letters: “%.*s”", cases[i].text, STR_ARG(letters));
        assert_true(padding_strip(text, PADDING_NONE, &scratch).ptr == text.ptr);
    }
    buf_release(&scratch);
}

static void letters_that_stand_alone_are_measured(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
    } lengths[] = {
        {"市 教 育 局", 15},
        {"市 教 育 局 市公安局", 15},
        {"市 教、县", 7},
        {"市教育局 县", 0},
        {"市 教育局", 0},
        {"市", 0},
        {"", 0},
        {" 市 教", 0},
        {"市　教", 9},
        {"市 教 ", 7},
        {"A B", 0},
    };
    for (size_t i = 0; i < COUNT_OF(lengths); i++)
        assert_int_equal(padding_letters_length(str_from(lengths[i].text)), lengths[i].len);
}

static void a_place_is_found_back(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t off, len, source_off, source_len;
    } spans[] = {
        {"张　三", 0, 6, 0, 9},      {"张　三", 3, 3, 6, 3},     {"张　三", 0, 3, 0, 3},
        {" 张  三 丰", 1, 9, 1, 12}, {" 张  三 丰", 4, 6, 6, 7}, {"张三", 3, 3, 3, 3},
    };
    for (size_t i = 0; i < COUNT_OF(spans); i++) {
        size_t off;
        size_t len = padding_source_span(str_from(spans[i].text), PADDING_NAME, spans[i].off,
                                         spans[i].len, &off);
        assert_int_equal(off, spans[i].source_off);
        assert_int_equal(len, spans[i].source_len);
    }
}

/* Every piece of a stripped text comes back to bytes that strip to it. */
static void every_piece_comes_back(void **state)
{
    (void)state;
    struct buf scratch = BUF_INIT, again = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str text = str_from(cases[i].text);
        struct str name = padding_strip(text, PADDING_NAME, &scratch);
        for (size_t off = 0; off < name.len; off++)
            for (size_t len = 1; off + len <= name.len; len++) {
                size_t at;
                size_t bytes = padding_source_span(text, PADDING_NAME, off, len, &at);
                assert_true(at + bytes <= text.len);
                struct str piece = padding_strip(str_slice(text, at, bytes), PADDING_NAME, &again);
                assert_true(str_starts_with(piece, str_slice(name, off, len)) ||
                            (name.ptr[off] & 0xC0) == 0x80 || piece.len >= len);
            }
    }
    buf_release(&scratch);
    buf_release(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_lose_their_padding),
        cmocka_unit_test(letters_that_stand_alone_are_measured),
        cmocka_unit_test(a_place_is_found_back),
        cmocka_unit_test(every_piece_comes_back),
    };
    return cmocka_run_group_tests_name("text/padding", tests, NULL, NULL);
}
