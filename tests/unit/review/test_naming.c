/* Tests of review/naming.h. */
#include "review/naming.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/review/fixture.h"

static void a_slip_is_led_back_to_the_name(void **state)
{
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"unts", "units"},
        {"leadr", "leader"},
        {"laeder", "leader"},
        {"UNTIS", "units"},
        {"领异", "领导"},
        {"单未", "单位"},
        {"牵手", "牵头"},
        {"si", "is"},
        {"targets", "target"},
        {"责任单元", "责任单位"},
        {"weather", ""},
        {"天气预报", ""},
        {"abcdefghijklmnopqrstuvwxyz", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str nearest = naming_nearest(*state, str_from(cases[i].word));
        if (!str_equal(nearest, str_from(cases[i].nearest)))
            fail_msg("%s: “%.*s”", cases[i].word, STR_ARG(nearest));
    }
}

static void a_plain_table_has_the_names_of_its_headers(void **state)
{
    (void)state;
    struct table *t = table_from("Colour\tWeight\tPlace\nred\t1\there\nblue\t2\tthere\n");
    assert_true(str_equal(naming_nearest(t, STR("color")), STR("Colour")));
    assert_int_equal(naming_nearest(t, STR("units")).len, 0);
    table_free(t);
}

static void times_and_addresses_are_no_names(void **state)
{
    (void)state;
    static const char *const plausible[] = {"unts", "领异", "target_valu", "same-note"};
    static const char *const others[] = {"",    "10",  "Q3",
                                         "a.b", "C++", "abcdefghijklmnopqrstuvwxyz"};
    for (size_t i = 0; i < COUNT_OF(plausible); i++)
        assert_true(naming_is_plausible(str_from(plausible[i])));
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_false(naming_is_plausible(str_from(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_is_led_back_to_the_name),
        cmocka_unit_test(a_plain_table_has_the_names_of_its_headers),
        cmocka_unit_test(times_and_addresses_are_no_names),
    };
    return cmocka_run_group_tests_name("review/naming", tests, tables_open_sample,
                                       tables_close_sample);
}
