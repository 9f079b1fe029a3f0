/* The delimiter by the first rows. */
#include "table/sniff.h"

#include "fixture.h"

static void the_delimiter_is_what_rows_hold_equally_often(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        char delimiter;
        size_t fields;
    } cases[] = {
        {"a\tb\tc\n1\t2\t3\n", '\t', 3},
        {"a,b,c\n1,2,3\n", ',', 3},
        {"a;b;c\n1;2;3\n4;5;6\n", ';', 3},
        {"a|b\n1|2\n3|4\n", '|', 2},
        {"标题\n\n序号\t情况\n1\t前三季度,完成12.45亿元,占61.03%\n2\t完成\n", '\t', 2},
        {"标题\n序号,情况\n1,\"完成12亿元,占61%\n其中,县道30公里,乡道2公里\"\n2,完成\n", ',', 2},
        {"序号，领导，内容\n1，2，3\n", '\t', 1},
        {"单列\n甲\n乙\n", '\t', 1},
        {"a,b", ',', 2},
        {"", '\t', 1},
        {"\n\n\n", '\t', 1},
        {"a,b\r\n1,2\r\n", ',', 2},
        {"a\tb,c\n1\t2\n", '\t', 2},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sniffed s = sniff_delimiter(str_from(cases[i].text), '\0', true);
        if (s.delimiter != cases[i].delimiter || s.fields != cases[i].fields)
            fail_msg("%s: '%c' %zu", cases[i].text, s.delimiter, s.fields);
    }
}

static void a_given_delimiter_is_taken_and_its_fields_counted(void **state)
{
    (void)state;
    struct sniffed s = sniff_delimiter(STR("a:b,c:d\n1:2,3:4\n"), ':', true);
    assert_int_equal(s.delimiter, ':');
    assert_int_equal(s.fields, 3);
}

static void the_last_line_of_a_part_does_not_count(void **state)
{
    (void)state;
    struct sniffed s = sniff_delimiter(STR("a\tb\tc\nd\te"), '\0', false);
    assert_int_equal(s.fields, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_delimiter_is_what_rows_hold_equally_often),
        cmocka_unit_test(a_given_delimiter_is_taken_and_its_fields_counted),
        cmocka_unit_test(the_last_line_of_a_part_does_not_count),
    };
    return cmocka_run_group_tests_name("table/sniff", tests, NULL, NULL);
}
