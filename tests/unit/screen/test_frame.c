/* Drawing into the grid: whole cells whatever is drawn where. */
#include "screen/frame.h"

#include "text/cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static struct frame frame;

static int reset(void **state)
{
    (void)state;
    width_set_ambiguous(false);
    frame_init(&frame);
    frame_reset(&frame, 3, 10);
    return 0;
}

static int release(void **state)
{
    (void)state;
    frame_release(&frame);
    return 0;
}

/* What must hold for every frame: halves of wide cells stand together, and cells hold text. */
static void assert_whole(const struct frame *f)
{
    for (int y = 0; y < f->rows; y++)
        for (int x = 0; x < f->cols; x++) {
            const struct frame_cell *c = frame_at(f, y, x);
            assert_true(c->cells <= 2);
            if (c->cells == 0) {
                assert_true(x > 0 && frame_at(f, y, x - 1)->cells == 2);
                assert_int_equal(c->len, 0);
                continue;
            }
            if (c->cells == 2)
                assert_true(x + 1 < f->cols && frame_at(f, y, x + 1)->cells == 0);
            struct str bytes = {c->bytes, c->len};
            assert_true(c->len > 0 && utf8_is_valid(bytes));
            for (size_t i = 0; i < bytes.len; i++)
                assert_true((unsigned char)bytes.ptr[i] >= 0x20 && bytes.ptr[i] != 0x7F);
        }
}

static void assert_row(int y, const char *expected)
{
    struct buf out = BUF_INIT;
    assert_whole(&frame);
    frame_dump(&frame, &out, false);
    struct str rest = buf_str(&out), line = STR("");
    for (int i = 0; i <= y; i++)
        assert_true(str_split(&rest, '\n', &line));
    if (!str_equal(line, str_from(expected)))
        fail_msg("row %d is '%.*s', expected '%s'", y, STR_ARG(line), expected);
    buf_release(&out);
}

static void text_is_clipped_at_a_whole_cluster(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int x, cells, used;
        const char *row;
    } cases[] = {
        {"abc", 0, 10, 3, "abc"},
        {"abcdef", 0, 3, 3, "abc"},
        {"督办", 0, 10, 4, "督办"},
        {"督办", 0, 3, 2, "督"},
        {"督办", 8, 10, 2, "        督"},
        {"督办", 9, 10, 0, ""},
        {"督", 0, 1, 0, ""},
        {"abc", 10, 5, 0, ""},
        {"abc", -1, 5, 0, ""},
        {"abc", 0, -3, 0, ""},
        {"e\u0301x", 0, 10, 2, "e\u0301x"},
        {"", 0, 10, 0, ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        frame_reset(&frame, 3, 10);
        int used = frame_put(&frame, 1, cases[i].x, cases[i].cells, str_from(cases[i].text), 0);
        assert_int_equal(used, cases[i].used);
        assert_row(1, cases[i].row);
    }
    assert_int_equal(frame_put(&frame, 3, 0, 5, STR("x"), 0), 0);
    assert_int_equal(frame_put(&frame, -1, 0, 5, STR("x"), 0), 0);
}

static void overwriting_half_of_a_wide_cluster_blanks_the_other_half(void **state)
{
    (void)state;
    frame_put(&frame, 0, 0, 10, STR("督办"), 0);
    frame_put(&frame, 0, 1, 1, STR("x"), 0);
    assert_row(0, " x办");
    frame_put(&frame, 0, 2, 1, STR("y"), 0);
    assert_row(0, " xy");
    frame_put(&frame, 1, 0, 10, STR("督办"), 0);
    frame_put(&frame, 1, 1, 2, STR("省"), 0);
    assert_row(1, " 省");
    frame_put(&frame, 2, 0, 10, STR("督办"), 0);
    frame_fill(&frame, (struct rect){2, 1, 1, 2}, STYLE_TEXT);
    assert_row(2, "");
}

static void what_is_cut_says_so(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int cells;
        bool ascii;
        const char *row;
    } cases[] = {
        {"督办督办", 8, false, "督办督办"},
        {"督办督办", 7, false, "督办督…"},
        {"督办督办", 6, false, "督办…"},
        {"督办督办", 6, true, "督办~"},
        {"督办督办", 2, false, "…"},
        {"督办督办", 1, false, "…"},
        {"abcdef", 5, false, "abcd…"},
        {"abcdef", 1, true, "~"},
        {"abcdef", 0, true, ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        frame_reset(&frame, 3, 10);
        frame_put_cut(&frame, 0, 0, cases[i].cells, str_from(cases[i].text), 0, cases[i].ascii);
        assert_row(0, cases[i].row);
    }
}

static void hits_are_flagged_cluster_by_cluster(void **state)
{
    (void)state;
    const struct match_hit hits[] = {{0, 3, false}, {9, 3, true}};
    struct painted p = {
        .text = STR("督办督办"), .hits = hits, .hit_count = 2, .focus_off = SIZE_MAX};
    frame_put_painted(&frame, 0, 0, 10, &p, false);
    for (int x = 0; x < 8; x++)
        assert_int_equal(frame_at(&frame, 0, x)->style, x < 2    ? STYLE_MATCH
                                                        : x >= 6 ? (STYLE_MATCH | STYLE_PINYIN)
                                                                 : STYLE_TEXT);
    /* The same cell from its second character on. */
    p.text = STR("办督办");
    p.off = 3;
    frame_put_painted(&frame, 1, 0, 10, &p, false);
    assert_int_equal(frame_at(&frame, 1, 0)->style, STYLE_TEXT);
    assert_int_equal(frame_at(&frame, 1, 4)->style, STYLE_MATCH | STYLE_PINYIN);
    /* A hit of half a cluster flags all of it. */
    const struct match_hit mark = {1, 2, false};
    p = (struct painted){.text = STR("e\u0301x"), .hits = &mark, .hit_count = 1};
    frame_put_painted(&frame, 2, 0, 10, &p, false);
    assert_int_equal(frame_at(&frame, 2, 0)->style, STYLE_MATCH);
    assert_int_equal(frame_at(&frame, 2, 1)->style, STYLE_TEXT);
}

static void a_hit_behind_the_cut_is_brought_into_view(void **state)
{
    (void)state;
    static const struct {
        size_t off, len;
        const char *row;
    } cases[] = {
        {0, 1, "abcdefghi…"},  {8, 1, "abcdefghi…"},   {9, 1, "…ghijklmn…"},  {20, 2, "…rstuvwxyz"},
        {25, 1, "…rstuvwxyz"}, {12, 14, "…jklmnopq…"}, {30, 1, "abcdefghi…"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct match_hit hit = {cases[i].off, cases[i].len, false};
        struct painted p = {.text = STR("abcdefghijklmnopqrstuvwxyz"),
                            .hits = &hit,
                            .hit_count = 1,
                            .focus_off = hit.off};
        frame_reset(&frame, 3, 10);
        frame_put_painted(&frame, 0, 0, 10, &p, false);
        assert_row(0, cases[i].row);
    }
}

/* In every width from 1, with every hit of a mixed text. */
static void the_beginning_of_a_hit_is_always_seen(void **state)
{
    (void)state;
    struct str text = STR("济广高速a菏泽段b\u0301改,扩建1.8亿元“完”工");
    for (int cells = 5; cells <= 45; cells++)
        for (size_t off = 0; off < text.len;) {
            struct cluster c;
            size_t end = cluster_at(text, off, &c);
            struct match_hit hit = {off, end - off, false};
            struct painted p = {.text = text, .hits = &hit, .hit_count = 1, .focus_off = off};
            frame_reset(&frame, 1, 50);
            int used = frame_put_painted(&frame, 0, 0, cells, &p, false);
            assert_true(used <= cells);
            assert_whole(&frame);
            bool is_seen = false;
            for (int x = 0; x < cells; x++)
                is_seen |= (frame_at(&frame, 0, x)->style & STYLE_MATCH) != 0;
            if (!is_seen)
                fail_msg("hit at %zu is not seen in %d cells", off, cells);
            off = end;
        }
}

static void hostile_code_points_become_marks(void **state)
{
    (void)state;
    frame_reset(&frame, 3, 30);
    frame_put(&frame, 0, 0, 30,
              STR("a\033[31mb\xE2\x80\xAE"
                  "c\r\n\xFF"
                  "d"),
              STYLE_TEXT);
    assert_row(0, "a^[[31mb<U+202E>c^M^J\xEF\xBF\xBD"
                  "d");
    assert_int_equal(frame_at(&frame, 0, 1)->style, STYLE_MARK);
    assert_int_equal(frame_at(&frame, 0, 3)->style, STYLE_TEXT);
    assert_int_equal(frame_at(&frame, 0, 8)->style, STYLE_MARK);
    frame_reset(&frame, 3, 10);
    frame_put(&frame, 0, 0, 10, STR("abc\xE2\x80\xAE"), STYLE_TEXT);
    assert_row(0, "abc"); /* a mark is not cut in two */
}

static void emoji_take_the_cells_that_the_text_layer_counts(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "❤️x", "👨‍👩‍👧x", "🇨🇳x", "1️⃣x", "👍🏽x", "कीx", "각x", "각x"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        frame_reset(&frame, 3, 10);
        int used = frame_put(&frame, 0, 0, 10, str_from(texts[i]), 0);
        assert_int_equal(used, text_cells(str_from(texts[i])));
        assert_row(0, texts[i]);
    }
}

static void with_wide_ambiguous_characters_the_cut_mark_is_ascii_or_two_cells(void **state)
{
    (void)state;
    width_set_ambiguous(true);
    assert_int_equal(frame_put(&frame, 0, 0, 10, STR("“督”"), 0), 6);
    frame_put_cut(&frame, 1, 0, 5, STR("督办督办"), 0, true);
    assert_row(1, "督办~");
}

static void random_drawing_keeps_every_cell_whole(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "督", "办x", "abc", "🇨🇳", "e\u0301", "\033", "\xE4", "", "济广高速菏泽段改扩建", "❤️"};
    uint32_t seed = 53;
    frame_reset(&frame, 3, 10);
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1664525u + 1013904223u;
        int y = (int)(seed >> 8) % 4, x = (int)(seed >> 12) % 13 - 1,
            cells = (int)(seed >> 17) % 14 - 1;
        struct str text = str_from(texts[(seed >> 24) % COUNT_OF(texts)]);
        if (seed >> 29 == 0)
            frame_fill(&frame, (struct rect){y, x, 2, cells}, STYLE_TITLE);
        else if (seed & 0x8000)
            frame_put_cut(&frame, y, x, cells, text, STYLE_TEXT, false);
        else
            frame_put(&frame, y, x, cells, text, STYLE_TEXT);
    }
    assert_whole(&frame);
}

static void a_frame_of_no_size_takes_drawing(void **state)
{
    (void)state;
    frame_reset(&frame, 0, 0);
    frame_put(&frame, 0, 0, 5, STR("x"), 0);
    frame_fill(&frame, (struct rect){0, 0, 5, 5}, 0);
    frame_reset(&frame, -1, 7);
    assert_int_equal(frame.rows, 0);
    frame_reset(&frame, 1, 1);
    frame_put_cut(&frame, 0, 0, 5, STR("督办"), 0, false);
    struct buf out = BUF_INIT;
    frame_dump(&frame, &out, true);
    assert_string_equal(buf_cstr(&out), "…\n");
    buf_release(&out);
}

static void a_dump_shows_styles_under_the_rows_that_have_any(void **state)
{
    (void)state;
    frame_put(&frame, 0, 0, 10, STR("督a"), STYLE_TITLE);
    frame_put(&frame, 1, 0, 10, STR("bc"), STYLE_TEXT);
    frame_put(&frame, 2, 1, 10, STR("defg"), STYLE_GOOD);
    frame_add_style(&frame, 2, 2, 1, STYLE_MATCH);
    frame_add_style(&frame, 2, 3, 1, STYLE_CURSOR);
    struct buf out = BUF_INIT;
    frame_dump(&frame, &out, true);
    assert_string_equal(buf_cstr(&out), "督a\nttt\nbc\n defg\n.gM>g\n");
    buf_release(&out);
}

static void styles_have_letters_of_their_own(void **state)
{
    (void)state;
    bool seen[128] = {false};
    for (unsigned style = 0; style < STYLE_COUNT; style++) {
        int letter = frame_style_letter(style);
        assert_true(letter > ' ' && letter < 127 && !seen[letter]);
        seen[letter] = true;
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reset, release)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_is_clipped_at_a_whole_cluster),
        TEST(overwriting_half_of_a_wide_cluster_blanks_the_other_half),
        TEST(what_is_cut_says_so),
        TEST(hits_are_flagged_cluster_by_cluster),
        TEST(a_hit_behind_the_cut_is_brought_into_view),
        TEST(the_beginning_of_a_hit_is_always_seen),
        TEST(hostile_code_points_become_marks),
        TEST(emoji_take_the_cells_that_the_text_layer_counts),
        TEST(with_wide_ambiguous_characters_the_cut_mark_is_ascii_or_two_cells),
        TEST(random_drawing_keeps_every_cell_whole),
        TEST(a_frame_of_no_size_takes_drawing),
        TEST(a_dump_shows_styles_under_the_rows_that_have_any),
        TEST(styles_have_letters_of_their_own),
    };
    return cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
