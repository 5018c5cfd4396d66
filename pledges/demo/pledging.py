"""Public pledges: who made one, how it went, what became of it."""

from dataclasses import replace
from itertools import cycle

from pledges.choices import PlanOutcome
from pledges.demo.promised import ToldPledge
from pledges.demo.words import said
from pledges.demo.words.deeds import SECRETARY, Deed
from ratings.choices import Tier

DUE_BEFORE = 200  # days after the baseline: due before the later round
ADDED = Deed(said.ADDED, SECRETARY, (said.ADDED_REPORT,))
ANOTHER = Deed(said.ANOTHER, SECRETARY, (said.ADDED_REPORT,))


class Pledging:
    """Tells the pledge of one branch after another, each a little later than the one before."""

    def __init__(self, scene):
        self.scene = scene
        self._delays = cycle(range(14))
        self._words = {name: cycle(getattr(said, name)) for name in ("RETURNED", "ASSESSED", "NOT_KEPT", "PARTLY")}

    def published(self, branch, *, goal=Tier.ADVANCED, due_on=None, dues=(150, None, None, None), late=0):
        """In force since spring; `dues`: days after the baseline, `late`: so many days later than the others."""
        day = self.scene.spring
        first = 30 + next(self._delays) + late
        plan = self._drafted(branch, day(first - 9), goal, due_on or self.scene.days.year_1, dues)
        if first % 5 == 0:
            self._sent_back_once(plan, first)
        plan.submit(day(first - 3))
        plan.adopt(day(first))
        return plan

    def _sent_back_once(self, plan, first):
        day, clear = self.scene.spring, plan.text.measures[0].text
        plan.rewrite(day(first - 8), said.VAGUE[0])
        plan.submit(day(first - 7))
        plan.return_(day(first - 5), next(self._words["RETURNED"]))
        plan.rewrite(day(first - 4), clear)

    def _drafted(self, branch, on, goal, due_on, dues=()):
        deeds = self.scene.dice.sample(self.scene.words(branch).PLEDGED, len(dues) or 3)
        dues = [number and self.scene.spring(number) for number in dues]
        return ToldPledge(self.scene, branch, on, deeds, goal=goal, due_on=due_on, dues=dues)

    def kept(self, branch):
        """Goal reached, everything done, decided as proposed."""
        goal = self.scene.tier(branch)
        plan = self.published(branch, goal=goal, due_on=self.scene.days.later, dues=(130, None, None))
        self._do_all(plan)
        self._judge(plan)
        plan.decide(self.scene.lately(5), PlanOutcome.KEPT)

    def kept_all_the_same(self, branch):
        """The last measure a few days late: kept, with a reason."""
        spring, lately = self.scene.spring, self.scene.lately
        plan = self.published(branch, goal=self.scene.tier(branch), due_on=self.scene.days.later, dues=(None, None))
        plan.work(1, spring(90), spring(160))
        plan.confirm(1, spring(163))
        plan.work(2, spring(120), lately(1))
        plan.confirm(2, lately(2))
        self._judge(plan)
        plan.decide(lately(5), PlanOutcome.KEPT, reason=said.KEPT_ALL_THE_SAME)

    def partly(self, branch):
        """It rose, but not as far as promised; one measure is not done."""
        plan = self.published(branch, due_on=self.scene.days.later, dues=(130, None, None))
        self._do_all(plan, but=3)
        self._judge(plan)
        plan.decide(self.scene.lately(6), PlanOutcome.PARTLY, explanation=next(self._words["PARTLY"]))

    def not_kept(self, branch):
        """Hardly anything was done, and it did not rise."""
        day = self.scene.spring
        plan = self.published(branch, due_on=day(DUE_BEFORE), dues=(None, None, None))
        plan.work(1, day(95), done=False)
        plan.work(2, day(110), day(150), done=False)
        plan.decide(day(DUE_BEFORE + 7), PlanOutcome.NOT_KEPT, explanation=next(self._words["NOT_KEPT"]))

    def waiting(self, branch):
        """Due, done as far as it goes, assessed by the branch, not decided yet."""
        plan = self.published(branch, due_on=self.scene.days.later, dues=(130, None, None))
        self._do_all(plan, but=2)
        plan.assess(self.scene.lately(4), next(self._words["ASSESSED"]))

    def overdue(self, branch):
        """Due weeks ago, and nobody has said how it went."""
        day = self.scene.spring
        plan = self.published(branch, due_on=day(DUE_BEFORE), dues=(140, None, None))
        plan.work(1, day(100), day(138))
        plan.confirm(1, day(142))
        plan.work(2, day(120), done=False)

    def running(self, branch, **facts):
        """One measure done, one waiting to be confirmed, two on their way."""
        day, ago = self.scene.spring, self.scene.ago
        plan = self.published(branch, **facts)
        plan.work(1, day(110), day(146))
        plan.confirm(1, day(149))
        plan.work(2, day(125), day(165), ago(4))
        plan.work(3, day(150), ago(9), done=False)
        return plan

    def behind(self, branch):
        """As running; the last measure is overdue, one more was sent back once."""
        plan = self.running(branch, dues=(150, None, None, 190))
        plan.unconfirm(2, self.scene.ago(3), said.UNCONFIRMED)
        plan.report(2, self.scene.ago(1), said.COMPLETED, completes=True)

    def late(self, branch):
        """Published long after its time."""
        self.running(branch, late=45, due_on=self.scene.ahead(30))

    def modest(self, branch):
        """Aims one tier higher only."""
        self.running(branch, goal=Tier.GOOD)

    def revised(self, branch):
        """A second version since summer: one measure left out, another instead."""
        plan = self.running(branch)
        text, number = self._instead_of_the_last(plan, ADDED)
        plan.amend(self.scene.ago(8), text)
        plan.adopt_version(self.scene.ago(6), text)
        plan.deeds[number] = ADDED
        plan.work(number, self.scene.ago(2), done=False)

    def under_revision(self, branch):
        """A second version waits for its review."""
        plan = self.running(branch)
        plan.amend(self.scene.ago(2), self._instead_of_the_last(plan, ANOTHER)[0])

    def _instead_of_the_last(self, plan, deed):
        measures = (*plan.text.measures[:-1], replace(plan.measure_text(deed), number=len(plan.measures) + 1))
        return replace(plan.text, measures=measures), len(plan.measures) + 1

    def extended(self, branch):
        """Its due day was moved once."""
        plan = self.running(branch, due_on=self.scene.days.later, dues=(150, None, None, None))
        move = plan.ask_move(self.scene.spring(180), self.scene.days.year_1, said.MOVED[0])
        plan.grant_move(self.scene.spring(184), move)

    def asking(self, branch):
        """It asks for more time."""
        plan = self.running(branch)
        plan.ask_move(self.scene.ago(3), self.scene.days.year_2, said.MOVED[1])

    def withdrawn(self, branch):
        self.published(branch).withdraw(self.scene.spring(170), said.WITHDRAWN)

    def ended_with_owner(self, branch):
        plan = self.published(branch)
        plan.work(1, self.scene.spring(65), done=False)
        plan.end_with_owner(said.CLOSED)

    def draft(self, branch):
        return self._drafted(branch, self.scene.ago(6), self._goal(branch), self.scene.days.year_1)

    def submitted(self, branch):
        plan = self.draft(branch)
        plan.submit(self.scene.ago(4))
        return plan

    def returned(self, branch):
        plan = self.draft(branch)
        plan.rewrite(self.scene.ago(5), said.VAGUE[0])
        plan.submit(self.scene.ago(4))
        plan.return_(self.scene.ago(3), next(self._words["RETURNED"]))

    def fresh(self, branch):
        """Published these days."""
        plan = self.submitted(branch)
        plan.adopt(self.scene.ago(3))
        plan.work(1, self.scene.ago(1), done=False)

    def _goal(self, branch):
        return Tier.GOOD if self.scene.tier(branch) == Tier.ORDINARY else Tier.ADVANCED

    def _do_all(self, plan, *, but=None):
        """Every measure done and confirmed, in time, the one with the number `but` apart."""
        day = self.scene.spring
        for number in plan.measures:
            last = 120 if number == 1 else 180 + 5 * number
            plan.work(number, day(70 + 10 * number), day(95 + 7 * number), day(last), done=number != but)
            if number != but:
                plan.confirm(number, day(last + 3))

    def _judge(self, plan):
        lately = self.scene.lately
        plan.assess(lately(2), next(self._words["ASSESSED"]))
        plan.appraise(lately(4), plan.unit(lately(4)))
