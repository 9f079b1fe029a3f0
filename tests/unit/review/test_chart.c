/* Tests of review/chart.h: the summary as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/review/fixture.h"
#include "text/cluster.h"

static struct table *mixed_table(void)
{
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("某市2023年责任目标三季度推进情况\n序号\t市领导\t责任目标\t状态\n"));
    for (int i = 0; i < 40; i++) {
        buf_printf(&text, "%d\t%s\t甲\t%s\n", i,
                   i < 30   ? "张三"
                   : i < 39 ? "李四"
                            : "",
                   i == 0   ? "滞后"
                   : i == 1 ? ""
                   : i == 2 ? "进行中"
                            : "正常");
    }
    struct table *t = table_from(buf_cstr(&text));
    buf_release(&text);
    return t;
}

static void bars_show_every_class_that_has_a_record(void **state)
{
    (void)state;
    struct table *t = mixed_table();
    struct buf b = summarised(t, "", EXPORT_TEXT, "", 80);
    struct str all = buf_str(&b);
    assert_true(
        str_find(all,
                 STR("按领导        项  按计划  滞后  未填  其他  按计划率\n"
                     "----------------------------------------------------------------------"
                     "----------\n"
                     "张三          30      27     1     1     1       90%  "
                     "#######################x?-\n"
                     "李四           9       9     0     0     0      100%  #######\n"
                     "（空）         1       1     0     0     0      100%  #\n"),
                 0) != SIZE_MAX);
    assert_true(str_ends_with(all, STR("# 按计划  x 滞后  ? 未填  - 其他\n")));
    buf_release(&b);
    table_free(t);
}

static void the_column_asked_for_comes_first(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct buf b = summarised(t, "", EXPORT_TEXT, "lead", 80);
    size_t asked = str_find(buf_str(&b), STR("\n按牵头单位 "), 0);
    size_t leader = str_find(buf_str(&b), STR("\n按领导 "), 0);
    assert_true(asked != SIZE_MAX && leader != SIZE_MAX && asked < leader);
    buf_release(&b);
    b = summarised(t, "", EXPORT_TEXT, "完成时限", 80);
    assert_true(str_find(buf_str(&b), STR("\n按完成时限 "), 0) <
                str_find(buf_str(&b), STR("\n按领导 "), 0));
    buf_release(&b);
    table_free(t);
}

static void no_line_is_wider_than_the_page(void **state)
{
    (void)state;
    struct table *t = table_sample();
    for (unsigned width = 64; width <= 160; width += 4) {
        struct buf b = summarised(t, "", EXPORT_TEXT, "target", width);
        struct str rest = buf_str(&b), line;
        while (str_split(&rest, '\n', &line)) {
            if (text_cells(line) > width)
                fail_msg("%zu cells at width %u: %.*s", text_cells(line), width, STR_ARG(line));
            assert_false(str_ends_with(line, STR(" ")));
        }
        buf_release(&b);
    }
    table_free(t);
}

static void nothing_shown_is_said_and_drawn_without_lines(void **state)
{
    (void)state;
    struct table *t = mixed_table();
    struct buf b = summarised(t, "no=99", EXPORT_TEXT, "", 80);
    assert_string_equal(buf_cstr(&b),
                        "某市2023年责任目标三季度推进情况\n"
                        "截至 2023-09-30，序时 75%\n"
                        "0 项（全表 40 项）：按计划 0（—），滞后 0，未填 0，其他 0\n\n"
                        "# 按计划  x 滞后  ? 未填  - 其他\n");
    buf_release(&b);
    table_free(t);
}

static void without_states_no_class_is_counted(void **state)
{
    (void)state;
    struct table *t =
        table_from("某市2023年三季度\n序号\t市领导\t责任目标\n1\t张三\t甲\n2\t张三\t乙\n"
                   "3\t李四\t丙\n");
    struct buf b = summarised(t, "", EXPORT_TEXT, "", 80);
    assert_string_equal(buf_cstr(&b), "某市2023年三季度\n"
                                      "截至 2023-09-30，序时 75%\n"
                                      "共 3 项：没有状态列，不能判断是否按计划\n\n"
                                      "按领导        项\n"
                                      "----------------------------------------------------------\n"
                                      "张三           2  --\n"
                                      "李四           1  -\n\n");
    buf_release(&b);
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_show_every_class_that_has_a_record),
        cmocka_unit_test(the_column_asked_for_comes_first),
        cmocka_unit_test(no_line_is_wider_than_the_page),
        cmocka_unit_test(without_states_no_class_is_counted),
        cmocka_unit_test(nothing_shown_is_said_and_drawn_without_lines),
    };
    return cmocka_run_group_tests_name("review/chart", tests, NULL, NULL);
}
