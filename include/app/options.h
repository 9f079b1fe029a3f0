/*
 * options: the command line, from one table of rows (name, argument, help); the usage text, the man
 * page and the completion come from the same rows.
 *
 * What an option says about the table's columns (--filter, --sort, --columns, --by, --role's
 * column) is kept as text here and understood when the table is there.
 */
#ifndef DUBAN_APP_OPTIONS_H
#define DUBAN_APP_OPTIONS_H

#include "base/date.h"
#include "base/message.h"
#include "review/export.h"
#include "table/loader.h"

enum run_mode {
    RUN_SCREEN,
    RUN_PRINT,
    RUN_SUMMARY,
    RUN_REPORT,
    RUN_CHECK,
    RUN_HELP,
    RUN_VERSION,
    RUN_KEYS
};
enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum ambiguous_mode { AMBIGUOUS_AUTO, AMBIGUOUS_NARROW, AMBIGUOUS_WIDE };

/* How far a run is restricted (app/restricted.h), the stricter the greater. */
enum restriction { RESTRICTION_NONE, RESTRICTION_BEST_EFFORT, RESTRICTION_STRICT };

#define OPTION_ROLES_MAX 64
#define OPTION_FILES_MAX 256

/* Strs point into argv. */
struct options {
    enum run_mode mode;
    bool mode_given;           /* an output option was given; else the terminal decides */
    enum export_format format; /* of RUN_PRINT, RUN_SUMMARY and RUN_REPORT */
    struct str files[OPTION_FILES_MAX];
    size_t file_count;
    struct str file; /* the first of them; "" when none was named */
    struct str filter;
    struct str sort;
    struct str columns;
    struct str by;
    struct str against; /* "": no earlier table was named */
    struct str review;  /* "": marks and remarks are kept in the usual place */
    enum restriction restriction;
    struct restricted *restricted; /* of such a run (app/restricted.h); NULL: it is free */
    const struct world *world;     /* main's to fill in (app/world.h); NULL: nothing is known */
    struct str home;               /* what ~ stands for; main says it, "" when unknown */
    struct load_options load;      /* its roles point to `roles` */
    struct load_role roles[OPTION_ROLES_MAX];
    enum color_mode color;
    enum ambiguous_mode ambiguous;
    bool ascii;
    bool lang_given;
    enum lang lang;
};

/* Reads argv (argv[0] is skipped) into `*out`, which on failure holds what was read before the bad
 * word. ERR_USAGE with the bad word as subject and a message as reason. Of --help, --version and
 * --keys the first wins over every other mode, once all words are found good.
 * Long options take "=VALUE" or the next word (those whose value may be left out, --print,
 * --summary and --report, only "="); a unique beginning of a name is enough; "--" ends them; "-" is
 * standard input; -h and -V are --help and --version. */
MUST_USE enum err options_parse(struct options *out, int argc, char *const *argv, struct diag *d);

/* Restricts the run as the environment's DUBAN_RESTRICTED says: unset, "" and "0" do not, "best-effort" as
 * far as the kernel can, everything else strictly. It never frees what the command line restricts. */
void options_restrict(struct options *o, const char *environment);

/* The language of what is said before a table is known: what was asked for, else English. */
enum lang options_lang(const struct options *o);

/* True when one of the files is standard input, which cannot be read again. */
bool options_read_stdin(const struct options *o);

/* A file's name as it is typed at a prompt: without the blanks around it, ~/ at its beginning is the home folder. */
void options_append_path(struct buf *out, const struct options *o, struct str typed);

/* How the earlier table of --against is read: as the table itself, but that its header, its roles and
 * its date are recognised; what was said of them was said of the other file. */
struct load_options options_load_earlier(const struct options *o);

/* How --help and the man page group the options. */
enum option_group {
    OPTIONS_OUTPUT,
    OPTIONS_VIEW,
    OPTIONS_READING,
    OPTIONS_TERMINAL,
    OPTIONS_ABOUT,
    OPTIONS_GROUP_COUNT
};

/* One row of the table, for help, man page and completion. */
struct option_info {
    const char *name; /* "filter" */
    char letter;      /* 'h' where -h does the same, else 0 */
    /* What stands for the value: "QUERY"; alternatives "auto|always|never", where words in capitals
     * stand for others; in brackets when it may be left out, which means the first; NULL for none
     */
    const char *argument;
    enum option_group group;
    enum msg help;
};

/* The rows from 0, group by group; NULL behind the last. */
const struct option_info *options_row(size_t index);

/* The heading of a group. */
enum msg options_group_title(enum option_group group);

/* Appends an option as it is written: "--print[=tsv|csv|json|md|text]", "--filter QUERY". */
void option_append_form(struct buf *out, const struct option_info *option);

/* Appends the --help text: 80 columns. */
void options_append_usage(struct buf *out, enum lang lang);

#endif
