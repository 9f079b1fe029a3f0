/*
 * hint: the last row: what the keys do, or a message, or the prompt.
 *
 *     j/k 移动  J/K 看情况  / 搜索  & 筛选  [/] 排序  ? 帮助  q 返回/退出
 *     筛选:leader:肖友华 "高速                                       引号没有配对
 */
#ifndef DUBAN_SCREEN_HINT_H
#define DUBAN_SCREEN_HINT_H

#include "app/app.h"
#include "screen/frame.h"

/* Draws it, and places the terminal's cursor at a prompt. Words that are longer than a row, or find no room beside what
 * is typed, go on in the rows above. Returns how many of these they take: the status bar belongs above them. */
int hint_draw(const struct app *a, struct frame *f);

#endif
