/* Tests of review/number.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "review/number.h"

static const struct {
    const char *text;
    enum number_form form;
    size_t used;
    double value;
} readings[] = {
    {"160", NUMBER_DECIMAL, 3, 160},
    {"14.5%", NUMBER_DECIMAL, 5, 14.5},
    {"1,234", NUMBER_DECIMAL, 5, 1234},
    {"1,234,567.25元", NUMBER_DECIMAL, 12, 1234567.25},
    {"1,23", NUMBER_DECIMAL, 1, 1},
    {"1,2345", NUMBER_DECIMAL, 1, 1},
    {"  7个", NUMBER_DECIMAL, 3, 7},
    {"-3", NUMBER_DECIMAL, 2, -3},
    {"+3", NUMBER_DECIMAL, 2, 3},
    {"0.1", NUMBER_DECIMAL, 3, 0.1},
    {"0.30", NUMBER_DECIMAL, 4, 0.3},
    {"12.", NUMBER_DECIMAL, 2, 12},
    {"1.10", NUMBER_WHOLE, 1, 1},
    {"5%", NUMBER_WHOLE, 1, 5},
    {"000000000000000000000012", NUMBER_DECIMAL, 24, 12},
    {"123456789012345678901234", NUMBER_DECIMAL, 24, 123456789012345678000000.0},
    {"约3公里", NUMBER_DECIMAL, 0, 0},
    {"-", NUMBER_DECIMAL, 0, 0},
    {".5", NUMBER_DECIMAL, 0, 0},
    {"", NUMBER_DECIMAL, 0, 0},
};

static void the_figure_at_the_beginning_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(readings); i++) {
        double value = 0;
        size_t used = number_read(str_from(readings[i].text), readings[i].form, &value);
        if (used != readings[i].used || value < readings[i].value || value > readings[i].value)
            fail_msg("%s: %zu bytes, %.17g", readings[i].text, used, value);
    }
}

static void a_text_with_more_than_a_number_is_none(void **state)
{
    (void)state;
    double value = 9;
    assert_true(number_parse(STR(" 75% "), &value));
    assert_true(value >= 75 && value <= 75);
    assert_false(number_parse(STR("75以上"), &value));
    assert_false(number_parse(STR(""), &value));
    assert_true(value >= 75 && value <= 75);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_figure_at_the_beginning_is_read),
        cmocka_unit_test(a_text_with_more_than_a_number_is_none),
    };
    return cmocka_run_group_tests_name("review/number", tests, NULL, NULL);
}
