/* The circular: which tasks stand in it, under whom, and how it reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "review/notes.h"
#include "review/report.h"
#include "table/loader.h"
#include "tests/unit/review/fixture.h"
#include "text/cluster.h"

#define HEADER "序号\t市领导\t责任目标内容\t完成时限\t完成情况\t进度\t责任单位\n"
#define TITLE  "某市2023年责任目标三季度推进情况一览表\n"

static const char small[] = TITLE HEADER "1\t王建国\t修路\t年底\t已修一半\t滞后\t交通局 公路局\n"
                                         "2\t王建国\t架桥\t6月底\t桥墩完工\t是\t公路局\n"
                                         "3\t李敏\t建校\t年底\t\t是\t教育局\n"
                                         "4\t李敏\t建园\t8月底\t已建成\t已完成\t教育局\n"
                                         "5\t李敏\t招生\t年底\t未招满\t否\t教育局 公路局 教育局\n"
                                         "6\t\t绿化\t年底\t\t逾期\t\n";

/* The circular of the records that a query finds. `*count` is what report_write() returned. */
static struct buf circular(const struct review *r, const char *query, const char *by,
                           enum export_format format, unsigned width_cells, size_t *count)
{
    struct report_options o = {.format = format,
                               .by = report_usual_by(r->table),
                               .lang = LANG_ZH,
                               .width_cells = width_cells,
                               .sanitise = true};
    if (*by)
        assert_int_equal(rollup_parse_by(&o.by, str_from(by), r->table, NULL), ERR_NONE);
    struct view v = view_of(r->table, query, "");
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    assert_non_null(out);
    *count = report_write(out, r, &v, &o);
    assert_int_equal(fclose(out), 0);
    struct buf text = BUF_INIT;
    buf_append(&text, bytes, len);
    free(bytes);
    view_release(&v);
    return text;
}

static void assert_circular(const char *table, const char *query, const char *by,
                            enum export_format format, size_t count, const char *expected)
{
    struct table *t = table_from(table);
    struct review r = review_of(t);
    size_t written;
    struct buf text = circular(&r, query, by, format, 80, &written);
    assert_string_equal(buf_cstr(&text), expected);
    assert_int_equal(written, count);
    buf_release(&text);
    table_free(t);
}

static void tasks_behind_or_overdue_stand_under_their_lead_unit(void **state)
{
    (void)state;
    assert_circular(small, "", "", EXPORT_TEXT, 4,
                    "某市2023年责任目标三季度推进情况一览表\n"
                    "滞后和逾期事项通报\n"
                    "截至 2023-09-30，序时 75%\n"
                    "共 6 项：按计划 3（50%），滞后 3，未填 0，其他 0\n"
                    "4 项滞后或逾期，按牵头单位列出\n"
                    "\n"
                    "一、交通局（1 项）\n"
                    "\n"
                    "1  修路\n"
                    "   时限  年底\n"
                    "   状态  滞后\n"
                    "   领导  王建国\n"
                    "   单位  交通局、公路局\n"
                    "   情况  已修一半\n"
                    "\n"
                    "二、公路局（1 项）\n"
                    "\n"
                    "2  架桥\n"
                    "   时限  6月底（已过 92 天）\n"
                    "   状态  是\n"
                    "   领导  王建国\n"
                    "   单位  公路局\n"
                    "   情况  桥墩完工\n"
                    "\n"
                    "三、教育局（1 项）\n"
                    "\n"
                    "5  招生\n"
                    "   时限  年底\n"
                    "   状态  否\n"
                    "   领导  李敏\n"
                    "   单位  教育局、公路局、教育局\n"
                    "   情况  未招满\n"
                    "\n"
                    "四、（空）（1 项）\n"
                    "\n"
                    "6  绿化\n"
                    "   时限  年底\n"
                    "   状态  逾期\n");
}

static void by_leader_a_task_does_not_repeat_the_leader(void **state)
{
    (void)state;
    assert_circular(small, "leader:李敏", "leader", EXPORT_MD, 1,
                    "# 某市2023年责任目标三季度推进情况一览表\n\n"
                    "滞后和逾期事项通报\n\n"
                    "截至 2023-09-30，序时 75%\n\n"
                    "3 项（全表 6 项）：按计划 2（67%），滞后 1，未填 0，其他 0\n\n"
                    "1 项滞后或逾期，按市领导列出\n\n"
                    "## 一、李敏（1 项）\n\n"
                    "- **5 招生**  \n"
                    "  时限 年底  \n"
                    "  状态 否  \n"
                    "  单位 教育局、公路局、教育局  \n"
                    "  情况 未招满\n\n");
}

/* The places of the words in the text are ascending; fails with the word that is not behind the one
 * before. */
static void assert_in_order(const struct buf *text, const char *const *words, size_t count)
{
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = str_find(buf_str(text), str_from(words[i]), from);
        if (at == SIZE_MAX)
            fail_msg("no %s behind byte %zu of\n%s", words[i], from, buf_cstr(text));
        from = at + strlen(words[i]);
    }
}

static size_t times_in(const struct buf *text, const char *word)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find(buf_str(text), str_from(word), at)) != SIZE_MAX; at++)
        count++;
    return count;
}

static void by_units_a_task_stands_under_each_of_its_units_once(void **state)
{
    (void)state;
    static const char *const order[] = {"（涉及几个单位的，在各单位下都列出）",
                                        "一、公路局（3 项）",
                                        "1  修路",
                                        "2  架桥",
                                        "5  招生",
                                        "二、交通局（1 项）",
                                        "1  修路",
                                        "三、教育局（1 项）",
                                        "5  招生",
                                        "四、（空）（1 项）",
                                        "6  绿化"};
    struct table *t = table_from(small);
    struct review r = review_of(t);
    size_t count;
    struct buf text = circular(&r, "", "units", EXPORT_TEXT, 80, &count);
    assert_int_equal(count, 4);
    assert_in_order(&text, order, COUNT_OF(order));
    assert_int_equal(times_in(&text, "招生\n"), 2);
    buf_release(&text);
    table_free(t);
}

static void where_nothing_is_behind_a_sentence_says_so(void **state)
{
    (void)state;
    assert_circular(small, "no:3", "", EXPORT_TEXT, 0,
                    "某市2023年责任目标三季度推进情况一览表\n"
                    "滞后和逾期事项通报\n"
                    "截至 2023-09-30，序时 75%\n"
                    "1 项（全表 6 项）：按计划 1（100%），滞后 0，未填 0，其他 0\n"
                    "没有滞后或逾期的任务。\n");
}

static void a_table_without_units_and_leaders_is_listed_as_it_is(void **state)
{
    (void)state;
    assert_circular("序号\t责任目标内容\t进度\n7\t修路\t滞后\n8\t架桥\t是\n", "", "", EXPORT_TEXT,
                    1,
                    "滞后和逾期事项通报\n"
                    "共 2 项：按计划 1（50%），滞后 1，未填 0，其他 0\n"
                    "1 项滞后或逾期\n"
                    "\n"
                    "7  修路\n"
                    "   状态  滞后\n");
}

#define NO_STATES_HEAD "序号\t市领导\t责任目标\t完成时限\t责任单位\n"

/* Without a column of states there is no telling what is behind, so nothing of it is said. */
static void without_states_only_what_is_overdue_is_told(void **state)
{
    (void)state;
    static const char table[] =
        "某市2023年责任目标三季度推进情况一览表\n" NO_STATES_HEAD "1\t王建国\t修路\t年底\t交通局\n"
        "2\t王建国\t架桥\t6月底\t公路局\n";
    assert_circular(table, "", "", EXPORT_TEXT, 1,
                    "某市2023年责任目标三季度推进情况一览表\n"
                    "逾期事项通报\n"
                    "截至 2023-09-30，序时 75%\n"
                    "共 2 项：没有状态列，不能判断是否按计划\n"
                    "是否滞后没有依据。1 项按时限已逾期，按牵头单位列出\n"
                    "\n"
                    "一、公路局（1 项）\n"
                    "\n"
                    "2  架桥\n"
                    "   时限  6月底（已过 92 天）\n"
                    "   领导  王建国\n"
                    "   单位  公路局\n");
    assert_circular(table, "no:1", "", EXPORT_TEXT, 0,
                    "某市2023年责任目标三季度推进情况一览表\n"
                    "逾期事项通报\n"
                    "截至 2023-09-30，序时 75%\n"
                    "1 项（全表 2 项）：没有状态列，不能判断是否按计划\n"
                    "是否滞后没有依据。没有按时限逾期的任务。\n");
}

/* Nor what is overdue without a day to hold deadlines against. */
static void without_a_day_nothing_is_said_of_deadlines(void **state)
{
    (void)state;
    assert_circular(NO_STATES_HEAD "1\t王建国\t修路\t2023年6月\t交通局\n", "", "", EXPORT_TEXT, 0,
                    "逾期事项通报\n"
                    "共 1 项：没有状态列，不能判断是否按计划\n"
                    "是否滞后没有依据。不知道截至哪一天，是否逾期没有依据。\n");
    assert_circular("序号\t责任目标\t完成时限\t进度\n1\t修路\t2023年6月\t是\n", "", "", EXPORT_TEXT,
                    0,
                    "滞后和逾期事项通报\n"
                    "共 1 项：按计划 1（100%），滞后 0，未填 0，其他 0\n"
                    "没有滞后的任务。不知道截至哪一天，是否逾期没有依据。\n");
}

static void no_line_is_wider_than_the_width_and_no_word_is_lost(void **state)
{
    (void)state;
    struct load_options lo = {.header_line = HEADER_AUTO};
    struct table *t = NULL;
    assert_int_equal(table_load(&t, STR("samples/behind.tsv"), &lo, NULL), ERR_NONE);
    struct review r = review_of(t);
    static const unsigned widths[] = {24, 40, 80, 100, 140};
    for (size_t i = 0; i < COUNT_OF(widths); i++) {
        size_t count;
        struct buf text = circular(&r, "", "", EXPORT_TEXT, widths[i], &count);
        assert_int_equal(count, 7);
        struct str rest = buf_str(&text), line;
        struct buf joined = BUF_INIT;
        while (str_split(&rest, '\n', &line)) {
            assert_in_range(text_cells(line), 0, widths[i]);
            buf_append_str(&joined, text_trim(line));
        }
        assert_int_equal(times_in(&joined, "占目标的70.7%;东岭县、清河县因雨季停工20天"), 1);
        buf_release(&joined);
        buf_release(&text);
    }
    table_free(t);
}

static void headings_are_numbered_as_documents_number_them(void **state)
{
    (void)state;
    struct buf table = BUF_INIT;
    buf_append_str(&table, STR(TITLE HEADER));
    for (int i = 1; i <= 101; i++)
        buf_printf(&table, "%d\t王\t修路%d\t年底\t\t滞后\t第%d局\n", i, i, i);
    static const char *const order[] = {"一、第1局（",      "九、第9局（",      "十、第10局（",
                                        "十一、第11局（",   "二十、第20局（",   "二十一、第21局（",
                                        "九十九、第99局（", "\n100、第100局（", "\n101、第101局（"};
    struct table *t = table_from(buf_cstr(&table));
    struct review r = review_of(t);
    size_t count;
    struct buf text = circular(&r, "", "", EXPORT_TEXT, 80, &count);
    assert_in_order(&text, order, COUNT_OF(order));
    buf_release(&text);
    table_free(t);
    buf_release(&table);
}

static void markup_in_a_cell_stays_text_and_controls_become_marks(void **state)
{
    (void)state;
    struct table *t = table_from(HEADER "1\t王\t*修*\t年底\ta_b\x1b[2J\t滞后\t局\n");
    struct review r = review_of(t);
    size_t count;
    struct buf md = circular(&r, "", "", EXPORT_MD, 80, &count);
    assert_int_equal(times_in(&md, "\\*修\\*"), 1);
    assert_int_equal(times_in(&md, "a\\_b^\\[\\[2J"), 1);
    struct buf text = circular(&r, "", "", EXPORT_TEXT, 80, &count);
    assert_int_equal(times_in(&text, "a_b^[[2J"), 1);
    assert_int_equal(times_in(&text, "\x1b"), 0);
    buf_release(&md);
    buf_release(&text);
    table_free(t);
}

static void remarks_stand_below_the_note(void **state)
{
    (void)state;
    char folder[] = "/tmp/test-report-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct buf path = BUF_INIT, key = BUF_INIT, record = BUF_INIT;
    buf_printf(&path, "%s/review.db", folder);
    struct table *t = table_from(small);
    struct review r = review_of(t);
    struct store *s;
    struct notes *notes = notes_new();
    assert_int_equal(store_open(&s, buf_str(&path), NULL), ERR_NONE);
    store_append_table_key(&key, t);
    store_append_record_key(&record, t, 1);
    static const char *const remarks[] = {"请说明原因", "10月底前报整改措施"};
    for (size_t i = 0; i < COUNT_OF(remarks); i++)
        assert_int_equal(store_add_remark(s, buf_str(&key), buf_str(&record), STR("zhang"),
                                          STR("2023-10-08 09:00"), str_from(remarks[i]), NULL),
                         ERR_NONE);
    assert_int_equal(notes_read(notes, s, buf_str(&key), STR("zhang"), NULL), ERR_NONE);
    r.notes = notes;
    size_t count;
    struct buf text = circular(&r, "no:2", "", EXPORT_TEXT, 80, &count);
    assert_int_equal(times_in(&text, "   情况  桥墩完工\n"
                                     "   批注  请说明原因\n"
                                     "   批注  10月底前报整改措施\n"),
                     1);
    buf_release(&text);
    notes_free(notes);
    store_close(s);
    table_free(t);
    buf_clear(&record);
    buf_printf(&record, "rm -r %s", folder);
    assert_int_equal(system(buf_cstr(&record)), 0);
    buf_release(&path);
    buf_release(&key);
    buf_release(&record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tasks_behind_or_overdue_stand_under_their_lead_unit),
        cmocka_unit_test(by_leader_a_task_does_not_repeat_the_leader),
        cmocka_unit_test(by_units_a_task_stands_under_each_of_its_units_once),
        cmocka_unit_test(where_nothing_is_behind_a_sentence_says_so),
        cmocka_unit_test(a_table_without_units_and_leaders_is_listed_as_it_is),
        cmocka_unit_test(without_states_only_what_is_overdue_is_told),
        cmocka_unit_test(without_a_day_nothing_is_said_of_deadlines),
        cmocka_unit_test(no_line_is_wider_than_the_width_and_no_word_is_lost),
        cmocka_unit_test(headings_are_numbered_as_documents_number_them),
        cmocka_unit_test(markup_in_a_cell_stays_text_and_controls_become_marks),
        cmocka_unit_test(remarks_stand_below_the_note),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
