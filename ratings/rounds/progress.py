"""How far each unit is in a round, as a list: who acts, who was reminded."""

from dataclasses import dataclass

import django_filters
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_tables2.data import TableData

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.choices import Role
from core.lists import List, ListColumn, NumberColumn, badge
from core.phrases import listed
from core.workflow.reminding import reminded
from ratings.choices import Completion
from ratings.models import RoundReminder
from ratings.queries.completion import UnitCompletion, by_unit
from ratings.queries.raters import is_remindable, last_reminders, secretaries_of
from ratings.templatetags.ratings import completion_badge


@dataclass(frozen=True)
class ProgressLine(UnitCompletion):
    """Where a unit stands, with the names of its secretaries, and who reminded it last; whether it can be reminded."""

    secretaries: tuple[str, ...] = ()
    reminder: RoundReminder | None = None
    is_remindable: bool = False


class ProgressFilter(django_filters.FilterSet):
    """Units by where they stand, and by what they are."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Completion.choices, method="in_state", empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in BASE_KINDS], empty_label=_("All")
    )

    class Meta:
        model = Organisation
        fields = []

    def __init__(self, *args, round_, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round_

    def in_state(self, rows, name, value):
        """Those that stand so in the round."""
        return rows.filter(pk__in=[one.unit.pk for one in by_unit(self.round, list(rows)) if one.state == value])

    @property
    def is_asked(self) -> bool:
        """Whether anything was chosen."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True


class Completions(TableData):
    """The lines of a ProgressList: those `above`, then one of each of `units` (a queryset), which are read a slice at a
    time unless they are sorted by how far they are."""

    def __init__(self, round_, above: list[UnitCompletion], units: QuerySet):
        super().__init__(units)
        self._round, self._above, self._units = round_, above, units

    def __len__(self):
        return len(self._above) + self._count

    def __iter__(self):
        return iter(self[:])

    def __getitem__(self, part: slice):
        start, stop, _step = part.indices(len(self))
        first = len(self._above)
        units = self._units[max(start - first, 0) : max(stop - first, 0)]
        found = units if isinstance(units, list) else by_unit(self._round, list(units))
        return self._lines([*self._above[start:stop], *found])

    def order_by(self, aliases):
        """Sort all of them by a column; what is equal stays in the order of the codes."""
        name, is_descending = aliases[0].bare, aliases[0].is_descending
        found = by_unit(self._round, list(self._units))
        found.sort(key=lambda one: one.unit.code if name == "unit" else getattr(one, name), reverse=is_descending)
        self._units = found

    @cached_property
    def _count(self):
        return len(self._units) if isinstance(self._units, list) else self._units.count()

    def _lines(self, completions):
        units = [one.unit for one in completions if one.unit]
        secretaries, reminders = secretaries_of(units), last_reminders(round=self._round, unit__in=units)
        return [
            ProgressLine(
                **vars(one),
                secretaries=tuple(secretaries.get(one.unit and one.unit.pk, ())),
                reminder=reminders.get((self._round.pk, one.unit and one.unit.pk)),
                is_remindable=is_remindable(one, self._round),
            )
            for one in completions
        ]


class ProgressList(List):
    """How far each unit is in a round (ProgressLine); without a unit it is the university."""

    code = ListColumn(_("Code"), accessor="unit__code", visible=False)
    unit = ListColumn(_("Unit"), empty_values=(), orderable=True)
    expected = NumberColumn(_("To rate"))
    typed = NumberColumn(_("Typed"), orderable=True)
    submitted = NumberColumn(_("Submitted"), orderable=True)
    returned = NumberColumn(_("Returned"), orderable=True)
    approved = NumberColumn(_("Approved"), orderable=True)
    left = NumberColumn(_("Still to submit"), orderable=True)
    state = ListColumn(_("State"))
    waits_for = ListColumn(pgettext_lazy("progress of a round", "Waits for"), empty_values=())
    secretaries = ListColumn(_("Who acts"), empty_values=(), visible=False)
    reminder = ListColumn(pgettext_lazy("column", "Reminded"), empty_values=(None,))

    class Meta:
        row_attrs = {"class": lambda record: "" if record.unit else "total"}

    def __init__(self, rows, request, round_, *, reminds=False):
        """`reminds`: whether who looks reminds the units, and appoints who rates for them."""
        self.round, self.reminds, self.ticked = round_, reminds, request.GET.getlist("row")
        super().__init__(rows, request)

    @property
    def can_tick(self) -> bool:
        """Whether a row of the page has a tick box."""
        return self.reminds and any(line.is_remindable for line in self.page.object_list)

    def value_unit(self, record):
        return record.unit.name if record.unit else _("Base organisations, rated by the university")

    def render_unit(self, record):
        context = {"name": self.value_unit(record), "url": grid_url(record.unit, self.round), "unit": record.unit}
        context["can_tick"] = self.reminds and record.is_remindable
        context["ticked"] = context["can_tick"] and record.unit.code in self.ticked
        return render_to_string("ratings/rounds/progress_unit.html", context)

    def value_state(self, record):
        return completion_badge(record)["label"]

    def render_state(self, record):
        return badge(**completion_badge(record))

    def value_waits_for(self, record):
        return record.next_role.label if record.next_role else "—"

    def render_waits_for(self, record):
        context = {"role": self.value_waits_for(record), "is_units": record.next_role == Role.UNIT}
        context |= {"names": record.secretaries, "unit": record.unit, "appoints": self.reminds}
        return render_to_string("ratings/rounds/progress_next.html", context)

    def value_secretaries(self, record):
        if record.next_role != Role.UNIT:
            return ""
        return listed(record.secretaries) or _("Nobody is appointed")

    def value_reminder(self, record):
        return reminded(record.reminder)


def grid_url(unit, round_):
    """Where the branches of a unit are rated; the base organisations for None."""
    if unit is None:
        return reverse("ratings:base_grid", args=[round_.code])
    return reverse("ratings:grid", args=[unit.code, round_.code])
