"""The campaign of the fictional university: a closed baseline, and a later round in all its states."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import F

from branches.models import Organisation
from ratings import actions
from ratings.actions.reminding import remind_units
from ratings.choices import Tier
from ratings.demo import tiers
from ratings.demo.backdating import backdate_reminders, backdate_round
from ratings.models import Rating
from ratings.queries import rateable
from ratings.rules import default_targets

# Where units stand in the later round; the others are approved.
RETURNED = ("07", "24")
WAITING = ("11", "18", "28", "37")
HALF_DONE = ("15", "36")
NOT_BEGUN = ("21",)
BASE_WAITING = ("08", "16", "26", "32", "41", "44")
RETURN_REASON = "先进比例偏高，部分支部得分依据不足，请对照评分参考标准复核后重新提交。"
REMARKS = {
    Tier.ADVANCED: "组织生活规范，品牌特色明显。",
    Tier.LAGGING: "组织生活不够规范，支部书记作用发挥不够。",
}
FELL = "与上轮相比有所退步，须制定整改措施。"


class Grading:
    """Rates the organisations of `units` as the people of `users` (by name) on the days of a Calendar."""

    def __init__(self, *, units, users, days, rng):
        self.units, self.users, self.days, self.rng = units, users, days, rng
        self.before = tiers.first(rng, units)
        self.after = tiers.second(rng, units, self.before)

    def open(self):
        """The campaign with the notice's four targets, their deadlines ahead, and its two rounds, open without end."""
        days, by = self.days, self.users["department"]
        code = str(days.starts_on.year)
        self.campaign = actions.open_campaign(
            code=code, name=f"{code}年扶弱培强、晋位升级", starts_on=days.starts_on, targets=self._targets(), by=by
        )
        self.baseline, self.later = (
            actions.open_round(campaign=self.campaign, code=f"{code}-{number}", name=name, reference_date=day, by=by)
            for number, name, day in ((1, "基准定级", days.baseline), (2, "第二次定级", days.later))
        )

    def _targets(self):
        deadlines = (self.days.year_1, self.days.year_2)
        targets = default_targets.targets(self.days.starts_on)
        years = sorted({target.deadline for target in targets})
        return [replace(target, deadline=deadlines[years.index(target.deadline)]) for target in targets]

    def rate_baseline(self):
        """Every organisation rated and approved; the round is closed afterwards."""
        days = self.days
        for unit in self._raters():
            self._enter(self.baseline, unit, self.before)
        self._enter(self.baseline, None, self.before)
        self._approve(Rating.objects.filter(round=self.baseline))
        backdate_round(self.baseline, submitted=days.baseline_submitted, decided=days.baseline_approved)
        self._close(self.baseline, opens_on=days.baseline, closes_on=days.baseline_closes)

    def rate_later(self):
        """Most organisations approved; some submitted, some returned, some still being typed, one unit not begun."""
        days = self.days
        for unit in self._raters():
            if unit.code not in NOT_BEGUN:
                self._enter(self.later, unit, self.after, half=unit.code in HALF_DONE)
        self._enter(self.later, None, self.after)
        rows = Rating.objects.filter(round=self.later)
        returned = rows.filter(unit__code__in=RETURNED).exclude(organisation=F("unit"))
        actions.return_(rows=returned, reason=RETURN_REASON, by=self.users["department"])
        self._approve(rows.exclude(unit__code__in=WAITING).exclude(organisation__code__in=BASE_WAITING))
        backdate_round(self.later, submitted=days.later_submitted, decided=days.later_approved)
        self._remind()
        self._close(self.later, opens_on=days.later_opens, closes_on=days.later_closes)

    def _raters(self):
        return list(Organisation.objects.units().filter(numchild__gt=0))

    def _enter(self, round_, unit, given, *, half=False):
        """What the secretary of `unit` types and submits; None: the department's rating of the base organisations."""
        by = self.users[f"unit-{unit.code}" if unit else "department"]
        rated = list(rateable.rateable(rateable.of(unit), round_))
        for organisation in rated[: len(rated) // 2] if half else rated:
            tier = given[organisation.code]
            actions.enter(
                round_=round_,
                organisation=organisation,
                unit=unit,
                score=tiers.score(self.rng, tier),
                tier=tier,
                remark=self._remark(round_, organisation.code, tier),
                version=None,
                by=by,
            )
        if not half:
            actions.submit(round_=round_, unit=unit, by=by)

    def _remark(self, round_, code, tier):
        if round_ == self.later and tier < self.before[code]:
            return FELL
        return REMARKS.get(tier, "") if self.rng.random() < 0.4 else ""

    def _approve(self, rows):
        """The department approves what the units entered, a second person there what the department did (N01)."""
        base = rows.filter(organisation=F("unit"))
        actions.approve(rows=rows.exclude(organisation=F("unit")), by=self.users["department"])
        actions.approve(rows=base, by=self.users["department-2"])

    def _remind(self):
        """Yesterday the department reminded those who have still to hand in."""
        behind = Organisation.objects.filter(code__in=(*HALF_DONE, *NOT_BEGUN))
        remind_units(round_=self.later, units=behind, by=self.users["department"])
        backdate_reminders(self.later, self.days.today - timedelta(days=1))

    def _close(self, round_, *, opens_on, closes_on):
        actions.change_round(
            round_=round_,
            name=round_.name,
            reference_date=round_.reference_date,
            opens_on=opens_on,
            closes_on=closes_on,
            is_baseline=round_.is_baseline,
            by=self.users["department"],
        )
