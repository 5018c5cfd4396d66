"""What a decision does to the targets: on the page that asks, and afterwards; what waits and would count."""

import pytest
from django.utils import timezone

from ratings.actions import approve
from ratings.choices import State, Tier
from ratings.models import Campaign, Rating
from ratings.queries import board as boards
from ratings.queries.foreseen.rising import waiting_rises
from tests.ratings.inherited import scope_of
from tests.ratings.review.test_review import confirm, said
from tests.world import close, rate

REVIEW = "/rounds/2012-2/review/"
TARGET = "ordinary-1"


@pytest.fixture
def waiting(world):
    """Three ordinary branches of 01: one risen already, one that waits to rise, one that waits where it was."""
    for code in ("0101", "0102", "0103"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    rate(world["0101"], world.later, Tier.ADVANCED)
    handed_in = {"state": State.SUBMITTED, "submitted_by": world.people["unit-01"]}
    rate(world["0102"], world.later, Tier.ADVANCED, **handed_in)
    rate(world["0103"], world.later, Tier.ORDINARY, **handed_in)
    return world


def lines(comparison, unit=None):
    """{target: (risen before, after)} of what changes."""
    [group] = [group for group in comparison.groups if (group.unit and group.unit.code) == unit]
    cells = {line.target.code: line.cell("risen") for line in group.lines if line.changed}
    return {code: (cell.before, cell.after) for code, cell in cells.items()}


def rises(world, who="department", on=None):
    campaign = Campaign.objects.with_baseline().get()
    found = waiting_rises(scope_of(world, who), campaign, on or timezone.localdate(), boards.targets_of(campaign))
    return {key: dict(counts) for key, counts in found.items()}


def test_page_that_asks_shows_what_approving_does_and_changes_nothing(waiting, client_of):
    effect = client_of("department").get(f"{REVIEW}approve/?unit=01").context["effect"]
    assert (lines(effect)[TARGET], lines(effect, "01")[TARGET]) == ((1, 2), (1, 2))
    assert set(Rating.objects.filter(round=waiting.later).values_list("state", flat=True)) == {
        State.APPROVED,
        State.SUBMITTED,
    }


def test_effect_leaves_units_out_whose_figures_stay(waiting, client_of):
    effect = client_of("department").get(f"{REVIEW}approve/?one=0103").context["effect"]
    assert [group.unit for group in effect.groups] == [None]
    assert "各项指标没有变化。" in client_of("department").get(f"{REVIEW}approve/?one=0103").content.decode()


def test_what_was_done_to_the_targets_is_told_afterwards(waiting, client_of):
    response = confirm(client_of("department"), f"{REVIEW}approve/")
    [(level, sentence)] = said(response)
    assert level == "success"
    assert sentence.startswith("已审定：文学院党委2个。 一般→先进（2012年12月31日前）：已晋位1→2")


def test_reopening_shows_and_tells_what_it_takes_back(waiting, client_of):
    client, address = client_of("department"), "/rounds/2012-2/reopen/0101/"
    assert lines(client.get(address).context["effect"])[TARGET] == (1, 0)
    response = client.post(address, {"reason": "材料有误"}, follow=True)
    assert "一般→先进（2012年12月31日前）：已晋位1→0，尚差1。" in said(response)[0][1]


def test_what_waits_and_would_count_is_counted_by_unit_and_target(waiting):
    unit = waiting["01"].pk
    assert {key: counts.get(TARGET) for key, counts in rises(waiting).items()} == {unit: 1, None: 1}


def test_rises_that_wait_are_those_approving_brings(waiting):
    before = rises(waiting)[None]
    campaign = Campaign.objects.with_baseline().get()
    was = boards.board(campaign, timezone.localdate(), [])
    approve(rows=Rating.objects.filter(round=waiting.later), by=waiting.people["department"])
    now = boards.board(campaign, timezone.localdate(), [])
    risen = [{code: figure.risen for code, figure in one.university.figures.items()} for one in (was, now)]
    assert {code: count - risen[0][code] for code, count in risen[1].items() if count > risen[0][code]} == before


@pytest.mark.parametrize("who", ["viewer", "unit-01", "branch-0101"])
def test_only_an_officer_has_a_queue(waiting, who):
    assert rises(waiting, who) == {}


def test_own_entries_closed_branches_and_past_days_wait_for_nothing(waiting):
    assert rises(waiting, on=waiting.baseline.reference_date) == {}
    Rating.objects.filter(organisation=waiting["0102"]).update(submitted_by=waiting.people["department"])
    assert rises(waiting) == {}
    assert rises(waiting, "department-2") != {}
    close(waiting["0102"], timezone.localdate())
    assert rises(waiting, "department-2") == {}


@pytest.mark.parametrize("address", ["/targets/", "/units/01/", "/department/"])
def test_it_stands_beside_the_gap_for_an_officer_alone(waiting, client_of, address):
    waits = ["待审可晋位1" in client_of(who).get(address).content.decode() for who in ("department", "viewer")]
    assert waits == [True, False]


def test_review_shows_it_beside_the_gap(waiting, client_of):
    page = client_of("department").get(REVIEW)
    [section] = page.context["review"].sections
    told = [(line.target.code, line.gap, line.waiting) for line in section.gaps]
    assert told[0] == (TARGET, 0, 1)
    assert "待审可晋位1" in page.content.decode()
