/*
 * fuzz_app: any events on the whole app leave a state that is whole, and a picture that can be sent.
 *
 *     byte 0      which table, whether marks are kept, whether work is done at once or only by ticks
 *     byte 1, 2   the size to begin with
 *     the rest    events: a byte says what kind, mostly the key of a command; see events[]
 *
 * Nothing is written but the marks and remarks in a folder of its own, and no other program can be started:
 * what is typed here at random must not do any harm.
 */
#include "tests/fuzz/fuzz.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/control.h"
#include "app/world.h"
#include "base/outfile.h"
#include "screen/ui.h"
#include "text/utf8.h"
#include "text/width.h"

const size_t fuzz_random_bytes = 500;

#define ROWS_MAX 60
#define COLS_MAX 220

/* What is opened: words of a command line. Run from the root of the tree. */
static const char *const command_lines[] = {
    "samples/heze-2023-q3.tsv",
    "samples/behind.tsv --against samples/behind-q2.tsv",
    "samples/behind.tsv --as-of 2023-09-30 --sort -due,leader",
    "samples/odd-cells.tsv",
    "samples/hidden.tsv --lang en --ascii",
    "samples/gb18030.tsv",
    "samples/ragged.tsv --filter is:unstated",
    "samples/totals-and-notes.tsv",
    "samples/merged-header.tsv",
    "samples/no-header.tsv --header none",
    "samples/county-a.tsv samples/county-b.tsv",
    "samples/utf16be.tsv --ambiguous wide",
    "samples/excel.csv --sort units",
    "samples/bad-bytes.tsv --lang en",
};

#define WORDS_MAX 8

struct run {
    struct app app;
    struct options options;
    struct world world;
    struct frame frame;
    bool is_slow; /* work goes on only when a tick says so, in the smallest slices */
    char words[256];
};

static char folder[] = "/tmp/duban-fuzz-XXXXXX", review_file[64];

static int write_nothing(enum outfile_step step, size_t *bytes)
{
    (void)bytes;
    return step == OUTFILE_CREATE ? EROFS : 0;
}

static void append_now(struct buf *out)
{
    buf_append_str(out, STR("2026-11-24 14:03"));
}

static void forget_reviews(void)
{
    unlink(review_file);
}

static void remove_folder(void)
{
    forget_reviews();
    rmdir(folder);
}

void fuzz_begin(void)
{
    FUZZ_CHECK(mkdtemp(folder) != NULL);
    atexit(remove_folder);
    setenv("PATH", folder, 1);
    snprintf(review_file, sizeof review_file, "%s/review.db", folder);
    outfile_set_gate(write_nothing);
}

/* ---- what must hold ---- */

static void check_cell(const struct frame *f, int y, int x)
{
    const struct frame_cell *cell = frame_at(f, y, x);
    struct str bytes = {cell->bytes, cell->len};
    FUZZ_CHECK(cell->len <= FRAME_CELL_BYTES && cell->cells <= 2);
    FUZZ_CHECK((cell->cells == 0) == (cell->len == 0));
    if (cell->cells == 0)
        FUZZ_CHECK(x > 0 && frame_at(f, y, x - 1)->cells == 2);
    if (cell->cells == 2)
        FUZZ_CHECK(x + 1 < f->cols && frame_at(f, y, x + 1)->cells == 0);
    FUZZ_CHECK(utf8_is_valid(bytes));
    for (size_t off = 0; off < bytes.len;)
        FUZZ_CHECK(width_of_code_point(utf8_decode(bytes, &off)) >= 0);
}

static void check_frame(const struct app *a, const struct frame *f)
{
    FUZZ_CHECK(f->rows == a->rows && f->cols == a->cols);
    for (int y = 0; y < f->rows; y++)
        for (int x = 0; x < f->cols; x++)
            check_cell(f, y, x);
    bool hidden = f->cursor_y == -1 && f->cursor_x == -1;
    FUZZ_CHECK(hidden || (f->cursor_y >= 0 && f->cursor_y < f->rows && f->cursor_x >= 0 &&
                          f->cursor_x < f->cols));
    FUZZ_CHECK(hidden || a->prompt != PROMPT_NONE);
}

static void check_rect(const struct app *a, struct rect r)
{
    FUZZ_CHECK(r.y >= 0 && r.x >= 0 && r.height >= 0 && r.width >= 0);
    FUZZ_CHECK(r.y + r.height <= a->rows && r.x + r.width <= a->cols);
}

static void check_layout(const struct app *a)
{
    const struct layout *l = &a->layout;
    const struct rect parts[] = {l->title,  l->header, l->list, l->rule,
                                 l->detail, l->status, l->hint};
    int cells = 0;
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        check_rect(a, parts[i]);
        cells += parts[i].height * parts[i].width;
    }
    FUZZ_CHECK(cells == (l->too_small ? 0 : a->rows * a->cols));
}

static void check_view(const struct app *a)
{
    const struct tally *t = &a->tally;
    FUZZ_CHECK(a->view.count <= table_rows(a->table));
    FUZZ_CHECK(a->view.count == 0 ? a->cursor == 0 : a->cursor < a->view.count);
    FUZZ_CHECK(t->records == a->view.count);
    FUZZ_CHECK(t->on_schedule + t->behind + t->not_stated + t->other == t->records);
    FUZZ_CHECK(a->column == 0 || a->column < table_columns(a->table));
    FUZZ_CHECK(a->search.hits.count <= a->view.count);
    for (size_t i = 0; i < a->search.hits.count; i++)
        FUZZ_CHECK(a->search.hits.at[i].pos < a->view.count);
    for (size_t i = 0; i < a->view.count; i++)
        FUZZ_CHECK(a->view.rows[i] < table_rows(a->table));
}

/* Scroll positions within what there is to scroll; the line that is typed is clean. */
static void check_places(const struct app *a)
{
    struct str line = buf_str(&a->line.text);
    if (!a->layout.too_small && a->page.kind != PAGE_NONE)
        FUZZ_CHECK(a->page.count == 0 ||
                   (a->page.cursor < a->page.count && a->page.top < a->page.count));
    if (!a->layout.too_small && a->page.kind == PAGE_NONE && a->breakdown.is_open)
        FUZZ_CHECK(breakdown_count(&a->breakdown) == 0 ||
                   a->breakdown.chosen.pos < breakdown_count(&a->breakdown));
    FUZZ_CHECK(utf8_is_valid(line) && line.len <= LINEEDIT_MAX_BYTES);
    FUZZ_CHECK(a->line.cursor <= line.len);
    FUZZ_CHECK(utf8_is_valid(buf_str(&a->copy)) || a->copy.len > 0);
}

static void check_all(struct run *r)
{
    check_layout(&r->app);
    check_view(&r->app);
    check_places(&r->app);
    ui_draw(&r->app, &r->frame);
    check_frame(&r->app, &r->frame);
}

/* ---- events ---- */

/* Does what there is to do between events; it must come to an end. */
static void finish_work(struct run *r)
{
    for (long slices = 0; control_is_busy(&r->app); slices++) {
        control_work(&r->app);
        FUZZ_CHECK(slices < 1000000);
    }
}

static void send(struct run *r, struct event e)
{
    control_handle(&r->app, &e);
    if (!r->is_slow)
        finish_work(r);
    buf_clear(&r->app.copy);
}

static void send_tick(struct run *r, struct fuzz_input *in)
{
    for (unsigned slices = fuzz_below(in, 8); control_is_busy(&r->app) && slices > 0; slices--)
        control_work(&r->app);
}

/* The key of a command: the byte's place among all keys of all commands. */
static uint32_t command_key(unsigned place)
{
    size_t count;
    const struct command *commands = command_table(&count);
    uint32_t keys[512];
    size_t key_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct str rest = str_from(commands[i].keys), name;
        while (str_split(&rest, ' ', &name))
            if (key_count < COUNT_OF(keys) && key_parse(name, &keys[key_count]))
                key_count++;
    }
    return keys[place % key_count];
}

static void send_command(struct run *r, struct fuzz_input *in)
{
    uint32_t key = command_key(fuzz_byte(in));
    if (key != 'Q' && key != K_CTRL('c'))
        send(r, (struct event){.type = EVENT_KEY, .key = key});
}

static void send_any_key(struct run *r, struct fuzz_input *in)
{
    uint32_t key = fuzz_number(in) * (fuzz_byte(in) % 18u + 1) % K_LAST;
    if (key != K_NONE && key != K_SPECIAL)
        send(r, (struct event){.type = EVENT_KEY, .key = key});
}

static void send_letter(struct run *r, struct fuzz_input *in)
{
    send(r, (struct event){.type = EVENT_KEY, .key = 0x20 + fuzz_below(in, 0x5F)});
}

/* Words that the prompts understand, typed. */
static void send_words(struct run *r, struct fuzz_input *in)
{
    static const char *const words[] = {
        "is:behind",  "leader:",     "due<=9月底",
        "高速",       "/[0-9]+/",    "jtys",
        "!是",        "units:=",     "|",
        "\"a b\"",    "150",         ":sort ",
        ":asof ",     "2023-06-30",  "is:marked",
        ":by leader", "请说明原因",  "~/x.md",
        "no>=150",    "濱江",        "samples/behind.tsv",
        "is:changed", "is:remarked", "percent<75",
        "lead:",      ":columns",    " ",
        "y",
    };
    struct str word = str_from(words[fuzz_below(in, COUNT_OF(words))]);
    for (size_t off = 0; off < word.len;)
        send(r, (struct event){.type = EVENT_KEY, .key = utf8_decode(word, &off)});
}

static void send_enter(struct run *r, struct fuzz_input *in)
{
    (void)in;
    send(r, (struct event){.type = EVENT_KEY, .key = K_ENTER});
}

static void send_escape(struct run *r, struct fuzz_input *in)
{
    (void)in;
    send(r, (struct event){.type = EVENT_KEY, .key = K_ESC});
}

static void send_paste(struct run *r, struct fuzz_input *in)
{
    struct str text = str_slice(in->rest, 0, fuzz_below(in, 40));
    in->rest = str_slice(in->rest, text.len, SIZE_MAX);
    send(r, (struct event){.type = EVENT_PASTE, .text = text});
}

static void send_resize(struct run *r, struct fuzz_input *in)
{
    int rows = (int)fuzz_below(in, ROWS_MAX + 1), cols = (int)fuzz_below(in, COLS_MAX + 1);
    send(r, (struct event){.type = EVENT_RESIZE, .rows = rows, .cols = cols});
}

static void send_width(struct run *r, struct fuzz_input *in)
{
    send(r, (struct event){.type = EVENT_WIDTH, .wide = fuzz_below(in, 2)});
}

/* By the event's byte; those that stand several times come more often. */
static void (*const events[])(struct run *r, struct fuzz_input *in) = {
    send_command, send_command, send_command, send_command, send_command, send_command,
    send_letter,  send_words,   send_words,   send_enter,   send_enter,   send_escape,
    send_any_key, send_paste,   send_resize,  send_width,   send_tick,
};

/* ---- a run ---- */

/* argv from a command line. */
static int make_argv(struct run *r, const char *line, char **argv)
{
    int argc = 0;
    snprintf(r->words, sizeof r->words, "%s", line);
    argv[argc++] = "duban";
    for (char *word = strtok(r->words, " "); word && argc < WORDS_MAX; word = strtok(NULL, " "))
        argv[argc++] = word;
    return argc;
}

static void open_run(struct run *r, struct fuzz_input *in)
{
    char *argv[WORDS_MAX];
    struct diag d = {0};
    unsigned choice = fuzz_byte(in);
    int argc = make_argv(r, command_lines[choice % COUNT_OF(command_lines)], argv);
    bool keeps = choice / COUNT_OF(command_lines) % 4 == 0;
    forget_reviews();
    FUZZ_CHECK(options_parse(&r->options, argc, argv, &d) == ERR_NONE);
    r->options.home = str_from(folder);
    r->world = (struct world){STR("clerk"), keeps ? str_from(review_file) : STR(""), append_now};
    r->options.world = &r->world;
    width_set_ambiguous(r->options.ambiguous == AMBIGUOUS_WIDE);
    int rows = (int)fuzz_below(in, ROWS_MAX + 1), cols = (int)fuzz_below(in, COLS_MAX + 1);
    FUZZ_CHECK(control_init(&r->app, &r->options, rows, cols, &d) == ERR_NONE);
    finish_work(r);
    r->is_slow = choice / COUNT_OF(command_lines) % 3 == 1;
    r->app.slice_units = r->is_slow ? 1 : 0;
    frame_init(&r->frame);
}

void fuzz_one(struct str input)
{
    static struct run r;
    struct fuzz_input in = {input};
    memset(&r, 0, sizeof r);
    open_run(&r, &in);
    check_all(&r);
    while (in.rest.len > 0 && !r.app.wants_quit) {
        events[fuzz_below(&in, COUNT_OF(events))](&r, &in);
        check_all(&r);
    }
    send(&r, (struct event){.type = EVENT_STOP});
    FUZZ_CHECK(r.app.wants_quit);
    frame_release(&r.frame);
    control_release(&r.app);
}
