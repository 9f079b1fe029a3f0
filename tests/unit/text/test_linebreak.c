/* Where lines may end: chosen texts, and the standard's test file with every difference explained.
 */
#include "text/linebreak.h"

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

/* The text with its places marked: | allowed, ~ reluctant, / mandatory; forbidden ones are bare. */
static void append_marked(struct buf *out, struct str text)
{
    static const char *const signs[] = {"", "~", "|", "/"};
    struct linebreaks l = LINEBREAKS_INIT;
    linebreak_find(&l, text);
    size_t off = 0;
    for (size_t i = 0; i < l.count; i++) {
        buf_append_str(out, str_from(signs[l.pieces[i].before]));
        buf_append_str(out, str_slice(text, off, l.pieces[i].len));
        off += l.pieces[i].len;
    }
    assert_int_equal(off, text.len);
    linebreak_release(&l);
}

static void assert_marked(const char *const *expected, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buf text = BUF_INIT, out = BUF_INIT;
        for (const char *p = expected[i]; *p; p++)
            if (!strchr("|~/", *p))
                buf_append_byte(&text, *p);
        append_marked(&out, buf_str(&text));
        assert_string_equal(buf_cstr(&out), expected[i]);
        buf_release(&text);
        buf_release(&out);
    }
}

static void closing_and_opening_marks_keep_to_their_text(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "年|底,|前。|报|送",
        "待|“十|四|五”|中|期",
        "制|定|《关|于|〈办|法〉|的|通|知》。|深|化",
        "庆|“八|一·|双|拥|文|艺|汇|演;|组|织",
        "高|平|路|(八|一|路—|丹|阳|路)|等",
        "三|级|‘处|理’,|四|级",
        "完|成|率%",
        "（配|合）|市|教|育|局",
        "时|限：|年|底；|前！？",
        "好|——|坏",
        "等…|否……|是",
        "don’t |go, |e.g. |this |(and |that).",
        "\"十|四|五\"规|划",
    };
    assert_marked(cases, COUNT_OF(cases));
}

static void blanks_do_not_part_a_mark_from_its_text(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "一。 。", "《 年", "“ \u3000年",       "是 %", "是 —", "是 ·",
        "是 ：",   "25 ℃",  "是 |《 年 》 |否",
    };
    assert_marked(cases, COUNT_OF(cases));
}

static void numbers_and_words_are_whole_and_units_reluctant(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "贷|款|1000.06~亿~元,|较|年|初|增|加|20.55~亿~元,|占|23.37%,|高|27.50~个~百~分~点;",
        "投|资|12.45~亿~元,|占|总|投|资|的|61.03%;|2023~年|9~月|30~日",
        "面|积|10.57~平~方~公~里,|11.07~万~户,|3.6~万~户",
        "完|成|22km,|路|基|19.5 ~km,|22 ~个,|5000~余~平~方~米,|7.1~万~路|视|频",
        "第~3~批,|第~三|批,|5000~多~人",
        "1,234,567~元;|1,2,3~号,|2023~年,|GDP|增|长,|a,b |3,a |a,|3",
        "G327~线,|App|建|设",
        "2023—~2025~年,|3～~5~月,|3-5~月,|10%—|15%",
        "１２３４．５~万~元，|ＧＤＰ|增|长|１，２３４~户",
        "认|定|612~所|(含|82~所|复|评)。",
        "2023.9.30 |+5% |￥12.5~万 |3:2 |www.abc.com",
        "1000~㎡ |1000 ~㎡ |5 ~t |5 |to",
    };
    assert_marked(cases, COUNT_OF(cases));
}

static void newlines_end_lines_and_hostile_code_points_are_objects(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "一\n/二\r\n/三\r/四\u2028/五\u2029/六",
        "\n/\n/一",
        "一|\u202E|二",
        "一|\u200B。",
        "《\u202E|一",
        "1|\u200B|2",
        "一|\v|二|\x1B|[2J",
        "一|\xFF|二",
    };
    assert_marked(cases, COUNT_OF(cases));
}

static void clusters_are_never_broken(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "一|e\u0301e\u0301 |一\u0301|二",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467|\U0001F44D\U0001F3FB",
        "\U0001F1E8\U0001F1F3|\U0001F1E8\U0001F1F3|\U0001F1E8\U0001F1F3",
        "\u1100\u1161\u11A8|\u1100\u1161",
    };
    assert_marked(cases, COUNT_OF(cases));
}

/* ---- the standard's test file ---- */

#define LINE_BREAK_TEST "/usr/share/unicode/auxiliary/LineBreakTest.txt"

/* A place between two clusters of a test line. */
struct site {
    uint32_t before, after; /* first code points of the clusters on both sides */
    uint32_t visible;       /* of the last cluster before it that is no blank; 0 for none */
    bool after_is_blank;    /* and nothing has joined it */
    bool at_line_begin;     /* only blanks between it and the line's beginning */
    bool is_flag;           /* a cluster beside it begins with a regional indicator */
};

static bool is_in(uint32_t code, const char32_t *set)
{
    for (; *set; set++)
        if (*set == code)
            return true;
    return false;
}

/* Tailoring: duban reads it otherwise on purpose. */

static bool closing_mark_behind_blanks(const struct site *s)
{
    return s->before == ' ' && is_in(s->after, U"%");
}

static bool percent_begins_no_line(const struct site *s)
{
    return s->after == '%';
}

static bool lone_dash_begins_no_line(const struct site *s)
{
    return s->after == 0x2014;
}

/* Behind it things are as behind 、: a currency sign or a closing small kana stays with it. */
static bool lone_dash_is_closing(const struct site *s)
{
    return s->visible == 0x2014 && is_in(s->after, U"$\u17D6\u3041");
}

/* A cluster is not broken, so a space that an emoji modifier or a mark has joined is no space. */
static bool joined_blank_is_a_letter(const struct site *s)
{
    return is_in(s->after, U" \u00A0") && !s->after_is_blank;
}

static bool flag_with_accent_is_an_ideograph(const struct site *s)
{
    return s->is_flag;
}

/* libunistring: it breaks lines by an older or a coarser rule than the test file. */

/* The file's LB25 is the regular expression for numbers, libunistring's the pairs of the rule's
 * text. */
static bool numbers_by_pairs(const struct site *s)
{
    return (is_in(s->before, U")}") && is_in(s->after, U"$")) ||
           (is_in(s->before, U"$%\\") && is_in(s->after, U"({\u2329")) ||
           (is_in(s->before, U".,/-") && s->after >= '0' && s->after <= '9');
}

/* LB29 for letters of classes AI, HL and SA, and # at the beginning of a text. */
static bool letters_behind_a_stop(const struct site *s)
{
    return s->before == ',' && is_in(s->after, U"#\u00A7\u05D0\u0E01");
}

/* LB20 comes behind LB21 there: what keeps to its neighbour keeps to an object too. */
static bool objects_keep_neighbours(const struct site *s)
{
    return (s->before == 0xFFFC && is_in(s->after, U"-\u2024\u17D6\u3041")) ||
           (s->after == 0xFFFC && is_in(s->before, U"$\u00B4"));
}

/* LB16 for ) as well as for } came later. */
static bool small_kana_behind_parenthesis(const struct site *s)
{
    return s->visible == ')' && s->before == ' ' && is_in(s->after, U"\u17D6\u3041");
}

/* Blanks at a line's beginning stay with the text that they indent. */
static bool blanks_that_indent(const struct site *s)
{
    return s->at_line_begin && s->before == ' ';
}

static const struct {
    const char *name;
    bool (*explains)(const struct site *s);
    bool ours; /* whether duban lets a line end there; the file then has the contrary */
} differences[] = {
    {"a closing mark begins no line, blanks before it or not", closing_mark_behind_blanks, false},
    {"% begins no line", percent_begins_no_line, false},
    {"a lone dash begins no line", lone_dash_begins_no_line, false},
    {"a lone dash is a closing mark", lone_dash_is_closing, false},
    {"a blank that something has joined is a letter", joined_blank_is_a_letter, true},
    {"a flag is an ideograph", flag_with_accent_is_an_ideograph, true},
    {"libunistring: numbers by pairs", numbers_by_pairs, false},
    {"libunistring: letters behind a stop", letters_behind_a_stop, true},
    {"libunistring: objects keep their neighbours", objects_keep_neighbours, false},
    {"libunistring: small kana behind a parenthesis", small_kana_behind_parenthesis, true},
    {"libunistring: blanks that indent", blanks_that_indent, false},
};

static size_t times_used[COUNT_OF(differences)];

static void explain(const struct site *s, bool ours, const char *line)
{
    for (size_t i = 0; i < COUNT_OF(differences); i++) {
        if (differences[i].ours == ours && differences[i].explains(s)) {
            times_used[i]++;
            return;
        }
    }
    fail_msg("U+%04X and U+%04X: ours %d, unexplained: %s", (unsigned)s->before, (unsigned)s->after,
             ours, line);
}

/* Reads "× 0020 ÷ 0308 ÷ # ..."; breaks[i] tells whether a line may end before byte i. */
static bool parse_test_line(const char *line, struct buf *text, bool breaks[512])
{
    buf_clear(text);
    memset(breaks, 0, 512 * sizeof breaks[0]);
    struct str rest = str_trim(str_slice(str_from(line), 0, strcspn(line, "#"))), word;
    while (str_split(&rest, ' ', &word)) {
        if (str_equal(word, STR("\u00F7"))) {
            breaks[text->len] = true;
        } else if (!str_equal(word, STR("\u00D7"))) {
            char bytes[4];
            buf_append(text, bytes, utf8_encode((uint32_t)strtoul(word.ptr, NULL, 16), bytes));
        }
    }
    return text->len > 0;
}

static bool is_newline(uint32_t c)
{
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

/* The text with ESC for every mark but newlines: all marks are promised to be alike, whatever class
 * the standard gives them; the tables above say how they behave. */
static bool replace_marks(struct str text, struct buf *out)
{
    bool any = false;
    struct cluster c;
    buf_clear(out);
    for (size_t off = 0; off < text.len;) {
        size_t code_off = off;
        uint32_t code = utf8_decode(text, &code_off);
        off = cluster_at(text, off, &c);
        bool replaced = c.is_mark && !is_newline(code);
        buf_append_str(out, replaced ? STR("\x1B") : c.bytes);
        any |= replaced;
    }
    return any;
}

static void compare_with_escapes(struct linebreaks *l, struct str text, struct str with_escapes)
{
    struct linebreaks expected = LINEBREAKS_INIT;
    linebreak_find(l, text);
    linebreak_find(&expected, with_escapes);
    assert_int_equal(l->count, expected.count);
    for (size_t i = 0; i < l->count; i++)
        assert_int_equal(l->pieces[i].before, expected.pieces[i].before);
    linebreak_release(&expected);
}

static void compare_with_file(struct linebreaks *l, struct str text, const bool breaks[512],
                              const char *line)
{
    linebreak_find(l, text);
    struct site s = {.at_line_begin = true};
    bool before_is_flag = false;
    size_t off = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct linebreak_piece *p = &l->pieces[i];
        size_t code_off = off;
        s.after = utf8_decode(text, &code_off);
        s.after_is_blank = p->is_blank;
        bool after_is_flag = s.after >= 0x1F1E6 && s.after <= 0x1F1FF && code_off < off + p->len;
        s.is_flag = before_is_flag || after_is_flag;
        bool ours = p->before != BREAK_FORBIDDEN;
        if (i > 0 && ours != breaks[off])
            explain(&s, ours, line);
        s.before = s.after;
        s.visible = p->is_blank ? s.visible : s.after;
        s.at_line_begin = is_newline(s.after) || (s.at_line_begin && p->is_blank);
        before_is_flag = after_is_flag;
        off += p->len;
    }
}

static void the_standards_test_file_differs_only_where_a_rule_says_so(void **state)
{
    (void)state;
    FILE *f = fopen(LINE_BREAK_TEST, "r");
    assert_non_null(f);
    struct linebreaks l = LINEBREAKS_INIT;
    struct buf text = BUF_INIT, with_escapes = BUF_INIT;
    size_t with_marks = 0, without = 0;
    char line[8192];
    while (fgets(line, sizeof line, f)) {
        bool breaks[512];
        if (!parse_test_line(line, &text, breaks))
            continue;
        if (replace_marks(buf_str(&text), &with_escapes)) {
            compare_with_escapes(&l, buf_str(&text), buf_str(&with_escapes));
            with_marks++;
        } else {
            compare_with_file(&l, buf_str(&text), breaks, line);
            without++;
        }
    }
    fclose(f);
    for (size_t i = 0; i < COUNT_OF(differences); i++)
        if (times_used[i] == 0)
            fail_msg("a difference that is none: %s", differences[i].name);
    assert_true(with_marks > 1000);
    assert_true(without > 4000);
    buf_release(&text);
    buf_release(&with_escapes);
    linebreak_release(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closing_and_opening_marks_keep_to_their_text),
        cmocka_unit_test(blanks_do_not_part_a_mark_from_its_text),
        cmocka_unit_test(numbers_and_words_are_whole_and_units_reluctant),
        cmocka_unit_test(newlines_end_lines_and_hostile_code_points_are_objects),
        cmocka_unit_test(clusters_are_never_broken),
        cmocka_unit_test(the_standards_test_file_differs_only_where_a_rule_says_so),
    };
    return cmocka_run_group_tests_name("linebreak", tests, NULL, NULL);
}
