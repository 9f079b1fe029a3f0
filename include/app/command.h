/*
 * command: every verb of the keyboard, one row each: name, where it applies, its keys, what it
 * does, its help.
 *
 * From this table come the dispatch, the help screen, the hint line, --keys, the man page and the
 * README list. Digits before a command are its count (5j); Esc only ever takes something back.
 */
#ifndef DUBAN_APP_COMMAND_H
#define DUBAN_APP_COMMAND_H

#include "app/app.h"
#include "app/key.h"
#include "base/message.h"

/* How the help screen groups commands. */
enum command_group {
    KEYS_MOVE,
    KEYS_DETAIL,
    KEYS_COLUMNS,
    KEYS_FIND,
    KEYS_SORT,
    KEYS_NOTES,
    KEYS_ROLLUP,
    KEYS_TABLE,
    KEYS_PROMPT,
    KEYS_COUNT
};

/* What a command needs beside its context, ored to its contexts: a restricted run has it not, and the command is
 * off there. */
enum need {
    NEED_FILES = 0x100,   /* to open files, or to write them */
    NEED_EARLIER = 0x200, /* an earlier table, which only --against can name there */
};

struct command {
    const char *name;  /* "down": for tests and the man page */
    unsigned contexts; /* enum context, and enum need, ored */
    const char *keys;  /* blank-separated: "j Down C-n" */
    void (*run)(struct app *app, int argument);
    int argument;
    enum command_group group;
    enum msg help; /* one line */
    enum msg hint; /* short word for the hint line, MSG_NONE: not there; see command_hint() */
};

/* The rows, in the order of the help screen. */
const struct command *command_table(size_t *count);
enum msg command_group_title(enum command_group group);

/* The command that a key means in a context, or NULL. */
const struct command *command_find(enum context context, uint32_t key);

/* The word for the hint line by what the command would do now; MSG_NONE: nothing. */
enum msg command_hint(const struct command *c, const struct app *a);

/* True when a run with these options lacks what the command needs. */
bool command_is_off(const struct command *c, const struct options *o);

/* Appends the whole key list as text, for --keys. */
void command_append_list(struct buf *out, enum lang lang);

#endif
