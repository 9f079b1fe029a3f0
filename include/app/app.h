/*
 * app: the whole state of a review on the screen, and the verbs that change it.
 *
 * Verbs (verb.h, find.h) change it, control.h feeds it events and settles it, the screen layer reads it
 * through a `const struct app *` and draws. Nothing here draws or knows a terminal; the clock is not read.
 *
 * Words: `pos` place in the view, `row` in the table, `top` first pos or line shown, `cursor` the
 * record the review is at.
 */
#ifndef DUBAN_APP_APP_H
#define DUBAN_APP_APP_H

#include "app/against.h"
#include "app/breakdown.h"
#include "app/card.h"
#include "app/columns.h"
#include "app/complete.h"
#include "app/event.h"
#include "app/freshness.h"
#include "app/layout.h"
#include "app/lineedit.h"
#include "app/notebook.h"
#include "app/options.h"
#include "app/page.h"
#include "app/remaking.h"
#include "app/search.h"
#include "app/trail.h"
#include "review/check.h"
#include "review/tally.h"
#include "review/view.h"
#include "table/loader.h"

/* Where a command applies; they are ored in a row of the command table. */
enum context {
    CONTEXT_LIST = 1,    /* the list has the keys */
    CONTEXT_DETAIL = 2,  /* the detail pane has them, beside the list or alone */
    CONTEXT_PAGE = 4,    /* help, warnings, a menu */
    CONTEXT_PROMPT = 8,  /* a line is being typed; characters go to the line first */
    CONTEXT_ROLLUP = 16, /* the roll-up has the keys */
};

/* What is being asked at the prompt. */
enum prompt_kind {
    PROMPT_NONE,
    PROMPT_SEARCH,
    PROMPT_FILTER,
    PROMPT_GOTO,
    PROMPT_FILE,
    PROMPT_REPLACE,
    PROMPT_AGAINST,
    PROMPT_REMARK,
    PROMPT_REMOVE_REMARK,
    PROMPT_CLEAR_MARKS,
    PROMPT_COUNT
};

/* How a message in the status line is meant. */
enum notice_kind { NOTICE_NONE, NOTICE_INFO, NOTICE_ERROR };

/* What a prompt puts back when it is left with Esc. */
struct before_prompt {
    uint32_t row;    /* the cursor's record */
    uint32_t column; /* the current column */
    size_t top;
    struct buf text; /* the search's or filter's text */
};

/* How far the file is. */
enum load_state { LOAD_RUNNING, LOAD_DONE, LOAD_FAILED };

struct app {
    const struct options *options;
    enum lang lang;
    int rows, cols;
    struct load_options load; /* the options', with what was chosen since */

    enum load_state load_state;
    struct loader *loader;      /* owns the table until it is whole; stays when reading failed */
    struct table *owned;        /* the whole table, NULL before */
    const struct table *table;  /* the one shown: owned, or the loader's */
    uint32_t generation;        /* of the growing table when last looked at */
    struct reload *reload;      /* the table being read again (app/reload.h); NULL: it is not */
    struct freshness freshness; /* of its files */
    struct check *check;        /* of the table, once no more is read; NULL before */
    struct against against;
    bool comparison_asked; /* at the prompt: its page opens when the earlier table is read */
    struct notebook notebook;
    bool notes_are_read;  /* of this table */
    bool unkept_told;     /* that marks end with the run */
    int64_t remark_asked; /* the one whose removal is being asked about */
    struct review review;
    struct date as_of_asked; /* at the prompt, instead of the table's own; unset: none */
    struct tally tally;      /* of the view */

    struct view view;
    struct order order;
    struct query *filter; /* NULL: all */
    struct buf filter_text;
    struct search search;
    struct remake remake; /* of the view, while another one is asked for */
    size_t slice_units;   /* of work, for tests; 0 the usual */

    size_t cursor; /* pos; 0 in an empty view */
    size_t top;    /* first pos shown */
    bool
        is_at_end; /* the end was asked for while the table is read: it goes along until the next key */
    uint32_t column;
    struct columns columns;
    struct card card;
    uint32_t card_row; /* the record that card_top belongs to */
    size_t card_top;   /* first line of the card shown */
    bool detail_hidden;
    bool detail_alone;
    bool detail_focus;

    struct breakdown breakdown; /* the roll-up, in the place of list and detail */
    struct trail trail;         /* where q goes back to */
    size_t finding_line;        /* of the list of findings: chosen last, where it opens again */
    struct page page;           /* kind PAGE_NONE: none */
    struct layout layout;

    enum prompt_kind prompt;
    struct lineedit line;
    struct history histories[PROMPT_COUNT];
    struct before_prompt before;
    struct completion completion; /* what Tab offered for the line; none: it was not pressed */
    size_t completion_at;         /* which of them stands in the line */
    struct diag prompt_error;     /* of the query being typed; err ERR_NONE when it reads well */

    uint32_t save_output;  /* what was chosen from the menu of key w (app/save.h) */
    struct buf copy;       /* for the terminal's clipboard; the loop hands it over and empties it */
    bool has_no_clipboard; /* the terminal takes no copy; main says so */

    uint32_t count; /* digits typed before a command, 0 none */
    enum notice_kind notice_kind;
    struct buf notice; /* may hold bytes from outside: shown through the sanitiser */
    bool wants_redraw; /* repaint the terminal from nothing; the loop clears it */
    bool wants_quit;
};

/* Which keys apply now: the prompt before the page before the roll-up before the pane with the focus. */
unsigned app_context(const struct app *a);

/* The table's row under the cursor, ROW_NONE in an empty view. */
uint32_t app_row(const struct app *a);

/* The query whose hits are to be highlighted now: the one being typed, else the search; may be
 * NULL. */
const struct query *app_highlight(const struct app *a);

/* Cells that a page has for its text. */
unsigned app_page_cells(const struct app *a);

/* Lines of the card hidden above and below the pane. */
void app_card_hidden(const struct app *a, size_t *above, size_t *below);

/* ---- for the modules of this layer ---- */

/* The encodings that can be chosen for reading, "" (recognised by itself) first; NULL behind the last. */
const char *app_encoding_choice(size_t index);

/* Says something until the next key. The conversions are the message's. */
void app_notice(struct app *a, enum notice_kind kind, enum msg msg, ...);
void app_notice_diag(struct app *a, const struct diag *d);

/* Says so if one of several tables was not read, and why. */
void app_notice_missing(struct app *a);

/* Says so if of so many records it could not be told whether they match. */
void app_notice_undecided(struct app *a, size_t count);

/* True when the filter or the search asks for that knowledge. */
bool app_asks(const struct app *a, enum condition_asks what);

/* Makes room in the list for the deadlines' signs, as the view's records need it. */
void app_fit_deadlines(struct app *a);

/* Takes a table as the one shown (opened, begun again, read again) and measures it. The view is the caller's
 * to rebuild. */
void app_adopt_table(struct app *a, const struct table *t);

/* Holds the deadlines against the day that was asked for, else the table's own; the view is the
 * caller's to rebuild. */
void app_set_as_of(struct app *a);

/* Sets the filter from words; the view is the caller's to update. False with `*d` (may be NULL) filled when
 * they cannot be read; the old one stays then. */
MUST_USE bool app_set_filter(struct app *a, struct str words, struct diag *d);

/* Shows all records again; the view is the caller's to update. */
void app_clear_filter(struct app *a);

/* Begins a prompt with `text` in its line, the cursor behind it. `text` must not lie in a->line. Where the review
 * stands is remembered in a->before for those who return to it. What becomes of the answer is the table of
 * app/ask.h; so whoever handles one prompt can begin another (a name, then "replace it?") without knowing it. */
void app_begin_prompt(struct app *a, enum prompt_kind kind, struct str text);

/* Ends it: keys go where they went before. The line's text stays until the next prompt. */
void app_end_prompt(struct app *a);

/* Puts the cursor on a place of the view (clipped) and leaves the detail pane at its beginning. */
void app_set_cursor(struct app *a, size_t pos);

#endif
