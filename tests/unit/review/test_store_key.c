/* The keys of tables and records: the same next quarter, different for everything else. */
#include "review/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "table/table_store.h"

static struct buf table_key(const char *title, const char *source)
{
    struct buf key = BUF_INIT;
    struct table *t = table_new();
    table_set_source(t, str_from(source), STR("UTF-8"), false, '\t');
    table_set_title(t, str_from(title));
    store_append_table_key(&key, t);
    table_free(t);
    return key;
}

static void a_table_is_known_again_in_the_next_quarter_and_no_other_is(void **state)
{
    (void)state;
#define TITLE_OF(city, year, time)                                                                 \
    city "人民政府" year "经济社会发展责任目标" time "工作推进情况一览表"
    static const struct {
        const char *title, *source;
        bool is_same;
    } cases[] = {
        {TITLE_OF("菏泽市", "2023年", "四季度"), "q4.tsv", true},
        {TITLE_OF("菏泽市", "2023年", "全年"), "", true},
        {TITLE_OF("菏泽市", "2023年度", "1-8月"), "", true},
        {TITLE_OF(" 菏泽市 ", "２０２３年", "上半年"), "", true},
        {TITLE_OF("济南市", "2023年", "三季度"), "q3.tsv", false},
        {TITLE_OF("菏泽市", "2024年", "三季度"), "q3.tsv", false},
        {TITLE_OF("菏泽市", "", "三季度"), "q3.tsv", false},
        {"", "q3.tsv", false},
    };
    struct buf here = table_key(TITLE_OF("菏泽市", "2023年", "三季度"), "q3.tsv");
    assert_string_equal(buf_cstr(&here), TITLE_OF("菏泽市", "", "") " 2023");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf there = table_key(cases[i].title, cases[i].source);
        if (str_equal(buf_str(&here), buf_str(&there)) != cases[i].is_same)
            fail_msg("%s: %s", cases[i].title, buf_cstr(&there));
        buf_release(&there);
    }
    buf_release(&here);
}

static void a_table_without_title_is_known_by_its_files_name(void **state)
{
    (void)state;
    static const struct {
        const char *source, *key;
    } cases[] = {
        {"/srv/2023/菏泽责任目标三季度.tsv", "菏泽责任目标"},
        {"菏泽责任目标四季度.csv", "菏泽责任目标"},
        {"host:/srv/a.b.tsv", "a.b"},
        {".hidden", ".hidden"},
        {"-", "-"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf key = table_key("", cases[i].source);
        assert_string_equal(buf_cstr(&key), cases[i].key);
        buf_release(&key);
    }
}

static void a_record_is_known_by_number_or_target_or_first_cell(void **state)
{
    (void)state;
    static const struct {
        const char *cells[3], *key;
    } cases[] = {
        {{" １５０ ", "加快建设", "x"}, "no 150"},
        {{"", "加快 建设　", "x"}, "target 加快 建设"},
        {{" ", "", "备注"}, "cell 备注"},
        {{"", "", ""}, ""},
    };
    static const struct str names[] = {STR_INIT("序号"), STR_INIT("责任目标"), STR_INIT("其他")};
    struct table *t = table_new();
    table_set_header(t, names, COUNT_OF(names));
    table_set_role(t, 0, ROLE_NO);
    table_set_role(t, 1, ROLE_TARGET);
    struct buf key = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str cells[3];
        for (size_t c = 0; c < 3; c++)
            cells[c] = str_from(cases[i].cells[c]);
        uint32_t row = table_add_record(t, cells, 3, (uint32_t)i + 2);
        buf_clear(&key);
        store_append_record_key(&key, t, row);
        assert_string_equal(buf_cstr(&key), cases[i].key);
    }
    buf_release(&key);
    table_free(t);
}

/* Each of several joined tables has its own number 1. */
static void records_of_joined_tables_are_told_apart(void **state)
{
    (void)state;
    static const struct str names[] = {STR_INIT("来源"), STR_INIT("序号")};
    static const struct str cells[][2] = {{STR_INIT("甲县"), STR_INIT("1")},
                                          {STR_INIT("乙县"), STR_INIT("1")}};
    static const char *const keys[] = {"source 甲县\tno 1", "source 乙县\tno 1"};
    struct table *t = table_new();
    table_set_header(t, names, COUNT_OF(names));
    table_set_role(t, 0, ROLE_SOURCE);
    table_set_role(t, 1, ROLE_NO);
    for (uint32_t i = 0; i < COUNT_OF(cells); i++) {
        struct buf key = BUF_INIT;
        store_append_record_key(&key, t, table_add_record(t, cells[i], 2, i + 2));
        assert_string_equal(buf_cstr(&key), keys[i]);
        buf_release(&key);
    }
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_known_again_in_the_next_quarter_and_no_other_is),
        cmocka_unit_test(a_table_without_title_is_known_by_its_files_name),
        cmocka_unit_test(a_record_is_known_by_number_or_target_or_first_cell),
        cmocka_unit_test(records_of_joined_tables_are_told_apart),
    };
    return cmocka_run_group_tests_name("store_key", tests, NULL, NULL);
}
