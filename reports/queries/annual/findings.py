"""What the checklist of an annual report looks for: each finding is a list of facts, each of them a link.

What tells a fact from others is known without reading the names in it.

Undecided ratings are those of today; duties, plans, projects and closings are asked about as of the report's day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
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
    """One thing that was found: `label` says it, `url` leads to where it is seen to."""

    label: str
    url: str


class FoundFacts(ReadRows):
    """The AnnualFacts of `rows` as `read` makes them of a part of them; `keys` are told by `key`, which takes those
    `columns` of a row, of rows that are in a list the row itself; `url`: the list in which they stand, "" for none."""

    def __init__(
        self, rows: QuerySet | list, read: Callable, key: Callable, url: str = "", columns: Sequence[str] = ()
    ):
        super().__init__(rows, read, count=None if columns else len(rows))
        self.url, self._key, self._columns = url, key, columns

    def keys(self) -> list[str]:
        """What tells each of the facts from others."""
        if not len(self):
            return []
        if self._columns:
            return [self._key(*row) for row in self._rows.values_list(*self._columns)]
        return [self._key(row) for row in self._rows]


NOTHING = FoundFacts([], list, str)


def undecided(query: AnnualQuery) -> FoundFacts:
    """Ratings of rounds that count which are not approved (R1), those of closed organisations aside (R30)."""
    rows = _ratings(query).unsettled().filter(UNDECIDED)
    return _of_ratings(rows, lambda one: AnnualFact(_stands(one), _in_round(one)), "{}-{}".format, ("pk", "state"))


def missing(query: AnnualQuery) -> FoundFacts:
    """Branches of which there is no rating in the last round that counts and is closed for entry."""
    round_ = _last_round(query)
    if round_ is None:
        return NOTHING
    ratings = Rating.objects.filter(round=round_).order_by()
    untouched = Q(pk__in=ratings.filter(state=State.DRAFT, tier=None).values("organisation"))
    branches = rows_of(query).filter(kind__in=counted_kinds(query.campaign))
    rows = rateable(branches, round_).filter(untouched | ~Exists(ratings.filter(organisation=OuterRef("pk"))))
    url = reverse("ratings:round_progress", args=[round_.code])
    return _each(
        rows.order_by("code"),
        lambda one: AnnualFact(one.name, one.get_absolute_url()),
        lambda code: f"{round_.code}-{code}",
        url,
        ["code"],
    )


def late(query: AnnualQuery) -> FoundFacts:
    """Duties past their due day (R25)."""
    late = in_order(told(query.campaign, query.on, members(query, query.on), named=True, late=True))
    url = listed("duties", state=DutyState.LATE, unit=_unit_code(query), campaign=query.campaign.code, on=_day(query))
    return FoundFacts(late, _of_duties, lambda one: f"{one.kind}-{one.code}-{one.due.isoformat()}", url)


def overdue(query: AnnualQuery) -> FoundFacts:
    """Plans in force past their due day, rectifications aside."""
    rows = _plans(query).filter(due_on__lt=query.on).exclude(kind=PlanKind.RECTIFICATION)
    return _of_plans(rows, listed(late="on", unit=_unit_code(query), on=_day(query)))


def unsettled(query: AnnualQuery) -> FoundFacts:
    """Rectifications that are not settled (R27b)."""
    url = listed(kind=PlanKind.RECTIFICATION, started="on", unit=_unit_code(query), on=_day(query))
    return _of_plans(_plans(query).filter(kind=PlanKind.RECTIFICATION), url)


def late_projects(query: AnnualQuery) -> FoundFacts:
    """Projects of which a task or a report was late on the day (R38)."""
    rows = _below(query, as_of(Project, query.on).filter(late_on(query.on)))
    url = projects_listed(late="on", unit=_unit_code(query), on=_day(query))
    return _each(rows.order_by("id"), lambda one: AnnualFact(one.title, project_address(one.id)), str, url, ["id"])


def closed_and_rated(query: AnnualQuery) -> FoundFacts:
    """Official ratings of rounds on or after the day their organisation closed (R13, R30)."""
    kept, closed = _ratings(query).kept(), Organisation.objects.order_by().exclude(closed_on=None)
    closed = closed.filter(Exists(kept.order_by().filter(organisation=OuterRef("pk"))))  # few, and looked up first
    return _of_ratings(
        kept.filter(organisation__in=list(closed.values_list("pk", flat=True))),
        lambda one: AnnualFact(_stands(one), one.organisation.get_absolute_url()),
        str,
        ["pk"],
    )


def alike(query: AnnualQuery) -> FoundFacts:
    """Units that told their branches apart too little in the last round that counts (R23)."""
    round_ = _last_round(query)
    if round_ is None:
        return NOTHING
    units = rows_of(query).units().order_by("code")
    judged = handed_in(round_, units.order_by().values("pk"))
    named = units.values_list("pk", "code") if judged else ()
    found = [(code, finding) for key, code in named for finding in spread.findings(judged[key])]
    url = reverse("ratings:round", args=[round_.code])
    return FoundFacts(found, partial(_alike, round_), partial(_alike_key, round_), url)


def _below(query, rows):
    """Those of `rows` whose organisation the report is about."""
    below = members(query, query.on)
    return rows if below is None else rows.filter(organisation__in=below.order_by().values("pk"))


def _each(rows, fact, key, url, columns):
    """The facts of `rows`, each as `fact` makes it, read when they are shown."""
    return FoundFacts(rows, lambda part: map(fact, part), key, url, columns)


def _ratings(query):
    rows = _below(query, Rating.objects.filter(round__campaign=query.campaign, round__reference_date__lte=query.on))
    return rows.select_related("organisation", "round").order_by("round__reference_date", "organisation__code")


def _last_round(query) -> Round | None:
    """The last round that counts on the day and into which nothing is entered any more."""
    closed = Q(closes_on=None) | Q(closes_on__lt=timezone.localdate())
    rounds = Round.objects.filter(closed, campaign=query.campaign, reference_date__lte=query.on)
    return rounds.order_by("-reference_date").first()


def _of_ratings(ratings, fact, key, columns):
    """The facts of `ratings`, which stand on the page of their last round."""
    facts = _each(ratings, fact, key, "", columns)
    rounds = Round.objects.filter(pk__in=ratings.order_by().values("round")).order_by("-reference_date")
    if facts and (last := rounds.first()):  # not approved meanwhile
        facts.url = last.get_absolute_url()
    return facts


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
        yield AnnualFact(label, own.get_absolute_url())


def _of_plans(plans, url):
    return _each(plans, _of_plan, "{}-{}".format, url, ("pk", "due_on"))


def _of_plan(plan):
    label = _("%(name)s · %(what)s") % {"name": plan.organisation.name, "what": plan.kind_label}
    return AnnualFact(label, plan_address(plan.pk))


def _alike(round_, found):
    """The facts of `found`, (code of a unit, Finding) each: one query."""
    units = Organisation.objects.in_bulk({code for code, _finding in found}, field_name="code")
    for code, finding in found:
        label = _("%(name)s · %(what)s") % {"name": units[code].name, "what": warning(finding)}
        yield AnnualFact(label, reverse("ratings:grid", args=[code, round_.code]))


def _alike_key(round_, found):
    code, finding = found
    return f"{round_.code}-{code}-{finding.kind}-{finding.part}-{finding.whole}"


def _unit_code(query):
    return query.unit.code if query.unit else ""


def _day(query) -> date | None:
    """The day a link must name: another than today."""
    return None if query.on == timezone.localdate() else query.on
