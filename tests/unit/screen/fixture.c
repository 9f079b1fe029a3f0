/*
 * fixture: one app and one frame, in static memory.
 */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture fixture;

void draw(void)
{
    ui_draw(&fixture.app, &fixture.frame);
}

void open_file(const char *file, const char *extra, int rows, int cols)
{
    char words[64], *args[3] = {"duban", words, (char *)(uintptr_t)file};
    struct diag d = {0};
    snprintf(words, sizeof words, "%s", *extra ? extra : "--lang=zh");
    assert_int_equal(options_parse(&fixture.options, 3, args, &d), ERR_NONE);
    assert_int_equal(control_init(&fixture.app, &fixture.options, rows, cols, &d), ERR_NONE);
    while (control_is_busy(&fixture.app))
        control_work(&fixture.app);
    frame_init(&fixture.frame);
    draw();
}

void open_sample(int rows, int cols)
{
    open_file(SAMPLE, "", rows, cols);
}

void close_app(void)
{
    control_release(&fixture.app);
    frame_release(&fixture.frame);
    width_set_ambiguous(false);
}

void press(const char *keys)
{
    struct str rest = str_from(keys), name;
    while (str_split(&rest, ' ', &name)) {
        struct event e = {.type = EVENT_KEY};
        assert_true(key_parse(name, &e.key));
        control_handle(&fixture.app, &e);
    }
    draw();
}

void resize(int rows, int cols)
{
    struct event e = {.type = EVENT_RESIZE, .rows = rows, .cols = cols};
    control_handle(&fixture.app, &e);
    draw();
}

const char *row(int y)
{
    static char text[4096];
    size_t len = 0;
    const struct frame *f = &fixture.frame;
    y = y < 0 ? f->rows + y : y;
    for (int x = 0; x < f->cols; x++) {
        const struct frame_cell *c = frame_at(f, y, x);
        memcpy(text + len, c->bytes, c->len);
        len += c->len;
    }
    while (len > 0 && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
    return text;
}

void assert_row(int y, const char *expected)
{
    if (strcmp(row(y), expected) != 0)
        fail_msg("row %d is '%s', expected '%s'", y, row(y), expected);
}

void assert_holds(int y, const char *part)
{
    if (!strstr(row(y), part))
        fail_msg("row %d is '%s', expected '%s' in it", y, row(y), part);
}

int find_row(const char *part)
{
    for (int y = 0; y < fixture.frame.rows; y++)
        if (strstr(row(y), part))
            return y;
    fail_msg("no row holds '%s'", part);
    return -1;
}

int count_style(int y, unsigned style)
{
    int count = 0;
    for (int x = 0; x < fixture.frame.cols; x++)
        count += frame_at(&fixture.frame, y, x)->style == style;
    return count;
}

int count_flag(int y, unsigned flag)
{
    int count = 0;
    for (int x = 0; x < fixture.frame.cols; x++)
        count += (frame_at(&fixture.frame, y, x)->style & flag) != 0;
    return count;
}

void write_table(char name[32], const char *text)
{
    strcpy(name, "/tmp/duban-ui-XXXXXX");
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}
