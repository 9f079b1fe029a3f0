/* Tests of screen/thrift.h: what goes in, what comes out. */
#include "screen/thrift.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Hands over one frame after the other, the last one without an in. */
struct frames {
    const char *in, *out;
};

enum { COLS = 80 };

static void check(const struct frames *frames)
{
    struct thrift t;
    struct buf out = BUF_INIT;
    thrift_init(&t, true);
    for (; frames->in; frames++) {
        buf_clear(&out);
        thrift_append(&t, str_from(frames->in), COLS, &out);
        assert_string_equal(buf_cstr(&out), frames->out);
    }
    buf_release(&out);
}

static void looks_are_told_once_and_when_they_matter(void **state)
{
    (void)state;
    check((const struct frames[]){
        {"\033[0;1m\033[31mred\033[39m\033[m plain", "\033[1;31mred \033[mplain"},
        {"\033[32mgreen\033[39m\033[m\033[36mblue\033[m", "\033[32mgreen\033[36mblue\033[m"},
        {"\033[37m\033[41mlag\033[39;49m\033[0;7mrest\033[m", "\033[37;41mlag\033[0;7mrest\033[m"},
        {"\033[7m\033[m", ""},
        {"\033[41mx\033[42m\033[K\033[m", "\033[41mx\033[42m\033[K\033[m"},
        {NULL, NULL},
    });
}

static void a_look_that_is_not_known_ends_the_thrift(void **state)
{
    (void)state;
    check((const struct frames[]){
        {"\033[1m\033[5mblink\033[0;1m\033[31mx\033[m",
         "\033[1m\033[5mblink\033[0;1m\033[31mx\033[m"},
        {"\033[1m\033[mx", "\033[1m\033[mx"},
        {NULL, NULL},
    });
}

static void a_place_in_the_same_row_is_named_by_its_column(void **state)
{
    (void)state;
    check((const struct frames[]){
        {"\033[5;6Ha“b\033[5;20Hc\r\033[5d\033[5;1Hd", "\033[5;6Ha“b\033[20Gc\r\033[1Gd"},
        {"\033[5;6Ha", "\033[5;6Ha"}, /* another frame: it could be anywhere */
        {NULL, NULL},
    });
}

static void a_blank_waits_for_no_look_that_it_does_not_show(void **state)
{
    (void)state;
    check((const struct frames[]){
        {"\033[1;31ma\033[m  \033[1;31mb\033[m c", "\033[1;31ma  b \033[mc"},
        {"\033[1ma\033[7m \033[0;1m \033[m\033[41m \033[m \033[4m \033[m",
         "\033[1ma\033[7m \033[0;1m \033[0;41m \033[m \033[4m \033[m"},
        {NULL, NULL},
    });
}

static void the_next_row_is_a_line_feed_away_where_the_row_cannot_have_been_left(void **state)
{
    (void)state;
    check((const struct frames[]){
        {"\033[5;6H郓城,\033[6;7Hx\r\033[7d>", "\033[5;6H郓城,\n\033[7Gx\r\n>"},
        {"\033[5;6H“”\033[6;7Hx", "\033[5;6H“”\n\033[7Gx"},
        {"\033[5;79H“\033[6;7Hx", "\033[5;79H“\n\033[7Gx"},
        {"\033[5;78H“”\033[6;7Hx", "\033[5;78H“”\033[6;7Hx"}, /* may take four cells of three */
        {"\033[5;78H郓x\033[6;7Hx", "\033[5;78H郓x\n\033[7Gx"},
        {"\033[5;6Hx\033[4;6Hx\033[6;6Hx", "\033[5;6Hx\033[4;6Hx\033[6;6Hx"},
        {"\033[7dx\033[8;1Hx", "\033[7dx\033[8;1Hx"}, /* its column is not known */
        {NULL, NULL},
    });
}

static void a_column_is_named_by_how_far_it_is_where_no_terminal_has_a_doubt(void **state)
{
    (void)state;
    check((const struct frames[]){
        {"\033[5;6H郓x\033[5;18Hx", "\033[5;6H郓x\033[9Cx"},
        {"\033[5;6H郓x\033[5;19Hx", "\033[5;6H郓x\033[19Gx"},
        {"\033[5;6H“x\033[5;18Hx", "\033[5;6H“x\033[18Gx"},
        {"\033[5;6H“\033[5;9Hx\033[5;12Hx", "\033[5;6H“\033[9Gx\033[2Cx"},
        {"\033[5;6H\033[3Cx\033[5;12H\033[Cx\033[5;3Hx", "\033[5;6H\033[3Cx\033[2C\033[Cx\033[3Gx"},
        {"\033[5;6Hx\033[6;12Hx", "\033[5;6Hx\n\033[5Cx"},
        {NULL, NULL},
    });
}

static void what_may_move_the_cursor_makes_its_row_unknown(void **state)
{
    (void)state;
    check((const struct frames[]){
        {"\033[5;6Hx\n\033[5;8Hx", "\033[5;6Hx\n\033[5;8Hx"},
        {"\033[5;6Hx\033[2;9r\033[6;1Hx", "\033[5;6Hx\033[2;9r\033[6;1Hx"},
        {"\033[5;6Hx\033M\033[5;8Hx", "\033[5;6Hx\033M\033[5;8Hx"},
        {"\033[Hx\033[1;3Hx", "\033[Hx\033[1;3Hx"},
        {NULL, NULL},
    });
}

static void a_sequence_may_be_of_any_form(void **state)
{
    (void)state;
    check((const struct frames[]){
        {"\033[?25l\033[>cx", "\033[?25l\033[>cx"},
        {"\033[99999999999999999999;1Hx", "\033[99999999999999999999;1Hx"},
        {"\033[0;5Hx\033[0;5Hx", "\033[0;5Hx\033[0;5Hx"},
        {"x\033", "x\033"},
        {"\033[", "\033["},
        {"\033[31", "\033[31"},
        {"\033[1;2;3;4;5;6;7;8;9;10mx", "\033[1;2;3;4;5;6;7;8;9;10mx"},
        {NULL, NULL},
    });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_are_told_once_and_when_they_matter),
        cmocka_unit_test(a_look_that_is_not_known_ends_the_thrift),
        cmocka_unit_test(a_place_in_the_same_row_is_named_by_its_column),
        cmocka_unit_test(a_blank_waits_for_no_look_that_it_does_not_show),
        cmocka_unit_test(the_next_row_is_a_line_feed_away_where_the_row_cannot_have_been_left),
        cmocka_unit_test(a_column_is_named_by_how_far_it_is_where_no_terminal_has_a_doubt),
        cmocka_unit_test(what_may_move_the_cursor_makes_its_row_unknown),
        cmocka_unit_test(a_sequence_may_be_of_any_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
