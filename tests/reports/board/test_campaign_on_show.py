"""Which campaign is on show: the latest with official figures on the day asked about, everywhere (N04)."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from ratings.choices import State, Tier
from ratings.models import Round
from ratings.queries import board as boards
from tests.snapshot import staged
from tests.world import BASELINE, open_campaign, rate

NEXT_BASELINE = date(2013, 4, 1)
HOMES = ("/department/", "/targets/", "/units/01/", "/branches/0101/")


@pytest.fixture
@staged
def followed(world):
    """The cast with a rated baseline, and a campaign of the next year that nobody is rated in yet."""
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    open_campaign("2013", baseline_on=NEXT_BASELINE, later_on=date(2013, 10, 31))
    return world


def next_baseline():
    return Round.objects.get(code="2013-1")


def on_show(day):
    return boards.chosen(boards.campaigns(), day).code


def test_campaign_without_figures_does_not_take_over(followed):
    assert on_show(date(2013, 12, 1)) == "2012"


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_campaign_whose_ratings_are_undecided_does_not_take_over(followed, state):
    rate(followed["0101"], next_baseline(), Tier.GOOD, state=state)
    assert on_show(date(2013, 12, 1)) == "2012"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2000, 1, 1), "2012"),  # older than all figures: the oldest there are
        (BASELINE, "2012"),
        (date(2013, 3, 31), "2012"),
        (NEXT_BASELINE, "2013"),
    ],
)
def test_latest_with_figures_on_the_day_is_on_show(followed, day, code):
    rate(followed["0101"], next_baseline(), Tier.GOOD)
    assert on_show(day) == code


def test_round_before_the_baseline_makes_no_figures(world):
    world.baseline.is_baseline, world.later.is_baseline = False, True
    world.baseline.save()
    world.later.save()
    rate(world["0101"], world.baseline, Tier.GOOD)
    assert [campaign.figures_from for campaign in boards.campaigns()] == [None]


def test_rating_of_a_base_organisation_makes_no_figures(followed):
    """It forms no cohort (R11): a board without anybody does not take the place of one with figures."""
    rate(followed["01"], next_baseline(), Tier.GOOD)
    assert on_show(date(2013, 12, 1)) == "2012"


def test_later_round_makes_no_figures_before_its_baseline(followed):
    rate(followed["0101"], Round.objects.get(code="2013-2"), Tier.GOOD)
    assert on_show(date(2013, 12, 1)) == "2012"


def test_newest_is_on_show_while_nobody_is_rated(world):
    open_campaign("2013", baseline_on=NEXT_BASELINE, later_on=date(2013, 10, 31))
    assert on_show(date(2013, 12, 1)) == "2013"


def test_nothing_is_on_show_without_campaigns(db):
    assert boards.chosen(boards.campaigns(), BASELINE) is None


@pytest.mark.parametrize("path", HOMES)
def test_pages_keep_their_figures_and_lead_to_the_other_campaign(followed, client_of, path):
    response = client_of("department").get(path)
    assert response.context["query"].campaign.code == "2012"
    assert 'href="?campaign=2013"' in response.content.decode()


@pytest.mark.parametrize("path", HOMES)
def test_empty_campaign_leads_back(followed, client_of, path):
    response = client_of("department").get(path, {"campaign": "2013"})
    assert response.context["query"].campaign.code == "2013"
    assert 'href="?campaign=2012"' in response.content.decode()


@pytest.mark.parametrize("path", HOMES)
def test_one_campaign_needs_no_switch(world, client_of, path):
    assert 'href="?campaign=' not in client_of("department").get(path).content.decode()


def test_links_name_the_campaign_once_there_are_two(followed, client_of):
    text = client_of("department").get("/targets/", {"on": "2012-12-31"}).content.decode()
    assert 'href="/units/01/?campaign=2012&amp;on=2012-12-31"' in text
    assert "/numbers/ordinary-1-gap/?unit=01&amp;campaign=2012&amp;on=2012-12-31" in text


LINKS = {
    "/units/01/": ("/branches/0101/", "/department/"),
    "/branches/0101/": ("/units/01/", "/department/"),
    "/numbers/ordinary-1-cohort/": ("/branches/0101/", "/targets/"),
}


@pytest.mark.parametrize("path", LINKS)
def test_links_lead_to_the_same_campaign_and_day(followed, client_of, path):
    asked = {"campaign": "2012", "on": "2012-12-31"}
    text = client_of("department").get(path, asked).content.decode()
    for address in LINKS[path]:
        assert f'href="{address}?campaign=2012&amp;on=2012-12-31"' in text


def test_filter_of_the_board_keeps_the_campaign(followed, client_of):
    text = client_of("department").get("/targets/", {"campaign": "2013"}).content.decode()
    assert '<input type="hidden" name="campaign" value="2013"' in text


def test_command_without_a_campaign_takes_the_one_on_show(followed, capsys):
    call_command("progress", "--on", "2012-12-31", "--json")
    assert json.loads(capsys.readouterr().out)["campaign"] == "2012"


def test_command_without_any_campaign_says_so(db):
    with pytest.raises(CommandError) as refused:
        call_command("progress")
    assert (str(refused.value), refused.value.returncode) == ("尚无活动。", 2)


def test_workbook_holds_the_campaign_on_show(followed, client_of):
    response = client_of("department").get("/workbooks/export/campaign/")
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert book["活动"]["A2"].value == "2012"


def test_campaign_of_a_round_is_taken_out_from_its_page(followed, client_of):
    client = client_of("department")
    assert 'href="/workbooks/export/campaign/?round=2013-1"' in client.get("/rounds/2013-1/").content.decode()
    response = client.get("/workbooks/export/campaign/", {"round": "2013-1"})
    assert load_workbook(io.BytesIO(b"".join(response.streaming_content)))["活动"]["A2"].value == "2013"


def test_campaigns_are_read_by_one_query(followed, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [campaign.figures_from for campaign in boards.campaigns()] == [None, BASELINE]
