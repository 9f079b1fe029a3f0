/* Rows and cells, with every boundary between pieces met. */
#include "table/tsv.h"

#include <string.h>

#include "fixture.h"
#include "table/table_store.h"

static const size_t piece_sizes[] = {1, 2, 3, 4, 5, 7, SIZE_MAX};

/* "1[a|b] 2[] 3+1[c]": line, lines more, cells. */
static bool note_row(void *ctx, const struct tsv_row *row)
{
    struct buf *out = ctx;
    buf_printf(out, "%s%u", out->len > 0 ? " " : "", row->line);
    if (row->lines > 1)
        buf_printf(out, "+%u", row->lines - 1);
    buf_append_byte(out, '[');
    for (size_t i = 0; i < row->count; i++) {
        if (i > 0)
            buf_append_byte(out, '|');
        buf_append_str(out, row->cells[i]);
    }
    buf_append_byte(out, ']');
    if (row->bad + row->nuls > 0)
        buf_printf(out, "bad%unul%u", row->bad, row->nuls);
    return true;
}

static enum tsv_status read_pieces(struct tsv *t, struct str text, size_t piece_size)
{
    enum tsv_status status = TSV_GOES_ON;
    for (size_t off = 0; off < text.len && status == TSV_GOES_ON; off += piece_size) {
        struct decoded piece = {str_slice(text, off, piece_size), NULL, 0};
        status = tsv_feed(t, &piece);
        if (piece_size > text.len)
            break;
    }
    return status == TSV_GOES_ON ? tsv_finish(t) : status;
}

static void check(struct str text, char delimiter, bool is_quoting, size_t fields,
                  const char *wanted, enum tsv_status status)
{
    for (size_t i = 0; i < COUNT_OF(piece_sizes); i++) {
        struct buf out = BUF_INIT;
        struct tsv *t = tsv_new(delimiter, is_quoting, fields, note_row, &out);
        enum tsv_status is = read_pieces(t, text, piece_sizes[i]);
        if (is != status)
            fail_msg("%.*s by %zu: status %d", STR_ARG(text), piece_sizes[i], (int)is);
        if (status == TSV_GOES_ON)
            assert_same_text("rows", buf_str(&out), str_from(wanted));
        tsv_free(t);
        buf_release(&out);
    }
}

static void rows_and_cells_are_those_of_the_file(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        char delimiter;
        const char *wanted;
    } cases[] = {
        {STR_INIT("a\tb\nc\td\n"), '\t', "1[a|b] 2[c|d]"},
        {STR_INIT("a\tb\nc\td"), '\t', "1[a|b] 2[c|d]"},
        {STR_INIT("a\tb\r\nc\td\r\n"), '\t', "1[a|b] 2[c|d]"},
        {STR_INIT("a\tb\rc\td\r"), '\t', "1[a|b] 2[c|d]"},
        {STR_INIT("a\tb\rc\td\ne\r\nf"), '\t', "1[a|b] 2[c|d] 3[e] 4[f]"},
        {STR_INIT("a\r\r\nb"), '\t', "1[a] 2[] 3[b]"},
        {STR_INIT("\n\na\n\n"), '\t', "1[] 2[] 3[a] 4[]"},
        {STR_INIT("\r\n\r\na"), '\t', "1[] 2[] 3[a]"},
        {STR_INIT("\t\n"), '\t', "1[|]"},
        {STR_INIT("a\t\t\n\tb\n"), '\t', "1[a||] 2[|b]"},
        {STR_INIT(" a \t b\t \n   \n"), '\t', "1[ a | b| ] 2[   ]"},
        {STR_INIT("  \t  "), '\t', "1[  |  ]"},
        {STR_INIT("a b\tc"), '\t', "1[a b|c]"},
        {STR_INIT(" a , b\t,c"), ',', "1[ a | b\t|c]"},
        {STR_INIT("\ta,b"), ',', "1[\ta|b]"},
        {STR_INIT("\"a\"b\t\"c\n"), '\t', "1[\"a\"b|\"c]"},
        {STR_INIT("序号\t领导\n1\t肖友华\n"), '\t', "1[序号|领导] 2[1|肖友华]"},
        {STR_INIT("a b  c"), ' ', "1[a|b||c]"},
        {STR_INIT(""), '\t', ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check(cases[i].text, cases[i].delimiter, false, 2, cases[i].wanted, TSV_GOES_ON);
}

static void well_formed_quotes_are_taken_off(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        char delimiter;
        const char *wanted;
    } cases[] = {
        {STR_INIT("\"a\"\tb\n"), '\t', "1[a|b]"},
        {STR_INIT("\"a\"\"b\"\tc\n"), '\t', "1[a\"b|c]"},
        {STR_INIT("\"\"\t\"\"\n"), '\t', "1[|]"},
        {STR_INIT("\" a \"\t b\n"), '\t', "1[ a | b]"},
        {STR_INIT("a,\"b,c\",\"d\"\r\n\"e\",f,g"), ',', "1[a|b,c|d] 2[e|f|g]"},
        {STR_INIT("1\t\"a\nb\"\tc\n2\td\te\n"), '\t', "1+1[1|a\nb|c] 3[2|d|e]"},
        {STR_INIT("1\t\"a\r\nb\"\tc\r\n2\td\te\r\n"), '\t', "1+1[1|a\r\nb|c] 3[2|d|e]"},
        {STR_INIT("1\t\"a\n\n\nb\"\tc\n"), '\t', "1+3[1|a\n\n\nb|c]"},
        {STR_INIT("1\t\"a\n \"\"b\"\" \n\"\tc\n4\n"), '\t', "1+2[1|a\n \"b\" \n|c] 4[4]"},
        {STR_INIT("\"a\tb\"\tc\td\n"), '\t', "1[a\tb|c|d]"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check(cases[i].text, cases[i].delimiter, true, 3, cases[i].wanted, TSV_GOES_ON);
}

static void a_malformed_quote_ends_the_reading(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "1\t\"十四五\"规划\t2\n3\t4\t5\n",
        "1\t\"a\t2\n3\t4\t5\n6\t7\t8\n",
        "1\ta\"b\t2\n",
        "1\t2\t\"3",
        "1\t2\t\"3\n\n",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        check(str_from(texts[i]), '\t', true, 3, "", TSV_BAD_QUOTE);
}

static void the_line_where_a_bad_quote_opened_is_known(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    struct tsv *t = tsv_new('\t', true, 3, note_row, &out);
    assert_int_equal(read_pieces(t, STR("1\ta\tb\n\n2\t\"c\td\n3\te\tf\n4\tg\th\n"), SIZE_MAX),
                     TSV_BAD_QUOTE);
    assert_int_equal(tsv_bad_quote_line(t), 3);
    tsv_free(t);
    buf_release(&out);
}

static void marks_are_counted_for_the_row_they_stand_in(void **state)
{
    (void)state;
    static const struct text_mark marks[] = {
        {0, TEXT_MARK_BAD}, {2, TEXT_MARK_NUL}, {6, TEXT_MARK_BAD}};
    struct decoded piece = {STR("x\ty\nab\nz\n"), marks, COUNT_OF(marks)};
    struct buf out = BUF_INIT;
    struct tsv *t = tsv_new('\t', true, 2, note_row, &out);
    piece.text = STR("x\ty\na\nz\n");
    assert_int_equal(tsv_feed(t, &piece), TSV_GOES_ON);
    assert_int_equal(tsv_finish(t), TSV_GOES_ON);
    assert_string_equal(buf_cstr(&out), "1[x|y]bad1nul1 2[a] 3[z]bad1nul0");
    tsv_free(t);
    buf_release(&out);
}

static void rows_beyond_the_limits_are_refused(void **state)
{
    (void)state;
    for (unsigned extra = 0; extra < 2; extra++) {
        struct buf text = BUF_INIT;
        struct buf out = BUF_INIT;
        for (unsigned i = 1; i < TABLE_FIELDS_MAX + extra; i++)
            buf_append_byte(&text, '\t');
        struct tsv *t = tsv_new('\t', true, 3, note_row, &out);
        assert_int_equal(read_pieces(t, buf_str(&text), SIZE_MAX),
                         extra > 0 ? TSV_TOO_LARGE : TSV_GOES_ON);
        assert_int_equal(tsv_has_too_many_fields(t), extra > 0);
        tsv_free(t);
        buf_release(&text);
        buf_release(&out);
    }
}

static bool stop_at_once(void *ctx, const struct tsv_row *row)
{
    (void)ctx;
    (void)row;
    return false;
}

static void the_taker_of_rows_can_stop_it(void **state)
{
    (void)state;
    struct tsv *t = tsv_new('\t', true, 3, stop_at_once, NULL);
    assert_int_equal(read_pieces(t, STR("a\nb\n"), SIZE_MAX), TSV_STOPPED);
    tsv_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_cells_are_those_of_the_file),
        cmocka_unit_test(well_formed_quotes_are_taken_off),
        cmocka_unit_test(a_malformed_quote_ends_the_reading),
        cmocka_unit_test(the_line_where_a_bad_quote_opened_is_known),
        cmocka_unit_test(marks_are_counted_for_the_row_they_stand_in),
        cmocka_unit_test(rows_beyond_the_limits_are_refused),
        cmocka_unit_test(the_taker_of_rows_can_stop_it),
    };
    return cmocka_run_group_tests_name("table/tsv", tests, NULL, NULL);
}
