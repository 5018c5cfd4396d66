"""What a workbook says: its words are Chinese whatever the language of the page. Several states are one in a book."""

from core.reporting.choices import ReportedState
from projects.choices import Grade, Level, MidtermResult, ProjectClass, ProjectState, Verdict

S = ProjectState
LEVEL_WORDS = {Level.UNIVERSITY.value: "校级", Level.UNIT.value: "院级"}
CLASS_WORDS = {ProjectClass.KEY.value: "重点", ProjectClass.GENERAL.value: "一般"}
STATE_WORDS = {
    S.DRAFT.value: "草稿",
    S.SUBMITTED.value: "已申报",
    S.RETURNED.value: "已退回",
    S.REVIEWING.value: "评审中",
    S.NOTICE.value: "公示中",
    S.REJECTED.value: "未立项",
    S.RUNNING.value: "在研",
    S.CORRECTING.value: "中期整改",
    S.ACCEPTING.value: "验收中",
    S.AMENDING.value: "验收整改",
    S.ACCEPTED.value: "已验收",
    S.REVOKED.value: "已撤销",
    S.STOPPED.value: "已终止",
    S.WITHDRAWN.value: "已撤回",
}
TOLD_AS = {
    S.SUPPORTED: S.SUBMITTED,
    S.REVISING: S.REVIEWING,
    S.CONFIRMING: S.REVIEWING,
    S.CLOSING: S.ACCEPTING,
}
VERDICT_WORDS = {
    Verdict.APPROVED.value: "同意立项",
    Verdict.AFTER_CHANGES.value: "修改后立项",
    Verdict.AS_GENERAL.value: "按一般项目立项",
    Verdict.REJECTED.value: "不予立项",
}
MIDTERM_WORDS = {
    MidtermResult.PASSED.value: "通过",
    MidtermResult.CORRECTED.value: "整改后通过",
    MidtermResult.CORRECT.value: "限期整改",
    MidtermResult.STOPPED.value: "终止",
}
GRADE_WORDS = {Grade.EXCELLENT.value: "优秀", Grade.PASSED.value: "合格", Grade.FAILED.value: "不合格"}
TASK_WORDS = {
    ReportedState.OPEN.value: "进行中",
    ReportedState.REPORTED.value: "已报告",
    ReportedState.DONE.value: "已完成",
}


def told_state(state: str) -> str:
    """The state as a book tells it."""
    return str(TOLD_AS.get(ProjectState(state), ProjectState(state)).value)
