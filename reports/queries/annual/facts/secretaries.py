"""Who leads each organisation on the day of an annual report, and how many posts are vacant (N13, R29)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from branches import as_of
from branches.models import Organisation, Secretary
from core.lists import in_parts
from reports.queries.annual.query import AnnualQuery


@dataclass(frozen=True)
class PostFacts:
    """A post on a day: what the `organisation` and its `unit` were called, who held it (None: vacant), whether the term
    `is_over`."""

    organisation: Organisation
    name: str
    unit: str
    category: str
    secretary: Secretary | None
    is_over: bool


def post_facts(query: AnnualQuery) -> Iterator[PostFacts]:
    """The PostFacts of `query`, base organisations with their branches: a constant number of queries for each part."""
    for part in in_parts(_organisations(query)):
        owners, held = as_of.owners_on(part, query.on), as_of.secretaries_on(part, query.on)
        for one in part:
            yield _post(owners[one.pk], held.get(one.pk), query.on)


def counts(query: AnnualQuery) -> dict[str, int]:
    """How many posts there are, and how many are what the roster marks: five queries."""
    rows = _organisations(query).order_by()
    held = Secretary.objects.in_office_on(query.on).filter(organisation=OuterRef("pk")).order_by("pk")
    filled = rows.filter(Exists(held)).annotate(
        lead=held.values("academic_lead")[:1], post=held.values("concurrent_post")[:1], to=held.values("term_to")[:1]
    )
    return {
        "all": rows.count(),
        "filled": filled.count(),
        "vacant": rows.filter(~Exists(held)).count(),
        "over": filled.filter(to__lt=query.on).count(),
        "lead": filled.filter(lead=True).count(),
        "concurrent": filled.exclude(post="").count(),
    }


def _organisations(query) -> QuerySet[Organisation]:
    """Everybody on the roster below the university on the day."""
    founded = Q(founded_on=None) | Q(founded_on__lte=query.on)
    rows = Organisation.objects.exclude(depth=1).open_on(query.on).filter(founded)
    return (as_of.belonging(rows, query.unit, query.on) if query.unit else rows).order_by("path")


def _post(owner, secretary, on):
    over = bool(secretary and secretary.term_to and secretary.term_to < on)
    return PostFacts(owner.organisation, owner.name, owner.unit, owner.category, secretary, over)
