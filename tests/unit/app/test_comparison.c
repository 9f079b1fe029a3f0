/*
 * Tests of app/comparison.h, app/against.h and app/gutter.h, and of --against without a screen: the real table
 * against a copy with one note changed, one task renumbered, one that is new, one that is gone.
 */
#include "app/comparison.h"
#include "app/remake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "app/activity.h"
#include "app/batch.h"
#include "app/control.h"
#include "app/gutter.h"
#include "tests/unit/app/fixture.h"

#define REAL_ROWS 53

static char folder[64], old_file[96], args[256];

/* The earlier table: 149 with another note, 152 under the number 252, 155 not there yet, and a task of its
 * own. */
static void write_old(const char *path)
{
    FILE *in = fopen(REAL_TABLE, "r"), *out = fopen(path, "w");
    char *line = NULL;
    size_t cap = 0;
    assert_true(in && out);
    while (getline(&line, &cap, in) > 0)
        if (strncmp(line, "149\t", 4) == 0)
            fputs("149\t肖友华\t加快建设徐民高速单县至曹县段\t年底\t土地组卷正在编制\t是\t市交通运"
                  "输局\n",
                  out);
        else if (strncmp(line, "152\t", 4) == 0)
            fprintf(out, "2%s", line + 1);
        else if (strncmp(line, "155\t", 4) != 0)
            fputs(line, out);
    fputs("\n301\t肖友华\t一项旧任务\t年底\t已经完成\t是\t市公安局\n", out);
    free(line);
    fclose(in);
    fclose(out);
}

static int make_old(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/duban-against-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(old_file, sizeof old_file, "%s/q2.tsv", folder);
    write_old(old_file);
    snprintf(args, sizeof args, "--lang=zh --against=%s " REAL_TABLE, old_file);
    return 0;
}

static int remove_old(void **state)
{
    (void)state;
    unlink(old_file);
    return rmdir(folder);
}

static uint32_t row_of(const struct app *a, const char *no)
{
    size_t pos = view_find_no(&a->view, a->table, str_from(no));
    assert_int_not_equal(pos, POS_NONE);
    return a->view.rows[pos];
}

static char sign_of(const struct app *a, const char *no)
{
    char signs[GUTTER_SIGNS_MAX] = {0};
    assert_int_equal(gutter_signs(a, row_of(a, no), signs), 1);
    return signs[0];
}

/* ---- on the screen ---- */

static void the_list_has_a_sign_for_each_record(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, args, 30, 100);
    assert_int_equal(gutter_cells(&a), 3);
    assert_int_equal(sign_of(&a, "149"), '~');
    assert_int_equal(sign_of(&a, "152"), '=');
    assert_int_equal(sign_of(&a, "155"), '+');
    size_t same = 0;
    for (size_t pos = 0; pos < a.view.count; pos++) {
        char signs[GUTTER_SIGNS_MAX] = {0};
        gutter_signs(&a, a.view.rows[pos], signs);
        same += signs[0] == '=';
    }
    assert_int_equal(same, REAL_ROWS - 2);
    control_release(&a);
}

/* The lines of the page that have a key (a count or a number), as "key text", one a line. */
static void page_text(const struct app *a, struct buf *out)
{
    for (size_t i = 0; i < a->page.count; i++) {
        if (a->page.lines[i].key_cells == 0)
            continue;
        buf_append_str(out, str_trim(page_line_text(&a->page, i)));
        buf_append_byte(out, '\n');
    }
}

static void the_page_counts_exactly_what_changed(void **state)
{
    (void)state;
    struct app a;
    struct buf text = BUF_INIT;
    open_app(&a, args, 30, 100);
    play(&a, "=");
    assert_int_equal(a.page.kind, PAGE_AGAINST);
    page_text(&a, &text);
    assert_string_equal(buf_cstr(&text),
                        "1  ~ 变化\n"
                        "51    未变\n"
                        "1  + 新增\n"
                        "51  = 情况未变\n"
                        "1    改号\n"
                        "301  一项旧任务 | 肖友华 | 年底 | 已经完成 | 是 | 市公安局\n");
    play(&a, "=");
    assert_int_equal(a.page.kind, PAGE_NONE);
    buf_release(&text);
    control_release(&a);
}

static void enter_on_a_count_filters_and_q_goes_back(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, args, 30, 100);
    play(&a, "& 市 公 安 Enter");
    size_t before = a.view.count;
    play(&a, "= j j Enter");
    assert_int_equal(a.page.kind, PAGE_NONE);
    assert_int_equal(a.view.count, 1);
    assert_string_equal(no_under_cursor(&a), "155");
    assert_string_equal(buf_cstr(&a.filter_text), "is:新增");
    play(&a, "q");
    assert_int_equal(a.page.kind, PAGE_AGAINST);
    assert_int_equal(a.page.lines[a.page.cursor].target, 2);
    play(&a, "q");
    assert_int_equal(a.view.count, before);
    assert_false(a.wants_quit);
    control_release(&a);
}

static void a_task_that_is_gone_leads_nowhere(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, args, 30, 100);
    play(&a, "= G Enter");
    assert_int_equal(a.page.kind, PAGE_AGAINST);
    assert_int_equal(a.notice_kind, NOTICE_INFO);
    control_release(&a);
}

static const struct {
    const char *query;
    size_t count;
} queries[] = {
    {"is:changed", 1},    {"is:same", 51},      {"is:new", 1},   {"is:gone", 0},
    {"is:same-note", 51}, {"is:renumbered", 1}, {"!is:same", 2}, {"is:改号 152", 1},
};

static void conditions_find_exactly_those(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, args, 30, 100);
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        assert_true(app_set_filter(&a, str_from(queries[i].query), NULL));
        remake_all(&a);
        assert_int_equal(a.view.count, queries[i].count);
    }
    control_release(&a);
}

static void without_an_earlier_table_its_conditions_are_refused(void **state)
{
    (void)state;
    struct app a;
    struct diag d = {0};
    open_app(&a, REAL_TABLE, 30, 100);
    assert_int_equal(gutter_cells(&a), 2);
    assert_false(app_set_filter(&a, STR("is:changed"), &d));
    assert_int_equal(d.reason, MSG_QUERY_NO_EARLIER);
    assert_false(app_set_filter(&a, STR("is:gone"), &d));
    assert_false(search_set(&a.search, STR("is:new"), &a.review, &d));
    control_release(&a);
}

static void a_reload_keeps_the_comparison(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, args, 30, 100);
    const struct table *earlier = a.against.table;
    play(&a, "& i s : n e w Enter R");
    assert_ptr_equal(a.against.table, earlier);
    assert_int_equal(a.view.count, 1);
    assert_string_equal(no_under_cursor(&a), "155");
    control_release(&a);
}

static void a_file_is_asked_for_where_none_was_named(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    play(&a, "=");
    assert_int_equal(a.prompt, PROMPT_AGAINST);
    play(&a, "/ n o n e Enter"); /* it stays, with the reason, to be mended */
    assert_int_equal(a.prompt, PROMPT_AGAINST);
    assert_int_equal(a.prompt_error.err, ERR_OPEN);
    play(&a, "C-u");
    control_handle(&a, &(struct event){.type = EVENT_PASTE, .text = str_from(old_file)});
    play(&a, "Enter");
    while (control_is_busy(&a))
        control_work(&a);
    assert_int_equal(a.prompt, PROMPT_NONE);
    assert_int_equal(a.page.kind, PAGE_AGAINST);
    play(&a, "q");
    assert_int_equal(sign_of(&a, "149"), '~');
    control_release(&a);
}

/* ---- in slices ---- */

static void type_earlier_file(struct app *a, const char *file)
{
    a->comparison_asked = false;
    comparison_open_prompt(a);
    control_handle(a, &(struct event){.type = EVENT_PASTE, .text = str_from(file)});
    play(a, "Enter");
}

/* Compares with another earlier file, in slices, and stops on the way. */
static void begin_comparing(struct app *a, const char *file)
{
    a->slice_units = 100;
    type_earlier_file(a, file);
    while (control_is_busy(a) && !(a->against.making && compare_percent(a->against.making) > 30))
        control_work(a);
    assert_non_null(a->against.making);
}

static void work_to_the_end(struct app *a)
{
    while (control_is_busy(a))
        control_work(a);
}

static void assert_activity(const struct app *a, const char *words)
{
    struct buf text = BUF_INIT;
    activity_append(a, &text);
    if (words[0] == '\0' ? text.len > 0 : !strstr(buf_cstr(&text), words))
        fail_msg("“%s” is not “%s”", buf_cstr(&text), words);
    buf_release(&text);
}

static void keys_are_answered_while_tables_are_compared(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "--lang=zh " REAL_TABLE, 30, 100);
    begin_comparing(&a, old_file);
    assert_activity(&a, "正在对比 ");
    assert_activity(&a, "（Esc 取消）");
    assert_null(a.review.compare);
    size_t cursor = a.cursor;
    play(&a, "j j");
    assert_int_equal(a.cursor, cursor + 2);
    play(&a, "="); /* not a second prompt */
    assert_int_equal(a.prompt, PROMPT_NONE);
    assert_int_equal(a.page.kind, PAGE_NONE);
    work_to_the_end(&a);
    assert_int_equal(a.page.kind, PAGE_AGAINST);
    assert_activity(&a, "");
    play(&a, "q");
    assert_int_equal(sign_of(&a, "149"), '~');
    assert_int_equal(a.cursor, cursor + 2);
    control_release(&a);
}

static void esc_gives_a_comparison_up_and_leaves_all_as_it_was(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    const struct table *present = a.table;
    begin_comparing(&a, old_file);
    play(&a, "j Esc");
    assert_false(control_is_busy(&a));
    assert_activity(&a, "");
    assert_null(a.review.compare);
    assert_null(a.against.fresh);
    assert_ptr_equal(a.table, present);
    assert_int_equal(a.view.count, REAL_ROWS);
    assert_int_equal(a.cursor, 1);
    assert_int_equal(a.page.kind, PAGE_NONE);
    assert_int_equal(gutter_cells(&a), 2);
    play(&a, "="); /* there is none: asks again */
    assert_int_equal(a.prompt, PROMPT_AGAINST);
    control_release(&a);
}

static void a_comparison_stays_until_the_next_one_is_made(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, args, 30, 100);
    const struct compare *first = a.review.compare;
    assert_non_null(first);
    play(&a, "& i s : c h a n g e d Enter");
    assert_int_equal(a.view.count, 1);
    begin_comparing(&a, REAL_TABLE);
    assert_ptr_equal(a.review.compare, first);
    play(&a, "Esc");
    assert_ptr_equal(a.review.compare, first);
    assert_int_equal(a.view.count, 1);
    type_earlier_file(&a, REAL_TABLE);
    work_to_the_end(&a);
    assert_int_equal(compare_counts(a.review.compare).of[CHANGE_SAME], REAL_ROWS);
    assert_int_equal(a.view.count, 0); /* nothing has changed since */
    control_release(&a);
}

static void a_reload_compares_in_slices_and_can_be_given_up(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, args, 30, 100);
    const struct table *present = a.table;
    const struct compare *first = a.review.compare;
    a.lang = LANG_ZH;
    a.slice_units = 100;
    play(&a, "& i s : n e w Enter R");
    while (a.reload && !(a.against.next && compare_percent(a.against.next) > 30))
        control_work(&a);
    assert_activity(&a, "正在对比 ");
    play(&a, "Esc");
    assert_ptr_equal(a.table, present);
    assert_ptr_equal(a.review.compare, first);
    assert_null(a.against.next);
    play(&a, "R");
    work_to_the_end(&a);
    assert_ptr_not_equal(a.table, present);
    assert_int_equal(compare_counts(a.review.compare).of[CHANGE_SAME], REAL_ROWS - 2);
    assert_int_equal(a.view.count, 1);
    assert_string_equal(no_under_cursor(&a), "155");
    control_release(&a);
}

static void a_reload_while_tables_are_compared_compares_them_anew(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 30, 100);
    const struct table *present = a.table;
    begin_comparing(&a, old_file);
    a.slice_units = SIZE_MAX; /* the reload is there first */
    play(&a, "R");
    assert_ptr_not_equal(a.table, present);
    assert_null(a.review.compare);
    assert_null(a.against.making);
    work_to_the_end(&a);
    assert_int_equal(compare_counts(a.review.compare).of[CHANGE_SAME], REAL_ROWS - 2);
    assert_int_equal(a.page.kind, PAGE_AGAINST);
    control_release(&a);
}

static void an_earlier_table_that_cannot_be_read_is_refused_at_the_start(void **state)
{
    (void)state;
    struct app a;
    struct options options;
    struct diag d = {0};
    char *argv[] = {"duban", "--against=/nowhere/q2.tsv", REAL_TABLE};
    assert_int_equal(options_parse(&options, COUNT_OF(argv), argv, &d), ERR_NONE);
    assert_int_equal(control_init(&a, &options, 24, 80, &d), ERR_OPEN);
    assert_string_equal(d.subject, "/nowhere/q2.tsv");
    argv[1] = "--against=samples/binary.tsv";
    assert_int_equal(options_parse(&options, COUNT_OF(argv), argv, &d), ERR_NONE);
    assert_int_not_equal(control_init(&a, &options, 24, 80, &d), ERR_NONE);
}

/* What was said of the file's header, roles and date was said of that file. */
static void the_earlier_table_is_recognised_by_itself(void **state)
{
    (void)state;
    struct options options;
    struct diag d = {0};
    char *argv[] = {"duban", "--header=5", "--as-of=2023-12-31", "--encoding=UTF-8", REAL_TABLE};
    assert_int_equal(options_parse(&options, COUNT_OF(argv), argv, &d), ERR_NONE);
    struct load_options earlier = options_load_earlier(&options);
    assert_int_equal(earlier.header_line, HEADER_AUTO);
    assert_false(date_is_set(earlier.as_of));
    assert_true(str_equal(earlier.encoding, STR("UTF-8")));
}

/* ---- without a screen ---- */

/* What `duban WORD... --against OLD TABLE` writes. */
static struct buf written(const char *output, const char *filter, bool *falls_short)
{
    struct options options;
    struct diag d = {0};
    struct batch_outcome outcome = {0};
    char against[128], *text = NULL;
    size_t len = 0;
    snprintf(against, sizeof against, "--against=%s", old_file);
    char *argv[] = {"duban", (char *)output, (char *)filter, against, "--lang=zh", REAL_TABLE};
    assert_int_equal(options_parse(&options, COUNT_OF(argv), argv, &d), ERR_NONE);
    FILE *out = open_memstream(&text, &len);
    assert_int_equal(batch_run(&options, out, 0, &outcome, &d), ERR_NONE);
    *falls_short = outcome.falls_short;
    buf_release(&outcome.remarks);
    fclose(out);
    struct buf b = BUF_INIT;
    buf_append(&b, text, len);
    free(text);
    return b;
}

static json_t *written_json(const char *output, const char *filter)
{
    bool falls_short;
    struct buf b = written(output, filter, &falls_short);
    json_t *root = json_loadb(b.ptr, b.len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    buf_release(&b);
    return root;
}

static json_int_t count_at(const json_t *root, const char *name)
{
    return json_integer_value(json_object_get(json_object_get(root, "against"), name));
}

static const char *text_at(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void json_has_exactly_those(void **state)
{
    (void)state;
    json_t *root = written_json("--print=json", "--filter="), *record;
    size_t i, changed = 0, fresh = 0, renumbered = 0;
    json_array_foreach(json_object_get(root, "records"), i, record)
    {
        const json_t *against = json_object_get(record, "against");
        const char *change = text_at(against, "change"), *no = text_at(record, "no");
        const char *old_no = text_at(against, "no");
        bool note_same = json_boolean_value(json_object_get(against, "note_same"));
        assert_int_equal(json_object_size(against), 3);
        if (strcmp(change, "same") != 0)
            assert_string_equal(no, strcmp(change, "new") == 0 ? "155" : "149");
        assert_int_equal(note_same, strcmp(change, "same") == 0);
        changed += strcmp(change, "changed") == 0;
        fresh += strcmp(change, "new") == 0;
        if (old_no && strcmp(old_no, no) != 0) {
            assert_string_equal(no, "152");
            assert_string_equal(old_no, "252");
            renumbered++;
        }
        assert_int_equal(old_no == NULL, strcmp(change, "new") == 0);
    }
    assert_int_equal(changed, 1);
    assert_int_equal(fresh, 1);
    assert_int_equal(renumbered, 1);
    json_t *gone = json_object_get(root, "gone");
    assert_int_equal(json_array_size(gone), 1);
    assert_string_equal(text_at(json_array_get(gone, 0), "no"), "301");
    assert_string_equal(text_at(json_array_get(gone, 0), "target"), "一项旧任务");
    json_decref(root);
}

static void the_summary_counts_the_view(void **state)
{
    (void)state;
    static const char *const names[] = {"changed", "same",      "new",
                                        "gone",    "note_same", "renumbered"};
    static const json_int_t all[] = {1, 51, 1, 1, 51, 1}, few[] = {1, 1, 0, 1, 1, 0};
    json_t *root = written_json("--summary=json", "--filter=");
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_int_equal(count_at(root, names[i]), all[i]);
    json_decref(root);
    root = written_json("--summary=json", "--filter=no>=149 no<=150");
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_int_equal(count_at(root, names[i]), few[i]);
    json_decref(root);
}

static void the_text_names_the_earlier_table_and_what_is_gone(void **state)
{
    (void)state;
    bool falls_short = true;
    struct buf b = written("--summary=text", "--filter=", &falls_short);
    assert_false(falls_short);
    assert_non_null(strstr(buf_cstr(&b), old_file));
    assert_non_null(strstr(buf_cstr(&b), "有变化 1，未变 51"));
    assert_non_null(strstr(buf_cstr(&b), "301  一项旧任务"));
    buf_release(&b);
}

static void a_comparison_that_is_not_there_is_not_written(void **state)
{
    (void)state;
    struct options options;
    struct diag d = {0};
    struct batch_outcome outcome = {0};
    char *argv[] = {"duban", "--print=json", REAL_TABLE}, *text = NULL;
    size_t len = 0;
    assert_int_equal(options_parse(&options, COUNT_OF(argv), argv, &d), ERR_NONE);
    FILE *out = open_memstream(&text, &len);
    assert_int_equal(batch_run(&options, out, 0, &outcome, &d), ERR_NONE);
    fclose(out);
    assert_null(strstr(text, "\"against\""));
    assert_null(strstr(text, "\"gone\""));
    free(text);
    options.filter = STR("is:changed");
    assert_int_equal(batch_run(&options, stdout, 0, &outcome, &d), ERR_QUERY);
    assert_int_equal(d.reason, MSG_QUERY_NO_EARLIER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_has_a_sign_for_each_record),
        cmocka_unit_test(the_page_counts_exactly_what_changed),
        cmocka_unit_test(enter_on_a_count_filters_and_q_goes_back),
        cmocka_unit_test(a_task_that_is_gone_leads_nowhere),
        cmocka_unit_test(conditions_find_exactly_those),
        cmocka_unit_test(without_an_earlier_table_its_conditions_are_refused),
        cmocka_unit_test(a_reload_keeps_the_comparison),
        cmocka_unit_test(a_file_is_asked_for_where_none_was_named),
        cmocka_unit_test(keys_are_answered_while_tables_are_compared),
        cmocka_unit_test(esc_gives_a_comparison_up_and_leaves_all_as_it_was),
        cmocka_unit_test(a_comparison_stays_until_the_next_one_is_made),
        cmocka_unit_test(a_reload_compares_in_slices_and_can_be_given_up),
        cmocka_unit_test(a_reload_while_tables_are_compared_compares_them_anew),
        cmocka_unit_test(an_earlier_table_that_cannot_be_read_is_refused_at_the_start),
        cmocka_unit_test(the_earlier_table_is_recognised_by_itself),
        cmocka_unit_test(json_has_exactly_those),
        cmocka_unit_test(the_summary_counts_the_view),
        cmocka_unit_test(the_text_names_the_earlier_table_and_what_is_gone),
        cmocka_unit_test(a_comparison_that_is_not_there_is_not_written),
    };
    return cmocka_run_group_tests_name("app/comparison", tests, make_old, remove_old);
}
