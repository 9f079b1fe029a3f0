/* The width policy, for chosen code points and against EastAsianWidth.txt for all of them. */
#include "text/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#define EAST_ASIAN_WIDTH "/usr/share/unicode/EastAsianWidth.txt"

static void widths_of_chosen_code_points(void **state)
{
    (void)state;
    static const struct {
        uint32_t code;
        int narrow, wide; /* as ambiguous characters are */
    } cases[] = {
        {'a', 1, 1},       {' ', 1, 1},        {0xA0, 1, 1},       {0x4E00, 2, 2},
        {0x9FFF, 2, 2},    {0x3400, 2, 2},     {0x20000, 2, 2},    {0x3001, 2, 2},
        {0x3000, 2, 2},    {0xFF0C, 2, 2},     {0xFF61, 1, 1},     {0xAC00, 2, 2},
        {0x1100, 2, 2},    {0x1F600, 2, 2},    {0x231A, 2, 2},     {0x201C, 1, 2},
        {0x2014, 1, 2},    {0x2026, 1, 2},     {0xB7, 1, 2},       {0xD7, 1, 2},
        {0x2460, 1, 2},    {0x2500, 1, 2},     {0xFFFD, 1, 2},     {0x2764, 1, 1},
        {0x4DC0, 1, 1},    {0x1F1E8, 1, 1},    {0xE9, 1, 2},       {0x411, 1, 2},
        {0x301, 0, 0},     {0x3099, 0, 0},     {0x20E3, 0, 0},     {0x11A8, 0, 0},
        {0x200D, 0, 0},    {0x200C, 0, 0},     {0xFE0F, 0, 0},     {0xE0100, 0, 0},
        {0x0903, 1, 1},    {0, -1, -1},        {0x1B, -1, -1},     {0x7F, -1, -1},
        {0x85, -1, -1},    {0x9B, -1, -1},     {0xAD, -1, -1},     {0x34F, -1, -1},
        {0x61C, -1, -1},   {0x115F, -1, -1},   {0x1160, -1, -1},   {0x3164, -1, -1},
        {0xFFA0, -1, -1},  {0x180E, -1, -1},   {0x200B, -1, -1},   {0x200E, -1, -1},
        {0x202E, -1, -1},  {0x2060, -1, -1},   {0x2066, -1, -1},   {0x2028, -1, -1},
        {0x2029, -1, -1},  {0xFEFF, -1, -1},   {0xFFF9, -1, -1},   {0xFFFB, -1, -1},
        {0xE000, -1, -1},  {0xF8FF, -1, -1},   {0xD800, -1, -1},   {0xFDD0, -1, -1},
        {0xFFFF, -1, -1},  {0x378, -1, -1},    {0xE0001, -1, -1},  {0xE0041, -1, -1},
        {0xF0000, -1, -1}, {0x10FFFF, -1, -1}, {0x110000, -1, -1}, {UINT32_MAX, -1, -1},
    };
    assert_false(width_ambiguous_is_wide());
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        width_set_ambiguous(false);
        if (width_of_code_point(cases[i].code) != cases[i].narrow)
            fail_msg("U+%04X is %d", (unsigned)cases[i].code, width_of_code_point(cases[i].code));
        width_set_ambiguous(true);
        assert_true(width_ambiguous_is_wide());
        if (width_of_code_point(cases[i].code) != cases[i].wide)
            fail_msg("U+%04X is %d", (unsigned)cases[i].code, width_of_code_point(cases[i].code));
        width_set_ambiguous(false);
    }
}

/* Whatever is drawn has the width that the standard's table says; the table's default is narrow. */
static void every_drawn_code_point_is_as_wide_as_the_standard_says(void **state)
{
    (void)state;
    static char class_of[0x110000];
    memset(class_of, 'N', sizeof class_of);
    FILE *f = fopen(EAST_ASIAN_WIDTH, "r");
    assert_non_null(f);
    char line[1024];
    size_t ranges = 0;
    while (fgets(line, sizeof line, f)) {
        unsigned first, last;
        char name[3];
        if (sscanf(line, "%x;%2[A-Za-z]", &first, name) == 2)
            last = first;
        else if (sscanf(line, "%x..%x;%2[A-Za-z]", &first, &last, name) != 3)
            continue;
        ranges++;
        for (unsigned c = first; c <= last; c++)
            class_of[c] = name[0] == 'N' && name[1] == 'a' ? 'n' : name[0];
    }
    fclose(f);
    assert_true(ranges > 2000);
    size_t drawn = 0;
    for (int wide = 0; wide <= 1; wide++) {
        width_set_ambiguous(wide);
        for (uint32_t c = 0; c < 0x110000; c++) {
            int width = width_of_code_point(c);
            if (width < 1)
                continue;
            drawn++;
            bool is_wide = strchr("WF", class_of[c]) || (class_of[c] == 'A' && wide);
            if (width != (is_wide ? 2 : 1))
                fail_msg("U+%04X of class %c is %d", (unsigned)c, class_of[c], width);
        }
    }
    width_set_ambiguous(false);
    assert_true(drawn > 2 * 140000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_of_chosen_code_points),
        cmocka_unit_test(every_drawn_code_point_is_as_wide_as_the_standard_says),
    };
    return cmocka_run_group_tests_name("width", tests, NULL, NULL);
}
