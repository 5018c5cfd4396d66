"""Benchmarks as a list, on the day that is asked about."""

from collections.abc import Iterable
from dataclasses import dataclass

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.filters import DatedFilter, DayFilter, PlaceFilter
from core.lists import DateColumn, List, ListColumn, NumberColumn, badge
from pledges.choices import BenchmarkStanding, BenchmarkWaits, ExceptionState
from pledges.models import Benchmark
from pledges.queries.benchmarks.on_day import BenchmarkOnDay, items_done, states
from pledges.queries.searching import benchmarks_matching
from pledges.todos.benchmarks import WAITING
from ratings.query import BoardQuery

MARKS = {  # the drawing and colour of another word
    BenchmarkStanding.COUNTS: "in_force",
    BenchmarkStanding.LAPSED: "warning",
    BenchmarkStanding.ENDED: "ended",
}


class BenchmarkFilter(DatedFilter):
    """By either branch; by unit, by whether it counts, what it waits for; on a day."""

    q = django_filters.CharFilter(label=_("Branch (name, code or initials)"), method="search")
    unit = PlaceFilter(method="within")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=BenchmarkStanding.choices, method="standing", empty_label=_("All")
    )
    waits = django_filters.ChoiceFilter(
        label=_("Waits for"), choices=BenchmarkWaits.choices, method="waiting", empty_label=_("All")
    )
    on = DayFilter()

    owners = ("follower",)

    class Meta:
        model = Benchmark
        fields = []

    def search(self, rows, name, value):
        """Those of branches that `value` finds, on either side, and of items that say it."""
        return benchmarks_matching(rows, value)

    def standing(self, rows, name, value):
        """Those that count on the day, that do not, or that have ended."""
        found = states(self.asked.campaign, rows.with_people(), self.asked.on)
        return rows.filter(pk__in=[one.benchmark.pk for one in found if one.standing == value])

    def waiting(self, rows, name, value):
        """Those that wait for `value` today at the unit asked for, else at the places held."""
        return self.waiting_for(rows, lambda place, scope: Q(pk__in=WAITING[value](place, scope)))


@dataclass(frozen=True)
class BenchmarkLine:
    """A benchmark on the day, with its items that have a result, of all."""

    state: BenchmarkOnDay
    done: int
    total: int


class BenchmarkList(List):
    """Who follows whom, whether that counts, and how far it has come; the latest first."""

    follower = ListColumn(
        _("Branch"),
        accessor="state__own_called",
        linkify=lambda record, table: record.state.benchmark.get_absolute_url() + table.asked.string,
        orderable=True,
        order_by="follower__code",
    )
    code = ListColumn(_("Code"), accessor="state__benchmark__follower__code", visible=False)
    unit = ListColumn(_("Unit"), accessor="state__own_unit")
    followed = ListColumn(_("Follows"), accessor="state__called", orderable=True, order_by="followed__code")
    followed_unit = ListColumn(_("Its unit"), accessor="state__unit")
    tier = ListColumn(_("Its tier"), accessor="state__tier__label")
    starts_on = DateColumn(
        pgettext_lazy("day", "From"), accessor="state__benchmark__starts_on", orderable=True, order_by="starts_on"
    )
    counts = ListColumn(_("State"), accessor="state__standing__label")
    why_not = ListColumn(_("Why it does not count"), accessor="state__why_not")
    exception = ListColumn(_("Exception"), accessor="state__exception__label")
    done = NumberColumn(_("Items with a result"))
    total = NumberColumn(_("Items"))

    def __init__(self, rows, request, query: BoardQuery):
        self.asked = query
        super().__init__(rows.with_people().order_by("-starts_on", "-pk"), request)

    def lines(self, records: Iterable[Benchmark]) -> list[BenchmarkLine]:
        done = items_done(records, self.asked.on)
        found = states(self.asked.campaign, records, self.asked.on)
        return [BenchmarkLine(one, *done.get(one.benchmark.pk, (0, 0))) for one in found]

    def render_counts(self, value, record):
        return badge(MARKS[record.state.standing], value)

    def render_tier(self, value, record):
        return badge(record.state.tier.identifier, value)

    def render_exception(self, value, record):
        return "—" if record.state.exception == ExceptionState.NONE else badge(record.state.exception, value)
