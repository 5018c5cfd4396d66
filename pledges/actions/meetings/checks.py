"""When a review meeting, or what is said at it, is refused: ValidationError keyed by the field at fault."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.validators import refuse
from pledges.actions.meetings.said import ActionText, CommentText, MeetingHead
from pledges.choices import PlanKind
from pledges.models import AgreedAction, Comment, Meeting, Plan
from pledges.queries.agreed import taking
from pledges.queries.meetings import owed
from pledges.rules.meetings import lacking, unsaid
from pledges.validation import check_told
from ratings.models import Campaign


@dataclass(frozen=True)
class Gap:
    """Why a meeting cannot be closed yet, in a sentence, and at which `field` of its form it is put right."""

    field: str
    sentence: str


def check_head(meeting: Meeting, head: MeetingHead) -> None:
    """Whether `meeting` can have been held as `head` says. Raises: ValidationError, with everything at fault."""
    found = {}
    for check, *about in ((_check_day, meeting, head.held_on), (_check_chair, head), (_check_counts, head)):
        try:
            check(*about)
        except ValidationError as refused:
            refused.update_error_dict(found)
    if found:
        raise ValidationError(found)


def _check_chair(head):
    if head.substitute and not head.substitute_reason:
        refuse("substitute_reason", _("Say why somebody else chaired."))
    if head.substitute_reason and not head.substitute:
        refuse("substitute", _("Name who chaired instead."))


def _check_counts(head):
    if None not in (head.expected, head.present) and head.present > head.expected:
        refuse("present", _("More people were present than expected."))


def _check_day(meeting, day):
    """The meeting lies behind, in a campaign, while the unit was there, and is the only one of its day (R32)."""
    begun = Campaign.objects.order_by("starts_on").values_list("starts_on", flat=True).first()
    if day > timezone.localdate():
        refuse("held_on", _("The day of the meeting lies ahead: it is recorded when it was held."))
    if begun and day < begun:
        refuse("held_on", _("The meeting lies before the campaign, which begins on %(day)s."), day=date_format(begun))
    if meeting.unit.founded_on and day < meeting.unit.founded_on:
        founded = date_format(meeting.unit.founded_on)
        refuse("held_on", _("%(name)s was founded on %(day)s only."), name=meeting.unit.name, day=founded)
    if meeting.unit.kind not in BASE_KINDS or not meeting.unit.is_open_on(day):
        refuse("held_on", _("%(name)s held no meetings on that day."), name=meeting.unit.name)
    if Meeting.objects.filter(unit=meeting.unit, held_on=day).exclude(pk=meeting.pk).exists():
        refuse("held_on", _("A meeting of this unit on that day is recorded already."))


def check_comment(branch: Organisation, comment: CommentText, held_on: date, *, is_public: bool) -> None:
    """Whether `comment` can be made about `branch` at a meeting held on that day; `is_public`: what is agreed goes into
    a pledge (R27a). Raises: ValidationError."""
    peers = [peer.peer for peer in comment.peers]
    if branch.pk in peers:
        raise ValidationError(_("%(name)s does not comment on itself.") % {"name": branch.name})
    if len(set(peers)) < len(peers):
        raise ValidationError(_("A branch comments on %(name)s twice: join the two.") % {"name": branch.name})
    for action in comment.actions:
        check_action(action, held_on)
        if is_public:
            check_told(PlanKind.PLEDGE, [action.text, action.person])


def check_action(action: ActionText, held_on: date) -> None:
    """Whether `action` can have been agreed on that day. Raises: ValidationError."""
    if action.due_on and action.due_on < held_on:
        refuse("due_on", _("This day lies before the meeting."))


def check_follow_up(meeting: Meeting, on: date) -> None:
    """Whether somebody can have looked into what came of `meeting` on that day. Raises: ValidationError."""
    if on > timezone.localdate():
        refuse("on", _("This day lies ahead."))
    if on < meeting.held_on:
        refuse("on", _("This day lies before the meeting."))


def gaps(meeting: Meeting) -> list[Gap]:
    """What `meeting` lacks before it can be closed: where it was held and how many came, comments on the branches that
    stood at ordinary on its day, as it is known now, and words that the plans may tell (R27a)."""
    comments = {one.branch_id: one for one in meeting.comments.prefetch_related("actions").select_related("branch")}
    missing = [gap for branch in owed(meeting.unit, meeting.held_on) for gap in _missing(branch, comments)]
    plans = taking(comments)
    untold = [gap for key, one in comments.items() if key in plans for gap in _untold(one, plans[key])]
    return [*_facts(meeting), *missing, *untold]


def unfit(action: AgreedAction, plan: Plan) -> str:
    """Why no measure of `plan` can be due on the day of `action`, in a sentence; "" when one can."""
    if action.due_on and action.due_on > plan.due_on:
        facts = {"day": date_format(action.due_on), "due": date_format(plan.due_on)}
        return _("due on %(day)s, after the plan it goes into (%(due)s).") % facts
    if action.due_on and action.due_on < timezone.localdate():
        return _("due on %(day)s, before today.") % {"day": date_format(action.due_on)}
    return ""


def _facts(meeting) -> Iterable[Gap]:
    """What everybody who was there knows; a chair was filled in when it was begun."""
    sentences = {
        "place": _("Say where the meeting was held."),
        "expected": _("Say how many were expected."),
        "present": _("Say how many were present."),
    }
    return (Gap(name, sentences[name]) for name in unsaid(meeting.place, meeting.expected, meeting.present))


def _missing(branch, comments) -> Iterable[Gap]:
    said = comments.get(branch.pk) or Comment(branch=branch)
    names = {"name": branch.name}
    sentences = {
        "strengths": _("%(name)s: say what is good.") % names,
        "problems": _("%(name)s: say what is not, or where to go.") % names,
    }
    found = lacking(said.strengths, said.problems, said.direction)
    return (Gap(_field(branch, name), sentences[name]) for name in found)


def _untold(comment, plan: Plan) -> Iterable[Gap]:
    """What was agreed and cannot be told in `plan`, which it goes into."""
    for place, action in enumerate(comment.actions.all()):
        try:
            check_told(plan.kind, [action.text, action.person])
        except ValidationError as refused:
            why = " ".join(refused.messages)
            yield Gap(_field(comment.branch, f"actions-{place}-text"), about(comment, action, why))


def _field(branch, name):
    """The field of the section about `branch` in the form of the meeting."""
    return f"comment-{branch.pk}-{name}"


def about(comment: Comment, action: AgreedAction, why: str) -> str:
    """Why something is wrong with an agreed `action`, in a sentence that names both."""
    facts = {"name": comment.branch.name, "action": action.text, "why": why}
    return _("%(name)s, “%(action)s”: %(why)s") % facts
