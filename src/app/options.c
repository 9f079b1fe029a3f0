/*
 * options: the words of the command line, by a table of rows.
 *
 * The one hard idea: a row's argument, as --help shows it ("auto|always|never"), is also what
 * checks the value. So the help, the completion and the complaint about a wrong value cannot
 * disagree with what is accepted, and a row's function only stores what is known to be good.
 * Checking against the table, and everything that the environment says, is left to others.
 */
#include "app/options.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

#include "app/asof.h"
#include "app/page.h"
#include "text/cluster.h"

/* A value on its way into the options. */
struct value {
    struct str text;
    int choice; /* its place among the alternatives of the row's argument; -1: none of them */
    int what;   /* the row's own number */
};

/* ---- what the options do: each stores its value, or says why not ---- */

static bool is_answered_at_once(enum run_mode mode)
{
    return mode == RUN_HELP || mode == RUN_VERSION || mode == RUN_KEYS;
}

static enum msg take_answer(struct options *o, struct value v)
{
    if (!is_answered_at_once(o->mode))
        o->mode = (enum run_mode)v.what;
    return MSG_NONE;
}

static enum msg take_output(struct options *o, struct value v)
{
    enum run_mode mode = (enum run_mode)v.what;
    export_parse_format(v.text, &o->format);
    if (is_answered_at_once(o->mode))
        return MSG_NONE;
    if (o->mode_given && o->mode != mode)
        return MSG_OPTION_ONE_OUTPUT;
    o->mode_given = true;
    o->mode = mode;
    return MSG_NONE;
}

/* `what` is where in the options the text goes. */
static enum msg take_text(struct options *o, struct value v)
{
    memcpy((char *)o + v.what, &v.text, sizeof(v.text));
    return MSG_NONE;
}

/* The same where an empty text would only hide a slip: `--columns=$list` without a list. */
static enum msg take_words(struct options *o, struct value v)
{
    return text_trim(v.text).len > 0 ? take_text(o, v) : MSG_OPTION_EMPTY;
}

static enum msg take_as_of(struct options *o, struct value v)
{
    struct due_context nothing_known = {0};
    return asof_read(v.text, nothing_known, &o->load.as_of) ? MSG_NONE : MSG_OPTION_NOT_DATE;
}

static enum msg take_delimiter(struct options *o, struct value v)
{
    static const char named[] = {0, '\t', ','};
    if (v.choice >= 0) {
        o->load.delimiter = named[v.choice];
        return MSG_NONE;
    }
    char mark = v.text.len == 1 ? v.text.ptr[0] : '\0';
    if (mark == '"' || (mark != '\t' && !ispunct((unsigned char)mark)))
        return MSG_OPTION_NOT_DELIMITER;
    o->load.delimiter = mark;
    return MSG_NONE;
}

static enum msg take_header(struct options *o, struct value v)
{
    uint32_t line = 0;
    if (v.choice >= 0) {
        o->load.header_line = HEADER_NONE;
        return MSG_NONE;
    }
    if (!str_to_u32(v.text, &line) || line == 0 || line > INT_MAX)
        return MSG_OPTION_NOT_HEADER;
    o->load.header_line = (int)line;
    return MSG_NONE;
}

static size_t find_last(struct str s, char wanted)
{
    size_t at = s.len;
    while (at > 0 && s.ptr[at - 1] != wanted)
        at--;
    return at > 0 ? at - 1 : SIZE_MAX;
}

/* COLUMN=ROLE; the column's name may hold a "=" itself. */
static enum msg take_role(struct options *o, struct value v)
{
    if (o->load.role_count == OPTION_ROLES_MAX)
        return MSG_OPTION_MANY_ROLES;
    struct load_role *role = &o->roles[o->load.role_count];
    size_t equals = find_last(v.text, '=');
    if (equals == SIZE_MAX || equals == 0 ||
        !role_parse(str_slice(v.text, equals + 1, SIZE_MAX), &role->role))
        return MSG_OPTION_NOT_ROLE;
    role->column = str_slice(v.text, 0, equals);
    o->load.role_count++;
    return MSG_NONE;
}

static void restrict_more(struct options *o, enum restriction restriction)
{
    if (restriction > o->restriction)
        o->restriction = restriction;
}

static enum msg take_restricted(struct options *o, struct value v)
{
    restrict_more(o, v.choice == 0 ? RESTRICTION_STRICT : RESTRICTION_BEST_EFFORT);
    return MSG_NONE;
}

static enum msg take_ambiguous(struct options *o, struct value v)
{
    static const enum ambiguous_mode modes[] = {AMBIGUOUS_NARROW, AMBIGUOUS_WIDE, AMBIGUOUS_AUTO};
    o->ambiguous = modes[v.choice];
    return MSG_NONE;
}

static enum msg take_ascii(struct options *o, struct value v)
{
    (void)v;
    o->ascii = true;
    return MSG_NONE;
}

static enum msg take_color(struct options *o, struct value v)
{
    static const enum color_mode modes[] = {COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER};
    o->color = modes[v.choice];
    return MSG_NONE;
}

static enum msg take_lang(struct options *o, struct value v)
{
    o->lang_given = lang_parse(v.text, &o->lang);
    return MSG_NONE;
}

/* ---- the table ---- */

#define PLACE(member) (int)offsetof(struct options, member)

/* clang-format off */
static const struct option {
    struct option_info info;
    enum msg (*take)(struct options *o, struct value v);
    int what;
} options[] = {
    {{"print", 0, "[tsv|csv|json|md|text]", OPTIONS_OUTPUT, MSG_OPTION_PRINT}, take_output, RUN_PRINT},
    {{"summary", 0, "[text|json]", OPTIONS_OUTPUT, MSG_OPTION_SUMMARY}, take_output, RUN_SUMMARY},
    {{"report", 0, "[text|md]", OPTIONS_OUTPUT, MSG_OPTION_REPORT}, take_output, RUN_REPORT},
    {{"check", 0, NULL, OPTIONS_OUTPUT, MSG_OPTION_CHECK}, take_output, RUN_CHECK},
    {{"columns", 0, "LIST", OPTIONS_OUTPUT, MSG_OPTION_COLUMNS}, take_words, PLACE(columns)},
    {{"by", 0, "ROLE", OPTIONS_OUTPUT, MSG_OPTION_BY}, take_words, PLACE(by)},
    {{"filter", 0, "QUERY", OPTIONS_VIEW, MSG_OPTION_FILTER}, take_text, PLACE(filter)},
    {{"sort", 0, "KEY[,KEY]...", OPTIONS_VIEW, MSG_OPTION_SORT}, take_words, PLACE(sort)},
    {{"against", 0, "FILE", OPTIONS_VIEW, MSG_OPTION_AGAINST}, take_words, PLACE(against)},
    {{"review", 0, "FILE", OPTIONS_VIEW, MSG_OPTION_REVIEW}, take_words, PLACE(review)},
    {{"as-of", 0, "DATE", OPTIONS_READING, MSG_OPTION_AS_OF}, take_as_of, 0},
    {{"encoding", 0, "NAME", OPTIONS_READING, MSG_OPTION_ENCODING}, take_words, PLACE(load.encoding)},
    {{"delimiter", 0, "auto|tab|comma|CHAR", OPTIONS_READING, MSG_OPTION_DELIMITER}, take_delimiter, 0},
    {{"header", 0, "none|N", OPTIONS_READING, MSG_OPTION_HEADER}, take_header, 0},
    {{"role", 0, "COLUMN=ROLE", OPTIONS_READING, MSG_OPTION_ROLE}, take_role, 0},
    {{"ambiguous", 0, "narrow|wide|auto", OPTIONS_TERMINAL, MSG_OPTION_WIDTH}, take_ambiguous, 0},
    {{"ascii", 0, NULL, OPTIONS_TERMINAL, MSG_OPTION_ASCII}, take_ascii, 0},
    {{"color", 0, "auto|always|never", OPTIONS_TERMINAL, MSG_OPTION_COLOR}, take_color, 0},
    {{"lang", 0, "zh|en", OPTIONS_TERMINAL, MSG_OPTION_LANG}, take_lang, 0},
    {{"restricted", 0, "[strict|best-effort]", OPTIONS_TERMINAL, MSG_OPTION_RESTRICTED}, take_restricted, 0},
    {{"help", 'h', NULL, OPTIONS_ABOUT, MSG_OPTION_HELP}, take_answer, RUN_HELP},
    {{"version", 'V', NULL, OPTIONS_ABOUT, MSG_OPTION_VERSION}, take_answer, RUN_VERSION},
    {{"keys", 0, NULL, OPTIONS_ABOUT, MSG_OPTION_KEYS}, take_answer, RUN_KEYS},
};
/* clang-format on */

const struct option_info *options_row(size_t index)
{
    return index < COUNT_OF(options) ? &options[index].info : NULL;
}

enum msg options_group_title(enum option_group group)
{
    static const enum msg titles[OPTIONS_GROUP_COUNT] = {
        [OPTIONS_OUTPUT] = MSG_OPTIONS_OUTPUT,   [OPTIONS_VIEW] = MSG_OPTIONS_VIEW,
        [OPTIONS_READING] = MSG_OPTIONS_READING, [OPTIONS_TERMINAL] = MSG_OPTIONS_TERMINAL,
        [OPTIONS_ABOUT] = MSG_OPTIONS_ABOUT,
    };
    return titles[group];
}

/* ---- the argument of a row ---- */

static bool may_be_left_out(const struct option_info *info)
{
    return info->argument && info->argument[0] == '[';
}

/* The argument without the brackets that say that it may be left out. */
static struct str alternatives(const struct option_info *info)
{
    struct str s = str_from(info->argument);
    return may_be_left_out(info) ? str_slice(s, 1, s.len - 2) : s;
}

/* A word in capitals stands for any value. */
static bool stands_for_others(struct str word)
{
    return word.len > 0 && isupper((unsigned char)word.ptr[0]);
}

/* The place of `text` among the alternatives, or -1. `*is_open` when other values may do too. */
static int find_choice(const struct option_info *info, struct str text, bool *is_open)
{
    struct str rest = alternatives(info), word;
    int found = -1;
    *is_open = false;
    for (int i = 0; str_split(&rest, '|', &word); i++)
        if (stands_for_others(word))
            *is_open = true;
        else if (str_equal(word, text))
            found = i;
    return found;
}

/* ---- complaints ---- */

static enum err complain(struct diag *d, struct str subject, enum msg reason, struct str detail)
{
    enum err err = diag_set(d, ERR_USAGE, 0, subject, (int)reason);
    diag_set_detail(d, detail);
    return err;
}

static enum err complain_about_value(struct diag *d, const struct option *option, struct str text,
                                     enum msg reason)
{
    struct buf subject = BUF_INIT, detail = BUF_INIT;
    buf_printf(&subject, "--%s=%.*s", option->info.name, STR_ARG(text));
    if (reason == MSG_OPTION_CHOICES)
        buf_append_str(&detail, alternatives(&option->info));
    for (int role = 0; reason == MSG_OPTION_NOT_ROLE && role < ROLE_COUNT; role++)
        buf_printf(&detail, "%s%s", role > 0 ? " " : "", role_info((enum role)role)->name);
    enum err err = complain(d, buf_str(&subject), reason, buf_str(&detail));
    buf_release(&subject);
    buf_release(&detail);
    return err;
}

/* ---- reading the words ---- */

static enum err take_value(struct options *o, const struct option *option, struct str text,
                           struct diag *d)
{
    struct value v = {text, -1, option->what};
    if (option->info.argument) {
        bool is_open;
        v.choice = find_choice(&option->info, text, &is_open);
        if (v.choice < 0 && !is_open)
            return complain_about_value(d, option, text, MSG_OPTION_CHOICES);
    }
    enum msg reason = option->take(o, v);
    return reason == MSG_NONE ? ERR_NONE : complain_about_value(d, option, text, reason);
}

/* The option of that name, else the only one whose name begins so. NULL with the reason in `*d`. */
static const struct option *find_option(struct str name, struct str word, struct diag *d)
{
    const struct option *found = NULL;
    size_t count = 0;
    struct buf names = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(options) && name.len > 0; i++) {
        struct str full = str_from(options[i].info.name);
        if (!str_starts_with(full, name))
            continue;
        found = &options[i];
        count = str_equal(full, name) ? 1 : count + 1;
        buf_printf(&names, "%s--%s", names.len > 0 ? " " : "", options[i].info.name);
        if (str_equal(full, name))
            break;
    }
    if (count != 1) {
        complain(d, word, count > 1 ? MSG_OPTION_AMBIGUOUS : MSG_OPTION_UNKNOWN,
                 count > 1 ? buf_str(&names) : STR(""));
        found = NULL;
    }
    buf_release(&names);
    return found;
}

/* The words of the command line that are not read yet. */
struct words {
    int left;
    char *const *next;
};

static struct str next_word(struct words *w)
{
    w->left--;
    return str_from(*w->next++);
}

/* "--name", "--name=value" or "--name" and the value in the next word. */
static enum err read_long(struct options *o, struct str word, struct words *w, struct diag *d)
{
    size_t equals = str_find(word, STR("="), 0);
    bool has_value = equals != SIZE_MAX;
    struct str before = str_slice(word, 0, equals);
    const struct option *option = find_option(str_slice(before, 2, SIZE_MAX), before, d);
    if (!option)
        return ERR_USAGE;
    if (has_value && !option->info.argument)
        return complain(d, word, MSG_OPTION_NO_VALUE, STR(""));
    struct str value = str_slice(word, has_value ? equals + 1 : word.len, SIZE_MAX);
    if (may_be_left_out(&option->info) && !has_value) {
        struct str first = alternatives(&option->info);
        str_split(&first, '|', &value);
    } else if (option->info.argument && !has_value) {
        if (w->left == 0)
            return complain(d, before, MSG_OPTION_VALUE_MISSING, str_from(option->info.argument));
        value = next_word(w);
    }
    return take_value(o, option, value, d);
}

static enum err read_letter(struct options *o, struct str word, struct diag *d)
{
    for (size_t i = 0; i < COUNT_OF(options); i++)
        if (word.len == 2 && options[i].info.letter == word.ptr[1])
            return take_value(o, &options[i], STR(""), d);
    return complain(d, word, MSG_OPTION_UNKNOWN, STR(""));
}

static enum err read_file(struct options *o, struct str word, struct diag *d)
{
    if (o->file_count == OPTION_FILES_MAX)
        return complain(d, word, MSG_OPTION_MANY_FILES, STR(""));
    o->files[o->file_count++] = word;
    o->file = o->files[0];
    return ERR_NONE;
}

void options_restrict(struct options *o, const char *environment)
{
    if (!environment || *environment == '\0' || strcmp(environment, "0") == 0)
        return;
    bool is_best_effort = strcmp(environment, "best-effort") == 0;
    restrict_more(o, is_best_effort ? RESTRICTION_BEST_EFFORT : RESTRICTION_STRICT);
}

enum lang options_lang(const struct options *o)
{
    return o->lang_given ? o->lang : LANG_EN;
}

bool options_read_stdin(const struct options *o)
{
    for (size_t i = 0; i < o->file_count; i++)
        if (str_equal(o->files[i], STR("-")))
            return true;
    return false;
}

enum err options_parse(struct options *out, int argc, char *const *argv, struct diag *d)
{
    *out = (struct options){.lang = LANG_EN};
    out->load.roles = out->roles;
    struct words w = {argc, argv};
    if (w.left > 0)
        next_word(&w);
    enum err err = ERR_NONE;
    bool options_ended = false;
    while (w.left > 0 && err == ERR_NONE) {
        struct str word = next_word(&w);
        if (options_ended || word.len < 2 || word.ptr[0] != '-')
            err = read_file(out, word, d);
        else if (str_equal(word, STR("--")))
            options_ended = true;
        else if (word.ptr[1] == '-')
            err = read_long(out, word, &w, d);
        else
            err = read_letter(out, word, d);
    }
    return err;
}

void options_append_path(struct buf *out, const struct options *o, struct str typed)
{
    struct str name = text_trim(typed);
    bool is_home = str_equal(name, STR("~")) || str_starts_with(name, STR("~/"));
    if (is_home && o->home.len > 0) {
        buf_append_str(out, o->home);
        name = str_slice(name, 1, SIZE_MAX);
    }
    buf_append_str(out, name);
}

struct load_options options_load_earlier(const struct options *o)
{
    return (struct load_options){
        .encoding = o->load.encoding, .delimiter = o->load.delimiter, .held = o->load.held};
}

/* ---- the usage text ---- */

#define USAGE_CELLS  80
#define OPTION_CELLS 26

void option_append_form(struct buf *out, const struct option_info *option)
{
    if (option->letter)
        buf_printf(out, "-%c, ", option->letter);
    buf_printf(out, "--%s", option->name);
    if (may_be_left_out(option))
        buf_printf(out, "[=%.*s]", STR_ARG(alternatives(option)));
    else if (option->argument)
        buf_printf(out, " %s", option->argument);
}

static void add_text(struct page *p, struct str text)
{
    page_add(p, PAGE_TEXT, STR(""), 0, text, USAGE_CELLS, PAGE_NO_TARGET);
}

static void add_message(struct page *p, enum lang lang, enum msg msg)
{
    add_text(p, str_from(msg_text(lang, msg)));
}

static void add_heading(struct page *p, enum lang lang, enum msg msg)
{
    add_text(p, STR(""));
    add_message(p, lang, msg);
}

static void add_options(struct page *p, enum lang lang)
{
    struct buf form = BUF_INIT;
    for (size_t i = 0; i < COUNT_OF(options); i++) {
        const struct option_info *info = &options[i].info;
        if (i == 0 || info->group != options[i - 1].info.group)
            add_heading(p, lang, options_group_title(info->group));
        buf_set(&form, STR("  "));
        option_append_form(&form, info);
        page_add(p, PAGE_TEXT, buf_str(&form), OPTION_CELLS, str_from(msg_text(lang, info->help)),
                 USAGE_CELLS, PAGE_NO_TARGET);
    }
    buf_release(&form);
}

static void add_exit_statuses(struct page *p, enum lang lang)
{
    static const struct {
        const char *status;
        enum msg msg;
    } statuses[] = {{"  0", MSG_USAGE_EXIT_GOOD},
                    {"  1", MSG_USAGE_EXIT_NONE},
                    {"  2", MSG_USAGE_EXIT_TROUBLE},
                    {"  128+N", MSG_USAGE_EXIT_SIGNAL}};
    add_heading(p, lang, MSG_USAGE_EXIT);
    for (size_t i = 0; i < COUNT_OF(statuses); i++)
        page_add(p, PAGE_TEXT, str_from(statuses[i].status), 8,
                 str_from(msg_text(lang, statuses[i].msg)), USAGE_CELLS, PAGE_NO_TARGET);
}

void options_append_usage(struct buf *out, enum lang lang)
{
    struct page p = {0};
    struct buf line = BUF_INIT;
    page_begin(&p, PAGE_HELP, false);
    buf_printf(&line, "%s%s", msg_text(lang, MSG_USAGE), msg_text(lang, MSG_USAGE_SYNOPSIS));
    add_text(&p, buf_str(&line));
    add_message(&p, lang, MSG_USAGE_ABOUT);
    add_message(&p, lang, MSG_USAGE_FILES);
    add_message(&p, lang, MSG_USAGE_PIPES);
    add_options(&p, lang);
    add_exit_statuses(&p, lang);
    add_text(&p, STR(""));
    add_message(&p, lang, MSG_USAGE_VALUES);
    add_message(&p, lang, MSG_USAGE_NAMES);
    for (size_t i = 0; i < p.count; i++) {
        buf_append_str(out, page_line_text(&p, i));
        buf_append_byte(out, '\n');
    }
    buf_release(&line);
    page_release(&p);
}
