"""The duties of branches by where they stand on a day (R25)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from branches.models import Organisation
from pledges.choices import DutyKind
from pledges.queries.duties.duty import Duty
from pledges.queries.duties.records import Record, of_benchmarks, of_helpers, of_plans
from pledges.rules import duties as rules
from ratings.choices import State
from ratings.models import Campaign, Rating, Standing
from ratings.queries.census import counted_kinds
from ratings.queries.cohort import standings_on


def of_branches(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> Iterator[Duty]:
    """The Duties of the branches among `rows` on day `on`: ten queries, eighteen for a day gone by."""
    members = founded_by(rows, on).filter(kind__in=counted_kinds(campaign))
    records = of_plans(campaign, on, members) | of_benchmarks(campaign, on, members) | of_helpers(on, members)
    for standing in _standings(campaign, on, members):
        for kind in rules.owed_at(standing.tier):
            yield _duty(standing, kind, records.get((standing.organisation_id, kind), Record()), campaign, on)


def first_approved() -> TruncDate:
    """The day on which the rating behind a standing was first approved."""
    approved = Rating.history.filter(id=OuterRef("rating"), state=State.APPROVED).order_by("history_date")
    return TruncDate(Coalesce(Subquery(approved.values("history_date")[:1]), "rating__approved_at"))


def founded_by(rows: QuerySet[Organisation], on: date) -> QuerySet[Organisation]:
    """Those of `rows` that were there on day `on`: founded by then, not closed."""
    return rows.open_on(on).filter(Q(founded_on=None) | Q(founded_on__lte=on))


def _standings(campaign, on, members) -> QuerySet[Standing]:
    found = standings_on(campaign, on, members.order_by().values("pk")).annotate(approved_on=first_approved())
    return found.select_related("organisation")


def _duty(standing: Standing, kind: DutyKind, record: Record, campaign, on):
    begun = rules.begun(standing.since, standing.approved_on, record.until)
    due = rules.due(begun, days=campaign.plan_days)
    state = rules.state(fulfilled=record.held is not None, due=due, on=on)
    return Duty(standing.organisation, kind, begun, due, state, record.held or record.written)
