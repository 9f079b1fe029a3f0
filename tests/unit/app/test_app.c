/* The whole state driven by keys, on the real table: moving, finding, sorting, pages, what survives
 * what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/command.h"
#include "app/control.h"
#include "app/find.h"
#include "tests/unit/app/fixture.h"
#include "tests/unit/shared/folder.h"

static void send_paste(struct app *a, const char *text)
{
    control_handle(a, &(struct event){.type = EVENT_PASTE, .text = str_from(text)});
}

static void send_resize(struct app *a, int rows, int cols)
{
    control_handle(a, &(struct event){.type = EVENT_RESIZE, .rows = rows, .cols = cols});
}

/* Keys, then the number that the cursor must stand on. */
static void moves_lead_to_the_right_record(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *no;
    } cases[] = {
        {"", "148"},
        {"j", "149"},
        {"Down Down", "150"},
        {"5 j", "153"},
        {"j k", "148"},
        {"k", "148"},
        {"G", "200"},
        {"G j", "200"},
        {"End g", "148"},
        {"1 8 1 G", "181"},
        {"1 8 1 Enter", "181"},
        {"1 8 1 Enter j", "182"}, /* in the list, as with G */
        {"G Home", "148"},
        {": 181 Enter", "181"},
        {": 999 Enter", "148"},
        {": Esc", "148"},
        {"1 2 Esc j", "149"},
        {"ｊ ｊ", "150"},
        {"：160 Enter", "160"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        open_app(&a, REAL_TABLE, 30, 100);
        play(&a, cases[i].keys);
        if (strcmp(no_under_cursor(&a), cases[i].no) != 0)
            fail_msg("after “%s”: %s, not %s", cases[i].keys, no_under_cursor(&a), cases[i].no);
        control_release(&a);
    }
}

static void paging_shows_every_record_and_keeps_one_line_in_sight(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    size_t height = (size_t)a.layout.list.height, last_top = a.top;
    while (a.cursor + 1 < a.view.count) {
        play(&a, "Space");
        assert_true(a.top <= last_top + height);
        assert_true(a.cursor >= a.top && a.cursor < a.top + height);
        last_top = a.top;
    }
    assert_string_equal(no_under_cursor(&a), "200");
    play(&a, "b u d C-f C-b C-d C-u PgDn PgUp");
    assert_true(a.cursor >= a.top && a.cursor < a.top + height);
    control_release(&a);
}

static void a_search_shows_its_first_hit_while_typing_and_esc_puts_all_back(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "j j / 滨江");
    assert_string_equal(no_under_cursor(&a), "165");
    assert_int_equal(a.search.hits.count, 1);
    assert_int_equal(search_place(&a.search, a.cursor), 1);
    assert_int_equal(table_column_role(a.table, a.column), ROLE_NOTE);
    play(&a, "Esc");
    assert_string_equal(no_under_cursor(&a), "150");
    assert_null(a.search.query);
    assert_int_equal(table_column_role(a.table, a.column), ROLE_TARGET);
    assert_false(a.wants_quit);
    control_release(&a);
}

static void n_and_N_go_round_and_say_so(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "/ 批复 Enter");
    assert_int_equal(a.search.hits.count, 6);
    assert_string_equal(no_under_cursor(&a), "154");
    play(&a, "n n");
    assert_string_equal(no_under_cursor(&a), "157");
    assert_int_equal(search_place(&a.search, a.cursor), 3);
    play(&a, "n n n");
    assert_string_equal(no_under_cursor(&a), "163");
    assert_int_equal(a.notice_kind, NOTICE_NONE);
    play(&a, "n");
    assert_string_equal(no_under_cursor(&a), "154");
    assert_int_equal(a.notice_kind, NOTICE_INFO);
    play(&a, "N");
    assert_string_equal(no_under_cursor(&a), "163");
    play(&a, "Esc n");
    assert_null(a.search.query);
    assert_int_equal(a.notice_kind, NOTICE_INFO);
    control_release(&a);
}

static void a_filter_narrows_while_typing_and_survives_sort_and_search(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "& 教育局");
    assert_int_equal(a.view.count, 8);
    play(&a, "Esc");
    assert_int_equal(a.view.count, 53);
    play(&a, "& 教育局 Enter");
    assert_int_equal(a.view.count, 8);
    assert_int_equal(a.tally.records, 8);
    play(&a, "h h ]");
    assert_int_equal(a.order.count, 1);
    assert_string_equal(no_under_cursor(&a), "192");
    assert_int_equal(a.cursor, 7);
    play(&a, "/ 职业 Enter");
    assert_int_equal(a.view.count, 8);
    assert_true(a.search.hits.count > 0 && a.search.hits.count < 8);
    play(&a, "& C-u Enter");
    assert_int_equal(a.view.count, 53);
    assert_int_equal(a.order.count, 1);
    assert_non_null(a.search.query);
    control_release(&a);
}

static void a_query_that_cannot_be_read_stays_at_the_prompt(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "& 高速 Enter");
    size_t before = a.view.count;
    play(&a, "& C-u /( Enter");
    assert_int_equal(a.prompt, PROMPT_FILTER);
    assert_int_equal(a.prompt_error.err, ERR_QUERY);
    play(&a, "Esc");
    assert_int_equal(a.prompt, PROMPT_NONE);
    assert_int_equal(a.view.count, before);
    assert_string_equal(buf_cstr(&a.filter_text), "高速");
    control_release(&a);
}

static void at_narrows_to_records_like_the_cell(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "1 8 8 G h @");
    assert_int_equal(a.view.count, 4);
    assert_string_equal(no_under_cursor(&a), "188");
    play(&a, "& C-u Enter 1 6 4 G End");
    control_release(&a);

    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "1 6 4 G l l l l @"); /* several units: the one that leads */
    assert_int_equal(table_column_role(a.table, a.column), ROLE_UNITS);
    assert_int_equal(a.view.count, 12);
    control_release(&a);
}

static void sorting_takes_further_keys_and_the_same_key_again_takes_it_back(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "l [ g"); /* deadline */
    assert_string_equal(no_under_cursor(&a), "161");
    play(&a, "G");
    assert_string_equal(no_under_cursor(&a), "184");
    play(&a, "h h [ l l } g");
    assert_int_equal(a.order.count, 2);
    assert_string_equal(no_under_cursor(&a), "192"); /* 姜凌刚 first */
    play(&a, "h h [ [ g");
    assert_int_equal(a.order.count, 0);
    assert_string_equal(no_under_cursor(&a), "148");
    play(&a, "s j j Enter");
    assert_int_equal(a.page.kind, PAGE_NONE);
    assert_int_equal(a.order.count, 1);
    assert_int_equal(a.column, 1);
    control_release(&a);
}

static void sorting_keeps_the_cursor_on_its_record(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "1 7 5 G [ ] [ l l ] { }");
    assert_string_equal(no_under_cursor(&a), "175");
    assert_true(a.cursor >= a.top && a.cursor < a.top + (size_t)a.layout.list.height);
    control_release(&a);
}

static void esc_never_quits_and_q_leaves_one_thing_at_a_time(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "? Esc Enter Esc Tab Esc W Esc s Esc / x Esc & x Esc : 1 Esc Esc Esc Esc");
    assert_false(a.wants_quit);
    assert_int_equal(app_context(&a), CONTEXT_LIST);
    play(&a, "Enter ? q");
    assert_int_equal(app_context(&a), CONTEXT_DETAIL);
    play(&a, "q");
    assert_int_equal(app_context(&a), CONTEXT_LIST);
    assert_false(a.wants_quit);
    play(&a, "q");
    assert_true(a.wants_quit);
    control_release(&a);
}

static void keys_that_end_the_program_do_so_from_everywhere_but_a_prompt(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        bool quits;
    } cases[] = {{"Q", true},    {"C-c", true},    {"? Q", true},     {"Enter Q", true},
                 {"/ Q", false}, {"/ C-c", false}, {"/ C-c Q", true}, {"W C-c", true}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        open_app(&a, REAL_TABLE, 30, 100);
        play(&a, cases[i].keys);
        if (a.wants_quit != cases[i].quits)
            fail_msg("after %s: %d", cases[i].keys, a.wants_quit);
        control_release(&a);
    }
}

static void pasted_text_is_typed_at_a_prompt_and_nothing_elsewhere(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    send_paste(&a, "jjjQ&x\r");
    assert_false(a.wants_quit);
    assert_string_equal(no_under_cursor(&a), "148");
    play(&a, "/");
    send_paste(&a, "海绵\x1b[A");
    assert_int_equal(a.prompt, PROMPT_SEARCH);
    assert_null(strchr(buf_cstr(&a.line.text), '\x1b'));
    play(&a, "C-u");
    send_paste(&a, "海绵\r\n");
    assert_int_equal(a.prompt, PROMPT_SEARCH); /* a line break is a blank, never Enter */
    assert_string_equal(no_under_cursor(&a), "177");
    control_release(&a);
}

static void the_detail_pane_follows_and_scrolls_without_moving_the_list(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "1 7 6 G");
    size_t above, below, cursor = a.cursor;
    app_card_hidden(&a, &above, &below);
    assert_int_equal(above, 0);
    assert_true(below > 0);
    for (size_t i = below; i > 0; i--)
        play(&a, "J");
    app_card_hidden(&a, &above, &below);
    assert_int_equal(below, 0);
    play(&a, "J"); /* no further than the end */
    app_card_hidden(&a, &above, &below);
    assert_int_equal(below, 0);
    assert_int_equal(a.cursor, cursor);
    play(&a, "j");
    assert_int_equal(a.card_top, 0);
    control_release(&a);
}

static void a_hit_far_down_in_the_note_is_brought_into_the_pane(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "/ 预留了充足 Enter");
    assert_string_equal(no_under_cursor(&a), "176");
    struct match_hit hit;
    uint32_t note = table_find_role(a.table, ROLE_NOTE);
    assert_int_equal(query_hits(app_highlight(&a), &a.review, app_row(&a), note, &hit, 1), 1);
    size_t line = card_find_line(&a.card, note, hit.off);
    assert_true(line >= a.card_top && line < a.card_top + (size_t)a.layout.detail.height);
    assert_true(a.card_top > 0);
    control_release(&a);
}

static void a_resize_keeps_the_record_and_fits_at_every_size(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "1 8 0 G");
    for (int rows = 0; rows <= 60; rows += 3) {
        for (int cols = 0; cols <= 200; cols += 7) {
            send_resize(&a, rows, cols);
            assert_string_equal(no_under_cursor(&a), "180");
            if (!a.layout.too_small && a.layout.list.height > 0) {
                assert_true(a.cursor >= a.top);
                assert_true(a.cursor < a.top + (size_t)a.layout.list.height);
            }
        }
    }
    control_release(&a);
}

static void a_reload_keeps_filter_sort_and_record_and_a_failed_one_keeps_the_table(void **state)
{
    (void)state;
    char path[] = "/tmp/duban-reload-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *copy = fdopen(fd, "w"), *real = fopen(REAL_TABLE, "r");
    assert_non_null(copy);
    assert_non_null(real);
    for (int c = fgetc(real); c != EOF; c = fgetc(real))
        fputc(c, copy);
    fclose(real);
    fputs("\n201\t姜凌刚\t新任务\t年底\t无\t否\t市教育局\n", copy);
    fclose(copy);

    struct app a;
    open_app(&a, path, 30, 100);
    play(&a, "& 教育局 Enter ] / 职业 Enter");
    char no[16];
    snprintf(no, sizeof no, "%s", no_under_cursor(&a));
    assert_int_equal(a.view.count, 9);
    play(&a, "R");
    assert_int_equal(a.view.count, 9);
    assert_int_equal(a.order.count, 1);
    assert_string_equal(buf_cstr(&a.search.text), "职业");
    assert_string_equal(no_under_cursor(&a), no);

    assert_int_equal(unlink(path), 0);
    play(&a, "F5");
    assert_int_equal(a.notice_kind, NOTICE_ERROR);
    assert_int_equal(a.view.count, 9);
    assert_string_equal(no_under_cursor(&a), no);
    control_release(&a);
}

static void a_reload_that_finds_fewer_rows_and_columns_leaves_a_sound_state(void **state)
{
    (void)state;
    char path[] = "/tmp/duban-shrink-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    write_file(path, "序号\t责任目标内容\t备忘\n1\t甲\tx\n2\t乙\tx\n3\t丙\tx\n4\t丁\tx\n");
    struct app a;
    open_app(&a, path, 24, 80);
    play(&a, "& 备忘:x Enter l ] / x Enter G");
    assert_int_equal(a.view.count, 4);
    write_file(path, "序号\t责任目标内容\n1\t甲\n");
    play(&a, "R");
    assert_int_equal(a.view.count, 0); /* the filter stands, as a word that is nowhere now */
    assert_int_equal(a.order.count, 0);
    assert_int_equal(a.search.hits.count, 0);
    play(&a, "j k n N g G Enter & C-u Enter");
    assert_int_equal(a.view.count, 1);
    control_release(&a);
    assert_int_equal(unlink(path), 0);
}

static void another_encoding_can_be_chosen_and_one_that_fails_keeps_the_table(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "--encoding=GB18030 " REAL_TABLE, 24, 80);
    assert_string_equal(table_encoding(a.table), "GB18030");
    assert_true(table_warnings_total(a.table) > 0);
    play(&a, "E g Enter");
    assert_int_equal(a.page.kind, PAGE_NONE);
    assert_string_equal(table_encoding(a.table), "UTF-8");
    assert_string_equal(no_under_cursor(&a), "148");
    assert_int_equal(a.view.count, 53);
    control_release(&a);
}

static void every_command_changes_nothing_it_should_not_and_never_fails(void **state)
{
    (void)state;
    size_t count;
    const struct command *commands = command_table(&count);
    static const char *const before[] = {"",   "Enter", "?", "W", "s", "& nothing-like-it Enter",
                                         "Tab"};
    for (size_t b = 0; b < COUNT_OF(before); b++) {
        for (size_t i = 0; i < count; i++) {
            struct app a;
            open_app(&a, REAL_TABLE, 24, 80);
            play(&a, before[b]);
            play(&a, commands[i].keys);
            assert_true(a.cursor < a.view.count || a.view.count == 0);
            assert_true(a.column < table_columns(a.table));
            assert_int_equal(a.tally.records, a.view.count);
            control_release(&a);
        }
    }
}

static void an_empty_view_can_be_walked_and_left(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "& 绝无此词 Enter j k G g Space Enter l h @ n J");
    assert_int_equal(a.view.count, 0);
    assert_false(a.detail_alone);
    play(&a, "& C-u Enter");
    assert_int_equal(a.view.count, 53);
    control_release(&a);
}

static void the_command_line_sets_the_first_view(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "--filter=units:教育局 --sort=-no " REAL_TABLE, 30, 100);
    assert_int_equal(a.view.count, 8);
    assert_string_equal(no_under_cursor(&a), "199");
    assert_string_equal(buf_cstr(&a.filter_text), "units:教育局");
    control_release(&a);
}

static void what_a_filter_or_a_search_cannot_tell_is_said(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "& /(.+)+\\1\\1\\1[xy]/ Enter");
    assert_true(a.view.undecided > 0);
    assert_non_null(strstr(buf_cstr(&a.notice), "项未能判定"));
    assert_int_equal(a.notice_kind, NOTICE_ERROR);
    play(&a, "& C-u Enter");
    assert_int_equal(a.view.count, 53);
    play(&a, "/ /(.+)+\\1\\1\\1[xy]/ Enter");
    assert_true(a.search.undecided > 0);
    assert_non_null(strstr(buf_cstr(&a.notice), "项未能判定"));
    play(&a, "/ unts:教育");
    assert_string_equal(buf_cstr(&a.notice),
                        "没有找到 “unts:教育”：“unts” 不是列名，是否指 “units”？");
    control_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moves_lead_to_the_right_record),
        cmocka_unit_test(paging_shows_every_record_and_keeps_one_line_in_sight),
        cmocka_unit_test(a_search_shows_its_first_hit_while_typing_and_esc_puts_all_back),
        cmocka_unit_test(n_and_N_go_round_and_say_so),
        cmocka_unit_test(a_filter_narrows_while_typing_and_survives_sort_and_search),
        cmocka_unit_test(a_query_that_cannot_be_read_stays_at_the_prompt),
        cmocka_unit_test(at_narrows_to_records_like_the_cell),
        cmocka_unit_test(sorting_takes_further_keys_and_the_same_key_again_takes_it_back),
        cmocka_unit_test(sorting_keeps_the_cursor_on_its_record),
        cmocka_unit_test(esc_never_quits_and_q_leaves_one_thing_at_a_time),
        cmocka_unit_test(keys_that_end_the_program_do_so_from_everywhere_but_a_prompt),
        cmocka_unit_test(pasted_text_is_typed_at_a_prompt_and_nothing_elsewhere),
        cmocka_unit_test(the_detail_pane_follows_and_scrolls_without_moving_the_list),
        cmocka_unit_test(a_hit_far_down_in_the_note_is_brought_into_the_pane),
        cmocka_unit_test(a_resize_keeps_the_record_and_fits_at_every_size),
        cmocka_unit_test(a_reload_keeps_filter_sort_and_record_and_a_failed_one_keeps_the_table),
        cmocka_unit_test(a_reload_that_finds_fewer_rows_and_columns_leaves_a_sound_state),
        cmocka_unit_test(another_encoding_can_be_chosen_and_one_that_fails_keeps_the_table),
        cmocka_unit_test(every_command_changes_nothing_it_should_not_and_never_fails),
        cmocka_unit_test(an_empty_view_can_be_walked_and_left),
        cmocka_unit_test(the_command_line_sets_the_first_view),
        cmocka_unit_test(what_a_filter_or_a_search_cannot_tell_is_said),
    };
    return cmocka_run_group_tests_name("app", tests, NULL, NULL);
}
