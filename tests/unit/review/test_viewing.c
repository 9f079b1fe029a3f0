/* Tests of review/viewing.h and narrowing.h: slices of any size give what is made at once, however they begin. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/narrowing.h"
#include "review/viewing.h"
#include "tests/unit/review/fixture.h"

static uint32_t seed;

static uint32_t any(uint32_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

static const char *const queries[] = {
    "",      "市",    "市交",    "市交通",     "!市",     "公路|学校", "is:behind",     "jtys",
    "jtysj", "万 亩", "no>=170", "due<=9月底", "/\\d亿/", "2023年",    "单位:=市公安局"};
static const char *const orders[] = {"",      "no",      "-no",  "due",          "-due,no",
                                     "units", "-target", "note", "state,-units", "leader,-due,no"};

/* The rows of the sample again and again, with other numbers: every column's values come often. */
static struct table *large_table(uint32_t rows)
{
    struct table *sample = table_sample();
    struct buf text = BUF_INIT;
    for (uint32_t column = 0; column < table_columns(sample); column++) {
        buf_append_str(&text, column ? STR("\t") : STR("某市2023年三季度情况\n"));
        buf_append_str(&text, table_column_name(sample, column));
    }
    for (uint32_t i = 0; i < rows; i++)
        for (uint32_t column = 0; column < table_columns(sample); column++) {
            buf_append_byte(&text, column ? '\t' : '\n');
            if (column == 0)
                buf_printf(&text, "%u", any(rows));
            else
                buf_append_str(&text, table_cell(sample, any(table_rows(sample)), column));
        }
    buf_append_byte(&text, '\n');
    struct table *t = table_from(buf_cstr(&text));
    buf_release(&text);
    table_free(sample);
    return t;
}

/* What is asked of a table, and what it comes to at once. */
struct asked {
    struct query *filter;
    struct order order;
    struct view view;
    struct tally tally;
};

static void ask(struct asked *a, const struct review *r, const char *query, const char *order)
{
    *a = (struct asked){.view = VIEW_INIT};
    a->filter = query_parse(str_from(query), r->table, NULL);
    assert_non_null(a->filter);
    assert_int_equal(order_parse(&a->order, str_from(order), r->table, NULL), ERR_NONE);
    view_build(&a->view, r, a->filter, &a->order);
    a->tally = tally_view(r, &a->view);
}

static void forget(struct asked *a)
{
    query_free(a->filter);
    view_release(&a->view);
}

/* As if the table had had only so many rows. */
static void forget_rows(struct asked *a, const struct review *r, uint32_t rows)
{
    size_t kept = 0;
    for (size_t pos = 0; pos < a->view.count; pos++)
        if (a->view.rows[pos] < rows)
            a->view.rows[kept++] = a->view.rows[pos];
    a->view.count = kept;
    a->view.seen_rows = rows;
    a->tally = tally_view(r, &a->view);
}

static void run(struct viewing *v, const struct review *r, const struct asked *a, size_t slice)
{
    unsigned before = 0;
    enum viewing_stage stage = v->stage;
    for (bool done = false; !done;) {
        struct work work = {slice};
        done = viewing_step(v, r, a->filter, &a->order, &work);
        assert_true(done || work.left < slice); /* it gets somewhere */
        unsigned percent = viewing_percent(v, r->table);
        assert_in_range(percent, v->stage == stage ? before : 0, 100);
        before = percent;
        stage = v->stage;
    }
}

static void assert_is(const struct viewing *v, const struct asked *a)
{
    assert_int_equal(v->view.count, a->view.count);
    if (a->view.count > 0)
        assert_memory_equal(v->view.rows, a->view.rows, a->view.count * sizeof(uint32_t));
    assert_int_equal(v->view.seen_rows, a->view.seen_rows);
    assert_int_equal(v->view.undecided, a->view.undecided);
    assert_memory_equal(&v->tally, &a->tally, sizeof a->tally);
}

static const char *any_query(void)
{
    return queries[any(COUNT_OF(queries))];
}

static const char *any_order(void)
{
    return orders[any(COUNT_OF(orders))];
}

static void slices_of_any_size_give_the_same_view(void **state)
{
    (void)state;
    seed = 1;
    struct table *tables[] = {table_sample(), large_table(400)};
    for (int i = 0; i < 300; i++) {
        struct review r = review_of(tables[any(COUNT_OF(tables))]);
        struct asked a;
        struct viewing v;
        ask(&a, &r, any_query(), any_order());
        viewing_begin(&v, VIEWING_ANEW, NULL, false, a.filter);
        run(&v, &r, &a, 1 + any(i % 3 == 0 ? 3 : 3000));
        assert_is(&v, &a);
        viewing_release(&v);
        forget(&a);
    }
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        table_free(tables[i]);
}

static void another_order_looks_at_no_row_again(void **state)
{
    (void)state;
    seed = 2;
    struct table *t = large_table(300);
    struct review r = review_of(t);
    for (int i = 0; i < 100; i++) {
        struct asked a, b;
        struct viewing v;
        const char *query = any_query();
        ask(&a, &r, query, any_order());
        ask(&b, &r, query, any_order());
        /* Another time only some rows were there when it was counted. */
        bool is_counted = any(2) == 0, has_grown = any(3) == 0;
        if (has_grown)
            forget_rows(&a, &r, any(300));
        viewing_begin(&v, VIEWING_RESORTING, &a.view, false, b.filter);
        if (is_counted)
            viewing_set_tally(&v, &a.tally);
        run(&v, &r, &b, 1 + any(500));
        assert_is(&v, &b);
        viewing_release(&v);
        forget(&a);
        forget(&b);
    }
    table_free(t);
}

/* Narrower words begin with what the wider ones found, wherever that was left; in the order that it had,
 * or in another. */
static void narrower_words_give_what_they_give_alone(void **state)
{
    static const char *const words[] = {
        "市",  "市交", "市交通", "市交通运", "市交通运输局", "加快", "加快建",
        "2",   "20",   "2023",   "2023年",   "村镇",         "村",   "jt",
        "jty", "jtys", "jtysj",  "jtysju",   "jtysju2",      "x",    "xi"};
    (void)state;
    seed = 3;
    struct table *t = large_table(300);
    struct review r = review_of(t);
    size_t certain = 0;
    for (int i = 0; i < 2000; i++) {
        const char *wide = words[any(COUNT_OF(words))], *narrow = words[any(COUNT_OF(words))];
        if (!narrowing_is_certain(str_from(wide), str_from(narrow)))
            continue;
        certain++;
        struct asked a, b;
        struct viewing first, v;
        const char *order = any_order();
        bool is_same = any(2) == 0, is_whole = any(2) == 0;
        ask(&a, &r, wide, order);
        ask(&b, &r, narrow, is_same ? order : any_order());
        viewing_begin(&first, VIEWING_ANEW, NULL, false, a.filter);
        struct work some = {is_whole ? SIZE_MAX : any(4000)};
        bool is_done = viewing_step(&first, &r, a.filter, &a.order, &some);
        viewing_begin(&v, VIEWING_NARROWING, &first.view, is_done && is_same, b.filter);
        run(&v, &r, &b, 1 + any(500));
        assert_is(&v, &b);
        viewing_release(&first);
        viewing_release(&v);
        forget(&a);
        forget(&b);
    }
    assert_in_range(certain, 100, 2000);
    table_free(t);
}

static void only_longer_words_are_narrower_for_certain(void **state)
{
    (void)state;
    static const struct {
        const char *before, *now;
        bool is_certain;
    } cases[] = {
        {"学", "学校", true},       {"3", "30万", true},         {"学校", "学校", true},
        {"", "学", false},          {"学校", "学", false},       {"学", "校学", false},
        {"xia", "xian", false},     {"jty", "jtys", false},      {"!学", "!学校", false},
        {"j", "jt", false},         {"jt", "jty", true},         {"jtys", "jtysj", true},
        {"JTYS", "JTYS局3", true},  {"学|校", "学|校长", false}, {"市 教", "市 教育", false},
        {"情况", "情况:亿", false}, {"no>=1", "no>=16", false},  {"\"学", "\"学校", false},
        {"/学", "/学/", false},     {"学", "学\xE6", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (narrowing_is_certain(str_from(cases[i].before), str_from(cases[i].now)) !=
            cases[i].is_certain)
            fail_msg("%s -> %s", cases[i].before, cases[i].now);
}

/* Whatever the words are: where it is said to be certain, it is so. */
static void certain_narrowing_is_narrower(void **state)
{
    (void)state;
    static const char *const pieces[] = {"市",  "教",   "局", "濱",  "20", "3",  "年", "x",
                                         "ian", "jiao", "t",  "shi", " ",  "|",  "!",  ":",
                                         "\"",  "/",    "亿", "-",   "①",  "＝", "no", ">="};
    seed = 4;
    struct table *t = large_table(60);
    struct review r = review_of(t);
    for (int i = 0; i < 4000; i++) {
        struct buf words = BUF_INIT;
        for (uint32_t n = 1 + any(3); n > 0; n--)
            buf_append_str(&words, str_from(pieces[any(COUNT_OF(pieces))]));
        struct query *wide = query_parse(buf_str(&words), t, NULL);
        size_t len = words.len;
        buf_append_str(&words, str_from(pieces[any(COUNT_OF(pieces))]));
        struct query *narrow = query_parse(buf_str(&words), t, NULL);
        if (wide && narrow &&
            narrowing_is_certain(str_slice(buf_str(&words), 0, len), buf_str(&words)))
            for (uint32_t row = 0; row < table_rows(t); row++)
                assert_true(query_matches(wide, &r, row) || !query_matches(narrow, &r, row));
        query_free(wide);
        query_free(narrow);
        buf_release(&words);
    }
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_of_any_size_give_the_same_view),
        cmocka_unit_test(another_order_looks_at_no_row_again),
        cmocka_unit_test(narrower_words_give_what_they_give_alone),
        cmocka_unit_test(only_longer_words_are_narrower_for_certain),
        cmocka_unit_test(certain_narrowing_is_narrower),
    };
    return cmocka_run_group_tests_name("viewing", tests, NULL, NULL);
}
