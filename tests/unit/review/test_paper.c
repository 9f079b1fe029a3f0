/* Tests of review/paper.h and review/grid.h: the view as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "review/grid.h"
#include "tests/unit/review/fixture.h"
#include "text/cluster.h"

static struct table *small_table(void)
{
    return table_from(
        "某市2023年责任目标三季度推进情况\n"
        "序号\t市领导\t责任目标内容\t完成时限\t三季度完成情况\t是否按计划完成进度\t责任单位\n"
        "1\t张三\t加快建设一号线,年内通车\t年底\t已完成投资2.5亿元,占60%\t是\t市交通局\n"
        "12\t李四\t谋划二号线\t9月底\t\t否\t市交通局 市财政局 市自然资源局\n");
}

static void short_columns_stand_in_a_row_and_long_ones_below(void **state)
{
    (void)state;
    struct table *t = small_table();
    struct buf b = exported(t, "", EXPORT_TEXT, "", 44);
    assert_string_equal(buf_cstr(&b), "某市2023年责任目标三季度推进情况\n"
                                      "截至 2023-09-30，序时 75%\n"
                                      "共 2 项：按计划 1（50%），滞后 1，未填 0，其\n"
                                      "他 0\n"
                                      "\n"
                                      "序号  市领导  完成时限  状态  责任单位\n"
                                      "--------------------------------------------\n"
                                      "   1  张三    年底      是    市交通局\n"
                                      "      目标  加快建设一号线,年内通车\n"
                                      "      情况  已完成投资2.5亿元,占60%\n"
                                      "\n"
                                      "  12  李四    9月底     否    市交通局 市财\n"
                                      "                              政局 市自然资\n"
                                      "                              源局\n"
                                      "      目标  谋划二号线\n");
    buf_release(&b);
    table_free(t);
}

static void a_wide_page_sets_everything_side_by_side(void **state)
{
    (void)state;
    struct table *t = small_table();
    struct buf b = exported(t, "no=1", EXPORT_TEXT, "", 140);
    assert_true(
        str_find(
            buf_str(&b),
            STR("序号  市领导  目标                     完成时限  情况                     状态"
                "  责任单位\n"),
            0) != SIZE_MAX);
    assert_true(
        str_find(buf_str(&b),
                 STR("   1  张三    加快建设一号线,年内通车  年底      已完成投资2.5亿元,占60%  是"
                     "    市交通局\n"),
                 0) != SIZE_MAX);
    buf_release(&b);
    table_free(t);
}

static void a_view_of_short_columns_is_a_plain_table(void **state)
{
    (void)state;
    struct table *t = small_table();
    struct buf b = exported(t, "", EXPORT_TEXT, "no,units", 80);
    assert_true(str_ends_with(buf_str(&b), STR("\n"
                                               "序号  责任单位\n"
                                               "------------------------------------\n"
                                               "   1  市交通局\n"
                                               "  12  市交通局 市财政局 市自然资源局\n")));
    buf_release(&b);
    b = exported(t, "", EXPORT_TEXT, "target", 80);
    assert_true(str_ends_with(buf_str(&b), STR("\n\n目标\n-----------------------\n"
                                               "加快建设一号线,年内通车\n\n谋划二号线\n")));
    buf_release(&b);
    b = exported(t, "", EXPORT_TEXT, "target", 30);
    assert_true(str_ends_with(buf_str(&b), STR("\n\n目标  加快建设一号线,年内通车\n\n"
                                               "目标  谋划二号线\n")));
    buf_release(&b);
    table_free(t);
}

/* The characters of `text` that are no blanks, in order. */
static void append_dense(struct buf *out, struct str text)
{
    struct cluster c;
    for (size_t off = 0; off < text.len;) {
        off = cluster_at(text, off, &c);
        if (text_trim(c.bytes).len > 0)
            buf_append_str(out, c.bytes);
    }
}

static void assert_lines_fit(struct str text, unsigned width)
{
    struct str line;
    while (str_split(&text, '\n', &line)) {
        if (text_cells(line) > width)
            fail_msg("%zu cells at width %u: %.*s", text_cells(line), width, STR_ARG(line));
        assert_false(str_ends_with(line, STR(" ")));
    }
}

static void no_line_is_wider_than_the_page(void **state)
{
    (void)state;
    struct table *t = table_sample();
    for (unsigned width = 30; width <= 200; width += width < 60 ? 1 : 7) {
        struct buf b = exported(t, "", EXPORT_TEXT, "", width);
        assert_lines_fit(buf_str(&b), width);
        buf_release(&b);
    }
    table_free(t);
}

static void no_character_of_a_note_is_lost(void **state)
{
    (void)state;
    struct table *t = table_sample();
    for (unsigned width = 20; width <= 120; width += 20) {
        struct buf text = exported(t, "", EXPORT_TEXT, "note", width), dense = BUF_INIT;
        append_dense(&dense, buf_str(&text));
        size_t from = 0;
        for (uint32_t row = 0; row < table_rows(t); row++) {
            struct buf note = BUF_INIT;
            append_dense(&note, table_cell(t, row, table_find_role(t, ROLE_NOTE)));
            from = str_find(buf_str(&dense), buf_str(&note), from);
            assert_true(from != SIZE_MAX);
            from += note.len;
            buf_release(&note);
        }
        buf_release(&dense);
        buf_release(&text);
    }
    table_free(t);
}

static void a_table_of_many_columns_still_fits(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 40; column++)
            buf_printf(&text, "%s%s%d", column > 0 ? "\t" : "", row > 0 ? "值" : "列", column);
        buf_append_byte(&text, '\n');
    }
    struct table *t = table_from(buf_cstr(&text));
    for (unsigned width = 30; width <= 90; width += 30) {
        struct buf b = exported(t, "", EXPORT_TEXT, "", width);
        assert_lines_fit(buf_str(&b), width);
        assert_true(str_find(buf_str(&b), STR("值39"), 0) != SIZE_MAX);
        buf_release(&b);
    }
    table_free(t);
    buf_release(&text);
}

static void hostile_cells_show_as_marks(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\t责任单位\n1\ta\x1b[2Jb\u202ec\t局\b\n");
    struct buf b = exported(t, "", EXPORT_TEXT, "", 80);
    assert_true(str_find(buf_str(&b), STR("a^[[2Jb<U+202E>c"), 0) != SIZE_MAX);
    assert_true(str_find(buf_str(&b), STR("局^H"), 0) != SIZE_MAX);
    buf_release(&b);
    table_free(t);
}

static void a_grid_wraps_cells_and_owes_blanks(void **state)
{
    (void)state;
    char bytes[256] = "";
    FILE *out = fmemopen(bytes, sizeof bytes, "w");
    assert_non_null(out);
    struct grid g;
    grid_init(&g, 3, true);
    g.indent = 1;
    g.columns[0] = (struct grid_column){4, true};
    g.columns[1] = (struct grid_column){4, false};
    g.columns[2] = (struct grid_column){2, false};
    assert_int_equal(grid_cells(&g), 14);
    struct str row[] = {STR("7"), STR("桥梁建设"), STR("")};
    grid_put_row(&g, out, row);
    struct str other[] = {STR(""), STR(" x "), STR("路")};
    grid_put_row(&g, out, other);
    struct str none[] = {STR(""), STR(""), STR("")};
    grid_put_row(&g, out, none);
    grid_put_rule(out, 3);
    grid_release(&g);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(bytes, "    7  桥梁\n       建设\n       x     路\n\n---\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_columns_stand_in_a_row_and_long_ones_below),
        cmocka_unit_test(a_wide_page_sets_everything_side_by_side),
        cmocka_unit_test(a_view_of_short_columns_is_a_plain_table),
        cmocka_unit_test(no_line_is_wider_than_the_page),
        cmocka_unit_test(no_character_of_a_note_is_lost),
        cmocka_unit_test(a_table_of_many_columns_still_fits),
        cmocka_unit_test(hostile_cells_show_as_marks),
        cmocka_unit_test(a_grid_wraps_cells_and_owes_blanks),
    };
    return cmocka_run_group_tests_name("review/paper", tests, NULL, NULL);
}
