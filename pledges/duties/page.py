"""What the page of duties shows: for each unit how many see to theirs, or the names behind such a number."""

from collections import defaultdict
from functools import cached_property

from branches.as_of import belonging, called_on, names_on, unit_names_on, unit_path_on
from branches.models import Organisation
from branches.places import places
from core.choices import Role
from core.lists import ON_SCREEN, ReadRows
from core.scope import Scope
from pledges.actions.reminding import is_remindable
from pledges.choices import DutyState
from pledges.duties.form import DutyFilter
from pledges.duties.list import DutyLine, UnitLine
from pledges.queries.duties import Duty, Owed, counted, duties, in_order, there_on, told, told_together
from pledges.todos import waiting
from ratings.query import BoardQuery

FILTERS = ("unit", "kind", "state", "waits", "campaign", "page", "sort")
STATES = tuple(DutyState)
EVERYBODY = ("", "", "")  # code, path and name of the first line, beside those of units


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

    @cached_property
    def pressed(self) -> list[Duty]:
        """The late ones of the names of which the person may remind; none where they are more than one press is for."""
        late = [one for one in self.named if one.state == DutyState.LATE] if self.is_named and self.role else []
        return list(filter(self.may_remind, self._read(late))) if len(late) <= ON_SCREEN else []

    @property
    def late(self):
        """How many of the names the person reminds at a press because they are late."""
        return sum(map(self.reminds, self.pressed))

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
    def _rows(self):
        """The unit's organisations on the day, or all of them; None: all there are."""
        rows = self.scope.of(Organisation)
        if self.unit:
            return belonging(rows, self.unit, self.query.on)
        return None if self.scope.is_whole else rows

    @cached_property
    def found(self):
        """What they owe on the day, as OwedAlikes."""
        campaign = self.query.campaign
        return told(campaign, self.query.on, self._rows, named=True) if campaign else []

    @property
    def counts(self):
        """The DutyCounts of what was found, of kinds that anybody owes."""
        return [count for count in counted(self.found) if count.expected]

    @cached_property
    def named(self) -> list[Owed]:
        """What was asked for, the late ones of a kind first."""
        if not self.form.is_understood:
            return []
        if self.asked["waits"]:
            return sorted(filter(self._is_asked, self._waiting()), key=_pressing)
        return sorted(in_order(filter(self._is_asked, self.found)), key=_pressing)

    def _is_asked(self, one):
        """Whether a duty is of the kind and in the state chosen."""
        return self.asked["kind"] in ("", one.kind) and self.asked["state"] in ("", one.state)

    def _waiting(self):
        """What waits for the units to see to, today."""
        if self.query.as_of:
            return []
        units = [self.unit] if self.unit else places(self.scope, "")
        found = (duty for unit in units for duty in waiting.owed(unit, self.scope)[self.asked["waits"]])
        return list({(duty.code, duty.kind): duty for duty in found}.values())

    def lines(self):
        """The DutyLines of the names, read a page at a time."""
        return ReadRows(self.named, self._lines, count=len(self.named))

    def _lines(self, asked):
        shown = self._read(asked)
        organisations = {duty.organisation.pk: duty.organisation for duty in shown}.values()
        names, units = names_on(organisations, self.query.on), unit_names_on(organisations, self.query.on)
        return [self._line(duty, names, units) for duty in shown]

    def _read(self, asked):
        """The Duties `asked` (as Owed), in their order."""
        rows = self.scope.of(Organisation).filter(code__in={one.code for one in asked})
        known = {(one.organisation.code, one.kind): one for one in duties(self.query.campaign, self.query.on, rows)}
        return [known[one.code, one.kind] for one in asked if (one.code, one.kind) in known]

    def _line(self, duty, names, units):
        key = duty.organisation.pk
        return DutyLine(duty, names[key], units[key], self.reminds(duty), self.scope, self.query)

    def unit_lines(self):
        """The UnitLines, read a page at a time: everybody first, then each unit with the branches it had on the day."""
        units = self.units.filter(there_on(self.query.on)).values_list("code", "path", "called")
        rows = [EVERYBODY, *(units if self._everybody else ())]
        return ReadRows(rows, self._unit_lines, count=len(rows))

    def _unit_lines(self, part):
        by_unit = defaultdict(list, {"": self._everybody})
        for one in self._of_units([path for _code, path, _name in part if path]):
            by_unit[one.unit].append(one)
        return [UnitLine(code, name, counted(by_unit[path]), self.query) for code, path, name in part]

    @cached_property
    def _everybody(self):
        query = self.query
        return told_together(query.campaign, query.on, self.scope) if query.campaign else []

    def _of_units(self, paths):
        """What the units at `paths` and the branches they had on the day owe."""
        if not self._everybody:
            return []
        rows = self.scope.of(Organisation)
        here = rows.annotate(place=unit_path_on("", self.query.on)).filter(place__in=paths)
        keys = list(here.order_by().values_list("pk", flat=True))  # read once, not for each kind of duty
        return told(self.query.campaign, self.query.on, rows.filter(pk__in=keys), by_unit=True)


def _pressing(duty):
    """What is late comes first, what is fulfilled last; else they stay in their order."""
    return STATES.index(duty.state)
