/* compare_fixture: see compare_fixture.h. */
#include "tests/unit/review/compare_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void pair_release(struct pair *p)
{
    compare_free(p->compare);
    table_free(p->now);
    table_free(p->before);
}

void assert_pair_is_whole(const struct pair *p)
{
    struct compare_counts counts = compare_counts(p->compare);
    uint32_t matched = counts.of[CHANGE_CHANGED] + counts.of[CHANGE_SAME];
    assert_int_equal(matched + counts.of[CHANGE_NEW], table_rows(p->now));
    assert_int_equal(matched + counts.of[CHANGE_GONE], table_rows(p->before));
    assert_int_equal(counts.of[CHANGE_GONE], compare_gone_count(p->compare));
    bool *is_seen = mem_zero(table_rows(p->before), sizeof *is_seen);
    for (uint32_t row = 0; row < table_rows(p->now); row++) {
        uint32_t old = compare_old_row(p->compare, row);
        assert_int_equal(old == ROW_NONE, compare_change(p->compare, row) == CHANGE_NEW);
        if (old == ROW_NONE)
            continue;
        assert_in_range(old, 0, table_rows(p->before) - 1);
        assert_false(is_seen[old]);
        is_seen[old] = true;
    }
    for (size_t i = 0; i < compare_gone_count(p->compare); i++) {
        assert_false(is_seen[compare_gone_row(p->compare, i)]);
        is_seen[compare_gone_row(p->compare, i)] = true;
    }
    mem_free(is_seen);
}
