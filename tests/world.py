"""The fixed cast of the tests: one university, three units, five branches, a person per role, neighbours, a stranger.

00 示范大学 · 01 文学院党委 (0101, 0102, 0103) · 02 化学学院党总支 (0201, 0202) · 03 图书馆直属党支部.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from accounts.models import User
from branches import actions as roster
from branches import tree
from branches.choices import Basis, Category, Kind
from branches.models import Organisation
from core.choices import Role
from core.searching import sought_of
from ratings import actions
from ratings.choices import State, Tier
from ratings.models import Campaign, Rating, Round

PASSWORD = "lotus-river-2012"
FOUNDED = date(2005, 9, 1)
APPOINTED = date(2012, 1, 1)
BASELINE = date(2012, 4, 1)
LATER = date(2012, 10, 31)
MOVED = date(2012, 7, 1)
YEAR_1 = date(2012, 12, 31)
YEAR_2 = date(2013, 12, 31)
# What the form of a campaign holds besides its name and start.
RHYTHM = {
    "plan_days": "30",
    "unit_plan_by": "03-31",
    "report_months": "3",
    "look_back_months": "6",
    "meeting_days": "90",
    "silent_days": "60",
}
SUBMITTED_AT = datetime(2012, 11, 15, tzinfo=UTC)

UNITS = (
    ("01", "文学院党委", Kind.PARTY_COMMITTEE, {}),
    ("02", "化学学院党总支", Kind.GENERAL_BRANCH, {}),
    ("03", "图书馆直属党支部", Kind.DIRECT_BRANCH, {"category": Category.OFFICE, "members": 18}),
)
BRANCHES = (
    ("0101", "文学院教工第一党支部", {"category": Category.STAFF, "members": 12}),
    ("0102", "文学院学生第一党支部", {"category": Category.STUDENT, "basis": Basis.YEAR, "members": 25}),
    ("0103", "文学院离退休党支部", {"category": Category.RETIRED, "members": 9}),
    ("0201", "化学学院教工党支部", {"category": Category.STAFF, "members": 15}),
    ("0202", "化学学院学生党支部", {"category": Category.STUDENT, "basis": Basis.MAJOR, "members": 31}),
)
# user name: role and place; the stranger holds nothing.
CAST = {
    "department": (Role.DEPARTMENT, "00"),
    "department-2": (Role.DEPARTMENT, "00"),
    "viewer": (Role.VIEWER, "00"),
    "viewer-01": (Role.VIEWER, "01"),
    "unit-01": (Role.UNIT, "01"),
    "unit-02": (Role.UNIT, "02"),
    "unit-03": (Role.UNIT, "03"),
    "branch-0101": (Role.BRANCH, "0101"),
    "branch-0201": (Role.BRANCH, "0201"),
    "expert": (Role.EXPERT, "00"),
    "accounts": (Role.ACCOUNTS, "00"),
    "audit": (Role.AUDIT, "00"),
    "stranger": None,
}
SCORES = {Tier.ADVANCED: 95, Tier.GOOD: 82, Tier.ORDINARY: 68, Tier.LAGGING: 45}


@dataclass
class World:
    """What stands in the database: organisations by code, people by user name, the campaign and its two rounds."""

    organisations: dict
    people: dict
    campaign: Campaign
    baseline: Round
    later: Round
    stages: tuple = ()  # of tests.snapshot.staged, through which it went

    def __getitem__(self, code):
        return self.organisations[code]


def build():
    """Make the cast. Returns the World; nobody is rated yet."""
    organisations = plant()
    people = {name: person(name) for name in CAST}
    for name, held in CAST.items():
        if held:
            appoint(people[name], held[0], organisations[held[1]])
    campaign = open_campaign()
    baseline, later = campaign.rounds.order_by("reference_date")
    return World(organisations, people, campaign, baseline, later)


def plant():
    """The tree of the cast, by code."""
    root = Organisation.objects.add_root({"code": "00", "name": "示范大学", "kind": Kind.UNIVERSITY})
    planted = {"00": root}
    for code, name, kind, facts in UNITS:
        planted[code] = found(root, code, name=name, kind=kind, **facts)
    for code, name, facts in BRANCHES:
        planted[code] = found(planted[code[:2]], code, name=name, **facts)
    return planted


def found(parent, code, *, name="", kind=Kind.BRANCH, founded_on=FOUNDED, **facts):
    """A new organisation under `parent`."""
    if kind == Kind.BRANCH:
        facts = {"category": Category.STAFF, **facts}
    name = name or f"第{code}党支部"
    return roster.found(parent=parent, kind=kind, code=code, name=name, founded_on=founded_on, by=None, **facts)


def crowd(parent, numbers, *, kind=Kind.BRANCH, name="第{}党支部", **facts):
    """Further organisations under `parent`, as many as there are `numbers`, at once: N0007 and so on."""
    parent.refresh_from_db()
    named = [(f"N{one:04}", name.format(one)) for one in numbers]
    rows = [Organisation(kind=kind, code=code, name=one, sought=sought_of(one), **facts) for code, one in named]
    tree.append([(parent, row) for row in rows])
    Organisation.objects.bulk_create(rows)
    return list(Organisation.objects.filter(code__in=[row.code for row in rows]).order_by("code"))


def person(username, **facts):
    """A user who signs in with PASSWORD and need not change it."""
    return User.objects.create(username=username, name=username, password=make_password(PASSWORD), **facts)


def appoint(user, role, organisation, *, starts_on=APPOINTED, ends_on=None):
    """The appointment of `user`, in force today unless told otherwise."""
    return roster.appoint(user, role=role, organisation=organisation, on=starts_on, ends_on=ends_on, by=None)


def open_campaign(code="2012", *, baseline_on=BASELINE, later_on=LATER, counts_direct=False):
    """A campaign with a baseline, a later round and the notice's four targets."""
    campaign = actions.open_campaign(
        code=code, name=f"扶弱培强 {code}", starts_on=baseline_on.replace(day=1), counts_direct=counts_direct, by=None
    )
    add_round(campaign, f"{code}-1", baseline_on)
    add_round(campaign, f"{code}-2", later_on)
    return campaign


def add_round(campaign, code, reference_date, **facts):
    """A round of `campaign`; the first by date is its baseline."""
    return actions.open_round(
        campaign=campaign, code=code, name=f"轮次 {code}", reference_date=reference_date, by=None, **facts
    )


def rate(organisation, round_, tier, score=None, *, state=State.APPROVED, **facts):
    """The rating of `organisation` in `round_`, official unless told otherwise; the score fits the tier."""
    organisation.refresh_from_db()
    unit = Organisation.objects.get(path=organisation.unit_path)
    score = Decimal(SCORES[tier] if score is None else score)
    if state == State.APPROVED:
        decided = actions.Decided(organisation.pk, round_.pk, unit.pk, score, tier)
        actions.record_decided(rows=[decided], by=None, reason="台账")
        return Rating.objects.get(organisation=organisation, round=round_)
    facts["reason"] = "不够具体" if state == State.RETURNED else ""
    facts["submitted_at"] = None if state == State.DRAFT else SUBMITTED_AT
    return Rating.objects.create(
        organisation=organisation, round=round_, unit=unit, tier=tier, score=score, state=state, **facts
    )


def close(organisation, on, *, into=None):
    """Merge `organisation` into another, or dissolve it."""
    how = {"on": on, "document": "示范组〔2012〕9号", "reason": "调整", "by": None}
    return roster.merge(organisation, into=into, **how) if into else roster.dissolve(organisation, **how)


def move(branch, unit, on=MOVED):
    """Move `branch` to another unit."""
    return roster.move(branch, to=unit, on=on, document="示范组〔2012〕8号", reason="调整", by=None)
