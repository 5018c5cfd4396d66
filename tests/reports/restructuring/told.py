"""A world in which much hangs on one branch, and everything that stands there, today and on a day gone by (R28)."""

from datetime import timedelta

from branches import actions as roster
from branches.models import Appointment, Organisation, Secretary
from core import history
from pledges.choices import HelperKind, TwinningState
from pledges.models import Benchmark, CoverSpan, CoverStep, Plan, ShowcaseEntry, Twinning
from pledges.queries.cover import covered_board
from projects.choices import ProjectState
from projects.models import Call, Expert, Notice, Project
from ratings.choices import Tier
from ratings.models import Campaign, Rating, Standing, Tally
from ratings.queries import board as boards
from tests.pledges.made import TODAY, in_force
from tests.projects import made as made_projects
from tests.world import SUBMITTED_AT, YEAR_1, rate

BEGUN = TODAY - timedelta(days=40)
DOCUMENT = {"on": TODAY, "document": "示范组〔2012〕8号", "reason": "调整", "by": None}
KEPT = (Appointment, Secretary, Plan, Twinning, Benchmark, ShowcaseEntry, Project, Call, Notice, Expert)
DERIVED = (Standing, Tally, CoverSpan, CoverStep)
OF_HISTORY = {"history_id", "history_date", "history_user_id", "history_change_reason", "history_type"}


def fill(world):
    """Everything that ends with 0101 or with 01, or passes on."""
    for model in (Appointment, Organisation):  # the world was built before the clock stood
        model.history.update(history_date=SUBMITTED_AT.replace(month=1))
    tiers = (Tier.ORDINARY, Tier.LAGGING, Tier.ORDINARY, Tier.ADVANCED, Tier.ORDINARY)
    for code, tier in zip(("0101", "0102", "0103", "0201", "0202"), tiers, strict=True):
        rate(world[code], world.baseline, tier)
    in_force(world["0101"], world.campaign, day=BEGUN)
    in_force(world["0103"], world.campaign, day=BEGUN)
    help_ = {"helper_kind": HelperKind.BRANCH, "state": TwinningState.AGREED, "agreed_on": BEGUN, "starts_on": BEGUN}
    history.create(Twinning, [Twinning(helped=world["0103"], helper=world["0101"], **help_)], by=None)
    history.create(Benchmark, [Benchmark(follower=world["0101"], followed=world["0201"], starts_on=BEGUN)], by=None)
    history.create(Benchmark, [Benchmark(follower=world["0102"], followed=world["0101"], starts_on=BEGUN)], by=None)
    history.create(ShowcaseEntry, [ShowcaseEntry(organisation=world["0101"], title="红色讲堂")], by=None)
    call = made_projects.call(world["00"])
    made_projects.project(world["0101"], call, ProjectState.RUNNING)
    made_projects.call(world["01"])
    roster.set_secretary(world["0101"], name="王芳", title="教授", term_from=BEGUN, on=BEGUN, by=None)


def told(model, rows):
    names = {field.attname for field in model._meta.concrete_fields}
    return sorted(repr(sorted((k, v) for k, v in row.items() if k in names)) for row in rows.values())


def tree():
    rows = Organisation.objects.order_by("code")
    names = {one.path: one.code for one in rows}
    facts = ("name", "sought", "category", "basis", "closed_on", "successor_id", "closing_document", "numchild")
    return {one.code: (names.get(one.path[:-4]), *(getattr(one, name) for name in facts)) for one in rows}


def everything(days):
    """What stands, and what each of `days` shows."""
    campaign = Campaign.objects.with_baseline().get()
    now = {model: told(model, model.objects.all()) for model in KEPT}
    derived = {model: sorted(map(str, model.objects.values_list(*_facts(model)))) for model in DERIVED}
    past = {(model, day): told(model, history.as_of(model, day)) for model in KEPT for day in days}
    figures = {
        day: str(covered_board(campaign, day, boards.units_of(campaign, Organisation.objects.units())))
        for day in (*days, YEAR_1)
    }
    cohorts = Rating.objects.values_list("organisation__code", "cohort_unit__code")
    told_of = {"tree": tree(), "now": now, "derived": derived, "past": past, "figures": figures, "cohorts": cohorts}
    return {(what, key): value for what, values in told_of.items() for key, value in dict(values).items()}


def differing(one, other):
    """What two tellings of everything have not in common."""
    keys = {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
    return {key: (one.get(key), other.get(key)) for key in keys}


def _facts(model):
    return [field.attname for field in model._meta.concrete_fields if field.name != "id"]
