/* Tests of app/annotate.h and app/notebook.h: marks and remarks from the keyboard, and where they are kept. */
#include "app/annotate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/control.h"
#include "app/gutter.h"
#include "app/world.h"
#include "tests/unit/app/fixture.h"
#include "text/utf8.h"

#define TABLE "samples/behind.tsv"

static char folder[64], state_file[128], shared_file[96];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/duban-annotate-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(state_file, sizeof state_file, "%s/state/duban/review.db", folder);
    snprintf(shared_file, sizeof shared_file, "%s/shared.db", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char path[160];
    unlink(state_file);
    unlink(shared_file);
    snprintf(path, sizeof path, "%s/state/duban", folder);
    rmdir(path);
    snprintf(path, sizeof path, "%s/state", folder);
    rmdir(path);
    return rmdir(folder);
}

static void append_now(struct buf *out)
{
    buf_append_str(out, STR("2026-11-24 14:03"));
}

/* A reviewer at a screen. */
struct desk {
    struct app app;
    struct options options;
    struct world world;
};

static void work(struct app *a)
{
    while (control_is_busy(a))
        control_work(a);
}

static void sit_down(struct desk *d, const char *login, const char *review)
{
    struct diag diag = {0};
    char option[128], *argv[] = {"duban", TABLE, option};
    snprintf(option, sizeof option, "--review=%s", review ? review : "");
    assert_int_equal(options_parse(&d->options, review ? 3 : 2, argv, &diag), ERR_NONE);
    d->options.review = str_from(review);
    d->world = (struct world){str_from(login), str_from(state_file), append_now};
    d->options.world = &d->world;
    assert_int_equal(control_init(&d->app, &d->options, 30, 100, &diag), ERR_NONE);
    work(&d->app);
}

static void leave(struct desk *d)
{
    control_release(&d->app);
}

static void type(struct app *a, const char *text)
{
    struct str s = str_from(text);
    for (size_t off = 0; off < s.len;) {
        uint32_t key = utf8_decode(s, &off);
        control_handle(a, &(struct event){.type = EVENT_KEY, .key = key == '\n' ? K_ENTER : key});
    }
}

static bool is_marked(const struct app *a, uint32_t row)
{
    return notes_is_marked(&a->review, row);
}

/* The remarks on a record, "who when text", one a line; a static buffer. */
static const char *remarks_on(const struct app *a, uint32_t row)
{
    static char out[512];
    size_t count, at = 0;
    const struct remark *remarks = notes_remarks(&a->review, row, &count);
    out[0] = '\0';
    for (size_t i = 0; i < count; i++)
        at +=
            (size_t)snprintf(out + at, sizeof out - at, "%.*s %.*s %.*s\n", STR_ARG(remarks[i].who),
                             STR_ARG(remarks[i].when), STR_ARG(remarks[i].text));
    return out;
}

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

/* ---- marks ---- */

static void m_marks_and_goes_on(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    type(&d.app, "mjm");
    assert_true(is_marked(&d.app, 0));
    assert_false(is_marked(&d.app, 1));
    assert_true(is_marked(&d.app, 2));
    assert_int_equal(d.app.cursor, 3);
    type(&d.app, "g3m"); /* takes away, sets, takes away */
    assert_false(is_marked(&d.app, 0));
    assert_true(is_marked(&d.app, 1));
    assert_false(is_marked(&d.app, 2));
    type(&d.app, "G9m"); /* no further than the last one */
    assert_true(is_marked(&d.app, table_rows(d.app.table) - 1));
    assert_int_equal(notes_mark_count(d.app.review.notes), 2);
    leave(&d);
}

static void the_next_mark_is_found_round_the_end(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    type(&d.app, "'");
    assert_int_equal(d.app.notice_kind, NOTICE_INFO);
    assert_int_equal(d.app.cursor, 0);
    type(&d.app, "jmjjm");
    type(&d.app, "g'");
    assert_int_equal(d.app.cursor, 1);
    type(&d.app, "'");
    assert_int_equal(d.app.cursor, 4);
    assert_int_equal(d.app.notice_kind, NOTICE_NONE);
    type(&d.app, "'");
    assert_int_equal(d.app.cursor, 1);
    assert_int_equal(d.app.notice_kind, NOTICE_INFO); /* the search begins at the top again */
    leave(&d);
}

static void a_filter_on_marks_follows_them(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    type(&d.app, "mmm&is:marked\n");
    assert_int_equal(d.app.view.count, 3);
    type(&d.app, "gm"); /* it leaves the view, and the next one comes to its place */
    assert_int_equal(d.app.view.count, 2);
    assert_int_equal(d.app.cursor, 0);
    leave(&d);
}

static void clearing_asks_first(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    type(&d.app, "M");
    assert_int_equal(d.app.prompt, PROMPT_NONE); /* nothing to clear */
    type(&d.app, "mmMn");
    assert_int_equal(notes_mark_count(d.app.review.notes), 2);
    type(&d.app, "M\n"); /* Enter is no answer */
    assert_int_equal(d.app.prompt, PROMPT_CLEAR_MARKS);
    type(&d.app, "y");
    assert_int_equal(notes_mark_count(d.app.review.notes), 0);
    leave(&d);
    sit_down(&d, "li", NULL);
    assert_int_equal(notes_mark_count(d.app.review.notes), 0);
    leave(&d);
}

/* ---- where they are kept ---- */

static void marks_and_remarks_are_there_the_next_time(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    type(&d.app, "me请说明\n");
    assert_int_equal(d.app.prompt, PROMPT_NONE);
    assert_string_equal(remarks_on(&d.app, 1), "li 2026-11-24 14:03 请说明\n");
    leave(&d);
    struct stat status;
    assert_int_equal(stat(state_file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    sit_down(&d, "li", NULL);
    assert_true(is_marked(&d.app, 0));
    assert_string_equal(remarks_on(&d.app, 1), "li 2026-11-24 14:03 请说明\n");
    leave(&d);
}

static void send_keys(struct app *a, const char *keys)
{
    for (; *keys; keys++)
        control_handle(a, &(struct event){.type = EVENT_KEY, .key = (unsigned char)*keys});
}

/* A filter asked for before takes its time, and leaves nothing in the view while the line is typed. */
static void a_remark_is_on_the_record_at_which_it_was_begun(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    d.app.slice_units = 1;
    send_keys(&d.app, "j&is:marked\re");
    assert_int_equal(d.app.prompt, PROMPT_REMARK);
    uint32_t row = app_row(&d.app);
    assert_int_not_equal(row, ROW_NONE);
    while (control_is_busy(&d.app))
        control_work(&d.app);
    assert_int_equal(app_row(&d.app), ROW_NONE);
    send_keys(&d.app, "why\r");
    assert_string_equal(remarks_on(&d.app, row), "li 2026-11-24 14:03 why\n");
    leave(&d);
}

static void looking_makes_nothing(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    type(&d.app, "'jjG&is:remarked\n");
    leave(&d);
    char path[96];
    snprintf(path, sizeof path, "%s/state", folder);
    assert_false(exists(path));
    sit_down(&d, "li", shared_file);
    type(&d.app, "'xM");
    leave(&d);
    assert_false(exists(shared_file));
}

static void without_a_place_marks_last_for_the_run_and_remarks_are_refused(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", "/nowhere/review.db");
    assert_int_equal(d.app.notice_kind, NOTICE_NONE);
    type(&d.app, "m");
    assert_true(is_marked(&d.app, 0));
    assert_int_equal(d.app.notice_kind, NOTICE_ERROR);
    type(&d.app, "m"); /* said once */
    assert_int_equal(d.app.notice_kind, NOTICE_NONE);
    type(&d.app, "e请说明\n");
    assert_int_equal(d.app.prompt, PROMPT_REMARK); /* the words are not lost */
    assert_int_equal(d.app.prompt_error.err, ERR_OPEN);
    assert_string_equal(buf_cstr(&d.app.line.text), "请说明");
    leave(&d);
}

static void a_file_that_is_no_store_is_told_and_left_alone(void **state)
{
    (void)state;
    struct desk d;
    FILE *f = fopen(shared_file, "w");
    fputs("a letter to somebody", f);
    fclose(f);
    sit_down(&d, "li", shared_file);
    assert_int_equal(d.app.notice_kind, NOTICE_ERROR);
    type(&d.app, "m");
    assert_true(is_marked(&d.app, 0));
    leave(&d);
    char text[64] = "";
    f = fopen(shared_file, "r");
    assert_non_null(fgets(text, sizeof text, f));
    fclose(f);
    assert_string_equal(text, "a letter to somebody");
}

static void nobody_writes_nothing(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "", NULL);
    type(&d.app, "me请说明\n");
    assert_true(is_marked(&d.app, 0));
    assert_int_equal(d.app.prompt, PROMPT_REMARK);
    assert_int_equal(d.app.prompt_error.reason, MSG_NOTES_NOBODY);
    leave(&d);
    assert_false(exists(state_file));
}

static void a_reload_and_another_quarter_keep_them(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    type(&d.app, "me请说明\nR");
    work(&d.app);
    assert_true(is_marked(&d.app, 0));
    assert_string_equal(remarks_on(&d.app, 1), "li 2026-11-24 14:03 请说明\n");
    d.options.file = STR("samples/behind-q2.tsv");
    type(&d.app, "R");
    work(&d.app);
    assert_true(is_marked(&d.app, 0));
    assert_string_equal(remarks_on(&d.app, 1), "li 2026-11-24 14:03 请说明\n");
    leave(&d);
}

/* ---- several reviewers ---- */

static void others_remarks_come_by_the_watch(void **state)
{
    (void)state;
    struct desk li, wang;
    sit_down(&li, "li", shared_file);
    sit_down(&wang, "wang", shared_file);
    assert_int_equal(wakes_of(&li.app), 2); /* and the table */
    type(&wang.app, "me王的批注\n");
    control_work(&li.app); /* as the loop does when the descriptor is readable */
    assert_string_equal(remarks_on(&li.app, 1), "wang 2026-11-24 14:03 王的批注\n");
    assert_false(is_marked(&li.app, 0)); /* a mark is one's own */
    type(&li.app, "je李的批注\n");
    control_work(&wang.app);
    assert_string_equal(remarks_on(&wang.app, 1), "wang 2026-11-24 14:03 王的批注\n"
                                                  "li 2026-11-24 14:03 李的批注\n");
    leave(&li);
    leave(&wang);
}

static void the_usual_place_is_not_watched(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    assert_int_equal(wakes_of(&d.app), 1); /* the table alone */
    leave(&d);
}

static void only_ones_own_newest_remark_is_removed(void **state)
{
    (void)state;
    struct desk li, wang;
    sit_down(&li, "li", shared_file);
    type(&li.app, "e一\ne二\n");
    sit_down(&wang, "wang", shared_file);
    type(&wang.app, "x");
    assert_int_equal(wang.app.prompt, PROMPT_NONE);
    assert_int_equal(wang.app.notice_kind, NOTICE_INFO);
    type(&wang.app, "e三\n");
    control_work(&li.app);
    type(&li.app, "x");
    assert_int_equal(li.app.prompt, PROMPT_REMOVE_REMARK);
    assert_string_equal(buf_cstr(&li.app.line.text), "二");
    type(&li.app, "n");
    type(&li.app, "xy");
    assert_string_equal(remarks_on(&li.app, 0), "li 2026-11-24 14:03 一\n"
                                                "wang 2026-11-24 14:03 三\n");
    leave(&li);
    leave(&wang);
}

/* ---- what is shown ---- */

static void signs_take_a_cell_each_while_they_say_something(void **state)
{
    (void)state;
    struct desk d;
    char signs[GUTTER_SIGNS_MAX];
    sit_down(&d, "li", NULL);
    assert_int_equal(gutter_cells(&d.app), 2);
    type(&d.app, "m");
    assert_int_equal(gutter_cells(&d.app), 3);
    assert_int_equal(gutter_signs(&d.app, 0, signs), 1);
    assert_int_equal(signs[0], '*');
    type(&d.app, "e请说明\n");
    assert_int_equal(gutter_signs(&d.app, 0, signs), 2);
    assert_memory_equal(signs, "* ", 2);
    assert_int_equal(gutter_signs(&d.app, 1, signs), 2);
    assert_memory_equal(signs, " \"", 2);
    leave(&d);
}

static void the_card_ends_with_who_when_and_what(void **state)
{
    (void)state;
    struct desk d;
    sit_down(&d, "li", NULL);
    type(&d.app, "e请说明原因\n");
    const struct card *c = &d.app.card;
    const struct card_line *last = &c->lines[c->line_count - 1];
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < last->span_count; i++) {
        const struct card_span *span = &c->spans[last->first_span + i];
        assert_int_equal(span->column, COLUMN_NONE);
        buf_printf(&text, "%.*s|", STR_ARG(span->text));
    }
    assert_string_equal(buf_cstr(&text), "批注|li| |2026-11-24 14:03|  |请说明原因|");
    buf_release(&text);
    leave(&d);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(m_marks_and_goes_on),
        IN_FOLDER(the_next_mark_is_found_round_the_end),
        IN_FOLDER(a_filter_on_marks_follows_them),
        IN_FOLDER(clearing_asks_first),
        IN_FOLDER(marks_and_remarks_are_there_the_next_time),
        IN_FOLDER(a_remark_is_on_the_record_at_which_it_was_begun),
        IN_FOLDER(looking_makes_nothing),
        IN_FOLDER(without_a_place_marks_last_for_the_run_and_remarks_are_refused),
        IN_FOLDER(a_file_that_is_no_store_is_told_and_left_alone),
        IN_FOLDER(nobody_writes_nothing),
        IN_FOLDER(a_reload_and_another_quarter_keep_them),
        IN_FOLDER(others_remarks_come_by_the_watch),
        IN_FOLDER(the_usual_place_is_not_watched),
        IN_FOLDER(only_ones_own_newest_remark_is_removed),
        IN_FOLDER(signs_take_a_cell_each_while_they_say_something),
        IN_FOLDER(the_card_ends_with_who_when_and_what),
    };
    return cmocka_run_group_tests_name("app/annotate", tests, NULL, NULL);
}
