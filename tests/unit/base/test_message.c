/* The message table and the wording of failures. */
#include "base/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <errno.h>
#include <string.h>

/* The arguments that a format asks for: "%-3d %.*s%%" -> "d *s ". A text that ends in % is a label,
 * as the head of a column, and no format. */
static void conversions(const char *format, char out[64])
{
    size_t n = 0;
    for (const char *p = strchr(format, '%'); p; p = strchr(p, '%')) {
        p++;
        if (*p == '%' || *p == '\0') {
            p += *p == '%';
            continue;
        }
        for (; *p && strchr("-+ #0123456789.'*hlzjtL", *p); p++)
            if (strchr("*hlzjtL", *p) && n < 60)
                out[n++] = *p;
        assert_true(*p && strchr("diuxXcsfeg", *p));
        assert_true(n < 60);
        out[n++] = *p++;
        out[n++] = ' ';
    }
    out[n] = '\0';
}

static void every_text_exists_in_both_languages(void **state)
{
    (void)state;
    for (int m = MSG_NONE + 1; m < MSG_COUNT; m++)
        for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
            const char *text = msg_text((enum lang)lang, (enum msg)m);
            assert_non_null(text);
            if (text[0] == '\0')
                fail_msg("message %d is empty in language %d", m, lang);
        }
    assert_string_equal(msg_text(LANG_ZH, MSG_NONE), "");
    assert_string_equal(msg_text(LANG_EN, MSG_NONE), "");
}

static void both_languages_have_the_same_conversions_in_the_same_order(void **state)
{
    (void)state;
    for (int m = MSG_NONE + 1; m < MSG_COUNT; m++) {
        char zh[64], en[64];
        conversions(msg_text(LANG_ZH, (enum msg)m), zh);
        conversions(msg_text(LANG_EN, (enum msg)m), en);
        if (strcmp(zh, en) != 0)
            fail_msg("message %d “%s”: %s but %s", m, msg_text(LANG_EN, (enum msg)m), zh, en);
    }
}

/* "1 records" is no English: the number stands behind what it counts. */
static bool needs_a_plural(const char *text)
{
    for (const char *p = strchr(text, '%'); p; p = strchr(p, '%')) {
        p += 1 + strspn(p + 1, "zl");
        if ((*p != 'u' && *p != 'd') || p[1] != ' ')
            continue;
        size_t letters = strspn(p + 2, "abcdefghijklmnopqrstuvwxyz");
        if (letters > 2 && p[1 + letters] == 's' && p[letters] != 's')
            return true;
    }
    return false;
}

static void no_number_stands_before_a_plural(void **state)
{
    (void)state;
    assert_true(needs_a_plural("took 3%% for %zu records") && needs_a_plural("%u tables"));
    assert_false(needs_a_plural("records: %u") || needs_a_plural("%u of %u, less"));
    for (int m = MSG_NONE + 1; m < MSG_COUNT; m++)
        if (needs_a_plural(msg_text(LANG_EN, (enum msg)m)))
            fail_msg("“%s”", msg_text(LANG_EN, (enum msg)m));
}

static void no_text_has_control_bytes(void **state)
{
    (void)state;
    for (int m = MSG_NONE + 1; m < MSG_COUNT; m++)
        for (int lang = LANG_ZH; lang <= LANG_EN; lang++)
            for (const char *p = msg_text((enum lang)lang, (enum msg)m); *p; p++)
                if (iscntrl((unsigned char)*p) && *p != '\n')
                    fail_msg("message %d has a control byte", m);
}

static void assert_diag(enum lang lang, const struct diag *d, const char *expected)
{
    struct buf out = BUF_INIT;
    diag_append(&out, lang, d);
    assert_string_equal(buf_cstr(&out), expected);
    buf_release(&out);
}

static void a_failure_names_what_failed_subject_line_and_reason(void **state)
{
    (void)state;
    struct diag d;
    diag_set(&d, ERR_OPEN, ENOENT, STR("q3.tsv"), 0);
    assert_diag(LANG_EN, &d, "cannot open: “q3.tsv”: no such file");
    assert_diag(LANG_ZH, &d, "无法打开：“q3.tsv”：没有这个文件");
    diag_set(&d, ERR_READ, EIO, STR("q3.tsv"), 0);
    d.line = 12;
    assert_diag(LANG_EN, &d, "cannot read: “q3.tsv” (line 12): the disk or the network failed");
    assert_diag(LANG_ZH, &d, "读取失败：“q3.tsv”（第12行）：磁盘或网络读写出错");
    diag_set(&d, ERR_EMPTY, 0, STR("q3.tsv"), 0);
    assert_diag(LANG_EN, &d, "nothing to show: “q3.tsv”");
    diag_set(&d, ERR_TERMINAL, 0, STR(""), MSG_NOT_A_TERMINAL);
    assert_diag(LANG_ZH, &d, "终端不可用：不是终端");
}

static void a_reason_goes_before_errno(void **state)
{
    (void)state;
    struct diag d;
    diag_set(&d, ERR_KIND, ENOENT, STR("dir"), MSG_IS_DIRECTORY);
    assert_diag(LANG_EN, &d, "not a file or pipe: “dir”: it is a directory");
}

static void a_detail_is_told_once(void **state)
{
    (void)state;
    struct diag d;
    diag_set(&d, ERR_QUERY, 0, STR("/(/"), 0);
    diag_set_detail(&d, STR("missing )"));
    assert_diag(LANG_EN, &d, "cannot read the query: “/(/”: missing )");
    diag_set(&d, ERR_OPEN, ENOENT, STR("a"), 0);
    diag_set_detail(&d, STR("%s%n"));
    assert_diag(LANG_EN, &d, "cannot open: “a”: no such file: %s%n");
    /* Any row with one %s may serve as a reason. */
    diag_set(&d, ERR_USAGE, 0, STR(""), MSG_QUOTED);
    diag_set_detail(&d, STR("--x"));
    assert_diag(LANG_EN, &d, "wrong usage: “--x”");
}

static void every_error_has_words(void **state)
{
    (void)state;
    for (int err = ERR_OPEN; err <= ERR_TERMINAL; err++) {
        struct diag d;
        struct buf out = BUF_INIT;
        diag_set(&d, (enum err)err, 0, STR(""), 0);
        diag_append(&out, LANG_ZH, &d);
        assert_true(out.len > 0);
        buf_release(&out);
    }
}

static void common_errnos_speak_chinese_and_others_still_speak(void **state)
{
    (void)state;
    static const int common[] = {ENOENT, EACCES, EPERM,  EISDIR, ENOTDIR, ELOOP, EIO,
                                 ENOSPC, EROFS,  EMFILE, ENXIO,  ENOMEM,  EFBIG};
    struct diag d;
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(common); i++) {
        buf_clear(&out);
        diag_set(&d, ERR_OPEN, common[i], STR(""), 0);
        diag_append(&out, LANG_ZH, &d);
        assert_null(strstr(buf_cstr(&out), strerror(common[i])));
    }
    buf_clear(&out);
    diag_set(&d, ERR_OPEN, EXDEV, STR(""), 0);
    diag_append(&out, LANG_ZH, &d);
    assert_non_null(strstr(buf_cstr(&out), strerror(EXDEV)));
    buf_release(&out);
}

static void a_locale_names_a_language_or_none(void **state)
{
    (void)state;
    static const struct {
        const char *locale;
        bool names_one;
        enum lang lang;
    } cases[] = {
        {"zh_CN.UTF-8", true, LANG_ZH}, {"zh_TW", true, LANG_ZH},
        {"zh", true, LANG_ZH},          {"zh-Hans", true, LANG_ZH},
        {"en_US.UTF-8", true, LANG_EN}, {"de_DE@euro", true, LANG_EN},
        {"zhx_CN", true, LANG_EN},      {"C", false, LANG_EN},
        {"POSIX", false, LANG_EN},      {"C.UTF-8", false, LANG_EN},
        {"C.utf8", false, LANG_EN},     {"UTF-8", false, LANG_EN},
        {"", false, LANG_EN},           {NULL, false, LANG_EN},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        enum lang lang = LANG_ZH;
        assert_int_equal(lang_from_locale(cases[i].locale, &lang), cases[i].names_one);
        assert_int_equal(lang, cases[i].names_one ? cases[i].lang : LANG_ZH);
    }
}

static void the_language_option_takes_two_names(void **state)
{
    (void)state;
    enum lang lang = LANG_ZH;
    assert_true(lang_parse(STR("en"), &lang));
    assert_int_equal(lang, LANG_EN);
    assert_true(lang_parse(STR("zh"), &lang));
    assert_int_equal(lang, LANG_ZH);
    assert_false(lang_parse(STR("fr"), &lang));
    assert_false(lang_parse(STR(""), &lang));
    assert_int_equal(lang, LANG_ZH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_exists_in_both_languages),
        cmocka_unit_test(both_languages_have_the_same_conversions_in_the_same_order),
        cmocka_unit_test(no_number_stands_before_a_plural),
        cmocka_unit_test(no_text_has_control_bytes),
        cmocka_unit_test(a_failure_names_what_failed_subject_line_and_reason),
        cmocka_unit_test(a_reason_goes_before_errno),
        cmocka_unit_test(a_detail_is_told_once),
        cmocka_unit_test(every_error_has_words),
        cmocka_unit_test(common_errnos_speak_chinese_and_others_still_speak),
        cmocka_unit_test(a_locale_names_a_language_or_none),
        cmocka_unit_test(the_language_option_takes_two_names),
    };
    return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
