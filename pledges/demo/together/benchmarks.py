"""Whom the ordinary branches of the fictional university follow, and how they compare themselves (N07)."""

from itertools import cycle

from branches.choices import BRANCH_KINDS, Category, Kind
from pledges.choices import ExceptionState
from pledges.demo.together.levels import LEVELS, REASONS, RETURNED
from pledges.demo.words.deeds import ORGANISER, PROPAGANDA
from pledges.models import Benchmark, BenchmarkItem
from ratings.choices import Tier

# In turn, where the unit has an advanced branch; "": nobody is followed although one is owed.
STORIES = ("compared", "compared", "chosen", "compared", "", "compared", "excepted", "compared", "chosen", "asked")
STORIES += ("compared", "compared", "sent_back", "", "compared")
LOST = 2  # branches whose benchmark has fallen since


class Following:
    """Tells whom one ordinary branch after another follows."""

    def __init__(self, scene):
        self.scene = scene
        self._stories, self._delays = cycle(STORIES), cycle(range(12))
        self._branches = [one for one in scene.organisations if one.kind in BRANCH_KINDS]
        self._results, self._lost = cycle((True, False, False)), 0

    def tell(self):
        """Every ordinary branch's part; two lost whom they followed, another one by its closing."""
        open_ones = [one for one in self._branches if one.closed_on is None and one.kind == Kind.BRANCH]
        closed = self._closed()
        for branch in open_ones:
            if self.scene.tier(branch) != Tier.ORDINARY:
                continue
            if closed and self._unit(branch, self._spring) == self._unit(closed, self._spring):
                self._end(self.compared(branch, closed), closed.closed_on)
                closed = None
            elif self._lost < LOST and (fallen := self._fallen(branch)):
                self.compared(branch, fallen)
                self._lost += 1
            else:
                self._follow(branch)

    def _follow(self, branch):
        story = next(self._stories)
        near = self._advanced(branch, same_unit=True)
        if story in ("compared", "chosen") and near:
            getattr(self, story)(branch, near)
        elif story and (far := self._advanced(branch, same_unit=False)):
            story = story if story in ("asked", "sent_back") else "excepted"
            getattr(self, story)(branch, far)

    def chosen(self, branch, followed):
        """Followed for some days; nothing is written yet."""
        return self._begun(branch, followed, self.scene.lately(5 + next(self._delays)))

    def compared(self, branch, followed):
        """Followed since spring, item by item; where it was not advanced then, since the later round."""
        day = self._spring if self.scene.tier(followed, self._spring) == Tier.ADVANCED else self.scene.lately(4)
        row = self._begun(branch, followed, day)
        self._compare(row)
        return row

    def asked(self, branch, followed):
        """An exception that waits for the department."""
        reason = self.scene.dice.choice(REASONS)
        facts = {"exception_reason": reason, "state": ExceptionState.ASKED}
        row = self._begun(branch, followed, self.scene.ago(6), **facts)
        self._compare(row)
        return row

    def sent_back(self, branch, followed):
        """An exception that came back."""
        row = self.asked(branch, followed)
        self._decide(row, self.scene.ago(3), RETURNED, state=ExceptionState.RETURNED, reason=RETURNED)

    def excepted(self, branch, followed):
        """An exception that was approved."""
        row, day = self.asked(branch, followed), self.scene.ago(3)
        facts = {"approved_on": day, "approved_by": self.scene.users["department"]}
        self._decide(row, day, "", state=ExceptionState.APPROVED, **facts)

    @property
    def _spring(self):
        return self.scene.spring(40)

    def _unit(self, branch, day):
        return branch.code if branch.kind != Kind.BRANCH else self.scene.unit_of(branch, day)

    def _closed(self):
        """A branch that was advanced in spring and closed since; None without one."""
        found = (one for one in self._branches if one.closed_on and one.closed_on > self._spring)
        return next((one for one in found if self.scene.tier(one, self._spring) == Tier.ADVANCED), None)

    def _fallen(self, branch):
        """One of its unit that was advanced in spring and is not today."""
        found = (one for one in self._others(branch, same_unit=True) if self.scene.tier(one) != Tier.ADVANCED)
        return next((one for one in found if self.scene.tier(one, self._spring) == Tier.ADVANCED), None)

    def _advanced(self, branch, *, same_unit):
        """An advanced one of its unit, or of another, of its category before others."""
        found = [one for one in self._others(branch, same_unit=same_unit) if self.scene.tier(one) == Tier.ADVANCED]
        alike = [one for one in found if one.category == branch.category]
        return self.scene.dice.choice(alike or found) if found else None

    def _others(self, branch, *, same_unit):
        """Other branches that are open, and were of one unit with it, or not, ever since spring."""
        days = (self._spring, self.scene.days.today)
        for one in self._branches:
            together = {self._unit(one, day) == self._unit(branch, day) for day in days}
            if one != branch and one.closed_on is None and together == {same_unit}:
                yield one

    def _begun(self, branch, followed, day, **facts):
        by, moment = self.scene.users[f"branch-{branch.code}"], self.scene.chronicle.moment(day)
        row = Benchmark(follower=branch, followed=followed, starts_on=day, chosen_by=by, **facts)
        self.scene.chronicle.begin(row, moment, by=by)
        return row

    def _compare(self, row):
        """Some items of its category, after a few days; of some the first has a result by now."""
        by, day = row.chosen_by, row.starts_on
        known = self.scene.dice.sample(LEVELS[Category(row.follower.category)], self.scene.dice.choice((2, 3, 3, 4)))
        for number, level in enumerate(known, 1):
            facts = dict(zip(("item", "level", "own_level", "gap", "measure"), level[:5], strict=True))
            person = self.scene.person(row.follower, (ORGANISER, PROPAGANDA)[number % 2])
            facts |= {"person": person, "due_on": self.scene.days.year_1}
            item = BenchmarkItem(benchmark=row, number=number, **facts)
            moment = self.scene.chronicle.moment(day)
            self.scene.chronicle.begin(item, moment, by=by)
            if number == 1 and next(self._results) and row.starts_on == self._spring:
                self.scene.chronicle.go_on(item, self.scene.chronicle.moment(self.scene.ago(4)), by=by, result=level[5])

    def _decide(self, row, day, why, **values):
        by = self.scene.users["department"]
        self.scene.chronicle.go_on(row, self.scene.chronicle.moment(day), by=by, why=why, **values)

    def _end(self, row, day):
        self.scene.chronicle.go_on(row, self.scene.chronicle.moment(day), by=None, why="随党支部撤销结束", ends_on=day)
