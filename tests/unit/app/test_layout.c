/* The rectangles of every size of screen. */
#include "app/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static const enum layout_body bodies[] = {LAYOUT_SPLIT, LAYOUT_LIST, LAYOUT_DETAIL, LAYOUT_PAGE};

/* The parts of a layout, in the order of the struct. */
#define PARTS 7
static void collect_parts(const struct layout *l, struct rect parts[PARTS])
{
    const struct rect all[PARTS] = {l->title,  l->header, l->list, l->rule,
                                    l->detail, l->status, l->hint};
    memcpy(parts, all, sizeof(all));
}

static bool overlap(struct rect a, struct rect b)
{
    return a.y < b.y + b.height && b.y < a.y + a.height && a.x < b.x + b.width &&
           b.x < a.x + a.width;
}

static bool is_absent(struct rect r)
{
    return r.y == 0 && r.x == 0 && r.height == 0 && r.width == 0;
}

/* Inside the screen, nothing twice, nothing left over: areas that do not overlap and add up to the
 * screen's area tile it. NULL when so, else what is wrong. */
static const char *find_fault(const struct layout *l, int rows, int cols)
{
    struct rect parts[PARTS];
    collect_parts(l, parts);
    long area = 0;
    for (int i = 0; i < PARTS; i++) {
        struct rect r = parts[i];
        if (is_absent(r))
            continue;
        if (r.height <= 0 || r.width <= 0)
            return "a part without cells that is not absent";
        if (r.y < 0 || r.x < 0 || r.y + r.height > rows || r.x + r.width > cols)
            return "a part outside the screen";
        area += (long)r.height * r.width;
        for (int k = 0; k < i; k++)
            if (!is_absent(parts[k]) && overlap(r, parts[k]))
                return "two parts overlap";
    }
    return area == (long)rows * cols ? NULL : "cells left over";
}

static void parts_tile_every_screen(void **state)
{
    (void)state;
    for (size_t b = 0; b < COUNT_OF(bodies); b++) {
        for (int rows = LAYOUT_MIN_ROWS; rows <= 500; rows++) {
            for (int cols = LAYOUT_MIN_COLS; cols <= 1000; cols++) {
                struct layout l = layout_of(rows, cols, bodies[b]);
                const char *fault = find_fault(&l, rows, cols);
                if (fault || l.too_small)
                    fail_msg("%dx%d body %d: %s", cols, rows, (int)bodies[b], fault);
            }
        }
    }
}

static void a_screen_that_is_too_small_has_no_parts(void **state)
{
    (void)state;
    for (size_t b = 0; b < COUNT_OF(bodies); b++) {
        for (int rows = 0; rows <= 30; rows++) {
            for (int cols = 0; cols <= 200; cols++) {
                if (rows >= LAYOUT_MIN_ROWS && cols >= LAYOUT_MIN_COLS)
                    continue;
                struct layout l = layout_of(rows, cols, bodies[b]);
                struct rect parts[PARTS];
                collect_parts(&l, parts);
                assert_true(l.too_small);
                for (int i = 0; i < PARTS; i++)
                    assert_true(is_absent(parts[i]));
            }
        }
    }
}

static void there_are_always_rows_for_the_list_and_one_for_the_prompt(void **state)
{
    (void)state;
    for (int rows = LAYOUT_MIN_ROWS; rows <= 200; rows++) {
        for (int cols = LAYOUT_MIN_COLS; cols <= 300; cols++) {
            struct layout l = layout_of(rows, cols, LAYOUT_SPLIT);
            assert_true(l.list.height >= 2);
            assert_int_equal(l.header.height, 1);
            assert_int_equal(l.status.height, 1);
            assert_int_equal(l.hint.height, 1);
            /* The list keeps at least as many rows as the pane below it gets. */
            if (!l.beside && l.detail.height > 0)
                assert_true(l.list.height >= l.detail.height && l.detail.height >= 3);
        }
    }
}

/* "title 0,0 1x80" and so on, for the sizes that people have. */
static void describe(struct buf *out, const struct layout *l)
{
    static const char *const names[PARTS] = {"title",  "header", "list", "rule",
                                             "detail", "status", "hint"};
    struct rect parts[PARTS];
    collect_parts(l, parts);
    for (int i = 0; i < PARTS; i++) {
        if (!is_absent(parts[i]))
            buf_printf(out, "%s %d,%d %dx%d; ", names[i], parts[i].y, parts[i].x, parts[i].height,
                       parts[i].width);
    }
}

static void usual_sizes_are_divided_as_the_header_draws_them(void **state)
{
    (void)state;
    static const struct {
        int rows, cols;
        enum layout_body body;
        const char *expected;
    } cases[] = {
        {24, 80, LAYOUT_SPLIT,
         "title 0,0 1x80; header 1,0 1x80; list 2,0 11x80; rule 13,0 1x80; detail 14,0 8x80; "
         "status 22,0 1x80; hint 23,0 1x80; "},
        {24, 80, LAYOUT_LIST,
         "title 0,0 1x80; header 1,0 1x80; list 2,0 20x80; status 22,0 1x80; hint 23,0 1x80; "},
        {24, 80, LAYOUT_DETAIL,
         "title 0,0 1x80; rule 1,0 1x80; detail 2,0 20x80; status 22,0 1x80; hint 23,0 1x80; "},
        {24, 80, LAYOUT_PAGE,
         "title 0,0 1x80; header 1,0 1x80; list 2,0 20x80; status 22,0 1x80; hint 23,0 1x80; "},
        {40, 140, LAYOUT_SPLIT,
         "title 0,0 1x140; header 1,0 1x83; list 2,0 36x83; rule 1,83 37x1; detail 1,84 37x56; "
         "status 38,0 1x140; hint 39,0 1x140; "},
        {8, 30, LAYOUT_SPLIT,
         "title 0,0 1x30; header 1,0 1x30; list 2,0 4x30; status 6,0 1x30; hint 7,0 1x30; "},
        {5, 20, LAYOUT_SPLIT, "header 0,0 1x20; list 1,0 2x20; status 3,0 1x20; hint 4,0 1x20; "},
        {5, 20, LAYOUT_DETAIL, "rule 0,0 1x20; detail 1,0 2x20; status 3,0 1x20; hint 4,0 1x20; "},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct layout l = layout_of(cases[i].rows, cases[i].cols, cases[i].body);
        struct buf got = BUF_INIT;
        describe(&got, &l);
        assert_string_equal(buf_cstr(&got), cases[i].expected);
        buf_release(&got);
    }
}

static void beside_the_list_a_text_has_a_width_to_read_it(void **state)
{
    (void)state;
    for (int cols = LAYOUT_BESIDE_COLS; cols <= 1000; cols++) {
        struct layout l = layout_of(30, cols, LAYOUT_SPLIT);
        assert_true(l.beside);
        assert_in_range(l.detail.width, 40, 80);
        assert_true(l.list.width >= 70);
    }
    struct layout narrow = layout_of(30, LAYOUT_BESIDE_COLS - 1, LAYOUT_SPLIT);
    assert_false(narrow.beside);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_tile_every_screen),
        cmocka_unit_test(a_screen_that_is_too_small_has_no_parts),
        cmocka_unit_test(there_are_always_rows_for_the_list_and_one_for_the_prompt),
        cmocka_unit_test(usual_sizes_are_divided_as_the_header_draws_them),
        cmocka_unit_test(beside_the_list_a_text_has_a_width_to_read_it),
    };
    return cmocka_run_group_tests_name("app/layout", tests, NULL, NULL);
}
