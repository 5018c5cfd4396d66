"""Which plans the demo shows: a believable year with something in every state."""

from collections import Counter

import pytest
from django.db.models import F, Q

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.models import Event
from core.reporting.choices import ReportedState
from pledges.choices import OF_PLEDGES, RUNNING, LookBackResult, MoveState, PlanKind, PlanOutcome, VersionState
from pledges.choices import PlanState as States
from pledges.models import DueMove, LookBack, Measure, Plan, Proof, Update, Version
from pledges.queries.duties import owed_by
from ratings.choices import Tier
from ratings.queries.cohort import standings_on
from tests.demo.built.conftest import TODAY

FIRST_UNIT, FIRST_BRANCH = "01", "001"


@pytest.fixture
def standing(campaign):
    """{primary key: tier today} of the branches that are open."""
    opened = Organisation.objects.branches().open_on(TODAY)
    return dict(standings_on(campaign, TODAY, opened).values_list("organisation", "tier"))


def at(standing, tier):
    return [key for key, one in standing.items() if one == tier]


def states(kind, **kept):
    return Counter(Plan.objects.filter(kind=kind, **kept).order_by().values_list("state", flat=True))


def outcomes(kind):
    ended = Plan.objects.filter(kind=kind, state=States.ENDED)
    return Counter(ended.order_by().values_list("outcome", flat=True))


def test_wall_has_forty_pledges_and_more(standing):
    public = Plan.objects.filter(kind=PlanKind.PLEDGE, goal__in=[Tier.GOOD, Tier.ADVANCED])
    public = public.filter(Q(state__in=RUNNING) | Q(outcome__in=OF_PLEDGES))
    assert public.exclude(organisation__in=at(standing, Tier.LAGGING)).count() >= 80


def test_most_ordinary_branches_have_a_pledge_in_force(standing):
    ordinary = at(standing, Tier.ORDINARY)
    found = states(PlanKind.PLEDGE, organisation__in=ordinary)
    assert found[States.IN_FORCE] > len(ordinary) / 2
    assert min(found[state] for state in (States.DRAFT, States.SUBMITTED, States.RETURNED)) >= 3


def test_some_organisations_owe_what_nobody_has_begun(campaign):
    owed = [one for one in owed_by(campaign, TODAY, Organisation.objects.all()) if one.kind in tuple(PlanKind)]
    missing = Counter(duty.kind for duty in owed if duty.paper is None)
    assert set(missing) == set(PlanKind)
    late = Counter(duty.kind for duty in owed if duty.due < TODAY)
    assert min(late[kind] for kind in PlanKind) >= 1
    assert sum(late.values()) < 100


def test_lagging_branches_pledge_nothing_and_rectify(standing):
    lagging = at(standing, Tier.LAGGING)
    assert not Plan.objects.running().filter(kind=PlanKind.PLEDGE, organisation__in=lagging).exists()
    assert states(PlanKind.RECTIFICATION, organisation__in=lagging)[States.IN_FORCE] >= 3


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (PlanKind.PLEDGE, {States.ACCEPTANCE, States.ACCEPTED}),
        (PlanKind.ACTIVITY, {States.ASSESSED, States.ACCEPTANCE, States.ACCEPTED}),
        (PlanKind.RECTIFICATION, {States.ASSESSED}),
        (PlanKind.UNIT, {States.ASSESSED, States.ACCEPTANCE, States.ACCEPTED, States.ENDED}),
    ],
)
def test_plans_stand_in_every_state(demo, db, kind, missing):
    assert set(states(kind)) == set(States) - missing


def test_plans_ended_in_every_way(demo, db):
    assert set(outcomes(PlanKind.PLEDGE)) == {*OF_PLEDGES, PlanOutcome.WITHDRAWN, ""}
    assert min(outcomes(PlanKind.PLEDGE)[outcome] for outcome in OF_PLEDGES) >= 5
    assert set(outcomes(PlanKind.RECTIFICATION)) == {PlanOutcome.SETTLED, ""}
    assert set(outcomes(PlanKind.ACTIVITY)) == {PlanOutcome.DONE}
    decided = Plan.objects.filter(outcome__in=OF_PLEDGES)
    assert decided.exclude(outcome=F("proposed")).exists()
    assert decided.exclude(satisfaction=None).exists()


def test_settled_ones_last_relapse_or_are_still_to_be_looked_back_at(demo, db):
    settled = Plan.objects.filter(outcome=PlanOutcome.SETTLED)
    assert set(LookBack.objects.values_list("result", flat=True)) == set(LookBackResult)
    assert settled.filter(look_back=None).exists()
    relapsed = settled.filter(look_back__result=LookBackResult.RELAPSED)
    again = Plan.objects.exclude(previous=None)
    assert set(again.values_list("previous", flat=True)) == set(relapsed.values_list("pk", flat=True))


def test_versions_and_moved_due_days_stand_in_more_than_one_state(demo, db):
    further = Version.objects.filter(number=2)
    assert set(further.values_list("state", flat=True)) == {VersionState.ADOPTED, VersionState.SUBMITTED}
    assert Measure.objects.exclude(dropped_on=None).exists()
    assert set(DueMove.objects.values_list("state", flat=True)) == {MoveState.ASKED, MoveState.GRANTED}


def test_measures_stand_in_every_state_and_some_are_overdue(demo, db):
    running = Measure.objects.filter(plan__in=Plan.objects.running())
    assert set(running.values_list("state", flat=True)) == set(ReportedState)
    assert running.filter(due_on__lt=TODAY).exclude(state=ReportedState.DONE).exists()
    assert Measure.history.filter(state=ReportedState.OPEN).exclude(reason="").exists()
    assert Update.objects.exclude(value=None).count() > 100


def test_units_mostly_have_a_plan(campaign):
    units = Organisation.objects.filter(kind__in=BASE_KINDS)
    have = units.filter(plans__kind=PlanKind.UNIT)
    assert have.filter(plans__state=States.IN_FORCE).count() > units.count() / 2
    assert have.count() < units.count()


def test_first_unit_has_something_to_review_to_confirm_and_returned(demo, db):
    unit = Organisation.objects.get(code=FIRST_UNIT)
    plans = Plan.objects.filter(organisation__path__startswith=unit.path)
    found = Counter(plans.order_by().values_list("state", flat=True))
    assert min(found[state] for state in (States.SUBMITTED, States.RETURNED, States.IN_FORCE, States.ENDED)) >= 1
    assert Measure.objects.filter(plan__in=plans.running(), state=ReportedState.REPORTED).count() >= 3


def test_first_branch_has_a_pledge_with_measures_in_every_state(demo, db):
    pledge = Plan.objects.running().get(organisation__code=FIRST_BRANCH, kind=PlanKind.PLEDGE)
    assert set(pledge.measures.values_list("state", flat=True)) == set(ReportedState)
    assert pledge.measures.filter(due_on__lt=TODAY, done_on=None).exists()
    assert pledge.proofs.exclude(file="").exists()


def test_proofs_are_files_and_links(demo, db):
    assert 10 <= Proof.objects.exclude(file="").count() <= 30
    assert Proof.objects.exclude(link="").count() > 20


def test_log_has_nothing_of_today_about_plans_of_the_past(demo, db):
    assert not Event.objects.filter(detail__has_key="plan").exists()
