/* Decoding, encoding and clipping; a table of malformed sequences. */
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static bool is_surrogate(uint32_t c)
{
    return c >= 0xD800 && c <= 0xDFFF;
}

static void every_code_point_goes_there_and_back(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x110000; c++) {
        char bytes[4];
        size_t len = utf8_encode(c, bytes), off = 0;
        uint32_t back = utf8_decode((struct str){bytes, len}, &off);
        if (off != len || back != (is_surrogate(c) ? UTF8_REPLACEMENT : c))
            fail_msg("U+%04X came back as U+%04X", (unsigned)c, (unsigned)back);
        if (!utf8_is_valid((struct str){bytes, len}))
            fail_msg("U+%04X is written malformed", (unsigned)c);
    }
}

static void beyond_unicode_is_written_as_replacement(void **state)
{
    (void)state;
    static const uint32_t bad[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        char bytes[4];
        assert_int_equal(utf8_encode(bad[i], bytes), 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

static void a_malformed_byte_reads_as_replacement_and_moves_by_one(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t bad; /* how many of its bytes, from the first, are malformed */
    } cases[] = {
        {"\x80", 1},             /* continuation alone */
        {"\xFF", 1},             /* never a byte of UTF-8 */
        {"\xC0\x80", 2},         /* overlong NUL */
        {"\xC1\xBF", 2},         /* overlong DEL */
        {"\xE0\x9F\xBF", 3},     /* overlong U+07FF */
        {"\xF0\x8F\xBF\xBF", 4}, /* overlong U+FFFF */
        {"\xED\xA0\x80", 3},     /* U+D800 */
        {"\xED\xBF\xBF", 3},     /* U+DFFF */
        {"\xF4\x90\x80\x80", 4}, /* U+110000 */
        {"\xF5\x80\x80\x80", 4}, /* higher still */
        {"\xE4\xB8", 2},         /* cut */
        {"\xF0\x9F\x98", 3},     /* cut */
        {"\xE4"
         "a",
         1}, /* a lead byte and something else */
        {"\xE4\xB8\xE4\xB8\x80", 2},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str s = str_from(cases[i].bytes);
        size_t off = 0;
        assert_false(utf8_is_valid(s));
        for (size_t bad = 1; bad <= cases[i].bad; bad++) {
            assert_int_equal(utf8_decode(s, &off), UTF8_REPLACEMENT);
            assert_int_equal(off, bad);
        }
        while (off < s.len)
            assert_int_not_equal(utf8_decode(s, &off), UTF8_REPLACEMENT);
    }
    assert_true(utf8_is_valid(STR("")));
    assert_true(utf8_is_valid(STR("a\xEF\xBF\xBD\0b")));
}

static void nothing_is_read_beyond_the_text(void **state)
{
    (void)state;
    /* Each beginning of a character in memory of its own size: a sanitizer sees a byte too many. */
    const char character[] = "\xF0\x9F\x98\x80";
    for (size_t len = 1; len < 4; len++) {
        char *bytes = malloc(len);
        assert_non_null(bytes);
        memcpy(bytes, character, len);
        size_t off = 0;
        assert_int_equal(utf8_decode((struct str){bytes, len}, &off), UTF8_REPLACEMENT);
        assert_int_equal(off, 1);
        free(bytes);
    }
}

static void clipping_keeps_characters_whole(void **state)
{
    (void)state;
    const struct str s = STR("a表\xF0\x9F\x98\x80z"); /* at 0, 1, 4, 8; 9 bytes */
    static const size_t expected[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 9, 9};
    for (size_t max = 0; max < COUNT_OF(expected); max++)
        assert_int_equal(utf8_clip(s, max).len, expected[max]);
    assert_int_equal(utf8_clip(STR("\x80\x80\x80\x80\x80"), 4).len, 4);
    assert_int_equal(utf8_clip(STR("ab\xE4\xB8"), 3).len, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_goes_there_and_back),
        cmocka_unit_test(beyond_unicode_is_written_as_replacement),
        cmocka_unit_test(a_malformed_byte_reads_as_replacement_and_moves_by_one),
        cmocka_unit_test(nothing_is_read_beyond_the_text),
        cmocka_unit_test(clipping_keeps_characters_whole),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
