/*
 * role_names: which header names mean which role; see words.h for their form.
 */
#ifndef DUBAN_TABLE_ROLE_NAMES_H
#define DUBAN_TABLE_ROLE_NAMES_H

#include "base/base.h"
#include "table/role.h"

struct role_names {
    enum role role;
    const char *names; /* whole names, beginnings or endings */
};

/* Whole names, the likeliest of a role first. A name may stand in several roles. */
extern const struct role_names role_names[];
extern const size_t role_names_count;

/* What a name may begin with when it is not known as a whole: 是否按时完成, 责任单位及责任人. */
extern const struct role_names role_beginnings[];
extern const size_t role_beginnings_count;

/* What a name may end with when it is not known as a whole: 州政府领导, 十月份完成情况. */
extern const struct role_names role_endings[];
extern const size_t role_endings_count;

#endif
