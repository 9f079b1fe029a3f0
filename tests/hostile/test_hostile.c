/*
 * Nothing in the data reaches the terminal as a command, and nothing in it is hidden: the hostile corpus and
 * every code point on the built program in a terminal, with a judge of every byte, and in process, where
 * every cell can be looked at.
 *
 * The files are made anew into a folder that the test removes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unictype.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/control.h"
#include "screen/ui.h"
#include "tests/hostile/hostile.h"
#include "tests/screen/pty.h"
#include "text/utf8.h"

static char folder[] = "/tmp/duban-hostile-XXXXXX";

static const char *path_in(const char *name, const char *suffix)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s%s", folder, name, suffix);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static void read_file(struct buf *out, const char *path)
{
    char block[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        buf_append(out, block, got);
    fclose(file);
}

/* ---- the wire ---- */

/* What joins the character before it, and is sent only there (text/cluster.h): ZWJ, ZWNJ, variation
 * selectors. */
static bool is_joining(uint32_t point)
{
    return point == 0x200C || point == 0x200D || (point >= 0xFE00 && point <= 0xFE0F) ||
           (point >= 0xE0100 && point <= 0xE01EF);
}

/* Not one byte that could drive the terminal, by the judge; not one code point that hides, by Unicode's own
 * word. */
static void assert_clean(struct pty *p, bool at_end)
{
    const char *offence = judge_offence(pty_judge(p), at_end);
    assert_string_equal(offence ? offence : "", "");
    struct str said = pty_output(p);
    for (size_t off = 0; off < said.len;) {
        bool is_ascii = (unsigned char)said.ptr[off] < 0x80;
        uint32_t point = utf8_decode(said, &off);
        if (!is_ascii && hostile_is_forbidden(point) && !is_joining(point))
            fail_msg("U+%04X was sent", (unsigned)point);
    }
}

static struct pty *start(const char *const *argv, const char *const *env, int rows, int cols)
{
    struct pty_options options = {.argv = argv, .env = env, .rows = rows, .cols = cols};
    return pty_start(&options);
}

static void assert_quits(struct pty *p)
{
    int status;
    char left[128];
    pty_type(p, "Q", 1);
    assert_true(pty_wait_exit(p, &status));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_clean(p, true);
    assert_string_equal(judge_modes_left(pty_judge(p), left, sizeof left), "");
    assert_true(pty_line_restored(p));
    pty_free(p);
}

/* ---- the corpus ---- */

static void assert_shows(struct pty *p, struct str words)
{
    struct shot shot = SHOT_INIT;
    char text[512];
    snprintf(text, sizeof text, "%.*s", STR_ARG(words));
    pty_look(p, &shot);
    bool found = shot_has(&shot, text);
    if (!found) {
        struct buf screen = BUF_INIT;
        shot_append(&shot, &screen);
        print_message("%s\n", buf_cstr(&screen));
        buf_release(&screen);
        fail_msg("not on the screen: %s", text);
    }
    shot_release(&shot);
}

/* A member of --summary=json that is a number. */
static void assert_counts(const char *table, struct str expected)
{
    struct buf command = BUF_INIT, wanted = BUF_INIT;
    struct str name, rest = expected;
    char output[16384];
    str_split(&rest, ' ', &name);
    buf_printf(&wanted, "\"%.*s\": %.*s,", STR_ARG(name), STR_ARG(rest));
    buf_printf(&command, "%s --summary=json '%s'", pty_program(), table);
    FILE *pipe = popen(buf_cstr(&command), "r");
    assert_non_null(pipe);
    size_t got = fread(output, 1, sizeof output - 1, pipe);
    output[got] = '\0';
    pclose(pipe);
    if (!strstr(output, buf_cstr(&wanted)))
        fail_msg("%s: not %s", table, buf_cstr(&wanted));
    buf_release(&command);
    buf_release(&wanted);
}

/* Every pane, page and prompt that shows something of the table. */
static const char *const walk[] = {
    "z", "z", "j",  "\r",   "J",    "q",     "l",    "l", "F",    "q",   "W",    "q",
    "s", "q", "/1", "\033", "y",    "&\t",   "\033", "@", "\033", ":\t", "\033", "E",
    "q", "?", "q",  "=",    "\033", "e\t\t", "\033", "G", "m",    "'",   NULL};

static void assert_case(const char *name)
{
    char table[512];
    struct buf shows = BUF_INIT;
    struct str rest, line;
    snprintf(table, sizeof table, "%s", path_in(name, ".tsv"));
    read_file(&shows, path_in(name, ".shows"));
    const char *argv[] = {pty_program(), "--lang=zh", table, NULL};
    struct pty *p = start(argv, NULL, 50, 160);
    assert_true(pty_settle(p));
    for (rest = buf_str(&shows); rest.len > 0 && str_split(&rest, '\n', &line);)
        if (str_starts_with(line, STR("screen ")))
            assert_shows(p, str_slice(line, 7, SIZE_MAX));
        else
            assert_counts(table, str_slice(line, 6, SIZE_MAX));
    for (size_t i = 0; walk[i]; i++) {
        if (strcmp(walk[i], "y") == 0)
            judge_allow_copy(pty_judge(p));
        pty_type(p, walk[i], strlen(walk[i]));
        assert_true(pty_settle(p));
    }
    assert_quits(p);
    buf_release(&shows);
}

static void each_file_shows_what_it_must_and_sends_nothing_else(void **state)
{
    (void)state;
    size_t count = hostile_make(folder);
    for (size_t i = 0; i < count; i++) {
        print_message("# %s\n", hostile_name(i));
        assert_case(hostile_name(i));
    }
}

/* What is written without a screen is for a program, byte for byte; but not where it is a terminal that
 * reads it. */
static void output_to_a_terminal_drives_nothing_either(void **state)
{
    static const char *const modes[] = {
        "--print=tsv", "--print=csv",    "--print=json", "--print=md",  "--print=text",
        "--summary",   "--summary=json", "--report",     "--report=md", "--check"};
    (void)state;
    size_t count = hostile_make(folder);
    for (size_t i = 0; i < count; i++)
        for (size_t mode = 0; mode < COUNT_OF(modes); mode++) {
            const char *argv[] = {pty_program(), modes[mode], path_in(hostile_name(i), ".tsv"),
                                  NULL};
            struct pty *p = start(argv, NULL, 24, 80);
            int status;
            print_message("# %s %s\n", modes[mode], hostile_name(i));
            assert_true(pty_wait_exit(p, &status));
            assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
            assert_clean(p, true);
            pty_free(p);
        }
}

/* ---- names and words from outside ---- */

#define EVIL                                                                                       \
    "\x1B]0;x\x07\xE2\x80\xAE\xC2\x9B"                                                             \
    "2J\xFF"
#define EVIL_SHOWN "^[]0;x^G<U+202E><U+009B>2J\xEF\xBF\xBD"

struct refusal {
    const char *argv[4]; /* behind the program */
    const char *env[2];
};

static void refusals_show_hostile_words_as_marks(void **state)
{
    static const struct refusal refusals[] = {
        {{"no-such-" EVIL}, {0}},
        {{"--" EVIL}, {0}},
        {{"--lang=" EVIL}, {0}},
        {{"--encoding=" EVIL, "samples/plain.csv"}, {0}},
        {{"--filter=\"" EVIL, "samples/plain.csv"}, {0}},
        {{"--filter=is:" EVIL, "samples/plain.csv"}, {0}},
        {{"--filter=/" EVIL "(/", "samples/plain.csv"}, {0}},
        {{"--sort=" EVIL, "samples/plain.csv"}, {0}},
        {{"--print", "--columns=" EVIL, "samples/plain.csv"}, {0}},
        {{"--summary", "--by=" EVIL, "samples/plain.csv"}, {0}},
        {{"--as-of=" EVIL, "samples/plain.csv"}, {0}},
        {{"--role=" EVIL "=no", "samples/plain.csv"}, {0}},
        {{"--against=" EVIL, "samples/plain.csv"}, {0}},
        {{"--header=" EVIL, "samples/plain.csv"}, {0}},
        {{"--delimiter=" EVIL, "samples/plain.csv"}, {0}},
        {{"samples/plain.csv"}, {"TERM=" EVIL}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        const char *argv[6] = {pty_program()};
        memcpy(argv + 1, refusals[i].argv, sizeof refusals[i].argv);
        struct pty *p = start(argv, refusals[i].env, 24, 80);
        int status;
        assert_true(pty_wait_exit(p, &status));
        struct str said = pty_output(p);
        print_message("# %.*s", STR_ARG(said));
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 2);
        assert_clean(p, true);
        assert_true(str_find(said, STR(EVIL_SHOWN), 0) != SIZE_MAX);
        pty_free(p);
    }
}

static void locale_names_are_never_shown_raw(void **state)
{
    static const char *const names[] = {"LC_ALL", "LANG", "LC_MESSAGES", "LC_CTYPE"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char value[64];
        snprintf(value, sizeof value, "%s=zh_CN" EVIL ".UTF-8", names[i]);
        const char *const env[] = {"LC_ALL", value, NULL};
        const char *argv[] = {pty_program(), "samples/plain.csv", NULL};
        struct pty *p = start(argv, env, 24, 80);
        assert_true(pty_settle(p));
        assert_quits(p);
    }
}

/* A file may be called anything; the list of several files, and every message, says its name. */
static void file_names_are_shown_as_marks(void **state)
{
    static const char name[] = "a" EVIL "\nb.tsv";
    (void)state;
    struct buf table = BUF_INIT;
    read_file(&table, "samples/county-a.tsv");
    hostile_write(folder, name, buf_str(&table));
    hostile_write(folder, "b.tsv", buf_str(&table));
    char evil[512], other[512];
    snprintf(evil, sizeof evil, "%s", path_in(name, ""));
    snprintf(other, sizeof other, "%s", path_in("b.tsv", ""));
    const char *argv[] = {pty_program(), evil, other, NULL};
    struct pty *p = start(argv, NULL, 40, 140);
    assert_true(pty_settle(p));
    for (size_t i = 0; walk[i]; i++) {
        if (strcmp(walk[i], "y") == 0)
            judge_allow_copy(pty_judge(p));
        pty_type(p, walk[i], strlen(walk[i]));
        assert_true(pty_settle(p));
    }
    assert_quits(p);
    const char *check[] = {pty_program(), "--check", evil, NULL};
    int status;
    p = start(check, NULL, 24, 80);
    assert_true(pty_wait_exit(p, &status));
    assert_clean(p, true);
    assert_true(str_find(pty_output(p), STR(EVIL_SHOWN "^Jb.tsv:"), 0) != SIZE_MAX);
    pty_free(p);
    buf_release(&table);
}

/* Pasted into every prompt, accepted, and what the program says of it. */
static void prompts_and_notices_show_marks(void **state)
{
    static const char *const prompts[] = {"/", "&", ":", "=", "e", "w\r"};
    static const char paste[] = "\033[200~is:\x1B]0;x\x07\xE2\x80\xAE(/\xC2\x9B"
                                "2J\xFF\"\033[201~";
    (void)state;
    const char *argv[] = {pty_program(), "samples/behind.tsv", NULL};
    struct pty *p = start(argv, NULL, 24, 80);
    assert_true(pty_settle(p));
    for (size_t i = 0; i < COUNT_OF(prompts); i++) {
        pty_type(p, prompts[i], strlen(prompts[i]));
        assert_true(pty_settle(p));
        pty_type(p, paste, sizeof paste - 1);
        assert_true(pty_settle(p));
        pty_type(p, "\t", 1);
        assert_true(pty_settle(p));
        pty_type(p, "\r", 1);
        assert_true(pty_settle(p));
        pty_type(p, "\003", 1); /* leaves a prompt that is still open */
        if (!pty_settle(p))
            break; /* it was none: that quits */
        pty_type(p, "\033", 1);
        assert_true(pty_settle(p));
    }
    assert_clean(p, false);
    pty_free(p);
}

/* ---- every code point ---- */

#define PAGE_ROWS 500
#define PAGE_COLS 110

static void write_plane(unsigned plane)
{
    struct buf table = BUF_INIT;
    hostile_append_plane(&table, plane);
    hostile_write(folder, "plane.tsv", buf_str(&table));
    buf_release(&table);
}

/* The bytes of a row of the frame, without blanks at its end. */
static struct str frame_row(const struct frame *f, int y, struct buf *out)
{
    buf_clear(out);
    for (int x = 0; x < f->cols; x++)
        buf_append(out, frame_at(f, y, x)->bytes, frame_at(f, y, x)->len);
    return buf_str(out);
}

/* Takes the code point's text from the front of a row: itself or its mark. True when it stands there. */
static bool take_point(struct str *row, uint32_t point)
{
    struct buf text = BUF_INIT;
    bool found = hostile_is_left_out(point);
    for (int mark = 0; mark < 2 && !found; mark++) {
        buf_clear(&text);
        if (mark)
            hostile_append_mark(&text, point);
        else
            hostile_append_itself(&text, point);
        found = text.len > 0 && str_starts_with(*row, buf_str(&text));
        if (found)
            *row = str_slice(*row, text.len, SIZE_MAX);
    }
    buf_release(&text);
    return found;
}

/* The code points of a plane that were seen. */
static bool seen[0x10000];

/* A blank of any kind is seen as a blank. */
static bool is_blank(uint32_t point)
{
    return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Zs);
}

/* Looks for the code points of a row, which begins with `first`. */
static void look_at_row(struct str row, uint32_t first)
{
    for (uint32_t point = first; point < first + POINTS_A_ROW; point++) {
        while (str_starts_with(row, STR(" ")))
            row = str_slice(row, 1, SIZE_MAX);
        seen[point & 0xFFFF] |= is_blank(point) || take_point(&row, point);
    }
}

/* Looks for all code points of one frame. */
static void look_at_frame(const struct frame *f)
{
    struct buf bytes = BUF_INIT;
    for (int y = 0; y < f->rows; y++) {
        struct str row = frame_row(f, y, &bytes);
        unsigned first;
        int end = 0;
        row = str_slice(row, 2, SIZE_MAX); /* the cursor's mark */
        if (sscanf(buf_cstr(&bytes) + (row.ptr - bytes.ptr), "%6X%n", &first, &end) == 1 &&
            end == 6 && row.ptr[6] == ' ')
            look_at_row(str_slice(row, 6, SIZE_MAX), first);
    }
    buf_release(&bytes);
}

static void press(struct app *a, uint32_t key)
{
    control_handle(a, &(struct event){.type = EVENT_KEY, .key = key});
    while (control_is_busy(a))
        control_work(a);
}

static void look_at_plane(void)
{
    char *argv[] = {"duban", "--encoding=UTF-8", "--header=1",
                    (char *)(uintptr_t)path_in("plane.tsv", "")};
    struct options options;
    struct app app;
    struct frame frame;
    struct diag d = {0};
    memset(seen, 0, sizeof seen);
    assert_int_equal(options_parse(&options, 4, argv, &d), ERR_NONE);
    assert_int_equal(control_init(&app, &options, PAGE_ROWS, PAGE_COLS, &d), ERR_NONE);
    frame_init(&frame);
    press(&app, 'z');
    for (size_t before = SIZE_MAX; app.top != before;) {
        before = app.top;
        ui_draw(&app, &frame);
        look_at_frame(&frame);
        press(&app, K_PAGE_DOWN);
    }
    frame_release(&frame);
    control_release(&app);
}

static void every_code_point_is_seen_as_itself_or_as_its_mark(void **state)
{
    (void)state;
    for (unsigned plane = 0; plane < POINTS_PLANES; plane++) {
        write_plane(plane);
        look_at_plane();
        for (uint32_t i = 0; i < COUNT_OF(seen); i++)
            if (!seen[i])
                fail_msg("U+%04X is not seen", (unsigned)(plane << 16 | i));
    }
}

/* Pages through a table to its end. */
static void page_through(struct pty *p)
{
    pty_type(p, "z", 1);
    assert_true(pty_settle(p));
    for (int rows = 0; rows < POINTS_ROWS + PAGE_ROWS; rows += PAGE_ROWS - 10) {
        pty_type(p, " ", 1);
        assert_true(pty_settle(p));
    }
}

static void no_code_point_is_sent_that_hides_or_commands(void **state)
{
    size_t bytes = 0;
    (void)state;
    for (unsigned plane = 0; plane < POINTS_PLANES; plane++) {
        write_plane(plane);
        const char *argv[] = {pty_program(), "--encoding=UTF-8", "--header=1",
                              path_in("plane.tsv", ""), NULL};
        struct pty *p = start(argv, NULL, PAGE_ROWS, PAGE_COLS);
        assert_true(pty_settle(p));
        page_through(p);
        bytes += pty_bytes(p);
        assert_quits(p);
    }
    print_message("# %zu bytes on the wire\n", bytes);
}

static void no_byte_is_sent_that_is_not_text(void **state)
{
    static const char *const encodings[] = {"--encoding=UTF-8", "--encoding=GB18030",
                                            "--encoding=Big5"};
    (void)state;
    struct buf table = BUF_INIT;
    hostile_append_bytes(&table);
    hostile_write(folder, "bytes.tsv", buf_str(&table));
    for (size_t i = 0; i < COUNT_OF(encodings); i++) {
        const char *argv[] = {pty_program(), encodings[i], "--header=1", path_in("bytes.tsv", ""),
                              NULL};
        struct pty *p = start(argv, NULL, 300, 80);
        assert_true(pty_settle(p));
        pty_type(p, "z", 1);
        assert_true(pty_settle(p));
        if (i == 0) {
            assert_shows(p, STR("00     ^@"));
            assert_shows(p, STR("1B     ^["));
            assert_shows(p, STR("9B     \xEF\xBF\xBD"));
            assert_shows(p, STR("FF     \xEF\xBF\xBD"));
        }
        assert_quits(p);
    }
    buf_release(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_shows_what_it_must_and_sends_nothing_else),
        cmocka_unit_test(output_to_a_terminal_drives_nothing_either),
        cmocka_unit_test(refusals_show_hostile_words_as_marks),
        cmocka_unit_test(locale_names_are_never_shown_raw),
        cmocka_unit_test(file_names_are_shown_as_marks),
        cmocka_unit_test(prompts_and_notices_show_marks),
        cmocka_unit_test(every_code_point_is_seen_as_itself_or_as_its_mark),
        cmocka_unit_test(no_code_point_is_sent_that_hides_or_commands),
        cmocka_unit_test(no_byte_is_sent_that_is_not_text),
    };
    return cmocka_run_group_tests_name("hostile", tests, make_folder, remove_folder);
}
