/* Titles and headers without their words of time. */
#include "review/timeless.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *key_of(struct buf *scratch, const char *text)
{
    buf_clear(scratch);
    timeless_append_key(scratch, str_from(text));
    return buf_cstr(scratch);
}

static void words_of_time_go_and_everything_else_stays(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"菏泽市人民政府2023年经济社会发展责任目标三季度工作推进情况一览表",
         "菏泽市人民政府经济社会发展责任目标工作推进情况一览表"},
        {"菏泽市人民政府 2023年度 责任目标第四季度工作推进情况一览表",
         "菏泽市人民政府责任目标工作推进情况一览表"},
        {"责任目标前三季度推进情况", "责任目标推进情况"},
        {"责任目标第3季度推进情况", "责任目标推进情况"},
        {"责任目标１－８月份推进情况", "责任目标推进情况"},
        {"责任目标1月—9月推进情况", "责任目标推进情况"},
        {"责任目标一至三季度推进情况", "责任目标推进情况"},
        {"责任目标上半年推进情况", "责任目标推进情况"},
        {"责任目标推进情况(截至9月底)", "责任目标推进情况"},
        {"责任目标推进情况（截至2023年9月30日）", "责任目标推进情况"},
        {"责任目标推进情况【截止12月末】", "责任目标推进情况"},
        {"责任目标(市直)三季度推进情况", "责任目标(市直)推进情况"},
        {"二〇二三年责任目标", "责任目标"},
        {"2021-2023年责任目标", "责任目标"},
        {"责任目标2023-09-30", "责任目标"},
        {"责任目标2023.9.30", "责任目标"},
        {"责任目标Q3", "责任目标"},
        {"责任目标前9个月情况", "责任目标情况"},
        {"責任目標十二月底情況", "责任目标情况"},
        {"三季度完成情况", "完成情况"},
        {"完成情况", "完成情况"},
        /* what only looks like a time */
        {"“十四五”规划", "\"十四五\"规划"},
        {"三年行动方案", "三年行动方案"},
        {"第一批项目", "第一批项目"},
        {"前期工作", "前期工作"},
        {"底数", "底数"},
        {"G327线", "g327线"},
        {"12345热线", "12345热线"},
        {"第12345月", "第12345月"},
        {"截至", "截至"},
        {"表()", "表"},
        {")(", ")("},
        {"", ""},
        {"三季度", ""},
    };
    struct buf scratch = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(key_of(&scratch, cases[i].text), cases[i].expected);
    buf_release(&scratch);
}

static void a_bracket_of_what_stood_before_is_never_taken(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    buf_append_str(&out, STR("("));
    timeless_append_key(&out, STR(")三季度"));
    assert_string_equal(buf_cstr(&out), "()");
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_time_go_and_everything_else_stays),
        cmocka_unit_test(a_bracket_of_what_stood_before_is_never_taken),
    };
    return cmocka_run_group_tests_name("timeless", tests, NULL, NULL);
}
