/* The command table: what dispatch, help and documents rely on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/command.h"

static void every_key_parses_and_is_written_the_same(void **state)
{
    (void)state;
    size_t count;
    const struct command *commands = command_table(&count);
    for (size_t i = 0; i < count; i++) {
        struct str rest = str_from(commands[i].keys), name;
        while (str_split(&rest, ' ', &name)) {
            uint32_t key = K_NONE;
            if (!key_parse(name, &key))
                fail_msg("%s: no such key: %.*s", commands[i].name, STR_ARG(name));
            struct buf written = BUF_INIT;
            key_append_name(&written, key);
            if (!str_equal(buf_str(&written), name)) {
                fail_msg("%s: %.*s is written %s", commands[i].name, STR_ARG(name),
                         buf_cstr(&written));
            }
            buf_release(&written);
        }
    }
}

static void no_key_means_two_things_in_one_context(void **state)
{
    (void)state;
    size_t count;
    const struct command *commands = command_table(&count);
    for (size_t i = 0; i < count; i++) {
        struct str rest = str_from(commands[i].keys), name;
        while (str_split(&rest, ' ', &name)) {
            uint32_t key = K_NONE;
            assert_true(key_parse(name, &key));
            for (unsigned context = CONTEXT_LIST; context <= CONTEXT_PROMPT; context *= 2) {
                if (commands[i].contexts & context) {
                    const struct command *found = command_find((enum context)context, key);
                    if (found != &commands[i]) {
                        fail_msg("%.*s is both %s and %s", STR_ARG(name), commands[i].name,
                                 found->name);
                    }
                }
            }
        }
    }
}

static void names_are_unique_and_every_row_is_whole(void **state)
{
    (void)state;
    size_t count;
    const struct command *commands = command_table(&count);
    for (size_t i = 0; i < count; i++) {
        assert_non_null(commands[i].run);
        assert_true(commands[i].contexts != 0);
        for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
            assert_true(strlen(msg_text((enum lang)lang, commands[i].help)) > 0);
            assert_true(strlen(msg_text((enum lang)lang, command_group_title(commands[i].group))) >
                        0);
        }
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(commands[i].name, commands[j].name);
    }
}

/* A line may drop the rest of an arrow key: then Esc and a lone letter arrive. */
static void nothing_sits_on_the_letters_of_torn_arrow_keys(void **state)
{
    (void)state;
    for (const char *c = "OABCD"; *c; c++)
        for (unsigned context = CONTEXT_LIST; context <= CONTEXT_PAGE; context *= 2)
            assert_null(command_find((enum context)context, (uint32_t)*c));
}

static void the_list_names_every_command_in_both_languages(void **state)
{
    (void)state;
    size_t count;
    const struct command *commands = command_table(&count);
    for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
        struct buf list = BUF_INIT;
        command_append_list(&list, (enum lang)lang);
        for (size_t i = 0; i < count; i++) {
            assert_non_null(strstr(buf_cstr(&list), commands[i].keys));
            assert_non_null(strstr(buf_cstr(&list), msg_text((enum lang)lang, commands[i].help)));
        }
        buf_release(&list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_parses_and_is_written_the_same),
        cmocka_unit_test(no_key_means_two_things_in_one_context),
        cmocka_unit_test(names_are_unique_and_every_row_is_whole),
        cmocka_unit_test(nothing_sits_on_the_letters_of_torn_arrow_keys),
        cmocka_unit_test(the_list_names_every_command_in_both_languages),
    };
    return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
