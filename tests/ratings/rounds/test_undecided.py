"""Who reads a rating of a round before it is decided: not the one who is rated."""

import pytest

from core.choices import Role
from ratings.choices import State, Tier
from ratings.models import Rating
from tests.workbooks import list_rows
from tests.world import SUBMITTED_AT, appoint, move, rate

ROUND = "/rounds/2012-1/"


@pytest.fixture
def undecided(world):
    """Of unit 01 and of each of its branches something that is not decided, whatever its state; 0101's is official."""
    rate(world["0101"], world.baseline, Tier.ADVANCED)
    rate(world["0102"], world.baseline, Tier.LAGGING, state=State.DRAFT)
    rate(world["0103"], world.baseline, Tier.GOOD, state=State.RETURNED)
    rate(world["0201"], world.baseline, Tier.GOOD, state=State.SUBMITTED)
    rate(world["01"], world.baseline, Tier.GOOD, state=State.SUBMITTED)
    rate(world["03"], world.baseline, Tier.GOOD, state=State.DRAFT)
    return world


def listed(response):
    return [rating.organisation.code for rating in response.context["list"].page]


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("department", ["01", "0101", "0102", "0103", "0201", "03"]),
        ("viewer", ["01", "0101", "0102", "0103", "0201", "03"]),
        ("viewer-01", ["0101", "0102", "0103"]),
        ("unit-01", ["0101", "0102", "0103"]),
        ("unit-02", ["0201"]),
        ("unit-03", []),
        ("branch-0101", ["0101"]),
        ("branch-0201", []),
    ],
)
def test_round_keeps_undecided_ratings_from_those_who_are_rated(undecided, client_of, who, codes):
    client = client_of(who)
    response = client.get(ROUND)
    assert sorted(listed(response)) == codes
    assert sum(count for _state, count in response.context["states"]) == len(codes)
    assert sorted(row[0] for row in list_rows(client.get(f"{ROUND}sheet/"))[1:]) == codes


def test_round_shows_a_unit_what_was_decided_about_itself(undecided, client_of):
    Rating.objects.filter(organisation=undecided["01"]).update(state=State.APPROVED, approved_at=SUBMITTED_AT)
    assert "01" in listed(client_of("unit-01").get(ROUND))


def test_round_keeps_a_moved_branch_s_correction_from_its_former_unit(undecided, client_of):
    move(undecided["0101"], undecided["02"])
    Rating.objects.filter(organisation=undecided["0101"]).update(state=State.RETURNED, reason="不够具体")
    seen = {who: "0101" in listed(client_of(who).get(ROUND)) for who in ("unit-01", "unit-02", "branch-0101")}
    assert seen == {"unit-01": False, "unit-02": True, "branch-0101": False}


def test_round_adds_up_the_roles_of_one_person(undecided, client_of):
    appoint(undecided.people["branch-0101"], Role.UNIT, undecided["02"])
    assert sorted(listed(client_of("branch-0101").get(ROUND))) == ["0101", "0201"]
