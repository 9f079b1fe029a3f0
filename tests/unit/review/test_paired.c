/* Which marks stand without their partner. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "review/paired.h"

static const struct {
    const char *text;
    const char *lone; /* the marks found, one behind the other, blank-separated */
} cases[] = {
    {"", ""},
    {"没有标点", ""},
    {"“十四五”规划", ""},
    {"待“十四五中期规划", "“"},
    {"十四五”规划", "”"},
    {"“十四五“规划", "“"}, /* the same mark at both ends */
    {"“一”和“二", "“"},
    {"“一“二”三”", ""}, /* one within the other */
    {"（含调整）", ""},
    {"（含调整)", ""}, /* mixed widths are a pair */
    {"(含调整）", ""},
    {"(含调整", "("},
    {"含调整）", "）"},
    {"“（”）", ""}, /* each kind by itself */
    {"《规划》《方案", "《"},
    {"「甲」『乙』〈丙〉【丁】〔戊〕[己]［庚]", ""},
    {"「甲", "「"},
    {"甲』", "』"},
    {"〈甲", "〈"},
    {"丁】", "】"},
    {"〔戊", "〔"},
    {"[己", "["},
    {"1)甲 2)乙 10)丙", ""}, /* numbers of a list */
    {"a) 甲;b) 乙", ""},
    {"三）甲", ""},
    {"甲。（一）乙；二）丙", ""},
    {"共3条)", ")"},
    {"第三)", ")"}, /* no number of a list */
    {"2023)", ")"}, /* nor this */
    {"it’s", ""},
    {"‘甲", "‘"},
    {"甲’", "’"},
    {"“甲（乙", "“ （"}, /* one of each kind, in the order of the kinds */
    {"((((((", "("},     /* deeper than is remembered */
    {"))", ")"},
    {"\xff“", "“"},
};

static void marks_without_a_partner_are_found_and_others_are_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lone_mark lone[8];
        struct str text = str_from(cases[i].text);
        struct buf found = BUF_INIT;
        size_t count = paired_find_lone(text, lone, COUNT_OF(lone));
        for (size_t k = 0; k < count; k++) {
            if (k > 0)
                buf_append_byte(&found, ' ');
            buf_append_str(&found, str_slice(text, lone[k].off, lone[k].len));
        }
        if (!str_equal(buf_str(&found), str_from(cases[i].lone)))
            fail_msg("%s: found \"%s\", not \"%s\"", cases[i].text, buf_cstr(&found),
                     cases[i].lone);
        buf_release(&found);
    }
}

static void the_place_of_a_mark_is_told(void **state)
{
    (void)state;
    struct lone_mark lone[2];
    assert_int_equal(paired_find_lone(STR("a“b” “c"), lone, 2), 1);
    assert_int_equal(lone[0].off, sizeof "a“b” " - 1);
    assert_int_equal(lone[0].len, 3);
    assert_true(lone[0].opens);
    assert_int_equal(paired_find_lone(STR("a)“"), lone, 1), 1); /* no more than there is room */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_without_a_partner_are_found_and_others_are_not),
        cmocka_unit_test(the_place_of_a_mark_is_told),
    };
    return cmocka_run_group_tests_name("paired", tests, NULL, NULL);
}
