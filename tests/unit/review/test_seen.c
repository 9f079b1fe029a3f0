/* Tests of review/seen.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "review/seen.h"
#include "tests/unit/shared/tables.h"

static void a_text_is_met_where_it_stood_last(void **state)
{
    (void)state;
    struct table *t =
        table_with_header("序号\t情况\n1\t修路\n2\t架桥\n3\t 修路　\n4\t修路\n5\t\n6\t\n");
    struct seen seen = {.table = t, .column = 1};
    static const uint32_t before[] = {ROW_NONE, ROW_NONE, 0, 2, ROW_NONE, 4};
    assert_int_equal(table_rows(t), COUNT_OF(before));
    for (uint32_t row = 0; row < COUNT_OF(before); row++)
        assert_int_equal(seen_meet(&seen, row), before[row]);
    seen_release(&seen);
    assert_int_equal(seen_meet(&seen, 3), ROW_NONE);
    seen_release(&seen);
    table_free(t);
}

/* Every text stands twice, so many records apart that the slots have grown in between. */
static void growth_forgets_nothing(void **state)
{
    (void)state;
    enum { TEXTS = 5000 };
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t情况\n"));
    for (int i = 0; i < 2 * TEXTS; i++)
        buf_printf(&text, "%d\t完成投资%d亿元\n", i + 1, i % TEXTS);
    struct table *t = table_with_header(buf_cstr(&text));
    struct seen seen = {.table = t, .column = 1};
    for (uint32_t row = 0; row < 2 * TEXTS; row++)
        assert_int_equal(seen_meet(&seen, row), row < TEXTS ? ROW_NONE : row - TEXTS);
    seen_release(&seen);
    table_free(t);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_met_where_it_stood_last),
        cmocka_unit_test(growth_forgets_nothing),
    };
    return cmocka_run_group_tests_name("seen", tests, NULL, NULL);
}
