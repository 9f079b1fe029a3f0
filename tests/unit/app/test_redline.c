/* Tests of app/redline.h. */
#include "app/redline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/card.h"
#include "review/compare.h"
#include "tests/unit/shared/tables.h"

#define COLUMN 4

static struct redline_cell cell(const char *text)
{
    return (struct redline_cell){COLUMN, str_from(text), 0, CARD_VALUE};
}

/* The pieces of the present cell, joined, are the cell, and lie where they say. */
static void assert_whole(const struct patchwork *p, struct str now)
{
    size_t at = 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct patch *patch = &p->patches[i];
        if (patch->column != COLUMN || patch->style == CARD_EMPTY)
            continue;
        assert_int_equal(patch->off, at);
        assert_ptr_equal(patch->text.ptr, now.ptr + at);
        at += patch->text.len;
    }
    assert_int_equal(at, now.len);
}

static const struct {
    const char *before, *now, *woven;
} cases[] = {
    {"完成投资8.2亿元", "完成投资12.45亿元", "完成投资【旧 8.2】【新 12.45】亿元"},
    {"主体完工", "主体完工,正在装修", "主体完工【新 ,正在装修】"},
    {"主体完工,正在装修", "主体完工", "主体完工【旧 ,正在装修】"},
    {"正在编制方案", "已开工建设,完成投资3亿元", "已开工建设,完成投资3亿元\n【旧 正在编制方案】"},
    {"", "已开工", "已开工\n【旧 －】"},
    {"已开工", "", "－\n【旧 已开工】"},
};

static void both_values_can_be_read_without_colour(void **state)
{
    (void)state;
    struct patchwork p = PATCHWORK_INIT;
    struct diff scratch = DIFF_INIT;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct redline_cell now = cell(cases[i].now);
        patchwork_clear(&p);
        redline_weave(&p, &scratch, &now, str_from(cases[i].before), LANG_ZH);
        assert_string_equal(buf_cstr(&p.text), cases[i].woven);
        assert_whole(&p, now.text);
    }
    patchwork_release(&p);
    diff_release(&scratch);
}

/* A sign before a figure would be read as part of it. */
static void no_sign_stands_before_a_figure(void **state)
{
    (void)state;
    struct patchwork p = PATCHWORK_INIT;
    struct diff scratch = DIFF_INIT;
    struct redline_cell now = cell("completed 12.45 of 20");
    redline_weave(&p, &scratch, &now, STR("completed 8.2 of 20"), LANG_EN);
    assert_string_equal(buf_cstr(&p.text), "completed [was: 8.2][now: 12.45] of 20");
    assert_int_equal(str_find(buf_str(&p.text), STR("+"), 0), SIZE_MAX);
    assert_int_equal(str_find(buf_str(&p.text), STR("-"), 0), SIZE_MAX);
    patchwork_release(&p);
    diff_release(&scratch);
}

static void an_earlier_value_is_set_behind_on_one_line(void **state)
{
    (void)state;
    struct patchwork p = PATCHWORK_INIT;
    struct redline_cell now = cell("10月底");
    redline_set_behind(&p, &now, STR("9月底"), LANG_ZH);
    assert_string_equal(buf_cstr(&p.text), "10月底【旧 9月底】");
    assert_whole(&p, now.text);
    now = cell("");
    patchwork_clear(&p);
    redline_set_behind(&p, &now, STR("9月底"), LANG_ZH);
    assert_string_equal(buf_cstr(&p.text), "－【旧 9月底】");
    patchwork_release(&p);
}

#define HEADER "序号\t责任目标内容\t完成时限\t完成情况\n"

static void every_record_has_a_verdict(void **state)
{
    (void)state;
    struct table *now =
        table_with_header(HEADER "1\t修路\t年底\t开工\n2\t建桥\t年底\t竣工\n"
                                 "3\t植树\t年底\t一千棵\n4\t治水\t年底\t清淤\n5\t引水\t年底\t\n");
    struct table *before = table_with_header(HEADER "1\t修路\t年底\t开工\n2\t建桥\t9月底\t竣工\n"
                                                    "3\t植树\t年底\t五百棵\n5\t引水\t年底\t\n");
    struct compare *c = compare_new(now, before);
    struct review r = review_of(now);
    assert_int_equal(redline_verdict(&r, 0), MSG_NONE);
    r.compare = c;
    static const enum msg verdicts[] = {MSG_VERDICT_SAME_NOTE, MSG_VERDICT_CHANGED_SAME_NOTE,
                                        MSG_VERDICT_CHANGED, MSG_VERDICT_NEW, MSG_VERDICT_SAME};
    for (uint32_t row = 0; row < COUNT_OF(verdicts); row++)
        assert_int_equal(redline_verdict(&r, row), verdicts[row]);
    struct str old = STR("");
    assert_false(redline_is_due(&r, 0, 2, &old));
    assert_true(redline_is_due(&r, 1, 2, &old));
    assert_true(str_equal(old, STR("9月底")));
    assert_false(redline_is_due(&r, 3, 2, &old)); /* there is no earlier one */
    compare_free(c);
    table_free(now);
    table_free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_values_can_be_read_without_colour),
        cmocka_unit_test(no_sign_stands_before_a_figure),
        cmocka_unit_test(an_earlier_value_is_set_behind_on_one_line),
        cmocka_unit_test(every_record_has_a_verdict),
    };
    return cmocka_run_group_tests_name("app/redline", tests, NULL, NULL);
}
