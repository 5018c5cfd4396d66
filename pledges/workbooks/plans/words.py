"""What a workbook says: its words are Chinese whatever the language of the page."""

from core.reporting.choices import ReportedState
from pledges.choices import PlanKind, PlanOutcome, PlanState, ProblemType

KIND_WORDS = {
    PlanKind.PLEDGE.value: "公开承诺",
    PlanKind.ACTIVITY.value: "活动计划",
    PlanKind.RECTIFICATION.value: "整顿方案",
    PlanKind.UNIT.value: "单位计划",
}
STATE_WORDS = {
    PlanState.DRAFT.value: "草稿",
    PlanState.SUBMITTED.value: "已提交",
    PlanState.RETURNED.value: "已退回",
    PlanState.IN_FORCE.value: "实施中",
    PlanState.ASSESSED.value: "已报自评",
    PlanState.ACCEPTANCE.value: "申请验收",
    PlanState.ACCEPTED.value: "已验收",
    PlanState.ENDED.value: "已结束",
}
OUTCOME_WORDS = {
    PlanOutcome.KEPT.value: "已兑现",
    PlanOutcome.PARTLY.value: "部分兑现",
    PlanOutcome.NOT_KEPT.value: "未兑现",
    PlanOutcome.SETTLED.value: "已销号",
    PlanOutcome.DONE.value: "已完成",
    PlanOutcome.WITHDRAWN.value: "已撤回",
}
MEASURE_WORDS = {
    ReportedState.OPEN.value: "进行中",
    ReportedState.REPORTED.value: "已报告",
    ReportedState.DONE.value: "已完成",
}
# Short, for 、 stands between several of them in a cell.
PROBLEM_WORDS = {
    ProblemType.INCOMPLETE.value: "班子配备不齐",
    ProblemType.UNFIT.value: "书记不胜任",
    ProblemType.DISUNITED.value: "班子不团结",
    ProblemType.IDLE.value: "制度形同虚设",
    ProblemType.ELECTION.value: "换届拉票贿选",
    ProblemType.INFILTRATION.value: "受宗教渗透或非法活动影响",
    ProblemType.SECRECY.value: "党务院务公开和民主管理混乱",
    ProblemType.UNREST.value: "安全稳定与信访问题突出",
    ProblemType.NO_PLACE.value: "无固定活动场所",
    ProblemType.SERVICE.value: "服务意识差",
    ProblemType.OTHER.value: "其他",
}
