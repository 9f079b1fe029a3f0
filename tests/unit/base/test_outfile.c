/* Writing a file: whole or not at all, whatever fails on the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"
#include "base/outfile.h"

/* ---- a folder of its own for every test ---- */

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/test-outfile-XXXXXX");
    umask(022);
    return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state)
{
    (void)state;
    outfile_set_gate(NULL);
    (void)chmod(folder, 0700);
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* The path of a name in the folder; good until the call after the next. */
static const char *in_folder(const char *name)
{
    static char paths[2][512];
    static int turn;
    turn = !turn;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
    return paths[turn];
}

static void put(const char *name, const char *text)
{
    FILE *f = fopen(in_folder(name), "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

/* What the file holds, "(none)" when there is none; a static buffer. */
static const char *holds(const char *name)
{
    static char text[256];
    FILE *f = fopen(in_folder(name), "r");
    if (!f)
        return "(none)";
    size_t len = fread(text, 1, sizeof text - 1, f);
    text[len] = '\0';
    fclose(f);
    return text;
}

static int files_in_folder(void)
{
    DIR *d = opendir(folder);
    assert_non_null(d);
    int count = -2; /* . and .. */
    while (readdir(d))
        count++;
    closedir(d);
    return count;
}

static enum err write_new(const char *name, const char *text, struct diag *d)
{
    return outfile_write(str_from(in_folder(name)), str_from(text), false, d);
}

static enum err write_over(const char *name, const char *text, struct diag *d)
{
    return outfile_write(str_from(in_folder(name)), str_from(text), true, d);
}

/* ---- a disk that fails ---- */

static struct {
    enum outfile_step step;
    int errnum;
    int passes;         /* before it fails */
    size_t write_bytes; /* at most, 0: all */
    int writes;         /* seen */
} fault;

static int fails(enum outfile_step step, size_t *bytes)
{
    if (step == OUTFILE_WRITE) {
        fault.writes++;
        if (fault.write_bytes > 0 && *bytes > fault.write_bytes)
            *bytes = fault.write_bytes;
    }
    return step == fault.step && fault.passes-- <= 0 ? fault.errnum : 0;
}

static void set_fault(enum outfile_step step, int errnum, int passes, size_t write_bytes)
{
    fault.step = step;
    fault.errnum = errnum;
    fault.passes = passes;
    fault.write_bytes = write_bytes;
    fault.writes = 0;
    outfile_set_gate(fails);
}

/* ---- tests ---- */

static void a_new_file_gets_its_rights_from_the_umask(void **state)
{
    (void)state;
    static const struct {
        mode_t mask, mode;
    } cases[] = {{022, 0644}, {077, 0600}, {002, 0664}, {0, 0666}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char name[16];
        snprintf(name, sizeof name, "new%zu", i);
        umask(cases[i].mask);
        assert_int_equal(write_new(name, "a\tb\n", NULL), ERR_NONE);
        struct stat s;
        assert_int_equal(stat(in_folder(name), &s), 0);
        assert_int_equal(s.st_mode & 07777, cases[i].mode);
        assert_string_equal(holds(name), "a\tb\n");
    }
    assert_int_equal(files_in_folder(), (int)COUNT_OF(cases));
}

static void a_replaced_file_keeps_its_rights(void **state)
{
    (void)state;
    static const mode_t modes[] = {0600, 0640, 0664, 0755};
    for (size_t i = 0; i < COUNT_OF(modes); i++) {
        put("old", "before");
        assert_int_equal(chmod(in_folder("old"), modes[i]), 0);
        assert_int_equal(write_over("old", "after", NULL), ERR_NONE);
        struct stat s;
        assert_int_equal(stat(in_folder("old"), &s), 0);
        assert_int_equal(s.st_mode & 07777, modes[i]);
        assert_string_equal(holds("old"), "after");
    }
}

static void an_existing_file_is_replaced_only_with_leave(void **state)
{
    (void)state;
    struct diag d = {0};
    put("old", "before");
    assert_int_equal(write_new("old", "after", &d), ERR_WRITE);
    assert_int_equal(d.errnum, EEXIST);
    assert_string_equal(holds("old"), "before");
    assert_int_equal(write_over("old", "after", &d), ERR_NONE);
    assert_string_equal(holds("old"), "after");
    assert_int_equal(files_in_folder(), 1);
}

static int create_rival(enum outfile_step step, size_t *bytes)
{
    (void)bytes;
    if (step == OUTFILE_RENAME)
        put("rival", "theirs");
    return 0;
}

static void a_file_that_came_in_between_is_not_lost(void **state)
{
    (void)state;
    struct diag d = {0};
    outfile_set_gate(create_rival);
    assert_int_equal(write_new("rival", "ours", &d), ERR_WRITE);
    assert_int_equal(d.errnum, EEXIST);
    assert_string_equal(holds("rival"), "theirs");
    assert_int_equal(files_in_folder(), 1);
}

static void whatever_fails_the_old_file_is_intact_and_alone(void **state)
{
    (void)state;
    static const struct {
        enum outfile_step step;
        int errnum;
        int passes;
        size_t write_bytes;
    } cases[] = {
        {OUTFILE_FOLDER, EACCES, 0, 0}, {OUTFILE_CREATE, EACCES, 0, 0},
        {OUTFILE_CREATE, EROFS, 0, 0},  {OUTFILE_CREATE, ENOSPC, 0, 0},
        {OUTFILE_WRITE, ENOSPC, 0, 0},  {OUTFILE_WRITE, ENOSPC, 2, 2}, /* full after four bytes */
        {OUTFILE_WRITE, EDQUOT, 1, 3},  {OUTFILE_WRITE, EIO, 0, 0},
        {OUTFILE_SYNC, EIO, 0, 0},      {OUTFILE_SYNC, ENOSPC, 0, 0},
        {OUTFILE_CLOSE, EDQUOT, 0, 0},  {OUTFILE_RENAME, EACCES, 0, 0},
        {OUTFILE_RENAME, EIO, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        for (int replaces = 0; replaces < 2; replaces++) {
            struct diag d = {0};
            if (replaces)
                put("table.tsv", "before");
            int files = files_in_folder();
            set_fault(cases[i].step, cases[i].errnum, cases[i].passes, cases[i].write_bytes);
            enum err err = replaces ? write_over("table.tsv", "after all", &d)
                                    : write_new("table.tsv", "after all", &d);
            outfile_set_gate(NULL);
            assert_int_equal(err, ERR_WRITE);
            assert_int_equal(d.err, ERR_WRITE);
            assert_int_equal(d.errnum, cases[i].errnum);
            assert_string_equal(d.subject, in_folder("table.tsv"));
            assert_string_equal(holds("table.tsv"), replaces ? "before" : "(none)");
            assert_int_equal(files_in_folder(), files);
            if (replaces)
                assert_int_equal(unlink(in_folder("table.tsv")), 0);
        }
    }
}

static void short_writes_go_on_until_all_is_written(void **state)
{
    (void)state;
    set_fault(OUTFILE_SYNC_FOLDER, 0, 0, 1);
    assert_int_equal(write_new("slow", "byte by byte", NULL), ERR_NONE);
    assert_int_equal(fault.writes, 12);
    assert_string_equal(holds("slow"), "byte by byte");
}

static void a_folder_that_cannot_be_synced_is_told_though_the_file_is_new(void **state)
{
    (void)state;
    put("old", "before");
    set_fault(OUTFILE_SYNC_FOLDER, EIO, 0, 0);
    struct diag d = {0};
    /* The one failure behind the rename: the file is whole, and new, and the message says so. */
    assert_int_equal(write_over("old", "after", &d), ERR_WRITE);
    assert_int_equal(d.reason, MSG_NOT_CONFIRMED);
    assert_string_equal(holds("old"), "after");
    assert_int_equal(files_in_folder(), 1);
}

static void a_file_size_limit_fails_the_write_and_not_the_program(void **state)
{
    (void)state;
    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 5;
    put("old", "before");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    struct diag d = {0};
    enum err err = write_over("old", "far too much", &d);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(err, ERR_WRITE);
    assert_int_equal(d.errnum, EFBIG);
    assert_string_equal(holds("old"), "before");
    assert_int_equal(files_in_folder(), 1);
    struct sigaction now;
    assert_int_equal(sigaction(SIGXFSZ, NULL, &now), 0);
    assert_true(now.sa_handler == SIG_DFL);
}

static void what_cannot_be_a_file_is_refused_with_its_reason(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("folder"), 0755), 0);
    assert_int_equal(mkfifo(in_folder("pipe"), 0644), 0);
    assert_int_equal(symlink("folder", in_folder("to-folder")), 0);
    assert_int_equal(symlink("nowhere", in_folder("dangling")), 0);
    assert_int_equal(symlink("circle", in_folder("circle")), 0);
    put("plain", "text");
    char longest[300];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    const struct {
        const char *name;
        enum err err;
        int errnum;
        enum msg reason;
    } cases[] = {
        {"folder", ERR_KIND, 0, MSG_IS_DIRECTORY},
        {"folder/", ERR_KIND, 0, MSG_IS_DIRECTORY},
        {"", ERR_KIND, 0, MSG_IS_DIRECTORY}, /* the folder itself, with its slash */
        {"to-folder", ERR_KIND, 0, MSG_IS_DIRECTORY},
        {"pipe", ERR_KIND, 0, MSG_NOT_ORDINARY_FILE},
        {"dangling", ERR_WRITE, ENOENT, MSG_NONE},
        {"circle", ERR_WRITE, ELOOP, MSG_NONE},
        {"none/file", ERR_WRITE, ENOENT, MSG_NO_SUCH_FOLDER},
        {"none/", ERR_WRITE, ENOENT, MSG_NO_SUCH_FOLDER},
        {"plain/file", ERR_WRITE, ENOTDIR, MSG_NONE},
        {longest, ERR_WRITE, ENAMETOOLONG, MSG_NONE},
    };
    int files = files_in_folder();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag d = {0};
        assert_int_equal(write_over(cases[i].name, "text", &d), cases[i].err);
        assert_int_equal(d.errnum, cases[i].errnum);
        assert_int_equal(d.reason, (int)cases[i].reason);
        assert_int_equal(files_in_folder(), files);
    }
    struct diag d = {0};
    assert_int_equal(outfile_write(STR(""), STR("text"), true, &d), ERR_WRITE);
    assert_int_equal(d.errnum, ENOENT);
    assert_int_equal(outfile_write(STR("a\0b"), STR("text"), true, &d), ERR_WRITE);
}

static void a_link_stays_and_its_target_is_replaced(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("folder"), 0755), 0);
    put("folder/target", "before");
    assert_int_equal(symlink("folder/target", in_folder("link")), 0);
    struct diag d = {0};
    assert_int_equal(write_new("link", "after", &d), ERR_WRITE);
    assert_int_equal(d.errnum, EEXIST);
    assert_int_equal(write_over("link", "after", &d), ERR_NONE);
    struct stat s;
    assert_int_equal(lstat(in_folder("link"), &s), 0);
    assert_true(S_ISLNK(s.st_mode));
    assert_string_equal(holds("folder/target"), "after");
}

static void a_temporary_file_of_others_is_stepped_round(void **state)
{
    (void)state;
    char name[64];
    snprintf(name, sizeof name, ".duban-%ld-0.tmp", (long)getpid());
    put(name, "left behind");
    assert_int_equal(write_new("new", "text", NULL), ERR_NONE);
    assert_string_equal(holds(name), "left behind");
    assert_string_equal(holds("new"), "text");
    assert_int_equal(files_in_folder(), 2);
}

/* Does its work as another user, for whom rights mean something. */
static void rights_of_file_and_folder_are_respected(void **state)
{
    (void)state;
    bool is_root = geteuid() == 0;
    put("guarded", "before");
    assert_int_equal(chmod(in_folder("guarded"), 0444), 0);
    assert_int_equal(chmod(folder, is_root ? 0777 : 0700), 0);
    if (is_root)
        assert_int_equal(seteuid(65534), 0);
    struct diag file = {0}, dir = {0};
    enum err on_file = write_over("guarded", "after", &file);
    if (is_root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    if (is_root)
        assert_int_equal(seteuid(65534), 0);
    enum err in_dir = write_new("new", "text", &dir);
    if (is_root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(on_file, ERR_WRITE);
    assert_int_equal(file.errnum, EACCES);
    assert_int_equal(in_dir, ERR_WRITE);
    assert_int_equal(dir.errnum, EACCES);
    assert_string_equal(holds("guarded"), "before");
    assert_int_equal(files_in_folder(), 1);
}

static void a_name_without_a_folder_is_of_the_current_one(void **state)
{
    (void)state;
    char before[512];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder), 0);
    enum err err = outfile_write(STR("here"), STR(""), false, NULL);
    assert_int_equal(chdir(before), 0);
    assert_int_equal(err, ERR_NONE);
    assert_string_equal(holds("here"), "");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, drop_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_new_file_gets_its_rights_from_the_umask),
        IN_FOLDER(a_replaced_file_keeps_its_rights),
        IN_FOLDER(an_existing_file_is_replaced_only_with_leave),
        IN_FOLDER(a_file_that_came_in_between_is_not_lost),
        IN_FOLDER(whatever_fails_the_old_file_is_intact_and_alone),
        IN_FOLDER(short_writes_go_on_until_all_is_written),
        IN_FOLDER(a_folder_that_cannot_be_synced_is_told_though_the_file_is_new),
        IN_FOLDER(a_file_size_limit_fails_the_write_and_not_the_program),
        IN_FOLDER(what_cannot_be_a_file_is_refused_with_its_reason),
        IN_FOLDER(a_link_stays_and_its_target_is_replaced),
        IN_FOLDER(a_temporary_file_of_others_is_stepped_round),
        IN_FOLDER(rights_of_file_and_folder_are_respected),
        IN_FOLDER(a_name_without_a_folder_is_of_the_current_one),
    };
    return cmocka_run_group_tests_name("outfile", tests, NULL, NULL);
}
