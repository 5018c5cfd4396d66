"""What the page of duties shows: for each unit how many see to theirs, or the names behind such a number."""

from collections import defaultdict
from functools import cached_property

from branches.as_of import belonging, called_on, names_on, unit_names_on, units_on
from branches.models import Organisation
from branches.places import places
from core.choices import Role
from core.scope import Scope
from pledges.actions.reminding import is_remindable
from pledges.choices import DutyState
from pledges.duties.form import DutyFilter
from pledges.duties.list import DutyLine, UnitLine
from pledges.queries.duties import counted, duties
from pledges.todos import waiting
from ratings.query import BoardQuery

FILTERS = ("unit", "kind", "state", "waits", "campaign", "page", "sort")
STATES = tuple(DutyState)


class DutyPage:
    """The duties of a campaign on a day, as a scope sees them and an address (`parameters`) asks."""

    def __init__(self, scope: Scope, query: BoardQuery, parameters):
        self.scope, self.query = scope, query
        self.units = called_on(scope.of(Organisation).units().order_by("code"), query.on)
        self.form = DutyFilter(parameters, units=self.units)
        self.asked = self.form.asked

    @cached_property
    def unit(self):
        """The one unit that is looked at: that asked for, or the only one; None: several."""
        return self.asked["unit"] or (None if "unit" in self.form.fields else self.units.first())

    @property
    def unit_called(self):
        """What that unit was called on the day, "" for several."""
        return self.unit.called if self.unit else ""

    @property
    def late(self):
        """How many of the names the person reminds at a press because they are late."""
        return sum(one.is_late and self.reminds(one) for one in self.named)

    @property
    def kept(self):
        """[(name, value)] of the filter, which goes along with the ticks."""
        return [(name, value) for name, value in self.form.data.items() if name in FILTERS and value]

    @property
    def is_named(self):
        """Whether names are shown, of a unit or of what was chosen; else the numbers of all units."""
        return self.unit is not None or not self.form.is_understood or any(self.asked.values())

    @property
    def role(self):
        """In which role the person reminds; None on another day than today, and for who only looks."""
        if self.query.as_of:
            return None
        return next((role for role in (Role.DEPARTMENT, Role.UNIT) if self.scope.has(role)), None)

    def may_remind(self, duty):
        """Whether the person may remind of a Duty: of one in a place of the role, whose turn it is."""
        is_theirs = self.role is not None and self.scope.covers(duty.organisation.path, self.role)
        return is_theirs and is_remindable(duty, self.role)

    def reminds(self, duty):
        """Whether the person reminds of it now: the same is not said twice a day."""
        return self.may_remind(duty) and not duty.is_reminded_on(self.query.today)

    @property
    def reminds_any(self):
        """Whether the person reminds of any of the names."""
        return self.is_named and any(self.reminds(one) for one in self.named)

    @cached_property
    def found(self):
        """The Duties of the unit's organisations, or of all of them, on the day."""
        rows = self.scope.of(Organisation)
        if self.query.campaign is None:
            return []
        return duties(
            self.query.campaign, self.query.on, belonging(rows, self.unit, self.query.on) if self.unit else rows
        )

    @property
    def counts(self):
        """The DutyCounts of what was found, of kinds that anybody owes."""
        return [count for count in counted(self.found) if count.expected]

    @cached_property
    def named(self):
        """Those of the Duties that were asked for, the late ones of a kind first."""
        if not self.form.is_understood:
            return []
        kind, state = self.asked["kind"], self.asked["state"]
        found = self._waiting() if self.asked["waits"] else self.found
        return sorted((one for one in found if kind in ("", one.kind) and state in ("", one.state)), key=_pressing)

    def _waiting(self):
        """What waits for the units to see to, today."""
        if self.query.as_of:
            return []
        units = [self.unit] if self.unit else places(self.scope, "")
        found = (duty for unit in units for duty in waiting.owed(unit, self.scope)[self.asked["waits"]])
        return list({(duty.organisation.pk, duty.kind): duty for duty in found}.values())

    def lines(self):
        """The DutyLines of the names."""
        organisations = {duty.organisation.pk: duty.organisation for duty in self.named}.values()
        names, units = names_on(organisations, self.query.on), unit_names_on(organisations, self.query.on)
        return [self._line(duty, names, units) for duty in self.named]

    def _line(self, duty, names, units):
        key = duty.organisation.pk
        return DutyLine(duty, names[key], units[key], self.reminds(duty), self.scope, self.query)

    def unit_lines(self):
        """The UnitLines: everybody first, then each unit with the branches it had on the day."""
        unit_of, by_unit = units_on({one.organisation for one in self.found}, self.query.on), defaultdict(list)
        for duty in self.found:
            by_unit[unit_of[duty.organisation.pk]].append(duty)
        units = sorted(by_unit, key=lambda unit: unit.code)
        names = names_on(units, self.query.on)
        total = UnitLine("", "", counted(self.found), self.query)
        return [total, *(UnitLine(unit.code, names[unit.pk], counted(by_unit[unit]), self.query) for unit in units)]


def _pressing(duty):
    """What is late comes first, what is fulfilled last; else they stay in their order."""
    return STATES.index(duty.state)
