"""Where the projects of the fictional university are told: its days, its people, its experts and branches."""

from datetime import timedelta

from branches.choices import Category, Kind
from branches.demo.names import GIVEN, SURNAMES
from branches.models import Organisation, Secretary
from projects.demo.chronicle import new_chronicle
from projects.models import Expert

EXPERTS = 5
FIELDS = ("党建理论", "思想政治教育", "教育管理", "学生工作", "基层组织建设")


class ProjectScene:
    """What every story asks; `chronicle` takes down what it tells. No dice are thrown: other stories stay the same."""

    def __init__(self, demo):
        self.today, self.users = demo.today, demo.users
        self.chronicle = new_chronicle()
        self._names = (surname + given for given in GIVEN for surname in SURNAMES)
        self._rows = rows = list(Organisation.objects.filter(closed_on=None).order_by("code"))
        self.university = next(one for one in rows if one.is_university)
        self.units = {one.path: one for one in rows if one.is_unit}
        in_office = Secretary.objects.in_office_on(self.today).order_by().values_list("organisation", "name")
        self._leaders = dict(in_office)
        self._branches = {
            category: [one for one in rows if one.kind == Kind.BRANCH and one.category == category and self.led(one)]
            for category in Category
        }
        self.experts = [self._expert(number) for number in range(EXPERTS)]

    def ago(self, days):
        """The day so many days ago; below zero: ahead."""
        return self.today - timedelta(days=days)

    def led(self, organisation):
        """The name of the secretary in office, None without one."""
        return self._leaders.get(organisation.pk)

    def branch(self, category):
        """The next branch of that category, of a unit that has told no story yet."""
        rows = self._branches[category]
        chosen = rows[0]
        for name, others in self._branches.items():
            self._branches[name] = [one for one in others if one.unit_path != chosen.unit_path]
        return chosen

    def of_unit(self, unit):
        """The branches of a unit that are left."""
        return [one for one in self._rows if one.kind == Kind.BRANCH and one.unit_path == unit.path]

    def name(self):
        """An invented name, always another."""
        return next(self._names)

    def unit_of(self, organisation):
        """The unit it belongs to, itself when it is one."""
        return self.units[organisation.unit_path]

    def user(self, organisation):
        """Who signs in for a branch or a unit."""
        return self.users[f"{'branch' if organisation.kind == Kind.BRANCH else 'unit'}-{organisation.code}"]

    def judges(self, organisation):
        """Three experts of other units."""
        return [one for one in self.experts if one.unit_id is None or one.unit.path != organisation.unit_path][:3]

    def _expert(self, number):
        """Of the last units of the tree; the last one comes from outside."""
        unit = None if number == EXPERTS - 1 else list(self.units.values())[-1 - number]
        row = Expert(user=self.users[f"expert-{number + 1}"], unit=unit, field=FIELDS[number])
        day = self.ago(390)
        self.chronicle.begin(row, self.chronicle.moment(day), by=self.users["department"])
        return row
