"""What else a search finds beside organisations: what is done about ratings, and projects, each kind in a section of
its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, Model, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.scope import Scope
from pledges.benchmarks.list import MARKS
from pledges.models import Benchmark, Plan, ShowcaseEntry, Twinning
from pledges.queries import searching
from pledges.queries.benchmarks.on_day import states
from pledges.queries.meetings import visible
from pledges.queries.twinnings.on_day import silent_since, standing_of, told_as, with_records
from pledges.twinning.list import DRAWINGS
from projects.models import Project
from projects.queries.searching import projects_matching
from ratings.queries.board import campaigns, chosen

FIRST = 20  # rows that are named; the list of the kind has all of them


@dataclass(frozen=True)
class FoundKind:
    """A kind of things that are found: the `rows` somebody may see, which of them are `matching` a text, what is read
    with them in which order, the URL name of its `list`, whose they are in words, the states shown beside (of each row
    a choice and its word)."""

    heading: str | Promise
    rows: Callable[[Scope], QuerySet]
    matching: Callable[[QuerySet, str], QuerySet]
    related: tuple[str, ...]
    order: tuple
    list: str
    whose: Callable[[Model], str]
    states: Callable[[Sequence[Model]], Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class FoundSection:
    """What was found of one kind: the first rows as (label, address, state, its word), of `count`; `more`: whether the
    list has further ones."""

    kind: FoundKind
    rows: list[tuple[str, str, str, str]]
    count: int
    more: bool


def _of(model):
    return lambda scope: scope.of(model)


def _twinnings(scope):
    return with_records(scope.of(Twinning), timezone.localdate())


def _plan_state(plan):
    return (plan.outcome, plan.get_outcome_display()) if plan.outcome else (plan.state, plan.get_state_display())


def _plan_states(plans):
    return [_plan_state(plan) for plan in plans]


def _states(rows):
    return [(row.state, row.get_state_display()) for row in rows]


def _twinning_states(rows):
    """Where they stand today, not what was last decided about them."""
    today = timezone.localdate()
    limit = silent_since(today)
    found = [(row, standing_of(row, today, limit)) for row in rows]
    return [(DRAWINGS[standing], told_as(row, standing)) for row, standing in found]


def _benchmark_states(rows):
    today = timezone.localdate()
    found = states(chosen(campaigns(), today), rows, today)
    return [(MARKS[one.standing], one.standing.label) for one in found]


RUNNING_FIRST = F("ended_on").desc(nulls_first=True)
OPEN_FIRST = F("ends_on").desc(nulls_first=True)
KINDS = (
    FoundKind(
        pgettext_lazy("found", "Plans"),
        _of(Plan),
        searching.plans_matching,
        ("organisation",),
        (RUNNING_FIRST, "-pk"),
        "pledges:plans",
        lambda plan: plan.organisation.name,
        _plan_states,
    ),
    FoundKind(
        _("Twinnings"),
        _twinnings,
        searching.twinnings_matching,
        ("helped", "helper"),
        (OPEN_FIRST, "-pk"),
        "pledges:twinnings",
        lambda row: f"{row.helped.name} ← {row.helper_called}",
        _twinning_states,
    ),
    FoundKind(
        _("Benchmarks"),
        _of(Benchmark),
        searching.benchmarks_matching,
        ("follower", "followed"),
        (OPEN_FIRST, "-pk"),
        "pledges:benchmarks",
        lambda row: f"{row.follower.name} → {row.followed.name}",
        _benchmark_states,
    ),
    FoundKind(
        _("Review meetings"),
        visible,
        searching.meetings_matching,
        ("unit",),
        ("-held_on", "-pk"),
        "pledges:meetings",
        lambda row: f"{row.unit.name} · {date_format(row.held_on)}",
        _states,
    ),
    FoundKind(
        _("Entries of the showcase"),
        _of(ShowcaseEntry),
        searching.entries_matching,
        ("organisation",),
        ("-pk",),
        "pledges:showcase_entries",
        lambda row: row.organisation.name,
        _states,
    ),
    FoundKind(
        _("Projects"),
        _of(Project),
        projects_matching,
        ("organisation",),
        (RUNNING_FIRST, "-pk"),
        "projects:projects",
        lambda row: row.organisation.name,
        _states,
    ),
)


def found(scope: Scope, text: str) -> list[FoundSection]:
    """The FoundSections of what `text` finds within `scope`, empty ones left out: a constant number of queries."""
    sections = (_section(kind, scope, text) for kind in KINDS)
    return [section for section in sections if section.count]


def _section(kind, scope, text):
    rows = kind.matching(kind.rows(scope), text).select_related(*kind.related).order_by(*kind.order)
    page = Paginator(rows, FIRST).page(1)
    return FoundSection(kind, _rows(kind, page), page.paginator.count, page.has_next())


def _rows(kind, page: Page):
    shown = zip(page, kind.states(list(page)), strict=True)
    return [(f"{row} · {kind.whose(row)}", row.get_absolute_url(), *state) for row, state in shown]
