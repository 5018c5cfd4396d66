"""A plan ends: a pledge is kept or not (R27), a rectification is accepted and settled (R27b), another plan is done."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.reporting.choices import ReportedState
from core.web.privacy import check_words
from core.workflow.steps import RETURNED, step
from pledges.actions.plans.common import cover_anew, hold_owner, tell
from pledges.choices import OF_PLEDGES, LookBackResult, PlanKind, PlanOutcome, PlanState
from pledges.lifecycles.plans import table
from pledges.models import LookBack, Plan, Satisfaction
from pledges.queries.plans.on_day import in_hand
from pledges.queries.plans.outcome import proposal
from pledges.querysets import at_goal


def can_be_decided(plan: Plan, today: date) -> bool:
    """Whether the time has come to decide what became of a pledge: self-assessed, or its due day is over."""
    return plan.state == PlanState.ASSESSED or plan.due_on < today


def too_early(plan: Plan, verb: str) -> str:
    """Why it is too early for `verb`, in a sentence; "" when it is not, and for verbs without a time of their own."""
    today = timezone.localdate()
    if verb == "assess" and plan.due_on > today and not _is_begun(plan):
        return _("Nothing is reported as done yet and the due day lies ahead: report what was done first.")
    if verb == "decide" and not can_be_decided(plan, today):
        return _("It is decided once its due day has passed, or when the branch has assessed itself.")
    if verb == "settle" and not Plan.objects.filter(at_goal(today), pk=plan.pk).exists():
        words = {"goal": plan.get_goal_display()}
        sentence = _(
            "It does not officially stand at %(goal)s or above yet: it is settled after a rating says so (R27b)."
        )
        return sentence % words
    if verb == "ask" and Plan.objects.filter(in_hand(), pk=plan.pk).exists():
        return _("A new version is in hand: throw it away or have it decided, then ask for acceptance.")
    return ""


@logged("assess", EventKind.SUBMIT)
def assess(*, plan: Plan, text: str, by) -> None:
    """Tell how the pledge was kept, in one's own words (自评).

    Raises: ValidationError before its due day while nothing is reported as done, and for what no public page says.
    """
    _refuse_early(plan, "assess")
    check_words([text], "text")
    tell(plan)
    step(plan, table(plan)["assess"], by=by, assessment=text, reason="")


@logged("return", EventKind.RETURN)
def send_back(*, plan: Plan, reason: str, by) -> None:
    """Send a self-assessment back, whose text stays to be corrected. Raises: ValidationError without a reason."""
    tell(plan)
    step(plan, table(plan)["send_back"], by=by, remark=reason, reason=reason.strip()[:RETURNED])


@logged("appraise", EventKind.WRITE)
def appraise(*, plan: Plan, on: date, present: int, satisfied: int, fairly: int, dissatisfied: int, by) -> Satisfaction:
    """Keep the counts of people at the meeting that judged `plan` (评诺). Returns the Satisfaction.

    Raises: ValidationError for more opinions than people, a day ahead or before the plan began.
    """
    counts = {"present": present, "satisfied": satisfied, "fairly": fairly, "dissatisfied": dissatisfied}
    if same := Satisfaction.objects.filter(plan=plan, on=on, **counts).first():
        return same
    row = Satisfaction.objects.filter(plan=plan).first() or Satisfaction(plan=plan)
    row.on, row.present = on, present
    row.satisfied, row.fairly, row.dissatisfied = satisfied, fairly, dissatisfied
    if plan.published_on is None or not plan.published_on <= on <= timezone.localdate():
        raise ValidationError({"on": _("The meeting was held between the publication and today.")})
    row.full_clean()
    history.save(row, by=by)
    tell(plan)
    return row


@logged("decide_outcome", EventKind.DECISION)
def decide_outcome(*, plan: Plan, outcome: PlanOutcome, reason: str = "", explanation: str = "", by) -> None:
    """Decide what became of a pledge, which ends it today (R27).

    Raises: ValidationError before its due day unless it was self-assessed; without a reason for another outcome than
    the proposed one, without a public explanation of one that was not kept, and for words that no public page says.
    """
    _refuse_early(plan, "decide")
    if outcome not in OF_PLEDGES:
        raise ValidationError({"outcome": _("Choose what became of it.")})
    proposed = proposal(plan).outcome
    if outcome != proposed and not reason.strip():
        raise ValidationError({"reason": _("This is not the outcome that follows from the facts: give a reason.")})
    if outcome == PlanOutcome.NOT_KEPT and not explanation.strip():
        raise ValidationError({"explanation": _("Explain to the public why it was not kept.")})
    check_words([explanation], "explanation")
    words = {"outcome_reason": reason.strip()[:RETURNED], "explanation": explanation.strip()}
    _end(plan, "decide", outcome, by=by, proposed=proposed, **words)


@logged("finish", EventKind.DECISION)
def finish(*, plan: Plan, by) -> None:
    """Close an activity plan or a unit's plan as done."""
    _end(plan, "finish", PlanOutcome.DONE, by=by)


@logged("withdraw", EventKind.DECISION)
def withdraw(*, plan: Plan, reason: str, by) -> None:
    """End a plan in force before its time. Raises: ValidationError without a reason; TooLate when it has ended."""
    _end(plan, "withdraw", PlanOutcome.WITHDRAWN, by=by, remark=reason, outcome_reason=reason.strip()[:RETURNED])


@logged("ask_acceptance", EventKind.SUBMIT)
def ask_acceptance(*, plan: Plan, by) -> None:
    """Ask for the acceptance of a rectification; nothing of it changes any more unless that is refused (R27b).

    Raises: ValidationError while a further version is being written or reviewed.
    """
    hold_owner(plan)
    _refuse_early(plan, "ask")
    tell(plan)
    step(plan, table(plan)["ask"], by=by, reason="")


@logged("refuse_acceptance", EventKind.RETURN)
def refuse_acceptance(*, plan: Plan, reason: str, by) -> None:
    """Send a rectification back to work. Raises: ValidationError without a reason."""
    tell(plan)
    step(plan, table(plan)["refuse"], by=by, remark=reason, reason=reason.strip()[:RETURNED])


@logged("accept", EventKind.DECISION)
def accept(*, plan: Plan, on: date, present: int, satisfied: int, fairly: int, dissatisfied: int, by) -> None:
    """Accept a rectification, with the counts of the meeting that judged it.

    Raises: ValidationError for who reported a measure of it (R27b), and as `appraise`; TooLate when it waits for nobody
    (any more).
    """
    counts = {"present": present, "satisfied": satisfied, "fairly": fairly, "dissatisfied": dissatisfied}
    appraise(plan=plan, on=on, **counts, by=by)
    today = timezone.localdate()
    tell(plan)
    step(plan, table(plan)["accept"], by=by, accepted_by=by, accepted_on=today, reason="")


@logged("settle", EventKind.DECISION)
def settle(*, plan: Plan, by) -> None:
    """Settle an accepted rectification (销号), which ends it today (R27b).

    Raises: ValidationError while the branch does not officially stand at the goal or above, and for who accepted it;
    TooLate when it waits for nobody (any more).
    """
    _refuse_early(plan, "settle")
    _end(plan, "settle", PlanOutcome.SETTLED, by=by)


@logged("look_back", EventKind.DECISION)
def look_back(*, plan: Plan, on: date, result: LookBackResult, note: str, by) -> LookBack:
    """Keep what became of a settled rectification (回头看); when it did not last, the one begun since takes it up.
    Returns the LookBack.

    Raises: ValidationError when it was not settled, was looked back at already, or the day does not lie between.
    """
    if plan.outcome != PlanOutcome.SETTLED or plan.kind != PlanKind.RECTIFICATION:
        raise ValidationError(_("Only a settled rectification is looked back at."))
    if LookBack.objects.filter(plan=plan).exists():
        raise ValidationError(_("It was looked back at already."))
    if not plan.ended_on <= on <= timezone.localdate():
        raise ValidationError({"on": _("The day lies between the settling and today.")})
    row = LookBack(plan=plan, on=on, result=result, note=note, by=by)
    row.full_clean()
    history.save(row, by=by)
    if result == LookBackResult.RELAPSED:
        _take_up(plan, by=by)
    tell(plan, result=result)
    return row


def _take_up(plan, *, by):
    """The rectification that was begun since `plan` was settled, and names none, is that of its relapse (R27b)."""
    later = Plan.objects.unended().filter(organisation=plan.organisation_id, kind=plan.kind, previous=None)
    since = later.filter(Q(published_on=None) | Q(published_on__gte=plan.ended_on)).order_by("pk")
    if found := since.select_for_update().first():
        found.previous = plan
        history.save(found, by=by, fields=["previous"])


def _is_begun(plan):
    return plan.measures.filter(dropped_on=None).exclude(state=ReportedState.OPEN).exists()


def _refuse_early(plan, verb):
    if why := too_early(plan, verb):
        raise ValidationError(why)


def _end(plan, verb, outcome, *, by, remark="", **updates):
    today = timezone.localdate()
    tell(plan, outcome=outcome)
    step(plan, table(plan)[verb], by=by, remark=remark, outcome=outcome, ended_on=today, **updates)
    cover_anew(plan)
