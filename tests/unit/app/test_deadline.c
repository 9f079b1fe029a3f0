/* How a deadline stands, in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/deadline.h"
#include "tests/unit/shared/tables.h"

/* Record 152 is due on 30 September, 184 has no end. */
static void words_and_marks_follow_the_as_of_date(void **state)
{
    (void)state;
    static const struct {
        uint32_t row;
        struct date as_of;
        enum msg mark;
        const char *zh, *en;
    } cases[] = {
        {4, {2023, 9, 1}, MSG_NONE, "还有 29 天", "days left: 29"},
        {4, {2023, 9, 30}, MSG_STANDING_DUE, "当日到期", "due on the day"},
        {4, {2024, 9, 30}, MSG_STANDING_OVERDUE, "逾期 366 天", "days overdue: 366"},
        {4, {0, 0, 0}, MSG_NONE, "", ""},
        {36, {2024, 9, 30}, MSG_NONE, "", ""},
    };
    struct table *t = table_sample();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct review r = {.table = t, .as_of = cases[i].as_of};
        struct buf zh = BUF_INIT, en = BUF_INIT;
        deadline_append_words(&zh, &r, cases[i].row, LANG_ZH);
        deadline_append_words(&en, &r, cases[i].row, LANG_EN);
        assert_string_equal(buf_cstr(&zh), cases[i].zh);
        assert_string_equal(buf_cstr(&en), cases[i].en);
        assert_int_equal(deadline_mark(&r, cases[i].row), cases[i].mark);
        buf_release(&zh);
        buf_release(&en);
    }
    table_free(t);
}

static void the_widest_marked_deadline_is_measured(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct review r = review_of(t);
    struct view v = VIEW_INIT;
    view_build(&v, &r, NULL, NULL);
    assert_int_equal(deadline_marked_cells(&r, &v, 53, LANG_ZH), 10); /* 9月底 到期 */
    assert_int_equal(deadline_marked_cells(&r, &v, 53, LANG_EN), 10); /* 6月底 late */
    assert_int_equal(deadline_marked_cells(&r, &v, 4, LANG_ZH), 0);   /* 152 is the fifth */
    r.as_of = (struct date){2023, 1, 1};
    assert_int_equal(deadline_marked_cells(&r, &v, 53, LANG_ZH), 0);
    view_release(&v);
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_marks_follow_the_as_of_date),
        cmocka_unit_test(the_widest_marked_deadline_is_measured),
    };
    return cmocka_run_group_tests_name("app/deadline", tests, NULL, NULL);
}
