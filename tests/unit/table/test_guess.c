/* Which encoding bytes are in: the real table as a whole, its first rows, and each row alone. */
#include "table/guess.h"

#include <string.h>

#include "fixture.h"

static void check_text(struct str text, const char *what)
{
    for (size_t i = 0; i < form_count; i++) {
        struct buf bytes = form_bytes(&forms[i], text);
        struct guess guess = guess_encoding(str_slice(buf_str(&bytes), 0, GUESS_BYTES), true, true);
        if (strcmp(guess.name, forms[i].name) != 0 || guess.refusal || !guess.is_certain)
            fail_msg("%s in %s (BOM %zu): %s, certain %d, refusal %d", what, forms[i].name,
                     forms[i].bom_len, guess.name, guess.is_certain, guess.refusal);
        buf_release(&bytes);
    }
}

static void the_real_table_is_recognised_in_every_form(void **state)
{
    (void)state;
    struct buf table = file_bytes(SAMPLE);
    check_text(buf_str(&table), "the table");
    buf_release(&table);
}

static void its_header_with_one_row_is_enough(void **state)
{
    (void)state;
    struct buf table = file_bytes(SAMPLE);
    struct str rest = buf_str(&table);
    struct str line;
    struct buf header = BUF_INIT;
    for (size_t number = 1; str_split(&rest, '\n', &line); number++) {
        if (number == 5) {
            buf_append_str(&header, line);
            buf_append_byte(&header, '\n');
        }
        if (number <= 5 || line.len == 0)
            continue;
        struct buf rows = BUF_INIT;
        buf_append_str(&rows, buf_str(&header));
        buf_append_str(&rows, line);
        check_text(buf_str(&rows), "one row");
        buf_release(&rows);
    }
    buf_release(&header);
    buf_release(&table);
}

static void known_binary_files_are_called_by_their_kind(void **state)
{
    (void)state;
    static const struct {
        struct str bytes;
        enum msg refusal;
    } cases[] = {
        {STR_INIT("PK\x03\x04\x14\x00\x06\x00"), MSG_IS_WORKBOOK},
        {STR_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), MSG_IS_OLD_OFFICE},
        {STR_INIT("%PDF-1.7\n"), MSG_IS_PDF},
        {STR_INIT("\x1F\x8B\x08\x00"), MSG_IS_COMPRESSED},
        {STR_INIT("\0\0\0\0\0\0\0\0"), MSG_HAS_CONTROL_BYTES},
        {STR_INIT("\x7F"
                  "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0"),
         MSG_HAS_CONTROL_BYTES},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(guess_encoding(cases[i].bytes, true, true).refusal, cases[i].refusal);
}

static void bytes_without_order_are_no_text(void **state)
{
    (void)state;
    char noise[4096];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof noise; i++) {
        seed = seed * 1664525u + 1013904223u;
        noise[i] = (char)(seed >> 24);
    }
    struct guess guess = guess_encoding((struct str){noise, sizeof noise}, true, true);
    assert_int_equal(guess.refusal, MSG_HAS_CONTROL_BYTES);
}

static void a_few_bad_or_odd_bytes_change_nothing(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        const char *name;
    } cases[] = {
        {STR_INIT("序号\t领导\t内容\n1\t肖友华\t公\xFF路\n"), "UTF-8"},
        {STR_INIT("序号\t领导\t内容\n1\t肖友华\t公路\xE5"), "UTF-8"},
        {STR_INIT("序号\t领导\t内容\n1\t肖\0友华\t公路\n"), "UTF-8"},
        {STR_INIT("否\b\b是\n"), "UTF-8"},
        {STR_INIT("name\tcity\nAnn\tOslo\n"), "UTF-8"},
        {STR_INIT("caf\xE9,\xFC,\xDF\n"), "UTF-8"},
        {STR_INIT("\x82\x35\x8F\x33\xD0\xF2\xBA\xC5\t\xC4\xDA\xC8\xDD\n"), "GB18030"},
        {STR_INIT("\xD0\xF2\xBA\xC5\t\x80 5\t\xC4\xDA\xC8\xDD\n"), "GB18030"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct guess guess = guess_encoding(cases[i].text, true, true);
        if (strcmp(guess.name, cases[i].name) != 0 || guess.refusal)
            fail_msg("case %zu: %s, refusal %d", i, guess.name, guess.refusal);
    }
}

static void little_evidence_is_said_to_be_little(void **state)
{
    (void)state;
    assert_false(guess_encoding(BYTES("1\t\xB0\xA1\n"), true, true).is_certain);
    assert_true(guess_encoding(BYTES("1\t2\n"), true, true).is_certain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_real_table_is_recognised_in_every_form),
        cmocka_unit_test(its_header_with_one_row_is_enough),
        cmocka_unit_test(known_binary_files_are_called_by_their_kind),
        cmocka_unit_test(bytes_without_order_are_no_text),
        cmocka_unit_test(a_few_bad_or_odd_bytes_change_nothing),
        cmocka_unit_test(little_evidence_is_said_to_be_little),
    };
    return cmocka_run_group_tests_name("table/guess", tests, NULL, NULL);
}
