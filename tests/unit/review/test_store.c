/* The store: what was written is there, and what is no store is left alone. */
#include "review/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "tests/unit/review/store_fixture.h"

/* ---- remarks and marks ---- */

static void assert_marks(struct store *s, const char *who, const char *expected)
{
    struct arena arena;
    struct str *marks;
    size_t count;
    struct buf keys = BUF_INIT;
    arena_init(&arena, 0);
    assert_int_equal(store_marks(s, TABLE, str_from(who), &arena, &marks, &count, NULL), ERR_NONE);
    for (size_t i = 0; i < count; i++)
        buf_printf(&keys, "%s%.*s", i > 0 ? " " : "", STR_ARG(marks[i]));
    assert_string_equal(buf_cstr(&keys), expected);
    buf_release(&keys);
    arena_release(&arena);
}

static void remarks_come_back_as_they_were_written_and_oldest_first(void **state)
{
    (void)state;
    static const struct str texts[] = {
        STR_INIT("请说明22km的口径"),
        STR_INIT("第一行\n第二行\r\n\t第三行"),
        STR_INIT("'; DROP TABLE remark; --"),
        STR_INIT("👨‍👩‍👧 e\xCC\x81 \xE2\x80\xAE\xEF\xBB\xBF"),
        STR_INIT("有\0空字节"),
        STR_INIT(" 两端的空格 "),
    };
    struct store *s = open_store();
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_int_equal(add(s, "王", texts[i], NULL), ERR_NONE);
    store_close(s);
    s = open_store();
    struct reading r = read_remarks(s);
    assert_int_equal(r.count, COUNT_OF(texts));
    for (size_t i = 0; i < r.count; i++) {
        assert_true(str_equal(r.remarks[i].text, texts[i]));
        assert_true(str_equal(r.remarks[i].record, RECORD));
        assert_true(str_equal(r.remarks[i].who, STR("王")));
        assert_true(str_equal(r.remarks[i].when, WHEN));
    }
    arena_release(&r.arena);
    store_close(s);
}

static void remarks_belong_to_their_table(void **state)
{
    (void)state;
    struct store *s = open_store();
    must_add(s, "a", "here");
    assert_int_equal(
        store_add_remark(s, STR("别的表"), STR("no 1"), STR("a"), STR("w"), STR("there"), NULL),
        ERR_NONE);
    assert_texts(s, "here");
    store_close(s);
}

static void a_remark_has_words_and_at_most_a_megabyte(void **state)
{
    (void)state;
    struct store *s = open_store();
    struct diag d;
    assert_int_equal(add(s, "a", STR(""), &d), ERR_USAGE);
    assert_int_equal(d.reason, MSG_STORE_REMARK_EMPTY);
    assert_int_equal(add(s, "a", STR(" \n\t\xE3\x80\x80"), &d), ERR_USAGE);
    struct buf long_text = BUF_INIT;
    while (long_text.len < STORE_REMARK_BYTES_MAX)
        buf_append_byte(&long_text, (char)('a' + long_text.len % 26));
    assert_int_equal(add(s, "a", buf_str(&long_text), &d), ERR_NONE);
    struct reading r = read_remarks(s);
    assert_int_equal(r.count, 1);
    assert_true(str_equal(r.remarks[0].text, buf_str(&long_text)));
    arena_release(&r.arena);
    buf_append_byte(&long_text, 'a');
    assert_int_equal(add(s, "a", buf_str(&long_text), &d), ERR_LIMIT);
    assert_int_equal(d.reason, MSG_STORE_REMARK_LONG);
    buf_release(&long_text);
    store_close(s);
}

static void one_removes_only_ones_own_remark(void **state)
{
    (void)state;
    struct store *s = open_store();
    struct diag d;
    must_add(s, "a", "of-a");
    must_add(s, "b", "of-b");
    struct reading r = read_remarks(s);
    int64_t of_a = r.remarks[0].id, of_b = r.remarks[1].id;
    arena_release(&r.arena);
    assert_int_equal(store_remove_remark(s, of_a, STR("b"), &d), ERR_USAGE);
    assert_int_equal(d.reason, MSG_STORE_NOT_YOURS);
    assert_texts(s, "of-a of-b");
    assert_int_equal(store_remove_remark(s, of_b, STR("b"), &d), ERR_NONE);
    assert_texts(s, "of-a");
    /* The number of a removed remark is not given to the next one. */
    must_add(s, "b", "new");
    assert_int_equal(store_remove_remark(s, of_b, STR("b"), &d), ERR_USAGE);
    assert_texts(s, "of-a new");
    store_close(s);
}

static void set_mark(struct store *s, const char *record, const char *who, bool on)
{
    struct store_mark mark = {str_from(record), on};
    assert_int_equal(store_set_marks(s, TABLE, str_from(who), &mark, 1, NULL), ERR_NONE);
}

static void marks_are_set_together_or_not_at_all(void **state)
{
    (void)state;
    struct store *s = open_store();
    const struct store_mark marks[] = {
        {STR("1"), false}, {STR("2"), true}, {STR("-9223372036854775808"), true}};
    set_mark(s, "1", "a", true);
    sqlite3 *raw = open_raw(file);
    run_raw(
        raw,
        "CREATE INDEX refuse ON mark(abs(CAST(record AS INTEGER)))"); /* has none of the third */
    assert_int_not_equal(store_set_marks(s, TABLE, STR("a"), marks, 3, NULL), ERR_NONE);
    assert_marks(s, "a", "1");
    run_raw(raw, "DROP INDEX refuse");
    sqlite3_close(raw);
    assert_int_equal(store_set_marks(s, TABLE, STR("a"), marks, 3, NULL), ERR_NONE);
    assert_marks(s, "a", "-9223372036854775808 2");
    store_close(s);
}

static void marks_are_each_reviewers_own(void **state)
{
    (void)state;
    static const struct {
        const char *record, *who;
        bool on;
    } steps[] = {
        {"no 150", "a", true}, {"no 151", "a", true},  {"no 150", "b", true},
        {"no 150", "a", true}, {"no 151", "b", false},
    };
    struct store *s = open_store();
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        set_mark(s, steps[i].record, steps[i].who, steps[i].on);
    assert_marks(s, "a", "no 150 no 151");
    assert_marks(s, "b", "no 150");
    set_mark(s, "no 150", "a", false);
    assert_marks(s, "a", "no 151");
    assert_int_equal(store_clear_marks(s, TABLE, STR("a"), NULL), ERR_NONE);
    assert_marks(s, "a", "");
    assert_marks(s, "b", "no 150");
    store_close(s);
}

/* ---- waiting, by a clock of our own ---- */

static int64_t clock_ms;
static long disk_ms; /* what a look at the locks takes */

/* Both stand before libc's in this program: the store's waits take no time, but for the clock that it reads. */
int(nanosleep)(const struct timespec *wish, struct timespec *rest)
{
    (void)rest;
    clock_ms += wish->tv_sec * 1000 + wish->tv_nsec / 1000000 + disk_ms;
    return 0;
}

int(clock_gettime)(clockid_t clock, struct timespec *now)
{
    (void)clock;
    *now = (struct timespec){(time_t)(clock_ms / 1000), clock_ms % 1000 * 1000000};
    return 0;
}

static void assert_given_up_in_time(struct store *s, long look_ms)
{
    struct diag d;
    int64_t begun_ms = clock_ms;
    disk_ms = look_ms;
    assert_int_equal(add(s, "a", STR("lost"), &d), ERR_WRITE);
    assert_int_equal(d.errnum, EBUSY);
    assert_string_equal(d.subject, file);
    assert_in_range(clock_ms - begun_ms, 5000, 5000 + 8 + look_ms);
}

static void a_file_held_by_another_is_waited_for_and_then_given_up(void **state)
{
    (void)state;
    struct store *s = open_store();
    must_add(s, "a", "before");
    sqlite3 *holder = open_raw(file);
    run_raw(holder, "BEGIN EXCLUSIVE");
    assert_given_up_in_time(s, 0);
    assert_given_up_in_time(s, 100);
    run_raw(holder, "COMMIT");
    sqlite3_close(holder);
    must_add(s, "a", "after");
    assert_texts(s, "before after");
    store_close(s);
}

/* ---- the file ---- */

static void a_new_file_is_the_reviewers_own_and_an_empty_one_keeps_its_mode(void **state)
{
    (void)state;
    mode_t old = umask(0);
    store_close(open_store());
    assert_int_equal(mode_of(file), 0600);
    umask(077);
    assert_int_equal(unlink(file), 0);
    write_file(file, "", 0);
    assert_int_equal(chmod(file, 0660), 0);
    store_close(open_store());
    assert_int_equal(mode_of(file), 0660);
    /* So does the journal that the group must be able to roll back. */
    sqlite3 *db = open_raw(file);
    run_raw(db, "BEGIN IMMEDIATE; INSERT INTO mark VALUES('t', 'w', 'r')");
    assert_int_equal(mode_of(in_folder("review.db-journal")), 0660);
    run_raw(db, "COMMIT");
    sqlite3_close(db);
    umask(old);
    /* Nothing stays beside the file. */
    assert_int_not_equal(access(in_folder("review.db-journal"), F_OK), 0);
    assert_int_not_equal(access(in_folder("review.db-wal"), F_OK), 0);
}

struct refusal {
    enum err err;
    int errnum;
    int reason;
};

static void assert_refused(const char *path, struct refusal expected)
{
    struct store *s;
    struct diag d;
    enum err err = store_open(&s, str_from(path), &d);
    if (err != expected.err || d.errnum != expected.errnum || d.reason != expected.reason)
        fail_msg("%s: err %d errno %d reason %d", path, (int)err, d.errnum, d.reason);
    assert_null(s);
    assert_true(strlen(d.subject) > 0);
}

static void links_and_odd_files_are_refused(void **state)
{
    (void)state;
    assert_refused(in_folder("."), (struct refusal){ERR_KIND, 0, MSG_IS_DIRECTORY});
    assert_refused(in_folder(""), (struct refusal){ERR_KIND, 0, MSG_IS_DIRECTORY});
    assert_int_equal(mkfifo(in_folder("fifo"), 0600), 0);
    assert_refused(in_folder("fifo"), (struct refusal){ERR_KIND, 0, MSG_STORE_ODD_KIND});
    assert_refused("/dev/null", (struct refusal){ERR_KIND, 0, MSG_STORE_ODD_KIND});
    assert_refused(in_folder("no/review.db"), (struct refusal){ERR_OPEN, ENOENT, 0});
    store_close(open_store());
    assert_int_equal(symlink(file, in_folder("link.db")), 0);
    assert_refused(in_folder("link.db"), (struct refusal){ERR_KIND, 0, MSG_STORE_LINK});
    assert_int_equal(symlink("/nowhere/at/all", in_folder("dangling.db")), 0);
    assert_refused(in_folder("dangling.db"), (struct refusal){ERR_KIND, 0, MSG_STORE_LINK});
}

static void a_folder_may_be_reached_through_a_link(void **state)
{
    (void)state;
    assert_int_equal(symlink(folder, in_folder("home")), 0);
    struct store *s;
    assert_int_equal(store_open(&s, str_from(in_folder("home/review.db")), NULL), ERR_NONE);
    must_add(s, "a", "through");
    store_close(s);
    s = open_store();
    assert_texts(s, "through");
    store_close(s);
}

static void a_file_that_is_no_store_is_refused_and_not_touched(void **state)
{
    (void)state;
    static const struct refusal not_ours = {ERR_READ, 0, MSG_STORE_NOT_OURS};
    write_file(in_folder("table.tsv"), "序号\t领导\n", 15);
    assert_refused(in_folder("table.tsv"), not_ours);
    write_file(in_folder("short"), "SQLite format 3", 16);
    assert_refused(in_folder("short"), not_ours);

    /* Another program's database, in WAL mode, with its log still to be recovered. */
    char other[256], copy[256];
    snprintf(other, sizeof other, "%s", in_folder("other.db"));
    snprintf(copy, sizeof copy, "%s", in_folder("copy.db"));
    sqlite3 *db = open_raw(other);
    run_raw(db, "PRAGMA journal_mode = WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1)");
    struct buf command = BUF_INIT;
    buf_printf(&command, "cp '%s' '%s' && cp '%s-wal' '%s-wal'", other, copy, other, copy);
    assert_int_equal(system(buf_cstr(&command)), 0);
    buf_release(&command);
    sqlite3_close(db);
    struct buf before = read_file(copy);
    assert_refused(copy, not_ours);
    struct buf after = read_file(copy);
    assert_true(str_equal(buf_str(&before), buf_str(&after)));
    assert_int_equal(access(in_folder("copy.db-wal"), F_OK), 0);
    assert_int_not_equal(access(in_folder("copy.db-shm"), F_OK), 0);
    buf_release(&before);
    buf_release(&after);
}

static void a_newer_store_is_refused(void **state)
{
    (void)state;
    store_close(open_store());
    make_raw(file, "PRAGMA user_version = 2");
    assert_refused(file, (struct refusal){ERR_LIMIT, 0, MSG_STORE_NEWER});
}

static void a_store_with_a_hostile_schema_is_refused(void **state)
{
    (void)state;
    static const char *const schemas[] = {
        "CREATE TABLE mark(tab, who, record)",
        "CREATE TABLE x(tab, record, who, at, text, id); CREATE TABLE mark(tab, who, record);"
        "CREATE VIEW remark AS SELECT * FROM x",
    };
    static const struct refusal damaged = {ERR_READ, 0, MSG_STORE_DAMAGED};
    for (size_t i = 0; i < COUNT_OF(schemas); i++) {
        unlink(file);
        make_raw(file, "PRAGMA application_id = 0x64756261; PRAGMA user_version = 1");
        make_raw(file, schemas[i]);
        assert_refused(file, damaged);
    }
    /* Ours by its mark, and nothing else: made by no program. */
    unlink(file);
    make_raw(file, "PRAGMA application_id = 0x64756261");
    assert_refused(file, damaged);
}

static void a_damaged_file_is_told_and_does_no_harm(void **state)
{
    (void)state;
    struct store *s = open_store();
    char text[500];
    memset(text, 'x', sizeof text);
    for (int i = 0; i < 200; i++)
        assert_int_equal(add(s, "a", (struct str){text, sizeof text}, NULL), ERR_NONE);
    store_close(s);
    struct buf sound = read_file(file);
    int told = 0;
    for (size_t at = 100; at < sound.len; at += 997) {
        struct buf hurt = BUF_INIT;
        buf_append_str(&hurt, buf_str(&sound));
        memset(hurt.ptr + at, 0xA5, hurt.len - at < 600 ? hurt.len - at : 600);
        write_file(file, hurt.ptr, hurt.len);
        buf_release(&hurt);
        struct diag d;
        struct arena arena;
        struct remark *remarks;
        size_t count;
        arena_init(&arena, 0);
        enum err err = store_open(&s, str_from(file), &d);
        if (err == ERR_NONE)
            err = store_remarks(s, TABLE, &arena, &remarks, &count, &d);
        told += err != ERR_NONE;
        assert_true(err == ERR_NONE || err == ERR_READ || err == ERR_LIMIT);
        store_close(s);
        arena_release(&arena);
    }
    assert_true(told > 20);
    buf_release(&sound);
}

/* ---- the default place ---- */

static void the_default_place_is_made(void **state)
{
    (void)state;
    struct buf path = BUF_INIT, expected = BUF_INIT;
    assert_true(store_default_path(&path, in_folder("state"), "/nowhere"));
    buf_printf(&expected, "%s/state/duban/review.db", folder);
    assert_string_equal(buf_cstr(&path), buf_cstr(&expected));
    assert_false(store_is_there(buf_str(&path)));
    store_make_folders(buf_str(&path));
    assert_int_equal(mode_of(in_folder("state/duban")), 0700);

    buf_clear(&path);
    assert_true(store_default_path(&path, "relative", in_folder("home")));
    assert_true(str_ends_with(buf_str(&path), STR("/home/.local/state/duban/review.db")));
    struct store *s;
    store_make_folders(buf_str(&path));
    assert_int_equal(store_open(&s, buf_str(&path), NULL), ERR_NONE);
    store_close(s);
    assert_true(store_is_there(buf_str(&path)));

    buf_clear(&path);
    assert_false(store_default_path(&path, "", "home"));
    assert_false(store_default_path(&path, NULL, NULL));
    assert_int_equal(path.len, 0);
    buf_release(&path);
    buf_release(&expected);
}

/* ---- copies ---- */

static void a_copy_holds_what_was_written_and_keeps_what_comes_to_itself(void **state)
{
    (void)state;
    struct store *s = open_store(), *copy;
    must_add(s, "王", "以前");
    assert_int_equal(store_open_copy(&copy, str_from(file), NULL), ERR_NONE);
    assert_non_null(copy);
    must_add(s, "王", "以后");
    must_add(copy, "李", "只在这里");
    assert_texts(copy, "以前 只在这里");
    assert_texts(s, "以前 以后");
    store_close(copy);
    store_close(s);
}

static void a_copy_of_nothing_makes_nothing(void **state)
{
    (void)state;
    struct store *copy;
    struct stat status;
    assert_int_equal(store_open_copy(&copy, str_from(file), NULL), ERR_NONE);
    assert_null(copy);
    assert_int_not_equal(stat(file, &status), 0);
    write_file(file, "", 0);
    assert_int_equal(store_open_copy(&copy, str_from(file), NULL), ERR_NONE);
    assert_null(copy);
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_size, 0);
}

static void a_copy_is_made_of_a_store_only(void **state)
{
    (void)state;
    struct store *copy;
    struct diag d = {0};
    write_file(file, "no store", 8);
    assert_int_equal(store_open_copy(&copy, str_from(file), &d), ERR_READ);
    assert_null(copy);
    assert_int_equal(d.reason, MSG_STORE_NOT_OURS);
}

static void a_copy_of_a_damaged_store_is_refused(void **state)
{
    (void)state;
    struct store *s = open_store(), *copy;
    must_add(s, "王", "一");
    store_close(s);
    struct buf bytes = read_file(file);
    memset(bytes.ptr + 100, 0xEE, bytes.len - 100);
    write_file(file, bytes.ptr, bytes.len);
    buf_release(&bytes);
    struct diag d = {0};
    assert_int_equal(store_open_copy(&copy, str_from(file), &d), ERR_READ);
    assert_null(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(remarks_come_back_as_they_were_written_and_oldest_first),
        IN_FOLDER(remarks_belong_to_their_table),
        IN_FOLDER(a_remark_has_words_and_at_most_a_megabyte),
        IN_FOLDER(one_removes_only_ones_own_remark),
        IN_FOLDER(marks_are_each_reviewers_own),
        IN_FOLDER(marks_are_set_together_or_not_at_all),
        IN_FOLDER(a_file_held_by_another_is_waited_for_and_then_given_up),
        IN_FOLDER(a_new_file_is_the_reviewers_own_and_an_empty_one_keeps_its_mode),
        IN_FOLDER(links_and_odd_files_are_refused),
        IN_FOLDER(a_folder_may_be_reached_through_a_link),
        IN_FOLDER(a_file_that_is_no_store_is_refused_and_not_touched),
        IN_FOLDER(a_newer_store_is_refused),
        IN_FOLDER(a_store_with_a_hostile_schema_is_refused),
        IN_FOLDER(a_damaged_file_is_told_and_does_no_harm),
        IN_FOLDER(the_default_place_is_made),
        IN_FOLDER(a_copy_holds_what_was_written_and_keeps_what_comes_to_itself),
        IN_FOLDER(a_copy_of_nothing_makes_nothing),
        IN_FOLDER(a_copy_is_made_of_a_store_only),
        IN_FOLDER(a_copy_of_a_damaged_store_is_refused),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
