/*
 * Views made in slices: what comes of it is what would have come at once; keys are answered meanwhile; Esc goes
 * back. The slices are as small as a test wants them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/activity.h"
#include "app/control.h"
#include "tests/unit/app/fixture.h"
#include "tests/unit/shared/memcheck.h"

static char file_name[] = "/tmp/duban-remake-XXXXXX";
static uint32_t seed;

static uint32_t any(uint32_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* A table of 12,000 records, too many for one slice. */
static int write_table(void **state)
{
    static const char *const places[] = {"东明", "单县", "曹县", "成武", "巨野"};
    static const char *const dues[] = {"年底", "9月底", "6月底", "长期坚持"};
    static const char *const states[] = {"是", "否", ""};
    (void)state;
    FILE *file = fdopen(mkstemp(file_name), "w");
    if (!file)
        return -1;
    fputs("某市2023年责任目标三季度推进情况一览表\n"
          "序号\t市领导\t责任目标\t完成时限\t完成情况\t是否按计划\t责任单位\n",
          file);
    for (uint32_t i = 1; i <= 12000; i++)
        fprintf(file, "%u\t领导%u\t建设%s第%u条道路\t%s\t完成投资%u亿元\t%s\t%s公路局 市%u局\n",
                any(12000), any(7), places[any(5)], any(4000), dues[any(4)], any(900),
                states[any(3)], places[any(5)], any(9));
    return fclose(file);
}

static int remove_table(void **state)
{
    (void)state;
    return unlink(file_name);
}

static void work(struct app *a, uint32_t slices)
{
    while (slices-- > 0 && control_is_busy(a))
        control_work(a);
}

static void open_in_slices(struct app *a, const char *args, size_t units)
{
    open_app(a, args, 24, 80);
    a->slice_units = units;
}

static const char *progress(const struct app *a)
{
    static char text[256];
    struct buf b = BUF_INIT;
    activity_append_progress(a, &b);
    snprintf(text, sizeof text, "%s", buf_cstr(&b));
    buf_release(&b);
    return text;
}

static void assert_progress(const struct app *a, const char *doing)
{
    if (!strstr(progress(a), doing))
        fail_msg("“%s” is not “%s”", progress(a), doing);
}

/* ---- the same comes of it ---- */

/* Keys that mean the same whenever they are pressed: what is asked for does not depend on the cursor. */
static const char *const deeds[] = {
    "& 东 明 Enter",
    "& C-u 市 1 局 Enter",
    "& C-u 单县 Enter",
    "& C-u Enter",
    "& C-u 东 Enter",
    "& 明 Enter",
    "& 公 Enter",
    "& C-u 公 Enter",
    "& 路 Enter",
    "& 公 路 Esc",
    "& C-u ! 长期 Enter",
    "& | 曹 Enter",
    "s j Enter",
    "s j j Enter",
    "s j j j Enter",
    "s j j j j Enter",
    "s Enter",
    "/ 第 1 Enter",
    "/ 投 资 9 Enter",
    "/ j s Enter",
    "/ 亿 Esc",
    "g",
    "G",
    "j",
    "Space",
    "F",
    "q",
    "z",
    "R",
};

/* A roll-up opens on the column that is current, which hits change. */
static void do_it(struct app *a, const char *deed)
{
    bool is_roll_up = strcmp(deed, "F") == 0, is_back = strcmp(deed, "q") == 0;
    if ((is_back && !a->breakdown.is_open) || (is_roll_up && a->breakdown.is_open))
        return;
    if (a->breakdown.is_open && deed[0] != '&' && !is_back)
        return;
    if (is_roll_up)
        a->column = 6;
    play(a, deed);
}

static void assert_same(const struct app *a, const struct app *b)
{
    assert_string_equal(buf_cstr(&a->filter_text), buf_cstr(&b->filter_text));
    assert_true(order_is_same(&a->order, &b->order));
    assert_int_equal(a->view.count, b->view.count);
    if (a->view.count > 0)
        assert_memory_equal(a->view.rows, b->view.rows, a->view.count * sizeof *a->view.rows);
    assert_memory_equal(&a->tally, &b->tally, sizeof a->tally);
    assert_string_equal(buf_cstr(&a->search.text), buf_cstr(&b->search.text));
    assert_int_equal(a->search.hits.count, b->search.hits.count);
    if (a->search.hits.count > 0)
        assert_memory_equal(a->search.hits.at, b->search.hits.at,
                            a->search.hits.count * sizeof *a->search.hits.at);
    assert_int_equal(a->breakdown.is_open, b->breakdown.is_open);
    assert_int_equal(breakdown_count(&a->breakdown), breakdown_count(&b->breakdown));
    for (size_t pos = 0; pos < breakdown_count(&a->breakdown); pos++)
        assert_memory_equal(&breakdown_line(&a->breakdown, pos)->tally,
                            &breakdown_line(&b->breakdown, pos)->tally, sizeof(struct tally));
}

static void play_both(const char *args, size_t units, uint32_t times)
{
    struct app whole, sliced;
    open_app(&whole, args, 24, 80);
    whole.slice_units = SIZE_MAX;
    /* The options of an app lie in the fixture: both are opened with the same. */
    open_in_slices(&sliced, args, units);
    for (uint32_t i = 0; i < times; i++) {
        const char *deed = deeds[any(COUNT_OF(deeds))];
        do_it(&whole, deed);
        do_it(&sliced, deed);
        work(&sliced, any(3) == 0 ? UINT32_MAX : any(40));
    }
    work(&whole, UINT32_MAX);
    work(&sliced, UINT32_MAX);
    assert_same(&whole, &sliced);
    control_release(&whole);
    control_release(&sliced);
}

static void slices_come_to_the_same_whatever_is_pressed_meanwhile(void **state)
{
    (void)state;
    seed = 1;
    for (int i = 0; i < 80; i++)
        play_both(REAL_TABLE, 1 + any(i % 2 == 0 ? 20 : 600), 12);
    for (int i = 0; i < 3; i++)
        play_both(file_name, 20000 + any(200000), 12);
}

/* ---- giving up ---- */

static void esc_gives_a_sort_up(void **state)
{
    (void)state;
    struct app a;
    open_in_slices(&a, file_name, 5000);
    a.column = 2;
    play(&a, "j ]");
    assert_true(a.remake.is_running);
    assert_progress(&a, "正在排序 0%（Esc 取消）");
    work(&a, 5);
    play(&a, "j");
    assert_int_equal(a.cursor, 2);
    assert_int_equal(a.view.rows[2], 2); /* the old view, whole */
    assert_int_equal(a.remake.standing_order.count, 0);
    play(&a, "Esc");
    assert_false(a.remake.is_running);
    assert_int_equal(a.order.count, 0);
    assert_string_equal(progress(&a), "");
    play(&a, "]");
    work(&a, UINT32_MAX);
    assert_int_equal(a.remake.standing_order.count, 1);
    assert_int_equal(a.view.rows[a.cursor], 2); /* it kept to its record */
    control_release(&a);
}

static void esc_gives_a_roll_up_up(void **state)
{
    (void)state;
    struct app a;
    open_in_slices(&a, file_name, 5000);
    a.column = 6;
    play(&a, "F");
    assert_progress(&a, "正在汇总 ");
    assert_int_equal(breakdown_count(&a.breakdown), 0);
    play(&a, "j Enter Esc"); /* no lines to go into yet */
    assert_false(a.breakdown.is_open);
    assert_int_equal(a.trail.count, 0);
    play(&a, "F");
    work(&a, UINT32_MAX);
    size_t lines = breakdown_count(&a.breakdown);
    assert_true(lines > 0);
    play(&a, "j Tab"); /* by something else: given up, the lines are there as they were */
    assert_int_equal(breakdown_count(&a.breakdown), 0);
    play(&a, "Esc");
    assert_int_equal(breakdown_count(&a.breakdown), lines);
    assert_int_equal(a.breakdown.chosen.pos, 1);
    assert_int_equal(a.breakdown.chosen.by.column, 6);
    play(&a, "Enter Esc"); /* so, too, going into a line */
    assert_true(a.breakdown.is_open);
    assert_int_equal(breakdown_count(&a.breakdown), lines);
    assert_string_equal(buf_cstr(&a.filter_text), "");
    assert_int_equal(a.trail.count, 1);
    control_release(&a);
}

static void leaving_a_filter_that_was_not_in_force_costs_nothing(void **state)
{
    (void)state;
    struct app a;
    open_in_slices(&a, file_name, 3000);
    play(&a, "& 东明");
    assert_progress(&a, "正在筛选 ");
    assert_int_equal(a.view.count, 12000);
    play(&a, "Esc");
    assert_false(a.remake.is_running);
    assert_int_equal(a.view.count, 12000);
    control_release(&a);
}

/* ---- narrowing ---- */

static void a_narrower_word_looks_only_at_what_the_wider_one_found(void **state)
{
    (void)state;
    struct app a;
    open_in_slices(&a, file_name, 3000);
    play(&a, "& 东");
    work(&a, UINT32_MAX);
    size_t found = a.view.count;
    assert_in_range(found, 2000, 6000);
    play(&a, "明");
    assert_int_equal(a.remake.viewing.first_count, found);
    assert_int_equal(a.remake.viewing.view.seen_rows, 12000);
    play(&a, "公"); /* while it is looked at: from what stands again, since that is certain */
    assert_int_equal(a.remake.viewing.first_count, found);
    work(&a, UINT32_MAX);
    play(&a, "Enter & C-u 公");
    work(&a, 6);
    uint32_t seen = a.remake.viewing.view.seen_rows;
    size_t found_so_far = a.remake.viewing.view.count;
    assert_in_range(seen, 100, 11000);
    play(&a, "路"); /* goes on from there */
    assert_int_equal(a.remake.viewing.first_count, found_so_far);
    assert_true(a.remake.viewing.view.seen_rows >= seen);
    work(&a, UINT32_MAX);
    assert_int_equal(a.view.count, 12000);
    control_release(&a);
}

static void a_narrower_search_looks_only_at_the_hits_before(void **state)
{
    (void)state;
    struct app a;
    open_in_slices(&a, file_name, 3000);
    play(&a, "/ 东");
    work(&a, UINT32_MAX);
    size_t found = a.search.hits.count;
    play(&a, "明");
    assert_int_equal(a.search.among.count, found);
    work(&a, UINT32_MAX);
    assert_int_equal(a.search.among.count, 0);
    assert_true(a.search.hits.count > 0 && a.search.hits.count <= found);
    control_release(&a);
}

/* What is asked for one after the other, while nothing is finished in between. */
static void what_was_begun_is_not_lost_by_what_is_begun_next(void **state)
{
    static const char *const asked[][3] = {
        {"& 东 Enter", "s j j Enter", "& 明 Enter"},     /* narrower, in another order */
        {"& 东 Enter", "s j j Enter", "& C-u 单 Enter"}, /* another filter */
        {"s j Enter", "s j j Enter", "s Enter"},         /* back to the file's order */
        {"s j j Enter", "& 东 Enter", "s j Enter"},
        {"& 东 | 单 Enter", "& C-u 东 Enter", "& 明 Enter"},
        {"s j j Enter", "F", "q"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(asked); i++)
        for (int first_is_done = 0; first_is_done < 2; first_is_done++) {
            struct app whole, sliced;
            open_app(&whole, file_name, 24, 80);
            open_in_slices(&sliced, file_name, 7000);
            for (int k = 0; k < 3; k++) {
                do_it(&whole, asked[i][k]);
                do_it(&sliced, asked[i][k]);
                work(&sliced, k == 0 && first_is_done ? UINT32_MAX : 7);
            }
            work(&whole, UINT32_MAX);
            work(&sliced, UINT32_MAX);
            assert_same(&whole, &sliced);
            control_release(&whole);
            control_release(&sliced);
        }
}

/* ---- searching ---- */

static void the_first_hit_is_gone_to_before_all_are_found(void **state)
{
    (void)state;
    struct app a;
    open_in_slices(&a, file_name, 600);
    play(&a, "100 G / 曹县");
    work(&a, 4);
    assert_false(search_is_whole(&a.search, &a.view));
    assert_progress(&a, "正在搜索 ");
    assert_true(a.cursor >= 99 || search_place(&a.search, a.cursor) == 1);
    play(&a, "Enter n");
    size_t first = a.cursor;
    assert_true(a.search.hits.count > 0);
    work(&a, UINT32_MAX);
    assert_int_equal(a.cursor, first); /* what is found later moves nobody */
    assert_true(search_place(&a.search, a.cursor) > 1);
    control_release(&a);
}

static void a_word_that_is_nowhere_is_said_to_be_when_all_was_looked_at(void **state)
{
    (void)state;
    struct app a;
    open_in_slices(&a, file_name, 5000);
    play(&a, "/ 绝无");
    assert_int_equal(a.notice_kind, NOTICE_NONE);
    work(&a, UINT32_MAX);
    assert_int_equal(a.notice_kind, NOTICE_INFO);
    play(&a, "Esc / 绝无 Enter");
    assert_non_null(a.search.query);
    play(&a, "Esc"); /* while it looks */
    assert_null(a.search.query);
    assert_string_equal(progress(&a), "");
    control_release(&a);
}

/* ---- findings ---- */

static void what_cannot_be_told_is_said_when_the_view_is_there(void **state)
{
    (void)state;
    struct app a;
    open_in_slices(&a, REAL_TABLE, 1);
    play(&a, "& /(.+)+\\1\\1\\1[xy]/ Enter");
    assert_true(a.remake.is_running);
    assert_int_equal(a.notice_kind, NOTICE_NONE);
    while (control_is_busy(&a))
        control_work(&a);
    assert_true(a.view.undecided > 0);
    assert_non_null(strstr(buf_cstr(&a.notice), "项未能判定"));
    control_release(&a);
}

static void a_long_list_of_findings_grows_between_keys(void **state)
{
    (void)state;
    struct app a;
    open_in_slices(&a, file_name, 0);
    play(&a, "W");
    size_t all = check_count(a.check), first = a.page.count;
    assert_true(all > 5000);
    assert_in_range(first, 1000, all - 1);
    assert_true(control_is_busy(&a));
    play(&a, "j");
    assert_int_equal(a.page.cursor, 1);
    work(&a, UINT32_MAX);
    assert_true(a.page.count >= all);
    assert_false(control_is_busy(&a));
    play(&a, "G");
    size_t last = a.page.cursor;
    assert_true(last > first);
    play(&a, "Enter W"); /* opens where it was left, however far down */
    assert_int_equal(a.page.cursor, last);
    play(&a, "q");
    assert_false(control_is_busy(&a));
    control_release(&a);
}

/* ---- while the table grows ---- */

static void what_is_asked_while_the_table_grows_is_of_all_of_it_in_the_end(void **state)
{
    static const char *const asked[] = {"& 东明 Enter", "/ 曹县 Enter", "& 市1局 Enter s j j Enter",
                                        "& 东 Enter & 明 Enter / 曹 Enter"};
    (void)state;
    FILE *file = fopen(file_name, "a");
    assert_non_null(file);
    for (unsigned i = 0; i < fewer_under_memcheck(60000); i++)
        fprintf(file, "%u\t领导%u\t建设东明至曹县道路%u\t年底\t完成\t是\t市%u局\n", i, i % 5,
                i % 999, i % 3);
    assert_int_equal(fclose(file), 0);
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        struct app late, early;
        static struct options options;
        struct diag d = {0};
        char *argv[] = {"duban", file_name};
        open_app(&late, file_name, 24, 80);
        play(&late, asked[i]);
        work(&late, UINT32_MAX);
        assert_int_equal(options_parse(&options, 2, argv, &d), ERR_NONE);
        assert_int_equal(control_init(&early, &options, 24, 80, &d), ERR_NONE);
        assert_int_equal(early.load_state, LOAD_RUNNING);
        play(&early, asked[i]);
        assert_int_equal(early.load_state, LOAD_RUNNING);
        work(&early, UINT32_MAX);
        assert_same(&late, &early);
        control_release(&late);
        control_release(&early);
    }
}

static void the_end_asked_for_while_the_table_grows_is_the_end_of_all(void **state)
{
    (void)state;
    static struct options options;
    struct diag d = {0};
    char *argv[] = {"duban", file_name};
    static const struct {
        const char *keys;
        bool is_at_end;
    } cases[] = {{"G", true}, {"G k", false}, {"G G", true}, {"G g", false}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        assert_int_equal(options_parse(&options, 2, argv, &d), ERR_NONE);
        assert_int_equal(control_init(&a, &options, 24, 80, &d), ERR_NONE);
        assert_int_equal(a.load_state, LOAD_RUNNING);
        play(&a, cases[i].keys);
        assert_int_equal(a.load_state, LOAD_RUNNING);
        work(&a, UINT32_MAX);
        assert_true((a.cursor + 1 == a.view.count) == cases[i].is_at_end);
        control_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_come_to_the_same_whatever_is_pressed_meanwhile),
        cmocka_unit_test(esc_gives_a_sort_up),
        cmocka_unit_test(esc_gives_a_roll_up_up),
        cmocka_unit_test(leaving_a_filter_that_was_not_in_force_costs_nothing),
        cmocka_unit_test(a_narrower_word_looks_only_at_what_the_wider_one_found),
        cmocka_unit_test(a_narrower_search_looks_only_at_the_hits_before),
        cmocka_unit_test(what_was_begun_is_not_lost_by_what_is_begun_next),
        cmocka_unit_test(the_first_hit_is_gone_to_before_all_are_found),
        cmocka_unit_test(a_word_that_is_nowhere_is_said_to_be_when_all_was_looked_at),
        cmocka_unit_test(what_cannot_be_told_is_said_when_the_view_is_there),
        cmocka_unit_test(a_long_list_of_findings_grows_between_keys),
        cmocka_unit_test(what_is_asked_while_the_table_grows_is_of_all_of_it_in_the_end),
        cmocka_unit_test(the_end_asked_for_while_the_table_grows_is_the_end_of_all),
    };
    return cmocka_run_group_tests_name("remake", tests, write_table, remove_table);
}
