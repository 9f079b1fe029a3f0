/* The panes, drawn from an app on the real table. */
#include "app/control.h"
#include "screen/ui.h"

#include "text/cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SAMPLE "samples/heze-2023-q3.tsv"

static struct {
    struct options options;
    struct app app;
    struct frame frame;
} fixture;

static void draw(void)
{
    ui_draw(&fixture.app, &fixture.frame);
}

/* Opens a file with more words of a command line, "" for none. */
static void open_file(const char *file, const char *extra, int rows, int cols)
{
    char words[64], *args[3] = {"duban", words, (char *)(uintptr_t)file};
    struct diag d = {0};
    snprintf(words, sizeof words, "%s", *extra ? extra : "--lang=zh");
    assert_int_equal(options_parse(&fixture.options, 3, args, &d), ERR_NONE);
    assert_int_equal(control_init(&fixture.app, &fixture.options, rows, cols, &d), ERR_NONE);
    while (control_is_busy(&fixture.app))
        control_work(&fixture.app);
    frame_init(&fixture.frame);
    draw();
}

static void open_sample(int rows, int cols)
{
    open_file(SAMPLE, "", rows, cols);
}

static void close_app(void)
{
    control_release(&fixture.app);
    frame_release(&fixture.frame);
    width_set_ambiguous(false);
}

/* Keys by their names, blank-separated. */
static void press(const char *keys)
{
    struct str rest = str_from(keys), name;
    while (str_split(&rest, ' ', &name)) {
        struct event e = {.type = EVENT_KEY};
        assert_true(key_parse(name, &e.key));
        control_handle(&fixture.app, &e);
    }
    draw();
}

static void resize(int rows, int cols)
{
    struct event e = {.type = EVENT_RESIZE, .rows = rows, .cols = cols};
    control_handle(&fixture.app, &e);
    draw();
}

/* Row `y` as text, from the bottom when negative; good until the next call. */
static const char *row(int y)
{
    static char text[4096];
    size_t len = 0;
    const struct frame *f = &fixture.frame;
    y = y < 0 ? f->rows + y : y;
    for (int x = 0; x < f->cols; x++) {
        const struct frame_cell *c = frame_at(f, y, x);
        memcpy(text + len, c->bytes, c->len);
        len += c->len;
    }
    while (len > 0 && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
    return text;
}

static void assert_row(int y, const char *expected)
{
    if (strcmp(row(y), expected) != 0)
        fail_msg("row %d is '%s', expected '%s'", y, row(y), expected);
}

static void assert_holds(int y, const char *part)
{
    if (!strstr(row(y), part))
        fail_msg("row %d is '%s', expected '%s' in it", y, row(y), part);
}

static int find_row(const char *part)
{
    for (int y = 0; y < fixture.frame.rows; y++)
        if (strstr(row(y), part))
            return y;
    fail_msg("no row holds '%s'", part);
    return -1;
}

/* How many cells of a row have the style (flags included). */
static int count_style(int y, unsigned style)
{
    int count = 0;
    for (int x = 0; x < fixture.frame.cols; x++)
        count += frame_at(&fixture.frame, y, x)->style == style;
    return count;
}

static int count_flag(int y, unsigned flag)
{
    int count = 0;
    for (int x = 0; x < fixture.frame.cols; x++)
        count += (frame_at(&fixture.frame, y, x)->style & flag) != 0;
    return count;
}

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
    fixture.app.slice_units = 300;
    press("l l [");
    assert_null(strstr(row(1), "▲"));
    assert_holds(-2, "正在排序 ");
    assert_holds(-2, "%(Esc 取消)");
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

static void a_narrow_status_bar_keeps_what_matters_most(void **state)
{
    (void)state;
    open_sample(8, 30);
    assert_row(-2, " 按计划 53/53  滞后 0  未填 0");
    resize(8, 20);
    assert_row(-2, " 按计划 53/53");
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

/* ---- searching and typing ---- */

static void hits_are_brought_into_view_in_list_rule_and_detail(void **state)
{
    (void)state;
    open_sample(30, 100);
    press("/ 桩 基 完 成");
    assert_row(-1, " 搜索:桩基完成");
    assert_int_equal(fixture.frame.cursor_y, 29);
    assert_int_equal(fixture.frame.cursor_x, 1 + 6 + 8 - 1);
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
    assert_int_equal(fixture.frame.cursor_x, 7 + 4 - 1);
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

static void hints_follow_the_context_and_the_room(void **state)
{
    (void)state;
    open_sample(24, 80);
    assert_holds(-1, "j/k 移动  J/K 看情况");
    for (int cols = 80; cols >= 30; cols -= 25) { /* help and the way out go last */
        resize(24, cols);
        assert_holds(-1, "? 帮助  q 返回/退出");
    }
    resize(24, 80);
    press("?");
    assert_holds(1, "帮助");
    assert_null(strstr(row(-1), "筛选"));
    assert_int_equal(count_style(find_row("下一行"), STYLE_HINT_KEY), 5); /* j Down */
    resize(5, 20);
    assert_true(strlen(row(-1)) > 0);
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
    assert_row(-1, " Search:");
    close_app();
}

/* ---- other tables ---- */

static void write_table(char name[32], const char *text)
{
    strcpy(name, "/tmp/duban-ui-XXXXXX");
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_bar_has_title_date_and_share_of_the_year),
        cmocka_unit_test(the_cursor_has_a_mark_and_its_cell_is_reversed),
        cmocka_unit_test(states_have_their_colour_in_list_and_detail),
        cmocka_unit_test(the_header_shows_sort_keys_with_direction_and_rank),
        cmocka_unit_test(the_status_bar_counts_and_tells_the_view),
        cmocka_unit_test(a_view_in_the_making_is_told_and_the_old_one_shown),
        cmocka_unit_test(a_narrow_status_bar_keeps_what_matters_most),
        cmocka_unit_test(a_narrowed_list_says_so_at_every_width),
        cmocka_unit_test(the_rule_names_the_record_and_what_is_hidden),
        cmocka_unit_test(beside_the_list_arrows_and_status_say_what_is_hidden),
        cmocka_unit_test(hits_are_brought_into_view_in_list_rule_and_detail),
        cmocka_unit_test(a_query_error_is_shown_with_its_place),
        cmocka_unit_test(an_empty_view_says_so_and_how_to_leave_it),
        cmocka_unit_test(hints_follow_the_context_and_the_room),
        cmocka_unit_test(a_choosable_page_marks_its_line),
        cmocka_unit_test(every_size_can_be_drawn),
        cmocka_unit_test(a_window_too_small_says_one_clear_word),
        cmocka_unit_test(in_ascii_the_screen_draws_no_signs_of_its_own_beyond_it),
        cmocka_unit_test(the_interface_speaks_english_too),
        cmocka_unit_test(what_is_behind_stands_out_in_the_status_bar),
        cmocka_unit_test(hostile_cells_are_marks_everywhere),
        cmocka_unit_test(a_plain_table_is_counted_without_states),
    };
    return cmocka_run_group_tests_name("ui", tests, NULL, NULL);
}
