/*
 * chart: the summary as plain text: a table a roll-up, with bars that read without colour.
 *
 *     按领导        项  按计划  滞后  未填  其他  按计划率
 *     -------------------------------------------------------------------------------
 *     肖友华        40      38     1     1     0       95%  ######################x?
 */
#ifndef DUBAN_REVIEW_CHART_H
#define DUBAN_REVIEW_CHART_H

#include "review/printout.h"
#include "review/summary.h"

/* Writes the summary, fitted to the width of the printout. */
void chart_write_summary(const struct printout *p, const struct summary *s);

#endif
