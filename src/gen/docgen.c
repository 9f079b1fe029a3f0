/*
 * docgen: writes down what the tables of the program say.
 *
 *     docgen man              the manual page, roff with the macros of man(7)
 *     docgen completion       the completions for bash
 *     docgen section NAME     a section of README.md, for splice.sh
 *
 * Run from the root of the tree: the picture of the screen and the numbers of the example queries
 * come from samples/, the map of the code (docgen_map.c) from the sources.
 *
 * The one hard idea: only prose stands here. Whatever is a list in the program (options, keys,
 * roles, conditions) is printed from the list, and whatever README claims about the sample table is
 * asked of the sample table, so that neither can grow stale unnoticed.
 */
#include "docgen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/control.h"
#include "review/condition.h"
#include "screen/ui.h"

#define SAMPLE "samples/heze-2023-q3.tsv"

_Noreturn void die(const char *what, const char *why)
{
    fprintf(stderr, "docgen: %s: %s\n", what, why);
    exit(1);
}

static const char *english(enum msg msg)
{
    return msg_text(LANG_EN, msg);
}

static const char *chinese(enum msg msg)
{
    return msg_text(LANG_ZH, msg);
}

/* ---- example queries, with what they find in the sample ---- */

static const struct example {
    const char *query;
    const char *meaning;
} examples[] = {
    {"高速", "the word, in any column"},
    {"高速 !note:待省批复", "one word and not the other, which is looked for in the note only"},
    {"机场 | 铁路", "either of them"},
    {"\"城市更新行动\"", "the words as they stand"},
    {"批复", "批覆 too: variants, traditional characters, full-width letters and case are one"},
    {"jtysj", "by the first letters of its pinyin: 市交通运输局"},
    {"/完成投资[0-9.]+亿元/", "a regular expression (PCRE2)"},
    {"leader:刘连栋", "in one column; roles have Chinese names too: 领导:刘连栋"},
    {"units:教育局", "a unit, named first or further on"},
    {"lead:=市教育局", "exactly this unit, and named first: it leads"},
    {"due<=9月底", "due by the end of September"},
    {"no>=180 no<190", "numbers compare as numbers"},
    {"is:on", "on schedule, by what the table states"},
    {"is:behind", "behind"},
};

static struct table *load_sample(void)
{
    struct load_options options = {0};
    struct table *t;
    struct diag d;
    if (table_load(&t, STR(SAMPLE), &options, &d) != ERR_NONE)
        die(SAMPLE, "cannot be read");
    return t;
}

static size_t count_matches(const struct table *t, const char *words)
{
    struct diag d;
    struct query *q = query_parse(str_from(words), t, &d);
    if (!q)
        die(words, "cannot be read as a query");
    struct review r = review_of(t);
    struct view v = VIEW_INIT;
    view_build(&v, &r, q, NULL);
    size_t count = v.count;
    view_release(&v);
    query_free(q);
    return count;
}

/* ---- Markdown ---- */

/* A cell of a table: a bar would end it. */
static void append_cell(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            buf_append_byte(out, '\\');
        buf_append_byte(out, *text);
    }
}

static void append_code_cell(struct buf *out, const char *text)
{
    buf_append_str(out, STR("| `"));
    append_cell(out, text);
    buf_append_str(out, STR("` "));
}

/* Keys, each a code span of its own. */
static void append_keys_cell(struct buf *out, const char *keys)
{
    struct str rest = str_from(keys), key;
    buf_append_str(out, STR("|"));
    while (str_split(&rest, ' ', &key))
        buf_printf(out, " `%s%.*s`", str_equal(key, STR("|")) ? "\\" : "", STR_ARG(key));
    buf_append_byte(out, ' ');
}

static void section_usage(struct buf *out)
{
    buf_append_str(out, STR("```text\n"));
    options_append_usage(out, LANG_EN);
    buf_append_str(out, STR("```\n"));
}

static void section_keys(struct buf *out)
{
    size_t count;
    const struct command *commands = command_table(&count);
    buf_append_str(out, STR("| keys | | |\n| --- | --- | --- |\n"));
    for (int group = 0; group < KEYS_COUNT; group++) {
        enum msg title = command_group_title((enum command_group)group);
        buf_printf(out, "| | **%s** | **%s** |\n", english(title), chinese(title));
        for (size_t i = 0; i < count; i++) {
            if ((int)commands[i].group != group)
                continue;
            append_keys_cell(out, commands[i].keys);
            buf_append_str(out, STR("| "));
            append_cell(out, english(commands[i].help));
            buf_append_str(out, STR(" | "));
            append_cell(out, chinese(commands[i].help));
            buf_append_str(out, STR(" |\n"));
        }
    }
}

static void section_roles(struct buf *out)
{
    buf_append_str(out, STR("| role | also | what the column holds |\n| --- | --- | --- |\n"));
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct role_info *info = role_info((enum role)role);
        append_code_cell(out, info->name);
        buf_printf(out, "| %s | %s |\n", info->other_names, english(info->help));
    }
}

static void section_conditions(struct buf *out)
{
    size_t count;
    const struct condition *conditions = condition_table(&count);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s`is:%s` (%s)", i > 0 ? ", " : "", conditions[i].name, conditions[i].zh);
    buf_append_byte(out, '\n');
}

static void section_queries(struct buf *out)
{
    struct table *t = load_sample();
    buf_append_str(out, STR("| query | finds | of the sample |\n| --- | --- | ---: |\n"));
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        append_code_cell(out, examples[i].query);
        buf_printf(out, "| %s | %zu |\n", examples[i].meaning, count_matches(t, examples[i].query));
    }
    table_free(t);
}

/* ---- the picture ---- */

#define PICTURE_ROWS 17
#define PICTURE_COLS 100

static void press(struct app *a, const char *keys)
{
    struct str rest = str_from(keys), name;
    while (str_split(&rest, ' ', &name)) {
        struct event e = {.type = EVENT_KEY};
        if (!key_parse(name, &e.key))
            die(keys, "no such keys");
        control_handle(a, &e);
    }
}

static void section_screen(struct buf *out)
{
    char *const argv[] = {"duban", "--lang=zh", SAMPLE};
    struct options options;
    struct app app;
    struct frame frame;
    struct diag d;
    if (options_parse(&options, COUNT_OF(argv), argv, &d) != ERR_NONE ||
        control_init(&app, &options, PICTURE_ROWS, PICTURE_COLS, &d) != ERR_NONE)
        die(SAMPLE, "cannot be shown");
    while (control_is_busy(&app))
        control_work(&app);
    press(&app, "1 5 0 G");
    frame_init(&frame);
    ui_draw(&app, &frame);
    buf_append_str(out, STR("```text\n"));
    frame_dump(&frame, out, false);
    buf_append_str(out, STR("```\n"));
    frame_release(&frame);
    control_release(&app);
}

/* ---- the manual page ---- */

/* Text as roff wants it: no escape, no hyphen to be taken for a dash, no control line. */
static void append_roff(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool begins_line = out->len == 0 || out->ptr[out->len - 1] == '\n';
        if (begins_line && (c == '.' || c == '\''))
            buf_append_str(out, STR("\\&"));
        if (c == '\\')
            buf_append_str(out, STR("\\e"));
        else if (c == '-')
            buf_append_str(out, STR("\\-"));
        else if (c == '"') /* an argument's own quotes would vanish */
            buf_append_str(out, STR("\\(dq"));
        else
            buf_append_byte(out, c);
    }
}

/* A term and what it means. */
static void append_item(struct buf *out, struct str term, const char *meaning)
{
    buf_append_str(out, STR(".TP\n.B "));
    append_roff(out, term);
    buf_append_byte(out, '\n');
    append_roff(out, str_from(meaning));
    buf_append_byte(out, '\n');
}

static void append_heading(struct buf *out, const char *macro, const char *title)
{
    buf_printf(out, "%s \"%s\"\n", macro, title);
}

static void man_options(struct buf *out)
{
    struct buf form = BUF_INIT;
    const struct option_info *row;
    for (size_t i = 0; (row = options_row(i)); i++) {
        if (i == 0 || options_row(i - 1)->group != row->group)
            append_heading(out, ".SS", english(options_group_title(row->group)));
        buf_clear(&form);
        option_append_form(&form, row);
        append_item(out, buf_str(&form), english(row->help));
    }
    buf_release(&form);
    buf_append_str(out, STR(".PP\n"));
    append_roff(out, str_from(english(MSG_USAGE_VALUES)));
    buf_append_byte(out, '\n');
    append_roff(out, str_from(english(MSG_USAGE_NAMES)));
    buf_append_byte(out, '\n');
}

static void man_keys(struct buf *out)
{
    size_t count;
    const struct command *commands = command_table(&count);
    buf_append_str(out, STR("C\\-f is Ctrl and f. Digits before a key repeat it. Full\\-width "
                            "twins of the keys do the same.\n"));
    for (int group = 0; group < KEYS_COUNT; group++) {
        append_heading(out, ".SS", english(command_group_title((enum command_group)group)));
        for (size_t i = 0; i < count; i++)
            if ((int)commands[i].group == group)
                append_item(out, str_from(commands[i].keys), english(commands[i].help));
    }
}

static void man_queries(struct buf *out)
{
    buf_append_str(
        out, STR("Words separated by blanks must all hold; | between groups means either; ! before "
                 "a word negates it. A word is looked for in every column, role:word in one, "
                 "role:=word wants the whole cell (of units: one whole unit). Numbers and "
                 "deadlines compare with < <= > >= and =.\n"));
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        append_item(out, str_from(examples[i].query), examples[i].meaning);
    size_t count;
    const struct condition *conditions = condition_table(&count);
    buf_append_str(out, STR(".PP\nConditions:"));
    for (size_t i = 0; i < count; i++)
        buf_printf(out, " is:%s%s", conditions[i].name, i + 1 < count ? "," : ".\n");
}

static void man_roles(struct buf *out)
{
    buf_append_str(out, STR("Columns are recognised by their header names. What a column means is "
                            "its role:\n"));
    struct buf term = BUF_INIT;
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct role_info *info = role_info((enum role)role);
        buf_clear(&term);
        buf_printf(&term, "%s (%s)", info->name, info->other_names);
        append_item(out, buf_str(&term), english(info->help));
    }
    buf_release(&term);
}

static void man_exit_statuses(struct buf *out)
{
    append_item(out, STR("0"), english(MSG_USAGE_EXIT_GOOD));
    append_item(out, STR("1"), english(MSG_USAGE_EXIT_NONE));
    append_item(out, STR("2"), english(MSG_USAGE_EXIT_TROUBLE));
    append_item(out, STR("128+N"), english(MSG_USAGE_EXIT_SIGNAL));
}

static void man_environment(struct buf *out)
{
    append_item(out, STR("LC_ALL, LC_MESSAGES, LANG"),
                "the language of the interface, unless --lang says it. Where none is named, a "
                "table with a Chinese header is shown in Chinese. Chinese text is shown whatever "
                "they say, as long as the host has any UTF-8 locale.");
    append_item(out, STR("TERM"), "the kind of terminal.");
    append_item(out, STR("NO_COLOR"), "when set, no colours, unless --color=always.");
}

static void man_examples(struct buf *out)
{
    append_item(out, STR("duban table.tsv"), "opens the table.");
    append_item(out, STR("ssh -t server duban table.tsv"), "the same, on another machine.");
    append_item(out, STR("duban --print=csv --filter 'units:教育局' table.tsv"),
                "writes the tasks of a unit.");
    append_item(out, STR("duban --print --sort due --columns no,due,target table.tsv"),
                "writes three columns, the earliest deadline first.");
    append_item(out, STR("duban --summary=json table.tsv"), "writes the counts for a script.");
}

static const struct {
    const char *title;
    void (*append)(struct buf *out);
} man_sections[] = {
    {"OPTIONS", man_options},           {"KEYS", man_keys},
    {"QUERIES", man_queries},           {"COLUMNS", man_roles},
    {"EXIT STATUS", man_exit_statuses}, {"ENVIRONMENT", man_environment},
    {"EXAMPLES", man_examples},
};

static void write_man(struct buf *out)
{
    buf_append_str(out, STR(".\\\" made by docgen from the tables of the program\n"
                            ".TH DUBAN 1 \"\" \"duban\" \"User Commands\"\n"
                            ".SH NAME\nduban \\- review tables of government responsibility "
                            "targets\n.SH SYNOPSIS\n.B duban\n"));
    append_roff(out, str_slice(str_from(english(MSG_USAGE_SYNOPSIS)), strlen("duban "), SIZE_MAX));
    buf_append_str(out, STR("\n.SH DESCRIPTION\n"));
    buf_printf(out, "%s\n%s\n", english(MSG_USAGE_ABOUT), english(MSG_USAGE_PIPES));
    buf_append_str(
        out, STR("The title, the header, repeated headers, blank lines, totals and footnotes of a "
                 "printed table are recognised; what is no record is left out and told (key W).\n"
                 "The list shows the records, the pane below or beside it the one under the "
                 "cursor in full.\n"));
    for (size_t i = 0; i < COUNT_OF(man_sections); i++) {
        append_heading(out, ".SH", man_sections[i].title);
        man_sections[i].append(out);
    }
}

/* ---- completions ---- */

/* Words behind those there are, with a blank between. */
static void append_word(struct buf *out, size_t first, struct str word)
{
    buf_printf(out, "%s%.*s", out->len > first ? " " : "", STR_ARG(word));
}

/* True for arguments that name a column of the table. */
static bool names_column(struct str argument)
{
    return str_equal(argument, STR("ROLE")) || str_equal(argument, STR("LIST")) ||
           str_starts_with(argument, STR("KEY"));
}

/* The alternatives of an argument that can be typed as they stand, or the names of roles. */
static void append_words(struct buf *out, const char *argument)
{
    size_t first = out->len;
    struct str rest = str_from(argument), word;
    if (str_starts_with(rest, STR("[")))
        rest = str_slice(rest, 1, rest.len - 2);
    if (names_column(rest)) {
        for (int role = ROLE_OTHER + 1; role < ROLE_COUNT; role++)
            append_word(out, first, str_from(role_info((enum role)role)->name));
        return;
    }
    while (str_split(&rest, '|', &word))
        if (word.ptr[0] >= 'a' && word.ptr[0] <= 'z')
            append_word(out, first, word);
}

/* One branch for each option that takes a value; behind "=", bash sees a word of its own. A value
 * that may be left out stands there only. */
static void append_branches(struct buf *out)
{
    const struct option_info *row;
    for (size_t i = 0; (row = options_row(i)); i++) {
        if (!row->argument)
            continue;
        buf_append_str(out, STR("    "));
        if (row->argument[0] != '[')
            buf_printf(out, "--%s | ", row->name);
        buf_printf(out, "=--%s) words='", row->name);
        append_words(out, row->argument);
        buf_append_str(out, STR("' ;;\n"));
    }
}

static void write_completion(struct buf *out)
{
    buf_append_str(out, STR("# bash completion for duban; made by docgen from the option table\n"
                            "_duban()\n{\n"
                            "    local word=${COMP_WORDS[COMP_CWORD]} words\n"
                            "    local option=${COMP_WORDS[COMP_CWORD - 1]}\n"
                            "    if [[ $word == = ]]; then\n"
                            "        word= option==$option\n"
                            "    elif [[ $option == = ]]; then\n"
                            "        option==${COMP_WORDS[COMP_CWORD - 2]}\n"
                            "    fi\n"
                            "    case $option in\n"));
    append_branches(out);
    buf_append_str(out, STR("    *)\n"
                            "        [[ $word == -* ]] || return # a file\n"
                            "        words='"));
    const struct option_info *row;
    for (size_t i = 0; (row = options_row(i)); i++)
        buf_printf(out, "%s--%s", i > 0 ? " " : "", row->name);
    buf_append_str(out, STR("'\n"
                            "        ;;\n"
                            "    esac\n"
                            "    compopt +o default\n"
                            "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                            "}\n"
                            "complete -o default -F _duban duban\n"));
}

/* ---- which of them ---- */

struct document {
    const char *name;
    void (*append)(struct buf *out);
};

static const struct document documents[] = {{"man", write_man}, {"completion", write_completion}};

static const struct document sections[] = {
    {"usage", section_usage},     {"keys", section_keys},
    {"roles", section_roles},     {"conditions", section_conditions},
    {"queries", section_queries}, {"screen", section_screen},
    {"map", append_map},
};

static void write_document(const struct document *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].name, name) != 0)
            continue;
        struct buf out = BUF_INIT;
        list[i].append(&out);
        bool written = fwrite(buf_cstr(&out), 1, out.len, stdout) == out.len && fflush(stdout) == 0;
        buf_release(&out);
        if (!written)
            die(name, "cannot be written");
        return;
    }
    die(name, "no such document");
}

int main(int argc, char **argv)
{
    if (argc == 2)
        write_document(documents, COUNT_OF(documents), argv[1]);
    else if (argc == 3 && strcmp(argv[1], "section") == 0)
        write_document(sections, COUNT_OF(sections), argv[2]);
    else
        die("usage", "docgen man | completion | section NAME");
    return 0;
}
