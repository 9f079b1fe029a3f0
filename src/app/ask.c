/*
 * ask: the table of prompts and how keys reach their handlers.
 *
 * The one idea is where an answer is taken: the prompt is closed before its handler runs, so that
 * the handler may begin the next one; if instead it leaves a failure in a->prompt_error, the prompt
 * is open again as it was. What the handlers do is in the modules that they belong to.
 */
#include "app/ask.h"

#include "app/annotate.h"
#include "app/colon.h"
#include "app/comparison.h"
#include "app/find.h"
#include "app/save.h"

struct ask {
    enum msg label;
    enum msg advice; /* MSG_NONE: the label says it all */
    bool is_question;
    bool is_query;               /* its words can be completed */
    void (*open)(struct app *a); /* calls app_begin_prompt(); NULL: begun by others, in passing */
    void (*changed)(struct app *a, struct str line);  /* at each key; NULL: nothing */
    void (*accepted)(struct app *a, struct str line); /* the line is gone when a prompt begins */
    void (*cancelled)(struct app *a);                 /* NULL: nothing to put back */
};

static const struct ask asks[PROMPT_COUNT] = {
    [PROMPT_SEARCH] = {.label = MSG_PROMPT_SEARCH,
                       .advice = MSG_ADVICE_QUERY,
                       .is_query = true,
                       .open = find_open_search,
                       .changed = find_search_typed,
                       .accepted = find_search_accepted,
                       .cancelled = find_search_cancelled},
    [PROMPT_FILTER] = {.label = MSG_PROMPT_FILTER,
                       .advice = MSG_ADVICE_QUERY,
                       .is_query = true,
                       .open = find_open_filter,
                       .changed = find_filter_typed,
                       .accepted = find_filter_accepted,
                       .cancelled = find_filter_cancelled},
    [PROMPT_AGAINST] = {.label = MSG_PROMPT_AGAINST,
                        .open = comparison_open_prompt,
                        .accepted = comparison_name_accepted},
    [PROMPT_REMARK] = {.label = MSG_PROMPT_REMARK,
                       .open = annotate_open_remark,
                       .accepted = annotate_remark_accepted},
    [PROMPT_REMOVE_REMARK] = {.label = MSG_PROMPT_REMOVE_REMARK,
                              .is_question = true,
                              .open = annotate_open_remove,
                              .accepted = annotate_remove_accepted},
    [PROMPT_CLEAR_MARKS] = {.label = MSG_PROMPT_CLEAR_MARKS,
                            .is_question = true,
                            .open = annotate_open_clear,
                            .accepted = annotate_clear_accepted},
    [PROMPT_GOTO] = {.label = MSG_PROMPT_GOTO,
                     .advice = MSG_ADVICE_GOTO,
                     .open = colon_open,
                     .accepted = colon_accepted},
    [PROMPT_FILE] = {.label = MSG_PROMPT_FILE, .accepted = save_name_typed},
    [PROMPT_REPLACE] = {.label = MSG_PROMPT_REPLACE,
                        .is_question = true,
                        .accepted = save_replace,
                        .cancelled = save_keep},
};

enum msg ask_label(enum prompt_kind kind)
{
    return asks[kind].label;
}

enum msg ask_advice(enum prompt_kind kind)
{
    return asks[kind].advice;
}

void ask_open(struct app *a, int prompt_kind)
{
    asks[prompt_kind].open(a);
}

static void line_changed(struct app *a)
{
    a->prompt_error = (struct diag){0};
    if (asks[a->prompt].changed)
        asks[a->prompt].changed(a, buf_str(&a->line.text));
}

static bool answer(struct app *a, uint32_t key)
{
    key = key_narrow(key);
    if (key == 'y' || key == 'Y')
        ask_accept(a, 0);
    else if (key == 'n' || key == 'N')
        ask_cancel(a, 0);
    else
        return key == K_ENTER; /* is no answer: it is what one presses without reading */
    return true;
}

void ask_complete(struct app *a, int step)
{
    struct completion *c = &a->completion;
    if (!asks[a->prompt].is_query)
        return;
    if (c->count > 0) {
        a->completion_at = (a->completion_at + c->count + (size_t)step) % c->count;
    } else {
        completion_find(c, buf_str(&a->line.text), a->line.cursor, &a->review, a->lang);
        a->completion_at = step > 0 || c->count == 0 ? 0 : c->count - 1;
    }
    if (c->count == 0) {
        app_notice(a, NOTICE_INFO, MSG_NOTICE_NO_COMPLETION);
        return;
    }
    lineedit_replace_before(&a->line, c->begin, c->candidates[a->completion_at].text);
    line_changed(a);
    if (c->count == 1)
        completion_release(c); /* that was it: the next Tab goes on from here */
}

bool ask_key(struct app *a, uint32_t key)
{
    if (key != K_TAB && key != K_BACK_TAB)
        completion_release(&a->completion);
    if (asks[a->prompt].is_question)
        return answer(a, key);
    enum lineedit_result result = lineedit_key(&a->line, key);
    if (result == LINEEDIT_CHANGED)
        line_changed(a);
    return result != LINEEDIT_IGNORED;
}

void ask_edit(struct app *a, int key)
{
    (void)ask_key(a, (uint32_t)key);
}

void ask_paste(struct app *a, struct str text)
{
    completion_release(&a->completion);
    if (!asks[a->prompt].is_question && lineedit_paste(&a->line, text) == LINEEDIT_CHANGED)
        line_changed(a);
}

void ask_accept(struct app *a, int unused)
{
    (void)unused;
    enum prompt_kind kind = a->prompt;
    if (asks[kind].changed && a->prompt_error.err != ERR_NONE)
        return; /* it stays at the prompt, with its error, to be mended */
    struct str line = buf_str(&a->line.text);
    if (!asks[kind].is_question)
        history_add(&a->histories[kind], line);
    app_end_prompt(a);
    if (asks[kind].accepted)
        asks[kind].accepted(a, line);
    if (a->prompt == PROMPT_NONE && a->prompt_error.err != ERR_NONE)
        a->prompt = kind;
}

void ask_cancel(struct app *a, int unused)
{
    (void)unused;
    enum prompt_kind kind = a->prompt;
    app_end_prompt(a);
    if (asks[kind].cancelled)
        asks[kind].cancelled(a);
}
