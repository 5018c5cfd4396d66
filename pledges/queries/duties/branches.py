"""The duties of branches by where they stand on a day (R25)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from branches.models import Organisation
from pledges.choices import DutyKind, DutyState
from pledges.queries.duties.duty import Duty
from pledges.queries.duties.records import Record, of_benchmarks, of_helpers, of_plans
from pledges.rules import duties as rules
from ratings.models import Campaign, Standing
from ratings.queries.census import counted_kinds
from ratings.queries.cohort import standings_on


def of_branches(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> Iterator[Duty]:
    """The Duties of the branches among `rows` on day `on`: one query where nobody stands anywhere, else ten, eighteen
    for a day gone by."""
    members = rows.filter(owing(campaign, on))
    if not (standings := list(_standings(campaign, on, members))):
        return
    records = of_plans(campaign, on, members) | of_benchmarks(campaign, on, members) | of_helpers(on, members)
    for standing in standings:
        for kind in rules.owed_at(standing.tier):
            yield _duty(standing, kind, records.get((standing.organisation_id, kind), Record()), campaign, on)


def owing(campaign: Campaign, on: date, lookup: str = "") -> Q:
    """Whether the organisation at `lookup` ("organisation__") owes what a branch owes on day `on`, once it has a
    standing (R11)."""
    return there_on(on, lookup) & Q(**{f"{lookup}kind__in": counted_kinds(campaign)})


def there_on(on: date, lookup: str = "") -> Q:
    """Whether the organisation at `lookup` was there on day `on`: founded by then, not closed."""
    founded = Q(**{f"{lookup}founded_on": None}) | Q(**{f"{lookup}founded_on__lte": on})
    return founded & (Q(**{f"{lookup}closed_on": None}) | Q(**{f"{lookup}closed_on__gt": on}))


def _standings(campaign, on, members) -> QuerySet[Standing]:
    return standings_on(campaign, on, members.order_by().values("pk")).select_related("organisation")


def judged(
    campaign: Campaign, on: date, since: date, approved_on: date | None, record: Record
) -> tuple[date, date, DutyState]:
    """(since when, by when, how it stands) of what a branch owes on day `on` by a standing `since` a day."""
    begun = rules.begun(since, approved_on, record.until)
    due = rules.due(begun, days=campaign.plan_days)
    return begun, due, rules.state(fulfilled=record.held is not None, due=due, on=on)


def _duty(standing: Standing, kind: DutyKind, record: Record, campaign, on):
    facts = judged(campaign, on, standing.since, standing.approved_on, record)
    return Duty(standing.organisation, kind, *facts, record.held or record.written)
