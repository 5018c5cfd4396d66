"""What the checklist of an annual report looks for: each finding is a list of facts, each of them a link.

Undecided ratings are those of today; duties, plans, projects and closings are asked about as of the report's day.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.history import as_of
from core.lists import ReadRows
from pledges.addresses import listed, plan_address
from pledges.choices import DutyState, PlanKind
from pledges.models import Plan
from pledges.queries.duties import in_order, told
from projects.addresses import listed as projects_listed
from projects.addresses import project_address
from projects.models import Project
from projects.queries.late import late_on
from ratings.choices import State
from ratings.entry.page import warning
from ratings.models import Rating, Round
from ratings.queries.census import counted_kinds
from ratings.queries.completion import handed_in
from ratings.queries.rateable import rateable
from ratings.rules import spread
from reports.queries.annual.facts.members import members, rows_of
from reports.queries.annual.query import AnnualQuery

OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)
UNDECIDED = Q(state__in=OPEN) & (~Q(state=State.DRAFT) | Q(tier__isnull=False))


@dataclass(frozen=True)
class AnnualFact:
    """One thing that was found: `key` tells it from others, `label` says it, `url` leads to where it is seen to."""

    key: str
    label: str
    url: str


Found = tuple[str, ReadRows | list[AnnualFact]]  # the list in which the facts stand ("": none), and the facts


def undecided(query: AnnualQuery) -> Found:
    """Ratings of rounds that count which are not approved (R1), those of closed organisations aside (R30)."""
    rows = _ratings(query).unsettled().filter(UNDECIDED)
    return _of_ratings(rows, lambda one: AnnualFact(f"{one.pk}-{one.state}", _stands(one), _in_round(one)))


def missing(query: AnnualQuery) -> Found:
    """Branches of which there is no rating in the last round that counts and is closed for entry."""
    round_ = _last_round(query)
    if round_ is None:
        return "", []
    typed = Rating.objects.filter(UNDECIDED | Q(state=State.APPROVED), organisation=OuterRef("pk"), round=round_)
    branches = rows_of(query).filter(kind__in=counted_kinds(query.campaign))
    rows = rateable(branches, round_).filter(~Exists(typed.order_by())).order_by("code")
    url = reverse("ratings:round_progress", args=[round_.code])
    return url, _each(rows, lambda one: AnnualFact(f"{round_.code}-{one.code}", one.name, one.get_absolute_url()))


def late(query: AnnualQuery) -> Found:
    """Duties past their due day (R25)."""
    late = in_order(told(query.campaign, query.on, members(query, query.on), named=True, late=True))
    url = listed("duties", state=DutyState.LATE, unit=_unit_code(query), campaign=query.campaign.code, on=_day(query))
    return url, ReadRows(late, _of_duties, count=len(late))


def overdue(query: AnnualQuery) -> Found:
    """Plans in force past their due day, rectifications aside."""
    rows = _plans(query).filter(due_on__lt=query.on).exclude(kind=PlanKind.RECTIFICATION)
    return listed(late="on", unit=_unit_code(query), on=_day(query)), _each(rows, _of_plan)


def unsettled(query: AnnualQuery) -> Found:
    """Rectifications that are not settled (R27b)."""
    url = listed(kind=PlanKind.RECTIFICATION, started="on", unit=_unit_code(query), on=_day(query))
    return url, _each(_plans(query).filter(kind=PlanKind.RECTIFICATION), _of_plan)


def late_projects(query: AnnualQuery) -> Found:
    """Projects of which a task or a report was late on the day (R38)."""
    rows = _below(query, as_of(Project, query.on).filter(late_on(query.on)))
    url = projects_listed(late="on", unit=_unit_code(query), on=_day(query))
    return url, _each(rows.order_by("id"), lambda one: AnnualFact(str(one.id), one.title, project_address(one.id)))


def closed_and_rated(query: AnnualQuery) -> Found:
    """Official ratings of rounds on or after the day their organisation closed (R13, R30)."""
    kept, closed = _ratings(query).kept(), Organisation.objects.order_by().exclude(closed_on=None)
    closed = closed.filter(Exists(kept.order_by().filter(organisation=OuterRef("pk"))))  # few, and looked up first
    return _of_ratings(
        kept.filter(organisation__in=list(closed.values_list("pk", flat=True))),
        lambda one: AnnualFact(str(one.pk), _stands(one), one.organisation.get_absolute_url()),
    )


def alike(query: AnnualQuery) -> Found:
    """Units that told their branches apart too little in the last round that counts (R23)."""
    round_ = _last_round(query)
    if round_ is None:
        return "", []
    units = rows_of(query).units().order_by("code")
    judged = handed_in(round_, units.order_by().values("pk"))
    keys = units.values_list("pk", flat=True) if judged else ()
    found = [(key, finding) for key in keys for finding in spread.findings(judged[key])]
    return reverse("ratings:round", args=[round_.code]), ReadRows(found, partial(_alike, round_), count=len(found))


def _below(query, rows):
    """Those of `rows` whose organisation the report is about."""
    below = members(query, query.on)
    return rows if below is None else rows.filter(organisation__in=below.order_by().values("pk"))


def _each(rows, fact):
    """The facts of `rows`, each as `fact` makes it, read when they are shown."""
    return ReadRows(rows, lambda part: map(fact, part))


def _ratings(query):
    rows = _below(query, Rating.objects.filter(round__campaign=query.campaign, round__reference_date__lte=query.on))
    return rows.select_related("organisation", "round").order_by("round__reference_date", "organisation__code")


def _last_round(query) -> Round | None:
    """The last round that counts on the day and into which nothing is entered any more."""
    closed = Q(closes_on=None) | Q(closes_on__lt=timezone.localdate())
    rounds = Round.objects.filter(closed, campaign=query.campaign, reference_date__lte=query.on)
    return rounds.order_by("-reference_date").first()


def _of_ratings(ratings, fact):
    """The page of the last round of `ratings` ("" without any), and the facts of them."""
    facts = _each(ratings, fact)
    rounds = Round.objects.filter(pk__in=ratings.order_by().values("round")).order_by("-reference_date")
    return rounds[0].get_absolute_url() if facts else "", facts


def _plans(query):
    rows = _below(query, Plan.objects.filter(campaign=query.campaign))
    return rows.in_force_on(query.on).select_related("organisation").order_by("organisation__code", "pk")


def _stands(rating):
    facts = {"name": rating.organisation.name, "round": rating.round.name, "state": rating.get_state_display()}
    return _("%(name)s · %(round)s · %(state)s") % facts


def _in_round(rating):
    asked = {"q": rating.organisation.code, "state": rating.state}
    return f"{rating.round.get_absolute_url()}?{urlencode(asked)}"


def _of_duties(found):
    """The facts of late duties (Owed): one query."""
    organisations = Organisation.objects.in_bulk({one.code for one in found}, field_name="code")
    for one in found:
        own = organisations[one.code]
        label = _("%(name)s · %(what)s") % {"name": own.name, "what": one.label}
        yield AnnualFact(f"{one.kind}-{one.code}-{one.due.isoformat()}", label, own.get_absolute_url())


def _of_plan(plan):
    label = _("%(name)s · %(what)s") % {"name": plan.organisation.name, "what": plan.kind_label}
    return AnnualFact(f"{plan.pk}-{plan.due_on.isoformat()}", label, plan_address(plan.pk))


def _alike(round_, found):
    """The facts of `found`, (primary key of a unit, Finding) each: one query."""
    units = Organisation.objects.in_bulk({key for key, _finding in found})
    for key, finding in found:
        unit = units[key]
        label = _("%(name)s · %(what)s") % {"name": unit.name, "what": warning(finding)}
        told = f"{round_.code}-{unit.code}-{finding.kind}-{finding.part}-{finding.whole}"
        yield AnnualFact(told, label, reverse("ratings:grid", args=[unit.code, round_.code]))


def _unit_code(query):
    return query.unit.code if query.unit else ""


def _day(query) -> date | None:
    """The day a link must name: another than today."""
    return None if query.on == timezone.localdate() else query.on
