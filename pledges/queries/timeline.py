"""What happened to a plan, newest first, and to all plans of an organisation, read from their history."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import Organisation
from pledges.choices import PlanKind, PlanState, VersionState
from pledges.models import LookBack, Plan, Version

ADOPTED = {
    PlanKind.PLEDGE: gettext_lazy("%(kind)s was published."),
    PlanKind.ACTIVITY: gettext_lazy("%(kind)s was adopted."),
    PlanKind.RECTIFICATION: gettext_lazy("%(kind)s was filed."),
    PlanKind.UNIT: gettext_lazy("%(kind)s was approved."),
}


@dataclass(frozen=True)
class PlanEvent:
    """One thing that happened, as templates/ui/timeline.html shows it."""

    when: datetime | date
    who: str
    what: str
    reason: str = ""

    @property
    def day(self):
        """The day on which it happened."""
        return timezone.localdate(self.when) if isinstance(self.when, datetime) else self.when


def of_plan(plan: Plan) -> list[PlanEvent]:
    """The PlanEvents of `plan`: three queries."""
    events = [*_states(plan), *_versions(plan), *_moves(plan)]
    return sorted(events, key=lambda event: event.when, reverse=True)


def _states(plan):
    """Each change of its state, with its reason."""
    former = None
    for row in plan.history.select_related("history_user").order_by("history_date", "history_id"):
        if row.state != former:
            what = row.get_outcome_display() if row.outcome else row.get_state_display()
            yield PlanEvent(row.history_date, _who(row.history_user), what, row.history_change_reason or "")
        former = row.state


def _versions(plan):
    rows = Version.history.filter(plan=plan, state=VersionState.ADOPTED, number__gt=1).select_related("history_user")
    for row in rows.order_by("history_id"):
        what = _("Version %(number)d in force") % {"number": row.number}
        yield PlanEvent(row.history_date, _who(row.history_user), what)


def _moves(plan):
    for row in plan.moves.select_related("asked_by", "measure"):
        facts = {"old": date_format(row.old_day), "new": date_format(row.new_day), "state": row.get_state_display()}
        what = _("Due day %(old)s → %(new)s: %(state)s") % facts
        if row.measure:
            what = _("Measure %(number)d: %(what)s") % {"number": row.measure.number, "what": what}
        yield PlanEvent(row.asked_at, _who(row.asked_by), what, row.reason)


def of_organisation(organisation: Organisation, on: date) -> list[PlanEvent]:
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
    kind, who = {"kind": row.get_kind_display()}, _who(row.history_user)
    if adopted and not before[0]:
        yield PlanEvent(_since(row, row.published_on), who, ADOPTED[row.kind] % kind)
    if ended and not before[1]:
        words = {**kind, "outcome": row.get_outcome_display()}
        sentence = _("%(kind)s ended: %(outcome)s.") if row.outcome else _("%(kind)s ended with its organisation.")
        yield PlanEvent(_since(row, row.ended_on), who, sentence % words, row.outcome_reason)
    if returned:
        yield PlanEvent(row.history_date, who, _("%(kind)s was sent back.") % kind, row.reason)


def _new_versions(organisation):
    rows = Version.history.filter(plan__organisation=organisation, state=VersionState.ADOPTED, number__gt=1)
    for row in rows.select_related("history_user", "plan").order_by("history_id"):
        facts = {"kind": row.plan.get_kind_display(), "number": row.number}
        what = _("%(kind)s: version %(number)d in force.") % facts
        yield PlanEvent(_since(row, row.adopted_on), _who(row.history_user), what)


def _looks_back(organisation):
    rows = LookBack.objects.filter(plan__organisation=organisation).select_related("plan", "by")
    for row in rows.order_by("pk"):
        facts = {"kind": row.plan.get_kind_display(), "result": row.get_result_display()}
        yield PlanEvent(row.on, _who(row.by), _("%(kind)s was looked back at: %(result)s.") % facts, row.note)


def _since(row, day):
    """The moment of a row of history, or the `day` from which it holds when it was entered on another one."""
    return row.history_date if timezone.localdate(row.history_date) == day else day


def _who(user):
    return user.name if user else _("a command")
