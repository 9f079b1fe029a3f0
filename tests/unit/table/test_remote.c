/* Names of tables on other hosts: which they are, what is refused, what ssh is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/message.h"
#include "table/remote.h"

/* The words behind the fixed ones, blank-separated; a static buffer. */
static const char *told(const char *name)
{
    static char text[1024];
    const char *words[REMOTE_WORDS_MAX];
    struct remote r;
    struct diag d = {0};
    assert_int_equal(remote_parse(&r, str_from(name), &d), ERR_NONE);
    remote_words(&r, words);
    text[0] = '\0';
    for (size_t i = 0, begun = 0; words[i]; i++) {
        begun |= !strcmp(words[i], "-p") || !strcmp(words[i], "--");
        if (begun) {
            strcat(text, " ");
            strcat(text, words[i]);
        }
    }
    remote_release(&r);
    return text;
}

static void a_host_and_a_path_are_told_from_a_file(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool is_remote;
    } cases[] = {
        {"host:path", true},
        {"user@host:/path", true},
        {"ssh://host/path", true},
        {"曹县:表.tsv", true},
        {"[::1]:/path", true},
        {"-oProxyCommand=x:path", true},
        {"host:", true},
        {"ssh://", true},
        {"table.tsv", false},
        {"./host:path", false},
        {"/srv/a:b.tsv", false},
        {":path", false},
        {"", false},
        {"http/x:y", false},
        {"[::1]", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (remote_is_named(str_from(cases[i].name)) != cases[i].is_remote)
            fail_msg("%s", cases[i].name);
}

static void a_file_of_that_very_name_wins(void **state)
{
    (void)state;
    char folder[] = "/tmp/duban-remote-XXXXXX", here[4096];
    assert_non_null(getcwd(here, sizeof here));
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_true(remote_is_named(STR("host:table.tsv")));
    assert_int_equal(symlink("nowhere", "host:table.tsv"), 0);
    assert_false(remote_is_named(STR("host:table.tsv")));
    unlink("host:table.tsv");
    assert_int_equal(chdir(here), 0);
    rmdir(folder);
}

static void ssh_is_told_host_port_and_a_quoted_path(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"host:path", " -- host cat -- 'path'"},
        {"zhang@caoxian:/srv/三季度 表.tsv", " -- zhang@caoxian cat -- '/srv/三季度 表.tsv'"},
        {"host:~/t.tsv", " -- host cat -- 't.tsv'"},
        {"host:it's", " -- host cat -- 'it'\\''s'"},
        {"host:$(reboot);`x`", " -- host cat -- '$(reboot);`x`'"},
        {"host:-rf", " -- host cat -- '-rf'"},
        {"host:a:b", " -- host cat -- 'a:b'"},
        {"[fe80::1%eth0]:/t", " -- fe80::1%eth0 cat -- '/t'"},
        {"ssh://host/t.tsv", " -- host cat -- '/t.tsv'"},
        {"ssh://zhang@host:2222/a/b", " -p 2222 -- zhang@host cat -- '/a/b'"},
        {"ssh://[::1]:22/t", " -p 22 -- ::1 cat -- '/t'"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(told(cases[i][0]), cases[i][1]);
}

static void ssh_asks_nobody_and_forwards_nothing(void **state)
{
    (void)state;
    static const char *const wanted[] = {"-T",
                                         "-x",
                                         "-a",
                                         "-oBatchMode=yes",
                                         "-oClearAllForwardings=yes",
                                         "-oPermitLocalCommand=no"};
    const char *words[REMOTE_WORDS_MAX];
    struct remote r;
    assert_int_equal(remote_parse(&r, STR("host:path"), NULL), ERR_NONE);
    remote_words(&r, words);
    assert_string_equal(words[0], "ssh");
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        bool has = false;
        for (size_t k = 1; words[k] && strcmp(words[k], "--") != 0; k++)
            has |= strcmp(words[k], wanted[i]) == 0;
        if (!has)
            fail_msg("without %s", wanted[i]);
    }
    remote_release(&r);
}

static void what_ssh_or_a_shell_might_take_for_something_else_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum msg reason;
    } cases[] = {
        {"-oProxyCommand=x:path", MSG_REMOTE_BAD_HOST},
        {"-host:path", MSG_REMOTE_BAD_HOST},
        {"user@-host:path", MSG_REMOTE_BAD_HOST},
        {"@host:path", MSG_REMOTE_BAD_HOST},
        {"user@:path", MSG_REMOTE_BAD_HOST},
        {"$(x):path", MSG_REMOTE_BAD_HOST},
        {"a b:path", MSG_REMOTE_BAD_HOST},
        {"a;b:path", MSG_REMOTE_BAD_HOST},
        {"a'b:path", MSG_REMOTE_BAD_HOST},
        {"ssh:///path", MSG_REMOTE_BAD_HOST},
        {"ssh://-x/path", MSG_REMOTE_BAD_HOST},
        {"host:", MSG_REMOTE_BAD_PATH},
        {"host:a\nb", MSG_REMOTE_BAD_PATH},
        {"ssh://host", MSG_REMOTE_BAD_PATH},
        {"ssh://host:0/t", MSG_REMOTE_BAD_PORT},
        {"ssh://host:x/t", MSG_REMOTE_BAD_PORT},
        {"ssh://host:65536/t", MSG_REMOTE_BAD_PORT},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct remote r;
        struct diag d = {0};
        enum err err = remote_parse(&r, str_from(cases[i].name), &d);
        if (err != ERR_USAGE || d.reason != (int)cases[i].reason)
            fail_msg("%s: %d, reason %d", cases[i].name, err, d.reason);
        assert_string_equal(d.subject, cases[i].name);
        remote_release(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_host_and_a_path_are_told_from_a_file),
        cmocka_unit_test(a_file_of_that_very_name_wins),
        cmocka_unit_test(ssh_is_told_host_port_and_a_quoted_path),
        cmocka_unit_test(ssh_asks_nobody_and_forwards_nothing),
        cmocka_unit_test(what_ssh_or_a_shell_might_take_for_something_else_is_refused),
    };
    return cmocka_run_group_tests_name("remote", tests, NULL, NULL);
}
