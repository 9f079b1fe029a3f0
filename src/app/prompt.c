/*
 * prompt: beginning and ending of a prompt; the state that all kinds share, and nothing of any kind.
 */
#include "app/prompt.h"

void prompt_begin(struct app *a, enum prompt_kind kind, struct str text)
{
    a->prompt = kind;
    a->prompt_error = (struct diag){0};
    a->before.row = app_row(a);
    a->before.column = a->column;
    a->before.top = a->top;
    lineedit_release(&a->line);
    lineedit_init(&a->line, &a->histories[kind]);
    lineedit_set(&a->line, text);
}

void prompt_end(struct app *a)
{
    a->prompt = PROMPT_NONE;
    a->prompt_error = (struct diag){0};
}
