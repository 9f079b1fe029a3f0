/* Compare on large tables: how long it takes, as a whole and in each step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "table/table_store.h"
#include "tests/unit/review/compare_fixture.h"
#include "tests/unit/shared/cpu_time.h"
#include "tests/unit/shared/tables.h"

enum { MANY_ROWS = 100000 };

/* Records with notes of 300 characters; `shift` renumbers, `wording` is part of each target. */
static struct table *many_records(unsigned shift, const char *wording, bool are_alike)
{
    static const enum role roles[] = {ROLE_NO, ROLE_TARGET, ROLE_NOTE};
    static const struct str names[] = {STR_INIT("序号"), STR_INIT("责任目标"),
                                       STR_INIT("完成情况")};
    struct table *t = table_new();
    struct buf cells[COUNT_OF(roles)] = {BUF_INIT, BUF_INIT, BUF_INIT};
    table_set_header(t, names, COUNT_OF(names));
    for (uint32_t i = 0; i < COUNT_OF(roles); i++)
        table_set_role(t, i, roles[i]);
    for (int i = 0; i < 30; i++)
        buf_append_str(&cells[2], STR("前三季度完成投资一亿"));
    size_t note_len = cells[2].len;
    for (unsigned i = 0; i < MANY_ROWS; i++) {
        struct str borrowed[COUNT_OF(roles)];
        buf_remove(&cells[0], 0, SIZE_MAX);
        buf_remove(&cells[1], 0, SIZE_MAX);
        buf_remove(&cells[2], note_len, SIZE_MAX);
        buf_printf(&cells[0], "%u", are_alike ? 1 : i + shift);
        buf_printf(&cells[1], "%s第%u条道路改造工程", wording, are_alike ? 1 : i);
        buf_printf(&cells[2], "%u", i % 1000);
        for (size_t c = 0; c < COUNT_OF(roles); c++)
            borrowed[c] = buf_str(&cells[c]);
        table_add_record(t, borrowed, COUNT_OF(roles), i + 2);
    }
    for (size_t c = 0; c < COUNT_OF(roles); c++)
        buf_release(&cells[c]);
    return t;
}

static void a_hundred_thousand_rows_are_compared_in_little_more_than_they_are_filled(void **state)
{
    (void)state;
    static const struct {
        unsigned shift;
        const char *wording;
        bool are_alike;
        uint32_t same, changed;
    } cases[] = {
        {0, "", false, MANY_ROWS, 0},
        {1, "", false, MANY_ROWS, 0},
        {0, "加快", false, 0, MANY_ROWS}, /* every target reworded */
        {0, "", true, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double start = cpu_seconds();
        struct pair p = {many_records(cases[i].shift, cases[i].wording, cases[i].are_alike),
                         many_records(0, "", false), NULL};
        double filled = cpu_seconds();
        p.compare = compare_new(p.now, p.before);
        double ratio = (cpu_seconds() - filled) / (filled - start);
        print_message("case %zu: %.2f times the filling, %.0f ms\n", i, ratio,
                      (cpu_seconds() - filled) * 1e3);
        if (cpu_time_is_fair()) /* both in one run, so that other work on the machine weighs on both */
            assert_true(ratio < 3.4);
        assert_pair_is_whole(&p);
        if (!cases[i].are_alike) {
            assert_int_equal(compare_counts(p.compare).of[CHANGE_SAME], cases[i].same);
            assert_int_equal(compare_counts(p.compare).of[CHANGE_CHANGED], cases[i].changed);
        }
        pair_release(&p);
    }
}

/* Records that agree in nothing but the number, which is the same for all: each is tried against many. */
static struct table *alike_records(uint32_t rows, size_t target_bytes, char first)
{
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t责任目标\t完成时限\n"));
    for (uint32_t i = 0; i < rows; i++) {
        buf_append_str(&text, STR("1\t"));
        for (size_t k = 0; k < target_bytes; k++)
            buf_append_byte(&text, (char)(first + (char)((k * (i + 7) >> 3) % 12)));
        buf_append_str(&text, STR("\t年底\n"));
    }
    struct table *t = table_from(buf_cstr(&text));
    buf_release(&text);
    return t;
}

/* Of a comparison that takes long no step does, whatever it is that takes long. */
static void no_step_takes_long(void **state)
{
    (void)state;
    enum { SLICE = 50000, STEPS_LEAST = 30 };
    for (int kind = 0; kind < 4; kind++) {
        struct pair p = {kind == 3 ? alike_records(150, 2000, 'a')
                                   : many_records(1, kind ? "加快" : "", kind == 2),
                         kind == 3 ? alike_records(150, 2000, 'n') : many_records(0, "", kind == 2),
                         NULL};
        double start = cpu_seconds(), before = start, worst = 0;
        size_t steps = 0;
        p.compare = compare_begin(p.now, p.before);
        for (bool done = false; !done; steps++) {
            struct work work = {SLICE};
            done = compare_step(p.compare, &work);
            double now = cpu_seconds();
            worst = now - before > worst ? now - before : worst;
            before = now;
        }
        print_message("kind %d: %zu steps, %.1f ms the longest of %.0f ms\n", kind, steps,
                      worst * 1e3, (before - start) * 1e3);
        assert_true(steps >= STEPS_LEAST);
        if (cpu_time_is_fair())
            assert_true(worst < (before - start) / 10);
        pair_release(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_thousand_rows_are_compared_in_little_more_than_they_are_filled),
        cmocka_unit_test(no_step_takes_long),
    };
    return cmocka_run_group_tests_name("compare_size", tests, NULL, NULL);
}
