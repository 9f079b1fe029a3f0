/* Tests of review/lexer.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "review/lexer.h"

static const struct {
    const char *text;
    enum msg reason;
    enum value_form form;
    const char *value;
    size_t off; /* where the value begins, or where the trouble is */
    size_t end;
} values[] = {
    {"高速 桥", MSG_NONE, VALUE_WORD, "高速", 0, 6},
    {"a|b", MSG_NONE, VALUE_WORD, "a", 0, 1},
    {"a｜b", MSG_NONE, VALUE_WORD, "a", 0, 1},
    {"a\xe3\x80\x80"
     "b",
     MSG_NONE, VALUE_WORD, "a", 0, 1},
    {"a\"b", MSG_NONE, VALUE_WORD, "a\"b", 0, 3},
    {"\"a | b\" c", MSG_NONE, VALUE_PHRASE, "a | b", 1, 7},
    {"“a \"b\"” c", MSG_NONE, VALUE_PHRASE, "a \"b\"", 3, 11},
    {"＂a\"", MSG_NONE, VALUE_PHRASE, "a", 3, 5},
    {"\"a\\\"b\\\\c\\d\"", MSG_NONE, VALUE_PHRASE, "a\"b\\c\\d", 1, 11},
    {"\"\"", MSG_NONE, VALUE_PHRASE, "", 1, 2},
    {"/a b|c/ d", MSG_NONE, VALUE_REGEX, "a b|c", 1, 7},
    {"/a/b/", MSG_NONE, VALUE_REGEX, "a/b", 1, 5},
    {"/a\\/ b/", MSG_NONE, VALUE_REGEX, "a\\/ b", 1, 7},
    {"／a／", MSG_NONE, VALUE_REGEX, "a", 3, 7},
    {"", MSG_QUERY_VALUE_MISSING, VALUE_WORD, "", 0, 0},
    {" a", MSG_QUERY_VALUE_MISSING, VALUE_WORD, "", 0, 0},
    {"\"a", MSG_QUERY_QUOTE_OPEN, VALUE_WORD, "", 0, 0},
    {"\"a”", MSG_QUERY_QUOTE_OPEN, VALUE_WORD, "", 0, 0},
    {"\"a\\\"", MSG_QUERY_QUOTE_OPEN, VALUE_WORD, "", 0, 0},
    {"/a", MSG_QUERY_REGEX_OPEN, VALUE_WORD, "", 0, 0},
    {"/a/b", MSG_QUERY_REGEX_OPEN, VALUE_WORD, "", 0, 0},
    {"/a\\", MSG_QUERY_REGEX_OPEN, VALUE_WORD, "", 0, 0},
    {"//", MSG_QUERY_VALUE_MISSING, VALUE_WORD, "", 2, 2},
};

static void values_have_three_forms(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        struct lexer l = {str_from(values[i].text), 0};
        struct lexer_value v = {VALUE_WORD, STR(""), 0};
        enum msg reason = lexer_read_value(&l, &arena, &v);
        bool is_right = reason == values[i].reason && l.off == values[i].end;
        if (reason == MSG_NONE) {
            is_right = is_right && v.form == values[i].form && v.off == values[i].off &&
                       str_equal(v.text, str_from(values[i].value));
        }
        if (!is_right) {
            fail_msg("%s: reason %d, off %zu, form %d, “%.*s” at %zu", values[i].text, reason,
                     l.off, (int)v.form, STR_ARG(v.text), v.off);
        }
    }
    arena_release(&arena);
}

static void every_value_written_reads_back_as_itself(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "市公安局",
        "",
        "a b",
        "a|b",
        "a｜b",
        "!a",
        "！a",
        "/a/",
        "\"a\"",
        "“十四五”规划",
        "a\\",
        "\\\"",
        "a\"b",
        "a:b",
        "is:on",
        "100%",
        "a\nb",
        "\\",
        "a\xe3\x80\x80"
        "b",
    };
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct buf b = BUF_INIT;
        lexer_append_value(&b, str_from(texts[i]));
        struct lexer l = {buf_str(&b), 0};
        struct lexer_value v;
        assert_int_equal(lexer_read_value(&l, &arena, &v), MSG_NONE);
        assert_int_equal(l.off, b.len);
        if (!str_equal(v.text, str_from(texts[i])))
            fail_msg("%s was written as %s", texts[i], buf_cstr(&b));
        buf_release(&b);
    }
    arena_release(&arena);
}

static void only_what_needs_quotes_gets_them(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    lexer_append_value(&b, STR("市公安局"));
    buf_append_byte(&b, ' ');
    lexer_append_value(&b, STR("a b"));
    assert_string_equal(buf_cstr(&b), "市公安局 \"a b\"");
    buf_release(&b);
}

static void a_name_ends_before_a_mark(void **state)
{
    (void)state;
    struct lexer l = {STR("时限<=9月底"), 0};
    assert_true(str_equal(lexer_before_mark(&l), STR("时限")));
    l = (struct lexer){STR("单位：市"), 0};
    assert_true(str_equal(lexer_before_mark(&l), STR("单位")));
    assert_true(lexer_is_name(STR("单位")));
    assert_false(lexer_is_name(STR("完成 率")));
    assert_false(lexer_is_name(STR("a/b")));
    assert_false(lexer_is_name(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_three_forms),
        cmocka_unit_test(every_value_written_reads_back_as_itself),
        cmocka_unit_test(only_what_needs_quotes_gets_them),
        cmocka_unit_test(a_name_ends_before_a_mark),
    };
    return cmocka_run_group_tests_name("review/lexer", tests, NULL, NULL);
}
