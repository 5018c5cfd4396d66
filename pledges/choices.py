"""Kinds and states of plans, with their wording."""

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ratings.choices import Tier

PUBLIC_GOALS = (Tier.GOOD, Tier.ADVANCED)  # what a pledge may aim at (R27a)


class PlanKind(models.TextChoices):
    """What a plan is."""

    PLEDGE = "pledge", _("Public pledge")
    ACTIVITY = "activity", _("Activity plan")
    RECTIFICATION = "rectification", _("Rectification")
    UNIT = "unit", _("Unit plan of the year")


def kind_label(kind: str, year: int = 0) -> str:
    """A kind of plan in words; a unit plan with the `year` it is for."""
    label = PlanKind(kind).label
    return gettext("%(kind)s %(year)d") % {"kind": label, "year": year} if year else str(label)


BRANCH_PLANS = (PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION)
COVERING = (PlanKind.PLEDGE, PlanKind.RECTIFICATION)  # they promise a tier (R24)


class PlanState(models.TextChoices):
    """Where a plan stands; from IN_FORCE on it has been published, filed or adopted."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    IN_FORCE = "in_force", _("In force")
    ASSESSED = "assessed", _("Self-assessed")
    ACCEPTANCE = "acceptance", _("Acceptance asked")
    ACCEPTED = "accepted", _("Accepted")
    ENDED = "ended", pgettext_lazy("plan", "Ended")


BEFORE_ADOPTION = (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED)
EDITABLE = (PlanState.DRAFT, PlanState.RETURNED)
AT_WORK = (PlanState.IN_FORCE, PlanState.ASSESSED)
ACCEPTING = (PlanState.ACCEPTANCE, PlanState.ACCEPTED)  # nothing is reported, rewritten or moved meanwhile (R27b)
RUNNING = (*AT_WORK, *ACCEPTING)


class PlanOutcome(models.TextChoices):
    """How a plan ended; none when it ended with its organisation."""

    KEPT = "kept", _("Kept")
    PARTLY = "partly", _("Partly kept")
    NOT_KEPT = "not_kept", _("Not kept")
    SETTLED = "settled", _("Settled")
    DONE = "done", pgettext_lazy("plan", "Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OF_PLEDGES = (PlanOutcome.KEPT, PlanOutcome.PARTLY, PlanOutcome.NOT_KEPT)


class WallTab(models.TextChoices):
    """Where a pledge stands on the public wall."""

    RUNNING = "running", pgettext_lazy("pledges", "Running")
    OVERDUE = "overdue", pgettext_lazy("pledges", "Overdue")
    ENDED = "ended", pgettext_lazy("pledges", "Ended")


class VersionState(models.TextChoices):
    """Where a version of a plan's text stands; an adopted one is never changed."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ADOPTED = "adopted", _("Adopted")


class TextChange(models.TextChoices):
    """What a further version does to one part of a plan's text."""

    UNCHANGED = "unchanged", pgettext_lazy("text", "Unchanged")
    CHANGED = "changed", pgettext_lazy("text", "Changed")
    NEW = "new", pgettext_lazy("text", "New")
    LEFT_OUT = "left_out", pgettext_lazy("text", "Left out")


class MeasureState(models.TextChoices):
    """Where a measure stands; it is done when somebody else has confirmed what was reported (R26)."""

    OPEN = "open", pgettext_lazy("measure", "In progress")
    REPORTED = "reported", _("Reported")
    DONE = "done", pgettext_lazy("measure", "Done")


class MoveState(models.TextChoices):
    """Where a request to move a due day stands."""

    ASKED = "asked", _("Asked")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class LookBackResult(models.TextChoices):
    """What became of a settled rectification half a year later."""

    LASTING = "lasting", _("Lasting")
    RELAPSED = "relapsed", _("Relapsed")


class WaitingFor(models.TextChoices):
    """What a plan waits for at who reviews or answers for it."""

    REVIEW = "review", pgettext_lazy("waits for", "Review")
    VERSION = "version", pgettext_lazy("waits for", "Review of a new version")
    MOVE = "move", pgettext_lazy("waits for", "A later due day")
    OUTCOME = "outcome", pgettext_lazy("waits for", "Its outcome")
    CLOSING = "closing", pgettext_lazy("waits for", "Closing")
    AMENDED = "amended", pgettext_lazy("waits for", "Submission of a new version")
    ASK = "ask", pgettext_lazy("waits for", "Asking for acceptance")
    ACCEPTANCE = "acceptance", pgettext_lazy("waits for", "Acceptance")
    AGAIN = "again", pgettext_lazy("waits for", "What its acceptance lacked")
    SETTLING = "settling", pgettext_lazy("waits for", "Settling")
    LOOK_BACK = "look_back", pgettext_lazy("waits for", "Look-back")
    RELAPSE = "relapse", pgettext_lazy("waits for", "A new rectification")


class OwedWaits(models.TextChoices):
    """What a branch owes and its unit writes, or presses for."""

    BEGIN = "begin", _("Rectifications that are not begun")
    LATE = "late", _("Plans that are late")


class ProblemType(models.TextChoices):
    """What makes a branch lag: the national ten in the words of a university, and others (N11)."""

    INCOMPLETE = "incomplete", _("Committee incomplete, no secretary for long, work at a standstill")
    UNFIT = "unfit", _("Secretary not up to the task")
    DISUNITED = "disunited", _("Committee disunited, infighting")
    IDLE = "idle", _("Rules on paper only, no activities")
    ELECTION = "election", _("Vote buying or canvassing at elections")
    INFILTRATION = "infiltration", _("Influence of religious infiltration or unlawful activities")
    SECRECY = "secrecy", _("Affairs not open, democratic management in disorder")
    UNREST = "unrest", _("Safety, stability and petitions")
    NO_PLACE = "no_place", _("No fixed place for activities")
    SERVICE = "service", _("Poor service, many complaints")
    OTHER = "other", _("Other")


# What a workbook says: its words are Chinese whatever the language of the page.
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
    MeasureState.OPEN.value: "进行中",
    MeasureState.REPORTED.value: "已报告",
    MeasureState.DONE.value: "已完成",
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
