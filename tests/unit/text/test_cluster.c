/* Clusters: UAX #29 by the standard's own test file, and nothing hostile shown, for every code
 * point. */
#include "text/cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what "safe to show" means, said without the module's own tables ---- */

/* Printable, no control byte, no C1, no bidi, no zero-width outside the joiners that clusters may
 * hold. */
static bool is_safe_code_point(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } never[] = {
        {0, 0x1F},          {0x7F, 0x9F},       {0xAD, 0xAD},        {0x34F, 0x34F},
        {0x61C, 0x61C},     {0x115F, 0x1160},   {0x180E, 0x180E},    {0x200B, 0x200B},
        {0x200E, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},    {0x3164, 0x3164},
        {0xD800, 0xF8FF},   {0xFDD0, 0xFDEF},   {0xFEFF, 0xFEFF},    {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFFB},   {0xE0000, 0xE00FF}, {0xE01F0, 0x10FFFF}, {0x1D173, 0x1D17A},
        {0x1BCA0, 0x1BCA3}, {0x3FFFE, 0xDFFFF},
    };
    for (size_t i = 0; i < COUNT_OF(never); i++)
        if (c >= never[i].first && c <= never[i].last)
            return false;
    return (c & 0xFFFE) != 0xFFFE;
}

static void assert_safe(struct str shown, const char *what)
{
    if (!utf8_is_valid(shown) || shown.len == 0 || shown.len > CLUSTER_BYTES_MAX)
        fail_msg("%s: shown is not a short valid text", what);
    for (size_t off = 0; off < shown.len;) {
        uint32_t c = utf8_decode(shown, &off);
        if (!is_safe_code_point(c))
            fail_msg("%s: shows U+%04X", what, (unsigned)c);
    }
}

static size_t sum_of_widths(struct str shown)
{
    size_t sum = 0;
    for (size_t off = 0; off < shown.len;) {
        int width = width_of_code_point(utf8_decode(shown, &off));
        assert_true(width >= 0);
        sum += (size_t)width;
    }
    return sum;
}

static void every_code_point_alone_is_one_visible_safe_cluster(void **state)
{
    (void)state;
    size_t marks = 0;
    for (int wide = 0; wide <= 1; wide++) {
        width_set_ambiguous(wide);
        for (uint32_t c = 0; c < 0x110000; c++) {
            if (c >= 0xD800 && c <= 0xDFFF)
                continue;
            char bytes[4], name[16];
            struct str text = {bytes, utf8_encode(c, bytes)};
            struct cluster k;
            snprintf(name, sizeof name, "U+%04X", (unsigned)c);
            if (cluster_at(text, 0, &k) != text.len || k.bytes.ptr != bytes ||
                k.bytes.len != text.len)
                fail_msg("%s is not one cluster", name);
            assert_safe(k.shown, name);
            if (k.cells < 1 || k.cells != sum_of_widths(k.shown))
                fail_msg("%s has %u cells", name, k.cells);
            if (k.is_mark == str_equal(k.shown, text) || (k.is_mark && k.is_blank))
                fail_msg("%s: is_mark is wrong", name);
            if (k.is_mark != (width_of_code_point(c) < 1))
                fail_msg("%s: width and mark disagree", name);
            if (k.is_mark && k.shown.len != k.cells)
                fail_msg("%s: its mark is not ASCII", name);
            marks += k.is_mark;
        }
    }
    width_set_ambiguous(false);
    assert_true(marks > 2 * 960000);
}

static void every_single_byte_is_visible(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        char bytes[1] = {(char)byte}, name[16];
        struct cluster k;
        snprintf(name, sizeof name, "byte %02X", (unsigned)byte);
        assert_int_equal(cluster_at((struct str){bytes, 1}, 0, &k), 1);
        assert_safe(k.shown, name);
        assert_true(k.cells >= 1);
        assert_int_equal(k.is_mark, byte < 0x20 || byte >= 0x7F);
        if (byte >= 0x80)
            assert_memory_equal(k.shown.ptr, "\xEF\xBF\xBD", 3);
    }
}

/* ---- chosen texts, cut with bars ---- */

static void append_clusters(struct buf *out, struct str text)
{
    struct cluster k;
    for (size_t off = 0; off < text.len;) {
        size_t next = cluster_at(text, off, &k);
        assert_true(next > off && next <= text.len);
        assert_ptr_equal(k.bytes.ptr, text.ptr + off);
        assert_int_equal(k.bytes.len, next - off);
        buf_printf(out, "%s%.*s", off ? "|" : "", STR_ARG(k.shown));
        off = next;
    }
}

static void texts_are_cut_where_a_reader_would(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
        size_t cells;
    } cases[] = {
        {"年底ab", "年|底|a|b", 6},
        {"e\u0301x", "e\u0301|x", 2},
        {"是\u0301", "是\u0301", 2},
        {"a\u0300\u0301\u0302\u0303\u0304\u0305", "a\u0300\u0301\u0302\u0303|<U+0304>|<U+0305>",
         17},
        {"\u0301a", "<U+0301>|a", 9},
        {"\t\u0301", "^I|<U+0301>", 10},
        {"\x1B[2J", "^[|[|2|J", 5},
        {"a\r\nb", "a|^M|^J|b", 6},
        {"\xC2\x85\u2028", "<U+0085>|<U+2028>", 16},
        {"是\u200B", "是|<U+200B>", 10},
        {"是\u200D", "是|<U+200D>", 10},
        {"是\u200C否", "是|<U+200C>|否", 12},
        {"\uFEFF是", "<U+FEFF>|是", 10},
        {"\U000E0041", "<U+E0041>", 9},
        {"\U0010FFFF", "<U+10FFFF>", 10},
        {"\u202E\u0661", "<U+202E>|\u0661", 9},
        /* emoji: VS16, skin tone, ZWJ sequences, flags, keycaps */
        {"\u2764", "\u2764", 1},
        {"\u2764\uFE0F", "\u2764\uFE0F", 2},
        {"\u2764\uFE0E", "\u2764\uFE0E", 1},
        {"\U0001F44D\U0001F3FB", "\U0001F44D\U0001F3FB", 2},
        {"\U0001F3FB", "\U0001F3FB", 2},
        {"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466",
         "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", 2},
        {"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466\u200D\U0001F466",
         "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466|<U+200D>|\U0001F466", 12},
        {"\U0001F468\u200D是", "\U0001F468|<U+200D>|是", 12},
        {"\U0001F1E8\U0001F1F3\U0001F1E8", "\U0001F1E8\U0001F1F3|\U0001F1E8", 3},
        {"1\uFE0F\u20E3", "1\uFE0F\u20E3", 2},
        {"1\uFE0F2", "1|<U+FE0F>|2", 10},
        {"14\uFE0F.5%", "1|4|<U+FE0F>|.|5|%", 13},
        /* selectors with and without something to vary */
        {"葛\U000E0100", "葛\U000E0100", 2},
        {"a\U000E0100", "a|<U+E0100>", 10},
        {"是\uFE0F", "是|<U+FE0F>", 10},
        {"是\uFE00\uFE00", "是\uFE00|<U+FE00>", 10},
        {"\u1820\u180B", "\u1820\u180B", 1},
        /* Hangul and its fillers; Devanagari with a joiner behind a virama */
        {"\u1100\u1161\u11A8", "\u1100\u1161\u11A8", 2},
        {"\u1161", "<U+1161>", 8},
        {"\u115F\u1161", "<U+115F>|<U+1161>", 16},
        {"\u0915\u094D\u200D\u0937", "\u0915\u094D\u200D|\u0937", 2},
        {"\u0915\u093E", "\u0915\u093E", 2},
        /* malformed bytes, and the real replacement character */
        {"a\xFF\xFE"
         "b",
         "a|\xEF\xBF\xBD|\xEF\xBF\xBD|b", 4},
        {"\xEF\xBF\xBD", "\xEF\xBF\xBD", 1},
        {"\xED\xA0\x80", "\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD", 3},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf out = BUF_INIT;
        append_clusters(&out, str_from(cases[i].text));
        assert_string_equal(buf_cstr(&out), cases[i].shown);
        assert_int_equal(text_cells(str_from(cases[i].text)), cases[i].cells);
        buf_release(&out);
    }
}

static void blanks_are_spaces_of_every_kind_and_nothing_else(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_blank;
        unsigned cells;
    } cases[] = {
        {" ", true, 1},        {"\u3000", true, 2},
        {"\u00A0", true, 1},   {"\u2003", true, 1},
        {"\u202F", true, 1},   {"\t", false, 2},
        {"\n", false, 2},      {"\u200B", false, 8},
        {" \u0301", false, 1}, {"\u3000\u0301", false, 2},
        {"x", false, 1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct cluster k;
        assert_int_equal(cluster_at(str_from(cases[i].text), 0, &k), strlen(cases[i].text));
        assert_int_equal(k.is_blank, cases[i].is_blank);
        assert_int_equal(k.cells, cases[i].cells);
    }
}

static void ambiguous_characters_follow_the_policy(void **state)
{
    (void)state;
    const struct str text = STR("“十四五”——·…");
    assert_int_equal(text_cells(text), 6 + 6);
    width_set_ambiguous(true);
    assert_int_equal(text_cells(text), 6 + 12);
    width_set_ambiguous(false);
}

static void fitting_takes_whole_clusters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t cells;
        const char *fits;
        size_t used;
    } cases[] = {
        {"年底前", 4, "年底", 4},
        {"年底前", 5, "年底", 4},
        {"年底前", 6, "年底前", 6},
        {"年底前", 99, "年底前", 6},
        {"年底前", 1, "", 0},
        {"年底前", 0, "", 0},
        {"e\u0301e\u0301", 1, "e\u0301", 1},
        {"a\x1B"
         "b",
         2, "a", 1},
        {"a\x1B"
         "b",
         3, "a\x1B", 3},
        {"", 3, "", 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t used = 77;
        struct str fits = text_fit(str_from(cases[i].text), cases[i].cells, &used);
        assert_int_equal(fits.len, strlen(cases[i].fits));
        assert_int_equal(used, cases[i].used);
        assert_int_equal(text_fit(str_from(cases[i].text), cases[i].cells, NULL).len, fits.len);
    }
}

static void trimming_takes_blanks_but_nothing_that_shows_as_a_mark(void **state)
{
    (void)state;
    static const struct {
        const char *text, *trimmed;
    } cases[] = {
        {"\u3000是\u00A0 \t\r\n", "是"},
        {" \u3000 ", ""},
        {"", ""},
        {"是 否", "是 否"},
        {"\u200B是\u200B", "\u200B是\u200B"},
        {"\u2028是\xC2\x85", "\u2028是\xC2\x85"},
        {"是\x0C", "是\x0C"},
        {" \u0301是", " \u0301是"},
        {"是\xE3\x80", "是\xE3\x80"},
        {"是\x80 ", "是\x80"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str t = text_trim(str_from(cases[i].text));
        assert_int_equal(t.len, strlen(cases[i].trimmed));
        if (t.len > 0)
            assert_memory_equal(t.ptr, cases[i].trimmed, t.len);
    }
}

static void shown_text_for_messages_has_every_mark(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    text_append_shown(&out, STR("文件\x1B]0;x\x07\u202E.tsv"));
    assert_string_equal(buf_cstr(&out), "文件^[]0;x^G<U+202E>.tsv");
    buf_release(&out);
}

/* ---- the standard's test file ---- */

#define GRAPHEME_BREAK_TEST "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt"

/* Reads "÷ 0020 × 0308 ÷ # ..." into `text`; breaks[i] tells whether a cluster ends at byte i. */
static bool parse_test_line(const char *line, struct buf *text, bool breaks[256])
{
    buf_clear(text);
    memset(breaks, 0, 256 * sizeof breaks[0]);
    if (!str_starts_with(str_from(line), STR("\u00F7")) &&
        !str_starts_with(str_from(line), STR("\u00D7")))
        return false;
    struct str rest = str_trim(str_slice(str_from(line), 0, strcspn(line, "#"))), word;
    while (str_split(&rest, ' ', &word)) {
        if (str_equal(word, STR("\u00F7")))
            breaks[text->len] = true;
        else if (!str_equal(word, STR("\u00D7"))) {
            char bytes[4];
            buf_append(text, bytes, utf8_encode((uint32_t)strtoul(word.ptr, NULL, 16), bytes));
        }
    }
    return true;
}

/* Where the standard joins what duban shows as marks (controls, U+034F, U+0378, U+0600, U+1160, CR
 * LF, a ZWJ or a combining mark behind one of these) there are more breaks, each beside a mark.
 * Nothing else may differ. */
static void compare_breaks(struct str text, const bool breaks[256], const char *line,
                           bool *has_mark)
{
    struct cluster k;
    bool after_mark = false, ours[256] = {true};
    *has_mark = false;
    for (size_t off = 0; off < text.len;) {
        size_t next = cluster_at(text, off, &k);
        *has_mark |= k.is_mark;
        if (off > 0 && !breaks[off] && !k.is_mark && !after_mark)
            fail_msg("a break too many at byte %zu: %s", off, line);
        if (cluster_before(text, next) != off)
            fail_msg("not found backwards from byte %zu: %s", next, line);
        after_mark = k.is_mark;
        ours[next] = true;
        off = next;
    }
    for (size_t off = 0; off <= text.len; off++)
        if (breaks[off] && !ours[off])
            fail_msg("no break at byte %zu: %s", off, line);
}

static void the_standards_test_file_passes(void **state)
{
    (void)state;
    FILE *f = fopen(GRAPHEME_BREAK_TEST, "r");
    assert_non_null(f);
    struct buf text = BUF_INIT;
    size_t lines = 0, without_marks = 0;
    char line[4096];
    while (fgets(line, sizeof line, f)) {
        bool breaks[256], has_mark;
        if (!parse_test_line(line, &text, breaks))
            continue;
        compare_breaks(buf_str(&text), breaks, line, &has_mark);
        lines++;
        without_marks += !has_mark;
    }
    fclose(f);
    buf_release(&text);
    assert_true(lines > 500);
    assert_true(without_marks > 100);
}

/* ---- random texts ---- */

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(*seed) * limit >> 32);
}

/* Code points that join, hide or drive, and ordinary ones, in any order; now and then a wild byte.
 */
static void append_random(struct buf *text, uint32_t *seed)
{
    static const uint32_t codes[] = {
        'a',     '1',    0x4E00, 0x9FA5, 0x3002,  0xFF0C,  0x201C,  0x301,   0x302A, 0x3099,
        0x200D,  0x200C, 0xFE0F, 0xFE00, 0xE0100, 0x1F468, 0x1F3FB, 0x1F1E8, 0x2764, 0x20E3,
        0x1100,  0x1161, 0x11A8, 0xAC00, 0x1160,  0x34F,   0x200B,  0x202E,  0x2028, 0x1B,
        '\r',    '\n',   0x9B,   0x0D4E, 0x0903,  0x094D,  0x0915,  0x378,   0xE000, 0xFFFE,
        0xE0041, 0xFF9E, 0x180B, ' ',    0x3000,  0xFFFD,  0x10FFFF};
    if (random_below(seed, 30) == 0) {
        buf_append_byte(text, (char)random_below(seed, 256));
        return;
    }
    char bytes[4];
    uint32_t c = random_below(seed, 8) ? codes[random_below(seed, COUNT_OF(codes))]
                                       : random_below(seed, 0x110000);
    buf_append(text, bytes, utf8_encode(c, bytes));
}

static void random_texts_are_safe_whole_and_the_same_backwards(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    for (uint32_t run = 0; run < 5000; run++) {
        uint32_t seed = run;
        buf_clear(&text);
        for (uint32_t n = random_below(&seed, 40); n > 0; n--)
            append_random(&text, &seed);
        struct cluster k;
        size_t cells = 0;
        for (size_t off = 0; off < text.len;) {
            size_t next = cluster_at(buf_str(&text), off, &k);
            assert_true(next > off && next <= text.len);
            assert_safe(k.shown, "random text");
            assert_true(k.cells >= 1);
            /* Nothing shown may reach into the cluster before it. */
            size_t first = 0;
            assert_true(width_of_code_point(utf8_decode(k.shown, &first)) >= 1);
            assert_int_equal(cluster_before(buf_str(&text), next), off);
            cells += k.cells;
            off = next;
        }
        assert_int_equal(text_cells(buf_str(&text)), cells);
    }
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_alone_is_one_visible_safe_cluster),
        cmocka_unit_test(every_single_byte_is_visible),
        cmocka_unit_test(texts_are_cut_where_a_reader_would),
        cmocka_unit_test(blanks_are_spaces_of_every_kind_and_nothing_else),
        cmocka_unit_test(ambiguous_characters_follow_the_policy),
        cmocka_unit_test(fitting_takes_whole_clusters),
        cmocka_unit_test(trimming_takes_blanks_but_nothing_that_shows_as_a_mark),
        cmocka_unit_test(shown_text_for_messages_has_every_mark),
        cmocka_unit_test(the_standards_test_file_passes),
        cmocka_unit_test(random_texts_are_safe_whole_and_the_same_backwards),
    };
    return cmocka_run_group_tests_name("cluster", tests, NULL, NULL);
}
