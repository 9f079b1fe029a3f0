/* Tests of review/cellkey.h: keys of cells, from the least to the greatest, in both directions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/cellkey.h"
#include "tests/unit/review/fixture.h"
#include "text/cluster.h"

/* A column and its cells in their order; "=" before one: its key is that of the cell before. */
struct column {
    const char *header;
    enum role_type type;
    const char *cells[16];
};

static const struct column columns[] = {
    {"序号",
     TYPE_NUMBER,
     {"-3", "-0", "=0", "1", "=1-2", "=1.9", "=０1", "2", "10", "1,200", "甲", "=乙"}},
    {"完成率", TYPE_NUMBER, {"-1.5", "0%", "9.25%", "=9.25 万", "74.5%", "100%", "-"}},
    {"完成时限",
     TYPE_DUE,
     {"立即", "2022年底", "=2022-12-31", "6月底", "9月29日", "9月底", "=9月30日", "年底",
      "2024年1月", "视情况", "2023-11-31", "每月", "长期坚持"}},
    {"状态", TYPE_STATE, {"逾期", "滞后", "正常", "完成"}},
    {"责任目标", TYPE_TEXT, {"3号线", "10号线", "abc", "=ABC", "濱河", "=滨河", "单位", "=单位"}},
};

static const char *bare(const char *cell)
{
    return cell + (cell[0] == '=');
}

/* A table of one such column twice, so that the second is not the one that the table was read by; an empty cell
 * ends it. */
static struct table *table_of(const struct column *c)
{
    struct buf text = BUF_INIT;
    buf_printf(&text, "某市2023年责任目标三季度推进情况\n单位\t%s\t%s\t备注\n", c->header,
               c->header);
    for (size_t i = 0; i < COUNT_OF(c->cells) && c->cells[i]; i++)
        buf_printf(&text, "市公安局\t%s\t%s\t无\n", bare(c->cells[i]), bare(c->cells[i]));
    buf_append_str(&text, STR("市教育局\t　\t \t无\n"));
    struct table *t = table_from(buf_cstr(&text));
    buf_release(&text);
    return t;
}

static uint64_t key_of(const struct table *t, uint32_t column, bool descending, uint32_t row)
{
    struct cellkey k;
    cellkey_init(&k, t, (struct order_key){column, descending});
    uint64_t key = cellkey_of(&k, row);
    assert_true(cellkey_of(&k, row) == key); /* remembered or not */
    cellkey_release(&k);
    return key;
}

static void assert_order(const struct column *c, const struct table *t, uint32_t column)
{
    uint32_t last = table_rows(t) - 1;
    for (uint32_t row = 1; row < last; row++) {
        bool is_equal = c->cells[row][0] == '=';
        bool is_word = c->type == TYPE_NUMBER && !strpbrk(c->cells[row], "0123456789");
        uint64_t up[] = {key_of(t, column, false, row - 1), key_of(t, column, false, row)};
        uint64_t down[] = {key_of(t, column, true, row - 1), key_of(t, column, true, row)};
        if (is_equal ? up[0] != up[1] : up[0] >= up[1])
            fail_msg("%s: %s does not follow as it should", c->header, c->cells[row]);
        if (!is_word && (is_equal ? down[0] != down[1] : down[0] <= down[1]))
            fail_msg("%s: %s does not go before as it should", c->header, c->cells[row]);
        assert_true(up[1] < CELLKEY_EMPTY && down[1] < CELLKEY_EMPTY);
    }
    if (key_of(t, column, false, last) != CELLKEY_EMPTY ||
        key_of(t, column, true, last) != CELLKEY_EMPTY)
        fail_msg("%s: an empty cell has another key than such cells have", c->header);
}

static void keys_compare_as_the_cells_do(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        struct table *t = table_of(&columns[i]);
        assert_int_equal(role_info(table_column_role(t, 1))->type, columns[i].type);
        assert_order(&columns[i], t, 1);
        table_free(t);
    }
}

/* A deadline or state that was read with the table has the key that its words have. */
static void facts_of_the_table_and_words_give_the_same_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        struct table *t = table_of(&columns[i]);
        struct cellkey first, second;
        cellkey_init(&first, t, (struct order_key){1, false});
        cellkey_init(&second, t, (struct order_key){2, false});
        bool is_fact = columns[i].type == TYPE_DUE || columns[i].type == TYPE_STATE;
        assert_true(first.is_read == is_fact);
        assert_false(second.is_read);
        for (uint32_t row = 0; is_fact && row < table_rows(t); row++) {
            second.type = first.type;
            assert_true(cellkey_of(&first, row) == cellkey_of(&second, row));
        }
        cellkey_release(&first);
        cellkey_release(&second);
        table_free(t);
    }
}

static void what_follows_a_number_decides_between_equal_ones(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *rest;
    } cells[] = {{"3", ""}, {"3-2", "-2"}, {" ３－１０ ", "－１０"}, {"1.9", ".9"}, {"甲1", "甲1"}};
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t完成时限\t责任目标\n"));
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        buf_printf(&text, "%s\t年底\t %s \n", cells[i].cell, cells[i].cell);
    struct table *t = table_from(buf_cstr(&text));
    struct cellkey number, due, words;
    cellkey_init(&number, t, (struct order_key){0, false});
    cellkey_init(&due, t, (struct order_key){1, false});
    cellkey_init(&words, t, (struct order_key){2, false});
    assert_true(cellkey_has_rest(&number) && cellkey_has_rest(&words));
    assert_false(cellkey_has_rest(&due));
    for (uint32_t row = 0; row < COUNT_OF(cells); row++) {
        assert_true(str_equal(cellkey_rest(&number, row), str_from(cells[row].rest)));
        assert_true(str_equal(cellkey_rest(&words, row), text_trim(str_from(cells[row].cell))));
    }
    cellkey_release(&number);
    cellkey_release(&due);
    cellkey_release(&words);
    table_free(t);
    buf_release(&text);
}

static void a_direction_turns_keys_round_and_leaves_empty_cells_alone(void **state)
{
    (void)state;
    struct cellkey up = {.descending = false}, down = {.descending = true};
    static const uint64_t keys[] = {0, 1, 1000, UINT64_MAX - 1, UINT64_MAX};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        assert_true(cellkey_directed(&up, keys[i]) < CELLKEY_EMPTY);
        assert_true(cellkey_directed(&down, keys[i]) < CELLKEY_EMPTY);
        assert_true(cellkey_directed(&down, cellkey_directed(&down, keys[i])) ==
                    cellkey_directed(&up, keys[i]));
    }
    assert_true(cellkey_directed(&down, 1) > cellkey_directed(&down, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_compare_as_the_cells_do),
        cmocka_unit_test(facts_of_the_table_and_words_give_the_same_keys),
        cmocka_unit_test(what_follows_a_number_decides_between_equal_ones),
        cmocka_unit_test(a_direction_turns_keys_round_and_leaves_empty_cells_alone),
    };
    return cmocka_run_group_tests_name("review/cellkey", tests, NULL, NULL);
}
