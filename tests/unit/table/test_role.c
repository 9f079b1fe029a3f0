/* Column roles: by name, by what the cells look like, each single role once. */
#include "table/role.h"

#include "fixture.h"

static void header_names_are_known_however_they_are_written(void **state)
{
    (void)state;
    static const char *const known[] = {"序号",
                                        "序 号",
                                        "市政府領導",
                                        "责任（配合）单位",
                                        "完成率(%)",
                                        "　完成时限　",
                                        "二季度完成情况",
                                        "1-8月完成情况",
                                        "截至9月底进展情况",
                                        "2023年目标任务",
                                        "州政府领导",
                                        "是否按时完成",
                                        "责任单位及责任人",
                                        "Status",
                                        "Due Date",
                                        "STATUS",
                                        "领导",
                                        "情况",
                                        "目标",
                                        "时限",
                                        "状态",
                                        "单位",
                                        "leader",
                                        "units",
                                        "预警情况",
                                        "是否延期",
                                        "是否存在问题",
                                        "进度"};
    static const char *const unknown[] = {
        "",     "  ",   "肖友华", "加快济广高速菏泽段改扩建", "148", "年底", "市交通运输局",
        "来源", "其他", "source"};
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (!role_knows_header(str_from(known[i])))
            fail_msg("%s is not known", known[i]);
    for (size_t i = 0; i < COUNT_OF(unknown); i++)
        if (role_knows_header(str_from(unknown[i])))
            fail_msg("%s is known", unknown[i]);
}

static void roles_are_named_in_both_languages(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum role role;
    } cases[] = {{"leader", ROLE_LEADER}, {"领导", ROLE_LEADER},    {"領導", ROLE_LEADER},
                 {"LEADER", ROLE_LEADER}, {"序号", ROLE_NO},        {"目标", ROLE_TARGET},
                 {"时限", ROLE_DUE},      {"情况", ROLE_NOTE},      {"状态", ROLE_STATE},
                 {"单位", ROLE_UNITS},    {"percent", ROLE_PERCENT}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        enum role role;
        assert_true(role_parse(str_from(cases[i].name), &role));
        assert_int_equal(role, cases[i].role);
    }
    enum role role;
    assert_false(role_parse(STR("nonsense"), &role));
    assert_false(role_parse(STR(""), &role));
    for (enum role r = ROLE_OTHER; r < ROLE_COUNT; r++) {
        assert_int_equal(role_info(r)->role, r);
        assert_true(role_parse(str_from(role_info(r)->name), &role));
        assert_int_equal(role, r);
    }
}

/* ---- deciding ---- */

enum { COLUMNS_MAX = 8, ROWS = 2 };

struct grid {
    const char *names[COLUMNS_MAX];
    const char *cells[ROWS][COLUMNS_MAX];
    enum role wanted[COLUMNS_MAX];
};

static struct str grid_cell(const void *ctx, size_t column, size_t i)
{
    const struct grid *grid = ctx;
    return str_from(grid->cells[i][column]);
}

static void check_grid(const struct grid *grid, size_t rows)
{
    struct str names[COLUMNS_MAX];
    enum role roles[COLUMNS_MAX];
    size_t count = 0;
    while (count < COLUMNS_MAX && grid->names[count]) {
        names[count] = str_from(grid->names[count]);
        count++;
    }
    role_assign(names, count, grid_cell, grid, rows, roles);
    for (size_t i = 0; i < count; i++)
        if (roles[i] != grid->wanted[i])
            fail_msg("%s in %s...: %s, wanted %s", grid->names[i], grid->names[0],
                     role_info(roles[i])->name, role_info(grid->wanted[i])->name);
}

static void ambiguous_names_are_settled_by_the_cells(void **state)
{
    (void)state;
    static const char note[] = "项目可研编制已完成,已通过铁路部门审查,立项申请报告书已编制完成";
    static const struct grid grids[] = {
        {{"序号", "进度"}, {{"1", "是"}, {"2", "滞后"}}, {ROLE_NO, ROLE_STATE}},
        {{"序号", "进度"}, {{"1", "15.6%"}, {"2", "80%"}}, {ROLE_NO, ROLE_ACTUAL_VALUE}},
        {{"序号", "进度"}, {{"1", "21.53亿元"}, {"2", "3"}}, {ROLE_NO, ROLE_ACTUAL_VALUE}},
        {{"序号", "进度"}, {{"1", note}, {"2", note}}, {ROLE_NO, ROLE_NOTE}},
        {{"项目", "目标任务"},
         {{"a", "1,000"}, {"b", "3.6万户"}},
         {ROLE_TARGET, ROLE_TARGET_VALUE}},
        {{"项目", "目标任务"}, {{"a", "新建公路"}, {"b", note}}, {ROLE_OTHER, ROLE_TARGET}},
        {{"任务", "办理结果"}, {{"a", "已办结"}, {"b", "办理中"}}, {ROLE_TARGET, ROLE_STATE}},
        {{"任务", "办理结果"}, {{"a", note}, {"b", note}}, {ROLE_TARGET, ROLE_NOTE}},
        {{"task", "progress"}, {{"a", "45%"}, {"b", "100%"}}, {ROLE_TARGET, ROLE_PERCENT}},
        {{"task", "progress"}, {{"a", note}, {"b", ""}}, {ROLE_TARGET, ROLE_NOTE}},
        {{"任务", "完成情况"}, {{"a", "是"}, {"b", "否"}}, {ROLE_TARGET, ROLE_NOTE}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], ROWS);
}

static void without_cells_the_usual_meaning_is_taken(void **state)
{
    (void)state;
    static const struct grid grids[] = {
        {{"进度", "目标任务"}, {{0}}, {ROLE_STATE, ROLE_TARGET}},
        {{"progress"}, {{0}}, {ROLE_PERCENT}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], 0);
}

static void a_single_role_goes_to_the_likeliest_column(void **state)
{
    (void)state;
    static const struct grid grids[] = {
        {{"任务编号", "序号", "任务内容"},
         {{"a", "1", "x"}, {"b", "2", "y"}},
         {ROLE_OTHER, ROLE_NO, ROLE_TARGET}},
        {{"备注", "完成情况"}, {{"a", "b"}, {"", "c"}}, {ROLE_OTHER, ROLE_NOTE}},
        {{"序号", "备注"}, {{"1", "b"}, {"2", "c"}}, {ROLE_NO, ROLE_NOTE}},
        {{"一季度完成情况", "三季度完成情况", "上半年完成情况"},
         {{"a", "b", "c"}, {"a", "b", "c"}},
         {ROLE_OTHER, ROLE_NOTE, ROLE_OTHER}},
        {{"是否按计划完成进度", "进度"}, {{"是", "是"}, {"是", "否"}}, {ROLE_STATE, ROLE_OTHER}},
        {{"牵头单位", "配合单位"}, {{"a", "b"}, {"c", "d"}}, {ROLE_UNITS, ROLE_UNITS}},
        {{"name", "city"}, {{"a", "b"}, {"c", "d"}}, {ROLE_OTHER, ROLE_OTHER}},
        {{"领导", "分管领导"}, {{"a", "b"}, {"c", "d"}}, {ROLE_OTHER, ROLE_LEADER}},
        {{"情况", "备注"}, {{"a", "b"}, {"c", "d"}}, {ROLE_NOTE, ROLE_OTHER}},
        {{"情况", "办理情况"}, {{"a", "b"}, {"c", "d"}}, {ROLE_OTHER, ROLE_NOTE}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], ROWS);
}

static void the_names_of_the_programs_own_queries_are_headers(void **state)
{
    (void)state;
    static const struct grid grids[] = {
        {{"序号", "领导", "目标", "时限", "情况", "状态", "单位"},
         {{"1", "张三", "修一条县道", "年底", "已开工", "是", "市交通局"},
          {"2", "李四", "架一座桥梁", "9月底", "未开工", "否", "市水务局"}},
         {ROLE_NO, ROLE_LEADER, ROLE_TARGET, ROLE_DUE, ROLE_NOTE, ROLE_STATE, ROLE_UNITS}},
        {{"no", "leader", "target", "due", "note", "state", "units"},
         {{"1", "张三", "修一条县道", "年底", "已开工", "是", "市交通局"},
          {"2", "李四", "架一座桥梁", "9月底", "未开工", "否", "市水务局"}},
         {ROLE_NO, ROLE_LEADER, ROLE_TARGET, ROLE_DUE, ROLE_NOTE, ROLE_STATE, ROLE_UNITS}},
        {{"指标", "目标", "完成率"},
         {{"a", "1,000", "80%"}, {"b", "3.6万户", "12%"}},
         {ROLE_TARGET, ROLE_TARGET_VALUE, ROLE_PERCENT}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], ROWS);
}

/* What a project costs in all is not what this year should bring, and 公里 is no figure. */
static void sizes_and_units_of_measure_are_no_targets(void **state)
{
    (void)state;
    static const struct grid grids[] = {
        {{"项目名称", "总投资", "计划总投资", "计量单位", "年度计划投资"},
         {{"a", "28.5亿元", "3", "公里", "4亿元"}, {"b", "3.6亿元", "4", "户", "1亿元"}},
         {ROLE_TARGET, ROLE_OTHER, ROLE_OTHER, ROLE_OTHER, ROLE_TARGET_VALUE}},
        {{"指标", "目标值"},
         {{"粮食总产量", "12"}, {"新增就业", "3"}},
         {ROLE_TARGET, ROLE_TARGET_VALUE}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], ROWS);
}

/* A Chinese name says at its end what it is; what it begins with may say that it is of another time. */
static void names_are_known_by_their_end_unless_they_tell_of_another_time(void **state)
{
    (void)state;
    static const struct grid grids[] = {
        {{"督办编号", "改革任务", "主责部门", "协同部门", "工程形象进度"},
         {{"D1", "a", "信息部", "财务部", "主体封顶"}, {"D2", "b", "法务部", "", "基础施工"}},
         {ROLE_NO, ROLE_TARGET, ROLE_UNITS, ROLE_UNITS, ROLE_NOTE}},
        {{"列管編號", "列管事項", "主辦局處", "辦理情形", "備註"},
         {{"1", "a", "捷運局", "b", ""}, {"2", "c", "工務局", "d", ""}},
         {ROLE_NO, ROLE_TARGET, ROLE_UNITS, ROLE_NOTE, ROLE_OTHER}},
        {{"工作任务", "上年完成数", "完成数", "下步工作任务", "需协调事项"},
         {{"a", "1", "2", "c", "d"}, {"b", "3", "4", "e", "f"}},
         {ROLE_TARGET, ROLE_OTHER, ROLE_ACTUAL_VALUE, ROLE_OTHER, ROLE_OTHER}},
        {{"指标名称", "年度目标", "1-8月完成"},
         {{"a", "1,200", "780"}, {"b", "60.5", "42"}},
         {ROLE_TARGET, ROLE_TARGET_VALUE, ROLE_ACTUAL_VALUE}},
        {{"项目代码", "监督事项", "发现问题", "整改责任人", "科室"},
         {{"1", "a", "b", "张三", "建管科"}, {"2", "c", "d", "李四", "农水科"}},
         {ROLE_NO, ROLE_TARGET, ROLE_OTHER, ROLE_PERSON, ROLE_UNITS}},
        {{"序号", "问题表述", "遇到的问题", "参加单位", "牵头单位"},
         {{"1", "a", "b", "甲局", "乙局"}, {"2", "c", "d", "甲局", "乙局"}},
         {ROLE_NO, ROLE_TARGET, ROLE_OTHER, ROLE_UNITS, ROLE_UNITS}},
        {{"计划总投资", "占年度计划", "工程进度", "下半年计划"},
         {{"3亿元", "80%", "主体封顶", "装修"}, {"2亿元", "25%", "基础施工", "封顶"}},
         {ROLE_OTHER, ROLE_PERCENT, ROLE_NOTE, ROLE_OTHER}},
        {{"序时进度", "实际进度", "是否达到序时"},
         {{"75%", "80%", "是"}, {"75%", "60%", "否"}},
         {ROLE_OTHER, ROLE_PERCENT, ROLE_STATE}},
        {{"2024年完成情况", "2023年完成情况"}, {{"a", "b"}, {"c", "d"}}, {ROLE_NOTE, ROLE_OTHER}},
        {{"完成情况 一季度", "完成情况 二季度", "完成情况 三季度"},
         {{"a", "b", ""}, {"c", "d", ""}},
         {ROLE_OTHER, ROLE_NOTE, ROLE_OTHER}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], ROWS);
}

static void beside_the_unit_that_answers_others_are_plain_columns(void **state)
{
    (void)state;
    static const struct grid grids[] = {
        {{"督办单位", "建设单位", "责任单位", "配合单位"},
         {{"a", "b", "c", "d"}, {"a", "b", "c", "d"}},
         {ROLE_OTHER, ROLE_OTHER, ROLE_UNITS, ROLE_UNITS}},
        {{"建设单位", "配合单位"}, {{"a", "b"}, {"a", "b"}}, {ROLE_UNITS, ROLE_UNITS}},
        {{"指标", "单位"}, {{"a", "公里"}, {"b", "%"}}, {ROLE_TARGET, ROLE_OTHER}},
        {{"任务", "单位"}, {{"a", "市教育局"}, {"b", "市人社局"}}, {ROLE_TARGET, ROLE_UNITS}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], ROWS);
}

static void beside_the_deadline_stands_the_day_when_it_was_done(void **state)
{
    (void)state;
    static const struct grid grids[] = {
        {{"办结时限", "办结时间"},
         {{"12月底", "11月3日"}, {"12月底", ""}},
         {ROLE_DUE, ROLE_ACTUAL_DATE}},
        {{"完成时间", "整改时限"},
         {{"11月3日", "12月底"}, {"11月5日", "12月底"}},
         {ROLE_ACTUAL_DATE, ROLE_DUE}},
        {{"任务", "办结时间"}, {{"a", "12月底"}, {"b", "11月底"}}, {ROLE_TARGET, ROLE_DUE}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], ROWS);
}

/* No name says which column is the state, but the cells do. An answer is none where nothing is asked, and of
 * two such columns neither is taken. */
static void a_column_of_state_words_is_the_state_where_no_name_says_which(void **state)
{
    (void)state;
    static const struct grid grids[] = {
        {{"任务", "完成情况"}, {{"a", "已完成"}, {"b", "推进中"}}, {ROLE_TARGET, ROLE_STATE}},
        {{"任务", "落实情况", "完成情况"},
         {{"a", "已召开会议两次", "正常"}, {"b", "方案已印发各区", "滞后"}},
         {ROLE_TARGET, ROLE_NOTE, ROLE_STATE}},
        {{"任务", "落实成效评价"}, {{"a", "正常"}, {"b", "滞后"}}, {ROLE_TARGET, ROLE_STATE}},
        {{"任务", "落实成效评价"}, {{"a", "是"}, {"b", "否"}}, {ROLE_TARGET, ROLE_OTHER}},
        {{"任务", "立项情况", "用地情况"},
         {{"a", "已完成", "已完成"}, {"b", "未完成", "进行中"}},
         {ROLE_TARGET, ROLE_OTHER, ROLE_OTHER}},
        {{"任务", "状态", "完成情况"},
         {{"a", "正常", "已完成"}, {"b", "滞后", "推进中"}},
         {ROLE_TARGET, ROLE_STATE, ROLE_NOTE}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], ROWS);
}

static void only_a_question_about_the_task_asks_for_its_state(void **state)
{
    (void)state;
    static const struct grid grids[] = {
        {{"任务", "是否整改到位"}, {{"a", "是"}, {"b", "否"}}, {ROLE_TARGET, ROLE_STATE}},
        {{"任务", "有无滞后"}, {{"a", "有"}, {"b", "无"}}, {ROLE_TARGET, ROLE_STATE}},
        {{"任务", "是否开工"}, {{"a", "是"}, {"b", "否"}}, {ROLE_TARGET, ROLE_STATE}},
        {{"任务", "是否需要协调解决"}, {{"a", "是"}, {"b", "否"}}, {ROLE_TARGET, ROLE_OTHER}},
        {{"任务", "是否省重点"}, {{"a", "是"}, {"b", "否"}}, {ROLE_TARGET, ROLE_OTHER}},
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        check_grid(&grids[i], ROWS);
}

static void a_title_stands_for_a_name_only_where_it_says_all_of_it(void **state)
{
    (void)state;
    static const struct {
        enum role role;
        const char *name;
        bool says_all;
    } cases[] = {
        {ROLE_LEADER, "市政府领导", true},
        {ROLE_LEADER, "包村领导", false},
        {ROLE_STATE, "是否按计划完成进度", true},
        {ROLE_STATE, "是否达到年度要求", true},
        {ROLE_STATE, "进度", false},
        {ROLE_NOTE, "三季度完成情况", true},
        {ROLE_NOTE, "重点项目推进情况", false},
        {ROLE_UNITS, "责任单位", true},
        {ROLE_TARGET_VALUE, "年度计划投资", false},
        {ROLE_STATE, "红绿灯", false},
        {ROLE_NO, "市政府领导", false},
        {ROLE_OTHER, "优先级", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (role_says_all_of(cases[i].role, str_from(cases[i].name)) != cases[i].says_all)
            fail_msg("%s", cases[i].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_names_are_known_however_they_are_written),
        cmocka_unit_test(roles_are_named_in_both_languages),
        cmocka_unit_test(ambiguous_names_are_settled_by_the_cells),
        cmocka_unit_test(without_cells_the_usual_meaning_is_taken),
        cmocka_unit_test(a_single_role_goes_to_the_likeliest_column),
        cmocka_unit_test(the_names_of_the_programs_own_queries_are_headers),
        cmocka_unit_test(sizes_and_units_of_measure_are_no_targets),
        cmocka_unit_test(names_are_known_by_their_end_unless_they_tell_of_another_time),
        cmocka_unit_test(beside_the_unit_that_answers_others_are_plain_columns),
        cmocka_unit_test(beside_the_deadline_stands_the_day_when_it_was_done),
        cmocka_unit_test(a_column_of_state_words_is_the_state_where_no_name_says_which),
        cmocka_unit_test(only_a_question_about_the_task_asks_for_its_state),
        cmocka_unit_test(a_title_stands_for_a_name_only_where_it_says_all_of_it),
    };
    return cmocka_run_group_tests_name("table/role", tests, NULL, NULL);
}
