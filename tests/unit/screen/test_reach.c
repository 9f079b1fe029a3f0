/*
 * Every character of every note can be brought on the screen, whatever its size, and none is lost between
 * lines: the detail pane is scrolled a line at a time, what it shows is read back from the frame.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/control.h"
#include "screen/ui.h"
#include "tests/unit/shared/memcheck.h"

/* Sanitizers and memcheck take ten times as long and more: with them some heights do. */
#ifdef __SANITIZE_ADDRESS__
#define ROWS_STEP 13
#else
#define ROWS_STEP (is_under_memcheck() ? 13 : 1)
#endif

static struct options options;
static struct app app;
static struct frame frame;

static void press(uint32_t key)
{
    control_handle(&app, &(struct event){.type = EVENT_KEY, .key = key});
}

/* Appends a row of the pane without its blanks. */
static void read_row(struct buf *out, int y)
{
    struct rect r = app.layout.detail;
    for (int x = r.x; x < r.x + r.width; x++) {
        const struct frame_cell *c = frame_at(&frame, y, x);
        if (c->len > 0 && !(c->len == 1 && c->bytes[0] == ' '))
            buf_append(out, c->bytes, c->len);
    }
}

static void append_unblanked(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != ' ')
            buf_append_byte(out, s.ptr[i]);
}

/* All that scrolling down from the top with a key brings into sight. */
static void read_all(struct buf *out, uint32_t down)
{
    size_t above, below;
    buf_clear(out);
    ui_draw(&app, &frame);
    struct rect r = app.layout.detail;
    for (int y = r.y; y < r.y + r.height; y++)
        read_row(out, y);
    for (app_card_hidden(&app, &above, &below); below > 0; app_card_hidden(&app, &above, &below)) {
        press(down);
        ui_draw(&app, &frame);
        read_row(out, r.y + r.height - 1);
    }
}

static void assert_note_is_reached(int rows, int cols, uint32_t down)
{
    struct buf seen = BUF_INIT, note = BUF_INIT;
    uint32_t column = table_find_role(app.table, ROLE_NOTE);
    read_all(&seen, down);
    append_unblanked(&note, table_cell(app.table, app_row(&app), column));
    if (str_find(buf_str(&seen), buf_str(&note), 0) == SIZE_MAX)
        fail_msg("%dx%d, row %u: %s", cols, rows, app_row(&app), buf_cstr(&seen));
    buf_release(&seen);
    buf_release(&note);
}

/* The next record, other ones at each size: on the whole screen, and under or beside the list where the
 * size leaves room for the pane. */
static void review_next(int rows, int cols)
{
    static size_t turn;
    control_handle(&app, &(struct event){.type = EVENT_RESIZE, .rows = rows, .cols = cols});
    app_set_cursor(&app, turn++ % app.view.count);
    press(K_ENTER);
    press('g');
    assert_note_is_reached(rows, cols, 'j');
    press('q');
    press(app.cursor + 1 < app.view.count ? 'j' : 'g');
    if (app.layout.detail.height > 0)
        assert_note_is_reached(rows, cols, 'J');
}

static void every_note_is_reached_at_every_size(void **state)
{
    (void)state;
    for (int cols = 20; cols <= 300; cols++)
        for (int rows = 5; rows <= 100; rows += ROWS_STEP)
            review_next(rows, cols);
}

/* The smallest and the usual sizes, every record. */
static void every_note_is_reached_at_the_usual_sizes(void **state)
{
    (void)state;
    static const int sizes[][2] = {{5, 20}, {8, 30}, {24, 80}, {30, 100}, {40, 140}};
    for (size_t i = 0; i < COUNT_OF(sizes); i++)
        for (size_t n = 0; n < app.view.count; n++)
            review_next(sizes[i][0], sizes[i][1]);
}

static int open_table(void **state)
{
    (void)state;
    char *argv[] = {"duban", "samples/heze-2023-q3.tsv"};
    struct diag d = {0};
    if (options_parse(&options, 2, argv, &d) != ERR_NONE ||
        control_init(&app, &options, 24, 80, &d) != ERR_NONE)
        return -1;
    while (control_is_busy(&app))
        control_work(&app);
    frame_init(&frame);
    return 0;
}

static int close_table(void **state)
{
    (void)state;
    control_release(&app);
    frame_release(&frame);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_note_is_reached_at_every_size),
        cmocka_unit_test(every_note_is_reached_at_the_usual_sizes),
    };
    return cmocka_run_group_tests_name("reach", tests, open_table, close_table);
}
