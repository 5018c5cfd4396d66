"""Activity plans of branches that owe no pledge, and the plans of units for the year."""

from datetime import timedelta
from itertools import cycle

from pledges.choices import PlanKind
from pledges.demo.told import ToldPlan
from pledges.demo.words import said, units


class Planning:
    """Tells the activity plan of one branch after another."""

    def __init__(self, scene):
        self.scene = scene
        self._delays = cycle(range(10))

    def adopted(self, branch):
        """In force since spring; one measure done, another on its way."""
        day, first = self.scene.spring, 34 + next(self._delays)
        plan = self._drafted(branch, day(first - 8))
        plan.submit(day(first - 5))
        plan.adopt(day(first))
        plan.work(1, day(85), day(140))
        plan.confirm(1, day(145))
        plan.work(2, day(100), done=False)
        return plan

    def reported(self, branch):
        """As adopted; a third measure waits to be confirmed."""
        self.adopted(branch).work(3, self.scene.spring(120), self.scene.ago(3))

    def done(self, branch):
        """Everything done, closed."""
        plan = self.adopted(branch)
        for number in (2, 3):
            plan.work(number, self.scene.spring(175 + number))
            plan.confirm(number, self.scene.spring(190))
        plan.finish(self.scene.ago(5))

    def draft(self, branch):
        return self._drafted(branch, self.scene.ago(6))

    def submitted(self, branch):
        plan = self.draft(branch)
        plan.submit(self.scene.ago(4))
        return plan

    def returned(self, branch):
        self.submitted(branch).return_(self.scene.ago(2), said.PLAN_RETURNED)

    def fresh(self, branch):
        """Adopted these days."""
        self.submitted(branch).adopt(self.scene.ago(2))

    def _drafted(self, branch, on):
        deeds = self.scene.dice.sample(self.scene.words(branch).PLANNED, 3)
        return ToldPlan(self.scene, branch, on, deeds, due_on=self.scene.days.year_1)


class ToldUnitPlan(ToldPlan):
    """What a base organisation sets out to do in a year."""

    kind = PlanKind.UNIT


class UnitPlanning:
    """Tells the plan of one base organisation after another."""

    def __init__(self, scene):
        self.scene = scene

    def approved(self, unit):
        """In force since the campaign's first month; what was due is done."""
        day = self.scene.spring
        plan = self._under_way(unit)
        plan.work(3, day(90), done=False)
        plan.work(4, day(100), day(180))
        plan.confirm(4, day(186))

    def behind(self, unit):
        """As approved; one measure waits to be confirmed, one is overdue."""
        plan = self._under_way(unit)
        plan.work(3, self.scene.spring(90), self.scene.ago(5))

    def _under_way(self, unit):
        day = self.scene.spring
        plan = self.submitted(unit)
        plan.adopt(self._early(26))
        plan.work(1, day(20), day(80), done=False)
        plan.work(2, day(60), day(150))
        plan.confirm(2, day(156))
        return plan

    def returned(self, unit):
        self.submitted(unit).return_(self._early(24), said.UNIT_RETURNED)

    def submitted(self, unit):
        plan = self.draft(unit)
        plan.submit(self._early(18))
        return plan

    def draft(self, unit):
        dues = (None, self.scene.spring(170), None, self.scene.spring(190))
        year_ends = self.scene.days.today.replace(month=12, day=31)
        return ToldUnitPlan(self.scene, unit, self._early(10), units.PLANNED, due_on=year_ends, dues=dues)

    def _early(self, number):
        """So many days after the campaign's start."""
        return self.scene.days.starts_on + timedelta(days=number)
