/* Tests of table/heading.h: by itself, and through tables that are read. */
#include "tests/unit/table/fixture.h"

#include "table/heading.h"

#define CELLS_MAX 8

/* Rows from words separated by blanks; "_" is an empty cell. The cells lie in `cells`. */
static struct waiting_row row_of(const char *words, struct str *cells)
{
    struct waiting_row row = {.cells = cells};
    struct str rest = str_from(words), word;
    while (rest.len > 0 && str_split(&rest, ' ', &word))
        cells[row.count++] = str_equal(word, STR("_")) ? STR("") : word;
    return row;
}

static void a_row_of_known_names_is_a_header(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        bool is_known;
    } cases[] = {
        {"序号 领导 责任目标 时限", true},
        {"序号 甲 乙 责任目标 时限", true},
        {"序号 甲 乙 丙 时限", false},
        {"序号 _ _ 时限", true},
        {"序号", false},
        {"_ 序号 _", false},
        {"1 张三 修路 年底", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str cells[CELLS_MAX];
        struct waiting_row row = row_of(cases[i].words, cells);
        if (heading_is_known(&row) != cases[i].is_known)
            fail_msg("%s", cases[i].words);
    }
}

static void the_common_count_is_that_of_most_rows_with_several_cells(void **state)
{
    (void)state;
    struct str cells[6][CELLS_MAX];
    const struct waiting_row rows[] = {
        row_of("标题 _ _ _", cells[0]), row_of("a b c", cells[1]), row_of("d e f", cells[2]),
        row_of("说明 _ _ _", cells[3]), row_of("g h", cells[4]),   row_of("合计", cells[5]),
    };
    assert_int_equal(heading_common_fields(rows, COUNT_OF(rows)), 3);
    assert_int_equal(heading_common_fields(rows, 1), 1);
    assert_int_equal(heading_common_fields(rows, 0), 1);
}

static void a_header_is_found_however_many_columns_it_names(void **state)
{
    (void)state;
    static const int counts[] = {2, 255, 256, 257, 3000};
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        struct buf text = BUF_INIT;
        for (int row = 0; row < 5; row++)
            for (int column = 1; column <= counts[i]; column++)
                buf_printf(&text, "%s%d%c", row == 0 ? "名" : "", row * 10000 + column,
                           column < counts[i] ? '\t' : '\n');
        struct table *t =
            table_of(buf_str(&text), (struct load_options){.header_line = HEADER_AUTO}, 0);
        assert_true(table_has_header(t));
        assert_int_equal(table_columns(t), counts[i]);
        assert_int_equal(table_rows(t), 4);
        assert_true(str_equal(table_column_name(t, 1), STR("名2")));
        table_free(t);
        buf_release(&text);
    }
}

static void a_nul_byte_ends_no_name_of_two_lines(void **state)
{
    (void)state;
    static const char text[] =
        "序号\t责\0任\t\t时限\n\t甲\0乙\t丙\t\n1\ta\tb\t年底\n2\tc\td\t年底\n";
    struct table *t = table_of(BYTES(text), (struct load_options){.header_line = HEADER_AUTO}, 0);
    assert_true(str_equal(table_column_name(t, 1), BYTES("责\0任 甲\0乙")));
    assert_true(str_equal(table_column_name(t, 2), BYTES("责\0任 丙")));
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_of_known_names_is_a_header),
        cmocka_unit_test(the_common_count_is_that_of_most_rows_with_several_cells),
        cmocka_unit_test(a_header_is_found_however_many_columns_it_names),
        cmocka_unit_test(a_nul_byte_ends_no_name_of_two_lines),
    };
    return cmocka_run_group_tests_name("table/heading", tests, NULL, NULL);
}
