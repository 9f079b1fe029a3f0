/*
 * comparison: the key = and its page: what changed since an earlier table.
 *
 *       早先的表 behind-q2.tsv(截至 2023-06-30),22 项;本表 22 项
 *
 *     >  17  ~ 有变化              Enter: only these
 *         4    未变
 *         1  + 新增
 *         3  = 情况一字未改
 *         2    改号
 *
 *       消失的任务 1 项
 *        13  改造农村互助养老幸福院30处 ...
 */
#ifndef DUBAN_APP_COMPARISON_H
#define DUBAN_APP_COMPARISON_H

#include "app/app.h"

/* Opens the options' earlier table, if they name one; reads and compares it at once when it is small and the
 * present table is whole. */
MUST_USE enum err comparison_begin(struct app *a, struct diag *d);

/* Work between keys: reads on, and compares on when both tables are whole. */
bool comparison_is_busy(const struct app *a);
void comparison_add_wakes(const struct app *a, struct wake *w);
void comparison_work(struct app *a);

/* Reads the earlier table no further, compares it no further; what was in use before stays. False when neither was
 * done. */
bool comparison_cancel(struct app *a);

/* Key =: the page, or back from it; without an earlier table a prompt for its file. */
void comparison_show(struct app *a, int unused);

/* The prompt: its beginning, and Enter. A file that cannot be opened stays in the line, with the reason. */
void comparison_open_prompt(struct app *a);
void comparison_name_accepted(struct app *a, struct str line);

/* The page's lines: all but the tasks that are gone; one of them, with room for its texts; Enter on a line. */
void comparison_build_page(struct app *a);
void comparison_add_gone(struct app *a, size_t index, struct buf *key, struct buf *text);
void comparison_choose(struct app *a, uint32_t target);

#endif
