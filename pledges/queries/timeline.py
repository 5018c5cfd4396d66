"""What happened to a plan, newest first: from its history, its versions and its moved due days."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pledges.choices import VersionState
from pledges.models import Plan, Version


@dataclass(frozen=True)
class PlanEvent:
    """One thing that happened, as templates/ui/timeline.html shows it."""

    when: datetime
    who: str
    what: str
    reason: str = ""


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


def _who(user):
    return user.name if user else _("a command")
