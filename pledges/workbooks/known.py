"""What the rows of several workbooks are held against."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from branches.workbooks.directory import Directory
from ratings.models import Standing
from ratings.queries.board import campaigns, chosen
from ratings.rules.succession import holds

FEW = 500  # rows that a query may name one by one


def within(scope, model):
    """The rows of `model` within `scope` (None: all of them), in no order."""
    rows = model._default_manager.all() if scope is None else scope.of(model)
    return rows.order_by()


def organisations_by_code() -> dict[str, Organisation]:
    """Every organisation: who brings a workbook names branches of other units as well."""
    return {one.code: one for one in Organisation.objects.order_by()}


def misnamed(directory: Directory, key: str, values: Mapping) -> Iterator[tuple[str, str]]:
    """(column, sentence) of what is wrong with the code at `key` and the name beside it, which name a branch."""
    cells = {"organisation": key, "name": f"{key}_name"}
    for column, sentence in directory.objections(values.get(key), values.get(f"{key}_name")):
        yield cells[column], sentence
    found = directory.known.get(values.get(key))
    if found and found.kind not in BRANCH_KINDS:
        yield key, _("%(name)s is no branch.") % {"name": found.name}


class KnownStandings:
    """Where branches stand in the campaign on show (R3): two queries."""

    def __init__(self):
        campaign = chosen(campaigns(), timezone.localdate())
        self._found = defaultdict(list)
        for one in Standing.objects.filter(campaign=campaign).order_by():
            self._found[one.organisation_id].append(one)

    def tier(self, organisation: Organisation, day: date) -> int | None:
        """The tier at which `organisation` stands on `day`; None without an official rating."""
        held = (one.tier for one in self._found[organisation.pk] if holds(one.since, one.until, day))
        return next(held, None)


def named(model, lookup: str, keys):
    """The rows of `model` that hang on `keys`; of very many, all of them."""
    rows = model._default_manager.all()
    return rows.filter(**{f"{lookup}__in": keys}) if len(keys) <= FEW else rows
