/*
 * command: the table of commands and what is read off it.
 *
 * The one idea: a command exists by being a row here, and nowhere else. Dispatch walks the rows; help, hints, --keys,
 * man page and README are printed from them. Handlers live in the module of their subject: verb, find, ask, drill...
 */
#include "app/command.h"

#include "app/annotate.h"
#include "app/ask.h"
#include "app/comparison.h"
#include "app/copy.h"
#include "app/drill.h"
#include "app/find.h"
#include "app/save.h"
#include "app/verb.h"
#include "text/cluster.h"

#define LIST   CONTEXT_LIST
#define DETAIL CONTEXT_DETAIL
#define PAGE   CONTEXT_PAGE
#define PROMPT CONTEXT_PROMPT
#define PANES  (LIST | DETAIL)
#define ROLLUP CONTEXT_ROLLUP
#define FILES  NEED_FILES
#define ALL    (LIST | DETAIL | PAGE | ROLLUP)

static const struct command commands[] = {
    /* name, where, keys, what, argument, group, help, hint */
    {"down", ALL, "j Down", verb_move, 1, KEYS_MOVE, MSG_HELP_DOWN, MSG_NONE},
    {"up", ALL, "k Up", verb_move, -1, KEYS_MOVE, MSG_HELP_UP, MSG_HINT_MOVE},
    {"page-down", ALL, "Space PgDn C-f", verb_move_half, 2, KEYS_MOVE, MSG_HELP_PAGE_DOWN,
     MSG_NONE},
    {"page-up", ALL, "b PgUp C-b", verb_move_half, -2, KEYS_MOVE, MSG_HELP_PAGE_UP, MSG_NONE},
    {"half-down", ALL, "d C-d", verb_move_half, 1, KEYS_MOVE, MSG_HELP_HALF_DOWN, MSG_NONE},
    {"half-up", ALL, "u C-u", verb_move_half, -1, KEYS_MOVE, MSG_HELP_HALF_UP, MSG_NONE},
    {"top", ALL, "g Home", verb_move_top, 0, KEYS_MOVE, MSG_HELP_TOP, MSG_NONE},
    {"bottom", ALL, "G End", verb_move_bottom, 0, KEYS_MOVE, MSG_HELP_BOTTOM, MSG_NONE},
    {"go-to", PANES | ROLLUP, ":", ask_open, PROMPT_GOTO, KEYS_MOVE, MSG_HELP_GOTO, MSG_NONE},

    {"scroll-down", PANES, "J C-e", verb_scroll_detail, 1, KEYS_DETAIL, MSG_HELP_SCROLL_DOWN,
     MSG_NONE},
    {"scroll-up", PANES, "K C-y", verb_scroll_detail, -1, KEYS_DETAIL, MSG_HELP_SCROLL_UP,
     MSG_HINT_SCROLL},
    {"open", LIST, "Enter", verb_open_detail, 0, KEYS_DETAIL, MSG_HELP_OPEN, MSG_HINT_OPEN},
    {"close", DETAIL, "Enter", verb_back, 0, KEYS_DETAIL, MSG_HELP_CLOSE, MSG_NONE},
    {"focus", PANES, "Tab", verb_switch_focus, 0, KEYS_DETAIL, MSG_HELP_FOCUS, MSG_NONE},
    {"detail", PANES, "z", verb_toggle_detail, 0, KEYS_DETAIL, MSG_HELP_DETAIL, MSG_NONE},
    {"next-record", DETAIL, "l Right", verb_step_record, 1, KEYS_DETAIL, MSG_HELP_NEXT_RECORD,
     MSG_NONE},
    {"previous-record", DETAIL, "h Left", verb_step_record, -1, KEYS_DETAIL,
     MSG_HELP_PREVIOUS_RECORD, MSG_HINT_RECORD},

    {"column-right", LIST | ROLLUP, "l Right", verb_move_column, 1, KEYS_COLUMNS,
     MSG_HELP_COLUMN_RIGHT, MSG_NONE},
    {"column-left", LIST | ROLLUP, "h Left", verb_move_column, -1, KEYS_COLUMNS,
     MSG_HELP_COLUMN_LEFT, MSG_NONE},
    {"narrower", LIST, "<", verb_widen_column, -1, KEYS_COLUMNS, MSG_HELP_NARROWER, MSG_NONE},
    {"wider", LIST, ">", verb_widen_column, 1, KEYS_COLUMNS, MSG_HELP_WIDER, MSG_NONE},
    {"fit", LIST, "_", verb_fit_column, 0, KEYS_COLUMNS, MSG_HELP_FIT, MSG_NONE},

    {"roll-up", PANES, "F", drill_roll_up, 0, KEYS_ROLLUP, MSG_HELP_ROLLUP, MSG_HINT_ROLLUP},
    {"drill", ROLLUP, "F", drill_roll_up, 0, KEYS_ROLLUP, MSG_HELP_DRILL, MSG_HINT_DRILL},
    {"enter-line", ROLLUP, "Enter", drill_list, 0, KEYS_ROLLUP, MSG_HELP_ENTER_LINE,
     MSG_HINT_ENTER_LINE},
    {"next-grouping", ROLLUP, "Tab", drill_regroup, 1, KEYS_ROLLUP, MSG_HELP_NEXT_GROUPING,
     MSG_HINT_GROUPING},
    {"previous-grouping", ROLLUP, "S-Tab", drill_regroup, -1, KEYS_ROLLUP,
     MSG_HELP_PREVIOUS_GROUPING, MSG_NONE},
    {"groupings", ROLLUP, "s", verb_show_page, PAGE_GROUPINGS, KEYS_ROLLUP, MSG_HELP_GROUPINGS,
     MSG_NONE},

    {"search", PANES, "/", ask_open, PROMPT_SEARCH, KEYS_FIND, MSG_HELP_SEARCH, MSG_HINT_SEARCH},
    {"next-hit", PANES, "n", find_next, 1, KEYS_FIND, MSG_HELP_NEXT_HIT, MSG_NONE},
    {"previous-hit", PANES, "N", find_next, -1, KEYS_FIND, MSG_HELP_PREVIOUS_HIT, MSG_NONE},
    {"filter", PANES | ROLLUP, "&", ask_open, PROMPT_FILTER, KEYS_FIND, MSG_HELP_FILTER,
     MSG_HINT_FILTER},
    {"like-this", LIST, "@", find_like_cell, 0, KEYS_FIND, MSG_HELP_LIKE_THIS, MSG_NONE},
    {"same-unit", PANES, "U", find_same_unit, 0, KEYS_FIND, MSG_HELP_SAME_UNIT, MSG_NONE},
    {"take-back", ALL, "Esc", verb_take_back, 0, KEYS_FIND, MSG_HELP_TAKE_BACK, MSG_NONE},

    {"sort-up", LIST | ROLLUP, "[", verb_sort, 0, KEYS_SORT, MSG_HELP_SORT_UP, MSG_NONE},
    {"sort-down", LIST | ROLLUP, "]", verb_sort, 1, KEYS_SORT, MSG_HELP_SORT_DOWN, MSG_HINT_SORT},
    {"further-up", LIST, "{", verb_sort_further, 0, KEYS_SORT, MSG_HELP_FURTHER_UP, MSG_NONE},
    {"further-down", LIST, "}", verb_sort_further, 1, KEYS_SORT, MSG_HELP_FURTHER_DOWN, MSG_NONE},
    {"sort-menu", PANES, "s", verb_show_page, PAGE_SORT, KEYS_SORT, MSG_HELP_SORT_MENU, MSG_NONE},

    {"warnings", PANES, "W", verb_show_page, PAGE_WARNINGS, KEYS_TABLE, MSG_HELP_WARNINGS,
     MSG_NONE},
    {"mark", PANES, "m", annotate_mark, 0, KEYS_NOTES, MSG_HELP_MARK, MSG_NONE},
    {"next-marked", PANES, "'", annotate_next_marked, 0, KEYS_NOTES, MSG_HELP_NEXT_MARKED,
     MSG_NONE},
    {"clear-marks", PANES, "M", ask_open, PROMPT_CLEAR_MARKS, KEYS_NOTES, MSG_HELP_CLEAR_MARKS,
     MSG_NONE},
    {"remark", PANES | FILES, "e", ask_open, PROMPT_REMARK, KEYS_NOTES, MSG_HELP_REMARK, MSG_NONE},
    {"remove-remark", PANES | FILES, "x", ask_open, PROMPT_REMOVE_REMARK, KEYS_NOTES,
     MSG_HELP_REMOVE_REMARK, MSG_NONE},

    {"compare", ALL | NEED_EARLIER, "=", comparison_show, 0, KEYS_TABLE, MSG_HELP_COMPARE,
     MSG_NONE},
    {"choose", PAGE, "Enter", verb_choose, 0, KEYS_TABLE, MSG_HELP_CHOOSE, MSG_HINT_CHOOSE},
    {"encoding", PANES, "E", verb_show_page, PAGE_ENCODING, KEYS_TABLE, MSG_HELP_ENCODING,
     MSG_NONE},
    {"save", PANES | FILES, "w", save_open_menu, 0, KEYS_TABLE, MSG_HELP_SAVE, MSG_NONE},
    {"copy-cell", PANES, "y", copy_cell, 0, KEYS_TABLE, MSG_HELP_COPY_CELL, MSG_NONE},
    {"copy-record", PANES, "Y", copy_record, 0, KEYS_TABLE, MSG_HELP_COPY_RECORD, MSG_NONE},
    {"reload", PANES, "R F5", verb_reload, 0, KEYS_TABLE, MSG_HELP_RELOAD, MSG_NONE},
    {"redraw", ALL, "C-l", verb_redraw, 0, KEYS_TABLE, MSG_HELP_REDRAW, MSG_NONE},
    {"help", ALL, "? F1 H", verb_show_page, PAGE_HELP, KEYS_TABLE, MSG_HELP_HELP, MSG_HINT_HELP},
    {"back", ALL, "q", verb_back, 0, KEYS_TABLE, MSG_HELP_BACK, MSG_HINT_BACK},
    {"quit", ALL, "Q C-c", verb_quit, 0, KEYS_TABLE, MSG_HELP_QUIT, MSG_NONE},

    {"complete", PROMPT, "Tab", ask_complete, 1, KEYS_PROMPT, MSG_HELP_COMPLETE, MSG_NONE},
    {"complete-back", PROMPT, "S-Tab", ask_complete, -1, KEYS_PROMPT, MSG_HELP_COMPLETE_BACK,
     MSG_NONE},
    {"line-left", PROMPT, "Left C-b", ask_edit, K_LEFT, KEYS_PROMPT, MSG_HELP_LINE_LEFT, MSG_NONE},
    {"line-right", PROMPT, "Right C-f", ask_edit, K_RIGHT, KEYS_PROMPT, MSG_HELP_LINE_RIGHT,
     MSG_NONE},
    {"line-home", PROMPT, "Home C-a", ask_edit, K_HOME, KEYS_PROMPT, MSG_HELP_LINE_HOME, MSG_NONE},
    {"line-end", PROMPT, "End C-e", ask_edit, K_END, KEYS_PROMPT, MSG_HELP_LINE_END, MSG_NONE},
    {"erase", PROMPT, "Backspace C-h", ask_edit, K_BACKSPACE, KEYS_PROMPT, MSG_HELP_ERASE,
     MSG_NONE},
    {"erase-here", PROMPT, "Del C-d", ask_edit, K_DELETE, KEYS_PROMPT, MSG_HELP_ERASE_HERE,
     MSG_NONE},
    {"erase-word", PROMPT, "C-w", ask_edit, K_CTRL('w'), KEYS_PROMPT, MSG_HELP_ERASE_WORD,
     MSG_NONE},
    {"erase-before", PROMPT, "C-u", ask_edit, K_CTRL('u'), KEYS_PROMPT, MSG_HELP_ERASE_BEFORE,
     MSG_NONE},
    {"erase-behind", PROMPT, "C-k", ask_edit, K_CTRL('k'), KEYS_PROMPT, MSG_HELP_ERASE_BEHIND,
     MSG_NONE},
    {"line-older", PROMPT, "Up C-p", ask_edit, K_UP, KEYS_PROMPT, MSG_HELP_LINE_OLDER, MSG_NONE},
    {"line-newer", PROMPT, "Down C-n", ask_edit, K_DOWN, KEYS_PROMPT, MSG_HELP_LINE_NEWER,
     MSG_NONE},
    {"accept", PROMPT, "Enter", ask_accept, 0, KEYS_PROMPT, MSG_HELP_ACCEPT, MSG_NONE},
    {"cancel", PROMPT, "Esc C-c", ask_cancel, 0, KEYS_PROMPT, MSG_HELP_CANCEL, MSG_NONE},
};

static const enum msg group_titles[KEYS_COUNT] = {
    [KEYS_MOVE] = MSG_KEYS_MOVE,       [KEYS_DETAIL] = MSG_KEYS_DETAIL,
    [KEYS_COLUMNS] = MSG_KEYS_COLUMNS, [KEYS_FIND] = MSG_KEYS_FIND,
    [KEYS_SORT] = MSG_KEYS_SORT,       [KEYS_ROLLUP] = MSG_KEYS_ROLLUP,
    [KEYS_TABLE] = MSG_KEYS_TABLE,     [KEYS_NOTES] = MSG_KEYS_NOTES,
    [KEYS_PROMPT] = MSG_KEYS_PROMPT,
};

const struct command *command_table(size_t *count)
{
    *count = COUNT_OF(commands);
    return commands;
}

enum msg command_group_title(enum command_group group)
{
    return group_titles[group];
}

static bool has_key(const struct command *c, uint32_t key)
{
    struct str rest = str_from(c->keys), name;
    while (str_split(&rest, ' ', &name)) {
        uint32_t k;
        if (key_parse(name, &k) && k == key)
            return true;
    }
    return false;
}

const struct command *command_find(enum context context, uint32_t key)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if ((commands[i].contexts & (unsigned)context) && has_key(&commands[i], key))
            return &commands[i];
    return NULL;
}

enum msg command_hint(const struct command *c, const struct app *a)
{
    if (c->run == verb_choose && !a->page.choosable)
        return MSG_NONE;
    return c->run == verb_back && c->hint != MSG_NONE && verb_back_quits(a) ? MSG_HINT_QUIT
                                                                            : c->hint;
}

bool command_is_off(const struct command *c, const struct options *o)
{
    bool lacks_earlier = (c->contexts & NEED_EARLIER) && o->against.len == 0;
    return o->restricted && ((c->contexts & NEED_FILES) || lacks_earlier);
}

#define KEYS_CELLS 16

void command_append_list(struct buf *out, enum lang lang)
{
    for (int group = 0; group < KEYS_COUNT; group++) {
        buf_printf(out, "%s%s\n", group ? "\n" : "", msg_text(lang, group_titles[group]));
        for (size_t i = 0; i < COUNT_OF(commands); i++) {
            if ((int)commands[i].group != group)
                continue;
            buf_printf(out, "  %-*s %s\n", KEYS_CELLS, commands[i].keys,
                       msg_text(lang, commands[i].help));
        }
    }
}
