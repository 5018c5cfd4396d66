"""Who helps whom at the fictional university: what the verbs of `pledges.actions.twinning` would have written."""

from collections import Counter
from itertools import cycle

from branches.choices import Kind
from core.choices import Role
from core.days import months_after
from pledges.choices import HelperKind, HelpField, RecordState, TwinningResult, TwinningState
from pledges.demo.words import helped as words
from pledges.models import HelpPicture, HelpRecord, Twinning
from ratings.choices import Tier

# Stories of the lagging branches in turn; "": nobody helps although it is owed.
STORIES = (
    *("to_confirm", "by_leader", "silent", "returned", "by_department", "proposed", "declined", ""),
    *("asked_by_department", "running", "by_another_unit"),
)
MONTHS = 12


class ToldTwinning:
    """A twinning that was proposed on a day; each method is what somebody did later, in the order of the days."""

    def __init__(self, scene, helped, day, *, by_department=False, **helper):
        self.scene, self.chronicle, self.helped = scene, scene.chronicle, helped
        role = Role.DEPARTMENT if by_department else Role.UNIT
        by = scene.users["department"] if by_department else self.unit_of(helped)
        facts = {"starts_on": day, "ends_on": months_after(day, MONTHS), "goal": scene.dice.choice(words.GOALS)}
        fields = [HelpField.ORGANISATION, HelpField.TRAINING, HelpField.ACTIVITIES]
        self.row = Twinning(helped=helped, **helper, **facts, fields=fields, proposed_by=by, proposed_as=role)
        moment = self.chronicle.moment(day)
        if not by_department:
            self.row.helped_agreed_by, self.row.helped_agreed_at = by, moment
        self.chronicle.begin(self.row, moment, by=by)

    def unit_of(self, branch):
        """The secretary of the unit of `branch`."""
        return self.scene.users[f"unit-{self.scene.unit_of(branch, self.scene.days.today)}"]

    @property
    def writer(self):
        """(who records the help, in which role): the helping branch; of others the unit."""
        if self.row.helper:
            return self.scene.users[f"branch-{self.row.helper.code}"], Role.BRANCH
        return self.unit_of(self.helped), Role.UNIT

    def agree(self, day):
        """The helper's side agrees, after which it is in force."""
        by, moment = self.writer[0], self.chronicle.moment(day)
        known = {"helper_agreed_by": by, "helper_agreed_at": moment, "agreed_on": day, "starts_on": day}
        self.chronicle.go_on(self.row, moment, by=by, state=TwinningState.AGREED, **known)

    def decline(self, day, reason):
        values = {"state": TwinningState.ENDED, "reason": reason}
        self.chronicle.go_on(self.row, self.chronicle.moment(day), by=self.writer[0], why=reason, **values)

    def end(self, day, result, reason):
        values = {"state": TwinningState.ENDED, "result": result, "reason": reason, "ends_on": day}
        by = self.unit_of(self.helped)
        self.chronicle.go_on(self.row, self.chronicle.moment(day), by=by, why=reason, **values)

    def record(self, day, number, *, shown=False):
        """The deed of that number was done. Returns the HelpRecord."""
        by, role = self.writer
        text, place, people, solved = words.DEEDS[number % len(words.DEEDS)]
        said = {"on": day, "text": text, "place": place, "people": people, "solved": solved}
        record = HelpRecord(twinning=self.row, **said, by=by, reported_as=role)
        self.chronicle.begin(record, self.chronicle.moment(day), by=by)
        if shown:
            picture = self.scene.album.photo(day, HelpPicture(record=record, by=by))
            self.chronicle.begin(picture, self.chronicle.moment(day), by=by)
        return record

    def confirm(self, record, day):
        by, moment = self.scene.users[f"branch-{self.helped.code}"], self.chronicle.moment(day)
        known = {"confirmed_by": by, "confirmed_at": moment}
        self.chronicle.go_on(record, moment, by=by, state=RecordState.CONFIRMED, **known)

    def send_back(self, record, day, reason):
        by, values = self.scene.users[f"branch-{self.helped.code}"], {"state": RecordState.RETURNED, "reason": reason}
        self.chronicle.go_on(record, self.chronicle.moment(day), by=by, why=reason, **values)


class Twins:
    """Gives the lagging branches their helpers, in the order of the codes."""

    def __init__(self, scene):
        self.scene, self._load = scene, Counter()
        self._branches = [one for one in scene.organisations if one.kind == Kind.BRANCH and self._stayed(one)]
        self._leaders, self._departments = cycle(words.LEADERS), cycle(words.DEPARTMENTS)

    def tell(self):
        """Those who lag longest come first; who rose was helped until the goal was reached."""
        lagging = [one for one in self._branches if self.scene.tier(one) == Tier.LAGGING]
        stories = cycle(STORIES)
        for branch in sorted(lagging, key=lambda one: self._began(one) != Tier.LAGGING):
            if story := next(stories):
                getattr(self, story)(branch)
        risen = [one for one in self._branches if self._began(one) == Tier.LAGGING and one not in lagging]
        for branch in risen[:2]:
            self.met(branch)

    def running(self, branch):
        """Agreed in spring, recorded every other month, confirmed; lately too."""
        twin = self._agreed(branch, 35)
        for number, day in enumerate((*map(self.scene.spring, (45, 90, 140)), self.scene.ago(12))):
            twin.confirm(twin.record(day, number, shown=number == 1), day)
        return twin

    def to_confirm(self, branch):
        """The last record waits for the helped branch."""
        self.running(branch).record(self.scene.ago(4), 4, shown=True)

    def returned(self, branch):
        """The last record came back."""
        twin = self.running(branch)
        twin.send_back(twin.record(self.scene.ago(6), 5), self.scene.ago(5), words.RETURNED)

    def silent(self, branch):
        """Signed, visited once, then nothing any more."""
        twin = self._agreed(branch, 38)
        twin.confirm(twin.record(self.scene.spring(50), 0), self.scene.spring(52))

    def by_leader(self, branch):
        post, name = next(self._leaders)
        self._named(branch, helper_kind=HelperKind.LEADER, helper_name=name, helper_post=post)

    def by_department(self, branch):
        self._named(branch, helper_kind=HelperKind.DEPARTMENT, helper_name=next(self._departments))

    def by_another_unit(self, branch):
        """By an advanced branch of another unit."""
        twin = self._agreed(branch, 42, away=True)
        twin.confirm(twin.record(self.scene.ago(20), 2), self.scene.ago(18))

    def proposed(self, branch):
        """By the unit: it waits for the helper."""
        ToldTwinning(self.scene, branch, self.scene.ago(3), **self._helper(branch))

    def asked_by_department(self, branch):
        """It waits for both sides."""
        ToldTwinning(self.scene, branch, self.scene.ago(2), by_department=True, **self._helper(branch))

    def declined(self, branch):
        """The first one had no time, one of another unit helps."""
        twin = ToldTwinning(self.scene, branch, self.scene.spring(33), **self._helper(branch))
        twin.decline(self.scene.spring(36), words.DECLINED)
        self.by_another_unit(branch)

    def met(self, branch):
        """It rose with the later round."""
        twin = self.running(branch)
        twin.end(self.scene.ago(1), TwinningResult.MET, words.MET)

    def _agreed(self, branch, day, *, away=False):
        twin = ToldTwinning(self.scene, branch, self.scene.spring(day), **self._helper(branch, away=away))
        twin.agree(self.scene.spring(day + 2))
        return twin

    def _named(self, branch, **helper):
        twin = ToldTwinning(self.scene, branch, self.scene.spring(34), **helper)
        twin.agree(self.scene.spring(35))
        for number, day in enumerate((self.scene.spring(60), self.scene.spring(120), self.scene.ago(15))):
            twin.confirm(twin.record(day, number), day)

    def _helper(self, branch, *, away=False):
        """The branch that helps: never lagging, of the same category, of the own unit unless `away`."""

        def distance(one):
            is_other = one.category != branch.category, (self._unit(one) != self._unit(branch)) != away
            return (*is_other, -self.scene.tier(one), self._load[one.pk], one.code)

        strong = [one for one in self._branches if min(self._began(one), self.scene.tier(one)) >= Tier.GOOD]
        found = min(strong, key=distance)
        self._load[found.pk] += 1
        return {"helper_kind": HelperKind.BRANCH, "helper": found}

    def _stayed(self, branch):
        """Open, rated in both rounds, and where it always was."""
        is_rated = self._began(branch) is not None and self.scene.tier(branch) is not None
        return branch.closed_on is None and is_rated and self.scene.first_unit_of(branch) == self._unit(branch)

    def _began(self, branch):
        return self.scene.tier(branch, self.scene.days.baseline)

    def _unit(self, branch):
        return self.scene.unit_of(branch, self.scene.days.today)
