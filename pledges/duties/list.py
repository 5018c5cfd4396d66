"""Duties as lists: how many of each unit are seen to, and the names."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.models import Organisation
from core.lists import DateColumn, List, ListColumn, NumberColumn, VerbColumn, badge
from core.scope import Scope
from core.workflow.reminding import reminded
from pledges.addresses import listed
from pledges.choices import DutyKind, DutyState
from pledges.queries.duties import Duty, DutyCount
from pledges.steps import NextStep, duty_step
from ratings.query import BoardQuery

BADGES = {DutyState.LATE: "overdue", DutyState.OWED: "due", DutyState.FULFILLED: "done"}


class UnitLine:
    """How many of a unit's organisations (code "": of everybody) see to their duties, by kind."""

    def __init__(self, code: str, name: str, counts: list[DutyCount], query: BoardQuery):
        self.code, self.name = code, name or _("Altogether")
        self.counts = {count.kind: count for count in counts}
        self._day = {"campaign": query.campaign_code, "on": query.as_of}

    def url(self, **asked) -> str:
        """The names behind a number, of the same day."""
        return listed("duties", unit=self.code, **asked, **self._day)


@dataclass(frozen=True)
class DutyLine:
    """A duty as a list shows it: `name` and `unit` as they were called on the day; whether who looks reminds of it
    now. What comes next is told today; links are to the same day."""

    duty: Duty
    name: str
    unit: str
    is_remindable: bool
    scope: Scope
    query: BoardQuery

    @property
    def organisation(self) -> Organisation:
        return self.duty.organisation

    @property
    def key(self) -> str:
        """What a tick box of it sends."""
        return f"{self.duty.kind}-{self.organisation.code}"

    @property
    def step(self) -> NextStep | None:
        """What comes next."""
        return None if self.query.as_of else duty_step(self.duty)

    @property
    def acts(self) -> bool:
        """Whether who looks takes the next step."""
        return self.step is not None and self.step.is_for(self.scope, self.organisation)

    @property
    def paper(self) -> str:
        """What there is in writing, in words."""
        return self.duty.told

    @property
    def reminder(self) -> str:
        """Who reminded of it last, and when."""
        return reminded(self.duty.reminder)


class DutyCountColumn(NumberColumn):
    """Fulfilled of expected and the late ones on screen, each leading to its names; in the workbook the fulfilled."""

    def __init__(self, kind: DutyKind):
        super().__init__(kind.label, accessor=f"counts__{kind.value}__fulfilled")
        self.kind = kind

    def render(self, record):
        count = record.counts[self.kind]
        context = {"count": count, "url": record.url(kind=self.kind)}
        context["late_url"] = record.url(kind=self.kind, state=DutyState.LATE)
        return render_to_string("pledges/duties/count.html", context)


class UnitDutyList(List):
    """For each unit how its own duties and those of its branches stand."""

    name = ListColumn(_("Unit"), linkify=lambda record: record.url())
    code = ListColumn(_("Code"), visible=False)

    @property
    def count(self) -> int:
        """How many units there are: the first line is everybody's."""
        return super().count - 1


def _columns():
    for kind in DutyKind:
        yield kind.value, DutyCountColumn(kind)
        for part, label in (("expected", _("{kind} expected")), ("late", _("{kind} late"))):
            column = NumberColumn(
                format_lazy(label, kind=kind.label), accessor=f"counts__{kind.value}__{part}", visible=False
            )
            yield f"{kind.value}_{part}", column


UnitDutyList.base_columns.update(_columns())


class DutyList(List):
    """Who owes what since when and by when, what there is of it, what comes next."""

    name = ListColumn(_("Organisation"))
    code = ListColumn(_("Code"), accessor="organisation__code", visible=False)
    unit = ListColumn(_("Unit"))
    kind = ListColumn(_("Duty"), accessor="duty__label")
    state = ListColumn(_("State"), accessor="duty__state")
    begun = DateColumn(_("Owed since"), accessor="duty__begun")
    due = DateColumn(_("Due on"), accessor="duty__due")
    paper = ListColumn(_("In writing"), empty_values=("",))
    reminder = ListColumn(pgettext_lazy("column", "Reminded"), empty_values=("",))
    step = VerbColumn(pgettext_lazy("step", "Next"))

    class Meta:
        row_attrs = {"id": lambda record: record.key}

    def __init__(self, lines, request):
        self.ticked = request.GET.getlist("row")
        super().__init__(lines, request)

    @property
    def can_tick(self):
        """Whether a row of the page has a tick box."""
        return any(line.is_remindable for line in self.page.object_list)

    def render_name(self, record):
        context = {"line": record, "ticked": record.key in self.ticked}
        return render_to_string("pledges/duties/name.html", context)

    def value_name(self, record):
        return record.name

    def value_state(self, record):
        return DutyState(record.duty.state).label

    def render_state(self, record):
        return badge(BADGES[record.duty.state], self.value_state(record))

    def render_step(self, record):
        return render_to_string("pledges/duties/step.html", {"line": record})

    def render_paper(self, value, record):
        return render_to_string(
            "pledges/duties/paper.html", {"paper": record.duty.paper, "query": record.query, "words": value}
        )
