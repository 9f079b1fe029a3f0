/* Tests of review/markdown.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/review/fixture.h"

static void the_table_stands_under_title_date_and_counts(void **state)
{
    (void)state;
    struct table *t = table_from("某市2023年责任目标三季度推进情况\n"
                                 "序号\t责任目标\t状态\n"
                                 "1\t 甲 \t正常\n"
                                 "2\t乙\t滞后\n");
    struct buf b = exported(t, "is:behind", EXPORT_MD, "", 0);
    assert_string_equal(buf_cstr(&b),
                        "# 某市2023年责任目标三季度推进情况\n\n"
                        "截至 2023-09-30，序时 75%  \n"
                        "1 项（全表 2 项）：按计划 0（0%），滞后 1，未填 0，其他 0\n\n"
                        "| 序号 | 责任目标 | 状态 |\n"
                        "| ---: | --- | --- |\n"
                        "| 2 | 乙 | 滞后 |\n");
    buf_release(&b);
    table_free(t);
}

static void markup_in_a_cell_stays_text(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\n"
                                 "1\ta|b \\ *c* _d_ `e` [f](g) <b> ~h~ &lt; # i\n"
                                 "2\t\"上\n下\r\n末\"\n"
                                 "3\t\x1b[2J\u202e\n");
    struct buf b = exported(t, "", EXPORT_MD, "target", 0);
    struct str all = buf_str(&b);
    assert_true(str_find(all,
                         STR("| a\\|b \\\\ \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) \\<b\\> \\~h\\~ "
                             "\\&lt; \\# i |\n"),
                         0) != SIZE_MAX);
    assert_true(str_find(all, STR("| 上<br>下<br>末 |\n"), 0) != SIZE_MAX);
    assert_true(str_find(all, STR("\x1b"), 0) == SIZE_MAX);
    assert_true(str_find(all, STR("\u202e"), 0) == SIZE_MAX);
    assert_true(str_find(all, STR("\\<U+202E\\>"), 0) != SIZE_MAX);
    buf_release(&b);
    table_free(t);
}

static void a_table_without_a_title_begins_with_its_counts(void **state)
{
    (void)state;
    struct table *t = table_from("name\tcolour\na\tred\n");
    struct buf b = exported(t, "", EXPORT_MD, "", 0);
    assert_string_equal(buf_cstr(&b), "共 1 项：没有状态列，不能判断是否按计划\n\n"
                                      "| name | colour |\n| --- | --- |\n| a | red |\n");
    buf_release(&b);
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_stands_under_title_date_and_counts),
        cmocka_unit_test(markup_in_a_cell_stays_text),
        cmocka_unit_test(a_table_without_a_title_begins_with_its_counts),
    };
    return cmocka_run_group_tests_name("review/markdown", tests, NULL, NULL);
}
