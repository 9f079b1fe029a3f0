/* Lists of words: looking up, and that every list of the layer is in the form it is compared in. */
#include "table/words.h"

#include "fixture.h"
#include "table/role_names.h"
#include "table/state_words.h"
#include "text/fold.h"

static void a_word_is_found_at_its_place(void **state)
{
    (void)state;
    assert_int_equal(words_find("a bc d", STR("a")), 0);
    assert_int_equal(words_find("a bc d", STR("d")), 2);
    assert_int_equal(words_find("a bc d", STR("b")), SIZE_MAX);
    assert_int_equal(words_find("a bc d", STR("")), SIZE_MAX);
    assert_int_equal(words_find_ending("a bc", STR("xbc")), 1);
    assert_int_equal(words_find_ending("a bc", STR("bc")), SIZE_MAX);
    assert_int_equal(words_find_beginning("a bc", STR("bcx")), 1);
    assert_int_equal(words_find_beginning("a bc", STR("bc")), 1);
    assert_int_equal(words_find_beginning("a bc", STR("b")), SIZE_MAX);
    assert_int_equal(words_take("a bc", STR("bcx")), 2);
    assert_int_equal(words_take("a bc", STR("xa")), 0);
    size_t len = 0;
    assert_int_equal(words_find_within("bc a", STR("xabc"), &len), 2);
    assert_int_equal(len, 2);
    assert_int_equal(words_find_within("bc a", STR("xab"), &len), 1);
    assert_int_equal(words_find_within("bc a", STR("xb"), &len), SIZE_MAX);
}

/* Two blanks in a row would be an empty word, which everything begins with. */
static void check_list(const char *list)
{
    struct str rest = str_from(list);
    struct str word;
    while (str_split(&rest, ' ', &word)) {
        struct buf key = BUF_INIT;
        assert_in_range(word.len, 1, WORDS_BYTES_MAX);
        fold_append_key(&key, word);
        assert_same_text("a word is not in the form of a key", word, buf_str(&key));
        buf_release(&key);
    }
}

static void every_list_is_in_the_form_of_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < role_names_count; i++)
        check_list(role_names[i].names);
    for (size_t i = 0; i < role_beginnings_count; i++)
        check_list(role_beginnings[i].names);
    for (size_t i = 0; i < role_endings_count; i++)
        check_list(role_endings[i].names);
    check_list(role_not_of_the_report);
    check_list(role_answering_units);
    check_list(role_helping_units);
    check_list(role_measures);
    check_list(role_names_of_words);
    for (size_t i = 0; i < state_words_count; i++)
        check_list(state_words[i].words);
}

static void a_state_word_stands_in_one_class_and_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < state_words_count; i++) {
        struct str rest = str_from(state_words[i].words);
        struct str word;
        for (size_t place = 0; str_split(&rest, ' ', &word); place++)
            for (size_t k = 0; k <= i; k++) {
                size_t wanted = k == i ? place : SIZE_MAX;
                if (words_find(state_words[k].words, word) != wanted)
                    fail_msg("%.*s stands twice", STR_ARG(word));
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_found_at_its_place),
        cmocka_unit_test(every_list_is_in_the_form_of_keys),
        cmocka_unit_test(a_state_word_stands_in_one_class_and_once),
    };
    return cmocka_run_group_tests_name("table/words", tests, NULL, NULL);
}
