/*
 * tabulation: the roll-up (app/breakdown.h) in the place of list and detail pane.
 *
 *      肖友华 > 按责任单位                                                         1/11
 *       单位              项▼ 滞后  按计划  按计划率
 *     > 市交通运输局       12     2       9       75%  #########xx?
 */
#ifndef DUBAN_SCREEN_TABULATION_H
#define DUBAN_SCREEN_TABULATION_H

#include "app/app.h"
#include "screen/frame.h"

/* Draws into the layout's header and list. */
void tabulation_draw(const struct app *a, struct frame *f);

#endif
