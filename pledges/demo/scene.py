"""Where the plans of the fictional university are told: its days, its people, and where everybody stands."""

from collections import defaultdict
from datetime import timedelta

from branches.choices import BASE_KINDS, BRANCH_KINDS, Category
from branches.demo.names import GIVEN, SURNAMES
from branches.models import Organisation
from pledges.demo.album import Album
from pledges.demo.chronicle import new_chronicle
from pledges.demo.words import office, retired, staff, student
from ratings.models import Campaign, Standing
from ratings.queries.board import board, units_of

WORDS = {Category.STAFF: staff, Category.STUDENT: student, Category.RETIRED: retired, Category.OFFICE: office}


class Scene:
    """What every story asks; `chronicle` takes down what it tells, `album` has the proofs."""

    def __init__(self, demo):
        self.days, self.dice, self.users = demo.days, demo.dice, demo.users
        self.campaign = Campaign.objects.with_baseline().get(pk=demo.grading.campaign.pk)
        self.chronicle, self.album = new_chronicle(), Album(demo.dice)
        self.organisations = list(Organisation.objects.filter(kind__in=[*BASE_KINDS, *BRANCH_KINDS]).order_by("code"))
        self._first_unit = {branch.code: unit.code for unit in demo.units for branch in unit.branches}
        self._by_path = {organisation.path: organisation.code for organisation in self.organisations}
        self._standings = _standings(self.campaign)
        self._committees = {}

    def spring(self, number):
        """So many days after the baseline's reference date; the later round lies about 210 days after it."""
        return self.days.baseline + timedelta(days=number)

    def lately(self, number):
        """So many days after the later round's reference date, today at the latest."""
        return min(self.days.later + timedelta(days=number), self.days.today)

    def ago(self, number):
        """So many days ago, the day after the later round's reference date at the earliest."""
        return max(self.days.today - timedelta(days=number), self.lately(1))

    def ahead(self, number):
        """So many days from today on, the first deadline at the latest."""
        return min(self.days.today + timedelta(days=number), self.days.year_1)

    def tier(self, organisation, day=None):
        """Where `organisation` stands on `day`, today without one; None without an official rating."""
        known = [tier for since, tier in self._standings[organisation.pk] if since <= (day or self.days.today)]
        return known[-1] if known else None

    def first_unit_of(self, branch):
        """The code of the unit of `branch` before anything was moved; None of a base organisation."""
        return self._first_unit.get(branch.code)

    def unit_of(self, branch, day):
        """The code of the unit of `branch` on `day`: one branch was moved."""
        has_moved = day >= self.days.moved_on
        return self._by_path[branch.path[: -branch.steplen]] if has_moved else self._first_unit[branch.code]

    def person(self, organisation, post):
        """Who holds `post` in the committee of `organisation`, with the post in front; "" for the secretary."""
        if post and (organisation.code, post) not in self._committees:
            name = self.dice.choice(SURNAMES) + self.dice.choice(GIVEN)
            self._committees[organisation.code, post] = f"{post}{name}"
        return self._committees.get((organisation.code, post), "")

    def words(self, organisation):
        """The deeds of a branch of its category."""
        return WORDS[organisation.category]

    def short(self):
        """The codes of the units that miss a target of the nearest deadline, in order."""
        units = units_of(self.campaign, Organisation.objects.units())
        nearest = [target.code for target in self.campaign.targets.all() if target.deadline == self.days.year_1]
        rows = board(self.campaign, self.days.today, units).units
        return [row.unit.code for row in rows if any(row.figures[code].gap for code in nearest)]


def _standings(campaign):
    """{primary key of an organisation: [(since, tier)]} in order."""
    found = defaultdict(list)
    rows = Standing.objects.filter(campaign=campaign).order_by("organisation", "since")
    for key, since, tier in rows.values_list("organisation", "since", "tier"):
        found[key].append((since, tier))
    return found
