"""How far a round is, unit by unit: the same for a few units as for very many."""

from branches.choices import Kind
from branches.models import Organisation
from ratings.choices import State, Tier
from ratings.queries import completion
from tests.world import found, rate


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
