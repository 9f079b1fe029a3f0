/*
 * role_names: the header names of real tables by role, as data.
 *
 * From published tables, exports of supervision systems, and what offices write. The form of a name
 * and the way it is looked up are described in words.h. Within a role the likeliest name stands
 * first: of two columns that claim a role, the one whose name comes earlier gets it. The roles' own
 * names, as queries write them, are names of columns, too: 领导, leader.
 */
#include "table/role_names.h"

const struct role_names role_names[] = {
    {ROLE_NO,
     "序号 编号 任务编号 任务id 事项编号 事项id 父任务编号 文号 目标编号 项目编号 项目序号 "
     "任务序号 问题编号 建议编号 提案编号 编码 代码 号 no. id 项次 项目号 专案编号 no"},
    {ROLE_LEADER,
     "市政府领导 县政府领导 区政府领导 政府领导 市领导 县领导 区领导 市级领导 县级领导 "
     "牵头领导 牵头市领导 牵头县领导 分管领导 分管市领导 分管县领导 分管副市长 责任领导 "
     "分线领导 主管领导 包保领导 挂包领导 包联领导 包抓领导 联系领导 领办领导 挂钩领导 "
     "督办领导 批示领导 批示或出访领导 交办领导 牵头责任人 分管负责人 市级负责人 秘书长 "
     "责任秘书长 市政府分管领导 牵头秘书长 领导 leader 分管市长 分管副县长 分管县长 分管副区长 "
     "分管区长 分管镇长 责任市长 责任县长 牵头市长 牵头县长 主管市长 主管县长"},
    {ROLE_TARGET,
     "责任目标内容 责任目标 目标任务 目标内容 工作目标 年度目标 年度目标任务 任务目标 "
     "工作任务 重点任务 重点工作 重点工作任务 主要任务 任务内容 任务名称 任务描述 任务事项 "
     "任务要求 工作内容 工作事项 主要内容 具体内容 工作要点 工作计划 事项名称 事项描述 "
     "事项内容 督办事项 督查事项 督办内容 交办事项 交办内容 交办要求 办理要求 议定事项 "
     "会议确定事项 项目名称 建设内容 建设规模及内容 项目内容 专案名称 实事项目 民生实事项目名称 "
     "民生实事工程项目名称 指标名称 考核指标 考核内容 存在问题 问题清单 整改任务 整改事项 "
     "整改内容 标题 任务 事项 内容 指标 目标 target 反馈问题 发现问题 整改问题 问题描述 问题内容 "
     "具体问题 年度任务 全年任务 全年目标 task title"},
    {ROLE_TARGET_VALUE,
     "目标值 目标 目标任务 年度计划 计划数 任务数 目标数 年度计划投资 年度投资计划 "
     "target_value 指标 年度目标值 计划值 计划 年度目标 年度任务 全年目标 全年任务 全年计划 "
     "计划投资 年度目标任务"},
    {ROLE_ACTUAL_VALUE,
     "实际值 完成数 完成值 实际完成 累计完成 进度 完成投资 累计完成投资 actual_value "
     "实际完成值 已完成 累计完成数 完成"},
    {ROLE_PERCENT,
     "完成率 完成率% 实际完成率% 完成比例 完成百分比 完成进度 进度% 占比 投资完成率 达成率 "
     "progress 百分比 percent"},
    {ROLE_DUE,
     "完成时限 时间节点 完成时间 完成时间节点 要求完成时间 要求完成时间节点 预计完成时间 "
     "预计完成时间节点 计划完成时间 计划完成时限 完成期限 完成日期 要求完成日期 结束时间 "
     "办结时限 办结时间 拟办结时间 计划办结时间 办理时限 办理期限 整改时限 整改期限 反馈时限 "
     "督办时限 交办限期时间 限期 时限 时限要求 完成时限要求 截止时间 截止日期 到期时间 节点 "
     "竣工时间 建设起止年限 finishtime deadline due duedate 完成年限 截止日"},
    {ROLE_ACTUAL_DATE,
     "实际完成时间 实际办结时间 办结日期 完结时间 actualfinish 办结日 actual_date 办结时间 "
     "完成时间 完成日期 结束时间 竣工时间 销号时间 销号日期"},
    {ROLE_NOTE,
     "三季度完成情况 完成情况 实际完成情况 工作完成情况 目标完成情况 进展情况 工作进展 "
     "工作进展情况 目前进展 最新进展 进展 推进情况 工作推进情况 落实情况 贯彻落实情况 "
     "办理情况 办理进展 办理结果 处理情况 处理情况描述 反馈情况 上报情况 整改情况 整改进展 "
     "整改落实情况 形象进度 目前处理进度 进度情况 项目进展 截至目前进展情况 阶段性成效 "
     "completedesc progress 进度 本季度完成情况 进展及成效 办理情形 执行情形 完成 情况 note remark "
     "备注"},
    {ROLE_STATE,
     "是否按计划完成进度 是否达到序时进度 是否达序时 是否完成 是否按期完成 是否办结 是否销号 "
     "是否逾期 是否超期 是否及时上报 序时进度 进度状态 任务状态 事项状态 推进状态 办理状态 "
     "办理结果 督办状态 落实状态 完成状态 整改状态 当前状态 流程状态 反馈状态 状态 进度 评价 "
     "评价等次 测评等次 亮灯 亮灯情况 灯号 预警 预警情况 预警状态 红黄绿 status rating "
     "workstatus 是否滞后 是否达标 是否达到时序进度 时序进度 是否正常 是否超时 是否延期 是否延误 "
     "是否预警 是否异常 是否存在问题 state 完成 预警等级 预警级别 预警颜色 亮灯颜色 亮灯状态 "
     "亮灯等级 工作状态 进度评价 进展评价 进度评估 序时进度完成情况"},
    {ROLE_UNITS,
     "责任单位 主要责任单位 其他责任单位 责任部门 责任科室 责任处室 牵头单位 牵头部门 "
     "牵头责任单位 主办单位 主办部门 主责单位 承办单位 承办部门 承办科室 实施单位 建设单位 "
     "项目单位 配合单位 协办单位 协办部门 协同责任单位 协作单位 参与单位 汇总单位 督办单位 "
     "督查单位 交办责任单位 提出部门 上报单位 填报单位 部门 单位 leadorg assistorg department "
     "owner 责任单位及责任人 牵头单位及配合单位 units unit"},
    {ROLE_PERSON,
     "责任人 负责人 总负责人 主办人 承办人 经办人 联系人 联络员 督办责任人 督办员 联系电话 "
     "person"},
    {ROLE_OTHER,
     "任务来源 来源描述 事项来源 来源时间 交办时间 来文时间 事项类别 事项类型 任务类别 "
     "督办类型 紧急程度 是否重大 优先级 权重 分值 得分 成果形式 最近反馈时间 频次 领导批注 "
     "领导批示 反馈类型 延期说明 延期原因 未完成原因 滞后原因 问题和困难 下一步工作 "
     "下一步打算 下一步措施 工作措施 整改措施 佐证材料 完成附件文件 子任务情况 关注 创建时间 "
     "更新时间 一级指标 二级指标 三级指标 任务分解/时序进度 考核要点 "
     "总投资 总投资额 投资总额 概算总投资 计划总投资 计量单位 施工单位 监理单位 设计单位 勘察单位 "
     "检查单位 被检查单位 受检单位 来文单位 发文单位 批示单位 审核单位"},
};

const size_t role_names_count = COUNT_OF(role_names);

const struct role_names role_beginnings[] = {
    {ROLE_STATE, "是否按 是否达 是否未"},
    {ROLE_UNITS, "责任单位 牵头单位 主办单位 承办单位 配合单位"},
};

const size_t role_beginnings_count = COUNT_OF(role_beginnings);

const struct role_names role_endings[] = {
    {ROLE_NO, "编号 序号"},
    {ROLE_LEADER, "领导"},
    {ROLE_UNITS, "单位 部门 科室 处室 局处"},
    {ROLE_PERCENT, "完成率 完成率% 完成比例 完成百分比"},
    {ROLE_TARGET_VALUE, "计划投资 计划完成投资 目标值 任务数 计划数"},
    {ROLE_ACTUAL_VALUE, "完成投资 完成值 完成数 完成量 实际值"},
    {ROLE_STATE, "状态 灯"},
    {ROLE_NOTE,
     "完成情况 进展情况 推进情况 落实情况 办理情况 整改情况 开展情况 实施情况 建设情况 工作情况 "
     "执行情况 处理情况 处置情况 办理情形 执行情形 形象进度 工作进展 进展"},
    {ROLE_DUE, "时限 期限 时间节点 截止时间 截止日期 完成时间 完成日期 完成节点"},
    {ROLE_TARGET, "目标任务 责任目标 工作任务 重点工作 任务 事项 内容 标题"},
};

const size_t role_endings_count = COUNT_OF(role_endings);

const char role_not_of_the_report[] = "上年 去年 上季度 上月 上期 上次 同期 下季度 下月 下期 下步 "
                                      "下一步 下阶段 下一阶段 需 存在 困难 "
                                      "滞后原因 未完成原因";

const char role_answering_units[] = "责任 牵头 主办 主责 承办 主管 落实";

const char role_helping_units[] = "配合 协办 协同 协作 参与 会办 承担";

const char role_measures[] = "% 元 万元 亿元 个 人 万人 户 万户 家 所 座 处 条 张 台 套 件 项 次 "
                             "吨 万吨 公里 千米 米 亩 万亩 "
                             "公顷 平方米 万平方米 平方公里 岁 天 小时 微克/立方米 吨标准煤/万元";

const char role_names_of_words[] =
    "情况 进展 进度 状态 状况 评价 评估 结论 结果 等级 级别 颜色 标识 信号 成效";
