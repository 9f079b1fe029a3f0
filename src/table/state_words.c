/*
 * state_words: the words of state columns by class, as data.
 *
 * From published tables and circulars, exports of supervision systems, and what offices write. The
 * form of a word and the way it is looked up are described in words.h. A word stands in one class.
 */
#include "table/state_words.h"

const struct state_words state_words[] = {
    {STATE_DONE,
     "已完成 完成 全部完成 办理完成 基本完成 已基本完成 提前完成 已提前完成 超额完成 "
     "提前超额完成 完成年度任务 按期完成 正常完成 延时完成 已办结 办结 逾期办结 逾期已办理 "
     "延期完成 已销号 办结销号 销号 已归档 事项归档 整改到位 完成整改 已整改 已解决 a类 "
     "已验收 竣工 已竣工 投产 fixed verified done completed closed 100% 已完工 完工 全部办结 "
     "已销号办结"},
    {STATE_AHEAD, "超序时进度 超进度 超前 提前 进展较快 快于序时 超过时间进度 超前完成序时"},
    {STATE_ON_TRACK,
     "是 正常 正常推进 正常进行 按计划推进 按计划进行 按序时推进 序时推进 达到序时进度 达序时 "
     "达进度 符合序时 达标 有序推进 稳步推进 顺利推进 进展顺利 进展良好 能确保完成 绿灯 绿码 "
     "绿色 绿 green ontrack √ y 满意 按序时进度推进 有序推进中 正常推进中 按时推进 未预警 无预警 "
     "🟢 "
     "yes "
     "✓ "
     "✔"},
    {STATE_IN_PROGRESS,
     "进行中 推进中 在办 正在办理 办理中 已反馈办理中 限期办理中 处置中 处理中 部分完成 "
     "部分整改 正在整改 正在解决 b类 已启动 已开工 施工中 在建 已交办 已领办 已分配 已执行 "
     "已提交 待验收 待销号 started assigned inprogress 正在推进 正在进行 实施中 建设中"},
    {STATE_NEAR_DUE, "即将到期 即将逾期 临近时限 临期 蓝灯 蓝色督办单 蓝色督查单 蓝色 蓝色预警 🔵"},
    {STATE_LAG,
     "否 未达序时 未达到序时进度 未达序时进度 欠序时 欠进度 慢序时 滞后序时 滞后 进展滞后 "
     "进度滞后 相对滞后 推进滞后 严重滞后 缓慢 推进缓慢 进展缓慢 进展偏慢 进度偏慢 "
     "进度相对缓慢 未按计划推进 未按计划 有一定困难 存在困难 未达预期 未完成 黄灯 黄码 黄牌 "
     "黄色 橙色 amber atrisk x n 基本满意 🟡 no 未达标 滞后于序时 落后 黄 "
     "黄色预警 "
     "橙色预警 "
     "✗"},
    {STATE_OVERDUE,
     "逾期 已逾期 超期 超时 已延期 延期 延误 逾期未办结 逾期未办理 逾期未完成 超期未完成 "
     "超期办理中 未按期完成 未按时间节点完成 领办逾期 反馈逾期 上报逾期 不能完成 难以完成 "
     "红灯 红码 红牌 红色 red overdue 不满意 🔴 红 红色预警"},
    {STATE_NOT_STARTED,
     "未启动 未开始 未开工 尚未启动 尚未开工 未反馈 未签收 待签收 待办 待办理 待确认 待调整 "
     "待交办 待审批 待派 谋划 前期 前期工作 c类 untriaged available unconfirmed notstarted "
     "尚未开始 未实施"},
    {STATE_STOPPED,
     "已取消 取消 中止 已中止 中止事项 终止 暂停 暂缓 挂起 调整 指标调整 人为关闭 已删除 退回 "
     "驳回 提交驳回 驳回重办 wontfix duplicate archived"},
    {STATE_STANDING, "长期坚持 长期 持续推进 常态化开展 常态化 其它类 不设年度目标"},
    {STATE_RESUMED, "延期后再进行 回头看"},
    {STATE_UNKNOWN, "/ - -- 无 notscored"},
};

const size_t state_words_count = COUNT_OF(state_words);
