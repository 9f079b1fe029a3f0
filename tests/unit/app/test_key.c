/* Written names of keys, and keys typed while an input method is on. */
#include "app/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_name_is_read_as_its_key(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t key;
    } cases[] = {
        {"j", 'j'},
        {"/", '/'},
        {"-", '-'},
        {"C", 'C'},
        {"{", '{'},
        {"帮", 0x5E2E},
        {"Space", ' '},
        {"Tab", K_TAB},
        {"S-Tab", K_BACK_TAB},
        {"Enter", K_ENTER},
        {"Esc", K_ESC},
        {"Backspace", K_BACKSPACE},
        {"Down", K_DOWN},
        {"PgDn", K_PAGE_DOWN},
        {"PgUp", K_PAGE_UP},
        {"Home", K_HOME},
        {"F1", K_F1},
        {"F5", K_F1 + 4},
        {"F12", K_F12},
        {"C-f", 6},
        {"C-h", 8},
        {"C-n", 14},
        {"C-_", 31},
        {"U+00A0", 0xA0},
        {"U+3000", 0x3000},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        uint32_t key = K_NONE;
        if (!key_parse(str_from(cases[i].name), &key))
            fail_msg("%s is not read", cases[i].name);
        assert_int_equal(key, cases[i].key);
    }
}

static void what_is_no_name_is_refused_and_leaves_the_key_alone(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",     " ",    "jj",     "down",   "DOWN",     "PageUp", "F0",   "F13",    "C-",
        "C-F",  "C-i",  "C-m",    "C-[",    "C-ff",     "M-x",    "\x01", "\x7F",   "\xE5\xB8",
        "\xFF", "U+41", "U+0041", "U+D800", "U+110000", "U+00a0", "帮助", "Space ", "\xE3\x80\x80",
    };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        uint32_t key = 12345;
        if (key_parse(str_from(names[i]), &key))
            fail_msg("\"%s\" is read", names[i]);
        assert_int_equal(key, 12345);
    }
}

static void every_key_has_a_name_that_reads_back(void **state)
{
    (void)state;
    struct buf name = BUF_INIT;
    size_t named = 0;
    for (uint32_t key = 1; key < K_LAST; key++) {
        if (key == K_SPECIAL || (key >= 0xD800 && key <= 0xDFFF))
            continue;
        buf_clear(&name);
        key_append_name(&name, key);
        uint32_t back = K_NONE;
        if (!key_parse(buf_str(&name), &back) || back != key)
            fail_msg("key %#x is called %s and reads back as %#x", key, buf_cstr(&name), back);
        named++;
    }
    assert_true(named > 1000000);
    buf_release(&name);
}

static void what_is_no_key_has_no_name(void **state)
{
    (void)state;
    static const uint32_t keys[] = {K_NONE, K_SPECIAL, K_LAST, 0xD800, 0xDFFF, UINT32_MAX};
    struct buf name = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        key_append_name(&name, keys[i]);
    assert_int_equal(name.len, 0);
    buf_release(&name);
}

static void names_hold_no_blank_so_that_a_list_of_keys_can_be_split(void **state)
{
    (void)state;
    struct buf name = BUF_INIT;
    for (uint32_t key = 1; key < 0x3100; key++) {
        buf_clear(&name);
        key_append_name(&name, key);
        assert_null(memchr(name.ptr, ' ', name.len));
    }
    buf_release(&name);
}

static void full_width_keys_mean_their_half_width_twins(void **state)
{
    (void)state;
    static const struct {
        uint32_t typed, meant;
    } cases[] = {
        {0xFF0F, '/'},
        {0xFF1F, '?'},
        {0xFF1A, ':'},
        {0xFF4A, 'j'},
        {0xFF2A, 'J'},
        {0xFF01, '!'},
        {0xFF5E, '~'},
        {0x3000, ' '},
        {0x3002, '.'},
        {0x3001, '/'},
        {0x3010, '['},
        {0x3011, ']'},
        {0x300A, '<'},
        {0x300B, '>'},
        {0x2019, '\''},
        {0x2014, '_'},
        /* and these are what they are */
        {'j', 'j'},
        {K_UP, K_UP},
        {K_ESC, K_ESC},
        {0x5E2E, 0x5E2E},
        {0xFF5F, 0xFF5F},
        {0xFF00, 0xFF00},
        {K_NONE, K_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(key_narrow(cases[i].typed), cases[i].meant);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_read_as_its_key),
        cmocka_unit_test(what_is_no_name_is_refused_and_leaves_the_key_alone),
        cmocka_unit_test(every_key_has_a_name_that_reads_back),
        cmocka_unit_test(what_is_no_key_has_no_name),
        cmocka_unit_test(names_hold_no_blank_so_that_a_list_of_keys_can_be_split),
        cmocka_unit_test(full_width_keys_mean_their_half_width_twins),
    };
    return cmocka_run_group_tests_name("app/key", tests, NULL, NULL);
}
