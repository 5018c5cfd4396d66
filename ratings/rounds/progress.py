"""How far each unit is in a round, as a list."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_tables2.data import TableData

from core.choices import Role
from core.lists import List, ListColumn, NumberColumn, badge
from ratings.choices import Completion
from ratings.queries.completion import UnitCompletion, by_unit
from ratings.templatetags.ratings import completion_badge


class Completions(TableData):
    """The rows of a ProgressList: those `above`, then the UnitCompletion of each of `units` (a queryset), which are
    read a slice at a time."""

    def __init__(self, round_, above: list[UnitCompletion], units: QuerySet):
        super().__init__(units)
        self._round, self._above, self._units = round_, above, units

    def __len__(self):
        return len(self._above) + self._count

    def __iter__(self):
        return iter(self._above + by_unit(self._round, list(self._units)))

    def __getitem__(self, part: slice):
        start, stop, _step = part.indices(len(self))
        first = len(self._above)
        units = list(self._units[max(start - first, 0) : max(stop - first, 0)])
        return self._above[start:stop] + by_unit(self._round, units)

    @cached_property
    def _count(self):
        return self._units.count()


class ProgressList(List):
    """How far each unit is in a round (UnitCompletion); without a unit it is the university."""

    code = ListColumn(_("Code"), accessor="unit__code", visible=False)
    unit = ListColumn(_("Unit"), empty_values=(), linkify=lambda record, table: grid_url(record.unit, table.round))
    expected = NumberColumn(_("To rate"))
    typed = NumberColumn(_("Typed"))
    submitted = NumberColumn(_("Submitted"))
    returned = NumberColumn(_("Returned"))
    approved = NumberColumn(_("Approved"))
    left = NumberColumn(_("Still to submit"))
    state = ListColumn(_("State"))
    waits_for = ListColumn(pgettext_lazy("progress of a round", "Waits for"), empty_values=())

    class Meta:
        row_attrs = {"class": lambda record: "" if record.unit else "total"}

    def __init__(self, rows, request, round_):
        super().__init__(rows, request)
        self.round = round_

    def value_unit(self, record):
        return record.unit.name if record.unit else _("Base organisations, rated by the university")

    def value_state(self, record):
        return completion_badge(record)["label"]

    def render_state(self, record):
        return badge(**completion_badge(record))

    def value_waits_for(self, record):
        if record.state in (Completion.NOTHING, Completion.APPROVED):
            return "—"
        has_secretary = record.unit is not None and record.unit.closed_on is None
        by_department = not has_secretary or record.state == Completion.SUBMITTED
        return Role.DEPARTMENT.label if by_department else Role.UNIT.label


def grid_url(unit, round_):
    """Where the branches of a unit are rated; the base organisations for None."""
    if unit is None:
        return reverse("ratings:base_grid", args=[round_.code])
    return reverse("ratings:grid", args=[unit.code, round_.code])
