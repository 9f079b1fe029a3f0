/* Building pages of entries, and moving through them. */
#include "app/page.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/cluster.h"

static const char *line_at(const struct page *p, size_t line)
{
    static char out[512];
    snprintf(out, sizeof(out), "%.*s", STR_ARG(page_line_text(p, line)));
    return out;
}

static void an_entry_is_a_padded_key_and_its_text(void **state)
{
    (void)state;
    struct page p = {0};
    page_begin(&p, PAGE_HELP, false);
    page_add(&p, PAGE_HEADING, STR(""), 0, STR("移动"), 40, PAGE_NO_TARGET);
    page_add(&p, PAGE_TEXT, STR("j Down"), 10, STR("向下"), 40, PAGE_NO_TARGET);
    page_add(&p, PAGE_TEXT, STR("帮"), 10, STR("帮助"), 40, 7);
    page_add(&p, PAGE_TEXT, STR(""), 10, STR("接着"), 40, PAGE_NO_TARGET);
    assert_int_equal(p.count, 4);
    assert_string_equal(line_at(&p, 0), "移动");
    assert_string_equal(line_at(&p, 1), "j Down    向下");
    assert_string_equal(line_at(&p, 2), "帮        帮助");
    assert_string_equal(line_at(&p, 3), "          接着");
    assert_int_equal(p.lines[0].style, PAGE_HEADING);
    assert_int_equal(p.lines[0].key_cells, 0);
    assert_int_equal(p.lines[1].key_cells, 10);
    assert_int_equal(p.lines[3].key_cells, 0);
    assert_int_equal(p.lines[2].target, 7);
    page_release(&p);
}

static void a_long_text_continues_under_itself(void **state)
{
    (void)state;
    struct page p = {0};
    page_begin(&p, PAGE_HELP, false);
    page_add(&p, PAGE_TEXT, STR("&"), 4, STR("筛选只看含有这些词的任务"), 16, 3);
    page_add(&p, PAGE_TEXT, STR(""), 0, STR("筛选只看含有这些词的任务"), 16, 4);
    assert_int_equal(p.count, 4);
    assert_string_equal(line_at(&p, 0), "&   筛选只看含有");
    assert_string_equal(line_at(&p, 1), "    这些词的任务");
    assert_string_equal(line_at(&p, 2), "筛选只看含有这些");
    assert_string_equal(line_at(&p, 3), "  词的任务");
    assert_int_equal(p.lines[1].style, PAGE_CONTINUED);
    assert_int_equal(p.lines[1].target, 3);
    assert_int_equal(p.lines[1].key_cells, 0);
    assert_int_equal(p.lines[3].style, PAGE_CONTINUED);
    page_release(&p);
}

static void without_room_beside_the_key_the_text_goes_below_it(void **state)
{
    (void)state;
    struct page p = {0};
    page_begin(&p, PAGE_HELP, false);
    page_add(&p, PAGE_TEXT, STR("C-f PgDn"), 10, STR("向下一页"), 20, 1);
    page_add(&p, PAGE_TEXT, STR("a-very-long-key"), 6, STR("文字"), 40, 2);
    assert_int_equal(p.count, 4);
    assert_string_equal(line_at(&p, 0), "C-f PgDn");
    assert_int_equal(p.lines[0].key_cells, 8);
    assert_string_equal(line_at(&p, 1), "  向下一页");
    assert_int_equal(p.lines[1].style, PAGE_CONTINUED);
    assert_string_equal(line_at(&p, 2), "a-very-long-key");
    assert_string_equal(line_at(&p, 3), "      文字");
    page_release(&p);
}

static void no_line_is_wider_than_the_page_and_none_of_the_text_is_lost(void **state)
{
    (void)state;
    static const char key[] = "C-d Space",
                      text[] = "实施城市更新行动,有序推进鲁西南人民路东片区 G327线(2.5亿元)";
    for (unsigned width = 4; width < 100; width++) {
        struct page p = {0};
        page_begin(&p, PAGE_WARNINGS, true);
        page_add(&p, PAGE_TEXT, str_from(key), 12, str_from(text), width, 0);
        struct buf got = BUF_INIT, want = BUF_INIT;
        for (size_t i = 0; i < p.count; i++) {
            struct str line = page_line_text(&p, i);
            assert_true(text_cells(line) <= width);
            for (size_t k = 0; k < line.len; k++)
                if (line.ptr[k] != ' ')
                    buf_append_byte(&got, line.ptr[k]);
        }
        for (const char *s = key; *s; s++)
            if (*s != ' ')
                buf_append_byte(&want, *s);
        for (const char *s = text; *s; s++)
            if (*s != ' ')
                buf_append_byte(&want, *s);
        assert_string_equal(buf_cstr(&got), buf_cstr(&want));
        buf_release(&got);
        buf_release(&want);
        page_release(&p);
    }
}

/* A page of lines as a string draws them: H heading, T entry with a target, c its continuation,
 * - entry without a target. */
static void draw_page(struct page *p, const char *lines, bool choosable)
{
    page_begin(p, PAGE_WARNINGS, choosable);
    for (size_t i = 0; lines[i]; i++) {
        uint32_t target = lines[i] == 'T' ? (uint32_t)i : PAGE_NO_TARGET;
        page_add(p, lines[i] == 'H' ? PAGE_HEADING : PAGE_TEXT, STR(""), 0, STR("行"), 20, target);
        if (lines[i] == 'c') {
            p->lines[i].style = PAGE_CONTINUED;
            p->lines[i].target = p->lines[i - 1].target;
        }
    }
}

static void moving_goes_from_choice_to_choice(void **state)
{
    (void)state;
    static const struct {
        const char *lines;
        unsigned height;
        size_t from;
        long by;
        size_t cursor, top;
    } cases[] = {
        {"HTTT", 10, 1, 1, 2, 0},         {"HTTT", 10, 1, -1, 1, 0},
        {"HTTT", 10, 3, 1, 3, 0},         {"HTccT", 10, 1, 1, 4, 0},
        {"HTccT", 10, 4, -1, 1, 0},       {"HT-T", 10, 1, 1, 3, 0},
        {"HTT--", 10, 1, 9, 2, 0},        {"HTTTTT", 3, 1, 3, 4, 2},
        {"HTTTTT", 3, 5, -4, 1, 0},   /* the heading comes into view with the first */
        {"HTTccT", 3, 1, 1, 2, 2},    /* the whole entry is shown */
        {"HTTcccccT", 3, 1, 1, 2, 2}, /* or its beginning */
        {"HTTTTT", 3, 1, LONG_MAX, 5, 3}, {"HTTTTT", 3, 5, LONG_MIN, 1, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct page p = {0};
        draw_page(&p, cases[i].lines, true);
        page_move_to(&p, cases[i].from, cases[i].height);
        page_move(&p, cases[i].by, cases[i].height);
        if (p.cursor != cases[i].cursor || p.top != cases[i].top)
            fail_msg("case %zu: cursor %zu, top %zu", i, p.cursor, p.top);
        page_release(&p);
    }
}

static void a_page_without_choices_scrolls_within_its_ends(void **state)
{
    (void)state;
    static const struct {
        long by;
        size_t top;
    } steps[] = {{1, 1}, {100, 7}, {1, 7}, {-2, 5}, {LONG_MIN, 0}, {LONG_MAX, 7}};
    struct page p = {0};
    draw_page(&p, "H---------", false);
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        page_move(&p, steps[i].by, 3);
        assert_int_equal(p.top, steps[i].top);
        assert_int_equal(p.cursor, p.top);
    }
    page_move_to(&p, 4, 3);
    assert_int_equal(p.top, 4);
    page_settle(&p, 20); /* a higher screen shows all */
    assert_int_equal(p.top, 0);
    page_release(&p);
}

static void an_empty_page_can_be_moved_in(void **state)
{
    (void)state;
    struct page p = {0};
    page_begin(&p, PAGE_WARNINGS, true);
    page_move(&p, 1, 10);
    page_move_to(&p, 5, 10);
    page_move_to(&p, 5, 0);
    assert_int_equal(p.cursor, 0);
    assert_int_equal(p.top, 0);
    page_release(&p);
}

static void building_it_again_keeps_the_place_and_another_kind_begins_anew(void **state)
{
    (void)state;
    struct page p = {0};
    draw_page(&p, "HTTTTT", true);
    page_move_to(&p, 4, 3);
    draw_page(&p, "HTTTTT", true);
    page_settle(&p, 3);
    assert_int_equal(p.cursor, 4);
    draw_page(&p, "HT", true);
    page_settle(&p, 3);
    assert_int_equal(p.cursor, 1);
    page_begin(&p, PAGE_HELP, false);
    assert_int_equal(p.cursor, 0);
    assert_int_equal(p.count, 0);
    page_release(&p);
}

static void random_moves_keep_the_cursor_on_a_choice_and_in_view(void **state)
{
    (void)state;
    srand(11);
    for (int round = 0; round < 2000; round++) {
        char lines[30];
        size_t count = 1 + (size_t)rand() % (sizeof(lines) - 1);
        bool any = false;
        for (size_t i = 0; i < count; i++) {
            lines[i] = "HTc-T"[rand() % 5];
            if (lines[i] == 'c' && i == 0)
                lines[i] = '-';
            any |= lines[i] == 'T';
        }
        lines[count < sizeof(lines) ? count : sizeof(lines) - 1] = '\0';
        struct page p = {0};
        draw_page(&p, lines, true);
        unsigned height = 1 + (unsigned)rand() % 12;
        page_settle(&p, height);
        for (int step = 0; step < 20; step++) {
            page_move(&p, rand() % 21 - 10, height);
            assert_true(p.top == 0 || p.top + height <= p.count);
            assert_true(p.cursor >= p.top && p.cursor < p.top + height);
            if (any)
                assert_true(lines[p.cursor] == 'T');
        }
        page_release(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_is_a_padded_key_and_its_text),
        cmocka_unit_test(a_long_text_continues_under_itself),
        cmocka_unit_test(without_room_beside_the_key_the_text_goes_below_it),
        cmocka_unit_test(no_line_is_wider_than_the_page_and_none_of_the_text_is_lost),
        cmocka_unit_test(moving_goes_from_choice_to_choice),
        cmocka_unit_test(a_page_without_choices_scrolls_within_its_ends),
        cmocka_unit_test(an_empty_page_can_be_moved_in),
        cmocka_unit_test(building_it_again_keeps_the_place_and_another_kind_begins_anew),
        cmocka_unit_test(random_moves_keep_the_cursor_on_a_choice_and_in_view),
    };
    return cmocka_run_group_tests_name("app/page", tests, NULL, NULL);
}
