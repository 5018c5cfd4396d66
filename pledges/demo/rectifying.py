"""Rectifications of lagging branches: one in every state."""

from itertools import cycle

from pledges.choices import LookBackResult, ProblemType
from pledges.demo.promised import ToldRectification
from pledges.demo.words import said
from pledges.demo.words.rectified import BY_CATEGORY
from ratings.choices import Tier

LEADER, CONTACT = "党委副书记", "组织部副部长"


class Rectifying:
    """Tells the rectification of one branch after another."""

    def __init__(self, scene):
        self.scene = scene
        self._troubles = {category: cycle(troubles) for category, troubles in BY_CATEGORY.items()}
        self._reasons = cycle(said.POLICY_RETURNED)

    def draft(self, branch, *, on=None, goal=Tier.ORDINARY, previous=None, dues=(), **facts):
        trouble, scene = next(self._troubles[branch.category]), self.scene
        facts = {"problem_types": trouble.types, "problems": trouble.problems, "causes": trouble.causes, **facts}
        facts |= {"leader": scene.person(branch, LEADER), "contact": scene.person(branch, CONTACT)}
        asked = {"goal": goal, "due_on": scene.days.year_1, "dues": dues, "previous": previous}
        plan = ToldRectification(scene, branch, on or scene.ago(7), trouble.deeds, **asked, **facts)
        plan.bring_in(on or scene.ago(7), *trouble.resources[0])
        plan.resources = trouble.resources[1:]
        return plan

    def submitted(self, branch):
        plan = self.draft(branch)
        plan.submit(self.scene.ago(5))
        return plan

    def returned(self, branch):
        self.submitted(branch).return_(self.scene.ago(3), next(self._reasons))

    def filed(self, branch):
        """In force since spring, after it came back once."""
        day = self.scene.spring
        plan = self.draft(branch, on=day(22), dues=(None, None, day(190)))
        clear = plan.text.measures[0].text
        plan.rewrite(day(24), said.VAGUE[1])
        plan.submit(day(26))
        plan.return_(day(29), next(self._reasons))
        plan.rewrite(day(33), clear)
        plan.submit(day(35))
        plan.adopt(day(40))
        for what, source, amount in plan.resources:
            plan.bring_in(day(48), what, source, amount)
        return plan

    def in_progress(self, branch):
        """One measure done, one waiting to be confirmed, one on its way, and late."""
        day, ago = self.scene.spring, self.scene.ago
        plan = self.filed(branch)
        plan.work(1, day(70), day(100), day(130))
        plan.confirm(1, day(134))
        plan.work(2, day(90), day(150), ago(6))
        plan.work(3, day(120), day(180), done=False)
        return plan

    def asked(self, branch):
        """Everything done; the unit has been asked to accept it."""
        plan = self._done(branch)
        plan.ask_acceptance(self.scene.spring(200))
        return plan

    def refused(self, branch):
        self.asked(branch).refuse_acceptance(self.scene.spring(204), said.ACCEPTANCE_REFUSED)

    def accepted(self, branch):
        plan = self.asked(branch)
        plan.accept(self.scene.spring(205))
        return plan

    def settled(self, branch):
        plan = self.accepted(branch)
        plan.settle(self.scene.lately(3))
        return plan

    def settled_by_another(self, branch):
        """The unit's secretary reported a measure: an officer accepts, another settles."""
        day = self.scene.spring
        plan = self._done(branch, by_unit=True)
        plan.ask_acceptance(day(199))
        plan.accept(day(203))
        plan.settle(self.scene.lately(4))

    def lasting(self, branch):
        self.settled(branch).look_back(self.scene.ago(0), LookBackResult.LASTING, said.LASTING)

    def relapsed(self, branch):
        """Looked back at, and taken up again by a new one that aims higher."""
        plan, today = self.settled(branch), self.scene.ago(0)
        plan.look_back(today, LookBackResult.RELAPSED, said.RELAPSED)
        words = {"problem_types": (ProblemType.IDLE,), "problems": said.AGAIN, "causes": said.AGAIN_CAUSES}
        goal = Tier(self.scene.tier(branch) + 1)
        self.draft(branch, on=today, goal=goal, previous=plan.row, **words)

    def ended_with_owner(self, branch):
        plan = self.filed(branch)
        plan.work(1, self.scene.spring(75), done=False)
        plan.end_with_owner(said.CLOSED)

    def _done(self, branch, *, by_unit=False):
        """Filed, reported every month or two, every measure confirmed."""
        day = self.scene.spring
        plan = self.filed(branch)
        for number in plan.measures:
            last = 150 + 15 * number
            by = plan.unit(day(last)) if by_unit and number == 1 else None
            plan.work(number, day(60 + 10 * number), day(105 + 10 * number), day(last), by=by)
            plan.confirm(number, day(last + 4))
        return plan
