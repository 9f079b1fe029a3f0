/*
 * width: one answer about cells, from three sources.
 *
 * The one hard idea is the order of the questions: what is never sent goes first, since the width
 * data call many of those wide or narrow; what joins its neighbour second, since they call U+3099
 * wide; only then do the ranges of EastAsianWidth.txt speak. Which sequence of code points is one
 * character is cluster.c's.
 */
#include "text/width.h"

#include <unictype.h>

enum east_asian { EAST_ASIAN_WIDE, EAST_ASIAN_AMBIGUOUS };

static const struct width_range {
    uint32_t first, last;
    enum east_asian class;
} ranges[] = {
#include "width_ranges.inc"
};

static bool ambiguous_is_wide;

void width_set_ambiguous(bool wide)
{
    ambiguous_is_wide = wide;
}

bool width_ambiguous_is_wide(void)
{
    return ambiguous_is_wide;
}

static bool is_joiner(uint32_t c)
{
    return c == 0x200C || c == 0x200D || uc_is_property_variation_selector(c);
}

static bool is_never_sent(uint32_t c)
{
    const uint32_t hidden = UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
    return c > 0x10FFFF || uc_is_general_category_withtable(c, hidden) ||
           uc_is_property_default_ignorable_code_point(c);
}

/* Vowels and final consonants of Hangul: terminals draw them into the cell of the initial. */
static bool is_hangul_part(uint32_t c)
{
    return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF);
}

static int east_asian_width(uint32_t c)
{
    size_t low = 0, high = COUNT_OF(ranges);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c < ranges[mid].first)
            high = mid;
        else if (c > ranges[mid].last)
            low = mid + 1;
        else
            return ranges[mid].class == EAST_ASIAN_WIDE || ambiguous_is_wide ? 2 : 1;
    }
    return 1;
}

int width_of_code_point(uint32_t code_point)
{
    if (code_point >= 0x20 && code_point < 0x7F)
        return 1;
    if (is_joiner(code_point))
        return 0;
    if (is_never_sent(code_point))
        return -1;
    const uint32_t combining = UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me;
    if (is_hangul_part(code_point) || uc_is_general_category_withtable(code_point, combining))
        return 0;
    return east_asian_width(code_point);
}
