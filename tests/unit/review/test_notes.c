/* Tests of review/notes.h: marks and remarks by record, in memory and from a store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/notes.h"
#include "tests/unit/review/fixture.h"
#include "tests/unit/review/store_fixture.h"

#define NUMBERED "序号\t责任目标内容\t完成时限\n1\t修路\t年底\n2\t建桥\t年底\n3\t植树\t年底\n"

/* A table with notes beside it. */
struct desk {
    struct table *table;
    struct notes *notes;
    struct review review;
};

static struct desk sit_down(const char *text)
{
    struct desk d = {.table = table_from(text), .notes = notes_new()};
    d.review = review_of(d.table);
    d.review.notes = d.notes;
    return d;
}

static void leave(struct desk *d)
{
    notes_free(d->notes);
    table_free(d->table);
}

static struct str table_key(const struct desk *d, struct buf *key)
{
    store_append_table_key(key, d->table);
    return buf_str(key);
}

static void a_review_without_notes_has_none(void **state)
{
    (void)state;
    struct desk d = sit_down(NUMBERED);
    size_t count = 9;
    d.review.notes = NULL;
    assert_false(notes_is_marked(&d.review, 0));
    assert_null(notes_remarks(&d.review, 0, &count));
    assert_int_equal(count, 0);
    leave(&d);
}

static void a_mark_is_set_and_cleared(void **state)
{
    (void)state;
    struct desk d = sit_down(NUMBERED);
    notes_set_mark(d.notes, d.table, 1, true);
    notes_set_mark(d.notes, d.table, 1, true);
    notes_set_mark(d.notes, d.table, 2, true);
    assert_int_equal(notes_mark_count(d.notes), 2);
    assert_false(notes_is_marked(&d.review, 0));
    assert_true(notes_is_marked(&d.review, 1));
    notes_set_mark(d.notes, d.table, 1, false);
    assert_false(notes_is_marked(&d.review, 1));
    assert_int_equal(notes_mark_count(d.notes), 1);
    notes_clear_marks(d.notes);
    assert_int_equal(notes_mark_count(d.notes), 0);
    assert_false(notes_is_marked(&d.review, 2));
    leave(&d);
}

/* The next quarter's table has other rows; the numbers are what is known. */
static void marks_keep_to_the_number_of_a_record(void **state)
{
    (void)state;
    struct desk d = sit_down(NUMBERED);
    notes_set_mark(d.notes, d.table, 2, true);
    struct table *next = table_from("序号\t责任目标内容\t完成时限\n3\t植树\t年底\n4\t治水\t年底\n");
    struct review r = review_of(next);
    r.notes = d.notes;
    assert_true(notes_is_marked(&r, 0));
    assert_false(notes_is_marked(&r, 1));
    table_free(next);
    leave(&d);
}

static void remarks_are_read_from_a_store_oldest_first(void **state)
{
    (void)state;
    struct desk d = sit_down(NUMBERED);
    struct store *s = open_store();
    struct buf key = BUF_INIT;
    struct str table = table_key(&d, &key);
    static const char *const texts[][2] = {{"no 2", "甲"}, {"no 1", "乙"}, {"no 2", "丙"}};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_int_equal(store_add_remark(s, table, str_from(texts[i][0]), STR("李"), WHEN,
                                          str_from(texts[i][1]), NULL),
                         ERR_NONE);
    const struct store_mark of_li = {STR("no 3"), true}, of_wang = {STR("no 1"), true};
    assert_int_equal(store_set_marks(s, table, STR("李"), &of_li, 1, NULL), ERR_NONE);
    assert_int_equal(store_set_marks(s, table, STR("王"), &of_wang, 1, NULL), ERR_NONE);
    assert_int_equal(notes_read(d.notes, s, table, STR("李"), NULL), ERR_NONE);
    size_t count;
    const struct remark *remarks = notes_remarks(&d.review, 1, &count);
    assert_int_equal(count, 2);
    assert_true(str_equal(remarks[0].text, STR("甲")));
    assert_true(str_equal(remarks[1].text, STR("丙")));
    (void)notes_remarks(&d.review, 0, &count);
    assert_int_equal(count, 1);
    assert_null(notes_remarks(&d.review, 2, &count));
    assert_int_equal(notes_remark_count(d.notes), 3);
    assert_true(notes_is_marked(&d.review, 2));
    assert_false(notes_is_marked(&d.review, 0)); /* that one is Wang's */
    buf_release(&key);
    store_close(s);
    leave(&d);
}

static void marks_in_memory_outlive_a_reading_for_nobody(void **state)
{
    (void)state;
    struct desk d = sit_down(NUMBERED);
    struct store *s = open_store();
    struct buf key = BUF_INIT;
    struct str table = table_key(&d, &key);
    notes_set_mark(d.notes, d.table, 0, true);
    assert_int_equal(store_add_remark(s, table, STR("no 1"), STR("李"), WHEN, STR("甲"), NULL),
                     ERR_NONE);
    assert_int_equal(notes_read(d.notes, s, table, STR(""), NULL), ERR_NONE);
    assert_true(notes_is_marked(&d.review, 0));
    assert_int_equal(notes_remark_count(d.notes), 1);
    assert_int_equal(notes_read(d.notes, s, table, STR("李"), NULL), ERR_NONE);
    assert_false(notes_is_marked(&d.review, 0));
    buf_release(&key);
    store_close(s);
    leave(&d);
}

static void notes_stay_when_the_store_cannot_be_read(void **state)
{
    (void)state;
    struct desk d = sit_down(NUMBERED);
    struct store *s = open_store();
    notes_set_mark(d.notes, d.table, 0, true);
    sqlite3 *raw = open_raw(file);
    run_raw(raw, "DROP TABLE remark");
    sqlite3_close(raw);
    struct diag diag = {0};
    assert_int_not_equal(notes_read(d.notes, s, STR("表"), STR("李"), &diag), ERR_NONE);
    assert_true(notes_is_marked(&d.review, 0));
    store_close(s);
    leave(&d);
}

static void a_query_asks_for_marks_and_remarks(void **state)
{
    (void)state;
    struct desk d = sit_down(NUMBERED);
    notes_set_mark(d.notes, d.table, 1, true);
    struct query *q = query_parse(STR("is:marked !is:批注"), d.table, NULL);
    assert_non_null(q);
    assert_true(query_asks(q, ASKS_NOTES));
    assert_false(query_asks(q, ASKS_COMPARISON));
    assert_false(query_matches(q, &d.review, 0));
    assert_true(query_matches(q, &d.review, 1));
    query_free(q);
    leave(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_review_without_notes_has_none),
        cmocka_unit_test(a_mark_is_set_and_cleared),
        cmocka_unit_test(marks_keep_to_the_number_of_a_record),
        IN_FOLDER(remarks_are_read_from_a_store_oldest_first),
        IN_FOLDER(marks_in_memory_outlive_a_reading_for_nobody),
        IN_FOLDER(notes_stay_when_the_store_cannot_be_read),
        cmocka_unit_test(a_query_asks_for_marks_and_remarks),
    };
    return cmocka_run_group_tests_name("review/notes", tests, NULL, NULL);
}
