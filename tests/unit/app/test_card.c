/* The text of the detail pane. */
#include "app/card.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "review/compare.h"
#include "table/loader.h"
#include "tests/unit/shared/tables.h"
#include "text/cluster.h"

#define REAL_TABLE "samples/heze-2023-q3.tsv"

static uint32_t row_of(const struct table *t, const char *no)
{
    for (uint32_t row = 0; row < table_rows(t); row++)
        if (str_equal(text_trim(table_cell(t, row, 0)), str_from(no)))
            return row;
    fail_msg("no record %s", no);
    return 0;
}

/* The card of a record of a table that nothing is known beside. */
static void build(struct card *c, const struct table *t, uint32_t row, unsigned width,
                  unsigned title_cells, enum lang lang)
{
    struct review r = review_of(t);
    card_build(c, &r, row, width, title_cells, lang);
}

/* The card as lines of text. */
static void picture(struct buf *out, const struct card *c)
{
    for (size_t line = 0; line < c->line_count; line++) {
        size_t x = 0;
        for (size_t i = 0; i < c->lines[line].span_count; i++) {
            const struct card_span *span = &c->spans[c->lines[line].first_span + i];
            for (; x < span->x; x++)
                buf_append_byte(out, ' ');
            buf_append_str(out, span->text);
            x += text_cells(span->text);
        }
        buf_append_byte(out, '\n');
    }
}

static void assert_card(const struct table *t, uint32_t row, unsigned width, unsigned title_cells,
                        const char *expected)
{
    struct card c = CARD_INIT;
    struct buf got = BUF_INIT;
    build(&c, t, row, width, title_cells, LANG_ZH);
    picture(&got, &c);
    assert_string_equal(buf_cstr(&got), expected);
    buf_release(&got);
    card_release(&c);
}

/* Marks in `seen` which bytes of a cell the card shows, each at most once. */
static void mark_bytes(const struct card *c, const struct table *t, uint32_t row, uint32_t column,
                       char *seen)
{
    struct str cell = table_cell(t, row, column);
    memset(seen, 0, cell.len + 1);
    for (size_t i = 0; i < c->span_count; i++) {
        const struct card_span *span = &c->spans[i];
        if (span->column != column || span->style == CARD_EMPTY)
            continue;
        assert_true(span->off + span->text.len <= cell.len);
        assert_ptr_equal(span->text.ptr, cell.ptr + span->off);
        for (size_t k = 0; k < span->text.len; k++) {
            assert_int_equal(seen[span->off + k], 0);
            seen[span->off + k] = 1;
        }
    }
}

/* Whatever the card does not show of a cell is blank. */
static void check_cell(const struct card *c, const struct table *t, uint32_t row, uint32_t column)
{
    struct str cell = table_cell(t, row, column);
    char *seen = mem_alloc(cell.len + 1);
    mark_bytes(c, t, row, column, seen);
    for (size_t from = 0, to; from < cell.len; from = to + 1) {
        for (to = from; to < cell.len && !seen[to]; to++) {
        }
        if (text_trim(str_slice(cell, from, to - from)).len > 0)
            fail_msg("row %u column %u: bytes %zu to %zu are hidden", row, column, from, to);
    }
    mem_free(seen);
}

static bool is_single_cluster(struct str text)
{
    struct cluster cluster;
    return cluster_at(text, 0, &cluster) == text.len;
}

/* Spans of a line stand apart, from left to right, within the width. */
static void check_lines(const struct card *c, unsigned width)
{
    size_t spans = 0;
    for (size_t line = 0; line < c->line_count; line++) {
        size_t free_from = 0;
        assert_int_equal(c->lines[line].first_span, spans);
        for (size_t i = 0; i < c->lines[line].span_count; i++) {
            const struct card_span *span = &c->spans[spans + i];
            assert_true(span->text.len > 0);
            assert_true(span->x >= free_from);
            free_from = span->x + text_cells(span->text);
            assert_true(free_from <= width || is_single_cluster(span->text));
        }
        spans += c->lines[line].span_count;
    }
    assert_int_equal(spans, c->span_count);
}

static void check_review(const struct review *r, unsigned least, unsigned most)
{
    const struct table *t = r->table;
    struct card c = CARD_INIT;
    for (uint32_t row = 0; row < table_rows(t); row++) {
        for (unsigned width = least; width <= most; width++) {
            card_build(&c, r, row, width, 0, LANG_ZH);
            check_lines(&c, width);
            for (uint32_t column = 0; column < table_columns(t); column++)
                check_cell(&c, t, row, column);
        }
    }
    card_release(&c);
}

static void check_table(const struct table *t, unsigned least, unsigned most)
{
    struct review r = review_of(t);
    check_review(&r, least, most);
}

/* ---- how it looks ---- */

static void a_record_is_target_facts_and_note(void **state)
{
    (void)state;
    struct table *t = table_of_file(REAL_TABLE);
    assert_card(t, row_of(t, "168"), 80, 0,
                "推动投资24亿元的城南核心片区项目建设\n"
                "序号 168   领导 肖友华   时限 年底   还有 92 天   状态 是\n"
                "单位 市住房城乡建设局 菏泽鲁西新区管委会\n"
                "苗庄、东李庄安置房建设主体封顶,进入装饰装修阶段\n");
    table_free(t);
}

static void what_the_rule_shows_is_left_out(void **state)
{
    (void)state;
    struct table *t = table_of_file(REAL_TABLE);
    assert_card(t, row_of(t, "168"), 100, 60,
                "领导 肖友华   时限 年底   还有 92 天   状态 是   单位 市住房城乡建设局 "
                "菏泽鲁西新区管委会\n"
                "苗庄、东李庄安置房建设主体封顶,进入装饰装修阶段\n");
    assert_card(t, row_of(t, "168"), 100, 40,
                "领导 肖友华   时限 年底   还有 92 天   状态 是   单位 市住房城乡建设局 "
                "菏泽鲁西新区管委会\n"
                "苗庄、东李庄安置房建设主体封顶,进入装饰装修阶段\n");
    assert_card(t, row_of(t, "168"), 100, 39,
                "推动投资24亿元的城南核心片区项目建设\n"
                "领导 肖友华   时限 年底   还有 92 天   状态 是   单位 市住房城乡建设局 "
                "菏泽鲁西新区管委会\n"
                "苗庄、东李庄安置房建设主体封顶,进入装饰装修阶段\n");
    table_free(t);
}

static void a_number_too_long_for_the_rule_is_a_fact(void **state)
{
    (void)state;
    struct table *t = table_with_header("序号\t责任目标内容\n菏政督2023-0001-02\t修路\n");
    assert_card(t, 0, 60, 23, "");
    assert_card(t, 0, 60, 18, "修路\n");
    assert_card(t, 0, 60, 17, "修路\n序号 菏政督2023-0001-02\n");
    table_free(t);
}

static void facts_go_to_further_lines_whole(void **state)
{
    (void)state;
    struct table *t = table_of_file(REAL_TABLE);
    assert_card(t, row_of(t, "152"), 26, 0,
                "加快建设省道328线工程\n"
                "序号 152   领导 肖友华\n"
                "时限 9月底   当日到期\n"
                "状态 是\n"
                "单位 市公路事业发展中心\n"
                "已完成年度计划并交工验收\n");
    table_free(t);
}

static void a_long_cell_stands_beside_its_label_and_continues_below_itself(void **state)
{
    (void)state;
    struct table *t = table_with_header("序号\tqa\n1\t一二三四五六七八九十一二三四五六七八九十\n");
    assert_card(t, 0, 30, 0, "序号 1\nqa 一二三四五六七八九十一二三\n   四五六七八九十\n");
    assert_card(t, 0, 11, 0, "序号 1\nqa\n一二三四五\n六七八九十\n一二三四五\n六七八九十\n");
    table_free(t);
}

static void empty_cells_are_shown_as_empty(void **state)
{
    (void)state;
    struct table *t = table_with_header("序号\t责任目标内容\t三季度完成情况\tqa\n1\t\t　\t \n");
    struct card c = CARD_INIT;
    build(&c, t, 0, 60, 20, LANG_ZH);
    assert_int_equal(c.line_count, 1);
    assert_int_equal(c.span_count, 6);
    for (size_t i = 1; i < c.span_count; i += 2) {
        assert_true(str_equal(c.spans[i].text, STR("－")));
        assert_int_equal(c.spans[i].style, CARD_EMPTY);
    }
    card_release(&c);
    table_free(t);
}

static void columns_of_one_role_are_told_apart_by_their_names(void **state)
{
    (void)state;
    struct table *t = table_with_header("序号\t牵头单位\t配合单位\n1\t甲局\t乙局\n");
    assert_card(t, 0, 60, 10, "牵头单位 甲局   配合单位 乙局\n");
    table_free(t);
}

static void a_line_break_in_a_cell_ends_its_line(void **state)
{
    (void)state;
    struct table *t = table_with_header("序号\tqa\tqb\n1\t\"一行\n\n二行\"\tx\n2\ty\tz\n");
    assert_card(t, 0, 40, 0, "序号 1   qb x\nqa 一行\n\n   二行\n");
    check_table(t, 1, 60);
    table_free(t);
}

static void fields_that_only_other_rows_have_are_not_shown(void **state)
{
    (void)state;
    struct table *t = table_with_header("序号\tqa\n1\tx\n2\ty\tz\n3\tv\n");
    assert_card(t, 0, 40, 0, "序号 1   qa x\n");
    assert_card(t, 1, 40, 0, "序号 2   qa y   其他 z\n");
    table_free(t);
}

static void styles_say_what_a_span_is(void **state)
{
    (void)state;
    struct table *t = table_of_file(REAL_TABLE);
    struct card c = CARD_INIT;
    build(&c, t, 0, 100, 0, LANG_EN);
    for (size_t i = 0; i < c.span_count; i++) {
        const struct card_span *span = &c.spans[i];
        if (span->column == COLUMN_NONE) {
            bool is_standing = str_equal(span->text, STR("days left: 92"));
            assert_int_equal(span->style, is_standing ? CARD_STANDING : CARD_LABEL);
            continue;
        }
        enum role role = table_column_role(t, span->column);
        assert_int_equal(span->style, role == ROLE_TARGET  ? CARD_TARGET
                                      : role == ROLE_STATE ? CARD_STATE
                                                           : CARD_VALUE);
    }
    card_release(&c);
    table_free(t);
}

static void a_deadline_says_how_it_stands(void **state)
{
    (void)state;
    static const struct {
        struct date as_of;
        const char *words;
        uint8_t style;
    } cases[] = {
        {{2023, 9, 29}, "还有 1 天", CARD_STANDING},
        {{2023, 9, 30}, "当日到期", CARD_STANDING},
        {{2023, 10, 1}, "逾期 1 天", CARD_OVERDUE},
        {{2023, 12, 31}, "逾期 92 天", CARD_OVERDUE},
    };
    struct table *t = table_of_file(REAL_TABLE);
    struct card c = CARD_INIT;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct review r = {.table = t, .as_of = cases[i].as_of};
        struct buf words = BUF_INIT;
        card_build(&c, &r, row_of(t, "152"), 100, 0, LANG_ZH);
        for (size_t k = 0; k < c.span_count; k++)
            if (c.spans[k].style == cases[i].style)
                buf_append_str(&words, c.spans[k].text);
        assert_string_equal(buf_cstr(&words), cases[i].words);
        buf_release(&words);
    }
    struct review r = {.table = t, .as_of = {0, 0, 0}};
    card_build(&c, &r, row_of(t, "152"), 100, 0, LANG_ZH);
    for (size_t k = 0; k < c.span_count; k++)
        assert_true(c.spans[k].style != CARD_OVERDUE && c.spans[k].style != CARD_STANDING);
    card_release(&c);
    table_free(t);
}

static void no_record_gives_an_empty_card(void **state)
{
    (void)state;
    struct table *t = table_of_file(REAL_TABLE);
    struct card c = CARD_INIT;
    build(&c, t, 0, 80, 0, LANG_ZH);
    build(&c, t, ROW_NONE, 80, 0, LANG_ZH);
    assert_int_equal(c.line_count, 0);
    assert_int_equal(c.span_count, 0);
    assert_int_equal(card_find_line(&c, 0, 0), 0);
    card_release(&c);
    table_free(t);
}

/* ---- nothing is hidden ---- */

static void every_byte_of_every_sample_is_shown_once_at_every_width(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob("samples/*.tsv", 0, NULL, &found), 0);
    size_t checked = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct load_options options = {0};
        struct table *t = NULL;
        struct diag d;
        if (table_load(&t, str_from(found.gl_pathv[i]), &options, &d) != ERR_NONE)
            continue; /* a sample of what cannot be read */
        check_table(t, 8, 200);
        table_free(t);
        checked++;
    }
    assert_true(checked > 0);
    globfree(&found);
}

static void awkward_cells_are_shown_whole_too(void **state)
{
    (void)state;
    struct table *t = table_with_header(
        "序号\t责任目标内容\t是否按计划完成进度\t责任单位\tq long name of a column\n"
        " 1 \t　目标　\t\x1b[2J是\t甲局 、乙局  \t\xE2\x80\xAE\n"
        "2\t👨‍👩‍👧‍👦🇨🇳\t\xEF\xBB\xBF\te\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC"
        "\x81"
        "\t"
        "一二三四五六七八九十 a-very-long-word-without-any-place-to-break 1,234.5亿元\n");
    check_table(t, 1, 120);
    table_free(t);
}

static void random_cells_are_shown_whole(void **state)
{
    (void)state;
    static const char *const pieces[] = {"督",        "办",
                                         " ",         "　",
                                         "a",         "12.5",
                                         "亿元",      ",",
                                         "。",        "“",
                                         "——",        "👨‍👩‍👧",
                                         "e\xCC\x81", "\xE2\x80\x8B",
                                         "\x07",      "(",
                                         "局 "};
    srand(3);
    for (int round = 0; round < 60; round++) {
        struct buf tsv = BUF_INIT;
        buf_append_str(&tsv, STR("序号\t责任目标内容\t三季度完成情况\tqa\t责任单位\n1"));
        for (int column = 0; column < 4; column++) {
            buf_append_byte(&tsv, '\t');
            for (int n = rand() % 40; n > 0; n--)
                buf_append_str(&tsv, str_from(pieces[(size_t)rand() % COUNT_OF(pieces)]));
        }
        buf_append_byte(&tsv, '\n');
        struct table *t = table_with_header(buf_cstr(&tsv));
        check_table(t, 1, 60);
        table_free(t);
        buf_release(&tsv);
    }
}

/* ---- beside an earlier table ---- */

static void a_value_that_changed_shows_the_earlier_one(void **state)
{
    (void)state;
    struct table *now = table_of_file("samples/behind.tsv");
    struct table *before = table_of_file("samples/behind-q2.tsv");
    struct compare *compare = compare_new(now, before);
    struct review r = review_of(now);
    struct card c = CARD_INIT;
    struct buf got = BUF_INIT;
    r.compare = compare;
    r.as_of = (struct date){0};
    card_build(&c, &r, row_of(now, "21"), 60, 60, LANG_ZH);
    picture(&got, &c);
    /* The rule would have room for number and target, but not for the number that it had. */
    assert_string_equal(buf_cstr(&got), "对比 有变化   序号 21【旧 22】   领导 马国栋   时限 每月\n"
                                        "状态 正常   单位 市投资促进局\n"
                                        "1-【旧 6】【新 9】月均按时发布\n");
    buf_release(&got);
    card_release(&c);
    compare_free(compare);
    table_free(now);
    table_free(before);
}

static void every_byte_is_shown_beside_an_earlier_table_too(void **state)
{
    (void)state;
    struct table *now = table_of_file("samples/behind.tsv");
    struct table *before = table_of_file("samples/behind-q2.tsv");
    struct compare *compare = compare_new(now, before);
    struct review r = review_of(now);
    r.compare = compare;
    check_review(&r, 1, 120);
    compare_free(compare);
    table_free(now);
    table_free(before);
}

/* A table of one numbered column and columns of random cells. */
static struct table *random_table(void)
{
    static const char *const pieces[] = {"完成", "12.5%",   ",",      "。",         "【旧 ",
                                         "】",   "e\u0301", "\u2028", " ",          "“十",
                                         "亿元", "滞后",    "-",      "👩‍🔧"};
    struct buf tsv = BUF_INIT;
    buf_append_str(&tsv, STR("序号\t责任目标内容\t完成时限\t完成情况\t进度状态\n"));
    for (int row = 1; row <= 6; row++) {
        buf_printf(&tsv, "%d", row);
        for (int column = 1; column < 5; column++) {
            buf_append_byte(&tsv, '\t');
            for (int n = rand() % (column == 3 ? 30 : 6); n > 0; n--)
                buf_append_str(&tsv, str_from(pieces[(size_t)rand() % COUNT_OF(pieces)]));
        }
        buf_append_byte(&tsv, '\n');
    }
    struct table *t = table_with_header(buf_cstr(&tsv));
    buf_release(&tsv);
    return t;
}

static void random_changes_hide_nothing(void **state)
{
    (void)state;
    srand(8);
    for (int i = 0; i < 60; i++) {
        struct table *now = random_table(), *before = random_table();
        struct compare *compare = compare_new(now, before);
        struct review r = review_of(now);
        r.compare = compare;
        check_review(&r, 1, 50);
        compare_free(compare);
        table_free(now);
        table_free(before);
    }
}

/* ---- finding back ---- */

static void every_byte_is_found_on_the_line_that_shows_it(void **state)
{
    (void)state;
    struct table *t = table_of_file(REAL_TABLE);
    uint32_t note = table_find_role(t, ROLE_NOTE), row = row_of(t, "151");
    struct card c = CARD_INIT;
    build(&c, t, row, 50, 0, LANG_ZH);
    size_t shown = 0;
    for (size_t line = 0; line < c.line_count; line++) {
        for (size_t i = 0; i < c.lines[line].span_count; i++) {
            const struct card_span *span = &c.spans[c.lines[line].first_span + i];
            if (span->column != note)
                continue;
            for (size_t k = 0; k < span->text.len; k++, shown++)
                assert_int_equal(card_find_line(&c, note, span->off + k), line);
        }
    }
    assert_int_equal(shown, table_cell(t, row, note).len);
    assert_int_equal(card_find_line(&c, note, SIZE_MAX), c.line_count - 1);
    assert_int_equal(card_find_line(&c, 99, 0), 0);
    card_release(&c);
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_target_facts_and_note),
        cmocka_unit_test(what_the_rule_shows_is_left_out),
        cmocka_unit_test(a_number_too_long_for_the_rule_is_a_fact),
        cmocka_unit_test(facts_go_to_further_lines_whole),
        cmocka_unit_test(a_long_cell_stands_beside_its_label_and_continues_below_itself),
        cmocka_unit_test(empty_cells_are_shown_as_empty),
        cmocka_unit_test(columns_of_one_role_are_told_apart_by_their_names),
        cmocka_unit_test(a_line_break_in_a_cell_ends_its_line),
        cmocka_unit_test(fields_that_only_other_rows_have_are_not_shown),
        cmocka_unit_test(styles_say_what_a_span_is),
        cmocka_unit_test(a_deadline_says_how_it_stands),
        cmocka_unit_test(no_record_gives_an_empty_card),
        cmocka_unit_test(every_byte_of_every_sample_is_shown_once_at_every_width),
        cmocka_unit_test(awkward_cells_are_shown_whole_too),
        cmocka_unit_test(random_cells_are_shown_whole),
        cmocka_unit_test(a_value_that_changed_shows_the_earlier_one),
        cmocka_unit_test(every_byte_is_shown_beside_an_earlier_table_too),
        cmocka_unit_test(random_changes_hide_nothing),
        cmocka_unit_test(every_byte_is_found_on_the_line_that_shows_it),
    };
    return cmocka_run_group_tests_name("app/card", tests, NULL, NULL);
}
