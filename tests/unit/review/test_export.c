/* Tests of review/export.h: names, columns, tsv and csv. The other formats have their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "review/export.h"
#include "table/loader.h"
#include "tests/unit/review/fixture.h"

static void formats_are_known_by_name(void **state)
{
    (void)state;
    static const char *const names[] = {"tsv", "csv", "json", "md", "text"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        enum export_format format;
        assert_true(export_parse_format(str_from(names[i]), &format));
        assert_int_equal(format, i);
    }
    enum export_format format = EXPORT_MD;
    assert_false(export_parse_format(STR("xlsx"), &format));
    assert_false(export_parse_format(STR(""), &format));
    assert_int_equal(format, EXPORT_MD);
}

static void columns_are_named_in_any_way_and_order(void **state)
{
    struct table *t = *state;
    uint32_t *columns;
    size_t count;
    assert_int_equal(export_parse_columns(&columns, &count, STR("units, no,#3,no,时限"), t, NULL),
                     ERR_NONE);
    static const uint32_t expected[] = {6, 0, 2, 0, 3};
    assert_int_equal(count, COUNT_OF(expected));
    assert_memory_equal(columns, expected, sizeof expected);
    mem_free(columns);
    struct diag d = {0};
    assert_int_equal(export_parse_columns(&columns, &count, STR("no,nothing,x"), t, &d), ERR_USAGE);
    assert_string_equal(d.subject, "nothing");
    assert_int_equal(d.off, 3);
    assert_int_equal(export_parse_columns(&columns, &count, STR("no,"), t, &d), ERR_USAGE);
    assert_int_equal(export_parse_columns(&columns, &count, STR(""), t, &d), ERR_USAGE);
}

/* The header once and the records of the real file, as they stand there. */
static struct buf lines_of_sample(void)
{
    struct buf all = BUF_INIT, wanted = BUF_INIT;
    FILE *f = fopen("samples/heze-2023-q3.tsv", "rb");
    assert_non_null(f);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_append(&all, block, n);
    assert_int_equal(fclose(f), 0);
    struct str rest = buf_str(&all), line;
    bool has_header = false;
    while (str_split(&rest, '\n', &line)) {
        bool is_header = str_starts_with(line, STR("序号"));
        if (str_find(line, STR("\t"), 0) == SIZE_MAX || (is_header && has_header))
            continue;
        has_header = true;
        buf_append_str(&wanted, line);
        buf_append_byte(&wanted, '\n');
    }
    buf_release(&all);
    return wanted;
}

static void tsv_gives_back_the_real_table_byte_for_byte(void **state)
{
    struct buf expected = lines_of_sample();
    struct buf b = exported(*state, "", EXPORT_TSV, "", 0);
    assert_string_equal(buf_cstr(&b), buf_cstr(&expected));
    buf_release(&b);
    buf_release(&expected);
}

static void tsv_leaves_quotes_alone_while_no_cell_needs_quoting(void **state)
{
    (void)state;
    static const char text[] = "序号\t责任目标\n1\t a \"b\" \n2\t5\" 管\n";
    struct table *t = table_from(text);
    struct buf b = exported(t, "", EXPORT_TSV, "", 0);
    assert_string_equal(buf_cstr(&b), text);
    buf_release(&b);
    table_free(t);
}

/* The table had them as text: they go back as they came. */
static void tsv_leaves_quotes_that_were_text_alone(void **state)
{
    (void)state;
    static const char text[] =
        "序号\t责任目标\t情况\n1\t\"十四五\"规划\t\"未写完\n2\t\"单列\"\t好\n";
    struct table *t = table_from(text);
    struct buf b = exported(t, "", EXPORT_TSV, "", 0);
    assert_string_equal(buf_cstr(&b), text);
    buf_release(&b);
    b = exported(t, "no=2", EXPORT_TSV, "", 0);
    assert_string_equal(buf_cstr(&b), "序号\t责任目标\t情况\n2\t\"单列\"\t好\n");
    buf_release(&b);
    table_free(t);
}

static void tsv_quotes_a_cell_that_began_with_a_quote_within_quotes(void **state)
{
    (void)state;
    static const char text[] = "序号\t责任目标\n1\t\"\"\"十四五\"\"规划\"\n2\t好\n";
    struct table *t = table_from(text);
    struct buf b = exported(t, "", EXPORT_TSV, "", 0);
    assert_string_equal(buf_cstr(&b), text);
    buf_release(&b);
    table_free(t);
}

static void tsv_quotes_every_cell_with_a_quote_once_one_needs_it(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\n"
                                 "1\t\"line one\nline \"\"two\"\"\"\n"
                                 "2\t\"5\"\" pipe\"\n"
                                 "3\tplain\n");
    struct buf b = exported(t, "", EXPORT_TSV, "", 0);
    assert_string_equal(buf_cstr(&b), "序号\t责任目标\n"
                                      "1\t\"line one\nline \"\"two\"\"\"\n"
                                      "2\t\"5\"\" pipe\"\n"
                                      "3\tplain\n");
    struct table *again = table_from(buf_cstr(&b));
    assert_int_equal(table_rows(again), 3);
    assert_true(str_equal(table_cell(again, 0, 1), STR("line one\nline \"two\"")));
    table_free(again);
    buf_release(&b);
    b = exported(t, "no=2", EXPORT_TSV, "", 0);
    assert_string_equal(buf_cstr(&b), "序号\t责任目标\n2\t5\" pipe\n");
    buf_release(&b);
    table_free(t);
}

static void tsv_without_a_header_has_none(void **state)
{
    (void)state;
    struct load_options options = {.header_line = HEADER_NONE};
    struct loader *loader = loader_open_bytes(STR("1\t2\n3\t4\n"), STR("test"), &options);
    bool done = false;
    while (!done)
        assert_int_equal(loader_step(loader, 0, &done, NULL), ERR_NONE);
    struct table *t = loader_take_table(loader);
    loader_free(loader);
    struct buf b = exported(t, "", EXPORT_TSV, "", 0);
    assert_string_equal(buf_cstr(&b), "1\t2\n3\t4\n");
    buf_release(&b);
    table_free(t);
}

static void short_rows_are_filled_up_with_empty_cells(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\t责任单位\n1\t甲\n2\t乙\t局\n");
    struct buf b = exported(t, "", EXPORT_TSV, "", 0);
    assert_string_equal(buf_cstr(&b), "序号\t责任目标\t责任单位\n1\t甲\t\n2\t乙\t局\n");
    buf_release(&b);
    table_free(t);
}

static void csv_quotes_every_cell_and_doubles_quotes(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\n1\ta,\"b\"\n2\t\n");
    struct buf b = exported(t, "", EXPORT_CSV, "", 0);
    assert_string_equal(buf_cstr(&b), "\"序号\",\"责任目标\"\n\"1\",\"a,\"\"b\"\"\"\n\"2\",\"\"\n");
    buf_release(&b);
    table_free(t);
}

static void csv_for_excel_begins_with_a_byte_order_mark(void **state)
{
    (void)state;
    struct table *t = table_from("序号\t责任目标\n1\ta\n");
    struct review r = review_of(t);
    struct view v = view_of(t, "", "");
    static const enum export_format formats[] = {EXPORT_CSV, EXPORT_TSV};
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        char bytes[256] = "";
        FILE *out = fmemopen(bytes, sizeof bytes, "w");
        assert_non_null(out);
        struct export_options options = {.format = formats[i], .with_bom = true};
        (void)export_view(out, &r, &v, &options);
        assert_int_equal(fclose(out), 0);
        bool has_bom = str_starts_with(str_from(bytes), STR("\xEF\xBB\xBF"));
        assert_int_equal(has_bom, formats[i] == EXPORT_CSV);
    }
    view_release(&v);
    table_free(t);
}

static void csv_guards_what_a_spreadsheet_would_run_and_counts_it(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "=1+1", "@SUM",  "＝1",    "＋1",     "－1",       "＠a", "+A1", "-A1", "-1+1",
        "-",    "-5%+1", "+86 10", "-1,2,,3", "-1,234.5x", "-.",  "--5", "-5.", "+1|cmd",
    };
    static const char *const harmless[] = {"a=1", " =1",   "'=1", "1-1", "是",       "-5",
                                           "-5%", "-0.5‰", "+3",  "-3 ", "-1,234.5", "+12.50%"};
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("责任目标\t责任单位\n"));
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        buf_printf(&text, "%s\t局\n", cells[i]);
    for (size_t i = 0; i < COUNT_OF(harmless); i++)
        buf_printf(&text, "%s\t局\n", harmless[i]);
    struct table *t = table_from(buf_cstr(&text));
    struct review r = review_of(t);
    struct view v = view_of(t, "", "");
    char bytes[2048];
    FILE *out = fmemopen(bytes, sizeof bytes, "w");
    assert_non_null(out);
    struct export_options options = {.format = EXPORT_CSV};
    struct export_result result = export_view(out, &r, &v, &options);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(result.guarded_cells, COUNT_OF(cells));
    assert_int_equal(result.records, COUNT_OF(cells) + COUNT_OF(harmless));
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        struct buf cell = BUF_INIT;
        buf_printf(&cell, "\n\"'%s\",", cells[i]);
        assert_non_null(strstr(bytes, buf_cstr(&cell)));
        buf_release(&cell);
    }
    for (size_t i = 0; i < COUNT_OF(harmless); i++) {
        struct buf cell = BUF_INIT;
        buf_printf(&cell, "\n\"%s\",", harmless[i]);
        assert_non_null(strstr(bytes, buf_cstr(&cell)));
        buf_release(&cell);
    }
    view_release(&v);
    table_free(t);
    buf_release(&text);
}

static void an_empty_view_still_has_its_header(void **state)
{
    struct buf b = exported(*state, "no=1", EXPORT_TSV, "no,due", 0);
    assert_string_equal(buf_cstr(&b), "序号\t完成时限\n");
    buf_release(&b);
    b = exported(*state, "no=1", EXPORT_CSV, "no,due", 0);
    assert_string_equal(buf_cstr(&b), "\"序号\",\"完成时限\"\n");
    buf_release(&b);
}

static void a_full_disk_shows_in_the_file(void **state)
{
    struct table *t = *state;
    struct review r = review_of(t);
    struct view v = view_of(t, "", "");
    for (int format = EXPORT_TSV; format <= EXPORT_TEXT; format++) {
        FILE *out = fopen("/dev/full", "w");
        assert_non_null(out);
        struct export_options options = {.format = (enum export_format)format};
        (void)export_view(out, &r, &v, &options);
        bool has_failed = fflush(out) != 0 || ferror(out);
        (void)fclose(out);
        assert_true(has_failed);
    }
    view_release(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_known_by_name),
        cmocka_unit_test(columns_are_named_in_any_way_and_order),
        cmocka_unit_test(tsv_gives_back_the_real_table_byte_for_byte),
        cmocka_unit_test(tsv_leaves_quotes_alone_while_no_cell_needs_quoting),
        cmocka_unit_test(tsv_leaves_quotes_that_were_text_alone),
        cmocka_unit_test(tsv_quotes_a_cell_that_began_with_a_quote_within_quotes),
        cmocka_unit_test(tsv_quotes_every_cell_with_a_quote_once_one_needs_it),
        cmocka_unit_test(tsv_without_a_header_has_none),
        cmocka_unit_test(short_rows_are_filled_up_with_empty_cells),
        cmocka_unit_test(csv_quotes_every_cell_and_doubles_quotes),
        cmocka_unit_test(csv_for_excel_begins_with_a_byte_order_mark),
        cmocka_unit_test(csv_guards_what_a_spreadsheet_would_run_and_counts_it),
        cmocka_unit_test(an_empty_view_still_has_its_header),
        cmocka_unit_test(a_full_disk_shows_in_the_file),
    };
    return cmocka_run_group_tests_name("review/export", tests, tables_open_sample,
                                       tables_close_sample);
}
