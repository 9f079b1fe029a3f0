/*
 * A thousand random hostile strings, each in a cell of its own, through the built program into a terminal:
 * what they hold moves nothing outside their cell.
 *
 *     |N0001  ^[[2J<U+202E>...     E0001|      the cells beside, on every row of every page: in their columns,
 *     |N0002  <U+E0041>^H^H...     E0002|      with their own number, and the rows in their order
 *
 * libvterm is the terminal; nothing here asks the program where it thinks that something stands. Its widths are
 * those of an old Unicode: characters that it takes for wider or narrower than Unicode does today are left out,
 * since no program could place what stands behind them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <vterm.h>

#include "tests/hostile/hostile.h"
#include "tests/screen/pty.h"
#include "text/utf8.h"
#include "text/width.h"

#define STRINGS   1000
#define PARTS_MAX 12
#define HEAP_MAX  40

static char folder[] = "/tmp/duban-strings-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char path[64];
    (void)state;
    snprintf(path, sizeof path, "%s/strings.tsv", folder);
    return unlink(path) == 0 && rmdir(folder) == 0 ? 0 : -1;
}

/* ---- the strings ---- */

static unsigned below(uint64_t *seed, unsigned limit)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % limit;
}

static const char *const sequences[] = {
    "\033[2J",
    "\033[10;10H",
    "\033]0;title\007",
    "\033]2;title\033\\",
    "\033]52;c;QUFB\007",
    "\033[6n",
    "\033[c",
    "\033[>c",
    "\033[5n",
    "\033P1$r\033\\",
    "\033P$q\"p\033\\",
    "\033[?1049l",
    "\033[?25h",
    "\033c",
    "\033[5A",
    "\033[9C",
    "\033[9D",
    "\033#8",
    "\033[1;1r",
    "\033[?2004l",
    "\033_x\033\\",
    "\033^x\033\\",
    "\033[?1000h",
    "\033(0",
    "\033[4h",
    "\033[20h",
    "\033[K",
    "\033[1J",
    "\033[9P",
    "\033[9@",
    "\033D",
    "\033M",
    "\033E",
    "\0337\0338",
    "\033]104\007",
    "\033[21t",
    "\033[8;5;5t",
    "\033[!p",
    "\033",
    "\033[",
    "\033]",
    "\b\b\b\b",
    "\a",
    "\016",
    "\017",
    "\v\f",
    "\x05",
    "\x7f",
    "\xC2\x9B"
    "2J",
    "\xC2\x9D"
    "0;t\xC2\x9C",
    "\xC2\x85",
    "\xC2\x84",
    "\xC2\x8D",
    "\xC2\x90q\xC2\x9C",
    "\x9B"
    "2J",
};

/* Harmless by itself; what stands beside it is not. */
static const char *const harmless[] = {
    "市交通局",
    "abc",
    "，。",
    " ",
    "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7",
    "\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3",
    "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB",
    "\xE2\x9D\xA4\xEF\xB8\x8F",
};

/* Ranges of code points: bidi, zero width, tags, private use, noncharacters, controls, jamo, unassigned... */
static const struct {
    uint32_t first, last;
} ranges[] = {
    {0x202A, 0x202E},   {0x2066, 0x2069},   {0x200B, 0x200F}, {0x061C, 0x061C},
    {0x2028, 0x2029},   {0xFEFF, 0xFEFF},   {0x2060, 0x206F}, {0xFE00, 0xFE0F},
    {0xE0100, 0xE01EF}, {0xE0000, 0xE007F}, {0xE000, 0xF8FF}, {0xF0000, 0x10FFFF},
    {0xFDD0, 0xFDEF},   {0xFFF9, 0xFFFF},   {0x0080, 0x009F}, {0x1160, 0x11FF},
    {0x3164, 0x3164},   {0x00AD, 0x00AD},   {0x180B, 0x180F}, {0x1D173, 0x1D17A},
    {0x1F1E6, 0x1F1FF}, {0x1F3FB, 0x1F3FF}, {0xA0, 0x10FFFF},
};

static const struct {
    uint32_t first, last;
} combining[] = {
    {0x0300, 0x036F}, {0x20D0, 0x20F0}, {0x0E31, 0x0E3A}, {0x0900, 0x0903}, {0x0591, 0x05BD}};

/* Cells that the terminal moves on for a character behind a letter. */
static int terminal_cells(const char *bytes, size_t len)
{
    VTermPos cursor;
    VTerm *terminal = vterm_new(2, 10);
    vterm_set_utf8(terminal, 1);
    vterm_state_reset(vterm_obtain_state(terminal), 1);
    vterm_input_write(terminal, "a", 1);
    vterm_input_write(terminal, bytes, len);
    vterm_state_get_cursorpos(vterm_obtain_state(terminal), &cursor);
    vterm_free(terminal);
    return cursor.col - 1;
}

static void append_point(struct buf *out, uint32_t point)
{
    char bytes[4];
    size_t len = utf8_encode(point, bytes);
    int cells = width_of_code_point(point);
    if (cells < 0 || terminal_cells(bytes, len) == cells)
        buf_append(out, bytes, len);
}

static void append_combining_heap(struct buf *out, uint64_t *seed)
{
    for (unsigned left = below(seed, HEAP_MAX); left > 0; left--) {
        unsigned range = below(seed, COUNT_OF(combining));
        append_point(out, combining[range].first +
                              below(seed, combining[range].last - combining[range].first + 1));
    }
}

/* Bytes that are no UTF-8: alone, cut short, too long, surrogates. */
static void append_bad_bytes(struct buf *out, uint64_t *seed)
{
    for (unsigned left = 1 + below(seed, 4); left > 0; left--)
        buf_append_byte(out, (char)(0x80 + below(seed, 0x80)));
}

static void append_controls(struct buf *out, uint64_t *seed)
{
    for (unsigned left = 1 + below(seed, 4); left > 0; left--) {
        unsigned control = below(seed, 0x20);
        if (!hostile_is_left_out(control))
            buf_append_byte(out, (char)control);
    }
}

static void append_part(struct buf *out, uint64_t *seed)
{
    unsigned kind = below(seed, 6);
    if (kind == 0)
        append_controls(out, seed);
    else if (kind == 1)
        buf_append_str(out, str_from(sequences[below(seed, COUNT_OF(sequences))]));
    else if (kind == 2)
        append_combining_heap(out, seed);
    else if (kind == 3)
        append_bad_bytes(out, seed);
    else if (kind == 4)
        buf_append_str(out, str_from(harmless[below(seed, COUNT_OF(harmless))]));
    else
        for (unsigned left = 1 + below(seed, 6), range; left > 0; left--) {
            range = below(seed, COUNT_OF(ranges));
            append_point(out, ranges[range].first +
                                  below(seed, ranges[range].last - ranges[range].first + 1));
        }
}

/* The table; the quote of a sequence would be one of the file's, and is left out. */
static const char *make_table(void)
{
    static char path[64];
    struct buf table = BUF_INIT, cell = BUF_INIT;
    uint64_t seed = 2026;
    buf_append_str(&table, STR("number\tend\ttarget\tedge\n"));
    for (unsigned row = 1; row <= STRINGS; row++) {
        buf_clear(&cell);
        for (unsigned parts = 1 + below(&seed, PARTS_MAX); parts > 0; parts--)
            append_part(&cell, &seed);
        buf_printf(&table, "N%04u\tE%04u\t", row, row);
        for (size_t i = 0; i < cell.len; i++)
            if (!hostile_is_left_out((unsigned char)cell.ptr[i]))
                buf_append_byte(&table, cell.ptr[i]);
        buf_printf(&table, "\tR%04u\n", row);
    }
    hostile_write(folder, "strings.tsv", buf_str(&table));
    snprintf(path, sizeof path, "%s/strings.tsv", folder);
    buf_release(&table);
    buf_release(&cell);
    return path;
}

/* ---- what the terminal shows ---- */

#define ROWS 24
#define COLS 140

/* Where things stand in the list of a screen: the columns of their first cells. */
struct places {
    int number, end, edge;
    int rule; /* between list and detail; -1: there is no detail */
};

/* The text of a row from a cell on, without blanks at its end. */
static struct str text_from(const struct shot *s, int y, int x, struct buf *out)
{
    buf_clear(out);
    for (; x < s->cols; x++)
        buf_append(out, shot_at(s, y, x)->text, shot_at(s, y, x)->length);
    return buf_str(out);
}

static bool stands_at(const struct shot *s, int y, int x, const char *words)
{
    struct buf text = BUF_INIT;
    bool stands = x >= 0 && str_starts_with(text_from(s, y, x, &text), str_from(words));
    buf_release(&text);
    return stands;
}

static int find_in_row(const struct shot *s, int y, const char *words)
{
    int x = 0;
    while (x < s->cols && !stands_at(s, y, x, words))
        x++;
    return x < s->cols ? x : -1;
}

static struct places find_places(const struct shot *s)
{
    struct places p = {find_in_row(s, 1, "number"), find_in_row(s, 1, "end"),
                       find_in_row(s, 1, "edge"), find_in_row(s, 1, "\xE2\x94\x82")};
    assert_true(p.number >= 0 && p.end > p.number && p.edge > p.end);
    return p;
}

static void fail_with_screen(const struct shot *s, int y, const char *wanted)
{
    struct buf screen = BUF_INIT;
    shot_append(s, &screen);
    print_message("%s\n", buf_cstr(&screen));
    buf_release(&screen);
    fail_msg("row %d: no %s where it must stand", y, wanted);
}

static void assert_beside(const struct shot *s, int y, int x, char letter, unsigned number)
{
    char wanted[16];
    snprintf(wanted, sizeof wanted, "%c%04u", letter, number);
    if (!stands_at(s, y, x, wanted))
        fail_with_screen(s, y, wanted);
}

/* Every row of the list has all that stands beside its hostile cell; returns the last number. */
static unsigned assert_list(const struct shot *s)
{
    struct places places = find_places(s);
    unsigned first = 0;
    int y = 2;
    for (; y < s->rows - 2; y++) {
        struct buf text = BUF_INIT;
        const char *row = (text_from(s, y, places.number, &text), buf_cstr(&text));
        if (first == 0)
            assert_int_equal(sscanf(row, "N%4u", &first), 1);
        buf_release(&text);
        assert_beside(s, y, places.number, 'N', first + (unsigned)y - 2);
        assert_beside(s, y, places.end, 'E', first + (unsigned)y - 2);
        assert_beside(s, y, places.edge, 'R', first + (unsigned)y - 2);
        if (places.rule >= 0 && !stands_at(s, y, places.rule, "\xE2\x94\x82"))
            fail_with_screen(s, y, "rule");
    }
    if (!stands_at(s, s->rows - 2, 1, "records 1000"))
        fail_with_screen(s, s->rows - 2, "status");
    return first + (unsigned)y - 3;
}

/* Nothing on the line that the judge minds, no mode other than those the program set itself when it began,
 * and no more answers asked of the terminal. */
static void assert_unmoved(struct pty *p, unsigned modes)
{
    const char *offence = judge_offence(pty_judge(p), false);
    assert_string_equal(offence ? offence : "", "");
    assert_int_equal(pty_judge(p)->modes & ~(unsigned)JUDGE_STYLED, modes);
    assert_true(str_find(pty_output(p), STR("\033[6n"), 0) == SIZE_MAX);
}

static struct pty *start(const char *path)
{
    const char *argv[] = {pty_program(),        "--encoding=UTF-8", "--header=1", "--delimiter=tab",
                          "--ambiguous=narrow", "--lang=en",        path,         NULL};
    struct pty_options options = {.argv = argv, .rows = ROWS, .cols = COLS};
    struct pty *p = pty_start(&options);
    assert_true(pty_settle(p));
    return p;
}

/* Types `step` until the last record is in the list; the screen is looked at each time. */
static void walk(struct pty *p, const char *step, unsigned steps)
{
    struct shot shot = SHOT_INIT;
    unsigned modes = pty_judge(p)->modes & ~(unsigned)JUDGE_STYLED, last = 0;
    for (unsigned i = 0; i < steps; i++) {
        pty_type(p, step, strlen(step));
        assert_true(pty_settle(p));
        pty_look(p, &shot);
        last = assert_list(&shot);
        assert_int_equal(shot.cursor_y, -1);
    }
    assert_unmoved(p, modes);
    assert_int_equal(last, STRINGS);
    shot_release(&shot);
}

static void nothing_moves_outside_its_cell(void **state)
{
    int status;
    (void)state;
    struct pty *p = start(make_table());
    pty_type(p, "z", 1); /* the list alone, with its widest cells */
    walk(p, " ", STRINGS / 10);
    pty_type(p, "z", 1);
    pty_type(p, "g",
             1); /* each record in the detail pane, wrapped, while the list stands beside it */
    walk(p, "j", STRINGS);
    pty_type(p, "Q", 1);
    assert_true(pty_wait_exit(p, &status));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_true(pty_line_restored(p));
    pty_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_moves_outside_its_cell),
    };
    return cmocka_run_group_tests_name("strings", tests, make_folder, remove_folder);
}
