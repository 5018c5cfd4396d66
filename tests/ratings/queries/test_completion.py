"""How far a round is, unit by unit: the same for a few units as for very many."""

from collections import Counter
from datetime import date

from branches.choices import Kind
from branches.models import Organisation
from ratings.choices import Completion, State, Tier
from ratings.queries import completion
from tests.world import close, found, move, rate


def test_completion_of_very_many_units_is_that_of_each(world, django_assert_num_queries):
    for number in range(completion.NAMED_ONE_BY_ONE):
        found(world["00"], f"u{number:03}", kind=Kind.PARTY_COMMITTEE)
    rate(world["0101"], world.later, Tier.GOOD)
    rate(world["0102"], world.later, Tier.GOOD, state=State.DRAFT)
    rate(world["0201"], world.later, Tier.GOOD, state=State.SUBMITTED)
    units = list(Organisation.objects.units().order_by("code"))
    with django_assert_num_queries(2):
        found_at_once = completion.by_unit(world.later, units)
    assert found_at_once == [completion.by_unit(world.later, [unit])[0] for unit in units]
    assert {row.unit.code: (row.typed, row.submitted, row.approved) for row in found_at_once if row.expected} == {
        "01": (1, 0, 1),
        "02": (0, 1, 0),
    }


def test_who_is_behind_is_what_each_unit_says(world, django_assert_num_queries):
    rate(world["0101"], world.later, Tier.GOOD)
    rate(world["0102"], world.later, Tier.GOOD, state=State.SUBMITTED)
    rate(world["0201"], world.later, Tier.GOOD, state=State.RETURNED)
    for number, states in enumerate(([], [State.DRAFT], [State.APPROVED], [State.APPROVED, None])):
        unit = found(world["00"], f"u{number}", kind=Kind.PARTY_COMMITTEE)
        for place, state in enumerate(states):
            branch = found(unit, f"{unit.code}{place}")
            if state:
                rate(branch, world.later, Tier.GOOD, state=state)
    move(world["0101"], world["02"])
    close(world["0202"], date(2012, 3, 1))
    units = Organisation.objects.units().order_by("code")
    behind = {Completion.NOT_STARTED, Completion.DRAFTED, Completion.RETURNED}
    stands = [one.state for one in completion.by_unit(world.later, list(units)) if one.state in behind]
    with django_assert_num_queries(4):
        assert completion.behind(world.later, units) == Counter(stands)
    assert set(stands) >= {Completion.DRAFTED, Completion.RETURNED}
    whole = [one.state for one in completion.by_unit(world.later, list(units)) if one.expected]
    told = completion.freshness(world.later.campaign, world.later.reference_date)
    assert told == (world.later, whole.count(Completion.APPROVED), len(whole))
    of_one = Organisation.objects.filter(code="02")
    assert completion.behind(world.later, of_one) == Counter([Completion.RETURNED])


def test_freshness_is_of_the_last_round_by_the_day(world):
    campaign, before = world.later.campaign, date(2012, 1, 1)
    days = (before, world.baseline.reference_date, world.later.reference_date)
    assert [told and told.round for told in (completion.freshness(campaign, day) for day in days)] == [
        None,
        world.baseline,
        world.later,
    ]
