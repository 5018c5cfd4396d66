"""Projects as they stood on a day (`projects_on`), counted: by state, by level and class, by unit, with what is late of
them; and their money together."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from branches.as_of import called_on, unit_path_on
from branches.models import Organisation
from projects.choices import STARTED, ProjectState
from projects.queries.late import late_on
from projects.rules.money import MoneyTable


@dataclass(frozen=True)
class PortfolioCount:
    """So many projects of one `value` of a field, by its `label`; `late` of them."""

    value: str
    label: str
    count: int
    late: int = 0


@dataclass(frozen=True)
class UnitPortfolio:
    """The projects of one unit, `called` so on the day, and its branches: how many, how many begun and not ended,
    late."""

    unit: Organisation
    called: str
    count: int
    running: int
    late: int


@dataclass(frozen=True)
class ProjectsInMotion:
    """How many projects have begun and not ended, how many of them are `late`, how many were `accepted`."""

    running: int
    late: int
    accepted: int


def in_motion(rows: QuerySet, on: date) -> ProjectsInMotion:
    """`rows` in three numbers, late as of day `on`: one query."""
    found = rows.order_by().aggregate(
        running=Count("pk", filter=Q(state__in=STARTED)),
        late=Count("pk", filter=late_on(on)),
        accepted=Count("pk", filter=Q(state=ProjectState.ACCEPTED)),
    )
    return ProjectsInMotion(**found)


def sums_of(rows: QuerySet) -> MoneyTable:
    """What `rows` have together: one query; nothing granted counts as nothing."""
    zero = Decimal(0)
    sums = rows.order_by().aggregate(**{name: Sum(name) for name in ("granted", "own_granted", "advanced", "spent")})
    found = {name: value if value is not None else zero for name, value in sums.items()}
    return MoneyTable(found["granted"], found["own_granted"], found["advanced"], found["spent"])


def by_state(rows: QuerySet) -> list[PortfolioCount]:
    """`rows` by state, in the order of the life-cycle; states without a project left out: one query."""
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    return [PortfolioCount(one, one.label, counts[one]) for one in ProjectState if one in counts]


def by_choice(rows: QuerySet, field: str, choices) -> list[PortfolioCount]:
    """`rows` by a field of few `choices`, all of them: one query."""
    counts = dict(rows.order_by().values_list(field).annotate(count=Count("pk")))
    return [PortfolioCount(one, one.label, counts.get(one, 0)) for one in choices]


def by_unit(rows: QuerySet, on: date) -> list[UnitPortfolio]:
    """`rows` by the unit they belonged to on day `on`, those without a project left out: two queries."""
    counted = rows.order_by().values(path=unit_path_on("organisation", on))
    counts = {
        "count": Count("pk"),
        "running": Count("pk", filter=Q(state__in=STARTED)),
        "late": Count("pk", filter=late_on(on), distinct=True),
    }
    found = {one.pop("path"): one for one in counted.annotate(**counts)}
    units = called_on(Organisation.objects.filter(path__in=found), on).order_by("code")
    return [UnitPortfolio(unit, unit.called, **found[unit.path]) for unit in units]
