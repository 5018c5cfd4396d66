"""A day ahead: only a target's deadline can be asked about, and is told as a forecast with today's cover and states
(R34)."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils.html import strip_tags

from ratings.choices import Tier
from tests.pledges.made import TODAY, in_force, on
from tests.snapshot import staged
from tests.world import YEAR_1, YEAR_2, rate

AHEAD, DEADLINE = "2012-07-01", YEAR_1.isoformat()
PAGES = ("/targets/", "/department/", "/units/02/", "/branches/0201/", "/numbers/ordinary-1-cover/")


@pytest.fixture
@staged
def pledged(world):
    """Unit 02 is covered by a pledge that is due a month before the deadline."""
    for code in ("0101", "0201"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    in_force(world["0201"], world.campaign, due_on=date(2012, 11, 30))
    return world


@pytest.fixture
def client(pledged, client_of):
    """The department's, on the day of the pledge."""
    with on(TODAY):
        yield client_of("department")


@pytest.mark.parametrize("address", PAGES)
def test_day_ahead_is_refused(client, address):
    response = client.get(address, {"on": AHEAD})
    assert (response.status_code, response.context["query"].on) == (400, TODAY)
    assert "2012年7月1日尚未到来" in response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_deadline_ahead_is_a_forecast_and_called_so(client, address):
    response = client.get(address, {"on": DEADLINE})
    assert (response.status_code, response.context["query"].on) == (200, YEAR_1)
    assert "2012年12月31日预测" in response.content.decode()
    assert "预测" not in client.get(address).content.decode()


def test_forecast_has_the_cover_and_the_states_of_today(client):
    def told(day):
        page = client.get("/targets/", {"on": day, "columns": ["cover"], "sort": "name"}).context["page"]
        return [(strip_tags(line.cells[0].link), line.state[0]) for line in (page.university, *page.lines)]

    now = [("1", "at_risk"), ("0", "off_track"), ("1", "at_risk"), ("—", "not_applicable")]
    assert told("") == now
    assert [told(DEADLINE), [state for _cover, state in told(YEAR_2.isoformat())]] == [
        now,
        [state for _cover, state in now],
    ]


def test_numbers_of_a_forecast_name_whom_today_covers(client):
    page = client.get("/numbers/ordinary-1-cover/", {"on": DEADLINE, "unit": "02"})
    rows = {one.key: [row.code for row in rows] for one, _page, rows in page.context["lists"]}
    assert (page.context["explanation"].value, rows) == ("1", {"not-covered": [], "covered": ["0201"]})
    states = [client.get("/numbers/state/", {"on": day, "unit": "02"}) for day in ("", YEAR_2.isoformat())]
    assert len({page.context["explanation"].value for page in states}) == 1
    assert states[0].context["explanation"].formula == states[1].context["explanation"].formula


@pytest.mark.parametrize("address", ["/targets/sheet/", "/units/02/sheet/", "/numbers/ordinary-1-cover/sheet/"])
def test_workbook_of_a_forecast_is_called_so(client, address):
    name = client.get(address, {"on": DEADLINE}).headers["Content-Disposition"]
    assert "%E9%A2%84%E6%B5%8B" in name


def test_overview_tells_no_duties_ahead(client):
    assert client.get("/department/", {"on": DEADLINE}).context["work"] == []


def test_command_refuses_a_day_ahead_but_for_a_deadline(client, capsys):
    with pytest.raises(CommandError) as refused:
        call_command("progress", "--on", AHEAD)
    assert refused.value.returncode == 1
    call_command("progress", "--on", DEADLINE)
    assert "2012-12-31预测" in capsys.readouterr().out
    call_command("progress", "--on", DEADLINE, "--json")
    assert json.loads(capsys.readouterr().out)["units"][1]["ordinary-1"]["cover"] == 1
