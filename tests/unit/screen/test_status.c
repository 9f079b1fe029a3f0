/* The title bar and the status bar, drawn from an app on real tables. */
#include "screen/status.h"

#include "fixture.h"

#include <string.h>
#include <unistd.h>

static void the_status_bar_counts_and_tells_the_view(void **state)
{
    (void)state;
    open_sample(30, 140);
    assert_holds(-2, " 按计划 53/53 100%  滞后 0  未填 0  逾期 1  当日到期 1 │  1/53 │ ");
    assert_holds(-2, "UTF-8");
    press("& 交 通 Enter");
    assert_holds(-2, "筛选 交通");
    press("/ 高 速 Enter");
    assert_holds(-2, "搜索 高速 ");
    press("G [");
    assert_holds(-2, "▲");
    close_app();
}

/* Until another view is there the screen is of the one in use: its order, its filter, its counts. */
static void a_view_in_the_making_is_told_and_the_old_one_shown(void **state)
{
    (void)state;
    open_sample(24, 100);
    fixture.app.slice_units = 60;
    press("l l [");
    assert_null(strstr(row(1), "▲"));
    assert_holds(-2, "正在排序 ");
    assert_holds(-2, "%（Esc 取消）");
    press("Esc");
    assert_null(strstr(row(-2), "正在"));
    press("[");
    while (control_is_busy(&fixture.app))
        control_work(&fixture.app);
    draw();
    assert_holds(1, "▲");
    press("& 高 速");
    assert_holds(-2, "正在筛选 ");
    assert_holds(-2, "53/53");
    assert_null(strstr(row(-2), "筛选 高速"));
    close_app();
}

/* As long as a large table is looked through, what the loader warned of is not all. */
static void warnings_that_are_not_all_yet_say_so(void **state)
{
    (void)state;
    struct app *a = &fixture.app;
    char all[32];
    open_file("samples/bad-bytes.tsv", "", 24, 100);
    assert_null(strchr(row(-2), '+'));
    snprintf(all, sizeof all, "提示 %zu+", table_warnings_total(a->table));
    check_free(a->check);
    a->check = check_new(a->table);
    draw();
    assert_holds(-2, all);
    check_step(a->check, 0);
    draw();
    assert_holds(-2, "提示 ");
    assert_null(strchr(row(-2), '+'));
    close_app();
}

static void a_narrow_status_bar_keeps_what_matters_most(void **state)
{
    (void)state;
    open_sample(8, 30);
    assert_row(-2, " 按计划 53/53  滞后 0  未填 0");
    resize(8, 20);
    assert_row(-2, " 按53/53  滞0  未0");
    close_app();
    open_file("samples/behind.tsv", "--lang=en", 5, 20);
    assert_row(-2, " on 8/22  x6  ?2");
    close_app();
    open_file("samples/plain.csv", "--lang=zh", 5, 20);
    assert_row(-2, " 共 3 项 │ 1/3");
    close_app();
}

/* Text that may have been read amiss is worth more than how many warnings there are. */
static void an_unusual_encoding_outweighs_the_warnings(void **state)
{
    (void)state;
    static const struct {
        const char *file, *wanted, *left_out;
    } cases[] = {
        {"samples/gb18030.tsv", "GB18030", "提示"},
        {"samples/bad-bytes.tsv", "UTF-8", "提示"},
        {"samples/county-a.tsv", "提示", "UTF-8"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bool has_both = false, has_one = false;
        open_file(cases[i].file, "", 24, 140);
        for (int cols = 100; cols >= 30; cols--) {
            resize(24, cols);
            bool has_wanted = strstr(row(-2), cases[i].wanted) != NULL;
            bool has_other = strstr(row(-2), cases[i].left_out) != NULL;
            has_both |= has_wanted && has_other;
            has_one |= has_wanted && !has_other;
            assert_true(has_wanted || !has_other);
        }
        assert_true(has_both && has_one);
        close_app();
    }
}

/* What is always told goes last, and a filter is not cut while there is room. */
static void sort_filter_encoding_and_warnings_outweigh_what_is_told_besides(void **state)
{
    (void)state;
    open_sample(24, 100);
    press("& d u e < = 9 月 底 Space ! i s : d o n e Enter ]");
    assert_holds(-2, "2/2");
    assert_holds(-2, "▼");
    assert_holds(-2, "筛选 due<=9月底 !is:done");
    assert_holds(-2, "UTF-8");
    assert_holds(-2, "提示");
    press("& C-u 单 位 : = 市 自 然 资 源 和 规 划 局 Enter");
    assert_holds(-2, "筛选 单位:=市自然资源和规划局 ");
    resize(24, 60);
    assert_holds(-2, "…");
    close_app();
}

/* Counts of some records must never be taken for those of all. */
static void a_narrowed_list_says_so_at_every_width(void **state)
{
    (void)state;
    for (int cols = 20; cols <= 200; cols++) {
        open_sample(8, cols);
        press("& 教 育 Enter / 学 校 Enter ]");
        assert_holds(-2, " &");
        press("& C-u Enter");
        assert_null(strchr(row(-2), '&'));
        close_app();
    }
}

static void beside_the_list_arrows_and_status_say_what_is_hidden(void **state)
{
    (void)state;
    open_sample(10, 120);
    press("j j j");
    assert_holds(7, "↓");
    assert_holds(1, "│");
    assert_holds(-2, "情况 1-");
    assert_holds(-2, "↓下有");
    close_app();
}

static void what_is_behind_stands_out_in_the_status_bar(void **state)
{
    (void)state;
    char name[32];
    write_table(name,
                "序号\t责任目标内容\t完成情况\t进度状态\n1\t甲\t好\t滞后\n2\t乙\t好\t正常推进\n"
                "3\t丙\t好\t\n");
    open_file(name, "", 24, 80);
    unlink(name);
    assert_holds(-2, "滞后 1");
    assert_true(count_style(22, STYLE_STATUS_BAD) > 0);
    assert_int_equal(count_style(find_row("甲 "), STYLE_BEHIND), 4);
    close_app();
}

static void a_plain_table_is_counted_without_states(void **state)
{
    (void)state;
    char name[32];
    write_table(name, "a\tb\nx\ty\nz\tw\n");
    open_file(name, "", 24, 80);
    unlink(name);
    assert_holds(-2, "2");
    assert_null(strstr(row(-2), "100%"));
    close_app();
}

static void the_title_bar_has_title_date_and_share_of_the_year(void **state)
{
    (void)state;
    open_sample(30, 100);
    assert_row(0, "菏泽市人民政府2023年经济社会发展责任目标三季度工作推进情况一览表          截至 "
                  "2023-09-30 · 序时 75%");
    assert_int_equal(frame_at(&fixture.frame, 0, 0)->style, STYLE_TITLE);
    resize(30, 45);
    assert_row(0, "菏泽市人民政府2023年经济社…   截至 2023-09-30");
    resize(30, 30);
    assert_row(0, "菏泽市人民政府2023年经济社会…");
    close_app();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_status_bar_counts_and_tells_the_view),
        cmocka_unit_test(a_view_in_the_making_is_told_and_the_old_one_shown),
        cmocka_unit_test(warnings_that_are_not_all_yet_say_so),
        cmocka_unit_test(a_narrow_status_bar_keeps_what_matters_most),
        cmocka_unit_test(an_unusual_encoding_outweighs_the_warnings),
        cmocka_unit_test(sort_filter_encoding_and_warnings_outweigh_what_is_told_besides),
        cmocka_unit_test(a_narrowed_list_says_so_at_every_width),
        cmocka_unit_test(beside_the_list_arrows_and_status_say_what_is_hidden),
        cmocka_unit_test(what_is_behind_stands_out_in_the_status_bar),
        cmocka_unit_test(a_plain_table_is_counted_without_states),
        cmocka_unit_test(the_title_bar_has_title_date_and_share_of_the_year),
    };
    return cmocka_run_group_tests_name("screen/status", tests, NULL, NULL);
}
