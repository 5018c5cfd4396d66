"""The flow of everybody is read from the standings, that of some is looked up: both equal a recount, whatever was
approved, reopened or closed, and whichever two rounds are compared (R1, R3, R11, R13)."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branches.models import Organisation
from core.scope import within
from ratings import actions, standings
from ratings.choices import State, Tier
from ratings.models import Campaign, Rating
from ratings.queries.census import counted_kinds
from ratings.queries.flow import counted
from ratings.rules.flow import FlowStep, flow
from tests.draws import draws
from tests.world import SUBMITTED_AT, add_round, rate

CODES = ("0101", "0102", "0103", "0201", "03", "01")
DAYS = (date(2012, 1, 31), date(2012, 7, 31), date(2012, 10, 31))


@pytest.fixture
def rounds(world):
    """One round before the baseline, which had the mark first, the baseline, two later ones."""
    first, summer = add_round(world.campaign, "2012-0", DAYS[0]), add_round(world.campaign, "2012-s", DAYS[1])
    baseline = world.baseline
    baseline.refresh_from_db()
    kept = {name: getattr(baseline, name) for name in ("name", "reference_date", "opens_on", "closes_on")}
    actions.change_round(round_=baseline, **kept, is_baseline=True, by=None)
    return [first, baseline, summer, world.later]


def by_the_book(branches, earlier, later):
    """Each of `branches` looked at by itself."""
    steps = []
    for branch in branches:
        official = dict(Rating.objects.official().filter(organisation=branch).values_list("round", "tier"))
        closed = branch.closed_on is not None and branch.closed_on <= later.reference_date
        steps.append(FlowStep(official.get(earlier.pk), official.get(later.pk), closed, 1))
    return flow(steps)


def official(world, code, round_, tier):
    unit = world[code[:2]]
    forms_cohort = round_.is_baseline and code != "01"
    facts = {"state": State.APPROVED, "approved_at": SUBMITTED_AT, "cohort_unit": unit if forms_cohort else None}
    return Rating(organisation=world[code], round=round_, unit=unit, tier=tier, **facts)


worlds = st.fixed_dictionaries(
    {code: st.lists(st.sampled_from([*Tier, None, None]), min_size=4, max_size=4) for code in CODES}
)
closings = st.dictionaries(st.sampled_from(CODES[:4]), st.sampled_from(DAYS), max_size=3)


@given(tiers=worlds, closed=closings, counts_direct=st.booleans(), pending=st.sampled_from(CODES))
@settings(max_examples=draws(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_flow_equals_a_recount(world, rounds, tiers, closed, counts_direct, pending):
    Rating.objects.all().delete()
    Campaign.objects.filter(pk=world.campaign.pk).update(counts_direct=counts_direct)
    world.campaign.refresh_from_db()
    for code in CODES:
        Organisation.objects.filter(code=code).update(closed_on=None)
    Rating.objects.bulk_create(
        official(world, code, round_, tier)
        for code, rated in tiers.items()
        for round_, tier in zip(rounds, rated, strict=True)
        if tier is not None
    )
    for code, day in closed.items():
        Organisation.objects.filter(code=code).update(closed_on=day)
    Rating.objects.filter(organisation=world[pending], round=rounds[2]).update(state=State.RETURNED, reason="重新审定")
    standings.rebuild(world.campaign)
    everybody = Organisation.objects.filter(kind__in=counted_kinds(world.campaign))
    for earlier, later in combinations(rounds, 2):
        expected = by_the_book(everybody, earlier, later)
        assert counted(everybody, earlier, later, everybody=True).cells == expected.cells
        assert counted(everybody, earlier, later, everybody=False).cells == expected.cells
        own = everybody.filter(within("", world["01"].path))
        assert counted(own, earlier, later, everybody=False).cells == by_the_book(own, earlier, later).cells


@pytest.mark.parametrize(("numbers", "most"), [((1, 2), 3), ((2, 3), 3), ((1, 3), 4), ((0, 1), 2)])
def test_flow_of_neighbours_looks_nobody_up(world, rounds, numbers, most):
    for round_ in rounds:
        rate(world["0101"], round_, Tier.GOOD)
    branches = Organisation.objects.filter(kind__in=counted_kinds(world.campaign))
    with CaptureQueriesContext(connection) as queries:
        found = counted(branches, *(rounds[number] for number in numbers), everybody=True)
    assert found.cells == Counter({("good", "good"): 1})
    assert len(queries) == most
