/*
 * The judge can say no: what it lets pass, what it does not, and the modes it follows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/judge.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *judge_all(struct judge *j, const char *bytes)
{
    judge_init(j);
    for (size_t i = 0; bytes[i]; i++) /* torn everywhere */
        judge_feed(j, bytes + i, 1);
    return judge_offence(j, true);
}

static void what_a_terminal_program_needs_is_let_pass(void **state)
{
    static const char *const good[] = {
        "plain\r\n\b\t",
        "督办 “引号” — · é 👨‍👩‍👧",
        "\033[?1049h\033[22;0;0t\033[1;24r\033(B\033[m\033[4l\033[?7h\033[H\033[2J",
        "\033[38;5;17m\033[1;31;47m\033[39;49m\033(B\033[m",
        "\033[12;40H\033[3d\033[5G\033[2K\033[3X\033[4P\033[2@\033[5b\033[2L\033[M",
        "\033[?25l\033[?12l\033[?25h\033[34h\033[?25h\033[?0c",
        "\033[?1h\033=\033[?1l\033>\033[?2004h\033[?2004l\033[6n",
        "\033(0qqq\033(B\016qq\017\0337\0338\033M",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        struct judge j;
        const char *offence = judge_all(&j, good[i]);
        assert_string_equal(offence ? offence : "", "");
    }
}

static void what_could_drive_or_deceive_a_terminal_is_found(void **state)
{
    static const struct {
        const char *bytes, *said;
    } bad[] = {
        {"a\033]0;title\007", "OSC, DCS, SOS, PM or APC at byte 1: 1b 5d"},
        {"\033]52;c;AAAA\033\\", "OSC, DCS"},
        {"\033Pq\033\\", "OSC, DCS"},
        {"\033_x\033\\", "OSC, DCS"},
        {"\033^x\033\\", "OSC, DCS"},
        {"\033X", "OSC, DCS"},
        {"\033[c", "forbidden control sequence at byte 0: 1b 5b 63"},
        {"\033[>c", "forbidden"},
        {"\033[5n", "forbidden"},
        {"\033[?1000h", "forbidden"},
        {"\033[?1049$p", "forbidden"},
        {"\033[8;10;10t", "forbidden"},
        {"\033[!p", "forbidden"},
        {"\033c", "unknown escape sequence"},
        {"\033#8", "unknown escape sequence"},
        {"\033%G", "unknown escape sequence"},
        {"\007", "control character"},
        {"\177", "control character"},
        {"\v", "control character"},
        {"\302\233", "C1 control"},
        {"\233", "C1 control"},
        {"\300\200", "bad UTF-8"},
        {"\340\200\200", "bad UTF-8"},
        {"\355\240\200", "bad UTF-8"},
        {"\364\220\200\200", "bad UTF-8"},
        {"\346\261x", "bad UTF-8"},
        {"a\342\200\256b", "invisible or direction-turning character at byte 1: e2 80 ae"},
        {"\342\200\213", "invisible"},
        {"\357\273\277", "invisible"},
        {"\356\200\200", "invisible"},
        {"\363\240\201\201", "invisible"},
        {"\346\261", "unfinished sequence"},
        {"\033[12", "unfinished sequence"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct judge j;
        const char *offence = judge_all(&j, bad[i].bytes);
        assert_non_null(offence);
        assert_memory_equal(offence, bad[i].said, strlen(bad[i].said));
    }
}

static void a_sequence_without_end_is_an_offence(void **state)
{
    struct judge j;
    (void)state;
    judge_init(&j);
    judge_feed(&j, "\033[", 2);
    for (int i = 0; i < 100; i++)
        judge_feed(&j, "1;", 2);
    assert_non_null(judge_offence(&j, false));
}

static void a_crash_tears_once(void **state)
{
    struct judge j;
    (void)state;
    judge_init(&j);
    judge_allow_tear(&j);
    judge_feed(&j, "a\xE5\x8A\033[m", 6);
    assert_null(judge_offence(&j, true));
    judge_feed(&j, "\033[3\033[m", 6);
    assert_non_null(judge_offence(&j, true));
}

static void a_copy_passes_once_for_each_time_that_it_was_asked_for(void **state)
{
    static const struct {
        unsigned allowed;
        const char *bytes, *said;
    } cases[] = {
        {1, "\033]52;c;5Zyw\a", ""},
        {1, "a\033]52;c;YQ==\ab", ""},
        {2, "\033]52;c;YQ==\a\033]52;c;YQ==\a", ""},
        {1, "\033]52;c;YQ==\a\033]52;c;YQ==\a", "OSC, DCS"},
        {0, "\033]52;c;YQ==\a", "OSC, DCS"},
        {1, "\033]52;p;YQ==\a", "another OSC"},
        {1, "\033]52;c;?\a", "not base64"},
        {1, "\033]0;title\a", "another OSC"},
        {1, "\033]52;c;\a", "base64 that is not whole"},
        {1, "\033]52;c;YQ=\a", "base64 that is not whole"},
        {1, "\033]52;c;Y===\a", "not base64"},
        {1, "\033]52;c;YQ==YQ==\a", "not base64"},
        {1, "\033]52;c;YQ==\033\\", "torn sequence"},
        {1, "\033]52;c;YQ==", "unfinished sequence"},
        {1, "\033Ptmux;\033\033]52;c;YQ==\a\033\\", "OSC, DCS"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct judge j;
        judge_init(&j);
        for (unsigned n = 0; n < cases[i].allowed; n++)
            judge_allow_copy(&j);
        for (size_t k = 0; cases[i].bytes[k]; k++)
            judge_feed(&j, cases[i].bytes + k, 1);
        const char *offence = judge_offence(&j, true);
        assert_int_equal(offence == NULL, cases[i].said[0] == '\0');
        assert_memory_equal(offence ? offence : "", cases[i].said, strlen(cases[i].said));
    }
}

static void a_copy_is_at_most_as_long_as_terminals_take(void **state)
{
    (void)state;
    for (size_t quads = JUDGE_COPY_BYTES / 4; quads <= JUDGE_COPY_BYTES / 4 + 1; quads++) {
        struct judge j;
        judge_init(&j);
        judge_allow_copy(&j);
        judge_feed(&j, "\033]52;c;", 7);
        for (size_t i = 0; i < quads; i++)
            judge_feed(&j, "AAAA", 4);
        judge_feed(&j, "\a", 1);
        assert_int_equal(judge_offence(&j, true) == NULL, quads * 4 <= JUDGE_COPY_BYTES);
    }
}

static void modes_are_followed_until_they_are_put_back(void **state)
{
    static const struct {
        const char *bytes, *left;
    } cases[] = {
        {"", ""},
        {"\033[?1049h\033[?25l", "alternate screen, cursor hidden"},
        {"\033[?1049h\033[?25l\033[?1049l\033[?12l\033[?25h", ""},
        {"\033[1;31mred", "styled"},
        {"\033[1;31mred\033[m", ""},
        {"\033[31mred\033[39;49m", "styled"},
        {"\033[?1h\033=\033[?2004h", "cursor keys, keypad, bracketed paste"},
        {"\033[?1h\033=\033[?2004h\033[?2004l\033[?1l\033>", ""},
        {"\016", "line drawing"},
        {"\016\017", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct judge j;
        char left[128];
        judge_all(&j, cases[i].bytes);
        assert_string_equal(judge_modes_left(&j, left, sizeof left), cases[i].left);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_terminal_program_needs_is_let_pass),
        cmocka_unit_test(what_could_drive_or_deceive_a_terminal_is_found),
        cmocka_unit_test(a_sequence_without_end_is_an_offence),
        cmocka_unit_test(a_crash_tears_once),
        cmocka_unit_test(a_copy_passes_once_for_each_time_that_it_was_asked_for),
        cmocka_unit_test(a_copy_is_at_most_as_long_as_terminals_take),
        cmocka_unit_test(modes_are_followed_until_they_are_put_back),
    };
    return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
