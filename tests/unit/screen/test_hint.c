/* The last row: hints, messages and prompts, drawn from an app on real tables. */
#include "screen/hint.h"

#include "fixture.h"

#include <string.h>

static void hints_follow_the_context_and_the_room(void **state)
{
    (void)state;
    open_sample(24, 80);
    assert_holds(-1, "j/k 移动  J/K 看情况");
    for (int cols = 80; cols >= 30; cols -= 25) { /* help and the way out go last */
        resize(24, cols);
        assert_holds(-1, "? 帮助  q 退出");
    }
    resize(24, 80);
    press("?");
    assert_holds(1, "帮助");
    assert_null(strstr(row(-1), "筛选"));
    assert_null(strstr(row(-1), "Enter")); /* there is nothing to choose */
    assert_int_equal(count_style(find_row("下一行"), STYLE_HINT_KEY), 5); /* j Down */
    resize(5, 20);
    assert_true(strlen(row(-1)) > 0);
    close_app();
}

/* By what the key will do now. */
static void the_way_out_is_called_what_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *word;
    } steps[] = {
        {"j", "q 退出"}, {"Enter", "q 返回"}, {"q", "q 退出"},     {"s", "q 返回"},
        {"q", "q 退出"}, {"F", "q 返回"},     {"Enter", "q 返回"}, {"q q", "q 退出"},
        {"@", "q 返回"}, {"q", "q 退出"},     {"Tab", "q 返回"},   {"Tab", "q 退出"},
    };
    open_sample(24, 80);
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        press(steps[i].keys);
        assert_holds(-1, steps[i].word);
        assert_false(fixture.app.wants_quit);
    }
    press("q");
    assert_true(fixture.app.wants_quit);
    close_app();
}

static void a_warning_about_no_record_says_so(void **state)
{
    (void)state;
    open_file("samples/blank-lines.tsv", "", 24, 80);
    press("W");
    assert_holds(-1, "Enter 选定");
    press("Enter");
    assert_holds(-1, "这条提示不针对某一项任务");
    assert_true(fixture.app.page.kind == PAGE_WARNINGS);
    close_app();
}

static void a_query_error_is_shown_with_its_place(void **state)
{
    (void)state;
    open_sample(24, 80);
    press("/ a Space \" b");
    assert_holds(-1, "引号没有配对");
    int errors = 0;
    for (int x = 0; x < 20; x++)
        errors += frame_at(&fixture.frame, 23, x)->style == STYLE_ERROR;
    assert_true(errors > 0 && errors <= 3);
    assert_int_equal(fixture.frame.cursor_x, 8 + 4 - 1);
    close_app();
}

/* Wherever the reason has no room beside the line it stands above it, whole. */
static void what_is_wrong_with_a_query_can_be_read_on_the_smallest_screen(void **state)
{
    (void)state;
    open_sample(5, 20);
    press("/ / 桥 ( /");
    assert_row(-2, " 第4字：缺少右括号");
    assert_row(-1, " 搜索：/桥(/");
    press("C-u i s : x");
    assert_row(-4, " 第4字：没有这种条");
    assert_holds(-5, "53/53");
    resize(8, 30);
    assert_row(-6, " 第4字：没有这种条件，可用：");
    assert_holds(-7, "53/53");
    assert_row(-3, " 未变 新增 消失 情况未变 改号");
    resize(24, 80);
    press("C-u / 桥 ( /");
    assert_holds(-1, "第4字：缺少右括号");
    assert_holds(-2, "按计划 53/53");
    close_app();
}

/* The counts move up and stay. */
static void a_long_notice_leaves_the_counts_in_sight(void **state)
{
    (void)state;
    open_sample(8, 30);
    assert_row(-2, " 按计划 53/53  滞后 0  未填 0");
    press("5 R");
    assert_row(-3, " 按计划 53/53  滞后 0  未填 0");
    assert_row(-2, " 这个键重读全部文件，前面不带");
    assert_row(-1, " 数字");
    press("j");
    assert_row(-2, " 按计划 53/53  滞后 0  未填 0");
    close_app();
}

static void an_empty_line_shows_what_can_be_typed(void **state)
{
    (void)state;
    open_sample(24, 80);
    press(":");
    assert_holds(-1, "序号，或 截至 2023-12-31");
    press("1");
    assert_row(-1, " :1");
    press("Esc &");
    assert_holds(-1, "时限<=9月底");
    resize(24, 40); /* no room: nothing, rather than a part */
    assert_row(-1, " 筛选：");
    close_app();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hints_follow_the_context_and_the_room),
        cmocka_unit_test(the_way_out_is_called_what_it_is),
        cmocka_unit_test(a_warning_about_no_record_says_so),
        cmocka_unit_test(a_query_error_is_shown_with_its_place),
        cmocka_unit_test(what_is_wrong_with_a_query_can_be_read_on_the_smallest_screen),
        cmocka_unit_test(a_long_notice_leaves_the_counts_in_sight),
        cmocka_unit_test(an_empty_line_shows_what_can_be_typed),
    };
    return cmocka_run_group_tests_name("screen/hint", tests, NULL, NULL);
}
