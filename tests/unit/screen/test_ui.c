/* The panes, drawn from an app on the real table. */
#include "screen/ui.h"

#include "fixture.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void assert_whole(void)
{
    const struct frame *f = &fixture.frame;
    for (int y = 0; y < f->rows; y++)
        for (int x = 0; x < f->cols; x++) {
            const struct frame_cell *c = frame_at(f, y, x);
            if (c->cells == 0)
                assert_true(x > 0 && frame_at(f, y, x - 1)->cells == 2);
            else
                assert_true(c->len > 0 && x + c->cells <= f->cols);
        }
}

/* ---- what stands where ---- */

static void the_cursor_has_a_mark_and_its_cell_is_reversed(void **state)
{
    (void)state;
    open_sample(30, 100);
    press("j");
    assert_holds(2, "148 肖友华");
    assert_int_equal(strncmp(row(3), ">  149", 6), 0);
    assert_int_equal(count_flag(2, STYLE_CURSOR), 0);
    const struct column_place *place = columns_find(&fixture.app.columns, fixture.app.column);
    assert_non_null(place);
    assert_int_equal(count_flag(3, STYLE_CURSOR), place->cells);
    close_app();
}

static void states_have_their_colour_in_list_and_detail(void **state)
{
    (void)state;
    open_sample(30, 100);
    for (int y = 2; y < 17; y++)
        assert_int_equal(count_style(y, STYLE_GOOD), 2);
    assert_int_equal(count_style(find_row("领导 肖友华"), STYLE_GOOD), 2);
    close_app();
}

static void the_header_shows_sort_keys_with_direction_and_rank(void **state)
{
    (void)state;
    open_sample(30, 100);
    press("[");
    assert_holds(1, "▲");
    assert_null(strstr(row(1), "▲1"));
    press("l }");
    assert_holds(1, "▲1");
    assert_holds(1, "▼2");
    assert_true(count_style(1, STYLE_HEADER_CURRENT) > 0);
    close_app();
}

static void the_rule_names_the_record_and_what_is_hidden(void **state)
{
    (void)state;
    open_sample(30, 100);
    int rule = find_row("── 148");
    assert_holds(rule, "── 148 加快济广高速菏泽段改扩建 ───");
    assert_holds(rule, "─── 全部 ──");
    resize(12, 80);
    press("j j j");
    rule = find_row("── 151");
    assert_holds(rule, "1-3/");
    assert_holds(rule, "↓下有");
    press("J");
    assert_holds(rule, " 2-4/");
    press("Tab");
    assert_holds(rule, "━━ 151");
    close_app();
}

/* ---- searching and typing ---- */

static void hits_are_brought_into_view_in_list_rule_and_detail(void **state)
{
    (void)state;
    open_sample(30, 100);
    press("/ 桩 基 完 成");
    assert_row(-1, " 搜索：桩基完成");
    assert_int_equal(fixture.frame.cursor_y, 29);
    assert_int_equal(fixture.frame.cursor_x, 1 + 7 + 8 - 1);
    int list_row = find_row(">");
    assert_holds(list_row, "桩基完成");
    assert_true(count_flag(list_row, STYLE_MATCH) >= 8);
    int hits = 0;
    for (int y = find_row("── 15"); y < 28; y++)
        hits += count_flag(y, STYLE_MATCH);
    assert_true(hits >= 8);
    press("Esc");
    for (int y = 0; y < 30; y++)
        assert_int_equal(count_flag(y, STYLE_MATCH), 0);
    assert_int_equal(fixture.frame.cursor_y, -1);
    close_app();
}

static void an_empty_view_says_so_and_how_to_leave_it(void **state)
{
    (void)state;
    open_sample(24, 80);
    press("& x y z z y Enter");
    assert_holds(2, "没有符合条件的任务");
    assert_holds(-2, "按计划 0/0 &  滞后 0");
    close_app();
}

static void a_choosable_page_marks_its_line(void **state)
{
    (void)state;
    open_sample(24, 80);
    press("s");
    int y = find_row(">");
    assert_true(count_flag(y, STYLE_CURSOR) > 0);
    assert_int_equal(count_flag(y + 1, STYLE_CURSOR), 0);
    close_app();
}

/* ---- sizes, signs, languages ---- */

static void every_size_can_be_drawn(void **state)
{
    (void)state;
    open_sample(24, 80);
    static const char *const screens[] = {"g",   "G [ / 高 速", "Enter J", "Enter ?",
                                          "q s", "q W",         "q z & k", "Esc"};
    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        press(screens[i]);
        for (int rows = 0; rows <= 40; rows += rows < 14 ? 1 : 13)
            for (int cols = 0; cols <= 130; cols += cols < 40 ? 1 : 13) {
                resize(rows, cols);
                assert_int_equal(fixture.frame.rows, rows);
                assert_whole();
                if (rows >= 5 && cols >= 20)
                    assert_true(row(-2)[0] == ' ' && row(-2)[1] != '\0');
            }
        resize(24, 80);
    }
    resize(100, 300);
    assert_whole();
    close_app();
}

static void a_window_too_small_says_one_clear_word(void **state)
{
    (void)state;
    open_sample(4, 80);
    assert_row(0, "窗口太小");
    assert_row(3, "");
    resize(30, 19);
    assert_row(0, "窗口太小");
    resize(1, 3);
    assert_row(0, "窗…");
    close_app();
}

static void in_ascii_the_screen_draws_no_signs_of_its_own_beyond_it(void **state)
{
    (void)state;
    static const char *const signs[] = {"…", "─", "│", "▲", "↓", "↑", "·", "━", "←", "→"};
    for (int wide = 0; wide <= 1; wide++) {
        open_file(SAMPLE, wide ? "--lang=zh" : "--ascii", 24, 80);
        if (wide) {
            struct event e = {.type = EVENT_WIDTH, .wide = true};
            control_handle(&fixture.app, &e);
        }
        press("[ j j j");
        for (int y = 1; y < 24; y++)
            for (size_t i = 0; i < COUNT_OF(signs); i++)
                if (strstr(row(y), signs[i]) && y != find_row("领导"))
                    fail_msg("row %d holds %s: %s", y, signs[i], row(y));
        assert_holds(1, "^");
        find_row("-- 1");
        assert_whole();
        close_app();
    }
}

static void the_interface_speaks_english_too(void **state)
{
    (void)state;
    open_file(SAMPLE, "--lang=en", 24, 100);
    assert_holds(0, "as of 2023-09-30");
    assert_holds(-2, "on schedule 53/53 100%  behind 0  not stated 0");
    assert_holds(-1, "move");
    press("/");
    assert_holds(-1, " Search:");
    assert_holds(-1, "due<=2023-09-30");
    close_app();
}

/* ---- other tables ---- */

static void hostile_cells_are_marks_everywhere(void **state)
{
    (void)state;
    char name[32];
    write_table(name, "标题\033]0;x\007\n序号\t责任目标内容\t完成情况\t是否按计划完成进度\n"
                      "1\033[2J\t甲\xE2\x80\xAE乙\t好\010\010坏\t\033[31m是\n");
    open_file(name, "", 24, 80);
    unlink(name);
    assert_holds(0, "^[]0;x^G");
    find_row("^[[2J");
    find_row("<U+202E>");
    find_row("^H^H");
    assert_holds(-2, "未填 1");
    for (int y = 0; y < 24; y++)
        for (const char *p = row(y); *p; p++)
            assert_true((unsigned char)*p >= 0x20 && *p != 0x7F);
    close_app();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cursor_has_a_mark_and_its_cell_is_reversed),
        cmocka_unit_test(states_have_their_colour_in_list_and_detail),
        cmocka_unit_test(the_header_shows_sort_keys_with_direction_and_rank),
        cmocka_unit_test(the_rule_names_the_record_and_what_is_hidden),
        cmocka_unit_test(hits_are_brought_into_view_in_list_rule_and_detail),
        cmocka_unit_test(an_empty_view_says_so_and_how_to_leave_it),
        cmocka_unit_test(a_choosable_page_marks_its_line),
        cmocka_unit_test(every_size_can_be_drawn),
        cmocka_unit_test(a_window_too_small_says_one_clear_word),
        cmocka_unit_test(in_ascii_the_screen_draws_no_signs_of_its_own_beyond_it),
        cmocka_unit_test(the_interface_speaks_english_too),
        cmocka_unit_test(hostile_cells_are_marks_everywhere),
    };
    return cmocka_run_group_tests_name("ui", tests, NULL, NULL);
}
