"""The database states what plans are: each named constraint is tried by writing past the verbs."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint

from core.reporting.choices import ReportedState
from pledges.choices import MoveState, PlanKind, PlanOutcome, PlanState, VersionState
from pledges.models import CoverSpan, DueMove, Measure, Plan, Proof, Satisfaction, Version
from tests.world import YEAR_1

DAY = date(2012, 6, 1)


@pytest.fixture
def plans(world):
    """A pledge in force, with one of everything; a draft of another branch."""
    facts = {"campaign": world.campaign, "kind": PlanKind.PLEDGE, "due_on": YEAR_1, "goal": 4}
    in_force = {"state": PlanState.IN_FORCE, "published_on": DAY}
    plan = Plan.objects.create(organisation=world["0101"], **facts, **in_force)
    Plan.objects.create(organisation=world["0102"], **facts)
    Measure.objects.create(plan=plan, number=1, text="学习")
    Measure.objects.create(plan=plan, number=2, text="换届", reported_by=world.people["branch-0101"])
    for number, state in ((1, VersionState.ADOPTED), (2, VersionState.DRAFT), (3, VersionState.ADOPTED)):
        day = DAY if state == VersionState.ADOPTED else None
        Version.objects.create(plan=plan, number=number, state=state, content={}, adopted_on=day)
    DueMove.objects.create(plan=plan, old_day=YEAR_1, new_day=YEAR_1)
    Satisfaction.objects.create(plan=plan, on=DAY, present=9, satisfied=5, fairly=3, dissatisfied=1)
    Proof.objects.create(plan=plan, link="https://example.org")
    unit, target = world["01"], world.campaign.targets.first()
    CoverSpan.objects.create(target=target, organisation=world["0101"], unit=unit, since=DAY, until=YEAR_1)
    return world


def refuses(name, rows, **values):
    """Whether writing `values` is refused by the constraint of that name (SQLite names a unique one by its columns)."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        rows.update(**values)
    return name in str(caught.value)


PUBLISHED = Plan.objects.filter(state=PlanState.IN_FORCE)
DRAFT = Plan.objects.filter(state=PlanState.DRAFT)
CHECKS = [
    ("plan_published_once_adopted", PUBLISHED, {"published_on": None}),
    ("plan_published_once_adopted", DRAFT, {"published_on": DAY}),
    ("plan_ended_has_day", PUBLISHED, {"state": PlanState.ENDED}),
    ("plan_ended_has_day", PUBLISHED, {"ended_on": DAY}),
    ("plan_ended_has_day", PUBLISHED, {"outcome": PlanOutcome.KEPT}),
    ("plan_ends_after_it_began", PUBLISHED, {"state": PlanState.ENDED, "ended_on": date(2012, 5, 31)}),
    ("plan_returned_has_reason", DRAFT, {"state": PlanState.RETURNED}),
    (
        "plan_not_kept_is_explained",
        PUBLISHED,
        {"state": PlanState.ENDED, "ended_on": DAY, "outcome": PlanOutcome.NOT_KEPT},
    ),
    ("measure_done_has_day", Measure.objects.filter(number=1), {"state": ReportedState.DONE}),
    ("measure_done_has_day", Measure.objects.filter(number=1), {"done_on": DAY}),
    ("measure_countable_has_both", Measure.objects.filter(number=1), {"start": 3}),
    ("measure_countable_has_both", Measure.objects.filter(number=1), {"goal_value": 3}),
    ("version_adopted_has_day", Version.objects.filter(number=1), {"adopted_on": None}),
    ("version_adopted_has_day", Version.objects.filter(number=2), {"adopted_on": DAY}),
    ("move_decided_has_day", DueMove.objects.all(), {"state": MoveState.GRANTED}),
    ("move_decided_has_day", DueMove.objects.all(), {"decided_on": DAY}),
    ("satisfaction_within_present", Satisfaction.objects.all(), {"present": 8}),
    ("proof_file_or_link", Proof.objects.all(), {"link": ""}),
    ("proof_file_or_link", Proof.objects.all(), {"file": "a.png"}),
    ("cover_in_order", CoverSpan.objects.all(), {"until": DAY}),
]


@pytest.mark.parametrize(("name", "rows", "values"), CHECKS)
def test_check_holds(plans, name, rows, values):
    assert refuses(name, rows.all(), **values)


def test_nobody_confirms_their_own_measure(plans):
    rows = Measure.objects.filter(number=2)
    assert refuses("measure_confirmed_by_another", rows, confirmed_by=plans.people["branch-0101"])


def test_one_plan_of_a_kind_is_in_writing(plans):
    with pytest.raises(IntegrityError), transaction.atomic():
        PUBLISHED.update(state=PlanState.DRAFT, published_on=None, organisation=plans["0102"])


def test_numbers_are_given_once(plans):
    for rows in (Measure.objects.filter(number=2), Version.objects.filter(number=2)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(number=1)


def test_one_version_is_in_writing(plans):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(number=3).update(state=VersionState.DRAFT, adopted_on=None)


def test_every_check_is_tried():
    tried = {name for name, _rows, _values in CHECKS} | {"measure_confirmed_by_another"}
    models = (Plan, Measure, Version, DueMove, Satisfaction, Proof, CoverSpan)
    found = [one for model in models for one in model._meta.constraints if isinstance(one, CheckConstraint)]
    assert tried == {one.name for one in found}
