"""The branches of a list with everything a reader sees of them: units, tiers, closing (R12–R14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches import as_of
from branches.models import Organisation
from core.choices import READERS
from ratings.choices import Tier
from ratings.figures.texts import OUTCOMES
from reports.board.columns import UNKNOWN

AT_ONCE = 500


@dataclass(frozen=True)
class NameRow:
    """One branch of a list; outside the reader's scope `url` and `notes` (core.figures.NameNote) are empty (R14).

    `own`: its own last tier, where its `standing` is that of its successor (R12).
    """

    code: str
    name: str
    url: str
    cohort_unit: str
    unit: str
    baseline: Tier | None
    standing: Tier | None
    own: Tier | None
    since: date | None
    via: str
    counts_as: object
    closing: str
    document: str
    notes: list


def name_rows(entries, explanation, scope, notes) -> Iterator[NameRow]:
    """The NameRows of `entries` (CohortEntry) of a list of `explanation` with its `notes`, read in portions.

    Where a branch belonged is of the day that is judged, what everything was called is of the day asked about.
    """
    entries = iter(entries)
    while portion := list(islice(entries, AT_ONCE)):
        yield from _portion(portion, explanation, scope, notes)


def _portion(entries, explanation, scope, notes):
    branches = Organisation.objects.filter(pk__in=[entry.branch.pk for entry in entries])
    units = as_of.units_on(branches, explanation.judged)
    keys = {key for entry in entries for key in (entry.unit, entry.via, entry.branch.successor) if key}
    others = Organisation.objects.filter(pk__in=keys)
    called = as_of.names_on([*branches, *units.values(), *others], explanation.on)
    names = {one.pk: (one.code, called[one.pk]) for one in others}
    noted = notes(entries) if notes else {}
    return [
        _row(entry, called[entry.branch.pk], called[units[entry.branch.pk].pk], names, explanation.on, scope, noted)
        for entry in entries
    ]


def _row(entry, name, unit, names, on, scope, notes):
    branch, may_open = entry.branch, scope.covers(entry.branch.path, *READERS)
    is_closed = branch.closed_on is not None and branch.closed_on <= on
    return NameRow(
        code=branch.code,
        name=name,
        url=reverse("reports:branch", args=[branch.code]) if may_open else "",
        cohort_unit=names[entry.unit][1] if entry.unit else UNKNOWN,
        unit=unit,
        baseline=Tier(entry.baseline) if entry.baseline else None,
        standing=Tier(entry.standing) if entry.standing else None,
        own=Tier(entry.own) if entry.via else None,
        since=entry.since,
        via=" ".join(names[entry.via]) if entry.via else "",
        counts_as=OUTCOMES[entry.outcome] if entry.outcome else "",
        closing=_closing(branch, names) if is_closed else "",
        document=branch.closing_document if is_closed else "",
        notes=notes.get(branch.pk, []) if may_open else [],
    )


def _closing(branch, names):
    """What became of a closed branch, in words."""
    day = date_format(branch.closed_on)
    if branch.successor is None:
        return _("Dissolved on %(day)s") % {"day": day}
    return _("Merged on %(day)s into %(name)s") % {"day": day, "name": " ".join(names[branch.successor])}
