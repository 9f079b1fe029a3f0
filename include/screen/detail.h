/*
 * detail: the record under the cursor, in full, under or beside a rule.
 *
 *     ── 150 加快建设济宁至商丘高速公路成武至曹县段 ───────────── 12-20/34 ↓下有14行 ──
 *     领导 肖友华   时限 年底   进度 是   单位 市公路事业发展中心
 *     已取得施工许可;主体工程已开工,东鱼河特大桥主墩桩基完成10根,...
 *
 * An upright rule has no room for words: arrows at its ends say that there is more, and the status bar
 * how much.
 */
#ifndef DUBAN_SCREEN_DETAIL_H
#define DUBAN_SCREEN_DETAIL_H

#include "app/app.h"
#include "screen/frame.h"

/* Draws into the layout's rule and detail. */
void detail_draw(const struct app *a, struct frame *f);

/* Appends which lines of the card are shown: 全部, or 12-20/34 ↓下有14行. `brief` leaves out the
 * words. */
void detail_append_lines(const struct app *a, struct buf *out, bool brief);

#endif
