/*
 * list: the records of the view under a fixed header.
 *
 *       序号▲ 领导    责任目标内容                         时限      进度  责任单位
 *        149  肖友华  加快建设徐民高速单县至曹县段         年底      是    市交通运输局
 *     >  150  肖友华  加快建设济宁至商丘高速公路成武至…    年底      是    市公路事业发展中心
 *
 * The cursor's row has a mark at the left and its cell in the current column drawn in reverse: both
 * are cheap to move over a slow line. A cell that is too long is cut with a mark, moved so that a hit
 * in it is seen.
 */
#ifndef DUBAN_SCREEN_LIST_H
#define DUBAN_SCREEN_LIST_H

#include "app/app.h"
#include "screen/frame.h"

/* Draws into the layout's header and list. */
void list_draw(const struct app *a, struct frame *f);

#endif
