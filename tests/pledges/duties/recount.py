"""R25 and R35 counted from the rows themselves, day by day and one organisation after another."""

from datetime import date, timedelta

from branches.choices import ChangeKind, Kind
from branches.models import Change, Organisation
from pledges.choices import MeetingState, PlanKind, PlanOutcome
from pledges.models import Benchmark, Meeting, Plan, Twinning
from ratings.choices import State, Tier
from ratings.models import Rating

DAY = timedelta(days=1)


class Recount:
    """The rows of a campaign, read once; what each organisation owes on a day."""

    def __init__(self, campaign):
        self.campaign = campaign
        self.organisations = list(Organisation.objects.exclude(kind=Kind.UNIVERSITY))
        self.ratings = list(
            Rating.objects.filter(round__campaign=campaign, state=State.APPROVED).select_related("round")
        )
        history = Rating.history.filter(state=State.APPROVED).order_by("history_date")
        self.first = {}
        for row in history:
            self.first.setdefault(row.id, row.history_date.date())
        self.plans, self.moves = list(Plan.objects.all()), list(Change.objects.filter(kind=ChangeKind.MOVED))
        self.benchmarks, self.meetings = list(Benchmark.objects.all()), list(Meeting.objects.all())
        self.twinnings, self.by_key = list(Twinning.objects.all()), {one.pk: one for one in self.organisations}
        self.start = campaign.rounds.get(is_baseline=True).reference_date

    def on(self, day):
        """{(code, kind): (fulfilled, due)}."""
        found = {}
        for one in self.organisations:
            if self.is_there(one, day):
                found |= {(one.code, kind): facts for kind, facts in self.of(one, day)}
        return found

    def of(self, one, day):
        if one.kind == Kind.BRANCH or (one.kind == Kind.DIRECT_BRANCH and self.campaign.counts_direct):
            yield from self.of_branch(one, day)
        if one.depth == 2:
            yield from self.of_unit(one, day)

    def of_branch(self, one, day):
        rating = self.standing(one, day)
        asked = {None: (), Tier.ORDINARY: ("pledge", "benchmark"), Tier.LAGGING: ("rectification", "helper")}
        for kind in asked.get(rating and rating.tier, ("activity",)):
            has = {"benchmark": self.follows, "helper": self.is_helped}.get(kind, self.plans_as(kind))
            ends = [later for later in self.days(day) if has(one, later - DAY) and not has(one, later)]
            since = max([rating.round.reference_date, self.first[rating.pk], *ends[-1:]])
            yield kind, (has(one, day), since + timedelta(days=self.campaign.plan_days))

    def of_unit(self, one, day):
        if day >= self.campaign.starts_on:
            own = [plan for plan in self.plans if plan.organisation_id == one.pk and plan.kind == PlanKind.UNIT]
            done = any(plan.outcome == PlanOutcome.DONE and plan.ended_on <= day for plan in own)
            has = done or any(self.in_force(plan, day) for plan in own if plan.year == day.year)
            since = self.campaign.starts_on + timedelta(days=self.campaign.plan_days)
            yield "unit", (has, max(date(day.year, 3, 31), since))
        if days := self.ordinary_since(one, day):
            yield "meeting", self.meeting(one, day, min(days))

    def meeting(self, one, day, since):
        held = [row.held_on for row in self.meetings if row.unit_id == one.pk and row.state == MeetingState.CLOSED]
        held = max((each for each in held if each <= day), default=None)
        span = timedelta(days=self.campaign.meeting_days)
        return held is not None and held + span >= day, max(since, held or since) + span

    def ordinary_since(self, unit, day):
        """The days of the approvals of which the first counts; none while the unit has no ordinary branch."""
        branches = [one for one in self.organisations if one.kind == Kind.BRANCH]
        here = [one for one in branches if self.is_there(one, day) and self.unit(one, day) == unit.code]
        now = [row for one in here if (row := self.standing(one, day)) and row.tier == Tier.ORDINARY]
        ordinary = [
            row for row in self.ratings if row.tier == Tier.ORDINARY and self.start <= row.round.reference_date <= day
        ]
        own = [
            self.first[row.pk]
            for row in ordinary
            if self.by_key[row.organisation_id] in branches
            and self.unit(self.by_key[row.organisation_id], self.first[row.pk]) == unit.code
        ]
        return now and (own or [self.first[row.pk] for row in now])

    def days(self, day):
        return [self.start + number * DAY for number in range(-30, (day - self.start).days + 1)]

    def is_there(self, one, day):
        return (one.founded_on is None or one.founded_on <= day) and (one.closed_on is None or day < one.closed_on)

    def standing(self, one, day):
        dated = [row for row in self.ratings if row.organisation_id == one.pk]
        fit = [row for row in dated if self.start <= row.round.reference_date <= day]
        return max(fit, key=lambda row: row.round.reference_date, default=None)

    def unit(self, one, day):
        moves = sorted((move.on, move.pk, move.before) for move in self.moves if move.organisation_id == one.pk)
        return next((before for on, _pk, before in moves if on > day), self.unit_now(one))

    def unit_now(self, one):
        return next(unit.code for unit in self.organisations if unit.depth == 2 and one.path.startswith(unit.path))

    def in_force(self, plan, day):
        return bool(plan.published_on) and plan.published_on <= day and not (plan.ended_on and plan.ended_on <= day)

    def plans_as(self, kind):
        kinds = {kind, "pledge"} if kind == "activity" else {kind}
        own = [plan for plan in self.plans if plan.kind in kinds]
        return lambda one, day: any(plan.organisation_id == one.pk and self.in_force(plan, day) for plan in own)

    def is_helped(self, one, day):
        return any(
            row.helped_id == one.pk
            and row.agreed_on
            and row.starts_on <= day
            and not (row.ends_on and row.ends_on <= day)
            for row in self.twinnings
        )

    def follows(self, one, day):
        return any(row.follower_id == one.pk and self.counts(row, day) for row in self.benchmarks)

    def counts(self, row, day):
        one, other = self.by_key[row.follower_id], self.by_key[row.followed_id]
        held = row.starts_on <= day and not (row.ends_on and row.ends_on <= day)
        is_open = all(each.closed_on is None or day < each.closed_on for each in (one, other))
        standing, excepted = self.standing(other, day), bool(row.approved_on) and row.approved_on <= day
        tier, same = standing.tier if standing else 0, self.unit(one, day) == self.unit(other, day)
        high = (tier == Tier.ADVANCED and (same or excepted)) or (tier == Tier.GOOD and same and excepted)
        return held and is_open and high
