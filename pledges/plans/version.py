"""What the page of a version shows: what was in force before it, what it says, and what may be decided about it."""

from dataclasses import dataclass
from functools import cached_property

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.scope import Scope
from core.workflow.verbs import VerbButton
from pledges.choices import AT_WORK, ProblemType, TextChange, VersionState
from pledges.lifecycles.plans import version_table
from pledges.models import Version
from pledges.plans.page import AT_ONCE, PlanPage
from pledges.rules.changes import fact_changes, measure_changes
from pledges.texts import PlanText, restored, text_of
from ratings.choices import Tier

NOTHING = "—"
FACTS = {
    "goal": gettext_lazy("Goal"),
    "due_on": gettext_lazy("Due on"),
    "responsible": gettext_lazy("First responsible person"),
    "problem_types": gettext_lazy("Types of problems"),
    "problems": gettext_lazy("Problems"),
    "causes": gettext_lazy("Causes"),
    "leader": gettext_lazy("Responsible leader"),
    "contact": gettext_lazy("Contact leader"),
}


@dataclass(frozen=True)
class TextLine:
    """One part of the text: its `label`, what stood there and what is to stand there, in lines, and the change."""

    label: str
    before: str
    after: str
    change: TextChange

    @property
    def is_told(self):
        """Whether the change is worth a mark: what stays as it is goes without."""
        return self.change != TextChange.UNCHANGED


class VersionPage:
    """A version of a plan's text for one person, beside the text it takes the place of."""

    def __init__(self, version: Version, scope: Scope):
        self.version, self.plan, self.scope = version, version.plan, scope

    @property
    def title(self) -> str:
        """Which version of what, and whose."""
        facts = {"plan": PlanPage(self.plan, self.scope).title, "number": self.version.number}
        return _("%(plan)s, version %(number)d") % facts

    @property
    def is_adopted(self) -> bool:
        """Whether it holds, or held."""
        return self.version.state == VersionState.ADOPTED

    @cached_property
    def former(self) -> Version | None:
        """The version before it; None of the first."""
        rows = self.scope.of(Version).filter(plan=self.plan, number__lt=self.version.number)
        return rows.order_by("number").last()

    @cached_property
    def lines(self) -> list[TextLine]:
        """Every part of both texts: the facts, then the measures."""
        before, after = self._texts
        facts = [_fact(one) for one in fact_changes(before, after)]
        return [*facts, *(_measure(one) for one in measure_changes(before, after))]

    @property
    def heading_before(self) -> str:
        """What the text is that stands first."""
        if self.is_adopted:
            return _("Version %(number)d") % {"number": self.former.number}
        return _("Last text") if self.plan.ended_on else _("In force now")

    @property
    def heading_after(self) -> str:
        """What the text of this version is."""
        return _("Version %(number)d") % {"number": self.version.number} if self.is_adopted else _("New version")

    @cached_property
    def verbs(self) -> list[VerbButton]:
        """What this person may decide about it now."""
        if self.plan.state not in AT_WORK:
            return []
        held = self.scope.roles_at(self.plan.organisation)
        found = version_table(self.plan).open_to(self.version.state, held)
        return [VerbButton(one, one.name in AT_ONCE, not one.remark) for one in found]

    @cached_property
    def may_write(self) -> bool:
        """Whether this person may change it now, or throw it away."""
        return not self.is_adopted and PlanPage(self.plan, self.scope).may_write

    @property
    def _texts(self) -> tuple[PlanText, PlanText]:
        """The two texts; of a version that is not adopted yet with the due days it will find."""
        after = restored(self.version.content)
        if self.is_adopted:
            return restored(self.former.content) if self.former else after, after
        before = text_of(self.plan)
        return before, after.with_days(before.due_on, {one.number: one.due_on for one in before.measures})


def _fact(pair):
    before, after = _said(pair.name, pair.before), _said(pair.name, pair.after)
    return TextLine(str(FACTS[pair.name]), before, after, pair.change)


def _said(name, value):
    """A fact in words."""
    if not value:
        return NOTHING
    if name == "goal":
        return str(Tier(value).label)
    if name == "due_on":
        return date_format(value)
    return "\n".join(str(ProblemType(one).label) for one in value) if name == "problem_types" else value


def _measure(pair):
    label = _("Measure %(number)d") % {"number": pair.number}
    return TextLine(label, _told(pair.before), _told(pair.after), pair.change)


def _told(measure):
    """A measure in words: its text, below it what else it names."""
    if measure is None:
        return NOTHING
    due_on = measure.due_on and _("Due on %(day)s") % {"day": date_format(measure.due_on)}
    return "\n".join(filter(None, [measure.text, _counted(measure), due_on, measure.person]))


def _counted(measure):
    if measure.goal_value is None:
        return ""
    ends = {"start": floatformat(measure.start), "goal": floatformat(measure.goal_value)}
    return pgettext("counted", "From %(start)s to %(goal)s") % ends
