/*
 * status: the title bar and the status bar.
 *
 *     菏泽市人民政府2023年...一览表                                截至 2023-09-30 · 序时 75%
 *     按计划 53/53 100%  滞后 0  未填 0 │  3/53 │ 序号▲ │ 筛选 高速 │ 搜索 桩基 3/12 │ UTF-8
 *
 * Where the screen is narrow the less important parts are left out.
 */
#ifndef DUBAN_SCREEN_STATUS_H
#define DUBAN_SCREEN_STATUS_H

#include "app/app.h"
#include "screen/frame.h"

/* Draws into the layout's title, if there is one. */
void status_draw_title(const struct app *a, struct frame *f);

/* Draws into the layout's status, or so many rows higher: its counts are always said, however long a message below
 * them is. */
void status_draw(const struct app *a, struct frame *f, int rows_higher);

#endif
