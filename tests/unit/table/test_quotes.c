/* Which quotes are quoting and which are text, in pieces of any size. */
#include "table/quotes.h"

#include "fixture.h"

struct verdict {
    bool is_malformed, is_open;
    uint32_t line;
    size_t cells;
};

/* Feeds text with LF line ends, as tsv does. */
static struct verdict judge(const char *text, char delimiter, size_t fields, size_t piece_size)
{
    struct quotes q;
    quotes_init(&q, delimiter, fields - 1);
    struct str rest = str_from(text);
    struct str line;
    for (uint32_t number = 1; !q.is_malformed && str_split(&rest, '\n', &line); number++) {
        for (size_t off = 0; off < line.len && !q.is_malformed; off += piece_size)
            quotes_feed(&q, str_slice(line, off, piece_size), number);
        if (!q.is_malformed)
            quotes_end_line(&q);
    }
    return (struct verdict){q.is_malformed, quotes_are_open(&q), q.open_line, q.cells};
}

static void quotes_are_quoting_only_as_a_spreadsheet_writes_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        char delimiter;
        size_t fields;
        struct verdict wanted;
    } cases[] = {
        {"a\tb\nc\td", '\t', 2, {false, false, 0, 0}},
        {"\"a\"\tb\nc\t\"d\"", '\t', 2, {false, false, 2, 2}},
        {"\"a\"\"b\"\tc", '\t', 2, {false, false, 1, 1}},
        {"\"\"\tc", '\t', 2, {false, false, 1, 1}},
        {"\"\"\"\"\tc", '\t', 2, {false, false, 1, 1}},
        {"\"a\tb\"\tc", '\t', 2, {false, false, 1, 1}},
        {"a,\"b,c\",d", ',', 3, {false, false, 1, 1}},
        /* a line break within, as Excel has it */
        {"1\t\"a\nb\"\tc\n2\td\te", '\t', 3, {false, false, 1, 1}},
        {"\"a\nb\"\tc\td", '\t', 3, {false, false, 1, 1}},
        {"1\t\"a\n\nb\"\tc", '\t', 3, {false, false, 1, 1}},
        /* commas within a note are no rows */
        {"1,\"a,b\nc,d\",e\n2,f,g", ',', 3, {false, false, 1, 1}},
        /* text: */
        {"\"十四五\"规划\tb", '\t', 2, {true, false, 1, 1}},
        {"a\tb\nc\t办好\"双拥\"实事", '\t', 2, {true, false, 2, 1}},
        {"a\" b\tc", '\t', 2, {true, false, 1, 1}},
        {"\"a\" \tb", '\t', 2, {true, false, 1, 1}},
        /* unclosed: the rows below give it away at once */
        {"1\t\"a\tb\n2\tc\td\n3\te\tf", '\t', 3, {true, true, 1, 1}},
        {"1,\"a,b\n2,c,d\n3,e,f", ',', 3, {true, true, 1, 1}},
        {"1,a,b\n2,\"c,d\n3,e,f\n4,\"g\",h", ',', 3, {true, true, 2, 1}},
        /* ... or the file's end does */
        {"1\t\"a", '\t', 2, {false, true, 1, 1}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (size_t piece_size = 1; piece_size < 20; piece_size++) {
            struct verdict v =
                judge(cases[i].text, cases[i].delimiter, cases[i].fields, piece_size);
            const struct verdict *w = &cases[i].wanted;
            if (v.is_malformed != w->is_malformed ||
                (!w->is_malformed && v.is_open != w->is_open) || v.line != w->line ||
                v.cells != w->cells)
                fail_msg("%s by %zu: malformed %d open %d line %u cells %zu", cases[i].text,
                         piece_size, v.is_malformed, v.is_open, v.line, v.cells);
        }
}

static void a_cell_of_a_thousand_lines_is_an_unclosed_quote(void **state)
{
    (void)state;
    for (int extra = 0; extra < 2; extra++) {
        struct buf text = BUF_INIT;
        buf_append_str(&text, STR("1\t\"a"));
        for (int i = 0; i < 1000 + extra; i++)
            buf_append_str(&text, STR("\nb"));
        buf_append_str(&text, STR("\"\tc"));
        struct verdict v = judge(buf_cstr(&text), '\t', 3, SIZE_MAX / 2);
        assert_int_equal(v.is_malformed, extra);
        assert_int_equal(v.line, 1);
        buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_are_quoting_only_as_a_spreadsheet_writes_them),
        cmocka_unit_test(a_cell_of_a_thousand_lines_is_an_unclosed_quote),
    };
    return cmocka_run_group_tests_name("table/quotes", tests, NULL, NULL);
}
