/* Short names for several files, and what their titles share. */
#include "tests/unit/table/fixture.h"

#include "table/label.h"

static void files_are_told_apart_by_as_little_as_it_takes(void **state)
{
    (void)state;
    static const struct {
        const char *names[5];
        const char *labels[5];
    } cases[] = {
        {{"county-a.tsv", "samples/county-b.tsv"}, {"county-a", "county-b"}},
        {{"a/q3.tsv", "b/q3.tsv", "/x/b/other.tsv"}, {"a/q3", "b/q3", "other"}},
        {{"q3.tsv", "b/q3.tsv"}, {"q3", "b/q3"}},
        {{"q3.tsv", "q3.csv"}, {"q3.tsv", "q3.csv"}},
        {{"q3.tsv", "q3.tsv", "q3.tsv"}, {"q3.tsv", "q3.tsv (2)", "q3.tsv (3)"}},
        {{"caoxian:t/q3.tsv", "shanxian:t/q3.tsv"}, {"caoxian:q3", "shanxian:q3"}},
        {{"ssh://z@caoxian:22/q3.tsv", "ssh://shanxian/q3.tsv"},
         {"z@caoxian:22:q3", "shanxian:q3"}},
        {{"caoxian:q3.tsv", "-"}, {"q3", "-"}},
        {{".tsv", "noending", "a.b.tsv"}, {".tsv", "noending", "a.b"}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str names[5];
        size_t count = 0;
        for (; count < 5 && cases[i].names[count]; count++)
            names[count] = str_from(cases[i].names[count]);
        for (size_t k = 0; k < count; k++) {
            struct buf label = BUF_INIT;
            label_append(&label, names, count, k);
            assert_string_equal(buf_cstr(&label), cases[i].labels[k]);
            buf_release(&label);
        }
    }
}

static void titles_share_a_beginning_or_an_end(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"清河县2023年推进情况一览表", "平原县2023年推进情况一览表", "2023年推进情况一览表"},
        {"2023年重点工作(清河县)", "2023年重点工作(平原)", "2023年重点工作("},
        {"一样的标题", "一样的标题", "一样的标题"},
        {"清河 推进情况一览表", "平原 推进情况一览表", "推进情况一览表"},
        {"甲表", "乙表", ""},
        {"", "平原县2023年", ""},
        {"清河县推进情况一览表", "平原县推进情况一览表", "县推进情况一览表"},
        {"滨\xe6\xb1\x9f"
         "12",
         "滨\xe6\xb1\x80"
         "12",
         ""}, /* bytes that are alike cut no character */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str common = label_common_part(str_from(cases[i][0]), str_from(cases[i][1]));
        assert_same_text(cases[i][0], common, str_from(cases[i][2]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_told_apart_by_as_little_as_it_takes),
        cmocka_unit_test(titles_share_a_beginning_or_an_end),
    };
    return cmocka_run_group_tests_name("label", tests, NULL, NULL);
}
