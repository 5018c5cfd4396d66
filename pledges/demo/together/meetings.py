"""Review meetings as they came about: in spring, in autumn, long ago, one that is not closed yet."""

from datetime import timedelta
from itertools import cycle

from branches.as_of import secretaries_on
from branches.choices import HAS_BRANCHES, Kind
from pledges.choices import Aspect, MeetingMode, MeetingState
from pledges.demo.chronicle import new_chronicle
from pledges.demo.words import comments as words
from pledges.models import AgreedAction, Comment, Measure, Meeting, PeerComment
from ratings.choices import Tier

# Stories of units in turn: the meetings each held; "": none.
STORIES = ("spring autumn", "autumn", "spring autumn", "autumn", "spring", "autumn", "spring autumn", "", "autumn")
MODES = (MeetingMode.TOGETHER, MeetingMode.TOGETHER, MeetingMode.ON_SITE, MeetingMode.ONE_BY_ONE)
FOLLOWED_AFTER = timedelta(days=20)


class Meetings:
    """Tells the meetings of one unit after another."""

    def __init__(self, scene):
        self.scene, self.chronicle = scene, new_chronicle()
        self._branches = [one for one in scene.organisations if one.kind == Kind.BRANCH]
        self._measures = _measures(scene)
        self._turns = {name: cycle(getattr(words, name)) for name in ("PLACES", "PEERS", "AGREED", "FOLLOWED")}
        self._leader = {category: cycle(said) for category, said in words.LEADER.items()}
        self._modes, self._aspects = cycle(MODES), cycle(Aspect)

    def tell(self):
        """Every unit's part; the one with most to say has not closed its last meeting."""
        stories = cycle(STORIES)
        units = [one for one in self.scene.organisations if one.kind in HAS_BRANCHES and not one.closed_on]
        for number, unit in enumerate(units):
            for name in next(stories).split():
                getattr(self, f"_{name}")(unit, number)
        self._recorded(max(units, key=self._much_to_say), self._lately, said=1)
        self.chronicle.write()

    @property
    def _lately(self):
        return self.scene.ago(5)

    def _much_to_say(self, unit):
        """On how many branches a meeting held lately comments."""
        return len(self._owed(self._members(unit, self._lately), self._lately))

    def _spring(self, unit, number):
        self._held(unit, self.scene.spring(85 + number % 12))

    def _autumn(self, unit, number):
        self._held(unit, self.scene.days.today - timedelta(days=21 + number % 9))

    def _held(self, unit, day):
        """Recorded and closed the day after; what came of it was looked into for the first branch."""
        meeting, comments = self._recorded(unit, day)
        closed = day + timedelta(days=1)
        moment, by = self.chronicle.moment(closed), self._secretary(unit)
        self.chronicle.go_on(meeting, moment, by=by, state=MeetingState.CLOSED, closed_by=by, closed_at=moment)
        followed = closed + FOLLOWED_AFTER
        if comments and followed <= self.scene.days.today:
            moment, said = self.chronicle.moment(followed), self._next("FOLLOWED")
            facts = {"follow_up": said, "followed_on": followed, "followed_by": by}
            self.chronicle.go_on(comments[0], moment, by=by, **facts)

    def _recorded(self, unit, day, *, said=None):
        """(the Meeting, its Comments), the first `said` of them written, all without one."""
        members = self._members(unit, day)
        meeting = self._begin(self._head(unit, day, members), day, unit)
        owed = self._owed(members, day)
        comments = [
            self._comment(meeting, one, members, is_said=said is None or n < said) for n, one in enumerate(owed)
        ]
        return meeting, comments

    def _members(self, unit, day):
        return [one for one in self._branches if self._belongs(one, unit, day)]

    def _owed(self, members, day):
        return [one for one in members if self.scene.tier(one, day) == Tier.ORDINARY]

    def _belongs(self, branch, unit, day):
        is_there = (branch.founded_on is None or branch.founded_on <= day) and branch.is_open_on(day)
        return is_there and self.scene.unit_of(branch, day) == unit.code

    def _head(self, unit, day, members):
        in_office = secretaries_on([unit], day).get(unit.pk)
        expected = 4 + 2 * len(members)
        facts = {"place": self._next("PLACES"), "mode": next(self._modes), "expected": expected}
        absent = self.scene.dice.choice((0, 0, 1, 2))
        facts |= {"present": expected - absent, "chair": in_office.name if in_office else "（空缺）"}
        if absent == 2 or not in_office:
            reason = words.SUBSTITUTE if in_office else words.VACANT
            facts |= {"substitute": self.scene.person(unit, "副书记"), "substitute_reason": reason}
        return Meeting(unit=unit, held_on=day, **facts)

    def _comment(self, meeting, branch, members, *, is_said):
        comment = Comment(meeting=meeting, branch=branch)
        if is_said:
            comment.strengths, comment.problems, comment.direction = next(self._leader[branch.category])
            comment.aspects = [next(self._aspects).value for _two in range(2)]
        self._begin(comment, meeting.held_on, meeting.unit)
        if is_said:
            self._others(comment, [one for one in members if one != branch])
        return comment

    def _others(self, comment, peers):
        """What a peer says, and for some what was agreed: what the plan says that came after it, or what waits."""
        meeting = comment.meeting
        if peers:
            peer = PeerComment(comment=comment, peer=self.scene.dice.choice(peers), text=self._next("PEERS"))
            self._begin(peer, meeting.held_on, meeting.unit)
        measure = self._measures.get(comment.branch_id)
        if measure and measure.plan.published_on > meeting.held_on:
            action = AgreedAction(comment=comment, text=measure.text, person=measure.person, measure=measure)
            self._begin(action, meeting.held_on, meeting.unit)
        elif not measure:
            self._begin(AgreedAction(comment=comment, text=self._next("AGREED")), meeting.held_on, meeting.unit)

    def _begin(self, row, day, unit):
        self.chronicle.begin(row, self.chronicle.moment(day), by=self._secretary(unit))
        return row

    def _secretary(self, unit):
        return self.scene.users[f"unit-{unit.code}"]

    def _next(self, name):
        return next(self._turns[name])


def _measures(scene):
    """{primary key of a branch: the first measure of its last plan that was adopted}."""
    rows = Measure.objects.filter(plan__campaign=scene.campaign, plan__published_on__isnull=False, dropped_on=None)
    return {
        row.plan.organisation_id: row for row in rows.select_related("plan").order_by("plan__published_on", "-number")
    }
