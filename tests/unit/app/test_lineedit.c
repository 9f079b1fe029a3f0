/* Typing, moving, erasing and remembering at the prompt. */
#include "app/lineedit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/cluster.h"

/* Presses written keys, blank-separated: "a b Left x". */
static void press(struct lineedit *e, const char *keys)
{
    struct str rest = str_from(keys), name;
    while (str_split(&rest, ' ', &name)) {
        uint32_t key;
        if (!key_parse(name, &key))
            fail_msg("no such key: %.*s", STR_ARG(name));
        lineedit_key(e, key);
    }
}

/* The line with | where the cursor stands. */
static const char *picture(const struct lineedit *e)
{
    static char out[LINEEDIT_MAX_BYTES + 2];
    struct str text = buf_str(&e->text);
    snprintf(out, sizeof(out), "%.*s|%.*s", STR_ARG(str_slice(text, 0, e->cursor)),
             STR_ARG(str_slice(text, e->cursor, SIZE_MAX)));
    return out;
}

static void keys_edit_the_line(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *expected;
    } cases[] = {
        {"a b c", "abc|"},
        {"滨 江", "滨江|"},
        {"滨 江 Left", "滨|江"},
        {"滨 江 Left x", "滨x|江"},
        {"滨 江 Backspace", "滨|"},
        {"滨 江 Backspace Backspace Backspace", "|"},
        {"滨 江 Home Del", "|江"},
        {"a b c Left Left Del", "a|c"},
        {"a b c Home Right x", "ax|bc"},
        {"a b c Home End x", "abcx|"},
        {"a b c Home End x", "abcx|"},
        {"a b c Left C-u", "|c"},
        {"a b c Left C-k", "ab|"},
        {"a b Space c d C-w", "ab |"},
        {"a b Space c d Space Space C-w", "ab |"},
        {"a b C-w C-w", "|"},
        {"a b Space c d Left C-w", "ab |d"},
        {"a Left Left Left b", "b|a"},
        {"a Right b", "ab|"},
        /* full-width characters stay as typed */
        {"／ ：", "／：|"},
        {"a U+3000 b C-w", "a\xE3\x80\x80|"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lineedit e;
        lineedit_init(&e, NULL);
        press(&e, cases[i].keys);
        assert_string_equal(picture(&e), cases[i].expected);
        lineedit_release(&e);
    }
}

static void the_result_tells_the_caller_what_a_key_did(void **state)
{
    (void)state;
    static const struct {
        uint32_t key;
        enum lineedit_result expected;
    } cases[] = {
        {'x', LINEEDIT_CHANGED},         {0x6EE8, LINEEDIT_CHANGED},
        {K_BACKSPACE, LINEEDIT_CHANGED}, {K_DELETE, LINEEDIT_MOVED},
        {K_LEFT, LINEEDIT_MOVED},        {K_CTRL('k'), LINEEDIT_CHANGED},
        {K_CTRL('k'), LINEEDIT_MOVED},   {K_UP, LINEEDIT_MOVED},
        {K_DOWN, LINEEDIT_MOVED},        {K_ENTER, LINEEDIT_IGNORED},
        {K_ESC, LINEEDIT_IGNORED},       {K_TAB, LINEEDIT_IGNORED},
        {K_F1, LINEEDIT_IGNORED},        {K_PAGE_DOWN, LINEEDIT_IGNORED},
        {K_CTRL('l'), LINEEDIT_IGNORED}, {0x9B, LINEEDIT_IGNORED},
        {K_NONE, LINEEDIT_IGNORED},
    };
    struct lineedit e;
    lineedit_init(&e, NULL);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(lineedit_key(&e, cases[i].key), cases[i].expected);
    lineedit_release(&e);
}

static void the_cursor_stands_only_where_a_character_begins(void **state)
{
    (void)state;
    struct lineedit e;
    lineedit_init(&e, NULL);
    /* e and a combining acute are one character, typed in two keys. */
    lineedit_key(&e, 'e');
    lineedit_key(&e, 0x301);
    lineedit_key(&e, 'x');
    press(&e, "Left Left");
    assert_int_equal(e.cursor, 0);
    press(&e, "Right");
    assert_int_equal(e.cursor, 3);
    press(&e, "Backspace");
    assert_string_equal(picture(&e), "|x");
    /* A mark typed before another character joins the one before it. */
    lineedit_set(&e, STR("ab"));
    press(&e, "Left");
    lineedit_key(&e, 0x301);
    assert_string_equal(picture(&e), "a\xCC\x81|b");
    lineedit_release(&e);
}

static bool is_boundary(struct str text, size_t off)
{
    size_t at = 0;
    while (at < off) {
        struct cluster cluster;
        at = cluster_at(text, at, &cluster);
    }
    return at == off;
}

static void any_keys_leave_valid_text_and_a_cursor_within_it(void **state)
{
    (void)state;
    static const uint32_t keys[] = {
        'a',         ' ',         0x6EE8, 0x301,       0x200D,      0x1F468,     0x1F1E8, 0x1F1F3,
        K_LEFT,      K_RIGHT,     K_HOME, K_END,       K_BACKSPACE, K_DELETE,    K_UP,    K_DOWN,
        K_CTRL('w'), K_CTRL('k'), 0xFE0F, K_CTRL('u'), K_LEFT,      K_BACKSPACE, 0x202E,  0x1F469,
    };
    struct history history = HISTORY_INIT;
    struct lineedit e;
    lineedit_init(&e, &history);
    srand(7);
    for (int i = 0; i < 20000; i++) {
        lineedit_key(&e, keys[(size_t)rand() % COUNT_OF(keys)]);
        assert_true(utf8_is_valid(buf_str(&e.text)));
        assert_true(e.cursor <= e.text.len);
        assert_true(is_boundary(buf_str(&e.text), e.cursor));
        if (rand() % 50 == 0) {
            history_add(&history, buf_str(&e.text));
            lineedit_set(&e, STR(""));
        }
    }
    lineedit_release(&e);
    history_release(&history);
}

static void pasted_text_becomes_one_clean_line(void **state)
{
    (void)state;
    static const struct {
        const char *pasted, *expected;
    } cases[] = {
        {"市教育局", "市教育局|"},
        {"a\r\nb\nc\rd\te", "a b c d e|"},
        {"a\x1b[31mb\x07", "a[31mb|"},
        {"a\xC2\x9B"
         "b",
         "ab|"},
        {"a\xFF\xE5\xB8z", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz|"},
        {"", "|"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lineedit e;
        lineedit_init(&e, NULL);
        lineedit_paste(&e, str_from(cases[i].pasted));
        assert_string_equal(picture(&e), cases[i].expected);
        lineedit_release(&e);
    }
}

static void a_paste_goes_in_at_the_cursor(void **state)
{
    (void)state;
    struct lineedit e;
    lineedit_init(&e, NULL);
    lineedit_set(&e, STR("ad"));
    press(&e, "Left");
    assert_int_equal(lineedit_paste(&e, STR("bc")), LINEEDIT_CHANGED);
    assert_string_equal(picture(&e), "abc|d");
    assert_int_equal(lineedit_paste(&e, STR("\x07")), LINEEDIT_MOVED);
    lineedit_release(&e);
}

static void the_line_stays_below_its_limit_and_whole(void **state)
{
    (void)state;
    struct buf much = BUF_INIT;
    for (int i = 0; i < 3000; i++)
        buf_append_str(&much, STR("滨"));
    struct lineedit e;
    lineedit_init(&e, NULL);
    lineedit_paste(&e, buf_str(&much));
    assert_int_equal(e.text.len, LINEEDIT_MAX_BYTES - 1);
    lineedit_set(&e, STR("x"));
    lineedit_paste(&e, buf_str(&much));
    assert_in_range(e.text.len, LINEEDIT_MAX_BYTES - 4, LINEEDIT_MAX_BYTES - 1);
    assert_true(utf8_is_valid(buf_str(&e.text)));
    assert_int_equal(lineedit_key(&e, 0x6EE8), LINEEDIT_MOVED);
    lineedit_release(&e);
    buf_release(&much);
}

static void history_goes_back_and_returns_to_what_was_being_typed(void **state)
{
    (void)state;
    struct history history = HISTORY_INIT;
    history_add(&history, STR("高速"));
    history_add(&history, STR("桥梁"));
    history_add(&history, STR("桥梁"));
    history_add(&history, STR(""));
    assert_int_equal(history.count, 2);
    struct lineedit e;
    lineedit_init(&e, &history);
    static const struct {
        const char *keys, *expected;
    } steps[] = {
        {"x", "x|"},       {"Up", "桥梁|"}, {"Up", "高速|"}, {"Up", "高速|"},
        {"Down", "桥梁|"}, {"Down", "x|"},  {"Down", "x|"},  {"Up y", "桥梁y|"},
    };
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        press(&e, steps[i].keys);
        assert_string_equal(picture(&e), steps[i].expected);
    }
    lineedit_release(&e);
    history_release(&history);
}

static void history_forgets_the_oldest(void **state)
{
    (void)state;
    struct history history = HISTORY_INIT;
    for (int i = 0; i < HISTORY_MAX + 5; i++) {
        char line[16];
        snprintf(line, sizeof(line), "%d", i);
        history_add(&history, str_from(line));
    }
    assert_int_equal(history.count, HISTORY_MAX);
    assert_string_equal(buf_cstr(&history.entries[0]), "5");
    assert_string_equal(buf_cstr(&history.entries[HISTORY_MAX - 1]), "104");
    history_release(&history);
}

static void the_window_is_the_whole_line_where_it_fits(void **state)
{
    (void)state;
    struct lineedit e;
    lineedit_init(&e, NULL);
    lineedit_set(&e, STR("units:教育局"));
    unsigned cursor_cells;
    struct str shown = lineedit_window(&e, 13, &cursor_cells);
    assert_true(str_equal(shown, STR("units:教育局")));
    assert_int_equal(cursor_cells, 12);
    lineedit_release(&e);
}

static void the_cursor_is_always_in_the_window(void **state)
{
    (void)state;
    struct lineedit e;
    lineedit_init(&e, NULL);
    lineedit_set(&e, STR("高速 !note:待省批复 a\xCC\x81 end 👨‍👩‍👧 🇨🇳 x"));
    size_t whole = text_cells(buf_str(&e.text));
    for (unsigned cells = 2; cells < whole + 5; cells++) {
        press(&e, "End");
        for (;;) {
            unsigned at;
            struct str shown = lineedit_window(&e, cells, &at);
            assert_true(text_cells(shown) <= cells);
            assert_true(at < cells);
            /* The cluster at the cursor's place in the window is the one at the cursor. */
            struct str before = text_fit(shown, at, NULL);
            assert_ptr_equal(before.ptr + before.len, buf_str(&e.text).ptr + e.cursor);
            assert_true(e.cursor == e.text.len || shown.len > before.len);
            if (e.cursor == 0)
                break;
            press(&e, "Left");
        }
    }
    lineedit_release(&e);
}

static void what_stands_before_the_cursor_is_replaced(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        size_t lefts, from;
        const char *text, *expected;
        size_t cursor;
    } cases[] = {
        {"unit:jt", 0, 5, "市局", "unit:市局", 11},
        {"a jt b", 2, 2, "市局", "a 市局 b", 8},
        {"", 0, 0, "市局", "市局", 6},
        {"市局", 0, 6, "", "市局", 6},
        {"jt", 0, 0, "a\tb\x1B", "a b", 3},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lineedit e;
        lineedit_init(&e, NULL);
        lineedit_set(&e, str_from(cases[i].line));
        for (size_t k = 0; k < cases[i].lefts; k++)
            lineedit_key(&e, K_LEFT);
        lineedit_replace_before(&e, cases[i].from, str_from(cases[i].text));
        assert_string_equal(buf_cstr(&e.text), cases[i].expected);
        assert_int_equal(e.cursor, cases[i].cursor);
        lineedit_release(&e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_edit_the_line),
        cmocka_unit_test(what_stands_before_the_cursor_is_replaced),
        cmocka_unit_test(the_result_tells_the_caller_what_a_key_did),
        cmocka_unit_test(the_cursor_stands_only_where_a_character_begins),
        cmocka_unit_test(any_keys_leave_valid_text_and_a_cursor_within_it),
        cmocka_unit_test(pasted_text_becomes_one_clean_line),
        cmocka_unit_test(a_paste_goes_in_at_the_cursor),
        cmocka_unit_test(the_line_stays_below_its_limit_and_whole),
        cmocka_unit_test(history_goes_back_and_returns_to_what_was_being_typed),
        cmocka_unit_test(history_forgets_the_oldest),
        cmocka_unit_test(the_window_is_the_whole_line_where_it_fits),
        cmocka_unit_test(the_cursor_is_always_in_the_window),
    };
    return cmocka_run_group_tests_name("app/lineedit", tests, NULL, NULL);
}
