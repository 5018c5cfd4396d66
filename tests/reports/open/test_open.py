"""Public figures: the university's alone, by day, as the board has them."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pledges.queries.cover import covered_board
from ratings.choices import Tier
from ratings.models import Campaign
from ratings.queries.board import targets_of
from ratings.queries.series import university_series
from tests.pledges.wall.pages import forbidden
from tests.snapshot import staged
from tests.world import BASELINE, LATER, YEAR_1, YEAR_2, add_round, close, rate

DAY = "2012-11-25"


@pytest.fixture
@staged
def rated(world):
    for code in ("0101", "0102", "0103", "0201"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    rate(world["0202"], world.baseline, Tier.LAGGING)
    rate(world["0101"], world.later, Tier.ADVANCED)
    close(world["0103"], date(2012, 9, 1))
    return world


def lines(client, query=f"?on={DAY}"):
    answer = client.get(f"/open/data.csv{query}")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def told(line):
    return [line[name] for name in ("日期", "目标", "起始党支部数", "应晋位", "已晋位", "比例（%）", "差距", "已完成")]


def test_data_tells_each_day_on_which_something_changed(rated, client):
    first_year = [told(line) for line in lines(client) if line["目标"] == "ordinary-1"]
    assert first_year == [
        [DAY, "ordinary-1", "3", "1", "1", "33.3", "0", "1"],
        ["2012-10-31", "ordinary-1", "3", "1", "1", "33.3", "0", "1"],
        ["2012-09-01", "ordinary-1", "3", "1", "0", "0.0", "1", "0"],
        ["2012-04-01", "ordinary-1", "4", "2", "0", "0.0", "2", "0"],
    ]
    assert {line["目标"] for line in lines(client)} == {"ordinary-1", "ordinary-2"}


def test_figures_are_those_of_the_board_on_every_day(rated):
    campaign = Campaign.objects.with_baseline().get()
    found = university_series(campaign, targets_of(campaign), date(2014, 1, 1))
    assert {one.on for one in found} >= {BASELINE, LATER, YEAR_1, YEAR_2}
    boards = {day: covered_board(campaign, day, []).university.figures for day in {one.on for one in found}}
    assert [one for one in found if one.figure != boards[one.on][one.target.code]] == []


def test_figures_have_one_query_however_many_days(rated):
    campaign = Campaign.objects.with_baseline().get()
    for number in range(3, 9):
        rate(rated["0102"], add_round(campaign, f"2012-{number}", date(2012, 11, number)), Tier.GOOD)
    targets = targets_of(campaign)
    with CaptureQueriesContext(connection) as asked:
        university_series(campaign, targets, YEAR_1)
    assert len(asked) == 1


@pytest.mark.parametrize("address", ["/open/", "/open/method/", "/open/data.csv"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_public_is_told_nothing_of_single_ones(rated, client, address, language):
    answer = client.get(address, {"on": DAY, "lang": language})
    text = answer.content.decode()
    named = [one.name for one in rated.organisations.values() if one.code != "00" and one.name in text]
    assert (answer.status_code, answer.cookies, forbidden(text, rated), named) == (200, {}, [], [])


def test_data_leads_to_its_method(rated, client):
    assert client.get("/open/data.csv")["Link"] == '</open/method/>; rel="describedby"'


@pytest.mark.parametrize(
    ("query", "status"), [("?on=2999-01-01", 400), ("?on=x", 400), ("?campaign=none", 404), ("?on=2012-01-01", 200)]
)
def test_what_cannot_be_asked_is_answered_in_words(rated, client, query, status):
    for address in ("/open/", "/open/data.csv"):
        assert client.get(address + query).status_code == status


def test_figures_of_nobody_say_so(world, client):
    text = client.get("/open/").content.decode()
    assert "暂无统计数据。" in text
    assert lines(client, "") == []
