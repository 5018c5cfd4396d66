"""What happened to a plan, newest first, and to all plans of an organisation, read from their history."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import Organisation
from core.timeline import ToldEvent, author, in_order, signed, since
from pledges.choices import MoveState, PlanKind, PlanState, VersionState, kind_label
from pledges.models import DueMove, LookBack, Plan, Satisfaction, Version

ADOPTED = {
    PlanKind.PLEDGE: gettext_lazy("%(kind)s was published."),
    PlanKind.ACTIVITY: gettext_lazy("%(kind)s was adopted."),
    PlanKind.RECTIFICATION: gettext_lazy("%(kind)s was filed."),
    PlanKind.UNIT: gettext_lazy("%(kind)s was approved."),
}


VERSIONS = {
    VersionState.SUBMITTED: gettext_lazy("Version %(number)d was submitted."),
    VersionState.RETURNED: gettext_lazy("Version %(number)d was sent back."),
    VersionState.ADOPTED: gettext_lazy("Version %(number)d in force"),
}
COUNTS = gettext_lazy(
    "Meeting of %(present)d: %(satisfied)d satisfied, %(fairly)d fairly satisfied, %(dissatisfied)d not satisfied."
)
BACK = {  # at work again, from where it waited
    PlanState.ACCEPTANCE: gettext_lazy("Not accepted"),
    PlanState.ASSESSED: gettext_lazy("Self-assessment sent back"),
}
MOVES = {
    MoveState.ASKED: gettext_lazy("%(what)s: %(old)s → %(new)s was asked for."),
    MoveState.GRANTED: gettext_lazy("%(what)s: %(old)s → %(new)s was granted."),
    MoveState.REFUSED: gettext_lazy("%(what)s: %(old)s → %(new)s was refused."),
}


def of_plan(plan: Plan) -> list[ToldEvent]:
    """The ToldEvents of `plan`: five queries.

    What was entered later, as from a ledger, stands at the day from which it holds.
    """
    versions = signed(Version.history.filter(plan=plan, number__gt=1))
    return in_order([*_states(plan), *_version_states(versions), *_moves(plan), *_counts(plan), *_look_back(plan)])


def of_version(version: Version) -> list[ToldEvent]:
    """The ToldEvents of `version`: one query."""
    return in_order(_version_states(signed(version.history.all())))


def _states(plan):
    """Each change of its state; one that a ledger tells only as it stands now came into force before that."""
    former, published, kind = None, False, {"kind": plan.kind_label}
    for row in signed(plan.history.all()):
        if row.published_on and not published:
            yield ToldEvent(since(row, row.published_on), author(row.history_user), ADOPTED[row.kind] % kind)
            former, published = PlanState.IN_FORCE, True
        if row.state != former:
            yield _state(row, former)
        former = row.state


def _state(row, former):
    """That a plan came into the state of `row`, from `former`, with the reason."""
    day = {PlanState.ENDED: row.ended_on, PlanState.ACCEPTED: row.accepted_on}.get(row.state)
    reason = {PlanState.RETURNED: row.reason, PlanState.IN_FORCE: row.reason, PlanState.ENDED: row.outcome_reason}
    what = row.get_outcome_display() if row.outcome else row.get_state_display()
    if row.state == PlanState.IN_FORCE:
        what = str(BACK.get(former, what))
    why = reason.get(row.state) or row.history_change_reason or ""
    return ToldEvent(since(row, day), author(row.history_user), what, why)


def _version_states(rows):
    """Each submission, return and adoption of versions, of which `rows` are the history."""
    former = {}
    for row in rows:
        if row.state != former.get(row.id, VersionState.DRAFT):
            what = VERSIONS[row.state] % {"number": row.number}
            reason = row.reason if row.state == VersionState.RETURNED else ""
            yield ToldEvent(since(row, row.adopted_on), author(row.history_user), what, reason)
        former[row.id] = row.state


def _moves(plan):
    """Each due day that was asked to be moved, and each decision; one from a ledger is known as decided only."""
    for row in signed(DueMove.history.filter(plan=plan).select_related("measure")):
        subject = _("Due day of measure %(number)d") % {"number": row.measure.number} if row.measure else _("Due day")
        what = MOVES[row.state] % {"what": subject, "old": date_format(row.old_day), "new": date_format(row.new_day)}
        is_asked = row.state == MoveState.ASKED
        reason = row.reason if is_asked or row.history_type == "+" else row.answer
        yield ToldEvent(since(row, row.decided_on), author(row.history_user), what, reason)


def _counts(plan):
    """The counts of the meeting that judged it, as they were entered, and corrected."""
    for row in signed(Satisfaction.history.filter(plan=plan)):
        counts = {"present": row.present, "satisfied": row.satisfied, "fairly": row.fairly}
        what = COUNTS % {**counts, "dissatisfied": row.dissatisfied}
        yield ToldEvent(since(row, row.on), author(row.history_user), what)


def _look_back(plan):
    for row in signed(LookBack.history.filter(plan=plan)):
        what = _("Looked back at: %(result)s.") % {"result": row.get_result_display()}
        yield ToldEvent(since(row, row.on), author(row.history_user), what, row.note)


def of_organisation(organisation: Organisation, on: date) -> list[ToldEvent]:
    """What was decided about the plans of `organisation` by day `on`, in no order: three queries.

    What was entered later, as from a ledger, stands at the day from which it holds.
    """
    events = [*_decisions(organisation), *_new_versions(organisation), *_looks_back(organisation)]
    return [event for event in events if event.day <= on]


def _decisions(organisation):
    """Each adoption, return and end of a plan."""
    former = {}
    rows = Plan.history.filter(organisation=organisation).exclude(history_type="-").select_related("history_user")
    for row in rows.order_by("history_date", "history_id"):
        adopted, ended = row.published_on is not None, row.state == PlanState.ENDED
        seen = (adopted, ended, row.state == PlanState.RETURNED)
        if seen != former.get(row.id, (False, False, False)):
            yield from _decided(row, *seen, before=former.get(row.id, (False, False, False)))
        former[row.id] = seen


def _decided(row, adopted, ended, returned, *, before):
    kind, who = {"kind": kind_label(row.kind, row.year)}, author(row.history_user)
    if adopted and not before[0]:
        yield ToldEvent(since(row, row.published_on), who, ADOPTED[row.kind] % kind)
    if ended and not before[1]:
        words = {**kind, "outcome": row.get_outcome_display()}
        sentence = _("%(kind)s ended: %(outcome)s.") if row.outcome else _("%(kind)s ended with its organisation.")
        yield ToldEvent(since(row, row.ended_on), who, sentence % words, row.outcome_reason)
    if returned:
        yield ToldEvent(row.history_date, who, _("%(kind)s was sent back.") % kind, row.reason)


def _new_versions(organisation):
    rows = Version.history.filter(plan__organisation=organisation, state=VersionState.ADOPTED, number__gt=1)
    for row in rows.select_related("history_user", "plan").order_by("history_id"):
        facts = {"kind": row.plan.kind_label, "number": row.number}
        what = _("%(kind)s: version %(number)d in force.") % facts
        yield ToldEvent(since(row, row.adopted_on), author(row.history_user), what)


def _looks_back(organisation):
    rows = LookBack.objects.filter(plan__organisation=organisation).select_related("plan", "by")
    for row in rows.order_by("pk"):
        facts = {"kind": row.plan.kind_label, "result": row.get_result_display()}
        yield ToldEvent(row.on, author(row.by), _("%(kind)s was looked back at: %(result)s.") % facts, row.note)
