"""Before submitting: what the check says; the submission; the university's own ratings go the same way (N01)."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from ratings.choices import State, Tier
from ratings.models import Rating
from tests.ratings.entry.test_grid import GRID, fields, names, stored
from tests.world import found, rate


def type_all(client, address=GRID, codes=("0101", "0102", "0103")):
    data = {}
    for code, score in zip(codes, ("95", "80", "50"), strict=True):
        data |= fields(code, score)
    client.post(address, data)


def test_check_counts_the_movements(world, client_of):
    for code, tier in (("0101", Tier.ORDINARY), ("0102", Tier.GOOD), ("0103", Tier.ORDINARY)):
        rate(world[code], world.baseline, tier)
    client = client_of("unit-01")
    type_all(client, "/units/01/rate/2012-2/")
    response = client.get("/units/01/rate/2012-2/check/")
    assert [count for _, count in response.context["summary"].movements] == [1, 1, 1, 0]
    assert response.context["summary"].missing.count == 0


def test_check_names_who_is_missing_and_offers_no_submission(world, client_of):
    client = client_of("unit-01")
    client.post(GRID, fields("0101", "95"))
    response = client.get(f"{GRID}check/")
    assert [one.code for one in response.context["summary"].missing.rows] == ["0102", "0103"]
    assert client.post(f"{GRID}check/").status_code == 302
    assert set(Rating.objects.values_list("state", flat=True)) == {State.DRAFT}


def test_check_warns_when_nobody_is_told_apart(world, client_of):
    world.organisations["0104"] = found(world["01"], "0104")
    for code in ("0101", "0102", "0103", "0104"):
        rate(world[code], world.baseline, Tier.ADVANCED, state=State.DRAFT)
    response = client_of("unit-01").get(f"{GRID}check/")
    assert len(response.context["summary"].warnings) == 3


def test_tier_that_the_score_does_not_say_needs_a_reason(world, client_of):
    """R21: without one the check names it and offers no submission, with one both stand there."""
    for code in ("0101", "0102", "0103"):
        rate(world[code], world.baseline, Tier.ADVANCED, score=95, state=State.DRAFT)
    Rating.objects.filter(organisation=world["0101"]).update(score=70)
    client = client_of("unit-01")
    page = client.get(f"{GRID}check/")
    assert [one.code for one in page.context["summary"].unexplained.rows] == ["0101"]
    assertContains(page, f'href="{GRID}?row=0101#row-0101"')
    assertNotContains(page, "提交3条")
    client.post(f"{GRID}check/")
    assert set(Rating.objects.values_list("state", flat=True)) == {State.DRAFT}
    Rating.objects.filter(organisation=world["0101"]).update(remark="省级先进")
    page = client.get(f"{GRID}check/")
    assert [row.organisation.code for row in page.context["summary"].explained.rows] == ["0101"]
    client.post(f"{GRID}check/")
    assert set(Rating.objects.values_list("state", flat=True)) == {State.SUBMITTED}


def test_submitting_locks_the_grid_and_says_who_must_act(world, client_of):
    client = client_of("unit-01")
    type_all(client)
    response = client.post(f"{GRID}check/", follow=True)
    assert set(Rating.objects.values_list("state", flat=True)) == {State.SUBMITTED}
    assert {line.form for line in response.context["lines"]} == {None}
    assert response.context["workflow"].waits_for != ""
    assert [step.current for step in response.context["workflow"].steps] == [False, True, False]


def test_submitting_twice_is_a_sentence(world, client_of):
    client = client_of("unit-01")
    type_all(client)
    client.post(f"{GRID}check/")
    response = client.post(f"{GRID}check/", follow=True)
    assert [message.level_tag for message in response.context["messages"]][-1] == "error"


BASE_GRID = "/rounds/2012-1/rate/"


def test_university_rates_base_organisations_in_the_same_grid(world, client_of):
    client = client_of("department")
    assert names(client.get(BASE_GRID)) == ["01", "02", "03"]
    type_all(client, BASE_GRID, codes=("01", "02", "03"))
    response = client.post(f"{BASE_GRID}check/")
    assert response["Location"] == BASE_GRID
    assert set(Rating.objects.values_list("organisation__code", "state")) == {
        ("01", State.SUBMITTED),
        ("02", State.SUBMITTED),
        ("03", State.SUBMITTED),
    }


def test_university_s_row_is_saved_as_typed(world, client_of):
    client_of("department").post(f"{BASE_GRID}rows/03/", fields("03", "95"))
    assert stored("03")[1] == Tier.ADVANCED


@pytest.mark.parametrize(
    ("who", "status"), [("department", 200), ("viewer", 200), ("unit-01", 403), ("branch-0101", 403), (None, 302)]
)
def test_university_s_grid_opens_for_the_department(world, client_of, who, status):
    assert client_of(who).get(BASE_GRID).status_code == status
