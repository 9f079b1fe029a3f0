/* The fast scan against the thorough decoder, over all code points and over torn sequences. */
#include "table/scan.h"

#include "fixture.h"
#include "text/cluster.h"

static void what_is_ordinary_is_well_formed_and_seen(void **state)
{
    (void)state;
    size_t ordinary = 0;
    for (uint32_t c = 0; c < 0x110000; c++) {
        char bytes[5];
        size_t len = utf8_encode(c, bytes);
        bytes[len] = 'x';
        size_t stop = scan_ordinary((struct str){bytes, len + 1}, 0);
        if (stop == 0)
            continue;
        bool is_blank = c == '\t' || c == '\n' || c == '\r';
        if (stop != len + 1 ||
            (!is_blank && width_of_code_point(c) < (c >= 0x302A && c <= 0x302F ? 0 : 1)))
            fail_msg("U+%04X: stopped at %zu, width %d", c, stop, width_of_code_point(c));
        ordinary++;
    }
    assert_true(ordinary > 24000);
}

static void it_stops_at_what_is_malformed(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        size_t stop;
    } cases[] = {
        {STR_INIT("ab\xFF"), 2},
        {STR_INIT("\xE4\xB8"), 0},
        {STR_INIT("\xE4\xB8\x80\xE4"), 3},
        {STR_INIT("\xE4\xB8g"), 0},
        {STR_INIT("\xE4g\x80"), 0},
        {STR_INIT("一\x80"), 3},
        {STR_INIT("，。\xE3\x80"), 6},
        {STR_INIT("“”—\xE2\x80"), 9},
        {STR_INIT("\xE2\x80g"), 0},
        {STR_INIT("\xEF\xBCg"), 0},
        {STR_INIT("a\0b"), 1},
        {STR_INIT("a\x1B"), 1},
        {STR_INIT("a\x7F"), 1},
        {STR_INIT("是\u200b"), 3},
        {STR_INIT("是\u202e"), 3},
        {STR_INIT(""), 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(scan_ordinary(cases[i].text, 0), cases[i].stop);
}

/* A beginning is cut short when and only when some byte more makes it whole or brings it nearer. */
static bool can_go_on(struct str beginning)
{
    for (int c = 0x80; c < 0xC0; c++) {
        char bytes[5];
        for (size_t i = 0; i < beginning.len; i++)
            bytes[i] = beginning.ptr[i];
        bytes[beginning.len] = (char)c;
        struct str longer = {bytes, beginning.len + 1};
        if (utf8_is_valid(longer) || (longer.len < 4 && can_go_on(longer)))
            return true;
    }
    return false;
}

static void a_beginning_of_a_character_is_cut_short(void **state)
{
    (void)state;
    for (int a = 0x80; a < 0x100; a++) {
        char bytes[2] = {(char)a, 0};
        assert_int_equal(scan_is_cut_short((struct str){bytes, 1}, 0),
                         can_go_on((struct str){bytes, 1}));
        for (int b = 0x70; b < 0xD0; b++) {
            bytes[1] = (char)b;
            bool wanted =
                !utf8_is_valid((struct str){bytes, 2}) && can_go_on((struct str){bytes, 2});
            if (scan_is_cut_short((struct str){bytes, 2}, 0) != wanted)
                fail_msg("%02X %02X", a, b);
        }
    }
    assert_true(scan_is_cut_short(BYTES("x\xF0\x9F\x98"), 1));
    assert_false(scan_is_cut_short(BYTES("\xF0\x9F\x98\x80"), 0));
    assert_false(scan_is_cut_short(BYTES("a"), 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_ordinary_is_well_formed_and_seen),
        cmocka_unit_test(it_stops_at_what_is_malformed),
        cmocka_unit_test(a_beginning_of_a_character_is_cut_short),
    };
    return cmocka_run_group_tests_name("table/scan", tests, NULL, NULL);
}
