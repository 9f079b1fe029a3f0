/* Fitting columns into the list. */
#include "app/columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/shared/tables.h"
#include "text/cluster.h"

#define MARKER 2

static struct columns measured(const struct table *t)
{
    struct columns c;
    columns_init(&c);
    columns_measure(&c, t);
    return c;
}

/* "0 2 6" : the columns shown. */
static const char *shown(const struct columns *c)
{
    static char out[512];
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < c->place_count && used < sizeof(out) - 8; i++)
        used += (size_t)snprintf(out + used, sizeof(out) - used, "%s%u", i > 0 ? " " : "",
                                 c->places[i].column);
    return out;
}

static unsigned cells_of(const struct columns *c, uint32_t column)
{
    const struct column_place *place = columns_find(c, column);
    return place ? place->cells : 0;
}

/* Places stand from left to right, apart, within the width, the current one among them. */
static void check_places(const struct columns *c, unsigned cells, uint32_t current)
{
    unsigned free_from = MARKER;
    bool has_current = false;
    for (size_t i = 0; i < c->place_count; i++) {
        const struct column_place *place = &c->places[i];
        assert_true(place->cells >= 1);
        assert_true(place->x >= free_from);
        assert_true(place->x + place->cells <= cells);
        assert_true(i == 0 || place->column > c->places[i - 1].column);
        free_from = place->x + place->cells + 1u;
        has_current |= place->column == current;
    }
    assert_true(has_current || cells <= MARKER);
}

static void fit(struct columns *c, unsigned cells, uint32_t current)
{
    columns_fit(c, cells, MARKER, current);
    check_places(c, cells, current);
}

/* ---- the real table ---- */

enum { NO, LEADER, TARGET, DUE, NOTE, STATE, UNITS };

static void the_real_table_shows_all_but_the_note_where_there_is_room(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct columns c = measured(t);
    static const unsigned widths[] = {71, 80, 83, 100, 119, 140};
    for (size_t i = 0; i < COUNT_OF(widths); i++) {
        fit(&c, widths[i], NO);
        assert_string_equal(shown(&c), "0 1 2 3 5 6");
        assert_false(c.more_left || c.more_right);
        /* The short ones are whole, the target has the most. */
        assert_true(cells_of(&c, NO) >= 3);
        assert_true(cells_of(&c, LEADER) >= 6);
        assert_true(cells_of(&c, DUE) >= 8);
        assert_in_range(cells_of(&c, STATE), 4, 6);
        assert_true(cells_of(&c, TARGET) > cells_of(&c, UNITS));
        /* No cell of the width is left over while a text is cut. */
        const struct column_place *last = &c.places[c.place_count - 1];
        assert_int_equal(last->x + last->cells, widths[i]);
    }
    columns_release(&c);
    table_free(t);
}

static void the_target_can_be_read_at_eighty_columns(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct columns c = measured(t);
    fit(&c, 80, NO);
    assert_true(cells_of(&c, TARGET) >= 28);
    assert_true(cells_of(&c, UNITS) >= 16);
    columns_release(&c);
    table_free(t);
}

static void a_narrow_list_keeps_number_target_state_and_the_current_column(void **state)
{
    (void)state;
    static const struct {
        unsigned cells;
        uint32_t current;
        const char *expected;
    } cases[] = {
        {30, NO, "0 2 5"}, {30, TARGET, "0 2 5"}, {30, LEADER, "0 1 2"},
        {30, NOTE, "0 4"}, {20, NO, "0 2"},       {20, TARGET, "0 2"},
    };
    struct table *t = table_sample();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct columns c = measured(t);
        fit(&c, cases[i].cells, cases[i].current);
        assert_string_equal(shown(&c), cases[i].expected);
        assert_true(c.more_left || c.more_right);
        columns_release(&c);
    }
    table_free(t);
}

static void the_window_follows_the_current_column_and_stays_otherwise(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct columns c = measured(t);
    fit(&c, 40, UNITS);
    uint32_t left = c.left;
    assert_true(left > 0 && c.more_left);
    fit(&c, 40, STATE);
    fit(&c, 40, UNITS);
    assert_int_equal(c.left, left);
    fit(&c, 40, LEADER);
    assert_int_equal(c.left, LEADER);
    fit(&c, 140, LEADER);
    assert_int_equal(c.left, 0);
    columns_release(&c);
    table_free(t);
}

static void the_note_is_listed_only_when_wanted_or_when_there_is_room_to_spare(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct columns c = measured(t);
    fit(&c, 100, NO);
    assert_null(columns_find(&c, NOTE));
    fit(&c, 100, NOTE);
    assert_true(cells_of(&c, NOTE) >= 20);
    fit(&c, 100, NO);
    assert_null(columns_find(&c, NOTE));
    fit(&c, 100, NOTE);
    unsigned before = cells_of(&c, NOTE);
    columns_change_width(&c, NOTE, -5);
    fit(&c, 100, NO);
    assert_int_equal(cells_of(&c, NOTE), before - 5);
    columns_reset_width(&c, NOTE);
    fit(&c, 100, NO);
    assert_null(columns_find(&c, NOTE));
    fit(&c, 300, NO);
    assert_true(cells_of(&c, NOTE) >= 20);
    columns_release(&c);
    table_free(t);
}

/* ---- other tables ---- */

static struct table *plain_table(unsigned count, const char *cell)
{
    struct buf tsv = BUF_INIT;
    for (unsigned i = 0; i < count; i++)
        buf_printf(&tsv, "%sqx%u", i > 0 ? "\t" : "", i);
    buf_append_byte(&tsv, '\n');
    for (int row = 0; row < 3; row++) {
        for (unsigned i = 0; i < count; i++)
            buf_printf(&tsv, "%s%s%u", i > 0 ? "\t" : "", cell, i);
        buf_append_byte(&tsv, '\n');
    }
    struct table *t = table_with_header(buf_cstr(&tsv));
    buf_release(&tsv);
    assert_int_equal(table_columns(t), count);
    return t;
}

static void a_plain_table_with_room_has_its_natural_widths(void **state)
{
    (void)state;
    struct table *t = table_with_header("qa\tqb\tqc\n"
                                        "1\tsome words here\tx\n"
                                        "22\tsome more words here than before\tyy\n");
    struct columns c = measured(t);
    fit(&c, 80, 0);
    assert_string_equal(shown(&c), "0 1 2");
    assert_int_equal(cells_of(&c, 0), 2);
    assert_int_equal(cells_of(&c, 1), 32);
    assert_int_equal(cells_of(&c, 2), 2);
    fit(&c, 24, 0);
    assert_string_equal(shown(&c), "0 1 2");
    assert_int_equal(cells_of(&c, 1), 24 - MARKER - 2 * 3);
    columns_release(&c);
    table_free(t);
}

static void sixty_columns_are_walked_through_a_window(void **state)
{
    (void)state;
    struct table *t = plain_table(60, "value-");
    struct columns c = measured(t);
    for (uint32_t current = 0; current < 60; current++) {
        fit(&c, 80, current);
        assert_true(c.place_count >= 7);
        assert_int_equal(c.more_left, c.places[0].column > 0);
        assert_int_equal(c.more_right, c.places[c.place_count - 1].column < 59);
        /* A window: neighbours, none left out between. */
        assert_int_equal(c.places[c.place_count - 1].column - c.places[0].column,
                         c.place_count - 1);
    }
    for (uint32_t current = 60; current-- > 0;)
        fit(&c, 80, current);
    assert_int_equal(c.left, 0);
    columns_release(&c);
    table_free(t);
}

static void places_hold_at_every_width_for_every_current_column(void **state)
{
    (void)state;
    struct table *tables[] = {table_sample(), plain_table(3, "词语和词语"), plain_table(60, "x"),
                              plain_table(2, "y")};
    for (size_t k = 0; k < COUNT_OF(tables); k++) {
        struct columns c = measured(tables[k]);
        srand(5);
        for (unsigned cells = 0; cells <= 300; cells++) {
            for (uint32_t current = 0; current < c.count; current++)
                fit(&c, cells, current);
            if (cells % 10 == 0)
                columns_change_width(&c, (uint32_t)rand() % c.count, rand() % 60 - 30);
        }
        columns_release(&c);
        table_free(tables[k]);
    }
}

/* The widest numbers of a long table stand at its end. */
static void numbers_of_a_long_table_are_shown_whole(void **state)
{
    (void)state;
    enum { ROWS = 12 * COLUMNS_SAMPLE_ROWS };
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("序号\t责任目标\t完成时限\n"));
    for (int i = 1; i <= ROWS; i++)
        buf_printf(&text, "%d\t修路\t年底\n", i);
    struct table *t = table_from(buf_cstr(&text));
    struct columns c = measured(t);
    assert_int_equal(table_rows(t), ROWS);
    fit(&c, 40, 0);
    assert_in_range(cells_of(&c, 0), 5, 8);
    columns_release(&c);
    table_free(t);
    buf_release(&text);
}

static void titles_fit_their_place_where_they_can(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct columns c = measured(t);
    static const struct {
        uint32_t column;
        unsigned cells;
        const char *expected; /* NULL: the role's short title */
    } cases[] = {
        {NO, 4, "序号"},   {STATE, 18, "是否按计划完成进度"},
        {STATE, 17, NULL}, {LEADER, 10, "市政府领导"},
        {LEADER, 9, NULL}, {DUE, 8, "完成时限"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        enum role role = table_column_role(t, cases[i].column);
        const char *expected =
            cases[i].expected ? cases[i].expected : msg_text(LANG_ZH, role_info(role)->title);
        struct str title = columns_title(&c, cases[i].column, cases[i].cells, LANG_ZH);
        assert_true(str_equal(title, str_from(expected)));
    }
    columns_release(&c);
    table_free(t);
    t = table_with_header("a rather long header\tqb\nx\ty\n");
    c = measured(t);
    assert_true(str_equal(columns_title(&c, 0, 5, LANG_ZH), STR("a rather long header")));
    columns_release(&c);
    table_free(t);
}

/* ---- widths by hand ---- */

static void a_width_by_hand_holds_and_others_make_room(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct columns c = measured(t);
    fit(&c, 100, NO);
    unsigned before = cells_of(&c, UNITS), target = cells_of(&c, TARGET);
    columns_change_width(&c, UNITS, 5);
    fit(&c, 100, NO);
    assert_int_equal(cells_of(&c, UNITS), before + 5);
    assert_true(cells_of(&c, TARGET) < target);
    columns_change_width(&c, UNITS, -1000);
    fit(&c, 100, NO);
    assert_int_equal(cells_of(&c, UNITS), 2);
    columns_reset_width(&c, UNITS);
    fit(&c, 100, NO);
    assert_int_equal(cells_of(&c, UNITS), before);
    columns_release(&c);
    table_free(t);
}

static void widening_beyond_the_screen_ends_at_the_screen(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct columns c = measured(t);
    for (int i = 0; i < 100; i++) {
        fit(&c, 80, TARGET);
        columns_change_width(&c, TARGET, 4);
    }
    fit(&c, 80, TARGET);
    columns_change_width(&c, TARGET, -4);
    unsigned before = cells_of(&c, TARGET);
    fit(&c, 80, TARGET);
    assert_int_equal(cells_of(&c, TARGET), before - 4);
    columns_release(&c);
    table_free(t);
}

static void wishes_survive_a_reload_by_the_columns_name(void **state)
{
    (void)state;
    struct table *old = table_with_header("qa\tqb\tqb\nx\ty\tz\n");
    struct columns c = measured(old);
    fit(&c, 80, 0);
    columns_change_width(&c, 0, 7);
    columns_change_width(&c, 2, 9);
    table_free(old);
    struct table *fresh = table_with_header("qnew\tqa\tqb\nx\ty\tz\n");
    columns_measure(&c, fresh);
    fit(&c, 80, 0);
    assert_int_equal(cells_of(&c, 1), 9);  /* qa: 2 + 7 */
    assert_int_equal(cells_of(&c, 2), 11); /* the qb that stood here: 2 + 9 */
    columns_release(&c);
    table_free(fresh);
}

static void a_column_with_marks_gets_room_for_them(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct columns c = measured(t);
    uint32_t due = table_find_role(t, ROLE_DUE);
    columns_fit(&c, 80, MARKER, 0);
    unsigned plain = cells_of(&c, due);
    columns_set_marked(&c, due, plain + 5);
    columns_fit(&c, 80, MARKER, 0);
    assert_int_equal(cells_of(&c, due), plain + 5);
    columns_set_marked(&c, due, plain - 3); /* the marked cells are not the widest */
    columns_fit(&c, 80, MARKER, 0);
    assert_int_equal(cells_of(&c, due), plain);
    columns_set_marked(&c, due, 0);
    columns_fit(&c, 80, MARKER, 0);
    assert_int_equal(cells_of(&c, due), plain);
    columns_release(&c);
    table_free(t);
}

static void a_marked_value_is_never_cut_in_favour_of_others(void **state)
{
    (void)state;
    struct table *t = table_sample();
    struct columns c = measured(t);
    columns_set_marked(&c, DUE, 10);
    for (unsigned cells = MARKER + 11; cells <= 120; cells++) {
        columns_fit(&c, cells, MARKER, DUE);
        assert_true(cells_of(&c, DUE) >= 10);
        columns_fit(&c, cells, MARKER, UNITS);
        assert_true(cells_of(&c, DUE) == 0 || cells_of(&c, DUE) >= 10);
    }
    /* A sentence in the place of a day does not push the others out. */
    columns_set_marked(&c, DUE, 70);
    columns_fit(&c, 80, MARKER, NO);
    assert_string_equal(shown(&c), "0 1 2 3 5 6");
    columns_release(&c);
    table_free(t);
}

static void a_figure_is_never_cut(void **state)
{
    (void)state;
    struct table *t =
        table_with_header("序号\t责任目标\t完成情况\t总投资(万元)\t责任单位\t优先级\n"
                          "1\t修路\t好\t1234567.89\t市交通运输局 市教育局\t重点督办事项之一\n"
                          "2\t架桥\t好\t28.5亿元\t市交通运输局\t一般\n");
    struct columns c = measured(t);
    for (unsigned cells = MARKER + 11; cells <= 120; cells++)
        for (uint32_t current = 0; current < c.count; current++) {
            columns_fit(&c, cells, MARKER, current);
            assert_true(cells_of(&c, 3) == 0 || cells_of(&c, 3) >= 10);
        }
    columns_release(&c);
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_with_marks_gets_room_for_them),
        cmocka_unit_test(a_marked_value_is_never_cut_in_favour_of_others),
        cmocka_unit_test(a_figure_is_never_cut),
        cmocka_unit_test(the_real_table_shows_all_but_the_note_where_there_is_room),
        cmocka_unit_test(the_target_can_be_read_at_eighty_columns),
        cmocka_unit_test(a_narrow_list_keeps_number_target_state_and_the_current_column),
        cmocka_unit_test(the_window_follows_the_current_column_and_stays_otherwise),
        cmocka_unit_test(the_note_is_listed_only_when_wanted_or_when_there_is_room_to_spare),
        cmocka_unit_test(a_plain_table_with_room_has_its_natural_widths),
        cmocka_unit_test(sixty_columns_are_walked_through_a_window),
        cmocka_unit_test(places_hold_at_every_width_for_every_current_column),
        cmocka_unit_test(numbers_of_a_long_table_are_shown_whole),
        cmocka_unit_test(titles_fit_their_place_where_they_can),
        cmocka_unit_test(a_width_by_hand_holds_and_others_make_room),
        cmocka_unit_test(widening_beyond_the_screen_ends_at_the_screen),
        cmocka_unit_test(wishes_survive_a_reload_by_the_columns_name),
    };
    return cmocka_run_group_tests_name("app/columns", tests, NULL, NULL);
}
