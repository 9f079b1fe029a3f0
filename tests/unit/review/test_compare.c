/* Compare: the real table against copies of it with known differences, and tables that are odd. */
#include "review/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "table/loader.h"
#include "tests/unit/review/compare_fixture.h"

#define REAL_TABLE "samples/heze-2023-q3.tsv"
#define REAL_ROWS  53

/* ---- tables ---- */

static struct table *parse(struct str bytes)
{
    struct load_options options = {.header_line = HEADER_AUTO};
    struct loader *l = loader_open_bytes(bytes, STR("test.tsv"), &options);
    struct diag d;
    bool done = false;
    while (!done)
        if (loader_step(l, 0, &done, &d) != ERR_NONE)
            fail_msg("cannot load: reason %d", d.reason);
    struct table *t = loader_take_table(l);
    loader_free(l);
    return t;
}

static struct buf real_table(void)
{
    struct buf b = BUF_INIT;
    char block[4096];
    FILE *f = fopen(REAL_TABLE, "r");
    assert_non_null(f);
    for (size_t got; (got = fread(block, 1, sizeof block, f)) > 0;)
        buf_append(&b, block, got);
    fclose(f);
    return b;
}

/* Puts `new` in place of every `old` behind `anchor`, up to the line's end; with an anchor of "",
 * everywhere. There must be one. */
static void replace(struct buf *b, const char *anchor, const char *old, const char *new)
{
    size_t from = str_find(buf_str(b), str_from(anchor), 0);
    assert_true(from != SIZE_MAX);
    bool is_found = false;
    for (size_t at; (at = str_find(buf_str(b), str_from(old), from)) != SIZE_MAX;) {
        size_t line_end = str_find(buf_str(b), STR("\n"), from + strlen(anchor));
        if (anchor[0] != '\0' && at > line_end)
            break;
        buf_remove(b, at, strlen(old));
        buf_insert(b, at, str_from(new));
        from = at + strlen(new);
        is_found = true;
        if (anchor[0] != '\0')
            break;
    }
    assert_true(is_found);
}

/* Calls `write` for each line: the copy is what it wrote. */
static struct buf rewrite_lines(struct str text, void (*write)(struct buf *, struct str line))
{
    struct buf out = BUF_INIT;
    struct str line;
    while (str_split(&text, '\n', &line)) {
        write(&out, line);
        if (text.ptr)
            buf_append_byte(&out, '\n');
    }
    return out;
}

static struct pair compare_bytes(struct str now, struct str before)
{
    struct pair p = {parse(now), parse(before), NULL};
    p.compare = compare_new(p.now, p.before);
    return p;
}

/* What a comparison says, all but the same: "changed 150, new 201, gone 148, renumbered 3". */
static void assert_says(const struct pair *p, const char *expected)
{
    struct buf says = BUF_INIT;
    assert_pair_is_whole(p);
    for (int change = 0; change < CHANGE_GONE; change++)
        for (uint32_t row = 0; row < table_rows(p->now); row++)
            if (change != CHANGE_SAME && (int)compare_change(p->compare, row) == change)
                buf_printf(&says, "%s %.*s, ", change_name((enum change)change),
                           STR_ARG(table_no(p->now, row)));
    for (size_t i = 0; i < compare_gone_count(p->compare); i++)
        buf_printf(&says, "gone %.*s, ",
                   STR_ARG(table_no(p->before, compare_gone_row(p->compare, i))));
    buf_printf(&says, "renumbered %u", compare_counts(p->compare).renumbered);
    assert_string_equal(buf_cstr(&says), expected);
    buf_release(&says);
}

/* The same for two texts. */
static void assert_compares(const char *now, const char *before, const char *expected)
{
    struct pair p = compare_bytes(str_from(now), str_from(before));
    assert_says(&p, expected);
    pair_release(&p);
}

static uint32_t row_of(const struct table *t, const char *no)
{
    for (uint32_t row = 0; row < table_rows(t); row++)
        if (str_equal(table_no(t, row), str_from(no)))
            return row;
    fail_msg("no record %s", no);
    return ROW_NONE;
}

/* ---- the real table and copies ---- */

static void the_real_table_is_the_same_as_itself(void **state)
{
    (void)state;
    struct buf real = real_table();
    struct pair p = compare_bytes(buf_str(&real), buf_str(&real));
    assert_says(&p, "renumbered 0");
    struct compare_counts counts = compare_counts(p.compare);
    assert_int_equal(counts.of[CHANGE_SAME], REAL_ROWS);
    assert_int_equal(counts.same_notes, REAL_ROWS);
    for (uint32_t row = 0; row < REAL_ROWS; row++) {
        assert_int_equal(compare_old_row(p.compare, row), row);
        assert_true(compare_note_is_same(p.compare, row));
    }
    assert_ptr_equal(compare_before(p.compare), p.before);
    pair_release(&p);
    buf_release(&real);
}

static void a_changed_note_a_new_number_a_new_and_a_gone_task_are_exactly_those(void **state)
{
    (void)state;
    struct buf real = real_table(), copy = real_table();
    replace(&copy, "\n156\t", "规划方案待省批复", "规划方案已获省批复"); /* a note */
    replace(&copy, "\n160\t", "\n160\t", "\n960\t");                     /* a number */
    replace(&copy, "\n190\t", "\n190\t",
            "\n188-1\t肖友华\t新的任务\t年底\t刚开始\t是\t市水务局\n190\t");
    size_t gone = str_find(buf_str(&copy), STR("\n152\t"), 0);
    size_t next = str_find(buf_str(&copy), STR("\n153\t"), 0);
    buf_remove(&copy, gone, next - gone);
    struct pair p = compare_bytes(buf_str(&copy), buf_str(&real));
    assert_says(&p, "changed 156, new 188-1, gone 152, renumbered 1");

    uint32_t changed = row_of(p.now, "156"), moved = row_of(p.now, "960");
    uint32_t note = table_find_role(p.now, ROLE_NOTE);
    for (uint32_t column = 0; column < table_columns(p.now); column++)
        assert_int_equal(compare_differs(p.compare, changed, column), column == note);
    assert_false(compare_note_is_same(p.compare, changed));
    assert_true(compare_note_is_same(p.compare, moved));
    assert_true(compare_was_renumbered(p.compare, moved));
    assert_true(compare_differs(p.compare, moved, table_find_role(p.now, ROLE_NO)));
    assert_int_equal(compare_old_row(p.compare, moved), row_of(p.before, "160"));
    assert_false(compare_note_is_same(p.compare, row_of(p.now, "188-1")));
    assert_int_equal(compare_counts(p.compare).same_notes, REAL_ROWS - 2);
    pair_release(&p);
    buf_release(&real);
    buf_release(&copy);
}

static void write_next_number(struct buf *out, struct str line)
{
    uint32_t no;
    size_t tab = str_find(line, STR("\t"), 0);
    if (tab == SIZE_MAX || !str_to_u32(str_slice(line, 0, tab), &no))
        buf_append_str(out, line);
    else
        buf_printf(out, "%u%.*s", no + 1, STR_ARG(str_slice(line, tab, SIZE_MAX)));
}

static void a_table_renumbered_by_one_is_followed(void **state)
{
    (void)state;
    struct buf real = real_table(), copy = rewrite_lines(buf_str(&real), write_next_number);
    struct pair p = compare_bytes(buf_str(&copy), buf_str(&real));
    assert_says(&p, "renumbered 53");
    for (uint32_t row = 0; row < REAL_ROWS; row++)
        assert_int_equal(compare_old_row(p.compare, row), row);
    pair_release(&p);

    /* And with a note changed, where the number leads to another task. */
    replace(&copy, "\n157\t", "规划方案待省批复", "规划方案已获省批复");
    p = compare_bytes(buf_str(&copy), buf_str(&real));
    assert_says(&p, "changed 157, renumbered 53");
    assert_int_equal(compare_old_row(p.compare, row_of(p.now, "157")), row_of(p.before, "156"));
    pair_release(&p);
    buf_release(&real);
    buf_release(&copy);
}

static void a_reworded_target_is_found_by_its_number(void **state)
{
    (void)state;
    struct buf real = real_table(), copy = real_table();
    replace(&copy, "\n148\t", "加快济广高速菏泽段改扩建", "加快推进济广高速公路菏泽段改扩建工程");
    struct pair p = compare_bytes(buf_str(&copy), buf_str(&real));
    assert_says(&p, "changed 148, renumbered 0");
    assert_true(compare_note_is_same(p.compare, row_of(p.now, "148")));
    pair_release(&p);

    /* Another task under an old number is not the old task. */
    replace(&copy, "\n149\t", "加快建设徐民高速单县至曹县段", "开工新建菏泽牡丹机场二期");
    p = compare_bytes(buf_str(&copy), buf_str(&real));
    assert_says(&p, "changed 148, new 149, gone 149, renumbered 0");
    pair_release(&p);
    buf_release(&real);
    buf_release(&copy);
}

static void another_quarters_header_is_joined_by_meaning(void **state)
{
    (void)state;
    struct buf real = real_table(), copy = real_table();
    replace(&copy, "", "三季度工作推进情况", "二季度工作推进情况");
    replace(&copy, "", "三季度完成情况", "二季度完成情况");
    replace(&copy, "", "责任单位", "牵头单位");
    struct pair p = compare_bytes(buf_str(&real), buf_str(&copy));
    assert_says(&p, "renumbered 0");
    for (uint32_t column = 0; column < table_columns(p.now); column++)
        assert_int_equal(compare_old_column(p.compare, column), column);
    assert_int_equal(compare_counts(p.compare).same_notes, REAL_ROWS);
    pair_release(&p);
    buf_release(&real);
    buf_release(&copy);
}

/* The first column goes to the end, and a new one comes before it. */
static void write_other_columns(struct buf *out, struct str line)
{
    size_t tab = str_find(line, STR("\t"), 0);
    if (tab == SIZE_MAX)
        buf_append_str(out, line);
    else
        buf_printf(out, "%.*s\t%s\t%.*s", STR_ARG(str_slice(line, tab + 1, SIZE_MAX)),
                   str_starts_with(line, STR("序号")) ? "得分" : "90",
                   STR_ARG(str_slice(line, 0, tab)));
}

static void columns_and_rows_may_stand_in_another_order(void **state)
{
    (void)state;
    struct buf real = real_table(), copy = rewrite_lines(buf_str(&real), write_other_columns);
    struct pair p = compare_bytes(buf_str(&copy), buf_str(&real));
    assert_says(&p, "renumbered 0");
    assert_int_equal(compare_old_column(p.compare, 0), 1);
    assert_int_equal(compare_old_column(p.compare, 6), COLUMN_NONE);
    assert_false(compare_differs(p.compare, 0, 6));
    assert_int_equal(compare_old_column(p.compare, 7), 0);
    pair_release(&p);

    /* Record 200 and its line before the others. */
    size_t last = str_find(buf_str(&real), STR("\n200\t"), 0) + 1;
    buf_clear(&copy);
    buf_append_str(&copy, str_slice(buf_str(&real), last, SIZE_MAX));
    if (copy.ptr[copy.len - 1] != '\n')
        buf_append_byte(&copy, '\n');
    buf_insert(&real, str_find(buf_str(&real), STR("\n148\t"), 0) + 1, buf_str(&copy));
    size_t again = str_find(buf_str(&real), STR("\n200\t"), last + copy.len - 1) + 1;
    struct buf original = real_table();
    buf_remove(&real, again, SIZE_MAX);
    p = compare_bytes(buf_str(&real), buf_str(&original));
    assert_says(&p, "renumbered 0");
    assert_int_equal(compare_old_row(p.compare, 0), REAL_ROWS - 1);
    pair_release(&p);
    buf_release(&original);
    buf_release(&real);
    buf_release(&copy);
}

/* ---- odd tables ---- */

static void values_are_compared_trimmed_and_folded(void **state)
{
    (void)state;
    assert_compares("序号\t责任目标\t完成情况\n1\t修路\t完成 12%\n",
                    "序号\t责任目标\t完成情况\n１\t修路　\t 完成 １２％ \n", "renumbered 0");
    assert_compares("序号\t责任目标\t完成情况\n1\t修路\t完成12%\n",
                    "序号\t责任目标\t完成情况\n1\t修路\t完成 12%\n", "changed 1, renumbered 0");
}

static void duplicates_are_neither_lost_nor_matched_twice(void **state)
{
    (void)state;
#define HEAD "序号\t责任目标\t完成情况\n"
    static const struct {
        const char *now, *before, *says;
    } cases[] = {
        /* one number twice */
        {HEAD "1\t修路\ta\n1\t架桥\tb\n", HEAD "1\t架桥\tb\n1\t修路\ta\n", "renumbered 0"},
        /* one number and target twice: the equal ones first, then in order */
        {HEAD "1\t修路\ta\n1\t修路\tb\n", HEAD "1\t修路\tb\n1\t修路\tc\n",
         "changed 1, renumbered 0"},
        /* more of them now; fewer of them now */
        {HEAD "1\t修路\ta\n1\t修路\ta\n1\t修路\ta\n", HEAD "1\t修路\ta\n",
         "new 1, new 1, renumbered 0"},
        {HEAD "1\t修路\ta\n", HEAD "1\t修路\ta\n1\t修路\tb\n", "gone 1, renumbered 0"},
        /* one target under several numbers */
        {HEAD "1\t修路\ta\n2\t修路\tb\n", HEAD "2\t修路\tb\n3\t修路\ta\n", "renumbered 1"},
        {HEAD "1\t修路\ta\n2\t修路\tb\n", HEAD "3\t修路\tx\n4\t修路\ty\n5\t修路\tz\n",
         "changed 1, changed 2, gone 5, renumbered 2"},
        /* no number, no target */
        {HEAD "\t修路\ta\n\t架桥\tb\n", HEAD "\t架桥\tc\n\t修路\ta\n", "changed , renumbered 0"},
        {HEAD "1\t\ta\n2\t\tb\n", HEAD "2\t\tb\n1\t\tc\n", "changed 1, renumbered 0"},
        /* a target that got lost */
        {HEAD "1\t修路\ta\n2\t\tb\n", HEAD "1\t修路\ta\n2\t架桥\tb\n", "changed 2, renumbered 0"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_compares(cases[i].now, cases[i].before, cases[i].says);
}

static void ragged_rows_are_compared_by_what_they_have(void **state)
{
    (void)state;
    assert_compares(HEAD "1\t修路\n2\t架桥\tb\tc\td\n", HEAD "1\t修路\ta\n2\t架桥\tb\tc\td\n",
                    "changed 1, renumbered 0");
    assert_compares(HEAD "1\t修路\ta\n2\t架桥\tb\tc\tx\n", HEAD "1\t修路\ta\n2\t架桥\tb\tc\td\n",
                    "changed 2, renumbered 0");
}

static void tables_may_lack_numbers_or_targets(void **state)
{
    (void)state;
    /* a number alone */
    assert_compares("序号\t完成情况\n1\ta\n2\tb\n", "序号\t完成情况\n2\tx\n1\ta\n",
                    "changed 2, renumbered 0");
    /* a target alone, on one side */
    assert_compares("序号\t责任目标\t完成情况\n1\t修路\ta\n2\t架桥\tb\n",
                    "责任目标\t完成情况\n架桥\tx\n修路\ta\n", "changed 2, renumbered 0");
    /* a plain table: its first column stands for the number */
    struct pair p = compare_bytes(STR("城市\t人口\n菏泽\t879\n济南\t900\n青岛\t1007\n"),
                                  STR("城市\t人口\n济南\t943\n菏泽\t879\n临沂\t1100\n"));
    assert_pair_is_whole(&p);
    assert_int_equal(compare_change(p.compare, 0), CHANGE_SAME);
    assert_int_equal(compare_change(p.compare, 1), CHANGE_CHANGED);
    assert_int_equal(compare_change(p.compare, 2), CHANGE_NEW);
    assert_int_equal(compare_old_row(p.compare, 1), 0);
    assert_int_equal(compare_gone_row(p.compare, 0), 2);
    pair_release(&p);
}

static void tables_without_a_common_column_have_nothing_in_common(void **state)
{
    (void)state;
    struct pair p =
        compare_bytes(STR("城市\t人口\n菏泽\t879\n济南\t900\n"), STR("颜色\t形状\n红\t圆\n"));
    assert_pair_is_whole(&p);
    assert_int_equal(compare_counts(p.compare).of[CHANGE_NEW], 2);
    assert_int_equal(compare_counts(p.compare).of[CHANGE_GONE], 1);
    pair_release(&p);
}

static void a_comparison_has_names_for_everything(void **state)
{
    (void)state;
    static const char *const names[CHANGE_COUNT] = {"changed", "same", "new", "gone"};
    for (int change = 0; change < CHANGE_COUNT; change++)
        assert_string_equal(change_name((enum change)change), names[change]);
}

/* ---- steps ---- */

/* Compares a pair in slices of so much work. */
static void compare_in_slices(struct pair *p, size_t slice)
{
    unsigned before = 0;
    p->compare = compare_begin(p->now, p->before);
    for (bool done = false; !done;) {
        struct work work = {slice};
        done = compare_step(p->compare, &work);
        assert_true(done || work.left < slice); /* it gets somewhere */
        assert_in_range(compare_percent(p->compare), before, 100);
        before = compare_percent(p->compare);
    }
    assert_int_equal(before, 100);
}

static void assert_same_outcome(const struct pair *a, const struct pair *b)
{
    struct compare_counts x = compare_counts(a->compare), y = compare_counts(b->compare);
    assert_memory_equal(&x, &y, sizeof x);
    for (uint32_t row = 0; row < table_rows(a->now); row++) {
        assert_int_equal(compare_change(a->compare, row), compare_change(b->compare, row));
        assert_int_equal(compare_old_row(a->compare, row), compare_old_row(b->compare, row));
    }
    for (size_t i = 0; i < compare_gone_count(a->compare); i++)
        assert_int_equal(compare_gone_row(a->compare, i), compare_gone_row(b->compare, i));
}

/* Another quarter's table: some notes, numbers and targets are others, some tasks are new or gone. */
static void write_other_quarter(struct buf *out, struct str line)
{
    static int lines;
    int kind = lines++ % 9;
    struct str rest = line, no;
    if (kind == 1 && str_split(&rest, '\t', &no))
        buf_printf(out, "%.*s7\t%.*s", STR_ARG(no), STR_ARG(rest));
    else if (kind == 4)
        buf_printf(out, "%.*s完毕", STR_ARG(line));
    else if (kind != 6)
        buf_append_str(out, line);
}

static void steps_of_any_size_give_the_same_comparison(void **state)
{
    (void)state;
    struct buf now = real_table(), before = rewrite_lines(buf_str(&now), write_other_quarter);
    struct pair whole = compare_bytes(buf_str(&now), buf_str(&before));
    struct pair sliced = whole;
    assert_in_range(compare_counts(whole.compare).of[CHANGE_CHANGED], 3, REAL_ROWS);
    assert_in_range(compare_counts(whole.compare).of[CHANGE_NEW], 3, REAL_ROWS);
    for (size_t slice = 1; slice < 100000; slice = slice * 3 + 1) {
        compare_in_slices(&sliced, slice);
        assert_same_outcome(&whole, &sliced);
        compare_free(sliced.compare);
    }
    pair_release(&whole);
    buf_release(&now);
    buf_release(&before);
}

static void a_comparison_can_be_given_up_anywhere(void **state)
{
    (void)state;
    struct buf now = real_table(), before = rewrite_lines(buf_str(&now), write_other_quarter);
    struct pair p = {parse(buf_str(&now)), parse(buf_str(&before)), NULL};
    for (size_t work_done = 0; work_done < 20000; work_done += 173) {
        struct compare *c = compare_begin(p.now, p.before);
        (void)compare_step(c, &(struct work){work_done});
        compare_free(c);
    }
    pair_release(&p);
    buf_release(&now);
    buf_release(&before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_real_table_is_the_same_as_itself),
        cmocka_unit_test(a_changed_note_a_new_number_a_new_and_a_gone_task_are_exactly_those),
        cmocka_unit_test(a_table_renumbered_by_one_is_followed),
        cmocka_unit_test(a_reworded_target_is_found_by_its_number),
        cmocka_unit_test(another_quarters_header_is_joined_by_meaning),
        cmocka_unit_test(columns_and_rows_may_stand_in_another_order),
        cmocka_unit_test(values_are_compared_trimmed_and_folded),
        cmocka_unit_test(duplicates_are_neither_lost_nor_matched_twice),
        cmocka_unit_test(ragged_rows_are_compared_by_what_they_have),
        cmocka_unit_test(tables_may_lack_numbers_or_targets),
        cmocka_unit_test(tables_without_a_common_column_have_nothing_in_common),
        cmocka_unit_test(a_comparison_has_names_for_everything),
        cmocka_unit_test(steps_of_any_size_give_the_same_comparison),
        cmocka_unit_test(a_comparison_can_be_given_up_anywhere),
    };
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
