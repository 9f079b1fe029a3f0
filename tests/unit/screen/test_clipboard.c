/* The bytes of a copy: base64, the wrappings, and which terminal gets which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "screen/clipboard.h"

static void every_terminal_gets_its_form_and_old_ones_none(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool in_tmux, in_screen;
        enum clipboard kind;
    } cases[] = {
        {"xterm-256color", false, false, CLIPBOARD_DIRECT},
        {"putty-256color", false, false, CLIPBOARD_DIRECT},
        {"alacritty", false, false, CLIPBOARD_DIRECT},
        {"tmux-256color", false, false, CLIPBOARD_TMUX},
        {"xterm-256color", true, false, CLIPBOARD_TMUX},
        {"screen-256color", true, false, CLIPBOARD_TMUX},
        {"screen", false, true, CLIPBOARD_SCREEN},
        {"screen.xterm-256color", false, false, CLIPBOARD_SCREEN},
        {"linux", false, false, CLIPBOARD_NONE},
        {"vt100", false, false, CLIPBOARD_NONE},
        {"vt220", false, false, CLIPBOARD_NONE},
        {"ansi", false, false, CLIPBOARD_NONE},
        {"", false, false, CLIPBOARD_NONE},
        {NULL, false, false, CLIPBOARD_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(clipboard_of(cases[i].name, cases[i].in_tmux, cases[i].in_screen),
                         cases[i].kind);
}

static void assert_bytes(enum clipboard kind, struct str text, const char *expected)
{
    struct buf out = BUF_INIT;
    clipboard_append(&out, kind, text);
    assert_string_equal(buf_cstr(&out), expected);
    buf_release(&out);
}

/* The vectors of RFC 4648, section 10, and bytes that use the last digits. */
static void base64_is_as_the_standard_has_it(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        const char *base64;
    } cases[] = {
        {STR_INIT("f"), "Zg=="},         {STR_INIT("fo"), "Zm8="},
        {STR_INIT("foo"), "Zm9v"},       {STR_INIT("foob"), "Zm9vYg=="},
        {STR_INIT("fooba"), "Zm9vYmE="}, {STR_INIT("foobar"), "Zm9vYmFy"},
        {STR_INIT("是"), "5piv"},        {STR_INIT("\xFB\xFF\xFE\0"), "+//+AA=="},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf expected = BUF_INIT;
        buf_printf(&expected, "\033]52;c;%s\a", cases[i].base64);
        assert_bytes(CLIPBOARD_DIRECT, cases[i].text, buf_cstr(&expected));
        buf_release(&expected);
    }
}

static void tmux_gets_it_for_itself_and_for_the_terminal_outside(void **state)
{
    (void)state;
    assert_bytes(CLIPBOARD_TMUX, STR("foo"),
                 "\033]52;c;Zm9v\a"
                 "\033Ptmux;\033\033]52;c;Zm9v\a\033\\");
}

static void screen_gets_pieces_that_it_can_take(void **state)
{
    (void)state;
    assert_bytes(CLIPBOARD_SCREEN, STR("foo"), "\033P\033]52;c;Zm9v\a\033\\");
    struct buf text = BUF_INIT, out = BUF_INIT, joined = BUF_INIT, direct = BUF_INIT;
    for (int i = 0; i < 1000; i++)
        buf_append_str(&text, STR("督办"));
    clipboard_append(&direct, CLIPBOARD_DIRECT, buf_str(&text));
    clipboard_append(&out, CLIPBOARD_SCREEN, buf_str(&text));
    for (struct str rest = buf_str(&out); rest.len > 0;) {
        assert_true(str_starts_with(rest, STR("\033P")));
        size_t end = str_find(rest, STR("\033\\"), 2);
        assert_true(end != SIZE_MAX && end + 2 <= 256);
        buf_append_str(&joined, str_slice(rest, 2, end - 2));
        rest = str_slice(rest, end + 2, SIZE_MAX);
    }
    assert_string_equal(buf_cstr(&joined), buf_cstr(&direct));
    buf_release(&text);
    buf_release(&out);
    buf_release(&joined);
    buf_release(&direct);
}

static void a_terminal_without_a_clipboard_gets_no_byte(void **state)
{
    (void)state;
    assert_bytes(CLIPBOARD_NONE, STR("foo"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_terminal_gets_its_form_and_old_ones_none),
        cmocka_unit_test(base64_is_as_the_standard_has_it),
        cmocka_unit_test(tmux_gets_it_for_itself_and_for_the_terminal_outside),
        cmocka_unit_test(screen_gets_pieces_that_it_can_take),
        cmocka_unit_test(a_terminal_without_a_clipboard_gets_no_byte),
    };
    return cmocka_run_group_tests_name("clipboard", tests, NULL, NULL);
}
