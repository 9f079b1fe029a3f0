/* Lines: chosen ones, every text of the real table at every width, and random mixed texts. */
#include "text/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "text/cluster.h"

/* ---- chosen texts ---- */

/* The lines as they are drawn, joined with bars. */
static void assert_lines(const char *text, unsigned width, const char *expected)
{
    struct wrap w = WRAP_INIT;
    struct buf out = BUF_INIT;
    wrap_text(&w, str_from(text), width);
    for (size_t i = 0; i < w.count; i++) {
        if (i > 0)
            buf_append_byte(&out, '|');
        text_append_shown(&out, str_slice(str_from(text), w.lines[i].off, w.lines[i].shown_len));
    }
    assert_string_equal(buf_cstr(&out), expected);
    buf_release(&out);
    wrap_release(&w);
}

static void lines_are_filled_up_to_the_last_allowed_place(void **state)
{
    (void)state;
    assert_lines("", 8, "");
    assert_lines("年底", 8, "年底");
    assert_lines("土地组卷已出省", 8, "土地组卷|已出省");
    assert_lines("土地组卷已出省", 9, "土地组卷|已出省");
    assert_lines("土地组卷。已出省", 8, "土地组|卷。已出|省");
    assert_lines("土地组《卷》已", 8, "土地组|《卷》已");
    assert_lines("one two three", 8, "one two|three");
}

static void a_number_stays_with_its_unit_where_a_line_can_avoid_parting_them(void **state)
{
    (void)state;
    assert_lines("完成投资12.45亿元,占总投资", 14, "完成投资|12.45亿元,占总|投资");
    assert_lines("完成投资12.45亿元,占", 19, "完成投资12.45亿元,|占");
    /* 13 cells do not fit in 12 anyway: then the line is filled, and the number is still whole. */
    assert_lines("余额1000.06个百分点", 12, "余额1000.06|个百分点");
    assert_lines("清表22 km,完成", 8, "清表|22 km,完|成");
}

static void a_piece_longer_than_the_line_is_cut_between_clusters(void **state)
{
    (void)state;
    assert_lines("abcdefghij", 4, "abcd|efgh|ij");
    assert_lines("一abcdefghij", 4, "一|abcd|efgh|ij");
    assert_lines("e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301");
    assert_lines("一二", 1, "一|二");
    assert_lines("a\U0010FFFF。", 4, "a|<U+10FFFF>|。");
    assert_lines("a\u202E二", 8, "a|<U+202E>|二");
}

static void newlines_end_their_line(void **state)
{
    (void)state;
    assert_lines("一\n二", 8, "一|二");
    assert_lines("一\r\n二\r三", 8, "一|二|三");
    assert_lines("一\n\n二", 8, "一||二");
    assert_lines("一\n", 8, "一");
    assert_lines("\n", 8, "");
    assert_lines("\n一", 8, "|一");
    assert_lines("一\u2028二", 20, "一<U+2028>|二");
    assert_lines("一\v二", 20, "一^K二");
}

static void blanks_hang_at_the_end_and_stay_at_the_beginning(void **state)
{
    (void)state;
    assert_lines("\u3000\u3000年底前", 8, "\u3000\u3000年底|前");
    assert_lines("one    two", 5, "one|two");
    assert_lines("one two  ", 8, "one two");
    assert_lines("年底\u3000前", 4, "年底|前");
    assert_lines("   ", 2, "");
    struct wrap w = WRAP_INIT;
    wrap_text(&w, STR("one    two\n"), 5);
    assert_int_equal(w.count, 2);
    assert_int_equal(w.lines[0].len, 7);
    assert_int_equal(w.lines[0].shown_len, 3);
    assert_int_equal(w.lines[0].cells, 3);
    assert_int_equal(w.lines[1].off, 7);
    assert_int_equal(w.lines[1].len, 4);
    assert_int_equal(w.lines[1].shown_len, 3);
    wrap_release(&w);
}

static void ambiguous_width_counts(void **state)
{
    (void)state;
    assert_lines("“十四五”末", 8, "“十四五”|末");
    width_set_ambiguous(true);
    assert_lines("“十四五”末", 8, "“十四|五”末");
    width_set_ambiguous(false);
}

/* ---- what every line must keep to, judged by code points and not by the module's own places ----
 */

static bool is_in(uint32_t code, const char32_t *set)
{
    for (; *set; set++)
        if (*set == code)
            return true;
    return false;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_han(uint32_t c)
{
    return c >= 0x3400 && c <= 0x9FFF;
}

/* The code points around the end of a line. */
struct seam {
    uint32_t before2, before, after, after2; /* 0 for none */
};

static uint32_t code_before(struct str s, size_t *off)
{
    if (*off == 0)
        return 0;
    size_t at = *off - 1;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    *off = at;
    return utf8_decode(s, &at);
}

static struct seam seam_at(struct str text, size_t shown_end, size_t next)
{
    struct seam s = {0};
    s.before = code_before(text, &shown_end);
    s.before2 = code_before(text, &shown_end);
    if (next < text.len)
        s.after = utf8_decode(text, &next);
    if (next < text.len)
        s.after2 = utf8_decode(text, &next);
    return s;
}

struct faults {
    size_t closing, opening, torn, parted;
};

static void count_faults(const struct seam *s, bool blanks_hang, struct faults *f)
{
    const char32_t *closing = U"、。，．；：！？）〕】》〉」』”’·…,.;:!?)]}%％";
    bool lone_dash = s->after == U'—' && s->after2 != U'—' && s->before != U'—';
    f->closing += is_in(s->after, closing) || lone_dash;
    f->opening += is_in(s->before, U"（〔【《〈「『“‘([{");
    if (blanks_hang)
        return;
    bool number = is_digit(s->after) &&
                  (is_digit(s->before) || (is_in(s->before, U".,") && is_digit(s->before2)));
    bool word = (is_letter(s->before) || is_digit(s->before)) && is_letter(s->after);
    word |= is_letter(s->before) && is_digit(s->after);
    bool pair = s->before == s->after && is_in(s->after, U"—…");
    f->torn += number || word || pair;
    f->parted += is_digit(s->before) && is_han(s->after);
    f->parted += is_in(s->before, U"万亿") && is_in(s->after, U"元户") && is_digit(s->before2);
    f->parted += s->before == U'第' && is_digit(s->after);
}

static bool ends_in_newline(struct str hanging)
{
    return str_find(hanging, STR("\n"), 0) != SIZE_MAX;
}

/* Checks what holds for every text and width, and counts what depends on them. */
static void check_lines(const struct wrap *w, struct str text, unsigned width, struct faults *f)
{
    size_t off = 0;
    assert_true(w->count > 0);
    for (size_t i = 0; i < w->count; i++) {
        const struct wrap_line *line = &w->lines[i];
        assert_int_equal(line->off, off);
        assert_true(line->shown_len <= line->len);
        assert_true(line->len > 0 || text.len == 0);
        struct str shown = str_slice(text, line->off, line->shown_len);
        assert_int_equal(text_cells(shown), line->cells);
        struct cluster first;
        if (line->cells > width)
            assert_int_equal(cluster_at(shown, 0, &first), shown.len);
        struct str hanging =
            str_slice(text, line->off + line->shown_len, line->len - line->shown_len);
        assert_int_equal(text_trim(hanging).len, 0);
        off += line->len;
        if (f && i + 1 < w->count && !ends_in_newline(hanging)) {
            struct seam seam = seam_at(text, line->off + line->shown_len, off);
            count_faults(&seam, hanging.len > 0, f);
        }
    }
    assert_int_equal(off, text.len);
}

/* Lines of plain greedy filling that knows only forbidden places. */
static size_t count_plain_lines(const struct linebreaks *l, unsigned width)
{
    size_t lines = 1, start = 0, place = 0, cells = 0;
    for (size_t i = 0; i < l->count;) {
        if (i > start && l->pieces[i].before != BREAK_FORBIDDEN)
            place = i;
        if (cells + l->pieces[i].cells > width && i > start) {
            start = place > start ? place : i;
            i = start;
            cells = 0;
            lines++;
            continue;
        }
        cells += l->pieces[i++].cells;
    }
    return lines;
}

/* ---- the real table ---- */

#define SAMPLE      "samples/heze-2023-q3.tsv"
#define TEXTS_COUNT 106

/* Targets and notes of the sample, borrowed from `file`. */
static size_t read_texts(struct buf *file, struct str texts[TEXTS_COUNT])
{
    FILE *f = fopen(SAMPLE, "r");
    assert_non_null(f);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_append(file, block, n);
    fclose(f);
    struct str rest = buf_str(file), line;
    size_t count = 0;
    while (str_split(&rest, '\n', &line)) {
        struct str fields[8] = {{NULL, 0}}, row = line;
        uint32_t no;
        for (size_t n = 0; n < 7 && str_split(&row, '\t', &fields[n]); n++)
            continue;
        if (!str_to_u32(fields[0], &no))
            continue;
        assert_true(count + 2 <= TEXTS_COUNT);
        texts[count++] = fields[2];
        texts[count++] = fields[4];
    }
    return count;
}

static void the_real_table_has_no_wrong_line_at_any_width(void **state)
{
    (void)state;
    struct buf file = BUF_INIT;
    struct str texts[TEXTS_COUNT];
    assert_int_equal(read_texts(&file, texts), TEXTS_COUNT);
    struct wrap w = WRAP_INIT;
    size_t lines = 0, plain_lines = 0, parted_below_20 = 0;
    for (unsigned width = 8; width <= 120; width++) {
        struct faults faults = {0};
        for (size_t i = 0; i < TEXTS_COUNT; i++) {
            wrap_text(&w, texts[i], width);
            check_lines(&w, texts[i], width, &faults);
            for (size_t k = 0; k < w.count; k++)
                assert_true(w.lines[k].cells <= width);
            lines += w.count;
            plain_lines += count_plain_lines(&w.breaks, width);
        }
        if (faults.closing + faults.opening + faults.torn > 0 || (width >= 20 && faults.parted > 0))
            fail_msg("width %u: %zu closing, %zu opening, %zu torn, %zu parted", width,
                     faults.closing, faults.opening, faults.torn, faults.parted);
        parted_below_20 += faults.parted;
    }
    print_message("%zu lines, plain greedy %zu (+%.2f %%), %zu parted below 20 cells\n", lines,
                  plain_lines, 100.0 * (double)(lines - plain_lines) / (double)plain_lines,
                  parted_below_20);
    assert_true((lines - plain_lines) * 1000 < plain_lines * 5);
    wrap_release(&w);
    buf_release(&file);
}

static void widths_below_8_lose_nothing(void **state)
{
    (void)state;
    struct buf file = BUF_INIT;
    struct str texts[TEXTS_COUNT];
    read_texts(&file, texts);
    struct wrap w = WRAP_INIT;
    for (unsigned width = 1; width < 8; width++)
        for (size_t i = 0; i < TEXTS_COUNT; i++) {
            wrap_text(&w, texts[i], width);
            check_lines(&w, texts[i], width, NULL);
        }
    wrap_release(&w);
    buf_release(&file);
}

/* ---- random texts ---- */

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(*seed) * limit >> 32);
}

/* Office prose in pieces: no run of them makes a piece longer than 20 cells, so that at widths from
 * 20 every rule can be kept. */
static const char *const phrases[] = {
    "完成投资",
    "占总投资的",
    "项目",
    "市交通运输局",
    "已",
    "为",
    "工作推进",
    "12.45亿元",
    "87.3%",
    "1,234个",
    "22km",
    "22 km",
    "第3批",
    "2023年9月",
    "5000余户",
    "3.6万户",
    "27.5个",
    "G327线",
    "App",
    "GDP",
    "e.g. this",
    "“十四五”",
    "《办法》",
    "(含82所)",
    "“双零”社区",
    "（村居）",
    "一·二",
    "路—路",
    "3—5月",
    "——",
    "……",
    "完成,共",
    "是;否",
    "有。",
    "无、",
    "好！",
    "吗？",
    "其中：",
    "e\u0301tat",
    "是\u0301",
    "\U0001F44D\U0001F3FB",
    "\u3000",
    " ",
    "一\n二",
};

static void random_office_prose_has_no_wrong_line(void **state)
{
    (void)state;
    struct wrap w = WRAP_INIT;
    struct buf text = BUF_INIT;
    struct faults faults = {0};
    size_t lines = 0, plain_lines = 0;
    for (uint32_t run = 0; run < 3000; run++) {
        uint32_t seed = run;
        unsigned width = 20 + random_below(&seed, 60);
        buf_clear(&text);
        for (uint32_t n = 1 + random_below(&seed, 60); n > 0; n--) {
            buf_append_str(&text, str_from(phrases[random_below(&seed, COUNT_OF(phrases))]));
            if (random_below(&seed, 3) > 0)
                buf_append_str(&text, STR("推进"));
        }
        wrap_text(&w, buf_str(&text), width);
        check_lines(&w, buf_str(&text), width, &faults);
        lines += w.count;
        plain_lines += count_plain_lines(&w.breaks, width);
        if (faults.closing + faults.opening + faults.torn + faults.parted > 0)
            fail_msg("run %u, width %u: %zu closing, %zu opening, %zu torn, %zu parted: %s", run,
                     width, faults.closing, faults.opening, faults.torn, faults.parted,
                     buf_cstr(&text));
    }
    assert_true(lines > 3000);
    wrap_release(&w);
    buf_release(&text);
}

/* Anything: hostile code points, marks, blanks, wild bytes, at any width. */
static void append_anything(struct buf *text, uint32_t *seed)
{
    static const char *const parts[] = {
        "一",       "二三",   "a",       "12",         "3.5",        ",",          "。",
        "”",        "“",      "(",       ")",          "—",          "……",         "·",
        "%",        " ",      "\u3000",  "\u00A0",     "\n",         "\r",         "\r\n",
        "\u2028",   "\t",     "\x1B[2J", "\u200B",     "\u202E",     "\U000E0041", "\U0010FFFF",
        "\u0301",   "\u200D", "\uFE0F",  "\U0001F468", "\U0001F1E8", "\U0001F3FB", "\xFF",
        "\xE4\xB8", "亿元",   "第",      "\u1100",     "\u1161",     "/",          "\"",
        "\u0E01",
    };
    buf_append_str(text, str_from(parts[random_below(seed, COUNT_OF(parts))]));
}

static void random_texts_lose_nothing_at_any_width(void **state)
{
    (void)state;
    struct wrap w = WRAP_INIT;
    struct buf text = BUF_INIT;
    for (uint32_t run = 0; run < 6000; run++) {
        uint32_t seed = run;
        unsigned width = 1 + random_below(&seed, 40);
        buf_clear(&text);
        for (uint32_t n = random_below(&seed, 80); n > 0; n--)
            append_anything(&text, &seed);
        wrap_text(&w, buf_str(&text), width);
        check_lines(&w, buf_str(&text), width, NULL);
    }
    wrap_release(&w);
    buf_release(&text);
}

/* A megabyte a text. Were wrapping quadratic in any of them, this test would take hours. */
static void long_texts_are_wrapped_in_linear_time(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "完成投资12.45亿元,占总投资的61.03%;",
        "a",
        " ",
        "\u00A0",
        "1",
        "第",
        "“",
        "。",
        "\u0301",
        "3、",
        "\u200D",
        "a \u00A0",
        "\n",
    };
    struct wrap w = WRAP_INIT;
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        buf_set(&text, STR("开头 "));
        while (text.len < 1000000)
            buf_append_str(&text, str_from(parts[i]));
        buf_append_str(&text, STR("结尾"));
        wrap_text(&w, buf_str(&text), 60);
        struct wrap_line last = w.lines[w.count - 1];
        assert_int_equal(last.off + last.len, text.len);
    }
    wrap_release(&w);
    buf_release(&text);
}

/* Units as the real table has them (176): at every width that holds the longest name, none is broken. */
static void names_stay_whole_where_a_line_can_hold_them(void **state)
{
    (void)state;
    struct str units = STR("市城管局 市自然资源和规划局 牡丹区人民政府 菏泽鲁西新区管委会");
    struct wrap w = WRAP_INIT;
    for (unsigned width = 18; width <= 80; width++) {
        wrap_names(&w, units, width);
        size_t off = 0;
        for (size_t i = 0; i < w.count; i++) {
            assert_int_equal(w.lines[i].off, off);
            assert_true(off == 0 || units.ptr[off - 1] == ' ');
            assert_true(w.lines[i].cells <= width);
            off += w.lines[i].len;
        }
        assert_int_equal(off, units.len);
    }
    wrap_names(&w, STR("菏泽鲁西新区管委会"), 10); /* longer than a line: cut all the same */
    assert_int_equal(w.count, 2);
    wrap_release(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_filled_up_to_the_last_allowed_place),
        cmocka_unit_test(a_number_stays_with_its_unit_where_a_line_can_avoid_parting_them),
        cmocka_unit_test(a_piece_longer_than_the_line_is_cut_between_clusters),
        cmocka_unit_test(newlines_end_their_line),
        cmocka_unit_test(blanks_hang_at_the_end_and_stay_at_the_beginning),
        cmocka_unit_test(ambiguous_width_counts),
        cmocka_unit_test(the_real_table_has_no_wrong_line_at_any_width),
        cmocka_unit_test(widths_below_8_lose_nothing),
        cmocka_unit_test(random_office_prose_has_no_wrong_line),
        cmocka_unit_test(random_texts_lose_nothing_at_any_width),
        cmocka_unit_test(names_stay_whole_where_a_line_can_hold_them),
        cmocka_unit_test(long_texts_are_wrapped_in_linear_time),
    };
    return cmocka_run_group_tests_name("wrap", tests, NULL, NULL);
}
