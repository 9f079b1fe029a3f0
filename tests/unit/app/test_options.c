/* The words of the command line. */
#include "app/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/cluster.h"

#define WORDS_MAX 160

/* Splits at blanks; "_" stands for a blank within a word. */
struct command_line {
    char bytes[4096];
    char *argv[WORDS_MAX];
    int argc;
};

static void split(struct command_line *c, const char *words)
{
    assert_true(strlen(words) < sizeof(c->bytes));
    strcpy(c->bytes, words);
    c->argv[0] = "duban";
    c->argc = 1;
    for (char *word = strtok(c->bytes, " "); word; word = strtok(NULL, " ")) {
        for (char *blank; (blank = strchr(word, '_'));)
            *blank = ' ';
        assert_true(c->argc < WORDS_MAX);
        c->argv[c->argc++] = word;
    }
}

static void assert_str(struct str got, const char *expected)
{
    if (!str_equal(got, str_from(expected)))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(got), expected);
}

/* Reads words that must be good; the result lives until the next call. */
static const struct options *parse(const char *words)
{
    static struct command_line c;
    static struct options o;
    struct diag d = {0};
    split(&c, words);
    if (options_parse(&o, c.argc, c.argv, &d) != ERR_NONE)
        fail_msg("\"%s\" is refused: %s: %s", words, d.subject,
                 msg_text(LANG_EN, (enum msg)d.reason));
    return &o;
}

static void without_words_the_screen_is_meant(void **state)
{
    (void)state;
    const struct options *o = parse("");
    assert_int_equal(o->mode, RUN_SCREEN);
    assert_false(o->mode_given);
    assert_int_equal(o->file.len, 0);
    assert_int_equal(o->load.header_line, HEADER_AUTO);
    assert_int_equal(o->load.delimiter, 0);
    assert_int_equal(o->load.role_count, 0);
    assert_false(date_is_set(o->load.as_of));
    assert_int_equal(o->color, COLOR_AUTO);
    assert_int_equal(o->ambiguous, AMBIGUOUS_AUTO);
    assert_false(o->ascii);
    assert_false(o->lang_given);
}

static void the_output_is_chosen_by_its_option(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        enum run_mode mode;
        enum export_format format;
    } cases[] = {
        {"--print", RUN_PRINT, EXPORT_TSV},
        {"--print=tsv", RUN_PRINT, EXPORT_TSV},
        {"--print=csv", RUN_PRINT, EXPORT_CSV},
        {"--print=json", RUN_PRINT, EXPORT_JSON},
        {"--print=md", RUN_PRINT, EXPORT_MD},
        {"--print=text", RUN_PRINT, EXPORT_TEXT},
        {"--print=csv --print=md", RUN_PRINT, EXPORT_MD},
        {"--summary", RUN_SUMMARY, EXPORT_TEXT},
        {"--summary=text", RUN_SUMMARY, EXPORT_TEXT},
        {"--summary=json", RUN_SUMMARY, EXPORT_JSON},
        {"--check", RUN_CHECK, EXPORT_TSV},
        {"--report", RUN_REPORT, EXPORT_TEXT},
        {"--report=text", RUN_REPORT, EXPORT_TEXT},
        {"--report=md", RUN_REPORT, EXPORT_MD},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct options *o = parse(cases[i].words);
        assert_int_equal(o->mode, cases[i].mode);
        assert_true(o->mode_given);
        assert_int_equal(o->format, cases[i].format);
    }
}

static void a_value_that_may_be_left_out_is_not_taken_from_the_next_word(void **state)
{
    (void)state;
    const struct options *o = parse("--print json");
    assert_int_equal(o->format, EXPORT_TSV);
    assert_str(o->file, "json");
}

static void several_files_may_be_named(void **state)
{
    (void)state;
    const struct options *o = parse("a.tsv --ascii host:b.tsv -");
    assert_int_equal(o->file_count, 3);
    assert_str(o->file, "a.tsv");
    assert_str(o->files[0], "a.tsv");
    assert_str(o->files[1], "host:b.tsv");
    assert_str(o->files[2], "-");
    assert_true(options_read_stdin(o));
    assert_false(options_read_stdin(parse("a.tsv b.tsv")));
    assert_int_equal(parse("--ascii")->file_count, 0);
}

static void values_stand_behind_the_equals_sign_or_in_the_next_word(void **state)
{
    (void)state;
    const struct options *o = parse("--filter=a=b --sort due,-no --columns no --by=lead "
                                    "--encoding GB18030 table.tsv");
    assert_str(o->filter, "a=b");
    assert_str(o->sort, "due,-no");
    assert_str(o->columns, "no");
    assert_str(o->by, "lead");
    assert_str(o->load.encoding, "GB18030");
    assert_str(o->file, "table.tsv");
    assert_str(parse("--filter --print")->filter, "--print");
    assert_str(parse("--filter=")->filter, "");
    assert_str(parse("--filter=a --filter=b")->filter, "b");
    assert_str(parse("--filter 高速_!note:待省批复")->filter, "高速 !note:待省批复");
}

static void the_beginning_of_a_name_is_enough(void **state)
{
    (void)state;
    assert_str(parse("--fil=x")->filter, "x");
    assert_str(parse("--so x")->sort, "x");
    assert_int_equal(parse("--p")->mode, RUN_PRINT);
}

static void names_and_letters_ask_for_an_answer(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        enum run_mode mode;
    } cases[] = {
        {"--help", RUN_HELP},         {"-h", RUN_HELP},
        {"--version", RUN_VERSION},   {"-V", RUN_VERSION},
        {"--keys", RUN_KEYS},         {"--help --version", RUN_HELP},
        {"--print --keys", RUN_KEYS}, {"--version --print=json", RUN_VERSION},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(parse(cases[i].words)->mode, cases[i].mode);
    assert_int_equal(parse("--help --lang zh")->lang, LANG_ZH);
}

static void a_file_is_any_word_that_is_no_option(void **state)
{
    (void)state;
    assert_str(parse("a.tsv --print")->file, "a.tsv");
    assert_str(parse("--print -")->file, "-");
    assert_str(parse("-- --print")->file, "--print");
    assert_str(parse("-- -h")->file, "-h");
    assert_int_equal(parse("-- -h")->mode, RUN_SCREEN);
    assert_str(parse("server:table.tsv")->file, "server:table.tsv");
}

static void dates_are_read_as_people_write_them(void **state)
{
    (void)state;
    static const char *const words[] = {"--as-of 2023-09-30",           "--as-of=2023/9/30",
                                        "--as-of 2023年9月30日",        "--as-of=_2023-09-30_",
                                        "--as-of ２０２３－０９－３０", "--as-of 2023年9月底"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct date d = parse(words[i])->load.as_of;
        assert_int_equal(d.year, 2023);
        assert_int_equal(d.month, 9);
        assert_int_equal(d.day, 30);
    }
    assert_int_equal(parse("--as-of 9999-12-31")->load.as_of.year, 9999);
    assert_int_equal(parse("--as-of 0001-01-01")->load.as_of.year, 1);
}

static void delimiters_have_names_or_are_a_mark(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        char expected;
    } cases[] = {
        {"--delimiter auto", 0}, {"--delimiter tab", '\t'}, {"--delimiter comma", ','},
        {"--delimiter=;", ';'},  {"--delimiter |", '|'},    {"--delimiter=\t", '\t'},
        {"--delimiter==", '='},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(parse(cases[i].words)->load.delimiter, cases[i].expected);
}

static void the_header_is_a_line_or_none(void **state)
{
    (void)state;
    assert_int_equal(parse("--header 5")->load.header_line, 5);
    assert_int_equal(parse("--header=none")->load.header_line, HEADER_NONE);
}

static void roles_gather(void **state)
{
    (void)state;
    const struct options *o = parse("--role 分管=leader --role=#3=due --role a=b=note");
    assert_int_equal(o->load.role_count, 3);
    assert_ptr_equal(o->load.roles, o->roles);
    assert_str(o->roles[0].column, "分管");
    assert_int_equal(o->roles[0].role, ROLE_LEADER);
    assert_str(o->roles[1].column, "#3");
    assert_int_equal(o->roles[1].role, ROLE_DUE);
    assert_str(o->roles[2].column, "a=b");
    assert_int_equal(o->roles[2].role, ROLE_NOTE);
}

static void the_terminal_is_told_what_to_do(void **state)
{
    (void)state;
    const struct options *o = parse("--ascii --color never --ambiguous=wide --lang en");
    assert_true(o->ascii);
    assert_int_equal(o->color, COLOR_NEVER);
    assert_int_equal(o->ambiguous, AMBIGUOUS_WIDE);
    assert_true(o->lang_given);
    assert_int_equal(o->lang, LANG_EN);
    assert_int_equal(parse("--color=always")->color, COLOR_ALWAYS);
    assert_int_equal(parse("--ambiguous narrow")->ambiguous, AMBIGUOUS_NARROW);
    assert_int_equal(parse("--ambiguous auto")->ambiguous, AMBIGUOUS_AUTO);
}

static void
a_run_is_restricted_by_its_words_or_by_the_environment_whichever_is_stricter(void **state)
{
    static const struct {
        const char *words, *environment;
        enum restriction expected;
    } cases[] = {
        {"", NULL, RESTRICTION_NONE},
        {"", "", RESTRICTION_NONE},
        {"", "0", RESTRICTION_NONE},
        {"", "1", RESTRICTION_STRICT},
        {"", "yes", RESTRICTION_STRICT},
        {"", "strict", RESTRICTION_STRICT},
        {"", "best-effort", RESTRICTION_BEST_EFFORT},
        {"--restricted", NULL, RESTRICTION_STRICT},
        {"--restricted", "0", RESTRICTION_STRICT},
        {"--restricted", "best-effort", RESTRICTION_STRICT},
        {"--restricted=strict", NULL, RESTRICTION_STRICT},
        {"--restricted=best-effort", NULL, RESTRICTION_BEST_EFFORT},
        {"--restricted=best-effort", "1", RESTRICTION_STRICT},
        {"--restricted=best-effort --restricted", NULL, RESTRICTION_STRICT},
        {"--restricted --restricted=best-effort", NULL, RESTRICTION_STRICT},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct options o = *parse(cases[i].words);
        options_restrict(&o, cases[i].environment);
        assert_int_equal(o.restriction, cases[i].expected);
    }
}

static void wrong_usage_is_told_in_one_line(void **state)
{
    (void)state;
    static const struct {
        const char *words, *expected;
    } cases[] = {
        {"--frob", "wrong usage: “--frob”: no such option (--help lists them)"},
        {"--frob=1", "wrong usage: “--frob”: no such option (--help lists them)"},
        {"-x", "wrong usage: “-x”: no such option (--help lists them)"},
        {"-hV", "wrong usage: “-hV”: no such option (--help lists them)"},
        {"--=x", "wrong usage: “--”: no such option (--help lists them)"},
        {"--co=x", "wrong usage: “--co”: several options begin so: --columns --color"},
        {"--he", "wrong usage: “--he”: several options begin so: --header --help"},
        {"--filter", "wrong usage: “--filter”: its QUERY is missing"},
        {"--fil", "wrong usage: “--fil”: its QUERY is missing"},
        {"--lang", "wrong usage: “--lang”: its zh|en is missing"},
        {"--ascii=1", "wrong usage: “--ascii=1”: this option takes no value"},
        {"--color blue", "wrong usage: “--color=blue”: it must be one of: auto|always|never"},
        {"--color=", "wrong usage: “--color=”: it must be one of: auto|always|never"},
        {"--restricted=no",
         "wrong usage: “--restricted=no”: it must be one of: strict|best-effort"},
        {"--lang fr", "wrong usage: “--lang=fr”: it must be one of: zh|en"},
        {"--print=xlsx", "wrong usage: “--print=xlsx”: it must be one of: tsv|csv|json|md|text"},
        {"--print=", "wrong usage: “--print=”: it must be one of: tsv|csv|json|md|text"},
        {"--summary=csv", "wrong usage: “--summary=csv”: it must be one of: text|json"},
        {"--print --summary",
         "wrong usage: “--summary=text”: only one of --print, --summary, --report and --check"},
        {"--report=md --print",
         "wrong usage: “--print=tsv”: only one of --print, --summary, --report and --check"},
        {"--report=csv", "wrong usage: “--report=csv”: it must be one of: text|md"},
        {"--as-of soon", "wrong usage: “--as-of=soon”: not a date; write it as 2023-09-30"},
        {"--as-of 2023-11-31",
         "wrong usage: “--as-of=2023-11-31”: not a date; write it as 2023-09-30"},
        {"--as-of 2023-09-30x",
         "wrong usage: “--as-of=2023-09-30x”: not a date; write it as 2023-09-30"},
        {"--as-of 2023-09-30_and",
         "wrong usage: “--as-of=2023-09-30 and”: not a date; write it as 2023-09-30"},
        {"--as-of 2023年9月底,12月底",
         "wrong usage: “--as-of=2023年9月底,12月底”: not a date; write it as 2023-09-30"},
        {"--as-of 9月底", "wrong usage: “--as-of=9月底”: not a date; write it as 2023-09-30"},
        {"--as-of=", "wrong usage: “--as-of=”: not a date; write it as 2023-09-30"},
        {"--columns=", "wrong usage: “--columns=”: its value is empty"},
        {"--by=", "wrong usage: “--by=”: its value is empty"},
        {"--sort=", "wrong usage: “--sort=”: its value is empty"},
        {"--sort=_", "wrong usage: “--sort= ”: its value is empty"},
        {"--against=", "wrong usage: “--against=”: its value is empty"},
        {"--review=", "wrong usage: “--review=”: its value is empty"},
        {"--encoding=", "wrong usage: “--encoding=”: its value is empty"},
        {"--header 0", "wrong usage: “--header=0”: it must be a line number from 1, or none"},
        {"--header -3", "wrong usage: “--header=-3”: it must be a line number from 1, or none"},
        {"--header 4294967295",
         "wrong usage: “--header=4294967295”: it must be a line number from 1, or none"},
        {"--delimiter ab",
         "wrong usage: “--delimiter=ab”: it must be auto, tab, comma or one punctuation mark"},
        {"--delimiter x",
         "wrong usage: “--delimiter=x”: it must be auto, tab, comma or one punctuation mark"},
        {"--delimiter \"",
         "wrong usage: “--delimiter=\"”: it must be auto, tab, comma or one punctuation mark"},
        {"--delimiter CHAR",
         "wrong usage: “--delimiter=CHAR”: it must be auto, tab, comma or one punctuation mark"},
        {"--role x",
         "wrong usage: “--role=x”: write COLUMN=ROLE; the roles are: other no leader target "
         "target_value actual_value percent due actual_date note state units person source"},
        {"--role =due",
         "wrong usage: “--role==due”: write COLUMN=ROLE; the roles are: other no leader target "
         "target_value actual_value percent due actual_date note state units person source"},
        {"--help --frob", "wrong usage: “--frob”: no such option (--help lists them)"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct command_line c;
        struct options o;
        struct diag d = {0};
        split(&c, cases[i].words);
        assert_int_equal(options_parse(&o, c.argc, c.argv, &d), ERR_USAGE);
        struct buf line = BUF_INIT;
        diag_append(&line, LANG_EN, &d);
        assert_string_equal(buf_cstr(&line), cases[i].expected);
        buf_release(&line);
    }
}

static void too_many_roles_are_refused_before_they_have_no_room(void **state)
{
    (void)state;
    struct buf words = BUF_INIT;
    for (int i = 0; i < OPTION_ROLES_MAX; i++)
        buf_append_str(&words, STR("--role=a=due "));
    assert_int_equal(parse(buf_cstr(&words))->load.role_count, OPTION_ROLES_MAX);
    buf_append_str(&words, STR("--role=a=due"));
    struct command_line c;
    struct options o;
    struct diag d = {0};
    split(&c, buf_cstr(&words));
    assert_int_equal(options_parse(&o, c.argc, c.argv, &d), ERR_USAGE);
    assert_int_equal(d.reason, MSG_OPTION_MANY_ROLES);
    buf_release(&words);
}

static void what_was_read_before_a_bad_word_is_kept(void **state)
{
    (void)state;
    struct command_line c;
    struct options o;
    struct diag d = {0};
    split(&c, "--lang zh --frob");
    assert_int_equal(options_parse(&o, c.argc, c.argv, &d), ERR_USAGE);
    assert_true(o.lang_given);
    assert_int_equal(o.lang, LANG_ZH);
}

static void no_words_at_all_are_no_words(void **state)
{
    (void)state;
    char *argv[] = {NULL};
    struct options o;
    struct diag d = {0};
    assert_int_equal(options_parse(&o, 0, argv, &d), ERR_NONE);
    assert_int_equal(o.mode, RUN_SCREEN);
}

/* ---- help ---- */

static void the_table_goes_group_by_group_and_names_nothing_twice(void **state)
{
    (void)state;
    const struct option_info *row;
    for (size_t i = 0; (row = options_row(i)); i++) {
        assert_true(i == 0 || row->group >= options_row(i - 1)->group);
        assert_true(msg_text(LANG_ZH, row->help)[0] && msg_text(LANG_EN, row->help)[0]);
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(row->name, options_row(k)->name);
            assert_true(row->letter == 0 || row->letter != options_row(k)->letter);
        }
    }
}

static void the_usage_text_names_every_option_within_eighty_cells(void **state)
{
    (void)state;
    for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
        struct buf usage = BUF_INIT, form = BUF_INIT;
        options_append_usage(&usage, (enum lang)lang);
        const struct option_info *row;
        for (size_t i = 0; (row = options_row(i)); i++) {
            buf_clear(&form);
            option_append_form(&form, row);
            if (!strstr(buf_cstr(&usage), buf_cstr(&form)))
                fail_msg("%s is not in the help", buf_cstr(&form));
        }
        struct str rest = buf_str(&usage), line;
        while (str_split(&rest, '\n', &line)) {
            assert_true(text_cells(line) <= 80);
            assert_false(str_ends_with(line, STR(" ")));
        }
        assert_true(str_ends_with(buf_str(&usage), STR("\n")));
        buf_release(&usage);
        buf_release(&form);
    }
}

static void an_option_is_written_with_its_value(void **state)
{
    (void)state;
    static const struct {
        const char *name, *expected;
    } cases[] = {
        {"print", "--print[=tsv|csv|json|md|text]"},
        {"filter", "--filter QUERY"},
        {"help", "-h, --help"},
        {"ascii", "--ascii"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t k = 0;
        while (strcmp(options_row(k)->name, cases[i].name) != 0)
            k++;
        struct buf form = BUF_INIT;
        option_append_form(&form, options_row(k));
        assert_string_equal(buf_cstr(&form), cases[i].expected);
        buf_release(&form);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_words_the_screen_is_meant),
        cmocka_unit_test(the_output_is_chosen_by_its_option),
        cmocka_unit_test(a_value_that_may_be_left_out_is_not_taken_from_the_next_word),
        cmocka_unit_test(several_files_may_be_named),
        cmocka_unit_test(values_stand_behind_the_equals_sign_or_in_the_next_word),
        cmocka_unit_test(the_beginning_of_a_name_is_enough),
        cmocka_unit_test(names_and_letters_ask_for_an_answer),
        cmocka_unit_test(a_file_is_any_word_that_is_no_option),
        cmocka_unit_test(dates_are_read_as_people_write_them),
        cmocka_unit_test(delimiters_have_names_or_are_a_mark),
        cmocka_unit_test(the_header_is_a_line_or_none),
        cmocka_unit_test(roles_gather),
        cmocka_unit_test(the_terminal_is_told_what_to_do),
        cmocka_unit_test(
            a_run_is_restricted_by_its_words_or_by_the_environment_whichever_is_stricter),
        cmocka_unit_test(wrong_usage_is_told_in_one_line),
        cmocka_unit_test(too_many_roles_are_refused_before_they_have_no_room),
        cmocka_unit_test(what_was_read_before_a_bad_word_is_kept),
        cmocka_unit_test(no_words_at_all_are_no_words),
        cmocka_unit_test(the_table_goes_group_by_group_and_names_nothing_twice),
        cmocka_unit_test(the_usage_text_names_every_option_within_eighty_cells),
        cmocka_unit_test(an_option_is_written_with_its_value),
    };
    return cmocka_run_group_tests_name("app/options", tests, NULL, NULL);
}
