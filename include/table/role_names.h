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

/* What names begin with that tell of another time or of what is in the way, whatever they end with:
 * 上年完成数, 下步工作任务, 需协调事项. They have no role. */
extern const char role_not_of_the_report[];

/* What stands in the name of the unit that answers for a task. Beside it a unit of another name (督办单位,
 * 建设单位, 单位) is a plain column, since the first-named unit leads. */
extern const char role_answering_units[];
extern const char role_helping_units[];

/* What the cells of 单位 hold where it is the unit of measure. */
extern const char role_measures[];

/* What a name ends with whose column is the state when its cells hold nothing but state words: 落实成效评价.
 */
extern const char role_names_of_words[];

#endif
