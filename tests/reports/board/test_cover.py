"""The board with cover: its column, order, sheet; overview, unit page and command say the same (R10, R24)."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import translation
from django.utils.html import strip_tags

from branches import actions as roster
from ratings.choices import Tier
from tests.pledges.made import TODAY, in_force
from tests.snapshot import staged
from tests.workbooks import list_rows
from tests.world import rate

DAY = TODAY.isoformat()
ASKED = {"on": DAY, "columns": ["gap", "cover"], "sort": "name"}


@pytest.fixture
@staged
def pledged(world):
    """Both units have a gap; that of unit 02 is covered."""
    for code in ("0101", "0102", "0201", "0202"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    in_force(world["0201"], world.campaign)
    return world


@pytest.fixture
def client_of(client_of):
    """As everywhere, but reading English."""

    def reader(username):
        client = client_of(username)
        client.cookies["django_language"] = "en"
        return client

    return reader


def test_board_shows_cover_and_the_states_that_follow(pledged, client_of):
    page = client_of("department").get("/targets/", ASKED).context["page"]
    lines = [page.university, *page.lines]
    assert [([strip_tags(cell.link) for cell in line.cells[:2]], line.state[0]) for line in lines] == [
        (["2", "1"], "off_track"),
        (["1", "0"], "off_track"),
        (["1", "1"], "at_risk"),
        (["—", "—"], "not_applicable"),
    ]


def test_board_links_the_cover(pledged, client_of):
    text = client_of("department").get("/targets/", ASKED).content.decode()
    assert f'href="/numbers/ordinary-1-cover/?unit=02&amp;on={DAY}"' in text


@pytest.mark.parametrize(("sort", "codes"), [("-ordinary-1.cover", "02 01 03"), ("ordinary-1.cover", "01 02 03")])
def test_board_sorts_by_cover(pledged, client_of, sort, codes):
    page = client_of("department").get("/targets/", {**ASKED, "sort": sort}).context["page"]
    assert [line.unit.code for line in page.lines] == codes.split()


def test_board_filters_by_the_state_that_follows_from_cover(pledged, client_of):
    page = client_of("department").get("/targets/", {"on": DAY, "state": "at_risk"}).context["page"]
    assert [line.unit.code for line in page.lines] == ["02"]


def test_board_sheet_holds_the_cover(pledged, client_of):
    sheet = list_rows(client_of("department").get("/targets/sheet/", ASKED))
    assert [row[3] for row in sheet] == ["Ordinary → Advanced, 30%: Cover", 1, 0, 1, "—"]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/department/", "Pledged in time: 1 branch; not covered: 1 of the gap of 2"),
        ("/units/02/", "Pledged in time: 1 branch, so the gap of 1 is covered"),
        ("/units/01/", "Pledged in time: 0 branches; not covered: 1 of the gap of 1"),
    ],
)
def test_overview_and_unit_say_whether_the_gap_is_covered(pledged, client_of, address, told):
    text = client_of("department").get(address, {"on": DAY}).content.decode()
    assert told in " ".join(strip_tags(text).split())


def test_overview_says_nothing_of_cover_where_there_is_no_gap_or_the_deadline_is_past(pledged, client_of):
    for code in ("0101", "0201"):
        rate(pledged[code], pledged.later, Tier.ADVANCED)
    text = client_of("department").get("/department/", {"on": "2014-01-01"}).content.decode()
    assert "Pledged in time" not in text


def test_command_prints_cover_and_state_for_programs(pledged, capsys):
    call_command("progress", "--campaign", "2012", "--on", DAY, "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["university"]["state"] == "off_track"
    assert [(row["code"], row["state"]) for row in told["units"]] == [
        ("01", "off_track"),
        ("02", "at_risk"),
        ("03", "not_applicable"),
    ]
    assert told["units"][1]["ordinary-1"] == {
        "cohort": 2,
        "risen": 0,
        "needed": 1,
        "gap": 1,
        "share": "0.0",
        "met": False,
        "moved_up_not_counted": 0,
        "not_rerated": 2,
        "left_out": 0,
        "cover": 1,
    }
    assert {figure["cover"] for figure in told["units"][2].values() if isinstance(figure, dict)} == {0}


def test_command_prints_cover_and_state_in_words(pledged, capsys):
    with translation.override("en"):
        call_command("progress", "--campaign", "2012", "--on", DAY)
    lines = capsys.readouterr().out.splitlines()
    [place] = [number for number, line in enumerate(lines) if line.startswith("02 ")]
    assert lines[place] == "02 化学学院党总支 · At risk"
    assert "  ordinary-1: 0 of 2 (0.0%), needed 1, gap 1, cover 1" in lines[place:]


def test_command_names_units_as_on_the_day(pledged, capsys):
    roster.rename(pledged["01"], name="人文学院党委", on=date(2012, 12, 1), by=None)
    names = []
    for day in (DAY, "2012-12-31"):
        call_command("progress", "--campaign", "2012", "--on", day, "--json")
        names.append(json.loads(capsys.readouterr().out)["units"][0]["name"])
    assert names == ["文学院党委", "人文学院党委"]
