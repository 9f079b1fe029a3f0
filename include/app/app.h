/*
 * app: the whole state of a review on the screen, and the verbs that change it.
 *
 * Events go in through app_handle(); the screen layer reads the state through a `const struct app
 * *` and draws it. Nothing here draws, nothing here knows a terminal, and the clock is not read.
 * After every event app_settle() has made the state whole: layout computed for the size, columns
 * fitted, card built, cursor and scroll positions within bounds; so drawing never changes anything.
 *
 * Words: `pos` place in the view, `row` in the table, `top` first pos or line shown, `cursor` the
 * record the review is at.
 */
#ifndef DUBAN_APP_APP_H
#define DUBAN_APP_APP_H

#include "app/card.h"
#include "app/columns.h"
#include "app/event.h"
#include "app/layout.h"
#include "app/lineedit.h"
#include "app/options.h"
#include "app/page.h"
#include "review/query.h"
#include "review/tally.h"
#include "review/view.h"
#include "table/loader.h"

/* What is being asked at the prompt. */
enum prompt_kind { PROMPT_NONE, PROMPT_SEARCH, PROMPT_FILTER, PROMPT_GOTO, PROMPT_COUNT };

/* How a message in the status line is meant. */
enum notice_kind { NOTICE_NONE, NOTICE_INFO, NOTICE_ERROR };

/* A search that stands: what n and N look for, and what is highlighted. */
struct search {
    struct query *query; /* NULL: none */
    struct buf text;     /* as typed */
    size_t *hits;        /* places in the view that match, ascending; made again with every view */
    size_t count;
    size_t cap;
    uint32_t hit_column; /* where the hit that was brought into view lies, COLUMN_NONE when none */
    size_t hit_off;
    uint32_t home_column; /* current before the search began: Esc goes back to it */
};

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

    enum load_state load_state;
    struct loader *loader;     /* owns the table until it is whole; stays when reading failed */
    struct table *owned;       /* the whole table, NULL before */
    const struct table *table; /* the one shown: owned, or the loader's */
    uint32_t generation;       /* of the growing table when last looked at */
    struct review review;
    struct tally tally; /* of the view */

    struct view view;
    struct order order;
    struct query *filter; /* NULL: all */
    struct buf filter_text;
    struct search search;

    size_t cursor; /* pos; 0 in an empty view */
    size_t top;    /* first pos shown */
    uint32_t column;
    struct columns columns;
    struct card card;
    uint32_t card_row; /* the record that card_top belongs to */
    size_t card_top;   /* first line of the card shown */
    bool detail_hidden;
    bool detail_alone;
    bool detail_focus;

    struct page page; /* kind PAGE_NONE: none */
    struct layout layout;

    enum prompt_kind prompt;
    struct lineedit line;
    struct history histories[PROMPT_COUNT];
    struct before_prompt before;
    struct diag prompt_error; /* of the query being typed; err ERR_NONE when it reads well */

    uint32_t count; /* digits typed before a command, 0 none */
    enum notice_kind notice_kind;
    struct buf notice; /* may hold bytes from outside: shown through the sanitiser */
    bool wants_redraw; /* repaint the terminal from nothing; the loop clears it */
    bool wants_quit;
};

/* Opens the options' file, reads it until there is a table to show and the first rows of it (or its
 * end), and makes the state for a screen of rows x cols. `options` must outlive the app. On failure
 * the app is released already. */
MUST_USE enum err app_init(struct app *a, const struct options *options, int rows, int cols,
                           struct diag *d);
void app_release(struct app *a);

/* Takes an event; the state is settled afterwards. */
void app_handle(struct app *a, const struct event *e);

/* True while there is work to be done between events (a file being read). */
bool app_is_busy(const struct app *a);

/* Does a small slice of that work (a few milliseconds). */
void app_work(struct app *a);

/* Which keys apply now: the prompt before the page before the pane with the focus. */
unsigned app_context(const struct app *a);

/* The table's row under the cursor, ROW_NONE in an empty view. */
uint32_t app_row(const struct app *a);

/* The query whose hits are to be highlighted now: the one being typed, else the search; may be
 * NULL. */
const struct query *app_highlight(const struct app *a);

/* Lines of the card hidden above and below the pane. */
void app_card_hidden(const struct app *a, size_t *above, size_t *below);

/* ---- for the modules of this layer ---- */

/* Says something in the status line until the next key. The conversions are the message's. */
void app_notice(struct app *a, enum notice_kind kind, enum msg msg, ...);
void app_notice_diag(struct app *a, const struct diag *d);

/* Filters, sorts, counts and searches again; the cursor keeps to its record, or to its place when
 * the record is not in the view any more. */
void app_rebuild_view(struct app *a);

/* Puts the cursor on a place of the view (clipped) and leaves the detail pane at its beginning. */
void app_set_cursor(struct app *a, size_t pos);

/* Reads the file again and keeps filter, sort, widths, search and the cursor's record (found again
 * by its number, else by its place). The old table stays when that fails. */
void app_load_again(struct app *a);

#endif
